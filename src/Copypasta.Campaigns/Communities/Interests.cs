using System.Numerics;

namespace Copypasta.Campaigns;

/// <summary>
/// What accounts are interested in, as the hashtags of their posts that are no copies show: communities of the graph between accounts and hashtags, an edge weighing 1 and 1 more for each time that the number of posts doubles.
/// Accounts of one interest share texts because of it.
/// </summary>
/// <remarks>The same for every order of posts and every number of threads. Memory while it works: <see cref="BytesOfHashtag"/> for each hashtag of an account, of which at most 2^21 are looked at.</remarks>
public sealed record Interests
{
    /// <summary>Fewest hashtags, used by another account too, that an account's interest is told from.</summary>
    public const int FewestHashtags = 2;

    /// <summary>Fewest accounts of an interest: fewer fill no stratum.</summary>
    public const int FewestAccounts = Strata.FewestAccountsOfInterest;

    /// <summary>Bytes that it takes about for each hashtag of an account.</summary>
    internal const int BytesOfHashtag = 100;

    private const int MostEdges = 1 << 21;
    private const double Resolution = 1;

    /// <summary>By account of the input its interest, from 0 in the order of their first accounts; -1 where it has none.</summary>
    public required IReadOnlyList<int> OfAccounts { get; init; }

    /// <summary>Number of interests.</summary>
    public required int Count { get; init; }

    /// <summary>Accounts with an interest.</summary>
    public required int Accounts { get; init; }

    /// <summary>Accounts with hashtags enough, of a community large enough or not.</summary>
    public required int AccountsWithHashtags { get; init; }

    /// <summary>Most hashtags of one account that were looked at.</summary>
    public required int MostHashtags { get; init; }

    /// <summary>How often the accounts used hashtags in posts that are no copies.</summary>
    public required long Uses { get; init; }

    /// <summary>Of these the uses of hashtags beyond <see cref="MostHashtags"/> of an account, which were not looked at.</summary>
    public required long UsesLeftOut { get; init; }

    /// <summary>Finds them.</summary>
    /// <param name="hashtags">The hashtags of accounts.</param>
    /// <param name="seed">Of <see cref="Leiden"/>.</param>
    /// <param name="cancellation">Stops it.</param>
    public static Interests Of(AccountHashtags hashtags, ulong seed, CancellationToken cancellation) => Of(hashtags, seed, MostEdges, cancellation);

    internal static Interests Of(AccountHashtags hashtags, ulong seed, int mostEdges, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(hashtags);
        var most = MostOfAccount(hashtags, mostEdges);
        var shared = Shared(hashtags, most);

        // Accounts with hashtags enough are the first nodes, hashtags the others.
        int[] places = [.. Enumerable.Range(0, hashtags.Accounts.Count).Where(place => CountShared(First(hashtags.Hashtags(place), most), shared) >= FewestHashtags)];
        var communities = Leiden.Find(Graph(hashtags, places, shared, most), Resolution, seed, cancellation).AsSpan(0, places.Length);
        var numbers = Numbers(communities);
        var ofAccounts = new int[hashtags.AllAccounts];
        Array.Fill(ofAccounts, -1);
        for (var i = 0; i < places.Length; i++)
        {
            ofAccounts[hashtags.Accounts[places[i]]] = numbers[communities[i]];
        }

        var (uses, lookedAt) = (0L, 0L);
        for (var place = 0; place < hashtags.Accounts.Count; place++)
        {
            uses += hashtags.Uses(place);
            foreach (var posts in First(hashtags.Posts(place), most))
            {
                lookedAt += posts;
            }
        }

        return new Interests
        {
            OfAccounts = ofAccounts,
            Count = numbers.Values.DefaultIfEmpty(-1).Max() + 1,
            Accounts = ofAccounts.Count(interest => interest >= 0),
            AccountsWithHashtags = places.Length,
            MostHashtags = most,
            Uses = uses,
            UsesLeftOut = uses - lookedAt,
        };
    }

    /// <summary>As many hashtags of each account as make no more edges than there may be: a number that depends on nothing but the hashtags.</summary>
    private static int MostOfAccount(AccountHashtags hashtags, int mostEdges)
    {
        var most = AccountHashtags.MostOfAccount;
        while (most > 0 && Enumerable.Range(0, hashtags.Accounts.Count).Sum(place => (long)Math.Min(most, hashtags.Hashtags(place).Length)) > mostEdges)
        {
            most--;
        }

        return most;
    }

    /// <summary>The hashtags of at least two accounts, ascending.</summary>
    private static ulong[] Shared(AccountHashtags hashtags, int most)
    {
        var all = new List<ulong>();
        for (var place = 0; place < hashtags.Accounts.Count; place++)
        {
            all.AddRange(First(hashtags.Hashtags(place), most));
        }

        all.Sort();
        var shared = 0;
        for (var i = 1; i < all.Count; i++)
        {
            if (all[i] == all[i - 1] && (shared == 0 || all[shared - 1] != all[i]))
            {
                all[shared++] = all[i];
            }
        }

        return [.. all.Take(shared)];
    }

    private static WeightedGraph Graph(AccountHashtags hashtags, int[] places, ulong[] shared, int most)
    {
        var edges = new WeightedEdge[places.Sum(place => CountShared(First(hashtags.Hashtags(place), most), shared))];
        var used = 0;
        for (var node = 0; node < places.Length; node++)
        {
            var ofAccount = First(hashtags.Hashtags(places[node]), most);
            var posts = hashtags.Posts(places[node]);
            for (var i = 0; i < ofAccount.Length; i++)
            {
                if (Array.BinarySearch(shared, ofAccount[i]) is >= 0 and var hashtag)
                {
                    edges[used++] = new WeightedEdge(node, places.Length + hashtag, 1 + BitOperations.Log2((uint)posts[i]));
                }
            }
        }

        return WeightedGraph.Of(places.Length + shared.Length, edges);
    }

    /// <summary>By community its number as an interest: from 0 in the order of first accounts where it has accounts enough, else -1.</summary>
    private static Dictionary<int, int> Numbers(ReadOnlySpan<int> communities)
    {
        var sizes = new Dictionary<int, int>();
        foreach (var community in communities)
        {
            sizes[community] = sizes.GetValueOrDefault(community) + 1;
        }

        var numbers = new Dictionary<int, int>();
        var next = 0;
        foreach (var community in communities)
        {
            if (!numbers.ContainsKey(community))
            {
                numbers.Add(community, sizes[community] >= FewestAccounts ? next++ : -1);
            }
        }

        return numbers;
    }

    private static int CountShared(ReadOnlySpan<ulong> hashtags, ulong[] shared)
    {
        var count = 0;
        foreach (var hashtag in hashtags)
        {
            count += Array.BinarySearch(shared, hashtag) >= 0 ? 1 : 0;
        }

        return count;
    }

    private static ReadOnlySpan<T> First<T>(ReadOnlySpan<T> values, int most) => values[..Math.Min(values.Length, most)];
}
