using Copypasta.Hashing;

namespace Copypasta.Detection;

/// <summary>
/// The texts of the posts that are being added, told apart into those that the index has and those that are new. New ones stand in the order of their hashes and are numbered on from the index's last; as an
/// <see cref="ITextSource"/> they go by their place in that order.
/// </summary>
internal sealed class IndexPart : ITextSource, ITextReader
{
    private readonly int[] _new;

    public IndexPart(PostStore posts, IndexSegments segments)
    {
        (Posts, FirstText) = (posts, segments.Texts);
        var texts = posts.Texts;
        var order = Enumerable.Range(0, texts.Count).ToArray();
        Array.Sort(order, (a, b) => texts.HashOf(a) != texts.HashOf(b) ? texts.HashOf(a).CompareTo(texts.HashOf(b)) : texts[a].SequenceCompareTo(texts[b]));
        Numbers = new int[texts.Count];
        Array.Fill(Numbers, -1);
        var reading = segments.NewReading(1);
        foreach (var segment in segments.All)
        {
            FindKnown(order, segment, reading);
        }

        _new = Array.FindAll(order, text => Numbers[text] < 0);
        if (_new.Length > Array.MaxLength - FirstText)
        {
            throw new IndexException($"an index holds at most {Array.MaxLength} distinct texts; begin another one");
        }

        for (var i = 0; i < _new.Length; i++)
        {
            Numbers[_new[i]] = FirstText + i;
        }
    }

    /// <summary>The posts.</summary>
    public PostStore Posts { get; }

    /// <summary>Number of the first new text.</summary>
    public int FirstText { get; }

    /// <summary>Number of new texts.</summary>
    public int Count => _new.Length;

    /// <summary>By text of <see cref="Posts"/> its number in the index.</summary>
    public int[] Numbers { get; }

    public ReadOnlySpan<byte> this[int index] => Posts.Texts[_new[index]];

    public ulong HashOf(int index) => Posts.Texts.HashOf(_new[index]);

    ITextReader ITextSource.NewReader(bool ascending) => this;

    int[] ITextSource.SmallestHashes(int count) => [.. Enumerable.Range(0, Math.Min(count, Count))];

    /// <summary>Hashes of both sides ascend, so that the segment's are swept once.</summary>
    private void FindKnown(int[] order, IndexSegment segment, IndexReading reading)
    {
        var hashes = segment.TextHashes;
        var at = 0L;
        foreach (var text in order)
        {
            var hash = Posts.Texts.HashOf(text);
            at = SortedSearch.First(hashes, 0, hashes.Count, hash, at);
            for (var same = at; same < hashes.Count && hashes[same].Hash == hash; same++)
            {
                if (reading.Text(hashes[same].Number).SequenceEqual(Posts.Texts[text]))
                {
                    Numbers[text] = hashes[same].Number;
                }
            }
        }
    }
}

/// <summary>The new texts' sketches and band keys, and which of them belong together.</summary>
internal sealed class SignedPart
{
    private SignedPart(TextSketches sketches, BandEntry[][] bands, int[] roots) => (Sketches, Bands, Roots) = (sketches, bands, roots);

    public TextSketches Sketches { get; }

    /// <summary>By band, the entries of all texts long enough for near matching, ascending.</summary>
    public BandEntry[][] Bands { get; }

    /// <summary>By text the smallest that it is linked with among the new ones.</summary>
    public int[] Roots { get; }

    /// <summary>Signs and links the new texts. No band is discarded: an index's plan is fixed.</summary>
    public static SignedPart Sign(IndexPart part, DetectionOptions options, BandingPlan plan, CancellationToken cancellation)
    {
        // Where pairs are wanted, bands keep their keys.
        var drawn = options with { Pairs = true };
        var signing = new TextSigning(part, options, TextSketch.Bytes);
        var families = new UnionFind(part.Count);
        var matching = new Matching(part, signing.Sketches, options);
        var bands = new BandEntry[plan.Bands][];
        if (part.Count > 0)
        {
            var buckets = new BandDrawing(signing, plan, drawn, MatchingShares.InMemory, null, null, cancellation).Draw(0, plan.Bands).ToArray();
            Parallel.For(
                0,
                plan.Bands,
                new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation },
                () => new FamilyLinker(families, matching.NewVerifier()),
                (band, _, linker) =>
                {
                    buckets[band].Buckets.ForEach(linker.Link);
                    bands[band] = Entries(buckets[band].Keys!, signing.Sketches);
                    return linker;
                },
                _ => { });
        }
        else
        {
            Array.Fill(bands, []);
        }

        return new SignedPart(signing.Sketches, bands, families.ToRoots());
    }

    private static BandEntry[] Entries(uint[] keys, TextSketches sketches)
    {
        var entries = new List<ulong>(keys.Length);
        for (var text = 0; text < keys.Length; text++)
        {
            if (sketches.Count(text) > 0)
            {
                entries.Add(new BandEntry(keys[text], text).Key);
            }
        }

        entries.Sort();
        return [.. entries.Select(key => new BandEntry(key))];
    }
}
