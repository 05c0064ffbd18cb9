using Copypasta.Archives;

namespace Copypasta.Campaigns;

/// <summary>The most posts of a cluster within one window.</summary>
/// <param name="Window">The window's length in milliseconds; a post exactly that much later is still in it.</param>
/// <param name="Posts">The most posts in any such window.</param>
/// <param name="Start">Where the first such window begins: the time of a post, Unix milliseconds.</param>
public readonly record struct Burst(long Window, int Posts, long Start);

/// <summary>When the posts of a cluster were made. Nothing is said that is finer than the times are: what is below twice their resolution is not testable, and null.</summary>
public sealed record ClusterTimes
{
    /// <summary>The windows of <see cref="Bursts"/>, in milliseconds: 10 s, 1 min, 10 min, 1 h, 1 d.</summary>
    public static IReadOnlyList<long> Windows { get; } = [10_000, 60_000, 600_000, 3_600_000, Day];

    private const long Day = 86_400_000, Minute = 60_000;

    /// <summary>Posts with a time.</summary>
    public required int Posts { get; init; }

    /// <summary>The first post's time, Unix milliseconds; <see cref="PostRecord.NoTime"/> where no post has one.</summary>
    public long First { get; init; } = PostRecord.NoTime;

    /// <summary>The last post's time, Unix milliseconds; <see cref="PostRecord.NoTime"/> where no post has one.</summary>
    public long Last { get; init; } = PostRecord.NoTime;

    /// <summary>The densest window of each length that is testable, shortest first.</summary>
    public IReadOnlyList<Burst> Bursts { get; init; } = [];

    /// <summary>Median time from one post to the next, in milliseconds (the lower one of two); null with fewer than two posts or where not testable.</summary>
    public long? MedianGap { get; init; }

    /// <summary>Standard deviation of the times between posts over their mean: 0 for a clock, about 1 where posts come independently. Null with fewer than three posts or where their mean is not testable.</summary>
    public double? GapVariation { get; init; }

    /// <summary>Posts of each minute of the day, 1,440 of them; null where times are coarser than a minute.</summary>
    public IReadOnlyList<int>? MinutesOfDay { get; init; }

    /// <summary>Reads the times of a cluster.</summary>
    /// <param name="times">Unix milliseconds in any order; <see cref="PostRecord.NoTime"/> is passed over.</param>
    /// <param name="resolution">What all times are multiples of, in milliseconds, at least 1: the coarsest of the sources.</param>
    /// <param name="zone">Whose day it is; null for UTC.</param>
    public static ClusterTimes Of(ReadOnlySpan<long> times, long resolution, TimeZoneInfo? zone = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(resolution, 1);
        var sorted = times.ToArray();
        Array.Sort(sorted);
        var count = Array.BinarySearch(sorted, PostRecord.NoTime) is >= 0 and var at ? Array.IndexOf(sorted, PostRecord.NoTime, 0, at + 1) : sorted.Length;
        var timed = sorted.AsSpan(0, count);
        if (timed.IsEmpty)
        {
            return new ClusterTimes { Posts = 0 };
        }

        var median = MedianGapOf(timed);
        var mean = count > 1 ? (double)(timed[^1] - timed[0]) / (count - 1) : 0;
        return new ClusterTimes
        {
            Posts = count,
            First = timed[0],
            Last = timed[^1],
            Bursts = BurstsOf(timed, resolution),
            MedianGap = median >= 2 * resolution ? median : null,
            GapVariation = count > 2 && mean >= 2 * resolution ? Deviation(timed, mean) / mean : null,
            MinutesOfDay = resolution <= Minute ? Minutes(timed, zone ?? TimeZoneInfo.Utc) : null,
        };
    }

    private static List<Burst> BurstsOf(ReadOnlySpan<long> times, long resolution)
    {
        var bursts = new List<Burst>();
        foreach (var window in Windows)
        {
            if (window < 2 * resolution)
            {
                continue;
            }

            // A post exactly the window's length later is still in it.
            var densest = new DensestWindow(window + 1);
            foreach (var time in times)
            {
                densest.Add(time);
            }

            var (start, posts) = densest.Take();
            bursts.Add(new Burst(window, posts, start));
        }

        return bursts;
    }

    private static long? MedianGapOf(ReadOnlySpan<long> times)
    {
        if (times.Length < 2)
        {
            return null;
        }

        var gaps = new long[times.Length - 1];
        for (var i = 0; i < gaps.Length; i++)
        {
            gaps[i] = times[i + 1] - times[i];
        }

        Array.Sort(gaps);
        return gaps[(gaps.Length - 1) / 2];
    }

    private static double Deviation(ReadOnlySpan<long> times, double mean)
    {
        var squares = 0.0;
        for (var i = 1; i < times.Length; i++)
        {
            var off = times[i] - times[i - 1] - mean;
            squares += off * off;
        }

        return Math.Sqrt(squares / (times.Length - 1));
    }

    private static int[] Minutes(ReadOnlySpan<long> times, TimeZoneInfo zone)
    {
        var minutes = new int[Day / Minute];
        foreach (var time in times)
        {
            var instant = DateTimeOffset.FromUnixTimeMilliseconds(time);
            minutes[(int)instant.ToOffset(zone.GetUtcOffset(instant)).TimeOfDay.TotalMinutes]++;
        }

        return minutes;
    }
}
