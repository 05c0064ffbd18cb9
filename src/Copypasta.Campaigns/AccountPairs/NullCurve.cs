namespace Copypasta.Campaigns;

/// <summary>A point of the observed-against-null curve.</summary>
/// <param name="LogP">ln p.</param>
/// <param name="Observed">Pairs with a p of at most that.</param>
/// <param name="NullMean">How many a permutation has on average.</param>
/// <param name="NullMost">How many the permutation with the most has.</param>
public readonly record struct NullPoint(double LogP, long Observed, double NullMean, long NullMost);

/// <summary>Counts pairs by probability, in steps of a quarter of a power of ten.</summary>
internal sealed class NullCurve
{
    /// <summary>Number of steps; the last holds all smaller probabilities.</summary>
    public const int Steps = 160;

    private const double StepLength = 0.25 * 2.302585092994046;

    /// <summary>The step of ln p, at most 0.</summary>
    public static int StepOf(double logP) => (int)Math.Min(Steps - 1, -logP / StepLength);

    /// <summary>The curve.</summary>
    /// <param name="observed">Pairs of each step.</param>
    /// <param name="permutations">Pairs of each step in each permutation.</param>
    /// <param name="limit">The ln p up to which pairs were counted, where the curve ends: further on it would not have them all.</param>
    public static IReadOnlyList<NullPoint> Of(long[] observed, IReadOnlyList<long[]> permutations, double limit)
    {
        var points = new List<NullPoint>();
        var sums = new long[permutations.Count];
        var reached = 0L;
        for (var step = Steps - 1; step >= StepOf(limit); step--)
        {
            reached += observed[step];
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] += permutations[i][step];
            }

            if (reached > 0 || sums.Max() > 0)
            {
                points.Add(new NullPoint(Math.Min(-step * StepLength, limit), reached, (double)sums.Sum() / sums.Length, sums.Max()));
            }
        }

        return points;
    }
}
