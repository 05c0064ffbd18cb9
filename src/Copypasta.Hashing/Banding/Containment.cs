namespace Copypasta.Hashing;

/// <summary>
/// Containment |A ∩ B| / min(|A|, |B|) of two sets (Broder, SEQUENCES 1997): near 1 where a text stands whole within a longer one, as a template does in
/// "template plus tail", however low their Jaccard similarity. Comparisons are exact; estimates say so.
/// </summary>
/// <remarks>
/// Two sets are comparable only up to a size ratio of <see cref="MaxSizeRatio"/>: a short phrase is contained in every long text on its subject, and Jaccard similarity, by which
/// candidates are found, falls with the ratio. With containment c and size ratio r = max / min, the union has min * (1 + r - c) elements, so J = c / (1 + r - c): it rises
/// with c and falls with r, and at c >= T and r &lt;= 4 is at least T / (5 - T). A plan that finds pairs of that Jaccard similarity finds all comparable pairs of containment T (<see cref="BandingPlan.ForContainment(double, double, long)"/>).
/// </remarks>
public static class Containment
{
    /// <summary>The larger set may have so many times as many elements as the smaller.</summary>
    public const int MaxSizeRatio = 4;

    /// <summary>Whether two sets are close enough in size, and neither is empty.</summary>
    /// <param name="a">Size of one set.</param>
    /// <param name="b">Size of the other.</param>
    public static bool IsComparable(int a, int b) => Math.Min(a, b) > 0 && Math.Max(a, b) <= (long)MaxSizeRatio * Math.Min(a, b);

    /// <summary>Whether two comparable sets reach a threshold, decided in integers; false for sets that are not comparable.</summary>
    /// <param name="threshold">Containment from which on it is met.</param>
    /// <param name="shared">Size of the intersection, 0 to the smaller of the sizes.</param>
    /// <param name="a">Size of one set.</param>
    /// <param name="b">Size of the other.</param>
    public static bool IsMet(Threshold threshold, int shared, int a, int b) => IsComparable(a, b) && threshold.IsMetBy(shared, Math.Min(a, b));

    /// <summary>The fewest shared elements with which two comparable sets of these sizes reach the threshold: ceil(T min(a, b)), and at least 1.</summary>
    /// <param name="threshold">The containment to reach.</param>
    /// <param name="a">Size of one set, 0 or more.</param>
    /// <param name="b">Size of the other, 0 or more.</param>
    /// <exception cref="DivideByZeroException">The threshold is <c>default</c>, which is no threshold.</exception>
    public static int FewestShared(Threshold threshold, int a, int b) => FewestShared(threshold.Numerator, threshold.Denominator, a, b);

    internal static int FewestShared(long numerator, long denominator, int a, int b) =>
        (int)Math.Max(1, ((numerator * Math.Min(a, b)) + denominator - 1) / denominator);

