namespace Copypasta.Campaigns;

/// <summary>
/// Finds the pairs of accounts that copied each other more often than happens when authors change places within platform, language, ten days and part of the day. A large p says nothing for a pair, and
/// a small one is not the probability that its accounts acted independently: common causes remain possible.
/// </summary>
/// <remarks>
/// Sources: Tumminello et al. 2011 and Saracco et al. 2017 (validated projections); Neal, Domagalski and Sagan 2021; Farine and Carter 2022 (permutation tests of association); Phipson and Smyth 2010
/// (no permutation p is 0); Benjamini and Hochberg 1995; Storey and Tibshirani 2003.
/// </remarks>
public static class AccountPairAnalysis
{
    private const int PairsPerTask = 64;

    /// <summary>Judges all pairs.</summary>
    /// <param name="input">The posts.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellation">Stops it between pieces of work.</param>
    /// <exception cref="ArgumentException">A number of the input or of the options is out of range.</exception>
    public static AccountPairResult Run(AccountPairInput input, AccountPairOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Permutations, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        Check(input);
        var posts = EligiblePosts.Select(input);
        var strata = Strata.Divide(posts, input, options.Frame);
        var found = CoPostSearch.Find(posts, input, options, cancellation);
        var model = new PairModel(posts, strata, found.CoPosts);
        var test = PairTest.Run(model, options, cancellation);
        return new AccountPairResult
        {
            Pairs = Pairs(model, test, input, options, cancellation),
            Eligible = posts.Accounts,
            EligibleOfBackground = posts.BackgroundAccounts,
            Posts = posts.Count,
            Tested = posts.Pairs,
            Evaluated = test.Observed.Count,
            CoPosts = found.CoPosts.Count,
            TextsCompared = found.TextsCompared,
            MostPostsInWindow = found.MostPostsInWindow,
            LeftOut = found.LeftOut,
            FirstTestable = model.FirstTestable,
            Strata = strata.Count,
            StrataAreJudgedByBackground = strata.AreJudgedByBackground,
            SmallStrata = strata.IsAdequate.Count(adequate => !adequate),
            PostsInSmallStrata = strata.Size.Where((_, stratum) => !strata.IsAdequate[stratum]).Sum(),
            Discoveries = [test.All.Count(PairChecks.LowerQ), test.All.Count(PairChecks.UpperQ)],
            Curve = test.Curve,
            DescribesArchiveOnly = posts.BackgroundAccounts == 0 && options.Frame is (SamplingFrame.Takedown or SamplingFrame.Unknown),
        };
    }

    private static AccountPair[] Pairs(PairModel model, PairTest test, AccountPairInput input, AccountPairOptions options, CancellationToken cancellation)
    {
        EvaluatedPair[] candidates =
        [
            .. test.Observed.Where(p => test.All.At(p.All) <= PairChecks.LowerQ || test.Standing.At(p.Standing) <= PairChecks.UpperQ),
        ];
        if (candidates.Length == 0)
        {
            return [];
        }

        var (robust, within, robustWithin) = (default(RobustExpectations)!, default(PairModel), default(RobustExpectations));
        Parallel.Invoke(
            new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation },
            () => robust = new RobustExpectations(model, input),
            () =>
            {
                if (input.InterestOfAccounts is { } interests)
                {
                    within = new PairModel(model, Strata.DivideByInterest(model.Posts, input, options.Frame, interests));
                    robustWithin = new RobustExpectations(within, input);
                }
            });
        var checkedPairs = new AccountPair?[candidates.Length];
        Parallel.For(
            0,
            (candidates.Length + PairsPerTask - 1) / PairsPerTask,
            new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation },
            () => (Checks: new PairChecks(model, test, robust, input, options.Frame), OfInterest: within is null ? null : new InterestCheck(new PairChecks(within, test, robustWithin!, input, options.Frame))),
            (task, _, worker) =>
            {
                for (var i = task * PairsPerTask; i < Math.Min(candidates.Length, (task + 1) * PairsPerTask); i++)
                {
                    var pair = worker.Checks.Check(candidates[i]);
                    checkedPairs[i] = pair is null || worker.OfInterest is null ? pair : worker.OfInterest.Apply(pair, candidates[i]);
                }

                return worker;
            },
            _ => { });
        return
        [
            .. checkedPairs.OfType<AccountPair>().OrderByDescending(p => p.Tier).ThenBy(p => p.LogP).ThenBy(p => p.A).ThenBy(p => p.B),
        ];
    }

    private static void Check(AccountPairInput input)
    {
        if (input.InterestOfAccounts is { } interests && interests.Count != input.PostsOfAccounts.Count)
        {
            throw new ArgumentException($"{interests.Count} accounts have an interest, {input.PostsOfAccounts.Count} have posts; both lists are by account.", nameof(input));
        }

        if (input.Background is { } background && background.Count != input.PostsOfAccounts.Count)
        {
            throw new ArgumentException($"{background.Count} accounts are of the background or not, {input.PostsOfAccounts.Count} have posts; both lists are by account.", nameof(input));
        }

        for (var i = 0; i < input.Posts.Count; i++)
        {
            var post = input.Posts[i];
            if (post.Account < -1 || post.Account >= input.PostsOfAccounts.Count)
            {
                throw new ArgumentException($"Post {i} has account {post.Account}; there are {input.PostsOfAccounts.Count} accounts, from 0, and -1 stands for none.", nameof(input));
            }

            if (post.Family < 0 || post.Cluster < 0 || post.Text < 0 || post.Time < 0 || post.Resolution < 1)
            {
                throw new ArgumentException($"Post {i} has a family, cluster, text or time below 0, or a resolution below 1 ms.", nameof(input));
            }
        }
    }
}
