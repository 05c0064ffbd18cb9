using Copypasta.Archives;
using Copypasta.Detection;

namespace Copypasta.Campaigns;

/// <summary>
/// Counts the posts of the accounts that have a clustered one: first the clustered posts, in the order of <see cref="DetectionResult.Members"/>, then all others, then those set aside.
/// </summary>
/// <remarks>Some 100 bytes an account, 20 a clustered post while medians are found, and the handles.</remarks>
internal sealed class AccountCensus
{
    private readonly DetectionResult _result;
    private readonly long _busyPosts;
    private readonly ByteStringTable _handles = new();
    private readonly Column<Counted> _accounts = new();

    // By account of the result, its place in the list; -1 where it has no clustered post.
    private readonly int[] _places;

    // The lags of copies, milliseconds, and whose they are.
    private readonly Column<int> _lagAccounts = new();
    private readonly Column<long> _lags = new();

    // By place; null where an account is not followed.
    private AccountTimeline?[] _timelines = [];

    private readonly ScriptCensus _scripts = new();

    // By source, whether it is of the background; null where none is.
    private readonly bool[]? _background;

    private struct Counted
    {
        public int Account;
        public bool IsOfArchive;
        public long Posts;
        public int Clustered;
        public int Clusters;
        public int LastCluster;
        public int Timed;
        public int Originated;
        public long First;
        public long Last;
        public long SetAside;
        public long HandleTime;
        public int Handle;
    }

    public AccountCensus(KeptPosts kept, bool[]? background = null)
    {
        (_result, _busyPosts, _background) = (kept.Result, kept.BusyAccountPosts, background);
        _places = new int[_result.Posts.Authors.Count];
        Array.Fill(_places, -1);
    }

    public void AddClustered(in Member member)
    {
        ref readonly var post = ref _result.Posts[member.Post];
        if (post.Author < 0)
        {
            return;
        }

        ref var place = ref _places[post.Author];
        if (place < 0)
        {
            place = _accounts.Count;
            _accounts.Add(new Counted { Account = post.Author, LastCluster = -1, First = PostRecord.NoTime, Last = long.MinValue, Handle = -1, HandleTime = long.MinValue });
        }

        ref var account = ref _accounts[place];
        account.Clustered++;
        account.Clusters += account.LastCluster != member.Cluster ? 1 : 0;
        account.LastCluster = member.Cluster;
        Add(ref account, post.Source, post.Time, _result.Posts.Field(member.Post, PostField.Handle));
        if (post.Time == PostRecord.NoTime)
        {
            return;
        }

        // A post that is alone in its cluster is a variant of another's: the family has the first.
        var cluster = _result.Clusters[member.Cluster];
        var first = cluster.Posts > 1 ? cluster.First : _result.Families[cluster.Family].First;
        account.Timed++;
        if (post.Time == first)
        {
            account.Originated++;
        }
        else
        {
            _lagAccounts.Add(place);
            _lags.Add(post.Time - first);
        }
    }

    /// <summary>To be called when all clustered posts are counted: chooses the accounts that are followed day by day.</summary>
    public void EndClustered()
    {
        var places = Enumerable.Range(0, _accounts.Count).ToArray();
        Array.Sort(places, Compare);
        _timelines = new AccountTimeline[places.Length];
        foreach (var place in places.Take(AccountTimeline.MaxAccounts))
        {
            _timelines[place] = new AccountTimeline(_accounts[place].Account);
        }

        foreach (ref readonly var member in _result.Members.AsSpan())
        {
            ref readonly var post = ref _result.Posts[member.Post];
            _scripts.AddClustered(post.Script);
            if (post.Author >= 0)
            {
                _timelines[_places[post.Author]]?.Add(post.Time, isCopied: true);
                if (MayBeInTier(_places[post.Author]))
                {
                    _scripts.AddOfAccount(post.Author, post.Script);
                }
            }
        }
    }