    /// <summary>The least Jaccard similarity of two comparable sets that reach a threshold: T / (5 - T), rounded down to <see cref="Threshold.MaxDecimals"/> digits.</summary>
    /// <param name="threshold">The containment they reach.</param>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is <c>default</c>, or so low that the least similarity has no such digits.</exception>
    public static Threshold LeastJaccard(Threshold threshold) => !threshold.IsSet
        ? throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "A threshold is above 0 and at most 1.")
        : new(decimal.Floor(threshold.Numerator * (decimal)threshold.Denominator / (((1L + MaxSizeRatio) * threshold.Denominator) - threshold.Numerator)) / threshold.Denominator);

    /// <summary>The Jaccard similarity of two sets of given containment: c / (1 + r - c).</summary>
    /// <param name="containment">Containment c, 0 to 1.</param>
    /// <param name="sizeRatio">Larger size over smaller, r, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is not in its range.</exception>
    public static double ToJaccard(double containment, double sizeRatio)
    {
        CheckShare(containment, nameof(containment));
        return sizeRatio >= 1
            ? containment / (1 + sizeRatio - containment)
            : throw new ArgumentOutOfRangeException(nameof(sizeRatio), sizeRatio, "The larger size over the smaller is at least 1.");
    }

    /// <summary>The containment of two sets of given Jaccard similarity, by inclusion and exclusion: J / (1 + J) * (a + b) / min(a, b), at most 1.</summary>
    /// <param name="jaccard">Jaccard similarity J, 0 to 1.</param>
    /// <param name="a">Size of one set, at least 1.</param>
    /// <param name="b">Size of the other, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1, or the similarity not in its range.</exception>
    public static double FromJaccard(double jaccard, int a, int b)
    {
        CheckShare(jaccard, nameof(jaccard));
        return Math.Min(1, jaccard / (1 + jaccard) * SizeFactor(a, b));
    }

    /// <summary>
    /// Estimates containment from two MinHash signatures, or two sketches of <see cref="FastSimilaritySketcher"/>, and the sizes of their sets, by <see cref="FromJaccard"/> of the share of equal lanes. Biased
    /// downwards, most where containment is near the ceiling of 1, at which about half of the estimates are cut: by some 0.4 of its <see cref="StandardError"/> at 1 (128 lanes: 0.051 for 40 elements of 160, 0.025 for 50 of
    /// 100), and by 0.017 at 0.9 of 40 elements. Bare lanes do not
    /// know what they were made with: of two seeds, shingles or profiles this makes a number that means nothing. Signatures that know it are refused then.
    /// </summary>
    /// <param name="a">A signature.</param>
    /// <param name="sizeOfA">Distinct elements of its set, at least 1.</param>
    /// <param name="b">Another of the same length, made with the same options.</param>
    /// <param name="sizeOfB">Distinct elements of its set, at least 1.</param>
    /// <returns>0 to 1.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or are 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public static double Estimate(ReadOnlySpan<uint> a, int sizeOfA, ReadOnlySpan<uint> b, int sizeOfB) =>
        FromJaccard(MinHash.EstimateJaccard(a, b), sizeOfA, sizeOfB);

    /// <summary>Estimates containment from two MinHash signatures and the sizes of their sets, as <see cref="Estimate(ReadOnlySpan{uint}, int, ReadOnlySpan{uint}, int)"/> does.</summary>
    /// <param name="a">A signature.</param>
    /// <param name="sizeOfA">Distinct elements of its set, at least 1.</param>
    /// <param name="b">Another of the same kind.</param>
    /// <param name="sizeOfB">Distinct elements of its set, at least 1.</param>
    /// <returns>0 to 1.</returns>
    /// <exception cref="ArgumentNullException">A signature is null.</exception>
    /// <exception cref="ArgumentException">The kinds differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public static double Estimate(MinHashSignature a, int sizeOfA, MinHashSignature b, int sizeOfB)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        SignatureKind.CheckSame(a.Kind, b.Kind);
        return Estimate(a.Minima, sizeOfA, b.Minima, sizeOfB);
    }

    /// <summary>Estimates containment from two Fast Similarity Sketches and the sizes of their sets, as <see cref="Estimate(ReadOnlySpan{uint}, int, ReadOnlySpan{uint}, int)"/> does.</summary>
    /// <inheritdoc cref="Estimate(MinHashSignature, int, MinHashSignature, int)"/>
    public static double Estimate(FastSimilaritySignature a, int sizeOfA, FastSimilaritySignature b, int sizeOfB)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        SignatureKind.CheckSame(a.Kind, b.Kind);
        return Estimate(a.Values, sizeOfA, b.Values, sizeOfB);
    }

    /// <summary>
    /// Standard error of <see cref="Estimate(ReadOnlySpan{uint}, int, ReadOnlySpan{uint}, int)"/> by the delta method: that of the Jaccard estimate times the slope (a + b) / min(a, b) / (1 + J)^2. For MinHash that is
    /// sqrt(J (1 - J) / lanes) (Broder 1997), at size ratio 4 up to five times as much for containment: containment is the harder to estimate, and worth verifying.
    /// </summary>
    /// <param name="jaccard">Jaccard similarity J, 0 to 1: the estimate, or <see cref="ToJaccard"/> of a containment of interest.</param>
    /// <param name="jaccardError">Standard error of the estimate of J, 0 or more.</param>
    /// <param name="a">Size of one set, at least 1.</param>
    /// <param name="b">Size of the other, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1, or the similarity or its error not in its range.</exception>
    public static double StandardError(double jaccard, double jaccardError, int a, int b)
    {
        CheckShare(jaccard, nameof(jaccard));
        return jaccardError >= 0
            ? jaccardError * SizeFactor(a, b) / ((1 + jaccard) * (1 + jaccard))
            : throw new ArgumentOutOfRangeException(nameof(jaccardError), jaccardError, "A standard error is 0 or more.");
    }

    private static void CheckShare(double share, string name)
    {
        if (share is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(name, share, "A similarity is 0 to 1.");
        }
    }

    private static double SizeFactor(int a, int b)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(a, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(b, 1);
        return ((double)a + b) / Math.Min(a, b);
    }
}
