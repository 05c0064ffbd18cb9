using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Copypasta.Archives;
using Copypasta.Detection;
using Copypasta.Hashing;

namespace Copypasta.Campaigns;

/// <summary>Campaigns whose posts were clustered together, beside each other.</summary>
public sealed record ComparedCampaigns
{
    /// <summary>The campaigns, ordinal.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Their figures.</summary>
    public required CampaignComparison Comparison { get; init; }

    /// <summary>What each archive saw when, of the posts that are compared.</summary>
    public required IReadOnlyList<Coverage> Coverage { get; init; }

    /// <summary>By campaign and campaign, the hashtags that both have.</summary>
    public required int[,] Hashtags { get; init; }

    /// <summary>By campaign and campaign, the links that both have.</summary>
    public required int[,] Links { get; init; }

    /// <summary>Clusters by campaign, by (cluster's id, campaign).</summary>
    public required IReadOnlyList<CampaignCluster> Clusters { get; init; }

    /// <summary>The period to which the campaigns were restricted: Unix milliseconds of the first and the last post that counts. Null where it is all there is, or they have none in common.</summary>
    public required (long From, long To)? Period { get; init; }

    /// <summary>The languages to which they were restricted, ordinal; null likewise.</summary>
    public required IReadOnlyList<string>? Languages { get; init; }

    /// <summary>Whether they were to be restricted, and have no period in common.</summary>
    public required bool HaveNoCommonPeriod { get; init; }

    /// <summary>Whether they were to be restricted, each has languages, and none is in common.</summary>
    public required bool HaveNoCommonLanguage { get; init; }

    /// <summary>Kept posts of no campaign.</summary>
    public required long OfNone { get; init; }

    /// <summary>Kept posts outside the period or the languages.</summary>
    public required long Outside { get; init; }

    /// <summary>Kept posts that are reposts.</summary>
    public required long Reposts { get; init; }

    /// <summary>Kept posts that were compared.</summary>
    public required long Compared { get; init; }
}

/// <summary>A cluster's posts in one campaign.</summary>
/// <param name="Cluster">Index into <see cref="DetectionResult.Clusters"/>.</param>
/// <param name="Campaign">Number of the campaign.</param>
/// <param name="Posts">Posts.</param>
/// <param name="Accounts">Accounts.</param>
/// <param name="First">Unix milliseconds of the first; null where none has a time.</param>
/// <param name="Last">Of the last.</param>
public readonly record struct CampaignCluster(int Cluster, int Campaign, int Posts, int Accounts, long? First, long? Last);

/// <summary>
/// From clusters to a comparison of campaigns. Of what was kept, reposts are left out, and unless all is asked for what lies outside the period and the languages that the campaigns have in common (<see cref="CampaignScope"/>).
/// Holds <see cref="BytesPerPost"/> a post and <see cref="BytesPerClusteredPost"/> more for one of a cluster.
/// </summary>
public static class ComparisonStage
{
    private const long OneSecond = 1000;
    private const int LongestLanguage = 64;

    // A row in a list that doubles; of clusters the post, its cells in two tables, its sighting.
    private const long BytesPerPost = 80;
    private const long BytesPerClusteredPost = 200;

    /// <summary>The fields of posts that it reads: <see cref="DetectionOptions.Fields"/>.</summary>
    public static IReadOnlyList<PostField> Fields { get; } = [PostField.Language, PostField.Hashtags, PostField.Urls];

