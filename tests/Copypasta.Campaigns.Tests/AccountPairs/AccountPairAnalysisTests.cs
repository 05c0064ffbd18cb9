using System.Text.Json;
using Copypasta.Campaigns.Studies;

namespace Copypasta.Campaigns.Tests;

public sealed class AccountPairAnalysisTests
{
    private static readonly AccountPairOptions _options = new() { Frame = SamplingFrame.Sample, Permutations = 20 };

    [Fact]
    public void A_planted_group_is_found_and_its_numbers_agree_with_its_evidence()
    {
        var corpus = Corpus();
        var input = corpus.ToInput();
        var result = Run(input, _options);
        var upper = result.Pairs.Where(p => p.Tier == PairTier.HardToExplainByChance).ToList();
        Assert.NotEmpty(upper);
        Assert.All(upper, p => Assert.Equal(0, corpus.Group[p.A] + corpus.Group[p.B]));
        Assert.Equal(12, upper.SelectMany(p => new[] { p.A, p.B }).Distinct().Count());
        foreach (var pair in result.Pairs)
        {
            Assert.InRange(pair.Q, 1.0 / (20 * 66), PairChecks.LowerQ);
            Assert.True(pair.LogP < 0 && double.IsFinite(pair.LogP));
            Assert.InRange(pair.Lift, pair.LiftLow, pair.LiftHigh);
            var window = pair.Windows[pair.BestWindow];
            Assert.Equal((pair.Occasions, pair.Expected), (window.Occasions, window.Expected));
            Assert.InRange(pair.Days, 1, pair.Occasions);
            Assert.Equal(pair.Occasions, pair.Unexplained);
            Assert.True(pair.Fragility >= (pair.Q <= PairChecks.UpperQ ? 1 : 0) && pair.Fragility <= pair.Occasions);
            Assert.Equal(pair.Reasons == PairReasons.None, pair.Tier == PairTier.HardToExplainByChance);
            Assert.Equal(Enumerable.Range(1, pair.Evidence.Max(e => e.Occasion)), pair.Evidence.Select(e => e.Occasion).Distinct());
            foreach (var row in pair.Evidence)
            {
                var (x, y) = (input.Posts[row.PostOfA], input.Posts[row.PostOfB]);
                Assert.Equal((pair.A, pair.B, y.Time - x.Time), (x.Account, y.Account, row.Lag));
                Assert.Equal(x.Family, y.Family);
                Assert.True(row.Similarity.Millionths >= 700_000);
                Assert.Equal(x.Text == y.Text, row.Similarity == Detection.Similarity.One);
            }
        }
    }

    [Fact]
    public void Neither_threads_nor_the_order_of_posts_change_a_byte()
    {
        var input = Corpus().ToInput();
        var expected = Json(Run(input, _options with { Threads = 1 }));
        Assert.Equal(expected, Json(Run(input, _options with { Threads = 7 })));

        int[] order = [.. Enumerable.Range(0, input.Posts.Count)];
        new Random(4).Shuffle(order);
        var shuffled = input with { Posts = [.. order.Select(i => input.Posts[i])] };
        Assert.Equal(expected, Json(Run(shuffled, _options), order));
    }

    [Fact]
    public void Another_seed_gives_other_permutations()
    {
        var input = Corpus().ToInput();
        Assert.NotEqual(
            Run(input, _options).Curve.Select(p => p.NullMean), Run(input, _options with { Seed = 2 }).Curve.Select(p => p.NullMean));
    }

    /// <summary>Pairs of larger p are not counted: a curve that went on to p = 1 would say that there are none, though every pair tested has a p.</summary>
    [Fact]
    public void The_curve_ends_where_q_is_no_longer_told()
    {
        var result = Run(Corpus().ToInput(), _options);
        var limit = Math.Log(FalseDiscovery.LargestQ) + Math.Log(result.Curve[^1].Observed) - Math.Log(result.Tested);
        Assert.InRange(result.Curve[^1].LogP, limit - 1e-9, limit + 1e-9);
        Assert.Equal(result.Curve.OrderBy(point => point.LogP), result.Curve);
        Assert.Equal(result.Curve.Select(point => point.Observed).Order(), result.Curve.Select(point => point.Observed));
    }

    [Fact]
    public void Removed_accounts_alone_give_no_upper_tier()
    {
        var result = Run(Corpus().ToInput(), _options with { Frame = SamplingFrame.Takedown });
        Assert.True(result.DescribesArchiveOnly);
        Assert.NotEmpty(result.Pairs);
        Assert.All(result.Pairs, p => Assert.True(p.Tier == PairTier.WorthALook && p.Reasons.HasFlag(PairReasons.Takedown)));
    }

