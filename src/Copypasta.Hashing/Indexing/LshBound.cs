namespace Copypasta.Hashing;

/// <summary>How alike two texts must be, as a fraction of small integers, so that no rounding decides.</summary>
/// <param name="Numerator">0 or more.</param>
/// <param name="Denominator">1 or more; with the numerator at most 2^32.</param>
/// <param name="OfSmaller">Whether it is of the smaller text's shingles (containment) rather than of the union (Jaccard).</param>
internal readonly record struct LshBound(long Numerator, long Denominator, bool OfSmaller = false)
{
    public static LshBound From(Threshold threshold, bool ofSmaller = false) => new(threshold.Numerator, threshold.Denominator, ofSmaller);

    /// <summary>The fewest shared shingles, at least 1, with which sets of these sizes are alike enough; more than the smaller has where they cannot be.</summary>
    public int FewestShared(int a, int b)
    {
        if (!OfSmaller)
        {
            // J >= N / D means shared >= N (a + b) / (N + D).
            return (int)Math.Max(1, ((Numerator * ((long)a + b)) + Numerator + Denominator - 1) / (Numerator + Denominator));
        }

        return Containment.IsComparable(a, b) ? Containment.FewestShared(Numerator, Denominator, a, b) : Math.Max(a, b);
    }
}
