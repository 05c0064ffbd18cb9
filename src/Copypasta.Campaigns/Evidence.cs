using Copypasta.Detection;

namespace Copypasta.Campaigns;

/// <summary>What the posts show of clusters and accounts: counts, templates, common reasons, and how often chance would do as much. It judges nobody.</summary>
public sealed record Evidence
{
    /// <summary>Accounts, hashtags and links over all kept posts.</summary>
    public required Census Census { get; init; }

    /// <summary>By cluster, in the order of <see cref="DetectionResult.Clusters"/>, what its texts have in common.</summary>
    public required IReadOnlyList<ClusterTemplate> Templates { get; init; }

    /// <summary>By cluster, for which common reasons its posts may agree.</summary>
    public required IReadOnlyList<ClusterLabels> Labels { get; init; }

    /// <summary>The pairs of accounts, whose numbers are those of <see cref="PostStore.Authors"/> and whose posts are indices into <see cref="PairPosts"/>; null where they were not asked for.</summary>
    public required AccountPairResult? Pairs { get; init; }

    /// <summary>The posts that account pairs were judged by, as indices into <see cref="DetectionResult.Members"/>.</summary>
    public required IReadOnlyList<int> PairPosts { get; init; }
}
