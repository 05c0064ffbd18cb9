namespace Copypasta.Detection;

/// <summary>The buckets of one band that hold two texts or more, wherever they are kept.</summary>
internal interface IBandBuckets
{
    /// <summary>Pairs of texts that share a bucket: the sum of m (m - 1) / 2.</summary>
    long Pairs { get; }

    /// <summary>Parts in which they are read; in any order, and from several threads at once.</summary>
    int Parts { get; }

    /// <summary>Reads the buckets of a part.</summary>
    /// <param name="part">Which.</param>
    /// <param name="buffers">Where they may be put; good for one thread.</param>
    BucketList Read(int part, BucketBuffers buffers);
}

/// <summary>Some buckets of a band one after another, the texts of each ascending.</summary>
/// <param name="texts">Their texts.</param>
/// <param name="starts">Where each begins, and where the last ends.</param>
internal readonly ref struct BucketList(ReadOnlySpan<int> texts, ReadOnlySpan<int> starts)
{
    private readonly ReadOnlySpan<int> _texts = texts;
    private readonly ReadOnlySpan<int> _starts = starts;

    /// <summary>Number of buckets.</summary>
    public int Count => _starts.Length - 1;

    /// <summary>The texts of a bucket, ascending.</summary>
    public ReadOnlySpan<int> this[int bucket] => _texts[_starts[bucket].._starts[bucket + 1]];

    /// <summary>So many texts from the beginning of a bucket on, or those there are.</summary>
    public ReadOnlySpan<int> From(int bucket, int texts)
    {
        var rest = _texts[_starts[bucket].._starts[^1]];
        return rest[..Math.Min(rest.Length, texts)];
    }
}

/// <summary>Arrays that reading buckets fills again and again.</summary>
internal sealed class BucketBuffers
{
    /// <summary>A block as it is stored.</summary>
    public byte[] Block = [];

    /// <summary>Texts of buckets.</summary>
    public int[] Texts = [];

    /// <summary>Where buckets begin.</summary>
    public int[] Starts = [];
}
