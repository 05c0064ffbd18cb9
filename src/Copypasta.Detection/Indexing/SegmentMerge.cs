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

    /// <summary>Bytes that a merge takes: a post's new place and a text's first post; a text of a family, and one that was copied, while lists of these grow.</summary>
    private const int BytesPerPost = 2 * sizeof(int);
    private const int BytesPerListed = 24;

    /// <summary>How many of the last segments are to be merged: those no larger than the last (by powers of the factor), as many as fit into memory, where those are enough; 0 for none.</summary>
    public static int Count(IReadOnlyList<IndexSegment> segments, int factor, long memory)
    {
        if (segments.Count == 0)
        {
            return 0;
        }

        int Level(IndexSegment segment) => (int)Math.Floor(Math.Log(Math.Max(1, segment.Entry.Posts), factor));
        long Bytes(IndexSegment segment) => (segment.Entry.Posts * (long)BytesPerPost) + ((segment.Members.Count + segment.CopiedTexts.Count) * BytesPerListed);
        var (count, posts, bytes) = (0, 0L, 0L);
        for (var i = segments.Count - 1;
            i >= 0 && count < byte.MaxValue && Level(segments[i]) <= Level(segments[^1]) && posts + segments[i].Entry.Posts <= MostPosts && bytes + Bytes(segments[i]) <= memory;
            i--)
        {
            (count, posts, bytes) = (count + 1, posts + segments[i].Entry.Posts, bytes + Bytes(segments[i]));
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
        Bands(writer, segments, firstText, eligible, cancellation);
        writer.Begin(SectionId.Sketches, TextSketch.Bytes);
        for (var text = firstText; text < index.Texts; text++)
        {
            writer.Append<TextSketch>([index.SketchOf(text)]);
        }

        writer.End(texts);
        var families = Families(writer, index, firstSegment);
        return writer.Close(firstText, texts, eligible, segments.Sum(segment => segment.Entry.Posts), families);
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
        Hashes(writer, SectionId.TextHashes, [.. segments.Select(segment => segment.TextHashes)], (_, entry) => entry);
    }

    private static void Posts(SegmentWriter writer, IndexSegments index, IndexSegment[] segments, int firstSegment, int firstText, int count, CancellationToken cancellation)
    {
        var reading = index.NewReading(1);
        var posts = new StringBlocks.Writer(writer, SectionId.Posts, SectionId.PostBlocks, SegmentContent.PostBlockBytes);
        var firsts = new int[count + 1];
        var copied = new List<CopiedText>();
        var places = segments.Select(segment => new int[segment.Entry.Posts]).ToArray();
        var last = -1;
        foreach (var (segment, run) in Ascending(segments.Select(Runs), run => (uint)run.Text))
        {
            cancellation.ThrowIfCancellationRequested();
            if (run.Text >= firstText)
            {
                if (run.Text != last)
                {
                    firsts[run.Text - firstText] = posts.Count;
                }
            }
            else if (run.Text != last)
            {
                copied.Add(run with { FirstPost = posts.Count });
            }
            else
            {
                copied[^1] = copied[^1] with { Posts = copied[^1].Posts + run.Posts };
            }

            last = run.Text;
            for (var place = run.FirstPost; place < run.FirstPost + run.Posts; place++)
            {
                places[segment][place] = posts.Count;
                posts.Add(reading.StoredPost(firstSegment + segment, place));
            }
        }

        firsts[^1] = posts.Count;
        posts.Close();
        writer.Table<int>(SectionId.FirstPosts, firsts);
        writer.Table<CopiedText>(SectionId.CopiedTexts, CollectionsMarshal.AsSpan(copied));

        // Posts of a segment keep their order, so its entries still ascend.
        Hashes(writer, SectionId.PostIds, [.. segments.Select(segment => segment.PostIds)], (segment, entry) => new HashEntry(entry.Hash, places[segment][entry.Number]));
    }

    /// <summary>Where the posts of a segment's texts stand, by text.</summary>
    private static IEnumerable<CopiedText> Runs(IndexSegment segment)
    {
        for (var copied = 0L; copied < segment.CopiedTexts.Count; copied++)
        {
            yield return segment.CopiedTexts[copied];
        }

        for (var text = 0; text < segment.Entry.Texts; text++)
        {
            var first = segment.FirstPosts[text];
            yield return new CopiedText(segment.Entry.FirstText + text, first, segment.FirstPosts[text + 1] - first);
        }
    }

    private static void Bands(SegmentWriter writer, IndexSegment[] segments, int firstText, int eligible, CancellationToken cancellation)
    {
        writer.Begin(SectionId.Bands, sizeof(ulong));
        var bands = segments.Where(segment => segment.Entry.EligibleTexts > 0).Select(segment => (int)(segment.Bands.Count / segment.Entry.EligibleTexts)).FirstOrDefault();
        for (var band = 0; band < bands; band++)
        {
            cancellation.ThrowIfCancellationRequested();
            var places = Array.ConvertAll(segments, segment => segment.Band(band).From);
            var next = new PriorityQueue<int, ulong>(segments.Length);
            ulong Entry(int segment) => segments[segment].Bands[places[segment]++].Key + (ulong)(segments[segment].Entry.FirstText - firstText);
            for (var segment = 0; segment < segments.Length; segment++)
            {
                if (places[segment] < segments[segment].Band(band).To)
                {
                    next.Enqueue(segment, Entry(segment));
                }
            }

            while (next.TryPeek(out var segment, out var entry))
            {
                writer.Append([entry]);
                if (places[segment] < segments[segment].Band(band).To)
                {
                    next.DequeueEnqueue(segment, Entry(segment));
                }
                else
                {
                    next.Dequeue();
                }
            }
        }

        writer.End((long)bands * eligible);
    }

    private static void Hashes(SegmentWriter writer, SectionId id, MappedTable<HashEntry>[] tables, Func<int, HashEntry, HashEntry> map)
    {
        writer.Begin(id, HashEntry.Bytes);
        foreach (var (_, entry) in Ascending(tables.Select(Mapped), entry => entry))
        {
            writer.Append([entry]);
        }

        writer.End(tables.Sum(table => table.Count));

        IEnumerable<HashEntry> Mapped(MappedTable<HashEntry> table, int segment)
        {
            for (var at = 0L; at < table.Count; at++)
            {
                yield return map(segment, table[at]);
            }
        }
    }

    /// <summary>Merges sequences that ascend by a key; where keys are equal, in the order of the sequences.</summary>
    private static IEnumerable<(int Sequence, T Item)> Ascending<T, TKey>(IEnumerable<IEnumerable<T>> sequences, Func<T, TKey> keyOf)
    {
        var cursors = sequences.Select(sequence => sequence.GetEnumerator()).ToArray();
        var next = new PriorityQueue<int, (TKey, int)>(cursors.Length);
        for (var i = 0; i < cursors.Length; i++)
        {
            if (cursors[i].MoveNext())
            {
                next.Enqueue(i, (keyOf(cursors[i].Current), i));
            }
        }

        while (next.TryPeek(out var i, out _))
        {
            yield return (i, cursors[i].Current);
            if (cursors[i].MoveNext())
            {
                next.DequeueEnqueue(i, (keyOf(cursors[i].Current), i));
            }
            else
            {
                next.Dequeue();
            }
        }
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
}
