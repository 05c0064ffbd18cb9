using System.Globalization;
using System.Runtime.InteropServices;

namespace Copypasta.Detection;

/// <summary>
/// Merges the newest segments of an index into one, so that their number grows with the logarithm of the posts. Texts keep their numbers; of a family the newest record stays. What a merge costs is bounded by
/// <see cref="MostPosts"/>, and a post is merged again only into a segment that is larger by the factor.
/// </summary>
internal static class SegmentMerge
{
    /// <summary>Segments of one size from which on they are merged.</summary>
    public const int Factor = 8;

    /// <summary>Posts beyond which a segment is not merged any more.</summary>
    private const long MostPosts = 8_000_000;

    /// <summary>How many of the last segments are to be merged: those no larger than the last (by powers of the factor), where there are enough of them; 0 for none.</summary>
    public static int Count(IReadOnlyList<IndexSegment> segments, int factor)
    {
        if (segments.Count == 0)
        {
            return 0;
        }

        int Level(IndexSegment segment) => (int)Math.Floor(Math.Log(Math.Max(1, segment.Entry.Posts), factor));
        var (count, posts) = (0, 0L);
        for (var i = segments.Count - 1; i >= 0 && count < byte.MaxValue && Level(segments[i]) <= Level(segments[^1]) && posts + segments[i].Entry.Posts <= MostPosts; i--)
        {
            (count, posts) = (count + 1, posts + segments[i].Entry.Posts);
        }

        return count >= factor ? count : 0;
    }

    /// <summary>Writes the last <paramref name="count"/> segments as one.</summary>
    public static IndexManifest.ManifestSegment Run(SegmentWriter writer, IndexSegments index, int count, CancellationToken cancellation)
    {
        var firstSegment = index.All.Count - count;
        var segments = index.All.Skip(firstSegment).ToArray();
        var firstText = segments[0].Entry.FirstText;
        var texts = index.Texts - firstText;
        Texts(writer, index, segments, firstText, texts, cancellation);
        Posts(writer, index, segments, firstSegment, firstText, texts, cancellation);
        var eligible = segments.Sum(segment => segment.Entry.EligibleTexts);
        var bands = Bands(writer, segments, firstText, eligible, cancellation);
        writer.End((long)bands * eligible);
        writer.Begin(SectionId.Sketches, TextSketch.Bytes);
        for (var text = firstText; text < index.Texts; text++)
        {
            writer.Append<TextSketch>([index.SketchOf(text)]);
        }

        writer.End(texts);
        var families = Families(writer, index, firstSegment);
        var (bytes, checksum) = writer.Close();
        return new IndexManifest.ManifestSegment(
            writer.Name, bytes, checksum.ToString("x16", CultureInfo.InvariantCulture), firstText, texts, eligible, segments.Sum(segment => segment.Entry.Posts), families);
    }

