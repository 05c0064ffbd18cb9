namespace Copypasta.Detection;

/// <summary>The buckets of one band that hold two texts or more, wherever they are kept.</summary>
internal interface IBandBuckets
{
    /// <summary>Pairs of texts that share a bucket: the sum of m (m - 1) / 2.</summary>
    long Pairs { get; }

    /// <summary>Hands out the texts of one bucket after another, each ascending; from one thread at a time.</summary>
    void ForEach(Action<ReadOnlySpan<int>> take);
}
