namespace Copypasta.Campaigns;

/// <summary>Looks closely at one pair after another: what it rests on, and which checks of the upper tier it passes. One per thread.</summary>
internal sealed class PairChecks(PairModel model, PairTest test, RobustExpectations robust, AccountPairInput input, SamplingFrame frame)
{
    /// <summary>q of the upper tier.</summary>
    public const double UpperQ = 0.01;

    /// <summary>q of the lower tier, and of the checks.</summary>
    public const double LowerQ = FalseDiscovery.LargestQ;

    private const int Windows = CoPostWindows.Count;
    private const int FewestOccasions = 3;
    private const double LeastLift = 5;

    /// <summary>Milliseconds within which nobody follows.</summary>
    private const long QuickestFollower = 60_000;

    private readonly PairScore _score = new(model);
    private readonly OccasionCounts _counts = new();
    private readonly FollowedAccounts _followed = new(model);
    private readonly Occasions _unfollowed = new();
    private readonly PairEvidence _evidence = new(model, input);
    private readonly double[] _row = new double[model.Expected.RowLength];
    private readonly double _windows = Math.Log(model.Testable);
    private readonly List<(int Post, int Entry)> _coPosts = [];

    /// <summary>A pair under the strata of this model; p is 1 where no window has two occasions, as that is no evidence.</summary>
    public EvaluatedPair Evaluate(int a, int b)
    {
        Collect(a, b);
        _score.Evaluate(a, b, out var all, out var standing);
        return new EvaluatedPair(a, b, all, standing);
    }

    /// <summary>The pair with its tier, or null where it is in none.</summary>
    public AccountPair? Check(in EvaluatedPair pair)
    {
        var (q, qStanding) = (test.All.At(pair.All), test.Standing.At(pair.Standing));
        if (q > LowerQ && qStanding > UpperQ)
        {
            return null;
        }

        var (a, b) = (pair.A, pair.B);
        Collect(a, b);
        Span<double> expected = stackalloc double[Windows];
        Span<double> expectedStanding = stackalloc double[Windows];
        _score.Expect(a, b, expected, expectedStanding);
        var occasions = _score.Occasions;
        _counts.Count(occasions, model.FirstTestable);
        var reasons = Reasons(a, b, qStanding, expectedStanding);
        var isUpper = reasons == PairReasons.None;
        if (!isUpper && q > LowerQ)
        {
            return null;
        }

        var smallStrata = _coPosts.Exists(c => IsInSmallStratum(c.Post) || IsInSmallStratum(CoPosts.Other(c.Post, c.Entry)));
        var firstTestable = Math.Max(FirstWindow(a), FirstWindow(b));
        var windows = new PairWindow[Windows];
        var best = Windows - 1;
        for (var window = Windows - 1; window >= 0; window--)
        {
            var count = _counts.All[window];
            windows[window] = new PairWindow(window >= firstTestable, count, expected[window], count < 2 ? 0 : PoissonTail.Log(count, expected[window]));
            best = windows[window].LogP <= windows[best].LogP ? window : best;
        }

        var (days, unexplained) = AtWindow(best);
        var (postsOfA, postsOfB) = (PostsOf(a).Length, PostsOf(b).Length);
        var evidence = _evidence.Of(occasions, _coPosts);
        return new AccountPair
        {
            A = model.Posts.Accounts[a],
            B = model.Posts.Accounts[b],
            Occasions = windows[best].Occasions,
            Days = days,
            Unexplained = unexplained,
            Expected = expected[best],
            LogP = pair.All,
            Q = q,
            QUnexplained = qStanding,
            Windows = windows,
            BestWindow = best,
            Symmetry = (double)Math.Min(postsOfA, postsOfB) / Math.Max(postsOfA, postsOfB),
            Share = (double)windows[best].Occasions / Math.Min(postsOfA, postsOfB),
            Fragility = Fragility(q, expected),
            HoldsAtWindows = [.. Enumerable.Range(0, Windows).Where(w => windows[w].Occasions >= 2 && test.All.At(Math.Min(0, windows[w].LogP + _windows)) <= LowerQ)],
            Tier = isUpper ? PairTier.HardToExplainByChance : PairTier.WorthALook,
            Reasons = isUpper || !smallStrata ? reasons : reasons | PairReasons.SmallStrata,
            ExplainedBy = [.. evidence.SelectMany(e => e.Labels).Distinct().Order(StringComparer.Ordinal)],
            Evidence = evidence,
            HoldsAtSimilarities = HoldsAtSimilarities(a, b, q),
        };
    }