    private static void Texts(SegmentWriter writer, IndexSegments index, IndexSegment[] segments, int firstText, int count, CancellationToken cancellation)
    {
        var reading = index.NewReading(1);
        var texts = new StringBlocks.Writer(writer, SectionId.Texts, SectionId.TextBlocks, SegmentContent.TextBlockBytes);
        for (var text = 0; text < count; text++)
        {
            if ((text & 0xFFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            texts.Add(reading.Text(firstText + text));
        }

        texts.Close();
        writer.Table<HashEntry>(SectionId.TextHashes, Sorted(segments.Select(segment => segment.TextHashes), (_, entry) => entry));
    }

    private static void Posts(SegmentWriter writer, IndexSegments index, IndexSegment[] segments, int firstSegment, int firstText, int count, CancellationToken cancellation)
    {
        var (keys, runs) = Runs(segments);
        var reading = index.NewReading(1);
        var posts = new StringBlocks.Writer(writer, SectionId.Posts, SectionId.PostBlocks, SegmentContent.PostBlockBytes);
        var firsts = new int[count + 1];
        var copied = new List<CopiedText>();
        var places = segments.Select(segment => new int[segment.Entry.Posts]).ToArray();
        for (var i = 0; i < keys.Length; i++)
        {
            var (text, segment) = ((int)(keys[i] >> 8), (int)(keys[i] & 0xFF));
            cancellation.ThrowIfCancellationRequested();
            if (i == 0 || text != (int)(keys[i - 1] >> 8))
            {
                if (text >= firstText)
                {
                    firsts[text - firstText] = posts.Count;
                }
                else
                {
                    copied.Add(new CopiedText(text, posts.Count, 0));
                }
            }

            if (text < firstText)
            {
                copied[^1] = copied[^1] with { Posts = copied[^1].Posts + runs[i].Posts };
            }

            for (var place = runs[i].First; place < runs[i].First + runs[i].Posts; place++)
            {
                places[segment][place] = posts.Count;
                posts.Add(reading.StoredPost(firstSegment + segment, place));
            }
        }

        firsts[^1] = posts.Count;
        posts.Close();
        writer.Table<int>(SectionId.FirstPosts, firsts);
        writer.Table<CopiedText>(SectionId.CopiedTexts, CollectionsMarshal.AsSpan(copied));
        writer.Table<HashEntry>(SectionId.PostIds, Sorted(segments.Select(segment => segment.PostIds), (segment, entry) => new HashEntry(entry.Hash, places[segment][entry.Number])));
    }

    /// <summary>Where posts of one text stand together, by text and then segment: so they come as they were added.</summary>
    private static (ulong[] Keys, (int First, int Posts)[] Runs) Runs(IndexSegment[] segments)
    {
        var count = segments.Sum(segment => segment.Entry.Texts + segment.CopiedTexts.Count);
        var (keys, runs, next) = (new ulong[count], new (int First, int Posts)[count], 0);
        for (var i = 0; i < segments.Length; i++)
        {
            var segment = segments[i];
            for (var copied = 0L; copied < segment.CopiedTexts.Count; copied++)
            {
                var text = segment.CopiedTexts[copied];
                (keys[next], runs[next++]) = (((ulong)(uint)text.Text << 8) | (uint)i, (text.FirstPost, text.Posts));
            }

            for (var text = 0; text < segment.Entry.Texts; text++)
            {
                var first = segment.FirstPosts[text];
                (keys[next], runs[next++]) = (((ulong)(uint)(segment.Entry.FirstText + text) << 8) | (uint)i, (first, segment.FirstPosts[text + 1] - first));
            }
        }

        Array.Sort(keys, runs);
        return (keys, runs);
    }

    /// <summary>Writes all bands but does not end the section; how many there are.</summary>
    private static int Bands(SegmentWriter writer, IndexSegment[] segments, int firstText, int eligible, CancellationToken cancellation)
    {
        writer.Begin(SectionId.Bands, sizeof(ulong));
        var bands = segments.Where(segment => segment.Entry.EligibleTexts > 0).Select(segment => (int)(segment.Bands.Count / segment.Entry.EligibleTexts)).FirstOrDefault();
        var entries = new ulong[eligible];
        for (var band = 0; band < bands; band++)
        {
            cancellation.ThrowIfCancellationRequested();
            var next = 0;
            foreach (var segment in segments)
            {
                var shift = (ulong)(segment.Entry.FirstText - firstText);
                var (from, to) = segment.Band(band);
                for (var at = from; at < to; at++)
                {
                    entries[next++] = segment.Bands[at].Key + shift;
                }
            }

            Array.Sort(entries);
            writer.Append<ulong>(entries);
        }

        return bands;
    }

    private static int Families(SegmentWriter writer, IndexSegments index, int firstSegment)
    {
        var newest = new List<(int Root, int Segment, int Record)>();
        for (var segment = firstSegment; segment < index.All.Count; segment++)
        {
            var members = index.All[segment].Members;
            for (var at = 0L; at < members.Count; at++)
            {
                var member = members[at];
                if (member.Text == member.Root && index.FamilyOf(member.Root) is var (current, family) && current == segment && family.Record == member.Record)
                {
                    newest.Add((member.Root, segment, member.Record));
                }
            }
        }

        newest.Sort();
        var reading = index.NewReading(2);
        var records = new StringBlocks.Writer(writer, SectionId.Families, SectionId.FamilyBlocks, SegmentContent.PostBlockBytes);
        var texts = new List<FamilyMember>();
        foreach (var (root, segment, record) in newest)
        {
            texts.AddRange(reading.Family(segment, record).Texts.Select(text => new FamilyMember(text, root, records.Count)));
            records.Add(reading.StoredFamily(segment, record));
        }

        records.Close();
        texts.Sort((a, b) => a.Text.CompareTo(b.Text));
        writer.Table<FamilyMember>(SectionId.Members, CollectionsMarshal.AsSpan(texts));
        return newest.Count;
    }

    private static HashEntry[] Sorted(IEnumerable<MappedTable<HashEntry>> tables, Func<int, HashEntry, HashEntry> map)
    {
        var all = tables.ToArray();
        var entries = new HashEntry[all.Sum(table => table.Count)];
        var next = 0;
        for (var i = 0; i < all.Length; i++)
        {
            for (var at = 0L; at < all[i].Count; at++)
            {
                entries[next++] = map(i, all[i][at]);
            }
        }

        Array.Sort(entries);
        return entries;
    }
}
