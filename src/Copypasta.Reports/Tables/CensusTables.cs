using System.Globalization;
using System.Text.Unicode;
using Copypasta.Archives;
using Copypasta.Campaigns;
using Copypasta.Detection;

namespace Copypasta.Reports;

/// <summary>The tables of what is counted over all kept posts, each in the order in which <see cref="Census"/> holds it. Accounts, handles, hashtags and links are treated as texts are.</summary>
public static class CensusTables
{
    private static readonly string[] AccountColumns =
    [
        "platform", "account", "handle", "posts", "posts_clustered", "copy_share", "originated_share", "clusters", "first", "last", "median_lag_s", "hyperactive", "strong_pairs", "community",
        "share_set_aside",
    ];

    /// <summary>Bytes of three clusters with their posts.</summary>
    private const int MaxLargest = 3 * 40;

    private static readonly string[] WordColumns =
    [
        "posts", "accounts", "copies", "copy_share", "clusters", "largest_clusters", "first", "last", "burst_hour_posts", "burst_hour_start", "burst_day_posts", "burst_day_start",
    ];

    /// <summary>The accounts with a clustered post; <c>strong_pairs</c> is missing where pairs were not asked for, <c>community</c> where an account ends no pair in a tier.</summary>
    public static Table Accounts(DetectionResult result, Evidence evidence, TableFormat format)
    {
        var census = evidence.Census;
        var strong = StrongPairs(evidence.Pairs);
        var communities = CommunityOf(evidence.Communities);
        return new Table(format, evidence.Background is null ? AccountColumns : [.. AccountColumns, Tables.Background], census.Accounts.Length, (rows, row) =>
        {
            var account = census.Accounts[row];
            var accounts = result.Posts.Authors;
            rows.Key(accounts.PlatformOf(account.Account).Name());
            rows.Text(accounts[account.Account]);
            rows.TextOrMissing(account.Handle);
            rows.Integer(account.Posts);
            rows.Integer(account.ClusteredPosts);
            rows.Similarity(account.CopyShare);
            rows.SimilarityOrMissing(account.OriginatedShare);
            rows.Integer(account.Clusters);
            rows.Time(account.First);
            rows.Time(account.Last);
            if (account.MedianLag is { } lag)
            {
                rows.Seconds(lag);
            }
            else
            {
                rows.Missing();
            }

            rows.Boolean(account.IsHyperactive);
            if (strong is null)
            {
                rows.Missing();
            }
            else
            {
                rows.Integer(strong.GetValueOrDefault(account.Account));
            }

            if (communities.TryGetValue(account.Account, out var community))
            {
                rows.Key(community);
            }
            else
            {
                rows.Missing();
            }

            rows.Similarity(account.SetAsideShare);
            if (evidence.Background is not null)
            {
                rows.Boolean(account.IsOfBackground);
            }
        });
    }

    /// <summary>The hashtags of clustered posts.</summary>
    public static Table Hashtags(DetectionResult result, Census census, TableFormat format) => Words(result, census.Hashtags, "hashtag", format);

    /// <summary>The links of clustered posts.</summary>
    public static Table Links(DetectionResult result, Census census, TableFormat format) => Words(result, census.Links, "link", format);

    /// <summary>By account, its pairs in the upper tier.</summary>
    private static Dictionary<int, int>? StrongPairs(AccountPairResult? pairs) =>
        pairs?.Pairs.Where(pair => pair.Tier == PairTier.HardToExplainByChance).SelectMany(pair => new[] { pair.A, pair.B }).CountBy(account => account).ToDictionary();

    private static Dictionary<int, string> CommunityOf(AccountCommunities? communities) =>
        (communities?.All ?? []).SelectMany(community => community.Accounts.Select(account => (account, community.Id))).ToDictionary(of => of.account, of => of.Id);

    private static Table Words(DetectionResult result, WordCounts words, string column, TableFormat format) =>
        new(format, [column, .. WordColumns], words.Count, (rows, row) =>
        {
            ref readonly var word = ref words[row];
            rows.Text(words.Word(row));
            rows.Integer(word.Posts);
            rows.Integer(word.Accounts);
            rows.Integer(word.Copies);
            rows.Similarity(word.CopyShare);
            rows.Integer(word.Clusters);
            Largest(rows, result, words.LargestClusters(row));
            rows.Time(word.First);
            rows.Time(word.Last);
            Burst(rows, word.Hour);
            Burst(rows, word.Day);
        });

    /// <summary>Clusters with their numbers of posts, as <c>c0123456789abcdef01234567:12</c>, a space between them.</summary>
    private static void Largest(IRowWriter rows, DetectionResult result, ReadOnlySpan<WordCluster> clusters)
    {
        Span<byte> cell = stackalloc byte[MaxLargest];
        var used = 0;
        foreach (var cluster in clusters)
        {
            Utf8.TryWrite(cell[used..], CultureInfo.InvariantCulture, $"{(used > 0 ? " " : "")}{result.Clusters[cluster.Cluster].Id}:{cluster.Posts}", out var written);
            used += written;
        }

        rows.Key(cell[..used]);
    }

    private static void Burst(IRowWriter rows, WordBurst burst)
    {
        if (burst.Posts == 0)
        {
            rows.Missing();
            rows.Missing();
        }
        else
        {
            rows.Integer(burst.Posts);
            rows.Time(burst.Start);
        }
    }
}
