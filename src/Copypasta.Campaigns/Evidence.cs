using Copypasta.Detection;

namespace Copypasta.Campaigns;

/// <summary>What the posts show of clusters and accounts: counts, templates, common reasons, and how often chance would do as much. It judges nobody.</summary>
public sealed record Evidence
{
    /// <summary>Accounts, hashtags and links over all kept posts.</summary>
    public required Census Census { get; init; }

    /// <summary>The slots of the clusters' templates, by (cluster's id, slot).</summary>
    public required IReadOnlyList<ClusterSlot> Slots { get; init; }

    /// <summary>The labels that apply, by (cluster's id, label).</summary>
    public required IReadOnlyList<LabelRow> Labels { get; init; }

    /// <summary>By cluster, in the order of <see cref="DetectionResult.Clusters"/>, the codes of its labels, joined by a space; empty where none applies.</summary>
    public required IReadOnlyList<string> LabelCodes { get; init; }

    /// <summary>
    /// The pairs of accounts, whose numbers are those of <see cref="PostStore.Authors"/> and whose posts are places in <see cref="PairPosts"/>; null where they were not asked for.
    /// </summary>
    public required AccountPairResult? Pairs { get; init; }

    /// <summary>The interests within which authors changed places; null where pairs were not asked for.</summary>
    public required Interests? Interests { get; init; }

    /// <summary>The communities of the pairs; null where these were not asked for.</summary>
    public required AccountCommunities? Communities { get; init; }

    /// <summary>The posts that account pairs were judged by: indices into <see cref="DetectionResult.Posts"/>.</summary>
    public required IReadOnlyList<int> PairPosts { get; init; }

    /// <summary>What of the run is of the background; null where there is none.</summary>
    public Background? Background { get; init; }

    /// <summary>Makes a reader of what single clusters are made of; one a thread.</summary>
    public required Func<ClusterAnatomy> NewAnatomy { get; init; }
}

/// <summary>A slot of a cluster's template.</summary>
/// <param name="Row">What the table says of it.</param>
/// <param name="Post">A post that has the commonest value: index into <see cref="DetectionResult.Posts"/>.</param>
public readonly record struct ClusterSlot(SlotRow Row, int Post);