    /// <summary>
    /// Whoever is of the background is as exchangeable as before, so that nothing of a pair changes but its q; pairs within the background are neither told nor counted, here or in permutations.
    /// </summary>
    [Fact]
    public void Of_pairs_those_with_an_account_of_the_archive_are_tested()
    {
        var corpus = Corpus();
        var input = corpus.ToInput();
        bool[] background = [.. Enumerable.Range(0, corpus.Accounts).Select(account => account % 3 != 1)];
        var (all, result) = (Run(input, _options), Run(input with { Background = background }, _options));
        var ofArchive = result.Eligible.Count(account => !background[account]);
        Assert.Equal(all.Eligible, result.Eligible.Order());
        Assert.Equal(result.Eligible.Count - ofArchive, result.EligibleOfBackground);
        Assert.Equal((ofArchive * (ofArchive - 1L) / 2) + ((long)ofArchive * result.EligibleOfBackground), result.Tested);
        Assert.Equal((all.Posts, all.CoPosts, all.Strata, all.SmallStrata), (result.Posts, result.CoPosts, result.Strata, result.SmallStrata));
        Assert.InRange(result.Evaluated, 1, all.Evaluated - 1);
        Assert.All(all.Curve.Zip(result.Curve), points => Assert.True(points.Second.NullMean < points.First.NullMean || points.First.NullMean == 0));

        Assert.All(result.Pairs, pair => Assert.False(background[pair.A]));
        var crossed = result.Pairs.Where(pair => background[pair.B]).ToList();
        Assert.Contains(crossed, pair => pair.A > pair.B);
        Assert.Contains(result.Pairs, pair => !background[pair.B]);
        Assert.Equal(
            all.Pairs.Where(pair => corpus.Group[pair.A] + corpus.Group[pair.B] == 0 && !(background[pair.A] && background[pair.B]))
                .Select(pair => (Math.Min(pair.A, pair.B), Math.Max(pair.A, pair.B), pair.Occasions, Math.Round(pair.Expected, 9), Math.Round(pair.LogP, 9))).Order(),
            result.Pairs.Where(pair => corpus.Group[pair.A] + corpus.Group[pair.B] == 0)
                .Select(pair => (Math.Min(pair.A, pair.B), Math.Max(pair.A, pair.B), pair.Occasions, Math.Round(pair.Expected, 9), Math.Round(pair.LogP, 9))).Order());
        Assert.All(result.Pairs.SelectMany(pair => pair.Evidence.Select(row => (pair, row))), of =>
        {
            var (x, y) = (input.Posts[of.row.PostOfA], input.Posts[of.row.PostOfB]);
            Assert.Equal((of.pair.A, of.pair.B, y.Time - x.Time), (x.Account, y.Account, of.row.Lag));
        });
        Assert.Equal(Json(result), Json(Run(input with { Background = background }, _options with { Threads = 5 })));
    }

    [Fact]
    public void Those_who_copy_each_other_in_the_background_are_not_told()
    {
        var corpus = Corpus();
        var result = Run(corpus.ToInput() with { Background = [.. corpus.Group.Select(group => group == 0)] }, _options);
        Assert.DoesNotContain(result.Pairs, pair => pair.Tier == PairTier.HardToExplainByChance);
    }

    /// <summary>The group was removed with some that have nothing to do with it.</summary>
    [Theory]
    [InlineData(400, true)]
    [InlineData(45, false)]
    public void Removed_accounts_beside_others_have_an_upper_tier_where_these_are_enough(int others, bool isUpper)
    {
        var corpus = Corpus();
        var last = corpus.Accounts - others;
        var input = corpus.ToInput() with { Background = [.. corpus.Group.Select((group, account) => group != 0 && account >= last)] };
        var result = Run(input, _options with { Frame = SamplingFrame.Takedown });
        Assert.False(result.DescribesArchiveOnly);
        Assert.True(result.StrataAreJudgedByBackground);
        Assert.All(result.Pairs, pair => Assert.False(pair.Reasons.HasFlag(PairReasons.Takedown)));
        var upper = result.Pairs.Where(pair => pair.Tier == PairTier.HardToExplainByChance).ToList();
        Assert.All(upper, pair => Assert.Equal(0, corpus.Group[pair.A] + corpus.Group[pair.B]));
        Assert.Equal(isUpper ? 12 : 0, upper.SelectMany(pair => new[] { pair.A, pair.B }).Distinct().Count());
        Assert.Equal(isUpper, result.TooFewPosts is null);
        Assert.Equal(!isUpper, result.TooFewPosts?.Contains("50 accounts of the background", StringComparison.Ordinal) == true);

        // Where it is not known that they were removed, few others are enough.
        Assert.False(Run(input, _options with { Frame = SamplingFrame.Unknown }).StrataAreJudgedByBackground);
    }

