using FsCheck.Xunit;

namespace Copypasta.Campaigns.Tests;

public sealed class PairPassTests
{
    [Property(MaxTest = 200)]
    public void Finds_what_the_definition_finds(int seed)
    {
        var input = SmallCorpus.Random(seed);
        var naive = new NaivePairs(input);
        var model = Models.Of(input);
        Assert.Equal(naive.Accounts, model.Posts.Accounts);
        Assert.Equal(naive.Posts.Order(), model.Posts.Inputs.Order());
        var found = Models.Pass(model, model.Posts.Account).ToDictionary(p => (model.Posts.Accounts[p.A], model.Posts.Accounts[p.B]), p => p.All);
        foreach (var a in naive.Accounts)
        {
            foreach (var b in naive.Accounts.Where(b => b > a))
            {
                var p = naive.P(a, b);
                Assert.Equal(p.HasValue, found.ContainsKey((a, b)));
                if (p is { } expected)
                {
                    Assert.Equal(Math.Min(1, expected), Math.Exp(found[(a, b)]), 1e-9);
                }
            }
        }
    }

    [Property(MaxTest = 150)]
    public void Expects_what_the_formula_says_and_counts_occasions_by_closure(int seed)
    {
        var input = SmallCorpus.Random(seed);
        var naive = new NaivePairs(input);
        var model = Models.Of(input);
        var score = new PairScore(model);
        var (expected, standing) = (new double[CoPostWindows.Count], new double[CoPostWindows.Count]);
        for (var a = 0; a < naive.Accounts.Count; a++)
        {
            for (var b = a + 1; b < naive.Accounts.Count; b++)
            {
                score.Expect(a, b, expected, standing);
                score.Occasions.Clear();
                foreach (var post in Enumerable.Range(0, model.Posts.Count).Where(p => model.Posts.Account[p] == a))
                {
                    foreach (var entry in model.CoPosts.Of(post))
                    {
                        if (model.Posts.Account[CoPosts.Other(post, entry)] == b)
                        {
                            var other = CoPosts.Other(post, entry);
                            score.Occasions.Add(new CoPost(
                                model.Posts.Time[post],
                                model.Posts.Time[other],
                                model.Posts.FamilyOf[post],
                                CoPosts.From(entry),
                                CoPosts.Below(entry),
                                !model.Posts.Explained[post] && !model.Posts.Explained[other]));
                        }
                    }
                }

                for (var window = 0; window < CoPostWindows.Count; window++)
                {
                    Assert.Equal(naive.Expected(naive.Accounts[a], naive.Accounts[b], window), expected[window], 1e-9);
                    Assert.Equal(naive.Occasions(naive.Accounts[a], naive.Accounts[b], window), score.Occasions.In(window));
                }
            }
        }
    }

    /// <summary>Pairs of no interest may be missing; those that matter may not, and none changes.</summary>
    [Property(MaxTest = 300)]
    public void A_limit_leaves_out_only_what_is_above_it(int seed)
    {
        var model = Models.Of(SmallCorpus.Random(seed));
        var all = Models.Pass(model, model.Posts.Account);
        foreach (var limit in new[] { -0.1, -0.7, -1.5, -3 })
        {
            var found = Models.Pass(model, model.Posts.Account, limit);
            Assert.Subset(all.ToHashSet(), found.ToHashSet());
            Assert.Equal(all.Where(p => p.All <= limit || p.Standing <= limit), found.Where(p => p.All <= limit || p.Standing <= limit));
        }
    }

    /// <summary>Strata that are adequate, so that co-posts stand but for those of clusters that a label explains; and posts of more co-posts than are sifted at a time.</summary>
    [Property(MaxTest = 5)]
    public void Of_many_posts_finds_what_each_pair_alone_is_told(int seed)
    {
        var model = Models.Of(SmallCorpus.Crowd(seed));
        Assert.Contains(true, model.Strata.IsAdequate);
        Assert.Equal([false, true], model.IsDiscounted.Distinct().Order());
        Assert.Contains(Enumerable.Range(0, model.Posts.Count), post => model.CoPosts.Of(post).Length > 256);
        var score = new PairScore(model);
        var expected = new List<EvaluatedPair>();
        for (var a = 0; a < model.Posts.Accounts.Length; a++)
        {
            for (var b = a + 1; b < model.Posts.Accounts.Length; b++)
            {
                score.Occasions.Clear();
                foreach (var post in Enumerable.Range(0, model.Posts.Count).Where(p => model.Posts.Account[p] == a))
                {
                    foreach (var entry in model.CoPosts.Of(post))
                    {
                        if (model.Posts.Account[CoPosts.Other(post, entry)] == b)
                        {
                            score.Add(post, entry);
                        }
                    }
                }

                if (score.Evaluate(a, b, out var all, out var standing))
                {
                    expected.Add(new EvaluatedPair(a, b, all, standing));
                }
            }
        }

        Assert.Contains(expected, pair => pair.Standing < 0);
        Assert.Equal(expected, Models.Pass(model, model.Posts.Account).OrderBy(pair => (pair.A, pair.B)));
    }

