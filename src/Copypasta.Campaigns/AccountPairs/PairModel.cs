namespace Copypasta.Campaigns;

/// <summary>Everything about a set of posts that stays when authors change places: what is tested, and against what.</summary>
internal sealed class PairModel
{
    /// <summary>Builds it.</summary>
    public PairModel(EligiblePosts posts, Strata strata, CoPosts coPosts)
        : this(posts, strata, coPosts, Discounted(posts, strata))
    {
    }

    /// <summary>Builds one of other strata, in which the same posts stand.</summary>
    public PairModel(PairModel other, Strata strata)
        : this(other.Posts, strata, other.CoPosts, other.IsDiscounted)
    {
    }

    private PairModel(EligiblePosts posts, Strata strata, CoPosts coPosts, bool[] isDiscounted)
    {
        (Posts, Strata, CoPosts) = (posts, strata, coPosts);
        Accounts = new AccountStrata(posts, strata.Of);
        PostsOfStrata = EligiblePosts.PostsOfAccounts(strata.Of, strata.Count, out var starts);
        StratumStart = starts;
        IsDiscounted = isDiscounted;
        FirstTestable = posts.Count == 0 ? 0 : posts.FirstWindow.Min();
        Expected = ExpectedCoPosts.Of(coPosts, strata.Of, strata.Size, Accounts, (_, _, _) => true);
        ExpectedStanding = !isDiscounted.Contains(true) ? Expected : ExpectedCoPosts.Of(coPosts, strata.Of, strata.Size, Accounts, (x, y, _) => Stands(x, y));
    }

    /// <summary>The posts.</summary>
    public EligiblePosts Posts { get; }

    /// <summary>Their strata.</summary>
    public Strata Strata { get; }

    /// <summary>Their co-posts.</summary>
    public CoPosts CoPosts { get; }

    /// <summary>The posts of each account in each stratum.</summary>
    public AccountStrata Accounts { get; }

    /// <summary>The posts of each stratum, ascending.</summary>
    public int[] PostsOfStrata { get; }

    /// <summary>Where each stratum begins in <see cref="PostsOfStrata"/>.</summary>
    public int[] StratumStart { get; }

    /// <summary>Whether a label explains a post's cluster or its stratum is not adequate: no co-post of it stands.</summary>
    public bool[] IsDiscounted { get; }

    /// <summary>The narrowest window that some post can test; all wider ones can be tested, too.</summary>
    public int FirstTestable { get; }

    /// <summary>Number of windows that can be tested: what the smallest probability of the windows is multiplied by (Bonferroni).</summary>
    public int Testable => CoPostWindows.Count - FirstTestable;

    /// <summary>Of all co-posts.</summary>
    public ExpectedCoPosts Expected { get; }

    /// <summary>Of those that stand; the same object where all do.</summary>
    public ExpectedCoPosts ExpectedStanding { get; }

    /// <summary>Whether a co-post of two posts stands.</summary>
    public bool Stands(int post, int other) => !IsDiscounted[post] && !IsDiscounted[other];

    private static bool[] Discounted(EligiblePosts posts, Strata strata)
    {
        var isDiscounted = new bool[posts.Count];
        for (var post = 0; post < posts.Count; post++)
        {
            isDiscounted[post] = posts.Explained[post] || !strata.IsAdequate[strata.Of[post]];
        }

        return isDiscounted;
    }
}
