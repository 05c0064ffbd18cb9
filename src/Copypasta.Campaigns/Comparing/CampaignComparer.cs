using MathNet.Numerics.Distributions;

namespace Copypasta.Campaigns;

/// <summary>
/// Compares campaigns: figures that grow with an archive's size at equal size (rarefaction, Hurlbert 1971), with intervals from resampled accounts (Efron, "Bootstrap methods", Annals of Statistics 7, 1979), as posts of one account are no independent
/// observations. A difference has an interval of its own. The same for any number of threads.
/// </summary>
public static class CampaignComparer
{
    /// <summary>Times that accounts are drawn anew.</summary>
    public const int Resamples = 1000;

    /// <summary>Accounts below which there is no interval.</summary>
    public const int FewestAccounts = 10;

    private const double Upper = 0.975;

    /// <summary>Compares.</summary>
    /// <param name="input">Two campaigns or more.</param>
    /// <param name="seed">Of the resamples.</param>
    /// <param name="parallel">Threads, and what stops it.</param>
    public static CampaignComparison Compare(ComparisonInput input, ulong seed, ParallelOptions parallel)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(parallel);
        ComparedCampaign[] campaigns = [.. Enumerable.Range(0, input.Campaigns).Select(campaign => new ComparedCampaign(input, campaign))];
        var sample = Half(campaigns.Min(campaign => campaign.Posts));
        (int A, int B)[] pairs = [.. Enumerable.Range(0, campaigns.Length).SelectMany(a => Enumerable.Range(a + 1, campaigns.Length - a - 1).Select(b => (a, b)))];
        Lag[][] lags = [.. pairs.Select(pair => Lags(campaigns[pair.A], campaigns[pair.B]))];
        var observed = new Resample(campaigns, pairs, lags, sample, [.. campaigns.Select(campaign => campaign.Once)]);
        var resamples = new Resample[Resamples];
        Parallel.For(0, Resamples, parallel, i =>
        {
            var random = new SplitMix64(seed, (ulong)i);
            var weights = new int[campaigns.Length][];
            for (var campaign = 0; campaign < weights.Length; campaign++)
            {
                weights[campaign] = Draw(campaigns[campaign].Accounts.Length, ref random);
            }

            resamples[i] = new Resample(campaigns, pairs, lags, sample, weights);
        });
        var intervals = new Intervals(observed, resamples, campaigns);
        var campaignsOf = campaigns.SelectMany(campaign => campaign.Clusters.Units.ToArray()).CountBy(cluster => cluster).ToDictionary();
        return new CampaignComparison
        {
            Sample = sample,
            Campaigns = [.. campaigns.Select((campaign, i) => Figures(campaign, i, campaignsOf, intervals))],
            Pairs = [.. pairs.Select((pair, i) => Pair(campaigns, pair, i, lags[i], intervals))],
        };
    }

    // Of a sample of all posts a share jumps with each account that is drawn or not, and resampling cannot tell how much.
    private static long Half(long posts) => (posts + 1) / 2;

    private static int[] Draw(int accounts, ref SplitMix64 random)
    {
        var weights = new int[accounts];
        for (var i = 0; i < accounts; i++)
        {
            weights[random.Next(accounts)]++;
        }

        return weights;
    }

    private static CampaignFigures Figures(ComparedCampaign campaign, int number, Dictionary<int, int> campaignsOf, Intervals intervals)
    {
        var once = new Weighted(campaign, campaign.Once);
        var rarefaction = new Rarefaction();
        return new CampaignFigures
        {
            Posts = campaign.Posts,
            Accounts = campaign.Accounts.Length,
            Clusters = campaign.Clusters.Units.Length,
            OwnClusters = campaign.Clusters.Units.ToArray().Count(cluster => campaignsOf[cluster] == 1),
            ExactCopies = intervals.OfShare(r => r.CopyShares[number][0], number),
            NearCopies = intervals.OfShare(r => r.CopyShares[number][1], number),
            CopiesOfOthers = intervals.OfShare(r => r.CopyShares[number][2], number),
            Curve = [.. Sizes(campaign.Posts).Select(size =>
            {
                double[] shares = once.CopyShares(size, rarefaction);
                return new RarefiedShares(size, shares[0], shares[1], shares[2]);
            })],
        };
    }

    /// <summary>1, 2 and 5 times powers of ten, from 100, and all.</summary>
    private static IEnumerable<long> Sizes(long posts)
    {
        for (var decade = 100L; decade < posts; decade *= 10)
        {
            foreach (var size in (long[])[decade, 2 * decade, 5 * decade])
            {
                if (size < posts)
                {
                    yield return size;
                }
            }
        }

        yield return posts;
    }

    private static CampaignPair Pair(ComparedCampaign[] campaigns, (int A, int B) pair, int number, Lag[] lags, Intervals intervals)
    {
        var (a, b) = (campaigns[pair.A], campaigns[pair.B]);
        Lag[] counted = [.. lags.Where(lag => !lag.IsCensored)];
        var (ties, earlier) = (counted.Count(lag => lag.IsTie), counted.Count(lag => !lag.IsTie && lag.Value > 0));
        return new CampaignPair
        {
            A = pair.A,
            B = pair.B,
            Sample = Half(Math.Min(a.Posts, b.Posts)),
            SharedAccounts = CopyTable.Shared(a.Accounts, b.Accounts),
            SharedTexts = CopyTable.Shared(a.Texts.Units, b.Texts.Units),
            SharedClusters = CopyTable.Shared(a.Clusters.Units, b.Clusters.Units),
            SharedOfA = intervals.OfShare(r => r.SharedShares[number].OfA, pair.A, pair.B),
            SharedOfB = intervals.OfShare(r => r.SharedShares[number].OfB, pair.A, pair.B),
            ExactCopies = intervals.OfDifference(r => r.Differences[number].Exact, pair.A, pair.B),
            NearCopies = intervals.OfDifference(r => r.Differences[number].Near, pair.A, pair.B),
            CopiesOfOthers = intervals.OfDifference(r => r.Differences[number].OfOthers, pair.A, pair.B),
            Lags = lags,
            Counted = counted.Length,
            Ties = ties,
            SeenEarlierInA = counted.Length == ties ? null : Proportion(earlier, counted.Length - ties),
            MedianLag = counted.Length == 0 ? null : intervals.OfMedian(r => r.MedianLags[number], pair.A, pair.B),
        };
    }

    private static Lag[] Lags(ComparedCampaign a, ComparedCampaign b)
    {
        var resolution = Math.Max(a.Coverage.Resolution, b.Coverage.Resolution);
        return
        [
            .. a.Sightings.Keys.Where(b.Sightings.ContainsKey).Order().Select(cluster =>
            {
                var (firstA, firstB) = (a.Sightings[cluster][0].Time, b.Sightings[cluster][0].Time);
                var first = Math.Min(firstA, firstB);
                return new Lag(cluster, firstA, firstB, resolution, !a.Coverage.HadSettled(first) || !b.Coverage.HadSettled(first));
            }),
        ];
    }

    private static Estimate Proportion(int count, int of)
    {
        var (low, high) = WilsonInterval.Of(count, of);
        return new Estimate((double)count / of, low, high);
    }

    /// <summary>A campaign with its accounts weighted.</summary>
    private sealed class Weighted(ComparedCampaign campaign, int[] weights)
    {
        private readonly WeightedCopies _texts = campaign.Texts.Weigh(weights);

        public long Posts { get; } = campaign.PostsOf(weights);

        public WeightedCopies Clusters { get; } = campaign.Clusters.Weigh(weights);

        /// <summary>Exact copies, near copies, copies of others.</summary>
        public double[] CopyShares(long sample, Rarefaction rarefaction) =>
        [
            _texts.CopyShare(Posts, sample, ofOthers: false, rarefaction),
            Clusters.CopyShare(Posts, sample, ofOthers: false, rarefaction),
            Clusters.CopyShare(Posts, sample, ofOthers: true, rarefaction),
        ];
    }

    /// <summary>All figures of accounts that count so often each.</summary>
    private sealed class Resample
    {
        public Resample(ComparedCampaign[] campaigns, (int A, int B)[] pairs, Lag[][] lags, long sample, int[][] weights)
        {
            var rarefaction = new Rarefaction();
            Weighted[] weighted = [.. campaigns.Select((campaign, i) => new Weighted(campaign, weights[i]))];

            // As the smaller one of a pair a campaign is sampled at half its own size, whatever the other is.
            double[][] halves = [.. weighted.Select((campaign, i) => campaign.CopyShares(Half(campaigns[i].Posts), rarefaction))];
            CopyShares = [.. weighted.Select(campaign => campaign.CopyShares(sample, rarefaction))];
            Differences = new (double, double, double)[pairs.Length];
            SharedShares = new (double, double)[pairs.Length];
            MedianLags = new double[pairs.Length];
            for (var i = 0; i < pairs.Length; i++)
            {
                var (a, b) = pairs[i];
                var half = Half(Math.Min(campaigns[a].Posts, campaigns[b].Posts));
                double[] ofA = SharesAt(a), ofB = SharesAt(b);
                Differences[i] = (ofA[0] - ofB[0], ofA[1] - ofB[1], ofA[2] - ofB[2]);
                SharedShares[i] = (
                    weighted[a].Clusters.SharedShare(weighted[a].Posts, weighted[b].Clusters, weighted[b].Posts, half, rarefaction),
                    weighted[b].Clusters.SharedShare(weighted[b].Posts, weighted[a].Clusters, weighted[a].Posts, half, rarefaction));
                MedianLags[i] = Median([.. lags[i].Where(lag => !lag.IsCensored).Select(lag => First(campaigns[b], weights[b], lag.Cluster) - First(campaigns[a], weights[a], lag.Cluster)).OfType<long>()]);

                double[] SharesAt(int campaign) => half == Half(campaigns[campaign].Posts) ? halves[campaign] : weighted[campaign].CopyShares(half, rarefaction);
            }
        }

        /// <summary>By campaign: exact copies, near copies, copies of others.</summary>
        public double[][] CopyShares { get; }

        /// <summary>By pair, likewise, A's less B's.</summary>
        public (double Exact, double Near, double OfOthers)[] Differences { get; }

        /// <summary>By pair.</summary>
        public (double OfA, double OfB)[] SharedShares { get; }

        /// <summary>By pair; not a number where no lag counts.</summary>
        public double[] MedianLags { get; }

        private static long? First(ComparedCampaign campaign, int[] weights, int cluster)
        {
            foreach (var (time, account) in campaign.Sightings[cluster])
            {
                if (weights[account] > 0)
                {
                    return time;
                }
            }

            return null;
        }

        private static double Median(long[] values)
        {
            Array.Sort(values);
            return values.Length == 0 ? double.NaN : (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2.0;
        }
    }

    /// <summary>Observed figures and their intervals.</summary>
    private sealed class Intervals(Resample observed, Resample[] resamples, ComparedCampaign[] campaigns)
    {
        /// <summary>
        /// A share: from the 2.5th to the 97.5th percentile of how far the resamples lie from their mean. Not of the resamples themselves: accounts that are not drawn, which are 37 in 100, take the copies of others with them, so that all shares come
        /// out too small, those of small archives more than those of large ones. With few accounts somewhat further out (the expanded percentile interval of Hesterberg, "What teachers should know about the bootstrap", The American
        /// Statistician 69, 2015).
        /// </summary>
        public Estimate OfShare(Func<Resample, double> share, params ReadOnlySpan<int> of) => Of(share, 0, of);

        /// <summary>The difference of two shares, likewise.</summary>
        public Estimate OfDifference(Func<Resample, double> difference, params ReadOnlySpan<int> of) => Of(difference, -1, of);

        private Estimate Of(Func<Resample, double> share, double least, ReadOnlySpan<int> of)
        {
            var value = share(observed);
            if (FewestOf(of) < FewestAccounts)
            {
                return new Estimate(value, null, null);
            }

            double[] values = [.. resamples.Select(share)];
            var mean = values.Average();
            var (low, high) = Ends([.. values.Select(resampled => value + resampled - mean)], EffectiveOf(of));
            return new Estimate(value, Math.Clamp(low, least, 1), Math.Clamp(high, least, 1));
        }

        /// <summary>A median: between the percentiles of the resamples that have one.</summary>
        public Estimate OfMedian(Func<Resample, double> median, params ReadOnlySpan<int> of)
        {
            double[] values = [.. resamples.Select(median).Where(value => !double.IsNaN(value))];
            if (FewestOf(of) < FewestAccounts || values.Length == 0)
            {
                return new Estimate(median(observed), null, null);
            }

            var (low, high) = Ends(values, EffectiveOf(of));
            return new Estimate(median(observed), low, high);
        }

        private int FewestOf(ReadOnlySpan<int> of)
        {
            var fewest = int.MaxValue;
            foreach (var campaign in of)
            {
                fewest = Math.Min(fewest, campaigns[campaign].Accounts.Length);
            }

            return fewest;
        }

        private double EffectiveOf(ReadOnlySpan<int> of)
        {
            var fewest = double.MaxValue;
            foreach (var campaign in of)
            {
                fewest = Math.Min(fewest, campaigns[campaign].EffectiveAccounts);
            }

            return fewest;
        }

        private static (double Low, double High) Ends(double[] values, double accounts)
        {
            Array.Sort(values);
            var tail = accounts <= 1 ? 0 : Normal.CDF(0, 1, -Math.Sqrt(accounts / (accounts - 1)) * StudentT.InvCDF(0, 1, accounts - 1, Upper));
            var beyond = (int)(tail * values.Length);
            return (values[beyond], values[^(1 + beyond)]);
        }
    }
}
