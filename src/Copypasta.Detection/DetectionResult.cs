namespace Copypasta.Detection;

/// <summary>A similarity in millionths: 1,000,000 is identity. Rounded half up from the exact fraction.</summary>
public readonly record struct Similarity(int Millionths)
{
    /// <summary>Identity.</summary>
    public static Similarity One { get; } = new(1_000_000);

    /// <summary>The similarity shared/union, rounded half up in integers.</summary>
    public static Similarity FromFraction(long shared, long union) => new((int)(((shared * 2_000_000) + union) / (union * 2)));

    /// <summary>The smaller of two.</summary>
    public static Similarity Min(Similarity a, Similarity b) => a.Millionths <= b.Millionths ? a : b;

    /// <summary>Six decimals, as every table prints it.</summary>
    public override string ToString() => $"{Millionths / 1_000_000}.{Millionths % 1_000_000:D6}";
}

/// <summary>An exemplar and every text of its family that is at least as similar to it as the threshold and to no earlier exemplar.</summary>
public sealed record Cluster
{
    /// <summary><c>c</c> and 24 hex digits of the exemplar text's SHA-256.</summary>
    public required string Id { get; init; }

    /// <summary>Index into <see cref="DetectionResult.Families"/>.</summary>
    public int Family { get; internal set; }

    /// <summary>Number of distinct normalised texts.</summary>
    public required int Texts { get; init; }

    /// <summary>Number of distinct authors; posts without one count for none.</summary>
    public required int Accounts { get; init; }

    /// <summary>Earliest time, Unix milliseconds; <see cref="Archives.PostRecord.NoTime"/> if no post has one.</summary>
    public required long First { get; init; }

    /// <summary>Latest time, Unix milliseconds; <see cref="Archives.PostRecord.NoTime"/> if no post has one.</summary>
    public required long Last { get; init; }

    /// <summary>Smallest exact similarity of a member text to the exemplar; 1 where there is no other text.</summary>
    public required Similarity MinSimilarity { get; init; }

    /// <summary>Mean over the distinct texts but the exemplar; 1 where there is none.</summary>
    public required Similarity MeanSimilarity { get; init; }

    /// <summary>The exemplar text's first post (index into <see cref="DetectionResult.Posts"/>).</summary>
    public required int ExemplarPost { get; init; }

    /// <summary>Where the members start in <see cref="DetectionResult.Members"/>.</summary>
    public int MemberStart { get; internal set; }

    /// <summary>Number of posts.</summary>
    public required int Posts { get; init; }
}

/// <summary>A connected component of verified pairs: how a text mutated.</summary>
public sealed record Family
{
    /// <summary><c>f</c> and 24 hex digits of the SHA-256 of its earliest text.</summary>
    public required string Id { get; init; }

    /// <summary>Number of clusters.</summary>
    public required int Clusters { get; init; }

    /// <summary>Number of posts.</summary>
    public required int Posts { get; init; }

    /// <summary>Number of distinct normalised texts.</summary>
    public required int Texts { get; init; }

    /// <summary>Number of distinct authors; posts without one count for none.</summary>
    public required int Accounts { get; init; }

    /// <summary>Earliest time, Unix milliseconds; <see cref="Archives.PostRecord.NoTime"/> if no post has one.</summary>
    public required long First { get; init; }

    /// <summary>Latest time, Unix milliseconds; <see cref="Archives.PostRecord.NoTime"/> if no post has one.</summary>
    public required long Last { get; init; }

    /// <summary>Smallest exact similarity of any of its texts to its first exemplar.</summary>
    public required Similarity LowestSimilarity { get; init; }
}

/// <summary>A post of a family.</summary>
/// <param name="Post">Index into <see cref="DetectionResult.Posts"/>.</param>
/// <param name="Cluster">Index into <see cref="DetectionResult.Clusters"/>.</param>
/// <param name="Similarity">Exact similarity of its text to the cluster's exemplar.</param>
public readonly record struct Member(int Post, int Cluster, Similarity Similarity);

/// <summary>Two distinct normalised texts of exact similarity at or above the threshold, each named by its first post.</summary>
/// <param name="A">Index into <see cref="DetectionResult.Posts"/>; before <paramref name="B"/> by (source, row).</param>
/// <param name="B">Index into <see cref="DetectionResult.Posts"/>.</param>
/// <param name="Similarity">The exact similarity.</param>
public readonly record struct VerifiedPair(int A, int B, Similarity Similarity);

/// <summary>What a run found. Every list is in the order in which its table is written.</summary>
public sealed record DetectionResult
{
    /// <summary>The inputs' paths as given; <see cref="StoredPost.Source"/> is an index into them.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>The columns whose values were kept along with each post: <see cref="PostStore.Kept"/>.</summary>
    public IReadOnlyList<string> KeptColumns { get; init; } = [];

    /// <summary>All kept posts; where they did not fit into memory and <see cref="DetectionOptions.AllPosts"/> is not set, only those of families.</summary>
    public required PostStore Posts { get; init; }

    /// <summary>Posts descending, then id.</summary>
    public required Family[] Families { get; init; }

    /// <summary>Posts descending, then id.</summary>
    public required Cluster[] Clusters { get; init; }

    /// <summary>By (family id, cluster id, time, id, source, row), ordinal; a cluster's members are contiguous.</summary>
    public required Member[] Members { get; init; }

    /// <summary>By (a source, a row, b source, b row); null where pairs were not asked for.</summary>
    public required VerifiedPair[]? Pairs { get; init; }
}
