namespace Copypasta.Campaigns;

/// <summary>Two posts of one family that lie within some window.</summary>
/// <param name="First">The earlier one.</param>
/// <param name="Second">The other.</param>
/// <param name="From">The narrowest window that holds both and that their times can test.</param>
/// <param name="Below">The first window at which their group is left out; <see cref="CoPostWindows.Count"/> for none.</param>
internal readonly record struct PostPair(int First, int Second, int From, int Below);

/// <summary>
/// The pairs of posts of one family that may be co-posts: never more than so many for each post. A cluster is left out from the narrowest window on that holds too many of its posts; pairs across
/// clusters from the narrowest window on that holds too many posts of the clusters not left out. Which is decided by times and clusters alone, never by authors, so that it is the same under the null.
/// One per thread.
/// </summary>
internal sealed class FamilyGroups(EligiblePosts posts)
{
    private readonly List<Range> _clusters = [];
    private readonly List<int> _active = [];
    private int[] _order = [];
    private byte[] _below = [];
    private int _start;
    private int _end;
    private int _acrossBelow;

    /// <summary>What is left out of the family.</summary>
    public List<LeftOutGroup> LeftOut { get; } = [];

    /// <summary>Takes a family.</summary>
    /// <param name="family">Its place.</param>
    /// <param name="most">Of each window the most posts inside one.</param>
    /// <param name="input">What the posts were chosen from, for the numbers of what is left out.</param>
    public void Load(int family, ReadOnlySpan<int> most, AccountPairInput input)
    {
        (_start, _end) = (posts.FamilyStart[family], posts.FamilyStart[family + 1]);
        LeftOut.Clear();
        DivideByCluster();
        var number = input.Posts[posts.Inputs[_start]].Family;
        foreach (var range in _clusters)
        {
            var cluster = _order.AsSpan(range);
            var below = 0;
            for (; below < CoPostWindows.Count; below++)
            {
                var densest = cluster.Length > most[below] ? Densest(cluster, CoPostWindows.Limits[below]) : cluster.Length;
                if (densest > most[below])
                {
                    LeftOut.Add(new LeftOutGroup(number, posts.Cluster[cluster[0]], below, densest));
                    break;
                }
            }

            foreach (var post in cluster)
            {
                _below[post - _start] = (byte)below;
            }
        }

        _acrossBelow = CoPostWindows.Count;
        for (var window = 0; _clusters.Count > 1 && window < CoPostWindows.Count; window++)
        {
            var densest = _end - _start > most[window] ? Densest(Active(window), CoPostWindows.Limits[window]) : 0;
            if (densest > most[window])
            {
                _acrossBelow = window;
                LeftOut.Add(new LeftOutGroup(number, null, window, densest));
                break;
            }
        }
    }

    /// <summary>At least as many pairs as <see cref="ForEach"/> visits, counted in a time that grows with the posts only.</summary>
    public long MostPairs()
    {
        var pairs = 0L;
        for (var window = 0; window < _acrossBelow; window++)
        {
            if (IsLastOfSome(window))
            {
                pairs += PairsWithin(Active(window), CoPostWindows.Limits[window]);
            }
        }

        foreach (var range in _clusters)
        {
            var cluster = _order.AsSpan(range);
            if (BelowOf(cluster[0]) is var below && below > _acrossBelow)
            {
                pairs += PairsWithin(cluster, CoPostWindows.Limits[below - 1]);
            }
        }

        return pairs;
    }

    /// <summary>Visits every pair of posts of the family that is in some window and not left out, once.</summary>
    public void ForEach(Action<PostPair> visit)
    {
        // A pair that is left out from one window on is found among the posts that the window before still has.
        for (var window = 0; window < _acrossBelow; window++)
        {
            if (IsLastOfSome(window))
            {
                Visit(Active(window), window, visit);
            }
        }

        foreach (var range in _clusters)
        {
            var cluster = _order.AsSpan(range);
            if (BelowOf(cluster[0]) is var below && below > _acrossBelow)
            {
                Visit(cluster, below - 1, visit);
            }
        }
    }

    private int BelowOf(int post) => _below[post - _start];

    private int BelowOf(int post, int other) => posts.Cluster[post] == posts.Cluster[other]
        ? BelowOf(post)
        : Math.Min(Math.Min(BelowOf(post), BelowOf(other)), _acrossBelow);

    private bool IsLastOfSome(int window)
    {
        foreach (var range in _clusters)
        {
            if (Math.Min(BelowOf(_order[range.Start.Value]), _acrossBelow) == window + 1)
            {
                return true;
            }
        }

        return false;
    }

    private void Visit(ReadOnlySpan<int> group, int window, Action<PostPair> visit)
    {
        var limit = CoPostWindows.Limits[window];
        for (var i = 0; i < group.Length; i++)
        {
            var first = group[i];
            for (var j = i + 1; j < group.Length; j++)
            {
                var second = group[j];
                var distance = posts.Time[second] - posts.Time[first];
                if (distance > limit)
                {
                    break;
                }

                var below = BelowOf(first, second);
                var from = Math.Max(CoPostWindows.Narrowest(distance), Math.Max(posts.FirstWindow[first], posts.FirstWindow[second]));
                if (below == window + 1 && from < below)
                {
                    visit(new PostPair(first, second, from, below));
                }
            }
        }
    }

    private ReadOnlySpan<int> Active(int window)
    {
        _active.Clear();
        for (var post = _start; post < _end; post++)
        {
            if (BelowOf(post) > window)
            {
                _active.Add(post);
            }
        }

        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_active);
    }

    private void DivideByCluster()
    {
        var count = _end - _start;
        if (_order.Length < count)
        {
            (_order, _below) = (new int[Math.Max(count, 2 * _order.Length)], new byte[Math.Max(count, 2 * _order.Length)]);
        }

        var order = _order.AsSpan(0, count);
        var one = true;
        for (var i = 0; i < count; i++)
        {
            order[i] = _start + i;
            one &= posts.Cluster[_start + i] == posts.Cluster[_start];
        }

        _clusters.Clear();
        if (!one)
        {
            order.Sort((x, y) => (posts.Cluster[x], x).CompareTo((posts.Cluster[y], y)));
        }

        for (var from = 0; from < count;)
        {
            var to = from + 1;
            while (to < count && posts.Cluster[order[to]] == posts.Cluster[order[from]])
            {
                to++;
            }

            _clusters.Add(from..to);
            from = to;
        }
    }

    private int Densest(ReadOnlySpan<int> group, long limit)
    {
        var (densest, from) = (0, 0);
        for (var to = 0; to < group.Length; to++)
        {
            while (posts.Time[group[to]] - posts.Time[group[from]] > limit)
            {
                from++;
            }

            densest = Math.Max(densest, to - from + 1);
        }

        return densest;
    }

    private long PairsWithin(ReadOnlySpan<int> group, long limit)
    {
        var pairs = 0L;
        var from = 0;
        for (var to = 0; to < group.Length; to++)
        {
            while (posts.Time[group[to]] - posts.Time[group[from]] > limit)
            {
                from++;
            }

            pairs += to - from;
        }

        return pairs;
    }
}
