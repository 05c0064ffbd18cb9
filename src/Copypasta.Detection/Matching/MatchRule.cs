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

    /// <summary>The fewest and the most shingles that a text can have to match one of <paramref name="shingles"/>, at least 1.</summary>
    public (int Least, int Most) SizesThatMatch(int shingles)
    {
        // Its own size is among them; below and above, what must be shared and what can be only once cease to meet.
        var (least, below) = (shingles, 0);
        while (least - below > 1)
        {
            var middle = below + ((least - below) / 2);
            (least, below) = FewestShared(shingles, middle) <= middle ? (middle, below) : (least, middle);
        }

        var (most, above) = (shingles, int.MaxValue);
        while (above - most > 1)
        {
            var middle = most + ((above - most) / 2);
            (most, above) = FewestShared(shingles, middle) <= shingles ? (middle, above) : (most, middle);
        }

        return (least, most);
    }

    /// <summary>The fewest shingles that a text of so many, at least 1, shares with any text that it matches: what must be shared rises with the other's size.</summary>
    public int FewestSharedWithAny(int shingles) => FewestShared(shingles, SizesThatMatch(shingles).Least);

    /// <summary>The similarity of two texts, at least one of them not empty.</summary>
    public Similarity Similarity(int shared, int a, int b) =>
        Copypasta.Detection.Similarity.FromFraction(shared, Measure == SimilarityMeasure.Jaccard ? (long)a + b - shared : Math.Min(a, b));
}