    /// <summary>Compares.</summary>
    /// <param name="kept">The posts; <see cref="Fields"/> must have been kept.</param>
    /// <param name="sources">By source, what its fields can tell.</param>
    /// <param name="plan">Which posts make which campaign.</param>
    /// <param name="whole">Whether all posts count, not only those of the common period and languages.</param>
    /// <param name="seed">Of the resamples.</param>
    /// <param name="threads">To work with.</param>
    /// <exception cref="SpillException">They do not fit into memory.</exception>
    /// <exception cref="InvalidDataException">There are fewer than two campaigns, of one there is no post, or there are more than <see cref="CampaignPlan.MostCampaigns"/>.</exception>
    public static ComparedCampaigns Run(KeptPosts kept, IReadOnlyList<SourceFacts> sources, CampaignPlan plan, bool whole, ulong seed, int threads)
    {
        ArgumentNullException.ThrowIfNull(kept);
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(plan);
        var (survey, ofNone, reposts, all) = (new CampaignScope.Survey(), 0L, 0L, 0L);
        ForEach(kept, sources, plan, (in SeenPost post) =>
        {
            if (post.IsRepost)
            {
                reposts++;
            }
            else if (post.Campaign is null)
            {
                ofNone++;
            }
            else
            {
                all++;
                survey.Add(post.Campaign, post.Time, post.Language);
            }
        });
        string[] names = survey.Names;
        if (plan.Asked.Except(names).Order(StringComparer.Ordinal).FirstOrDefault() is { } nothing)
        {
            throw new InvalidDataException($"{nothing} has no post to compare: it holds none, or all were set aside (an earlier input's posts count there only) or are reposts");
        }

        if (names.Length < 2)
        {
            throw new InvalidDataException(names.Length == 0 ? "no post is of any campaign" : $"all posts are of one campaign, {names[0]}; there is nothing to compare it with");
        }

        var needed = (all * BytesPerPost) + (kept.Result.Members.Length * BytesPerClusteredPost);
        if (needed > kept.Room)
        {
            throw kept.TooLittleRoom(string.Create(CultureInfo.InvariantCulture, $"the {all:N0} posts that are compared"), needed);
        }

        var scope = whole ? CampaignScope.Everything : survey.Common(plan.IsByTime);
        var rows = new Rows(kept, names, scope);
        ForEach(kept, sources, plan, rows.Add);
        if (rows.FirstEmpty is { } empty)
        {
            var period = scope.Period is var (from, to)
                ? string.Create(CultureInfo.InvariantCulture, $" ({DateTimeOffset.FromUnixTimeMilliseconds(from):yyyy-MM-ddTHH:mm:ssZ} to {DateTimeOffset.FromUnixTimeMilliseconds(to):yyyy-MM-ddTHH:mm:ssZ})")
                : "";
            throw new InvalidDataException($"{empty} has no post in the period and the languages that all campaigns have in common{period}; leave small campaigns out with --where, or compare all posts with --whole");
        }

        var input = rows.ToInput(sources);
        return new ComparedCampaigns
        {
            Names = names,
            Comparison = CampaignComparer.Compare(input, seed, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = kept.Cancellation }),
            Coverage = input.Coverage,
            Hashtags = rows.Hashtags.Shared(names.Length),
            Links = rows.Links.Shared(names.Length),
            Clusters = Clusters(input, kept.Result),
            Period = scope.Period,
            Languages = scope.Languages?.Order(StringComparer.Ordinal).ToArray(),
            HaveNoCommonPeriod = scope.HasNoPeriod,
            HaveNoCommonLanguage = scope.HasNoLanguage,
            OfNone = ofNone,
            Outside = all - rows.Count,
            Reposts = reposts,
            Compared = rows.Count,
        };
    }

    private static CampaignCluster[] Clusters(ComparisonInput input, DetectionResult result) =>
    [
        .. input.Posts.GroupBy(post => (post.Cluster, post.Campaign))
            .Select(posts => new CampaignCluster(
                posts.Key.Cluster, posts.Key.Campaign, posts.Count(), posts.Select(post => post.Account).Distinct().Count(), posts.Min(post => post.Time), posts.Max(post => post.Time)))
            .OrderBy(row => result.Clusters[row.Cluster].Id, StringComparer.Ordinal).ThenBy(row => row.Campaign),
    ];

    /// <summary>All kept posts: those of clusters in their order, then the others. Those of a background are of no campaign.</summary>
    private static void ForEach(KeptPosts kept, IReadOnlyList<SourceFacts> sources, CampaignPlan plan, TakePost take)
    {
        var posts = kept.Result.Posts;
        Span<char> language = stackalloc char[LongestLanguage];
        foreach (var member in kept.Result.Members)
        {
            ref readonly var post = ref posts[member.Post];
            take(new SeenPost
            {
                Campaign = sources[post.Source].IsBackground ? null : plan.NameOf(post.Source, post.Time, plan.Column < 0 ? default : posts.Kept(member.Post, plan.Column)),
                Source = post.Source,
                Time = post.Time,
                Account = Hash(post.Platform, posts.Author(member.Post)),
                Cluster = member.Cluster,
                Text = post.Text,
                IsRepost = post.Flags.HasFlag(TextFlags.Repost),
                Language = language[..EvidenceStage.Fold(posts.Field(member.Post, PostField.Language), language)],
                RawText = posts.RawText(member.Post),
                Hashtags = posts.Field(member.Post, PostField.Hashtags),
                Links = posts.Field(member.Post, PostField.Urls),
            });
        }

        kept.ForEachOther(
            (in KeptPost post) =>
            {
                Span<char> folded = stackalloc char[LongestLanguage];
                take(new SeenPost
                {
                    Campaign = sources[post.Source].IsBackground ? null : plan.NameOf(post.Source, post.Time, plan.Column < 0 ? default : post.Kept(plan.Column)),
                    Source = post.Source,
                    Time = post.Time,
                    Account = Hash(post.Platform, post.Author),
                    Cluster = -1,
                    Text = -1,
                    IsRepost = post.Flags.HasFlag(TextFlags.Repost),
                    Language = folded[..EvidenceStage.Fold(post.Field(PostField.Language), folded)],
                    RawText = post.RawText,
                    Hashtags = post.Field(PostField.Hashtags),
                    Links = post.Field(PostField.Urls),
                });
            },
            (_, _, _) => { });
    }

    /// <summary>An account in 64 bits, 0 where there is none.</summary>
    private static ulong Hash(Platform platform, ReadOnlySpan<byte> author) => author.IsEmpty ? 0 : XxHash3.HashToUInt64(author, (long)platform);

    private delegate void TakePost(in SeenPost post);

    private readonly ref struct SeenPost
    {
        public required string? Campaign { get; init; }

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

    /// <summary>The posts that count.</summary>
    private sealed class Rows(KeptPosts kept, string[] names, CampaignScope scope)
    {
        private readonly List<Row> _rows = [];
        private readonly Dictionary<string, int> _campaigns = names.Index().ToDictionary(name => name.Item, name => name.Index, StringComparer.Ordinal);
        private readonly Dictionary<int, int> _texts = [];
        private readonly PostWords _words = new();

        public WordSets Hashtags { get; } = new();

        public WordSets Links { get; } = new();

        public int Count => _rows.Count;

        /// <summary>The first campaign that none of the posts is of; null where each has one.</summary>
        public string? FirstEmpty => names.Except(_rows.Select(row => names[row.Campaign])).FirstOrDefault();

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
    }

    private readonly record struct Row(long Time, ulong Account, int Cluster, int Text, int Source, int Campaign);
}
