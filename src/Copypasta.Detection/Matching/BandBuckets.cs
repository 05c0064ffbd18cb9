namespace Copypasta.Detection;

/// <summary>
/// The buckets of one band that hold two texts or more, ascending by text: what of a band's keys can give candidates. Built by sorting (<see cref="KeySort"/>), whose cost does not depend on how skewed the
/// keys are.
/// </summary>
internal sealed class BandBuckets : IBandBuckets
{
    private const int BucketsPerPart = 1 << 14;

    private readonly int[] _texts;
    private readonly int[] _starts;

    private BandBuckets(int[] texts, int[] starts, long pairs) => (_texts, _starts, Pairs) = (texts, starts, pairs);

    /// <summary>Number of buckets.</summary>
    public int Count => _starts.Length - 1;

    /// <summary>Pairs of texts that share a bucket: the sum of m (m - 1) / 2.</summary>
    public long Pairs { get; }

    /// <summary>The texts of a bucket, ascending.</summary>
    public ReadOnlySpan<int> this[int bucket] => _texts.AsSpan(_starts[bucket], _starts[bucket + 1] - _starts[bucket]);

    public int Parts => (Count + BucketsPerPart - 1) / BucketsPerPart;

    public BucketList Read(int part, BucketBuffers buffers)
    {
        var first = part * BucketsPerPart;
        return new BucketList(_texts, _starts.AsSpan(first, Math.Min(BucketsPerPart, Count - first) + 1));
    }

    /// <summary>Groups texts by equal key.</summary>
    /// <param name="keys">A key per text.</param>
    /// <param name="sketches">Tells which texts take part in near matching.</param>
    /// <param name="scratch">Two buffers, each as long as there are texts.</param>
    public static BandBuckets Build(ReadOnlySpan<uint> keys, TextSketches sketches, (ulong[] First, ulong[] Second) scratch)
    {
        var count = 0;
        for (var text = 0; text < keys.Length; text++)
        {
            if (sketches.Count(text) > 0)
            {
                scratch.First[count++] = KeySort.Entry(keys[text], text);
            }
        }

        return Build(scratch.First.AsSpan(0, count), scratch.Second.AsSpan(0, count));
    }

    /// <summary>Groups texts by equal key.</summary>
    /// <inheritdoc cref="KeySort.Sort"/>
    public static BandBuckets Build(Span<ulong> entries, Span<ulong> spare, int keyBits = KeySort.KeyBits) => FromSorted(KeySort.Sort(entries, spare, keyBits));

    /// <summary>The buckets of texts in the order of their keys.</summary>
    public static BandBuckets FromSorted(ReadOnlySpan<ulong> entries)
    {
        var (texts, buckets) = (0, 0);
        for (int start = 0, end; start < entries.Length; start = end)
        {
            end = EndOfRun(entries, start);
            if (end - start > 1)
            {
                texts += end - start;
                buckets++;
            }
        }

        var members = new int[texts];
        var starts = new int[buckets + 1];
        (texts, buckets) = (0, 0);
        var pairs = 0L;
        for (int start = 0, end; start < entries.Length; start = end)
        {
            end = EndOfRun(entries, start);
            if (end - start > 1)
            {
                starts[buckets++] = texts;
                pairs += (long)(end - start) * (end - start - 1) / 2;
                for (var i = start; i < end; i++)
                {
                    members[texts++] = (int)(uint)entries[i];
                }
            }
        }

        starts[buckets] = texts;
        return new BandBuckets(members, starts, pairs);
    }

    /// <summary>Where the texts of a key end.</summary>
    public static int EndOfRun(ReadOnlySpan<ulong> entries, int start)
    {
        var end = start + 1;
        while (end < entries.Length && entries[end] >> 32 == entries[start] >> 32)
        {
            end++;
        }

        return end;
    }
}
