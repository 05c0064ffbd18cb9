namespace Copypasta.Campaigns;

/// <summary>Of each number of occasions the most co-posts that may be expected for ln p, over all windows, to be at most a limit.</summary>
/// <param name="limit">The limit; at 0 or above it every pair matters.</param>
/// <param name="windows">Number of windows that are tested.</param>
internal sealed class MostExpected(double limit, int windows)
{
    private const int Counts = 256;

    private readonly double[] _most = limit >= 0 ? [] : [.. Enumerable.Range(0, Counts).Select(count => Most(count, limit - Math.Log(windows)))];

    /// <summary>Whether a pair with at most so many occasions at each window can reach the limit.</summary>
    /// <param name="occasions">At most how many, at each window.</param>
    /// <param name="expected">Co-posts expected at each window.</param>
    public bool Allows(ReadOnlySpan<int> occasions, ReadOnlySpan<double> expected)
    {
        for (var window = 0; window < occasions.Length; window++)
        {
            if (occasions[window] >= 2 && (occasions[window] >= _most.Length || expected[window] <= _most[occasions[window]]))
            {
                return true;
            }
        }

        return false;
    }

    private static double Most(int count, double limit)
    {
        var (low, high) = (0.0, (2.0 * count) + 10);
        for (var i = 0; i < 60 && count > 0; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = PoissonTail.Log(count, middle) <= limit ? (middle, high) : (low, middle);
        }

        // A little too high: what is left out must be sure not to matter.
        return high * (1 + 1e-9);
    }
}
