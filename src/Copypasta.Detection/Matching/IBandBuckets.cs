namespace Copypasta.Detection;

/// <summary>The buckets of one band that hold two texts or more, wherever they are kept.</summary>
internal interface IBandBuckets
{
    /// <summary>Pairs of texts that share a bucket: the sum of m (m - 1) / 2.</summary>
    long Pairs { get; }

    /// <summary>Parts in which they are handed out; in any order, and from several threads at once.</summary>
    int Parts { get; }

    /// <summary>Hands out the texts of one bucket of a part after another, each ascending.</summary>
    void ForEach(int part, Action<ReadOnlySpan<int>> take);
}
