using MathNet.Numerics.Distributions;

namespace Copypasta.Detection;

/// <summary>
/// The exact interval of a binomial proportion (Clopper and Pearson, Biometrika 1934): all proportions that neither one-sided test at half the error rejects. It covers the
/// true proportion with at least the confidence stated, whatever the number of trials, and is wider than need be rather than too narrow.
/// </summary>
internal static class ClopperPearson
{
    /// <summary>The interval. Its ends are quantiles of beta distributions.</summary>
    /// <param name="successes">0 to <paramref name="trials"/>.</param>
    /// <param name="trials">At least 0; none leaves everything possible.</param>
    /// <param name="confidence">Above 0 and below 1.</param>
    public static (double Low, double High) Interval(int successes, int trials, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        var tail = (1 - confidence) / 2;
        return (
            successes == 0 ? 0 : Beta.InvCDF(successes, trials - successes + 1, tail),
            successes == trials ? 1 : Beta.InvCDF(successes + 1, trials - successes, 1 - tail));
    }
}
