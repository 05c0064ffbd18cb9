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
/// The statistic of all pairs of accounts, for one assignment of authors to posts. For each account the occasions of its partners are bounded from above in one walk over its posts in the order of time; only pairs that can
/// matter by that bound are looked at again. It takes time in proportion to the co-posts and holds 12 bytes for each account, 12 for each post, and 128 for each partner of one account. One per thread.
/// </summary>
/// <param name="model">What stays when authors change places.</param>
/// <param name="most">Which pairs are of interest: others may be left out before their occasions are counted.</param>
/// <param name="batch">So many co-posts are sifted at a time.</param>
internal sealed class PairPass(PairModel model, MostExpected most, int batch = 256)
{
    private readonly int[] _partnerOf = new int[model.Posts.Accounts.Length];
    private readonly Sifted[] _sifted = new Sifted[batch];
    private readonly List<Partner> _partners = [];
    private readonly List<Node> _nodes = [];
    private readonly OccasionBounds _bounds = new();
    private readonly PairScore _score = new(model);
    private readonly int[] _postsOf = new int[model.Posts.Count];

    // Of each post twice its account, and one more where none of its co-posts stands: both are wanted at once.
    private readonly int[] _marks = new int[model.Posts.Count];
    private readonly int[] _byTime = new int[model.Posts.Count];
    private readonly int[] _next = new int[model.Posts.Accounts.Length];

    /// <summary>Takes an assignment of authors to posts, and puts the posts of each account together, once in their order and once by time.</summary>
    /// <param name="accountOf">Of each post its account.</param>
    public void Assign(ReadOnlySpan<int> accountOf)
    {
        var starts = model.Posts.AccountStart.AsSpan(0, _next.Length);
        starts.CopyTo(_next);
        EligiblePosts.FillPostsOfAccounts(accountOf, _next, _postsOf);
        for (var post = 0; post < _marks.Length; post++)
        {
            _marks[post] = (accountOf[post] << 1) | (model.IsDiscounted[post] ? 1 : 0);
        }

        starts.CopyTo(_next);
        foreach (var post in model.Posts.ByTime)
        {
            _byTime[_next[accountOf[post]]++] = post;
        }
    }

    /// <summary>Evaluates the pairs of interest with at least two occasions at some window, by ascending first account.</summary>
    /// <param name="from">The first account that is the smaller of a pair.</param>
    /// <param name="below">The account at which to end.</param>
    /// <param name="sink">Takes the pairs.</param>
    public void Run<TSink>(int from, int below, ref TSink sink)
        where TSink : IPairSink
    {
        var starts = model.Posts.AccountStart;
        for (var account = from; account < below; account++)
        {
            var posts = starts[account]..starts[account + 1];
            FindPartners(account, _byTime.AsSpan(posts));
            if (KeepThoseThatMayMatter(account))
            {
                Collect(_postsOf.AsSpan(posts));
                foreach (var partner in _partners)
                {
                    Evaluate(account, partner, ref sink);
                }
            }

            foreach (var partner in _partners)
            {
                _partnerOf[partner.Account] = 0;
            }
        }
    }

    private void FindPartners(int account, ReadOnlySpan<int> posts)
    {
        _partners.Clear();
        _bounds.Clear();
        for (var i = 0; i < posts.Length; i++)
        {
            // An account's posts lie far apart.
            model.CoPosts.Prefetch(posts[Math.Min(i + 1, posts.Length - 1)]);
            var post = posts[i];
            var time = OccasionBounds.ToUnits(model.Posts.Time[post]);
            var discounted = _marks[post] & 1;
            var coPosts = model.CoPosts.Of(post);
            while (!coPosts.IsEmpty)
            {
                var some = coPosts[..Math.Min(batch, coPosts.Length)];
                coPosts = coPosts[some.Length..];
                Count(_sifted.AsSpan(0, Sift(post, (2 * account) + 2, some, _sifted)), time, discounted);
            }
        }
    }

    // Whether an account is behind another is as good as random under permutations: a branch on it would cost more than all the rest.
    private int Sift(int post, int least, ReadOnlySpan<int> coPosts, Span<Sifted> sifted)
    {
        var marks = _marks;
        var count = 0;
        foreach (var entry in coPosts)
        {
            var mark = marks[CoPosts.Other(post, entry)];
            sifted[count] = new Sifted(mark, entry);
            count += mark >= least ? 1 : 0;
        }

        return count;
    }

    private void Count(ReadOnlySpan<Sifted> coPosts, int time, int discounted)
    {
        foreach (var (mark, entry) in coPosts)
        {
            ref var partner = ref _partnerOf[mark >> 1];
            if (partner == 0)
            {
                partner = _bounds.Add() + 1;
                _partners.Add(new Partner(mark >> 1, -1));
            }

            _bounds.Count(partner - 1, time, entry, ((mark | discounted) & 1) == 0);
        }
    }

    private bool KeepThoseThatMayMatter(int account)
    {
        Span<double> expected = stackalloc double[CoPostWindows.Count];
        Span<double> standing = stackalloc double[CoPostWindows.Count];
        var kept = 0;
        for (var i = 0; i < _partners.Count; i++)
        {
            var other = _partners[i].Account;
            _partnerOf[other] = 0;
            var all = _bounds.All(i);
            if (all.IndexOfAnyExceptInRange(0, 1) < 0)
            {
                continue;
            }

            _score.Expect(account, other, expected, standing);
            if (most.Allows(all, expected) || most.Allows(_bounds.Standing(i), standing))
            {
                _partners[kept++] = _partners[i];
                _partnerOf[other] = kept;
            }
        }

        _partners.RemoveRange(kept, _partners.Count - kept);
        return kept > 0;
    }

    private void Collect(ReadOnlySpan<int> posts)
    {
        _nodes.Clear();
        var partners = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_partners);
        foreach (var post in posts)
        {
            foreach (var entry in model.CoPosts.Of(post))
            {
                var place = _partnerOf[_marks[CoPosts.Other(post, entry)] >> 1] - 1;
                if (place >= 0)
                {
                    _nodes.Add(new Node(post, entry, partners[place].Last));
                    partners[place] = partners[place] with { Last = _nodes.Count - 1 };
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

    /// <summary>A co-post with an account behind the present one, and the mark of its other post.</summary>
    private readonly record struct Sifted(int Mark, int Entry);

    /// <summary>A partner, and the last of its nodes.</summary>
    private readonly record struct Partner(int Account, int Last);

    /// <summary>A co-post with a partner, and the node before it of the same partner.</summary>
    private readonly record struct Node(int Post, int Entry, int Before);
}
