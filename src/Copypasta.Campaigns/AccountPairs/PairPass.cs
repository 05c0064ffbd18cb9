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
/// can have two occasions and are looked at again. It takes time in proportion to the co-posts and holds 12 bytes for each account and 4 for each post. One per thread.
/// </summary>
/// <param name="model">What stays when authors change places.</param>
/// <param name="limit">
/// ln p above which pairs are of no interest. Such a pair may be left out before its occasions are counted: it has no more of them than families, and so no smaller p than that many would have.
/// </param>
internal sealed class PairPass(PairModel model, double limit = 0)
{
    private readonly double[] _mostExpected = MostExpected(limit, model.Testable);
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
                    mark = new Mark(family, 1, (byte)CoPosts.From(entry), CoPostWindows.Count);
                    _touched.Add(other);
                }
                else
                {
                    mark = mark.With(family, (byte)CoPosts.From(entry));
                }
            }
        }

        foreach (var other in _touched)
        {
            ref var mark = ref _marks[other];
            if (mark.Families >= 2 && MayMatter(account, other, mark))
            {
                mark = new Mark(_partners.Count, -1, 0, 0);
                _partners.Add(new Partner(other, -1));
            }
        }

        return _partners.Count > 0;
    }

    private bool MayMatter(int account, int other, in Mark mark)
    {
        if (mark.Families >= _mostExpected.Length)
        {
            return true;
        }

        // Below the second narrowest window of its co-posts the pair has one occasion at most.
        Span<double> expected = stackalloc double[CoPostWindows.Count];
        Span<double> standing = stackalloc double[CoPostWindows.Count];
        _score.Expect(account, other, expected, standing);
        var most = _mostExpected[mark.Families];
        for (var window = (int)mark.SecondFrom; window < CoPostWindows.Count; window++)
        {
            if ((expected[window] > 0 && expected[window] <= most) || (standing[window] > 0 && standing[window] <= most))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Of each number of occasions the most co-posts that may be expected for ln p to be at most the limit; empty where there is none.</summary>
    private static double[] MostExpected(double limit, int windows)
    {
        const int counts = 64;
        if (limit >= 0)
        {
            return [];
        }

        var most = new double[counts];
        for (var count = 1; count < counts; count++)
        {
            var (low, high) = (0.0, 2.0 * count + 10);
            for (var i = 0; i < 60; i++)
            {
                var middle = (low + high) / 2;
                (low, high) = PoissonTail.Log(count, middle) + Math.Log(windows) <= limit ? (middle, high) : (low, middle);
            }

            // A little too high: what is left out must be sure not to matter.
            most[count] = high * (1 + 1e-9);
        }

        return most;
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

    /// <summary>
    /// The last family in which a partner was met, the number of families so far, and the two narrowest windows that hold co-posts; or its place among the partners and a negative number.
    /// </summary>
    private readonly record struct Mark(int Family, short Families, byte FirstFrom, byte SecondFrom)
    {
        public Mark With(int family, byte from)
        {
            var families = family == Family || Families == short.MaxValue ? Families : (short)(Families + 1);
            return from < FirstFrom ? new Mark(family, families, from, FirstFrom)
                : new Mark(family, families, FirstFrom, Math.Min(from, SecondFrom));
        }
    }

    private readonly record struct Partner(int Account, int Last);

    private readonly record struct Node(int Post, int Entry, int Before);
}
