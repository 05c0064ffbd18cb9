namespace Copypasta.Campaigns;

/// <summary>The posts from which account pairs are judged.</summary>
public sealed record AccountPairInput
{
    /// <summary>The posts of all clusters, without reposts, in any order; at most 2^31 - 1.</summary>
    public required IReadOnlyList<ClusteredPost> Posts { get; init; }

    /// <summary>How many posts each account has in all, clustered or not; its length is the number of accounts.</summary>
    public required IReadOnlyList<int> PostsOfAccounts { get; init; }

    /// <summary>Posts from which on an account is hyperactive; null where that follows from <see cref="PostsOfAccounts"/>: <see cref="HyperactiveAccounts"/>.</summary>
    public long? HyperactiveFrom { get; init; }

    /// <summary>
    /// The interest of each account, such as <see cref="Interests"/> finds; -1 where it has none. A pair is in the upper tier only where it is so when authors change places within interests, too. Null where none is known.
    /// </summary>
    public IReadOnlyList<int>? InterestOfAccounts { get; init; }

    /// <summary>
    /// By account, whether it is of the background: of other people, who posted in the period. They are as exchangeable as all others, so that what is expected describes them too, and those of them who copied posts count as
    /// third accounts; but no pair of two of them is tested. Null where there are none.
    /// </summary>
    public IReadOnlyList<bool>? Background { get; init; }

    /// <summary>Makes a comparer of texts for a thread.</summary>
    public required Func<ITextSimilarity> NewSimilarity { get; init; }

    /// <summary>The codes of the labels that explain a cluster's occasions, by the cluster's number; a cluster without such a label is absent.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<string>> Explained { get; init; } = new Dictionary<int, IReadOnlyList<string>>();
}
