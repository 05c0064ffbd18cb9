namespace Copypasta.Campaigns;

/// <summary>A co-post of a pair of accounts.</summary>
/// <param name="TimeOfA">When the first account posted, Unix milliseconds.</param>
/// <param name="TimeOfB">When the second did.</param>
/// <param name="Family">The family.</param>
/// <param name="From">The narrowest window in which it counts.</param>
/// <param name="Below">The window from which on it is left out.</param>
/// <param name="Stands">Whether no label explains it and both its strata are adequate.</param>
internal readonly record struct CoPost(long TimeOfA, long TimeOfB, int Family, int From, int Below, bool Stands);

/// <summary>
/// Divides the co-posts of one pair into occasions. Two are one occasion when they are of one family, or when either account posted its two less than 12 hours apart; and so is what such links chain
/// together. Whoever copies eight texts in one sitting has one occasion, however long the other took over them. One per thread.
/// </summary>
internal sealed class Occasions
{
    /// <summary>Stands for no window: all co-posts whatever the distance of their posts.</summary>
    public const int AllWindows = -1;

    /// <summary>Milliseconds between two posts of one account from which on they may be of two occasions.</summary>
    public const long Gap = 12 * 60 * 60 * 1000;

    private readonly List<CoPost> _coPosts = [];
    private int[] _byTimeOfA = [];
    private int[] _byTimeOfB = [];
    private long[] _times = [];
    private int[] _parent = [];
    private bool[] _stands = [];
    private bool _isSorted;

    /// <summary>The co-posts taken; those of one family must follow each other.</summary>
    public List<CoPost> CoPosts => _coPosts;

    /// <summary>Forgets all co-posts.</summary>
    public void Clear()
    {
        _coPosts.Clear();
        _isSorted = false;
    }

    /// <summary>Takes a co-post.</summary>
    public void Add(in CoPost coPost) => _coPosts.Add(coPost);

    /// <summary>Whether two co-posts of one pair are linked: together they are one occasion.</summary>
    public static bool AreOne(in CoPost x, in CoPost y) =>
        x.Family == y.Family || Math.Abs(x.TimeOfA - y.TimeOfA) < Gap || Math.Abs(x.TimeOfB - y.TimeOfB) < Gap;

    /// <summary>The number of occasions at a window, and of those with a co-post that stands.</summary>
    public (int All, int Standing) In(int window)
    {
        Sort();
        var count = _coPosts.Count;
        var active = 0;
        for (var i = 0; i < count; i++)
        {
            _parent[i] = IsActive(i, window) ? i : -1;
            active += _parent[i] >= 0 ? 1 : 0;
        }

        if (active == 0)
        {
            return default;
        }

        var occasions = active - Chain(_byTimeOfA, static (x, y) => y.TimeOfA - x.TimeOfA < Gap)
            - Chain(_byTimeOfB, static (x, y) => y.TimeOfB - x.TimeOfB < Gap)
            - Chain(null, static (x, y) => y.Family == x.Family);
        _stands.AsSpan(0, count).Clear();
        var standing = 0;
        for (var i = 0; i < count; i++)
        {
            if (_parent[i] >= 0 && _coPosts[i].Stands)
            {
                ref var stands = ref _stands[Find(i)];
                standing += stands ? 0 : 1;
                stands = true;
            }
        }

        return (occasions, standing);
    }

    /// <summary>After <see cref="In"/>, whether a co-post counts at the window.</summary>
    public bool Counts(int coPost) => _parent[coPost] >= 0;

    /// <summary>After <see cref="In"/>, the co-post that stands for the occasion of one that counts.</summary>
    public int OccasionOf(int coPost) => Find(coPost);

    private bool IsActive(int coPost, int window) => window == AllWindows || (_coPosts[coPost].From <= window && window < _coPosts[coPost].Below);

    private int Chain(int[]? order, Func<CoPost, CoPost, bool> links)
    {
        var joined = 0;
        var last = -1;
        for (var place = 0; place < _coPosts.Count; place++)
        {
            var i = order is null ? place : order[place];
            if (_parent[i] < 0)
            {
                continue;
            }

            if (last >= 0 && links(_coPosts[last], _coPosts[i]))
            {
                var (x, y) = (Find(last), Find(i));
                if (x != y)
                {
                    _parent[Math.Max(x, y)] = Math.Min(x, y);
                    joined++;
                }
            }

            last = i;
        }

        return joined;
    }

    private int Find(int i)
    {
        while (_parent[i] != i)
        {
            _parent[i] = _parent[_parent[i]];
            i = _parent[i];
        }

        return i;
    }

    private void Sort()
    {
        if (_isSorted)
        {
            return;
        }

        _isSorted = true;
        var count = _coPosts.Count;
        if (_parent.Length < count)
        {
            var room = Math.Max(16, 2 * count);
            (_byTimeOfA, _byTimeOfB, _times, _parent, _stands) = (new int[room], new int[room], new long[room], new int[room], new bool[room]);
        }

        for (var i = 0; i < count; i++)
        {
            (_byTimeOfA[i], _times[i]) = (i, _coPosts[i].TimeOfA);
        }

        _times.AsSpan(0, count).Sort(_byTimeOfA.AsSpan(0, count));
        for (var i = 0; i < count; i++)
        {
            (_byTimeOfB[i], _times[i]) = (i, _coPosts[i].TimeOfB);
        }

        _times.AsSpan(0, count).Sort(_byTimeOfB.AsSpan(0, count));
    }
}
