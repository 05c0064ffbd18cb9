using Copypasta.Archives;
using Copypasta.Detection;

namespace Copypasta.Campaigns;

/// <summary>What is counted of a hashtag or a link that occurs in a clustered post. A post that has it more than once counts once.</summary>
public sealed record WordCount
{
    /// <summary>The hashtag without its sign, or the link; UTF-8.</summary>
    public required byte[] Word { get; init; }

    /// <summary>Kept posts that have it.</summary>
    public required long Posts { get; init; }

    /// <summary>Clustered posts that have it.</summary>
    public required long Copies { get; init; }

    /// <summary>The share of the posts that are clustered.</summary>
    public Similarity CopyShare => Similarity.FromFraction(Copies, Posts);

    /// <summary>Distinct accounts of the posts that have it; posts without an author count for none.</summary>
    public required int Accounts { get; init; }

    /// <summary>Clusters with a post that has it.</summary>
    public required int Clusters { get; init; }

    /// <summary>The clusters with the most posts that have it, three at most, by (posts descending, id).</summary>
    public required IReadOnlyList<WordCluster> LargestClusters { get; init; }

    /// <summary>Earliest time of a post that has it, Unix milliseconds; <see cref="PostRecord.NoTime"/> if none has one.</summary>
    public required long First { get; init; }

    /// <summary>Latest time, likewise.</summary>
    public required long Last { get; init; }

    /// <summary>The hour with the most posts that have it; null where no source's times are fine enough to tell.</summary>
    public required WordBurst? Hour { get; init; }

    /// <summary>The 24 hours with the most posts that have it; null where no source's times are fine enough to tell.</summary>
    public required WordBurst? Day { get; init; }
}

/// <summary>A cluster and how many of its posts have a hashtag or link.</summary>
/// <param name="Cluster">Index into <see cref="DetectionResult.Clusters"/>.</param>
/// <param name="Posts">From 1 on.</param>
public readonly record struct WordCluster(int Cluster, int Posts);

/// <summary>A stretch of time with many posts.</summary>
/// <param name="Start">The time of the first of them in whole seconds, as Unix milliseconds.</param>
/// <param name="Posts">From 1 on.</param>
public sealed record WordBurst(long Start, long Posts);