    private PairReasons Reasons(int a, int b, double q, ReadOnlySpan<double> expected)
    {
        var reasons = frame == SamplingFrame.Takedown && model.Posts.BackgroundAccounts == 0 ? PairReasons.Takedown : PairReasons.None;
        if (q > UpperQ)
        {
            reasons |= PairReasons.Unexplained;
        }

        var best = BestStanding(expected);
        if (_counts.Standing[best] < FewestOccasions || _counts.StandingDays(best) < FewestOccasions)
        {
            reasons |= PairReasons.FewOccasions;
        }

        if (Garwood.Low(_counts.Standing[best]) < LeastLift * expected[best])
        {
            reasons |= PairReasons.Lift;
        }

        if (!HoldsWithoutEach(_counts.StandingByUnit, expected))
        {
            reasons |= PairReasons.OneOccasion;
        }

        if (!HoldsWithoutEach(_counts.StandingByDay, expected))
        {
            reasons |= PairReasons.OneDay;
        }

        Span<double> without = stackalloc double[Windows];
        WithoutHyperactive(a, b, expected, without);
        if (test.Standing.At(LogP(_counts.Standing, default, without)) > LowerQ)
        {
            reasons |= PairReasons.Hyperactive;
        }

        if (HoldsOnlyByFollowing(a, b, expected))
        {
            reasons |= PairReasons.Following;
        }

        return reasons;
    }

    /// <summary>Whether q is above 0.05, at each window with three occasions, without what following explains. It takes a person a minute at least to read and repost: narrower windows stay as they are.</summary>
    private bool HoldsOnlyByFollowing(int a, int b, ReadOnlySpan<double> expected)
    {
        var (followedByA, followedByB) = (_followed.Of(a), _followed.Of(b));
        var isFollower = Array.BinarySearch(followedByA, b) >= 0 || Array.BinarySearch(followedByB, a) >= 0;
        HashSet<int> both = [.. followedByA.Intersect(followedByB)];
        if (!isFollower && both.Count == 0)
        {
            return false;
        }

        _unfollowed.Clear();
        for (var i = 0; i < _coPosts.Count && !isFollower; i++)
        {
            if (!IsAfterOneOf(both, _coPosts[i].Post, _score.Occasions.CoPosts[i]))
            {
                _unfollowed.Add(_score.Occasions.CoPosts[i]);
            }
        }

        Span<int> occasions = stackalloc int[Windows];
        for (var window = 0; window < Windows; window++)
        {
            occasions[window] = CoPostWindows.Limits[window] <= QuickestFollower ? _counts.Standing[window] : _unfollowed.In(window).Standing;
            occasions[window] = occasions[window] < FewestOccasions ? 0 : occasions[window];
        }

        return test.Standing.At(LogP(occasions, default, expected)) > LowerQ;
    }