    public void AddOther(in KeptPost post)
    {
        if (Place(post.Platform, post.Author) is not (>= 0 and var place))
        {
            return;
        }

        Add(ref _accounts[place], post.Source, post.Time, post.Field(PostField.Handle));
        _timelines[place]?.Add(post.Time, isCopied: false);
        if (MayBeInTier(place))
        {
            _scripts.AddOfAccount(_accounts[place].Account, post.Script);
        }
    }

    public void AddAside(Platform platform, ReadOnlySpan<byte> author, long posts)
    {
        if (Place(platform, author) is >= 0 and var place)
        {
            _accounts[place].SetAside += posts;
        }
    }

    public (AccountCount[] Accounts, AccountTimeline[] Timelines, ScriptCensus Scripts) Finish()
    {
        var lags = Groups.By(_accounts.Count, _lags.Count, lag => _lagAccounts[lag]);
        var places = Enumerable.Range(0, _accounts.Count).ToArray();
        Array.Sort(places, Compare);
        var counts = new AccountCount[places.Length];
        for (var i = 0; i < places.Length; i++)
        {
            var account = _accounts[places[i]];
            counts[i] = new AccountCount
            {
                Account = account.Account,
                IsOfBackground = !account.IsOfArchive,
                Handle = account.Handle < 0 ? [] : _handles[account.Handle].ToArray(),
                Posts = account.Posts,
                ClusteredPosts = account.Clustered,
                Clusters = account.Clusters,
                TimedPosts = account.Timed,
                Originated = account.Originated,
                First = account.First,
                Last = account.Last == long.MinValue ? PostRecord.NoTime : account.Last,
                MedianLag = Median(lags[places[i]]),
                IsHyperactive = account.Posts >= _busyPosts,
                SetAside = account.SetAside,
            };
        }

        return (counts, [.. places.Take(AccountTimeline.MaxAccounts).Select(place => _timelines[place]!)], _scripts);
    }

    private int Place(Platform platform, ReadOnlySpan<byte> author) =>
        !author.IsEmpty && _result.Posts.Authors.Find(platform, author) is >= 0 and var account ? _places[account] : -1;

    private bool MayBeInTier(int place) => _accounts[place].Clustered >= EligiblePosts.FewestPosts;

    private void Add(ref Counted account, int source, long time, ReadOnlySpan<byte> handle)
    {
        account.Posts++;
        account.IsOfArchive |= _background?[source] != true;
        if (time != PostRecord.NoTime)
        {
            account.First = Math.Min(account.First, time);
            account.Last = Math.Max(account.Last, time);
        }

        // The latest by time, where posts without one are the earliest; of posts of one time the least handle, so that the order of reading does not matter.
        var since = time == PostRecord.NoTime ? long.MinValue : time;
        if (handle.IsEmpty || (account.Handle >= 0 && since < account.HandleTime))
        {
            return;
        }

        var order = account.Handle < 0 ? -1 : handle.SequenceCompareTo(_handles[account.Handle]);
        if (order != 0 && (since > account.HandleTime || order < 0))
        {
            account.Handle = _handles.Intern(handle, ByteStringTable.Hash(handle));
        }

        account.HandleTime = since;
    }

    private int Compare(int a, int b)
    {
        var order = _accounts[b].Clustered.CompareTo(_accounts[a].Clustered);
        return order != 0 ? order : _result.Posts.Authors.Compare(_accounts[a].Account, _accounts[b].Account);
    }

    /// <summary>The median of some lags, milliseconds, rounded down; null of none.</summary>
    private long? Median(ReadOnlySpan<int> lags)
    {
        if (lags.IsEmpty)
        {
            return null;
        }

        var sorted = new long[lags.Length];
        for (var i = 0; i < sorted.Length; i++)
        {
            sorted[i] = _lags[lags[i]];
        }

        Array.Sort(sorted);
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : sorted[middle - 1] + ((sorted[middle] - sorted[middle - 1]) / 2);
    }
}
