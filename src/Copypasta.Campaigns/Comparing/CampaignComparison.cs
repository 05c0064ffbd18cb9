namespace Copypasta.Campaigns;

/// <summary>A share, 0 to 1, with the 95% interval of resampled accounts; without one where the accounts are too few for it.</summary>
/// <param name="Value">The share.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public readonly record struct Estimate(double Value, double? Low, double? High);

/// <summary>What a campaign's posts are, beside others'.</summary>
public sealed record CampaignFigures
{
    /// <summary>Posts.</summary>
    public required long Posts { get; init; }

    /// <summary>Accounts; a post without one counts for none.</summary>
    public required int Accounts { get; init; }

    /// <summary>Clusters that it has posts of.</summary>
    public required int Clusters { get; init; }

    /// <summary>Those of them that no other campaign has.</summary>
    public required int OwnClusters { get; init; }

    /// <summary>The share of its posts that have an identical text beside them, in a sample half as large as the smallest campaign.</summary>
    public required Estimate ExactCopies { get; init; }

    /// <summary>The same of texts of one cluster.</summary>
    public required Estimate NearCopies { get; init; }

    /// <summary>The same where only copies by other accounts count.</summary>
    public required Estimate CopiesOfOthers { get; init; }

    /// <summary>The same shares of samples of other sizes, by size; the last is of all posts.</summary>
    public required IReadOnlyList<RarefiedShares> Curve { get; init; }
}

/// <summary>Shares of copies in a sample.</summary>
/// <param name="Sample">Posts of the sample.</param>
/// <param name="ExactCopies">See <see cref="CampaignFigures"/>.</param>
/// <param name="NearCopies">See there.</param>
/// <param name="CopiesOfOthers">See there.</param>
public readonly record struct RarefiedShares(long Sample, double ExactCopies, double NearCopies, double CopiesOfOthers);

/// <summary>Two campaigns beside each other; A is the one with the smaller number.</summary>
public sealed record CampaignPair
{
    /// <summary>Number of the one.</summary>
    public required int A { get; init; }

    /// <summary>Number of the other.</summary>
    public required int B { get; init; }

    /// <summary>Posts of the samples in which they are compared: half of the smaller one's.</summary>
    public required long Sample { get; init; }

    /// <summary>Accounts that both have.</summary>
    public required int SharedAccounts { get; init; }

    /// <summary>Comparable texts that both have.</summary>
    public required int SharedTexts { get; init; }

    /// <summary>Clusters that both have.</summary>
    public required int SharedClusters { get; init; }

    /// <summary>The share of A's posts of whose cluster a sample of B has a post.</summary>
    public required Estimate SharedOfA { get; init; }

    /// <summary>The same the other way round.</summary>
    public required Estimate SharedOfB { get; init; }

    /// <summary>A's share of exact copies in a sample less B's, -1 to 1; likewise the next two.</summary>
    public required Estimate ExactCopies { get; init; }

    /// <summary>Of near copies.</summary>
    public required Estimate NearCopies { get; init; }

    /// <summary>Of copies of others.</summary>
    public required Estimate CopiesOfOthers { get; init; }

    /// <summary>When clusters that both have were seen in each, by cluster.</summary>
    public required IReadOnlyList<Lag> Lags { get; init; }

    /// <summary>Lags that count: not censored.</summary>
    public required int Counted { get; init; }

    /// <summary>Of these, those that the times cannot tell apart.</summary>
    public required int Ties { get; init; }

    /// <summary>Of the others, the share that was seen earlier in A's archive, with Wilson's 95% interval (E. B. Wilson, JASA 22, 1927); null where there are none.</summary>
    public required Estimate? SeenEarlierInA { get; init; }

    /// <summary>The median of the lags that count, in milliseconds, ties as they are, with the interval of resampled accounts; null where none counts.</summary>
    public required Estimate? MedianLag { get; init; }
}

/// <summary>When a cluster was first seen in two archives.</summary>
/// <param name="Cluster">Its number.</param>
/// <param name="FirstA">Unix milliseconds of the first post in the one.</param>
/// <param name="FirstB">In the other.</param>
/// <param name="Resolution">Milliseconds that the times of both tell apart.</param>
/// <param name="IsCensored">Whether it may have been posted before either archive could have seen it: within a day of the beginning of one, or in a gap of one or within a day behind it.</param>
public readonly record struct Lag(int Cluster, long FirstA, long FirstB, long Resolution, bool IsCensored)
{
    /// <summary>Milliseconds from the first post in A to that in B.</summary>
    public long Value => FirstB - FirstA;

    /// <summary>Whether the times cannot tell which was first.</summary>
    public bool IsTie => Math.Abs(Value) < Resolution;
}

/// <summary>Campaigns side by side.</summary>
public sealed record CampaignComparison
{
    /// <summary>Size of the samples that are compared: half the posts of the smallest campaign.</summary>
    public required long Sample { get; init; }

    /// <summary>By campaign.</summary>
    public required IReadOnlyList<CampaignFigures> Campaigns { get; init; }

    /// <summary>Every two, by (A, B).</summary>
    public required IReadOnlyList<CampaignPair> Pairs { get; init; }
}
