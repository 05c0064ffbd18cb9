namespace Copypasta.Campaigns;

/// <summary>What the posts say about pairs of accounts. The same for every order of threads and every number of them.</summary>
public sealed record AccountPairResult
{
    /// <summary>The pairs in a tier: the upper tier first, then by (p, a, b).</summary>
    public required IReadOnlyList<AccountPair> Pairs { get; init; }

    /// <summary>Accounts with posts enough to be tested, by number: those of the archive, ascending, then those of the background, ascending.</summary>
    public required IReadOnlyList<int> Eligible { get; init; }

    /// <summary>Those of the background among them.</summary>
    public required int EligibleOfBackground { get; init; }

    /// <summary>Posts of theirs that entered.</summary>
    public required int Posts { get; init; }

    /// <summary>Pairs of accounts tested: all pairs of eligible ones but for those within the background.</summary>
    public required long Tested { get; init; }

    /// <summary>Pairs with at least two occasions at some window; the others have p = 1.</summary>
    public required int Evaluated { get; init; }

    /// <summary>Pairs of posts that are co-posts at some window.</summary>
    public required long CoPosts { get; init; }

    /// <summary>Pairs of different texts that were compared.</summary>
    public required long TextsCompared { get; init; }

    /// <summary>Of each window the most posts of one group inside one: fewer than <see cref="AccountPairOptions.MostPostsInWindow"/> where there was no room for more.</summary>
    public required IReadOnlyList<int> MostPostsInWindow { get; init; }

    /// <summary>The groups that are left out, by family, then clusters in order and what lies across them.</summary>
    public required IReadOnlyList<LeftOutGroup> LeftOut { get; init; }

    /// <summary>The narrowest window that some times can test, an index into <see cref="CoPostWindows.Limits"/>.</summary>
    public required int FirstTestable { get; init; }

    /// <summary>Strata of exchangeable authors.</summary>
    public required int Strata { get; init; }

    /// <summary>Whether the background alone had to have posts and accounts enough in each.</summary>
    public required bool StrataAreJudgedByBackground { get; init; }

    /// <summary>Those with too few posts or accounts, or one cluster too large: co-posts in them count for no upper tier.</summary>
    public required int SmallStrata { get; init; }

    /// <summary>Posts in those.</summary>
    public required int PostsInSmallStrata { get; init; }

    /// <summary>Pairs at the q of the lower and of the upper tier, on all occasions.</summary>
    public required IReadOnlyList<DiscoveryCount> Discoveries { get; init; }

    /// <summary>Where no stratum is adequate, why no pair can be in the upper tier, in words; null where some are.</summary>
    public string? TooFewPosts => SmallStrata < Strata || Strata == 0 ? null : string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"No pair can be hard to explain by chance here, as there are too few posts to tell: of {Strata:N0} strata none has {Campaigns.Strata.FewestPosts} copied posts of {Campaigns.Strata.FewestAccounts} accounts{(StrataAreJudgedByBackground ? " of the background" : "")}, no cluster more than a tenth of them.");

    /// <summary>The observed-against-null curve, on all occasions, by p, as far as q can be below 1.</summary>
    public required IReadOnlyList<NullPoint> Curve { get; init; }

    /// <summary>Whether there is no outside population: expected counts then describe this archive only.</summary>
    public required bool DescribesArchiveOnly { get; init; }
}