    [Fact]
    public void Expectation_is_the_mean_over_all_permutations()
    {
        // Three accounts of three posts; four posts in the morning, five in the evening: 4! x 5! orders. Families pair posts within and across the two parts of the day, one of them within one account.
        ClusteredPost Post(int account, int day, int hour, int family) => new(account, 0, 0, (day * EligiblePosts.Day) + (hour * 3_600_000L), family, family, family, 1000);
        var input = new AccountPairInput
        {
            Posts =
            [
                Post(0, 1, 8, 0), Post(1, 1, 9, 0), Post(2, 1, 20, 0), Post(0, 2, 8, 1), Post(1, 2, 20, 1),
                Post(2, 3, 8, 2), Post(0, 3, 20, 2), Post(1, 4, 20, 3), Post(2, 4, 20, 3),
            ],
            PostsOfAccounts = [3, 3, 3],
            NewSimilarity = () => new SmallCorpus.TableSimilarity(0),
        };
        var model = Models.Of(input);
        Assert.Equal([4, 5], model.Strata.Size.Order());
        var sums = new Dictionary<(int, int, int), double>();
        var count = 0;
        foreach (var morning in Orders([.. Enumerable.Range(0, 9).Where(p => model.Strata.Of[p] == 0)]))
        {
            foreach (var evening in Orders([.. Enumerable.Range(0, 9).Where(p => model.Strata.Of[p] == 1)]))
            {
                count++;
                var accountOf = new int[9];
                var (m, e) = (0, 0);
                for (var post = 0; post < 9; post++)
                {
                    accountOf[post] = model.Posts.Account[model.Strata.Of[post] == 0 ? morning[m++] : evening[e++]];
                }

                for (var post = 0; post < 9; post++)
                {
                    foreach (var entry in model.CoPosts.Of(post))
                    {
                        var (a, b) = (accountOf[post], accountOf[CoPosts.Other(post, entry)]);
                        for (var window = CoPosts.From(entry); a < b && window < CoPosts.Below(entry); window++)
                        {
                            sums[(a, b, window)] = sums.GetValueOrDefault((a, b, window)) + 1;
                        }
                    }
                }
            }
        }

        Assert.Equal(24 * 120, count);
        var score = new PairScore(model);
        var (expected, standing) = (new double[CoPostWindows.Count], new double[CoPostWindows.Count]);
        foreach (var (a, b) in new[] { (0, 1), (0, 2), (1, 2) })
        {
            score.Expect(a, b, expected, standing);
            for (var window = 0; window < CoPostWindows.Count; window++)
            {
                Assert.Equal(sums.GetValueOrDefault((a, b, window)) / count, expected[window], 1e-12);
            }
        }

        Assert.True(expected[^1] > 0.5);
    }

    [Fact]
    public void Permutations_keep_strata_and_are_all_equally_likely()
    {
        var model = Enumerable.Range(0, 100).Select(seed => Models.Of(SmallCorpus.Random(seed))).First(m => m.Strata.Count > 3 && m.Strata.Size.Max() > 8);
        var accountOf = new int[model.Posts.Count];
        var largest = model.Strata.Size.Index().MaxBy(s => s.Item).Index;
        var four = model.PostsOfStrata[model.StratumStart[largest]..][..4];
        var sum = new double[4];
        for (var number = 0; number < 2000; number++)
        {
            PermutationNull.Permute(model, 5, number, accountOf);
            for (var stratum = 0; stratum < model.Strata.Count; stratum++)
            {
                int[] Sorted(int[] of) => [.. Enumerable.Range(0, of.Length).Where(p => model.Strata.Of[p] == stratum).Select(p => of[p]).Order()];
                Assert.Equal(Sorted(model.Posts.Account), Sorted(accountOf));
            }

            for (var i = 0; i < 4; i++)
            {
                sum[i] += accountOf[four[i]] == 0 ? 1 : 0;
            }
        }

        var share = Enumerable.Range(0, model.Posts.Count).Where(p => model.Strata.Of[p] == largest).Average(p => model.Posts.Account[p] == 0 ? 1.0 : 0);
        Assert.InRange(share, 0.05, 0.95);
        Assert.All(sum, s => Assert.InRange(s / 2000, share - 0.05, share + 0.05)); // Four standard errors and more.
    }

    private static IEnumerable<int[]> Orders(int[] items) => items.Length <= 1
        ? [items]
        : items.SelectMany((item, i) => Orders([.. items[..i], .. items[(i + 1)..]]).Select(rest => (int[])[item, .. rest]));
}
