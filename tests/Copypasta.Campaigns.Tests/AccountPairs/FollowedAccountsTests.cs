using Copypasta.Campaigns.Studies;
using MathNet.Numerics.Distributions;

namespace Copypasta.Campaigns.Tests;

public sealed class FollowedAccountsTests
{
    private const int Texts = 12;

    private static readonly AccountPairOptions _options = new() { Frame = SamplingFrame.Sample };

    [Fact]
    public void A_habit_is_what_a_coin_shows_once_in_sixteen_times()
    {
        for (var throws = 0; throws < 300; throws++)
        {
            for (var tails = 0; tails <= throws; tails++)
            {
                var chance = Binomial.CDF(0.5, throws, tails);
                if (Math.Abs(chance - (1.0 / 16)) > 1e-9)
                {
                    Assert.Equal(chance < 1.0 / 16, FollowedAccounts.IsHabit(throws, tails));
                }
            }
        }

        Assert.True(FollowedAccounts.IsHabit(4, 0));
        Assert.False(FollowedAccounts.IsHabit(3, 0));
        Assert.True(FollowedAccounts.IsHabit(100_000, 49_000));
        Assert.False(FollowedAccounts.IsHabit(100_000, 50_000));
    }

    [Fact]
    public void One_who_copies_another_minutes_later_follows()
    {
        var pairs = Judge((corpus, time, text) =>
        {
            corpus.Post(0, time, text);
            corpus.Post(1, time + Minutes(corpus, 2, 40), text);
        });
        var pair = Assert.Single(pairs);
        Assert.Equal((0, 1, PairTier.WorthALook, PairReasons.Following), (pair.A, pair.B, pair.Tier, pair.Reasons));
    }

    [Fact]
    public void Two_who_copy_a_third_follow()
    {
        var pairs = Judge((corpus, time, text) =>
        {
            corpus.Post(0, time, text);
            corpus.Post(1, time + Minutes(corpus, 2, 40), text);
            corpus.Post(2, time + Minutes(corpus, 2, 40), text);
        });
        Assert.Equal([(0, 1), (0, 2), (1, 2)], pairs.Select(p => (p.A, p.B)).Order());
        Assert.All(pairs, p => Assert.Equal((PairTier.WorthALook, PairReasons.Following), (p.Tier, p.Reasons)));
    }

    [Fact]
    public void Accounts_that_take_turns_do_not_follow()
    {
        var turn = 0;
        var pairs = Judge((corpus, time, text) =>
        {
            corpus.Post(turn % 3, time, text);
            corpus.Post((turn + 1) % 3, time + Minutes(corpus, 2, 40), text);
            corpus.Post((turn++ + 2) % 3, time + Minutes(corpus, 2, 40), text);
        });
        Assert.Equal([(0, 1), (0, 2), (1, 2)], pairs.Select(p => (p.A, p.B)).Order());
        Assert.All(pairs, p => Assert.Equal((PairTier.HardToExplainByChance, PairReasons.None), (p.Tier, p.Reasons)));
    }

    [Fact]
    public void Nobody_follows_within_seconds_on_every_occasion()
    {
        var pairs = Judge((corpus, time, text) =>
        {
            corpus.Post(0, time, text);
            corpus.Post(1, time + 5000, text);
        });
        var pair = Assert.Single(pairs);
        Assert.Equal((0, 1, PairTier.HardToExplainByChance), (pair.A, pair.B, pair.Tier));
    }

    private static double Minutes(StudyCorpus corpus, int from, int to) => (from + (corpus.Random.NextDouble() * (to - from))) * StudyCorpus.Minute;

    /// <summary>The pairs found where 1,000 accounts copy what is popular, and the first of them this, too.</summary>
    private static IReadOnlyList<AccountPair> Judge(Action<StudyCorpus, double, int> post)
    {
        var corpus = Studies.Studies.Corpus(NullFamilies.Independent, 700_000, 1000);
        for (var i = 0; i < Texts; i++)
        {
            post(corpus, (i * 4 * StudyCorpus.Day) + corpus.TimeOfDay(), corpus.NewText());
        }

        return AccountPairAnalysis.Run(corpus.ToInput(), _options).Pairs;
    }
}
