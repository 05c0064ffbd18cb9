namespace Copypasta.Hashing;

/// <summary>How often two texts of a corpus agree on r minima by chance or by likeness: what the number of candidates, and so a plan's cost, follows from.</summary>
public sealed class CollisionRates
{
    private readonly double[] _rates;

    internal CollisionRates(double[] rates, double meanShingles) => (_rates, MeanShingles) = (rates, meanShingles);

    /// <summary>
    /// Rates for when no sample is at hand: measured on 256,597 distinct tweets of 2015 to 2017 in several languages (the public FiveThirtyEight release),
    /// profile social/1, shingles of five code points.
    /// </summary>
    public static CollisionRates Typical { get; } = new(
        [1.66e-3, 6.21e-5, 1.41e-5, 1.05e-5, 7.82e-6, 6.38e-6, 5.03e-6, 4.22e-6, 3.47e-6, 2.85e-6, 2.37e-6, 1.97e-6, 1.62e-6, 1.33e-6, 1.15e-6, 9.28e-7], 72.6);

    /// <summary>Mean number of distinct shingles of a text.</summary>
    public double MeanShingles { get; }

    /// <summary>Measures the rates on a sample.</summary>
    /// <param name="texts">Number of texts in the sample, 0 or more.</param>
    /// <param name="hashesOf">Loads the shingle hashes of the sample's i-th text; at least one each, and the span need only live until the next call.</param>
    /// <param name="maxRows">Most rows of a band to measure, 1 to <see cref="BandingPlan.MaxRows"/>; of more rows the rate is taken to be that of the most.</param>
    /// <exception cref="ArgumentNullException"><paramref name="hashesOf"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of texts is below 0, or the rows are out of range.</exception>
    /// <exception cref="ArgumentException">A text has no hashes.</exception>
    public static CollisionRates Measure(int texts, Func<int, ReadOnlySpan<uint>> hashesOf, int maxRows = BandingPlan.MaxRows)
    {
        ArgumentNullException.ThrowIfNull(hashesOf);
        var sample = new CollisionSample(texts, maxRows);
        for (var text = 0; text < texts; text++)
        {
            sample.Add(text, hashesOf(text));
        }

        return sample.ToRates();
    }

    /// <summary>Probability that two texts agree on all of so many minima.</summary>
    /// <param name="rows">1 to <see cref="BandingPlan.MaxRows"/>.</param>
    internal double Rate(int rows) => _rates[Math.Min(rows, _rates.Length) - 1];
}
