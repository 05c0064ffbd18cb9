namespace Copypasta.Campaigns;

/// <summary>Receives the pairs of accounts that were evaluated.</summary>
internal interface IPairSink
{
    /// <summary>Takes a pair.</summary>
    /// <param name="a">The account with the smaller number.</param>
    /// <param name="b">The other.</param>
    /// <param name="all">ln p on all its occasions, over all windows.</param>
    /// <param name="standing">ln p on its occasions with a co-post that stands.</param>
    void Add(int a, int b, double all, double standing);
}

/// <summary>
/// The statistic of all pairs of accounts, for one assignment of authors to posts. For each account its partners are counted in an array over all accounts; only those with co-posts in two families
/// can have two occasions and are looked at again. It takes time in proportion to the co-posts and holds 24 bytes for each account and 8 for each post. One per thread.
/// </summary>
internal sealed class PairPass(PairModel model)
{
    private readonly Mark[] _marks = new Mark[model.Posts.Accounts.Length];
    private readonly List<int> _touched = [];
    private readonly List<Partner> _partners = [];
    private readonly List<Node> _nodes = [];
    private readonly PairScore _score = new(model);
    private readonly int[] _postsOf = new int[model.Posts.Count];
    private readonly int[] _next = new int[model.Posts.Accounts.Length];

    /// <summary>Evaluates all pairs with at least two occasions at some window, by ascending first account.</summary>
    /// <param name="accountOf">Of each post its account.</param>
    /// <param name="sink">Takes the pairs.</param>
    public void Run<TSink>(ReadOnlySpan<int> accountOf, ref TSink sink)
        where TSink : IPairSink
    {
        var starts = model.Posts.AccountStart;
        starts.AsSpan(0, _next.Length).CopyTo(_next);
        EligiblePosts.FillPostsOfAccounts(accountOf, _next, _postsOf);
        for (var account = 0; account < _next.Length; account++)
        {
            var posts = _postsOf.AsSpan(starts[account]..starts[account + 1]);
            if (FindPartners(account, posts, accountOf))
            {
                Collect(account, posts, accountOf);
                foreach (var partner in _partners)
                {
                    Evaluate(account, partner, ref sink);
                }
            }

            foreach (var touched in _touched)
            {
                _marks[touched] = default;
            }
        }
    }

    private bool FindPartners(int account, ReadOnlySpan<int> posts, ReadOnlySpan<int> accountOf)
    {
        _touched.Clear();
        _partners.Clear();
        foreach (var post in posts)
        {
            var family = model.Posts.FamilyOf[post];
            foreach (var entry in model.CoPosts.Of(post))
            {
                var other = accountOf[CoPosts.Other(post, entry)];
                if (other <= account)
                {
                    continue;
                }

                ref var mark = ref _marks[other];
                if (mark.Families == 0)
                {
                    mark = new Mark(family, 1);
                    _touched.Add(other);
                }
                else if (mark.Family != family)
                {
                    mark = new Mark(family, mark.Families + 1);
                }
            }
        }

        foreach (var other in _touched)
        {
            if (_marks[other].Families >= 2)
            {
                _marks[other] = new Mark(_partners.Count, -1);
                _partners.Add(new Partner(other, -1));
            }
        }

        return _partners.Count > 0;
    }

    private void Collect(int account, ReadOnlySpan<int> posts, ReadOnlySpan<int> accountOf)
    {
        _nodes.Clear();
        var partners = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_partners);
        foreach (var post in posts)
        {
            foreach (var entry in model.CoPosts.Of(post))
            {
                var other = accountOf[CoPosts.Other(post, entry)];
                if (other > account && _marks[other] is { Families: < 0, Family: var place })
                {
                    _nodes.Add(new Node(post, entry, partners[place].Last));
                    partners[place] = new Partner(other, _nodes.Count - 1);
                }
            }
        }
    }

    private void Evaluate<TSink>(int account, Partner partner, ref TSink sink)
        where TSink : IPairSink
    {
        _score.Occasions.Clear();
        for (var node = partner.Last; node >= 0; node = _nodes[node].Before)
        {
            _score.Add(_nodes[node].Post, _nodes[node].Entry);
        }

        if (_score.Evaluate(account, partner.Account, out var all, out var standing))
        {
            sink.Add(account, partner.Account, all, standing);
        }
    }

    /// <summary>The last family in which a partner was met and the number of families so far; or its place among the partners and a negative number.</summary>
    private readonly record struct Mark(int Family, int Families);

    private readonly record struct Partner(int Account, int Last);

    private readonly record struct Node(int Post, int Entry, int Before);
}
