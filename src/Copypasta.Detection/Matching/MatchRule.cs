using Copypasta.Hashing;

namespace Copypasta.Detection;

/// <summary>When two texts match, and how similar they are, by the numbers of their distinct shingles; decided in integers.</summary>
internal readonly record struct MatchRule(Threshold Threshold, SimilarityMeasure Measure)
{
    /// <summary>The fewest shingles that texts of so many must share; more than they can where no number is enough.</summary>
    public int FewestShared(int a, int b) =>
        Measure == SimilarityMeasure.Jaccard ? Threshold.FewestShared(a, b)
        : Containment.IsComparable(a, b) ? Containment.FewestShared(Threshold, a, b)
        : int.MaxValue;

    /// <summary>The fewest shingles that a text of so many shares with any text that it matches, however many those have; at least 1.</summary>
    public int FewestSharedWithAny(int shingles)
    {
        // The number rises with the other's size, so the smallest text that can match at all decides.
        var (least, most) = (1, shingles);
        while (least < most)
        {
            var middle = least + ((most - least) / 2);
            (least, most) = FewestShared(shingles, middle) <= middle ? (least, middle) : (middle + 1, most);
        }

        return FewestShared(shingles, least);
    }

    /// <summary>The similarity of two texts, at least one of them not empty.</summary>
    public Similarity Similarity(int shared, int a, int b) =>
        Copypasta.Detection.Similarity.FromFraction(shared, Measure == SimilarityMeasure.Jaccard ? (long)a + b - shared : Math.Min(a, b));
}
