using System.Text;
using Copypasta.Archives;
using Copypasta.Detection;

namespace Copypasta.Campaigns.Tests;

public sealed class AccountCommunitiesTests
{
    [Fact]
    public void Groups_of_pairs_are_communities_and_everything_is_counted_once()
    {
        // Two groups of five, all pairs of each but one, and one pair between them; the numbers of accounts are in no order.
        var (accounts, numbers) = Accounts(10);
        AccountPair[] pairs = [.. (from a in Enumerable.Range(0, 10) from b in Enumerable.Range(0, 10) where a < b && (a / 5 == b / 5 ? (a, b) != (0, 1) : (a, b) == (4, 5)) select Pair(numbers[a], numbers[b], a + b)).Reverse()];
        var found = AccountCommunities.Of(pairs, accounts, post => post * 1000L, 1, new ParallelOptions());
        Assert.Equal([5, 5], found.All.Select(community => community.Accounts.Count));
        Assert.Equal(1, found.Agreement);
        Assert.InRange(found.Modularity, 0.3, 0.5);
        var second = found.All[0];
        Assert.Equal((10, 1), (second.Pairs, second.PairsOutside));
        Assert.Equal(Enumerable.Range(5, 5).Select(a => numbers[a]), second.Accounts);
        var inside = pairs.Where(pair => second.Accounts.Contains(pair.A) && second.Accounts.Contains(pair.B)).ToArray();
        Assert.Equal((inside.Sum(pair => pair.Occasions), inside.Count(pair => pair.Tier == PairTier.HardToExplainByChance)), (second.Occasions, second.HardToExplain));
        Assert.Equal((inside.Min(pair => pair.Evidence[0].PostOfA) * 1000L, inside.Max(pair => pair.Evidence[0].PostOfB) * 1000L), (second.First, second.Last));
        Assert.Equal((9, 1), (found.All[1].Pairs, found.All[1].PairsOutside));
        Assert.All(found.All, community => Assert.Matches("^k[0-9a-f]{24}$", community.Id));
    }

    [Fact]
    public void Ids_follow_the_accounts_and_not_their_numbers()
    {
        AccountCommunity[] Found(bool isTurned)
        {
            var (accounts, numbers) = Accounts(6, isTurned);
            AccountPair[] pairs = [Pair(numbers[0], numbers[1], 4), Pair(numbers[1], numbers[2], 3), Pair(numbers[4], numbers[3], 9)];
            return [.. AccountCommunities.Of(isTurned ? [.. pairs.AsEnumerable().Reverse()] : pairs, accounts, post => post, 3, new ParallelOptions { MaxDegreeOfParallelism = isTurned ? 4 : 1 }).All];
        }

        Assert.Equal(2, Found(false).Length);
        Assert.Equal(Found(false).Select(Describe), Found(true).Select(Describe));
        static object Describe(AccountCommunity of) => (of.Id, of.Accounts.Count, of.Pairs, of.PairsOutside, of.Occasions, of.HardToExplain, of.First, of.Last);
    }

    [Fact]
    public void Of_no_pairs_there_are_none()
    {
        var found = AccountCommunities.Of([], Accounts(3).Table, post => post, 1, new ParallelOptions());
        Assert.Empty(found.All);
        Assert.Null(found.Agreement);
    }

    private static (AccountTable Table, int[] Numbers) Accounts(int count, bool isTurned = false)
    {
        var table = new AccountTable();
        var numbers = new int[count];
        var order = Enumerable.Range(0, count).OrderBy(a => a * 7 % 11 * (isTurned ? -1 : 1));
        foreach (var account in order)
        {
            numbers[account] = table.Intern(Platform.X, Encoding.UTF8.GetBytes($"account{account:D2}"));
        }

        return (table, numbers);
    }

    private static AccountPair Pair(int a, int b, int occasions) => new()
    {
        A = Math.Min(a, b),
        B = Math.Max(a, b),
        Occasions = occasions,
        Days = 1,
        Unexplained = 0,
        Expected = 1,
        LogP = -1,
        Q = 0.01,
        QUnexplained = 0.01,
        Windows = [],
        BestWindow = 0,
        Symmetry = 1,
        Share = 1,
        Fragility = 0,
        HoldsAtWindows = [],
        HoldsAtSimilarities = [],
        Tier = occasions % 2 == 0 ? PairTier.HardToExplainByChance : PairTier.WorthALook,
        Reasons = PairReasons.None,
        ExplainedBy = [],
        Evidence = [new PairCoPost(1, occasions, 100 + occasions, Similarity.One, 0, [])],
    };
}
