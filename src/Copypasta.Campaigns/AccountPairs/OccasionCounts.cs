namespace Copypasta.Campaigns;

/// <summary>One pair's occasions at every window, and how many of those that stand would go with an occasion over all windows, or with a day. One per thread.</summary>
internal sealed class OccasionCounts
{
    private const int Windows = CoPostWindows.Count;

    private readonly Dictionary<int, int[]> _byUnit = [];
    private readonly Dictionary<long, int[]> _byDay = [];
    private readonly Dictionary<int, (long First, bool Stands, int Unit)> _occasions = [];

    /// <summary>Occasions at each window.</summary>
    public int[] All { get; } = new int[Windows];

    /// <summary>Those with a co-post that stands.</summary>
    public int[] Standing { get; } = new int[Windows];

    /// <summary>Of each occasion over all windows, how many that stand it contains at each window.</summary>
    public IReadOnlyCollection<int[]> StandingByUnit => _byUnit.Values;

    /// <summary>Of each day (UTC), how many that stand begin on it at each window.</summary>
    public IReadOnlyCollection<int[]> StandingByDay => _byDay.Values;

    /// <summary>Days on which occasions that stand begin at a window.</summary>
    public int StandingDays(int window) => _byDay.Values.Count(d => d[window] > 0);

    /// <summary>Counts the occasions of a pair.</summary>
    /// <param name="occasions">Its co-posts.</param>
    /// <param name="firstWindow">The narrowest window that can be tested.</param>
    public void Count(Occasions occasions, int firstWindow)
    {
        _byUnit.Clear();
        _byDay.Clear();
        occasions.In(Occasions.AllWindows);
        int[] units = [.. Enumerable.Range(0, occasions.CoPosts.Count).Select(occasions.OccasionOf)];
        All.AsSpan().Clear();
        Standing.AsSpan().Clear();
        for (var window = firstWindow; window < Windows; window++)
        {
            (All[window], Standing[window]) = occasions.In(window);
            _occasions.Clear();
            for (var i = 0; i < units.Length; i++)
            {
                if (occasions.Counts(i))
                {
                    var coPost = occasions.CoPosts[i];
                    var first = Math.Min(coPost.TimeOfA, coPost.TimeOfB);
                    _occasions[occasions.OccasionOf(i)] = _occasions.TryGetValue(occasions.OccasionOf(i), out var known)
                        ? (Math.Min(known.First, first), known.Stands || coPost.Stands, units[i])
                        : (first, coPost.Stands, units[i]);
                }
            }

            foreach (var (first, stands, unit) in _occasions.Values)
            {
                if (stands)
                {
                    Of(_byUnit, unit)[window]++;
                    Of(_byDay, first / EligiblePosts.Day)[window]++;
                }
            }
        }
    }

    private static int[] Of<TKey>(Dictionary<TKey, int[]> counts, TKey key)
        where TKey : notnull
    {
        if (!counts.TryGetValue(key, out var count))
        {
            counts.Add(key, count = new int[Windows]);
        }

        return count;
    }
}
