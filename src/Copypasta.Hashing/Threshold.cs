using System.Globalization;

namespace Copypasta.Hashing;

/// <summary>
/// A similarity threshold as an exact decimal fraction in (0, 1]. Comparisons are made in integers: in binary floating point
/// <c>shared &gt;= T * union</c> turns away pairs that stand exactly at the threshold.
/// </summary>
public readonly record struct Threshold
{
    /// <summary>Most digits after the decimal point.</summary>
    public const int MaxDecimals = 9;

    /// <summary>Makes a threshold from a decimal number.</summary>
    /// <param name="value">0 &lt; value &lt;= 1, with at most <see cref="MaxDecimals"/> digits after the point.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside that range or has more digits.</exception>
    public Threshold(decimal value)
    {
        if (value <= 0 || value > 1 || decimal.Round(value, MaxDecimals) != value)
        {
            throw new ArgumentOutOfRangeException(
                nameof(value), value, $"A threshold is a decimal number above 0 and at most 1, with at most {MaxDecimals} digits after the point.");
        }

        (Numerator, Denominator) = ((long)(value * 1_000_000_000m), 1_000_000_000L);
    }

    /// <summary>Numerator of the fraction.</summary>
    public long Numerator { get; }

    /// <summary>Denominator of the fraction.</summary>
    public long Denominator { get; }

    /// <summary>The nearest double, for estimates only.</summary>
    public double Value => (double)Numerator / Denominator;

    /// <summary>A threshold from a double that is meant as a short decimal number, such as 0.7: rounded to <see cref="MaxDecimals"/> digits.</summary>
    /// <param name="value">At most 1, and at least 0.000000001 when rounded.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside that range.</exception>
    public static Threshold FromDouble(double value) =>
        value is > 0 and <= 1
            ? new Threshold(decimal.Round((decimal)value, MaxDecimals))
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A threshold is above 0 and at most 1.");

    /// <summary>Whether this is a threshold and not <c>default</c>, which none is met by.</summary>
    internal bool IsSet => Denominator > 0;

    /// <summary>
    /// Whether two sets with so many shared elements and so many in their union are at least this similar (Jaccard). Two empty sets are not: nothing can be said of them, and texts
    /// without content would all be copies of one another.
    /// </summary>
    /// <param name="shared">Size of the intersection, 0 to 2^31.</param>
    /// <param name="union">Size of the union, <paramref name="shared"/> to 2^32.</param>
    /// <returns>shared / union >= T, decided in integers; false where the union is empty.</returns>
    public bool IsMetBy(long shared, long union) => IsSet && union > 0 && shared * Denominator >= Numerator * union;

    /// <summary>
    /// The fewest shared elements with which two sets of these sizes reach the threshold: ceil(T (a + b) / (1 + T)), and at least 1. More than the smaller set has where they cannot reach it.
    /// </summary>
    /// <param name="a">Size of one set, 0 or more.</param>
    /// <param name="b">Size of the other, 0 or more.</param>
    /// <exception cref="DivideByZeroException">This is <c>default</c>, which is no threshold.</exception>
    public int FewestShared(int a, int b) =>
        (int)Math.Max(1, ((Numerator * ((long)a + b)) + Denominator + Numerator - 1) / (Denominator + Numerator));

    /// <summary>The decimal number; "none" for <c>default</c>, which is no threshold.</summary>
    public override string ToString() => !IsSet ? "none" : (Numerator / (decimal)Denominator).ToString("0.#########", CultureInfo.InvariantCulture);
}
