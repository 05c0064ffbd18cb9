namespace Copypasta.Campaigns;

/// <summary>The windows of time within which two posts are a co-post, from the narrowest.</summary>
public static class CoPostWindows
{
    /// <summary>Number of windows.</summary>
    public const int Count = 6;

    private static readonly long[] _limits = [10_000, 60_000, 600_000, 3_600_000, 86_400_000, long.MaxValue];
    private static readonly string[] _names = ["10s", "1min", "10min", "1h", "1d", "any"];

    /// <summary>Most milliseconds between the two posts, ascending; the last allows any distance.</summary>
    public static ReadOnlySpan<long> Limits => _limits;

    /// <summary>How tables call the windows.</summary>
    public static ReadOnlySpan<string> Names => _names;

    /// <summary>The narrowest window that holds two posts so many milliseconds apart, at least 0.</summary>
    internal static int Narrowest(long distance)
    {
        var window = 0;
        while (distance > _limits[window])
        {
            window++;
        }

        return window;
    }

    /// <summary>The narrowest window that times of a resolution can test: one of at least twice as many milliseconds.</summary>
    internal static int NarrowestTestable(int resolution) => Narrowest(2L * resolution);
}