    /// <summary>Whether one of some accounts posted the text of a co-post before both.</summary>
    private bool IsAfterOneOf(HashSet<int> accounts, int post, in CoPost coPost)
    {
        var earlier = Math.Min(coPost.TimeOfA, coPost.TimeOfB);
        foreach (var entry in model.CoPosts.Of(post))
        {
            var other = CoPosts.Other(post, entry);
            if (model.Posts.Time[other] < earlier && accounts.Contains(model.Posts.Account[other]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The expectations of a world without the hyperactive accounts' posts; where one of the pair is hyperactive itself, no smaller ones than with them.</summary>
    private void WithoutHyperactive(int a, int b, ReadOnlySpan<double> expected, Span<double> without)
    {
        robust.WithoutHyperactive.Load(a, _row);
        robust.WithoutHyperactive.With(_row, b, without);
        if (robust.IsHyperactive[a] || robust.IsHyperactive[b])
        {
            for (var window = 0; window < Windows; window++)
            {
                without[window] = Math.Max(without[window], expected[window]);
            }
        }
    }

    private bool HoldsWithoutEach(IEnumerable<int[]> parts, ReadOnlySpan<double> expected)
    {
        foreach (var part in parts)
        {
            if (test.Standing.At(LogP(_counts.Standing, part, expected)) > LowerQ)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>ln p over all windows of so many occasions less others.</summary>
    private double LogP(ReadOnlySpan<int> occasions, ReadOnlySpan<int> less, ReadOnlySpan<double> expected)
    {
        var logP = 0.0;
        for (var window = model.FirstTestable; window < Windows; window++)
        {
            var left = occasions[window] - (less.IsEmpty ? 0 : less[window]);
            if (left >= 2)
            {
                logP = Math.Min(logP, PoissonTail.Log(left, expected[window]) + _windows);
            }
        }

        return logP;
    }

    private int BestStanding(ReadOnlySpan<double> expected)
    {
        var (best, least) = (Windows - 1, 0.0);
        for (var window = model.FirstTestable; window < Windows; window++)
        {
            if (_counts.Standing[window] >= 2 && PoissonTail.Log(_counts.Standing[window], expected[window]) is var logP && logP < least)
            {
                (best, least) = (window, logP);
            }
        }

        return best;
    }

    private int Fragility(double q, ReadOnlySpan<double> expected)
    {
        Span<int> less = stackalloc int[Windows];
        var removed = 0;
        while (q <= UpperQ)
        {
            removed++;
            less.Fill(removed);
            q = test.All.At(LogP(_counts.All, less, expected));
        }

        return removed;
    }

    private List<int> HoldsAtSimilarities(int a, int b, double q)
    {
        List<int> holds = q <= LowerQ ? [0] : [];
        Span<double> expected = stackalloc double[Windows];
        Span<int> occasions = stackalloc int[Windows];
        for (var step = 1; step <= robust.AtStep.Count; step++)
        {
            _score.Occasions.Clear();
            foreach (var (post, entry) in _coPosts)
            {
                if (CoPosts.Step(entry) >= step)
                {
                    _score.Add(post, entry);
                }
            }

            for (var window = 0; window < Windows; window++)
            {
                occasions[window] = _score.Occasions.In(window).All;
            }

            robust.AtStep[step - 1].Load(a, _row);
            robust.AtStep[step - 1].With(_row, b, expected);
            if (test.All.At(LogP(occasions, default, expected)) <= LowerQ)
            {
                holds.Add(step);
            }
        }

        return holds;
    }

    private (int Days, int Unexplained) AtWindow(int window)
    {
        var occasions = _score.Occasions;
        occasions.In(window);
        var days = new Dictionary<int, long>();
        var unexplained = new HashSet<int>();
        for (var i = 0; i < _coPosts.Count; i++)
        {
            if (!occasions.Counts(i))
            {
                continue;
            }

            var (occasion, (post, entry)) = (occasions.OccasionOf(i), _coPosts[i]);
            var first = Math.Min(occasions.CoPosts[i].TimeOfA, occasions.CoPosts[i].TimeOfB);
            days[occasion] = days.TryGetValue(occasion, out var earlier) ? Math.Min(earlier, first) : first;
            if (!model.Posts.Explained[post] && !model.Posts.Explained[CoPosts.Other(post, entry)])
            {
                unexplained.Add(occasion);
            }
        }

        return (days.Values.Select(t => t / EligiblePosts.Day).Distinct().Count(), unexplained.Count);
    }

    private void Collect(int a, int b)
    {
        _coPosts.Clear();
        _score.Occasions.Clear();
        foreach (var post in PostsOf(a))
        {
            foreach (var entry in model.CoPosts.Of(post))
            {
                if (model.Posts.Account[CoPosts.Other(post, entry)] == b)
                {
                    _coPosts.Add((post, entry));
                    _score.Add(post, entry);
                }
            }
        }
    }

    private ReadOnlySpan<int> PostsOf(int account) => model.Posts.PostsOf.AsSpan(model.Posts.AccountStart[account]..model.Posts.AccountStart[account + 1]);

    private int FirstWindow(int account)
    {
        var first = Windows;
        foreach (var post in PostsOf(account))
        {
            first = Math.Min(first, model.Posts.FirstWindow[post]);
        }

        return first;
    }

    private bool IsInSmallStratum(int post) => !model.Strata.IsAdequate[model.Strata.Of[post]];
}
