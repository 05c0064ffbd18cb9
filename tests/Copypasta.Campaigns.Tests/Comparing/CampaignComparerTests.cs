namespace Copypasta.Campaigns.Tests;

public class CampaignComparerTests
{
    private const long Hour = 3_600_000;
    private const long Day = 24 * Hour;

    private static readonly ParallelOptions s_parallel = new();

    // Of two random halves of one archive, accounts or posts, 95% intervals of the difference hold 0 in 95 of 100; 93 allow for chance and for the bootstrap's own error.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void RandomHalvesShowNoDifference(bool byAccount)
    {
        const int Trials = 1000;
        var (exact, near, others) = (0, 0, 0);
        for (var trial = 0; trial < Trials; trial++)
        {
            var random = new Random(trial);
            var archive = Archive(random, 150);
            int[] halfOfAccount = [.. Enumerable.Range(0, 150).Select(_ => random.Next(2))];
            var pair = CampaignComparer.Compare(Split(archive, post => byAccount ? halfOfAccount[post.Account] : random.Next(2)), (ulong)trial, s_parallel).Pairs[0];
            exact += HoldsZero(pair.ExactCopies) ? 1 : 0;
            near += HoldsZero(pair.NearCopies) ? 1 : 0;
            others += HoldsZero(pair.CopiesOfOthers) ? 1 : 0;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{exact}, {near}, {others} of {Trials}");
        Assert.True(Math.Min(exact, Math.Min(near, others)) >= 0.93 * Trials, $"{exact}, {near}, {others} of {Trials}");
    }

    // The share of copies grows with the archive; at equal size it does not.
    [Fact]
    public void AtEqualSizeATenthIsLikeTheRest()
    {
        const int Trials = 300;
        var (agree, raw) = (0, 0);
        for (var trial = 0; trial < Trials; trial++)
        {
            var random = new Random(trial);
            var comparison = CampaignComparer.Compare(Split(Archive(random, 300), _ => random.Next(10) == 0 ? 0 : 1), (ulong)trial, s_parallel);
            agree += HoldsZero(comparison.Pairs[0].ExactCopies) ? 1 : 0;
            raw += comparison.Campaigns[1].Curve[^1].ExactCopies > 1.25 * comparison.Campaigns[0].Curve[^1].ExactCopies ? 1 : 0;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{agree}, {raw} of {Trials}");
        Assert.True(agree >= 0.93 * Trials, $"{agree} of {Trials}");
        Assert.True(raw > 0.9 * Trials, $"the archive's size is to matter here: {raw} of {Trials}");
    }

    [Fact]
    public void ADifferenceShows()
    {
        var random = new Random(5);
        var much = Archive(random, 100, copied: 0.8);
        var little = Archive(random, 100, copied: 0.1);
        var comparison = CampaignComparer.Compare(
            new ComparisonInput
            {
                Campaigns = 2,
                Posts = [.. much.Posts, .. little.Posts.Select(post => post with { Campaign = 1, Account = post.Account + 100, Cluster = post.Cluster + 1000, Text = post.Text + 10_000 })],
                Own = [.. much.Own, .. little.Own.Select(own => own with { Campaign = 1, Account = own.Account + 100 })],
                Coverage = [much.Coverage[0], little.Coverage[0]],
            },
            1,
            s_parallel);
        var pair = comparison.Pairs[0];
        Assert.True(pair.NearCopies.Low > 0, pair.NearCopies.ToString());
        Assert.Equal((0, 0, 0), (pair.SharedAccounts, pair.SharedClusters, pair.SharedTexts));
        Assert.Equal(0, pair.SharedOfA.High);
        Assert.All(comparison.Campaigns, campaign => Assert.Equal(campaign.Clusters, campaign.OwnClusters));
    }

    [Fact]
    public void ThreadsAndOrderOfPostsChangeNothing()
    {
        var archive = Split(Archive(new Random(3), 60), post => post.Account % 3);
        var expected = CampaignComparer.Compare(archive, 7, new ParallelOptions { MaxDegreeOfParallelism = 1 });
        var shuffled = archive with { Posts = [.. archive.Posts.Reverse()], Own = [.. archive.Own.Reverse()] };
        Assert.Equivalent(expected, CampaignComparer.Compare(shuffled, 7, new ParallelOptions { MaxDegreeOfParallelism = 4 }), strict: true);
    }

    [Fact]
    public void AccountsWithUnequalPostsTellAsMuchAsFewer()
    {
        Assert.Equal(3, Effective(4, 4, 4));
        Assert.Equal(144 / 102.0, Effective(10, 1, 1));
        Assert.Equal(1, Effective(7));

        static double Effective(params int[] posts)
            => new ComparedCampaign(new ComparisonInput { Campaigns = 1, Posts = [], Own = [.. posts.Select((count, account) => new OwnPosts(0, account, count))], Coverage = [Coverage.Of([], 1000)] }, 0).EffectiveAccounts;
    }

    [Fact]
    public void FewAccountsHaveNoInterval()
    {
        var comparison = CampaignComparer.Compare(Split(Archive(new Random(3), 16), post => post.Account < 9 ? 0 : 1), 1, s_parallel);
        Assert.Null(comparison.Campaigns[0].NearCopies.Low);
        Assert.Null(comparison.Pairs[0].NearCopies.High);
    }

    [Fact]
    public void LagsOfTheFirstDayAndBehindGapsDoNotCount()
    {
        (int Cluster, long A, long B)[] seen =
        [
            (0, 2 * Hour, 40 * Hour), // within a day of the beginning
            (1, (2 * Day) + (2 * Hour), 3 * Day), // A is first, by 22 hours
            (2, (4 * Day) + Hour, (4 * Day) + Hour + 500), // the times do not tell
            (3, (6 * Day) + Hour, 6 * Day), // B is first
            (4, (9 * Day) + Hour, (9 * Day) + (2 * Hour)), // in A's gap
            (5, 12 * Day, 13 * Day), // within a day behind it
        ];
        var pair = CampaignComparer.Compare(
            new ComparisonInput
            {
                Campaigns = 2,
                Posts = [.. seen.SelectMany(s => new[] { new ComparedPost(0, s.Cluster, s.Cluster, s.Cluster, s.A), new ComparedPost(1, 100 + s.Cluster, s.Cluster, s.Cluster, s.B) })],
                Own = [],
                Coverage = [new Coverage(0, 20 * Day, [(8 * Day, (11 * Day) + Hour)], 1000), new Coverage(Hour, 20 * Day, [], 1000)],
            },
            1,
            s_parallel).Pairs[0];
        Assert.Equal([0, 4, 5], pair.Lags.Where(lag => lag.IsCensored).Select(lag => lag.Cluster));
        Assert.Equal((3, 1), (pair.Counted, pair.Ties));
        Assert.Equal(0.5, pair.SeenEarlierInA!.Value.Value);
        Assert.Equal(500, pair.MedianLag!.Value.Value);
        Assert.InRange(pair.SeenEarlierInA.Value.Low!.Value, 0.0945, 0.0946); // Wilson's interval of 1 in 2
    }

    [Fact]
    public void GapsAreADayOrMoreWithoutAPost()
    {
        var coverage = Coverage.Of([5 * Day, 0, Day - 1, 3 * Day], 1000);
        Assert.Equal([(Day - 1, 3 * Day), (3 * Day, 5 * Day)], coverage.Gaps);
        Assert.False(coverage.HadSettled(Day - 1));
        Assert.True(coverage.HadSettled(6 * Day));
    }

    private static bool HoldsZero(Estimate difference) => difference.Low <= 0 && difference.High >= 0;

    /// <summary>Accounts that post more or less, and more or less of what is copied: texts by popularity, of which five make a cluster.</summary>
    private static ComparisonInput Archive(Random random, int accounts, double copied = 0.4)
    {
        var posts = new List<ComparedPost>();
        var own = new List<OwnPosts>();
        for (var account = 0; account < accounts; account++)
        {
            var (count, habit) = (2 + (int)(6 * Math.Pow(random.NextDouble(), -0.4)), copied * 2 * random.NextDouble());
            var copies = Enumerable.Range(0, count).Count(_ => random.NextDouble() < habit);
            for (var i = 0; i < copies; i++)
            {
                var text = (int)Math.Pow(1500, random.NextDouble());
                posts.Add(new ComparedPost(0, account, text / 5, text, random.NextInt64(30 * Day)));
            }

            own.Add(new OwnPosts(0, account, count - copies));
        }

        return new ComparisonInput { Campaigns = 1, Posts = posts, Own = own, Coverage = [Coverage.Of([.. posts.Select(post => post.Time!.Value)], 1000)] };
    }

    private static ComparisonInput Split(ComparisonInput archive, Func<ComparedPost, int> campaignOf)
    {
        ComparedPost[] posts = [.. archive.Posts.Select(post => post with { Campaign = campaignOf(post) })];
        OwnPosts[] own =
        [
            .. archive.Own.SelectMany(own => Enumerable.Range(0, own.Posts).Select(_ => campaignOf(new ComparedPost(0, own.Account, 0, 0, 0))).CountBy(campaign => campaign)
                .Select(count => new OwnPosts(count.Key, own.Account, count.Value))),
        ];
        var campaigns = posts.Max(post => post.Campaign) + 1;
        return archive with { Campaigns = campaigns, Posts = posts, Own = own, Coverage = [.. Enumerable.Repeat(archive.Coverage[0], campaigns)] };
    }
}
