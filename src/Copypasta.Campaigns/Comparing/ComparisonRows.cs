using System.IO.Hashing;
using System.Runtime.InteropServices;
using Copypasta.Archives;
using Copypasta.Detection;
using Copypasta.Hashing;

namespace Copypasta.Campaigns;

/// <summary>The posts that count.</summary>
internal sealed class ComparisonRows(KeptPosts kept, string[] names, CampaignScope scope)
{
    private const long OneSecond = 1000;

    private readonly List<Row> _rows = [];
    private readonly Dictionary<string, int> _campaigns = names.Index().ToDictionary(name => name.Item, name => name.Index, StringComparer.Ordinal);
    private readonly Dictionary<int, int> _texts = [];
    private readonly PostWords _words = new();

    public WordSets Hashtags { get; } = new();

    public WordSets Links { get; } = new();

    public int Count => _rows.Count;

    /// <summary>The campaigns that none of the posts is of.</summary>
    public string[] Empty => [.. names.Except(_rows.Select(row => row.Campaign).Distinct().Select(campaign => names[campaign]))];

    public void Add(in SeenPost post)
    {
        if (post.IsRepost || post.Campaign is null || !scope.Holds(post.Time, post.Language))
        {
            return;
        }

        var (campaign, text) = (_campaigns[post.Campaign], -1);
        if (post.Cluster >= 0)
        {
            // By where they first stand, which no order of reading shows in.
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_texts, post.Text, out var isKnown);
            text = number = isKnown ? number : _texts.Count - 1;
        }

        _rows.Add(new Row(post.Time, post.Account, post.Cluster, text, post.Source, campaign));
        var (hasHashtags, hasLinks) = (kept.Result.Posts.HasField(post.Source, PostField.Hashtags), kept.Result.Posts.HasField(post.Source, PostField.Urls));
        _words.Read(post.RawText, post.Hashtags, hasHashtags, post.Links, hasLinks);
        Note(_words.Hashtags, Hashtags, campaign);
        Note(_words.Links, Links, campaign);
    }

    /// <summary>Accounts are numbered in the order of their hashes, and posts without one behind them, those of clusters first.</summary>
    public ComparisonInput ToInput(IReadOnlyList<SourceFacts> sources)
    {
        var accounts = _rows.Where(row => row.Account != 0).Select(row => row.Account).Distinct().Order().Index().ToDictionary(account => account.Item, account => account.Index);
        var next = accounts.Count;
        var clustered = new List<ComparedPost>();
        var own = new Dictionary<(int Campaign, int Account), int>();
        var times = names.Select(_ => new List<long>()).ToArray();
        var resolutions = names.Select(_ => 1L).ToArray();
        foreach (ref readonly var row in CollectionsMarshal.AsSpan(_rows))
        {
            var account = row.Account == 0 ? next++ : accounts[row.Account];
            if (row.Cluster >= 0)
            {
                clustered.Add(new ComparedPost(row.Campaign, account, row.Cluster, row.Text, row.Time == PostRecord.NoTime ? null : row.Time));
            }
            else
            {
                CollectionsMarshal.GetValueRefOrAddDefault(own, (row.Campaign, account), out _)++;
            }

            if (row.Time != PostRecord.NoTime)
            {
                times[row.Campaign].Add(row.Time);
                resolutions[row.Campaign] = Math.Max(resolutions[row.Campaign], sources[row.Source].TimeResolution ?? OneSecond);
            }
        }

        return new ComparisonInput
        {
            Campaigns = names.Length,
            Posts = clustered,
            Own = [.. own.Select(posts => new OwnPosts(posts.Key.Campaign, posts.Key.Account, posts.Value))],
            Coverage = [.. times.Select((of, campaign) => Coverage.Of([.. of], resolutions[campaign]))],
        };
    }

    private static void Note(WordList words, WordSets sets, int campaign)
    {
        for (var i = 0; i < words.Count; i++)
        {
            sets.Add(XxHash3.HashToUInt64(words[i]), campaign);
        }
    }

    private readonly record struct Row(long Time, ulong Account, int Cluster, int Text, int Source, int Campaign);
}

/// <summary>A kept post, as far as a comparison looks at it.</summary>
internal readonly ref struct SeenPost
{
    /// <summary>Its campaign; null where it is of none.</summary>
    public required string? Campaign { get; init; }

    public required bool IsBackground { get; init; }

    public required int Source { get; init; }

    public required long Time { get; init; }

    public required ulong Account { get; init; }

    public required int Cluster { get; init; }

    public required int Text { get; init; }

    public required bool IsRepost { get; init; }

    public required ReadOnlySpan<char> Language { get; init; }

    public required ReadOnlySpan<byte> RawText { get; init; }

    public required ReadOnlySpan<byte> Hashtags { get; init; }

    public required ReadOnlySpan<byte> Links { get; init; }
}
