namespace Copypasta.Campaigns;

/// <summary>One campaign's posts, its accounts numbered from 0 in the order of their numbers over all.</summary>
internal sealed class ComparedCampaign
{
    private readonly int[] _postsOfAccounts;

    public ComparedCampaign(ComparisonInput input, int campaign)
    {
        ComparedPost[] clustered = [.. input.Posts.Where(post => post.Campaign == campaign)];
        OwnPosts[] own = [.. input.Own.Where(posts => posts.Campaign == campaign)];
        Accounts = [.. clustered.Select(post => post.Account).Concat(own.Select(posts => posts.Account)).Distinct().Order()];
        var numbers = Accounts.Index().ToDictionary(account => account.Item, account => account.Index);
        _postsOfAccounts = new int[Accounts.Length];
        foreach (var post in clustered)
        {
            _postsOfAccounts[numbers[post.Account]]++;
        }

        foreach (var posts in own)
        {
            _postsOfAccounts[numbers[posts.Account]] += posts.Posts;
        }

        Coverage = input.Coverage[campaign];
        Texts = new CopyTable([.. clustered.Select(post => (post.Text, numbers[post.Account]))]);
        Clusters = new CopyTable([.. clustered.Select(post => (post.Cluster, numbers[post.Account]))]);
        Sightings = clustered.Where(post => post.Time is not null).GroupBy(post => post.Cluster)
            .ToDictionary(posts => posts.Key, posts => posts.Select(post => (post.Time!.Value, numbers[post.Account])).Order().ToArray());
        Once = [.. Enumerable.Repeat(1, Accounts.Length)];
        Posts = PostsOf(Once);
        EffectiveAccounts = (double)Posts * Posts / _postsOfAccounts.Sum(posts => (double)posts * posts);
    }

    /// <summary>Their numbers over all campaigns, ascending.</summary>
    public int[] Accounts { get; }

    /// <summary>All posts.</summary>
    public long Posts { get; }

    /// <summary>As many accounts with equally many posts tell as much: (sum of posts)^2 / sum of posts^2 (Kish, "Survey Sampling", 1965).</summary>
    public double EffectiveAccounts { get; }

    public Coverage Coverage { get; }

    public CopyTable Texts { get; }

    public CopyTable Clusters { get; }

    /// <summary>By cluster when it was posted, and by which account, by time.</summary>
    public Dictionary<int, (long Time, int Account)[]> Sightings { get; }

    /// <summary>Every account as often as it is there.</summary>
    public int[] Once { get; }

    /// <summary>Posts of accounts that count so often.</summary>
    public long PostsOf(ReadOnlySpan<int> weights)
    {
        var posts = 0L;
        for (var account = 0; account < weights.Length; account++)
        {
            posts += (long)weights[account] * _postsOfAccounts[account];
        }

        return posts;
    }
}
