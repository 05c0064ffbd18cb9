namespace Copypasta.Reports;

/// <summary>Posts over time, in bins of equal length aligned to UTC (weeks to Mondays).</summary>
internal sealed class Histogram
{
    private const long Second = 1_000;
    private const long Minute = 60 * Second;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;

    private static readonly long[] Steps =
    [
        Second, 5 * Second, 15 * Second, Minute, 5 * Minute, 15 * Minute, Hour, 3 * Hour, 6 * Hour, 12 * Hour, Day, 7 * Day, 28 * Day,
        364 * Day,
    ];

    private readonly int[] _counts;

    /// <summary>Bins of the shortest step of which at most <paramref name="maxBins"/> reach from the first to the last time.</summary>
    /// <param name="first">The first time, Unix milliseconds.</param>
    /// <param name="last">The last.</param>
    /// <param name="maxBins">Most bins.</param>
    /// <param name="resolution">What all times are multiples of, milliseconds: no step is shorter.</param>
    public Histogram(long first, long last, int maxBins, long resolution = 1)
    {
        var step = 0;
        while (step < Steps.Length - 1 && (Steps[step] < resolution || Bins(first, last, Steps[step]) > maxBins))
        {
            step++;
        }

        Step = Steps[step];
        while (Bins(first, last, Step) > maxBins)
        {
            Step *= 2;
        }

        Start = (Floor(first, Step) * Step) + Offset(Step);
        _counts = new int[Bins(first, last, Step)];
    }

    /// <summary>Start of the first bin, Unix milliseconds.</summary>
    public long Start { get; }

    /// <summary>Length of a bin in milliseconds.</summary>
    public long Step { get; }

    /// <summary>Posts a bin.</summary>
    public ReadOnlySpan<int> Counts => _counts;

    /// <summary>Counts a post.</summary>
    public void Add(long time) => _counts[(time - Start) / Step]++;

    private static long Bins(long first, long last, long step) => Floor(last, step) - Floor(first, step) + 1;

    private static long Floor(long time, long step)
    {
        time -= Offset(step);
        return (time / step) - (time % step < 0 ? 1 : 0);
    }

    // The Unix epoch was a Thursday; weeks begin on the Monday before it.
    private static long Offset(long step) => step >= 7 * Day ? -3 * Day : 0;
}
