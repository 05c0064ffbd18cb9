using System.Text;
using Copypasta.Campaigns.Studies;
using FsCheck.Xunit;

namespace Copypasta.Campaigns.Tests;

/// <summary>What is kept of hashtags against everything there is, and interests against those that were planted.</summary>
public sealed class InterestsTests
{
    private const int Accounts = 120;

    /// <summary>Accounts that all enter: each posts in three clusters on three days.</summary>
    private static AccountPairInput Input { get; } = new()
    {
        Posts = [.. Enumerable.Range(0, Accounts * 3).Select(i => new ClusteredPost(i / 3, 0, 0, (i % 3) * 86_400_000L, i % 3, i % 3, i % 3, 1000))],
        PostsOfAccounts = new int[Accounts],
        NewSimilarity = () => new SmallCorpus.TableSimilarity(1),
    };

    [Property(MaxTest = 100)]
    public void Of_each_account_the_hashtags_of_the_least_hashes_are_kept_whatever_the_order(int seed)
    {
        var random = new Random(seed);
        (int Account, byte[] Hashtag)[] uses = [.. Enumerable.Range(0, 2000).Select(_ => (random.Next(8), Encoding.UTF8.GetBytes($"tag{random.Next(1 + (random.Next(8) * 10))}")))];
        var kept = Noted(uses);
        random.Shuffle(uses);
        var again = Noted(uses);
        for (var account = 0; account < 8; account++)
        {
            var expected = uses.Where(use => use.Account == account).CountBy(use => System.IO.Hashing.XxHash3.HashToUInt64(use.Hashtag)).OrderBy(count => count.Key).Take(AccountHashtags.MostOfAccount).ToArray();
            Assert.Equal(expected.Select(count => count.Key), kept.Hashtags(account).ToArray());
            Assert.Equal(expected.Select(count => count.Value), kept.Posts(account).ToArray());
            Assert.Equal(uses.Count(use => use.Account == account), kept.Uses(account));
            Assert.Equal(kept.Hashtags(account).ToArray(), again.Hashtags(account).ToArray());
            Assert.Equal(kept.Posts(account).ToArray(), again.Posts(account).ToArray());
        }
    }

    [Fact]
    public void Accounts_of_like_hashtags_have_one_interest_and_those_of_few_have_none()
    {
        // Three interests of 30 accounts with ten hashtags each; 20 accounts with one hashtag, and ten with some that nobody else has.
        var random = new Random(1);
        (int, byte[])[] uses =
        [
            .. Enumerable.Range(0, 90 * 12).Select(i => (i / 12, Encoding.UTF8.GetBytes(random.Next(6) == 0 ? $"general{random.Next(20)}" : $"{i / 12 / 30}-{random.Next(10)}"))),
            .. Enumerable.Range(90, 20).Select(account => (account, "0-1"u8.ToArray())),
            .. Enumerable.Range(0, 40).Select(i => (110 + (i % 10), Encoding.UTF8.GetBytes($"own{i}"))),
        ];
        var interests = Interests.Of(Noted(uses), 1, TestContext.Current.CancellationToken);
        Assert.Equal((3, 90, 90), (interests.Count, interests.Accounts, interests.AccountsWithHashtags));
        Assert.Equal([.. Enumerable.Range(0, Accounts).Select(account => account < 90 ? account / 30 : -1)], interests.OfAccounts);
        Assert.Equal((uses.Length, 0), (interests.Uses, interests.UsesLeftOut));

        random.Shuffle(uses);
        Assert.Equal(interests.OfAccounts, Interests.Of(Noted(uses), 1, TestContext.Current.CancellationToken).OfAccounts);
    }

    [Fact]
    public void Where_there_are_too_many_fewer_are_looked_at_of_each_account_and_that_is_told()
    {
        (int Account, byte[] Hashtag)[] uses = [.. Enumerable.Range(0, Accounts * 20).Select(i => (i / 20, Encoding.UTF8.GetBytes($"{i / 20 / 60}-{i % 20}")))];
        var hashtags = Noted(uses);
        Assert.Equal(Accounts * 20, hashtags.Count);
        var interests = Interests.Of(hashtags, 1, (Accounts * 7) + 6, TestContext.Current.CancellationToken);
        Assert.Equal((7, Accounts * 13L), (interests.MostHashtags, interests.UsesLeftOut));
        Assert.Equal([.. Enumerable.Range(0, Accounts).Select(account => account / 60)], interests.OfAccounts);
        Assert.Equal((1, 0), (Interests.Of(hashtags, 1, Accounts, TestContext.Current.CancellationToken).MostHashtags, Interests.Of(hashtags, 1, Accounts, TestContext.Current.CancellationToken).Accounts));
    }

    [Fact]
    public void Hashtags_of_accounts_that_do_not_enter_are_not_kept()
    {
        var input = Input with { Posts = [.. Input.Posts.Where(post => post.Account != 5)] };
        var hashtags = new AccountHashtags(input);
        Assert.Equal(Accounts - 1, hashtags.Accounts.Count);
        hashtags.Add(5, "tag"u8);
        Assert.Equal(0, hashtags.Count);
        hashtags.Add(6, "tag"u8);
        Assert.Equal(1, hashtags.Hashtags(5).Length);
    }

    [Fact]
    public void Interests_that_hashtags_show_take_pairs_from_the_upper_tier_but_not_from_sight()
    {
        // A group that also has hashtags of its own in what else it posts: what it shares may be an interest.
        var plant = new Plant(12, 12, 12, 600_000, HasHashtags: true);
        var corpus = Studies.Studies.Corpus(NullFamilies.Independent, 7, 600, plant);
        var input = corpus.ToInput();
        var options = new AccountPairOptions { Frame = SamplingFrame.Sample, Permutations = 20 };
        AccountPairResult Run(AccountPairInput of) => AccountPairAnalysis.Run(of, options, TestContext.Current.CancellationToken);
        int Upper(AccountPairResult result) => result.Pairs.Count(pair => pair.Tier == PairTier.HardToExplainByChance);
        var (without, with) = (Run(input with { InterestOfAccounts = null }), Run(input));
        static IEnumerable<(int, int, double)> Found(AccountPairResult result) => result.Pairs.Select(pair => (pair.A, pair.B, pair.Q)).Order();
        Assert.Equal(Found(without), Found(with));
        Assert.True(Upper(with) < Upper(without), $"{Upper(with)} of {Upper(without)}");
        Assert.Equal(Upper(without) - Upper(with), with.Pairs.Count(pair => pair.Reasons == PairReasons.SharedInterest));

        // Nothing is taken where nobody has an interest.
        Assert.Equal(Upper(without), Upper(Run(input with { InterestOfAccounts = [.. input.PostsOfAccounts.Select(_ => -1)] })));
    }

    private static AccountHashtags Noted(IEnumerable<(int Account, byte[] Hashtag)> uses)
    {
        var hashtags = new AccountHashtags(Input);
        foreach (var (account, hashtag) in uses)
        {
            hashtags.Add(account, hashtag);
        }

        return hashtags;
    }
}
