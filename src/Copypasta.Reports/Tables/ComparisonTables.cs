using System.Text;
using Copypasta.Archives;
using Copypasta.Campaigns;
using Copypasta.Detection;

namespace Copypasta.Reports;

/// <summary>The tables of campaigns beside each other. The names of campaigns are treated as texts are. An end of an interval is missing where accounts are too few for one.</summary>
public static class ComparisonTables
{
    private static readonly string[] CampaignColumns =
        ["campaign", "posts", "accounts", "clusters", "own_clusters", "hashtags", "links", "first", "last", .. Interval("exact_copies"), .. Interval("near_copies"), .. Interval("copies_of_others")];

    private static readonly string[] PairColumns =
    [
        "campaign_a", "campaign_b", "sample", "accounts", "texts", "clusters", "hashtags", "links", .. Interval("shared_of_a"), .. Interval("shared_of_b"), .. Interval("exact_copies_difference"),
        .. Interval("near_copies_difference"), .. Interval("copies_of_others_difference"), "lags", "lags_censored", "ties", .. Interval("earlier_in_a"), .. Interval("median_lag_s"),
    ];

    private static readonly string[] RarefactionColumns = ["campaign", "sample", "exact_copies", "near_copies", "copies_of_others"];

    private static readonly string[] LagColumns = ["cluster", "first_a", "first_b", "lag_s", "resolution_s", "censored", "campaign_a", "campaign_b"];

    private static readonly string[] ClusterColumns = ["cluster", "campaign", "posts", "accounts", "first", "last"];

    /// <summary>The campaigns, by name. Shares are of samples of one size.</summary>
    public static Table Campaigns(ComparedCampaigns compared, TableFormat format)
    {
        byte[][] names = Names(compared);
        return new Table(format, CampaignColumns, names.Length, (rows, row) =>
        {
            var figures = compared.Comparison.Campaigns[row];
            rows.Text(names[row]);
            rows.Integer(figures.Posts);
            rows.Integer(figures.Accounts);
            rows.Integer(figures.Clusters);
            rows.Integer(figures.OwnClusters);
            rows.Integer(compared.Hashtags[row, row]);
            rows.Integer(compared.Links[row, row]);
            rows.Time(compared.Coverage[row].First ?? PostRecord.NoTime);
            rows.Time(compared.Coverage[row].Last ?? PostRecord.NoTime);
            Reals(rows, figures.ExactCopies);
            Reals(rows, figures.NearCopies);
            Reals(rows, figures.CopiesOfOthers);
        });
    }

    /// <summary>Every two campaigns, by both names: what they share, and how they differ.</summary>
    public static Table Pairs(ComparedCampaigns compared, TableFormat format)
    {
        byte[][] names = Names(compared);
        return new Table(format, PairColumns, compared.Comparison.Pairs.Count, (rows, row) =>
        {
            var pair = compared.Comparison.Pairs[row];
            rows.Text(names[pair.A]);
            rows.Text(names[pair.B]);
            rows.Integer(pair.Sample);
            rows.Integer(pair.SharedAccounts);
            rows.Integer(pair.SharedTexts);
            rows.Integer(pair.SharedClusters);
            rows.Integer(compared.Hashtags[pair.A, pair.B]);
            rows.Integer(compared.Links[pair.A, pair.B]);
            Reals(rows, pair.SharedOfA);
            Reals(rows, pair.SharedOfB);
            Reals(rows, pair.ExactCopies);
            Reals(rows, pair.NearCopies);
            Reals(rows, pair.CopiesOfOthers);
            rows.Integer(pair.Counted);
            rows.Integer(pair.Lags.Count - pair.Counted);
            rows.Integer(pair.Ties);
            Reals(rows, pair.SeenEarlierInA);
            Seconds(rows, pair.MedianLag?.Value);
            Seconds(rows, pair.MedianLag?.Low);
            Seconds(rows, pair.MedianLag?.High);
        });
    }

    /// <summary>Shares of copies in samples of several sizes, by (campaign, size).</summary>
    public static Table Rarefaction(ComparedCampaigns compared, TableFormat format)
    {
        byte[][] names = Names(compared);
        (int Campaign, RarefiedShares Shares)[] all = [.. compared.Comparison.Campaigns.SelectMany((figures, campaign) => figures.Curve.Select(shares => (campaign, shares)))];
        return new Table(format, RarefactionColumns, all.Length, (rows, row) =>
        {
            var (campaign, shares) = all[row];
            rows.Text(names[campaign]);
            rows.Integer(shares.Sample);
            rows.Real(shares.ExactCopies);
            rows.Real(shares.NearCopies);
            rows.Real(shares.CopiesOfOthers);
        });
    }

    /// <summary>When clusters that two campaigns have were first seen in each, by (both names, cluster).</summary>
    public static Table Lags(ComparedCampaigns compared, DetectionResult result, TableFormat format)
    {
        byte[][] names = Names(compared);
        (CampaignPair Pair, Lag Lag)[] all =
            [.. compared.Comparison.Pairs.SelectMany(pair => pair.Lags.OrderBy(lag => result.Clusters[lag.Cluster].Id, StringComparer.Ordinal).Select(lag => (pair, lag)))];
        return new Table(format, LagColumns, all.Length, (rows, row) =>
        {
            var (pair, lag) = all[row];
            rows.Key(result.Clusters[lag.Cluster].Id);
            rows.Time(lag.FirstA);
            rows.Time(lag.FirstB);
            rows.Seconds(lag.Value);
            rows.Seconds(lag.Resolution);
            rows.Boolean(lag.IsCensored);
            rows.Text(names[pair.A]);
            rows.Text(names[pair.B]);
        });
    }

    /// <summary>Of each cluster the campaigns that have posts of it, by (cluster, campaign).</summary>
    public static Table Clusters(ComparedCampaigns compared, DetectionResult result, TableFormat format)
    {
        byte[][] names = Names(compared);
        return new Table(format, ClusterColumns, compared.Clusters.Count, (rows, row) =>
        {
            var cluster = compared.Clusters[row];
            rows.Key(result.Clusters[cluster.Cluster].Id);
            rows.Text(names[cluster.Campaign]);
            rows.Integer(cluster.Posts);
            rows.Integer(cluster.Accounts);
            rows.Time(cluster.First ?? PostRecord.NoTime);
            rows.Time(cluster.Last ?? PostRecord.NoTime);
        });
    }

    private static string[] Interval(string name) => [name, name + "_low", name + "_high"];

    private static byte[][] Names(ComparedCampaigns compared) => [.. compared.Names.Select(Encoding.UTF8.GetBytes)];

    private static void Reals(IRowWriter rows, Estimate? estimate)
    {
        foreach (var value in (double?[])[estimate?.Value, estimate?.Low, estimate?.High])
        {
            if (value is { } known)
            {
                rows.Real(known);
            }
            else
            {
                rows.Missing();
            }
        }
    }

    private static void Seconds(IRowWriter rows, double? milliseconds)
    {
        if (milliseconds is { } known)
        {
            rows.Seconds((long)Math.Round(known));
        }
        else
        {
            rows.Missing();
        }
    }
}
