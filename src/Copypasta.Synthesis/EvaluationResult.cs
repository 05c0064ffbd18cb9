namespace Copypasta.Synthesis;

/// <summary>Precision, recall and their harmonic mean F1, each 0 to 1.</summary>
/// <param name="Precision">Share of what was found that is true.</param>
/// <param name="Recall">Share of what is true that was found.</param>
/// <param name="F1">2PR / (P + R); 0 if both are 0.</param>
public readonly record struct Score(double Precision, double Recall, double F1)
{
    internal static Score Of(double precision, double recall) =>
        new(precision, recall, precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall));
}

/// <summary>How well the posts of one kind were put with the rest of their group.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Posts">Posts of the kind, in either list.</param>
/// <param name="TruePairs">Pairs of a post of the kind and another post of its group. A pair of two kinds counts for both, a pair within one kind twice.</param>
/// <param name="FoundPairs">Those of them that lie in one cluster.</param>
/// <param name="BCubedRecall">B-cubed recall averaged over the posts of the kind.</param>
/// <param name="BCubedPrecision">B-cubed precision averaged over the posts of the kind.</param>
public sealed record KindScore(string Kind, long Posts, long TruePairs, long FoundPairs, double BCubedRecall, double BCubedPrecision)
{
    /// <summary>Found pairs as a share of the true ones, 0 to 1; 1 if there are none to find.</summary>
    public double PairRecall => TruePairs == 0 ? 1 : (double)FoundPairs / TruePairs;
}

/// <summary>A clustering scored against labels.</summary>
public sealed record EvaluationResult
{
    /// <summary>Over pairs of posts: a found pair lies in one cluster, a true pair in one group. Precision is 1 if no pair was found, recall 1 if there is none.</summary>
    public required Score Pairwise { get; init; }

    /// <summary>B-cubed: each post's precision and recall, averaged over all posts. 1 if there are no posts.</summary>
    public required Score BCubed { get; init; }

    /// <summary>Distinct ids in either list.</summary>
    public required long Posts { get; init; }

    /// <summary>Ids only in the clustering: scored as posts of no group.</summary>
    public required long OnlyInFound { get; init; }

    /// <summary>Ids only in the truth: scored as posts of no cluster.</summary>
    public required long OnlyInTruth { get; init; }

    /// <summary>Rows that said again what an earlier row had said; they count once.</summary>
    public required long RepeatedRows { get; init; }

    /// <summary>Distinct clusters, posts of no cluster not counted.</summary>
    public required long Clusters { get; init; }

    /// <summary>Distinct groups, posts of no group not counted.</summary>
    public required long Groups { get; init; }

    /// <summary>Pairs of posts in one cluster.</summary>
    public required long FoundPairs { get; init; }

    /// <summary>Pairs of posts in one group.</summary>
    public required long TruePairs { get; init; }

    /// <summary>Pairs of posts in one cluster and in one group.</summary>
    public required long CommonPairs { get; init; }

    /// <summary>Scores per kind, sorted by kind (ordinal); empty if no kinds were given.</summary>
    public required IReadOnlyList<KindScore> Kinds { get; init; }
}
