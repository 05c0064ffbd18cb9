namespace Copypasta.Campaigns;

/// <summary>A pair that was evaluated.</summary>
/// <param name="A">The eligible account with the smaller number.</param>
/// <param name="B">The other.</param>
/// <param name="All">ln p on all occasions.</param>
/// <param name="Standing">ln p on those with a co-post that stands.</param>
internal readonly record struct EvaluatedPair(int A, int B, double All, double Standing);

/// <summary>The statistic of all pairs, observed and under permutations of the authors.</summary>
internal sealed class PairTest
{
    private const int AccountsPerTask = 16;

    /// <summary>Of what was counted; <see cref="Run"/> counts.</summary>
    public PairTest(List<EvaluatedPair> observed, FalseDiscovery all, FalseDiscovery standing, IReadOnlyList<NullPoint> curve) =>
        (Observed, All, Standing, Curve) = (observed, all, standing, curve);

    /// <summary>The pairs with at least two occasions, by account.</summary>
    public List<EvaluatedPair> Observed { get; }

    /// <summary>q on all occasions.</summary>
    public FalseDiscovery All { get; }

    /// <summary>q on those that stand.</summary>
    public FalseDiscovery Standing { get; }

    /// <summary>Observed against null, on all occasions, as far as q can be below 1.</summary>
    public IReadOnlyList<NullPoint> Curve { get; }

    /// <summary>Runs it: once on the authors as they are, and once on each permutation.</summary>
    public static PairTest Run(PairModel model, AccountPairOptions options, CancellationToken cancellation)
    {
        var observed = Observe(model, options, cancellation);
        var limit = Math.Max(FalseDiscovery.Limit(Ascending(observed, p => p.All), model.Posts.Pairs), FalseDiscovery.Limit(Ascending(observed, p => p.Standing), model.Posts.Pairs));
        var all = Kept(observed, p => p.All, limit);
        var standing = Kept(observed, p => p.Standing, limit);
        var countsOfAll = new long[all.Length];
        var countsOfStanding = new long[standing.Length];
        var steps = new long[options.Permutations][];
        var stepsOfStanding = new long[NullCurve.Steps];
        var most = new MostExpected(limit, model.Testable);
        var gate = new Lock();
        var next = 0;

        // Each worker holds one set of buffers and takes permutations until there are none: their counts are integers, so the order of adding them does not matter.
        Parallel.For(
            0,
            Math.Min(options.Threads, options.Permutations),
            new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation },
            _ =>
            {
                var pass = new PairPass(model, most);
                var accountOf = new int[model.Posts.Count];
                var counts = new NullPairs(all, standing, limit);
                for (var number = Interlocked.Increment(ref next) - 1; number < steps.Length; number = Interlocked.Increment(ref next) - 1)
                {
                    cancellation.ThrowIfCancellationRequested();
                    PermutationNull.Permute(model, options.Seed, number, accountOf);
                    steps[number] = counts.Steps = new long[NullCurve.Steps];
                    pass.Assign(accountOf);
                    pass.Run(0, model.Posts.ArchiveAccounts, ref counts);
                }

                lock (gate)
                {
                    Add(countsOfAll, counts.All);
                    Add(countsOfStanding, counts.Standing);
                    Add(stepsOfStanding, counts.StepsOfStanding);
                }
            });

        var observedSteps = new long[NullCurve.Steps];
        foreach (var logP in all)
        {
            observedSteps[NullCurve.StepOf(logP)]++;
        }

        var stepsOfAll = new long[NullCurve.Steps];
        Array.ForEach(steps, counts => Add(stepsOfAll, counts));
        return new PairTest(
            observed,
            new FalseDiscovery(all, countsOfAll, stepsOfAll, limit, model.Posts.Pairs, options.Permutations),
            new FalseDiscovery(standing, countsOfStanding, stepsOfStanding, limit, model.Posts.Pairs, options.Permutations),
            NullCurve.Of(observedSteps, steps, limit));
    }

    private static List<EvaluatedPair> Observe(PairModel model, AccountPairOptions options, CancellationToken cancellation)
    {
        var most = new MostExpected(0, model.Testable);
        var accounts = model.Posts.ArchiveAccounts;
        var parts = new List<EvaluatedPair>[(accounts + AccountsPerTask - 1) / AccountsPerTask];
        Parallel.For(
            0,
            parts.Length,
            new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation },
            () =>
            {
                var pass = new PairPass(model, most);
                pass.Assign(model.Posts.Account);
                return pass;
            },
            (part, _, pass) =>
            {
                var pairs = new ObservedPairs(parts[part] = []);
                pass.Run(part * AccountsPerTask, Math.Min(accounts, (part + 1) * AccountsPerTask), ref pairs);
                return pass;
            },
            _ => { });
        return [.. parts.SelectMany(pairs => pairs)];
    }

    private static double[] Kept(List<EvaluatedPair> pairs, Func<EvaluatedPair, double> logP, double limit)
    {
        var all = Ascending(pairs, logP);
        return Array.FindAll(all, p => p <= limit);
    }

    private static double[] Ascending(List<EvaluatedPair> pairs, Func<EvaluatedPair, double> logP)
    {
        double[] ascending = [.. pairs.Select(logP)];
        Array.Sort(ascending);
        return ascending;
    }

    private static void Add(long[] sums, long[] counts)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += counts[i];
        }
    }

    private readonly struct ObservedPairs(List<EvaluatedPair> pairs) : IPairSink
    {
        public void Add(int a, int b, double all, double standing) => pairs.Add(new EvaluatedPair(a, b, all, standing));
    }

    private struct NullPairs(double[] observedAll, double[] observedStanding, double limit) : IPairSink
    {
        public long[] All { get; } = new long[observedAll.Length];

        public long[] Standing { get; } = new long[observedStanding.Length];

        public long[] Steps { get; set; } = [];

        public long[] StepsOfStanding { get; } = new long[NullCurve.Steps];

        public readonly void Add(int a, int b, double all, double standing)
        {
            if (all <= limit)
            {
                Steps[NullCurve.StepOf(all)]++;
            }

            if (standing <= limit)
            {
                StepsOfStanding[NullCurve.StepOf(standing)]++;
            }

            Count(observedAll, All, all);
            Count(observedStanding, Standing, standing);
        }

        private static void Count(double[] observed, long[] counts, double logP)
        {
            if (observed.Length > 0 && logP <= observed[^1])
            {
                counts[FalseDiscovery.LowerBound(observed, logP)]++;
            }
        }
    }
}