    [Fact]
    public void A_background_without_eligible_accounts_is_none()
    {
        var input = Corpus().ToInput() with { Background = new bool[600] };
        var result = Run(input, _options with { Frame = SamplingFrame.Takedown });
        Assert.True(result.DescribesArchiveOnly);
        Assert.All(result.Pairs, pair => Assert.True(pair.Reasons.HasFlag(PairReasons.Takedown)));
        Assert.Contains("both lists are by account", Assert.Throws<ArgumentException>(() => Run(input with { Background = new bool[599] }, _options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Explained_occasions_stay_visible_and_count_for_no_upper_tier()
    {
        var corpus = Corpus();
        var input = corpus.ToInput();
        var planted = input.Posts.GroupBy(p => p.Cluster).Where(g => g.Count(p => corpus.Group[p.Account] == 0) >= 12).Select(g => g.Key).ToList();
        Assert.Equal(12, planted.Count);
        var all = Run(input with { Explained = planted.ToDictionary(c => c, _ => (IReadOnlyList<string>)["shared-link"]) }, _options);
        Assert.NotEmpty(all.Pairs);
        Assert.All(all.Pairs, p => Assert.True(p.Tier == PairTier.WorthALook && p.Reasons.HasFlag(PairReasons.Unexplained)));
        Assert.All(all.Pairs, p => Assert.Equal(["shared-link"], p.ExplainedBy));
        Assert.All(all.Pairs, p => Assert.True(p.Unexplained < p.Occasions));

        // Of twelve texts one is explained: the rest carries the pairs, and the explained one is named.
        var one = Run(input with { Explained = new Dictionary<int, IReadOnlyList<string>> { [planted[0]] = ["known-text"] } }, _options);
        Assert.Contains(one.Pairs, p => p.Tier == PairTier.HardToExplainByChance && p.ExplainedBy is ["known-text"]);
    }

    [Fact]
    public void Small_strata_give_no_upper_tier()
    {
        // Forty accounts are too few for any stratum, however long the corpus.
        var result = Run(Studies.Studies.Corpus(NullFamilies.Independent, 3, 40, new Plant(4, 24, 12, 60_000)).ToInput(), _options);
        Assert.Equal(result.Strata, result.SmallStrata);
        Assert.Equal(result.Posts, result.PostsInSmallStrata);
        Assert.All(result.Pairs, p => Assert.Equal(PairTier.WorthALook, p.Tier));
    }

    [Fact]
    public void Times_that_cannot_tell_a_minute_leave_narrow_windows_untested()
    {
        var input = Corpus().ToInput();
        var coarse = input with { Posts = [.. input.Posts.Select(p => p with { Time = p.Time / 60_000 * 60_000, Resolution = 60_000 })] };
        var result = Run(coarse, _options);
        Assert.Equal(2, result.FirstTestable);
        Assert.NotEmpty(result.Pairs);
        Assert.All(result.Pairs, p => Assert.Equal([false, false, true, true, true, true], p.Windows.Select(w => w.IsTestable)));
        Assert.All(result.Pairs, p => Assert.InRange(p.BestWindow, 2, 5));
    }

    [Fact]
    public void Nothing_in_gives_nothing_out()
    {
        var result = Run(new AccountPairInput { Posts = [], PostsOfAccounts = [], NewSimilarity = () => new SmallCorpus.TableSimilarity(0) }, _options);
        Assert.Empty(result.Pairs);
        Assert.Equal(0, result.Tested);
    }

    [Fact]
    public void A_number_out_of_range_is_named()
    {
        var input = Corpus().ToInput();
        var wrong = input with { Posts = [input.Posts[0] with { Account = 600 }] };
        Assert.Contains("Post 0 has account 600", Assert.Throws<ArgumentException>(() => Run(wrong, _options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hyperactive_are_at_most_one_in_a_hundred()
    {
        int[] posts = [.. Enumerable.Range(1, 250)];
        Assert.Equal([248, 249], HyperactiveAccounts.Of(posts).Index().Where(h => h.Item).Select(h => h.Index));
        Assert.DoesNotContain(true, HyperactiveAccounts.Of([.. posts.Select(_ => 7)]));
        Assert.Empty(HyperactiveAccounts.Of([]));
    }

    private static AccountPairResult Run(AccountPairInput input, AccountPairOptions options) => AccountPairAnalysis.Run(input, options, TestContext.Current.CancellationToken);

    private static StudyCorpus Corpus() => Studies.Studies.Corpus(NullFamilies.Independent, 7, 600, new Plant(12, 12, 12, 600_000));

    /// <summary>All that was found, posts named by what they were before the input was put into another order.</summary>
    private static string Json(AccountPairResult result, int[]? order = null)
    {
        PairCoPost Named(PairCoPost row) => order is null ? row : row with { PostOfA = order[row.PostOfA], PostOfB = order[row.PostOfB] };
        return JsonSerializer.Serialize(result with { Pairs = [.. result.Pairs.Select(p => p with { Evidence = [.. p.Evidence.Select(Named)] })] });
    }
}
