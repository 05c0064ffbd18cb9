using System.Globalization;

namespace Copypasta.Hashing;

/// <summary>
/// An estimate of the Jaccard similarity J of two sets from the number of equal lanes of their signatures. A lane of b bits agrees with probability
/// P = C + (1 - C) J, where C = 2^-b is the chance that different minima look the same; so J is estimated by (p - C) / (1 - C), where p is the share of equal lanes,
/// without bias (Broder 1997 for b = 32, where C is nothing; Li and Koenig, "b-Bit Minwise Hashing", WWW 2010, Theorem 1 for sets that are small beside 2^32).
/// <c>default</c> is no estimate: of 0 lanes, with NaN for value and error and 0 to 1 for an interval.
/// </summary>
public readonly record struct JaccardEstimate
{
    /// <summary>Largest quantile that <see cref="Interval"/> takes: 1,000,000.</summary>
    public const double MaxQuantile = 1_000_000;

    private readonly double _chance;

    /// <summary>Makes an estimate from a count.</summary>
    /// <param name="equalLanes">Number of equal lanes, 0 to <paramref name="lanes"/>.</param>
    /// <param name="lanes">Number of lanes compared, at least 1.</param>
    /// <param name="valueBits">Bits of a lane, 1 to 32.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public JaccardEstimate(int equalLanes, int lanes, int valueBits = 32)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lanes, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(equalLanes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(equalLanes, lanes);
        ArgumentOutOfRangeException.ThrowIfLessThan(valueBits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(valueBits, 32);
        (EqualLanes, Lanes, ValueBits) = (equalLanes, lanes, valueBits);
        _chance = valueBits == 32 ? 0 : 1.0 / (1L << valueBits);
    }

    /// <summary>Number of equal lanes.</summary>
    public int EqualLanes { get; }

    /// <summary>Number of lanes compared.</summary>
    public int Lanes { get; }

    /// <summary>Bits of a lane: 32, or fewer for packed signatures.</summary>
    public int ValueBits { get; }

    /// <summary>
    /// The estimate: at most 1. It is unbiased, and therefore slightly below 0 for packed signatures that agree by less than chance; those of 32 bits are at least 0.
    /// </summary>
    public double Value => Similarity(Share);

    /// <summary>
    /// The standard error sqrt(P (1 - P) / lanes) / (1 - C), with the share of equal lanes for P; sqrt(J (1 - J) / lanes) for lanes of 32 bits. It is 0 where
    /// all lanes agree or none: <see cref="Interval"/> still has a width there.
    /// </summary>
    public double StandardError => Math.Sqrt(Share * (1 - Share) / Lanes) / (1 - _chance);

    private double Share => (double)EqualLanes / Lanes;

    /// <summary>Wilson's score interval (E. B. Wilson, JASA 22, 1927) of the share of equal lanes, as similarities: it holds J with about the probability that z stands for.</summary>
    /// <param name="z">Standard normal quantile, above 0 and at most <see cref="MaxQuantile"/>: 1.96 for 95%, 2.576 for 99%.</param>
    /// <returns>Both ends, 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="z"/> is out of its range.</exception>
    public (double Lower, double Upper) Interval(double z = 1.959963984540054)
    {
        if (z is not (> 0 and <= MaxQuantile))
        {
            throw new ArgumentOutOfRangeException(nameof(z), z, "A quantile is above 0 and at most 1,000,000.");
        }

        var z2 = z * z / Lanes;
        var centre = (Share + (z2 / 2)) / (1 + z2);
        var half = Math.Sqrt((z2 * Share * (1 - Share)) + (z2 * z2 / 4)) / (1 + z2);

        // At the ends the interval reaches 0 or 1 exactly; rounding must not move it inside.
        var lower = EqualLanes == 0 ? 0 : centre - half;
        var upper = EqualLanes == Lanes ? 1 : centre + half;
        return (Math.Clamp(Similarity(lower), 0, 1), Math.Clamp(Similarity(upper), 0, 1));
    }

    /// <summary>The estimate and its standard error.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value:0.####} ± {StandardError:0.####}");

    private double Similarity(double share) => (share - _chance) / (1 - _chance);
}
