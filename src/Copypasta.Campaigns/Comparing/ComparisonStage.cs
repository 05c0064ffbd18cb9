using System.Globalization;
using System.IO.Hashing;
using Copypasta.Archives;
using Copypasta.Detection;
using Copypasta.Hashing;

namespace Copypasta.Campaigns;

/// <summary>
/// From clusters to a comparison of campaigns. Of what was kept, reposts are left out, and unless all is asked for what lies outside the period and the languages that the campaigns have in common (<see cref="CampaignScope"/>).
/// Holds <see cref="BytesPerPost"/> a post and <see cref="BytesPerClusteredPost"/> more for one of a cluster.
/// </summary>
public static class ComparisonStage
{
    private const int LongestLanguage = 64;
    private const int LongestName = 200;

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
    /// <exception cref="InvalidDataException">There are fewer than two campaigns with posts, or more than <see cref="CampaignPlan.MostCampaigns"/>, or what are to be languages are none.</exception>
    public static ComparedCampaigns Run(KeptPosts kept, IReadOnlyList<SourceFacts> sources, CampaignPlan plan, bool whole, ulong seed, int threads)
    {
        ArgumentNullException.ThrowIfNull(kept);
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(plan);
        var survey = new CampaignScope.Survey();
        var (ofNone, ofBackground, reposts, all) = (0L, 0L, 0L, 0L);
        ForEach(kept, sources, plan, (in SeenPost post) =>
        {
            if (post.IsBackground)
            {
                ofBackground++;
            }
            else if (post.IsRepost)
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
                survey.Add(post.Campaign, post.Time, whole ? default : post.Language);
            }
        });
        string[] names = survey.Names, withoutPosts = [.. plan.Asked.Except(names).Order(StringComparer.Ordinal)];
        if (names.Length < 2)
        {
            throw new InvalidDataException(names.Length == 0
                ? "no post is of any campaign"
                : $"all posts are of one campaign, {Cut(names[0])}{(withoutPosts.Length == 0 ? "" : $", and none is left of {string.Join(", ", withoutPosts)}")}; there is nothing to compare it with");
        }

        var needed = (all * BytesPerPost) + (kept.Result.Members.Length * BytesPerClusteredPost);
        if (needed > kept.Room)
        {
            throw kept.TooLittleRoom(string.Create(CultureInfo.InvariantCulture, $"the {all:N0} posts that are compared"), needed);
        }

        var scope = whole ? CampaignScope.Everything : survey.Common(plan.IsByTime);
        var rows = new ComparisonRows(kept, names, scope);
        ForEach(kept, sources, plan, rows.Add);
        string[] empty = rows.Empty;
        if (empty.Length > 0)
        {
            // Noughts of a campaign that has posts would be told as its shares.
            scope = scope with { Period = null, Languages = null };
            rows = new ComparisonRows(kept, names, scope);
            ForEach(kept, sources, plan, rows.Add);
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
            WithoutCommonPosts = empty,
            WithoutPosts = withoutPosts,
            OfNone = ofNone,
            OfBackground = ofBackground,
            Outside = all - rows.Count,
            Reposts = reposts,
            Compared = rows.Count,
        };
    }

    // The value of a column may be as long as a post.
    private static string Cut(string name) => string.Concat(name.EnumerateRunes().Take(LongestName));

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
                IsBackground = sources[post.Source].IsBackground,
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
                    IsBackground = sources[post.Source].IsBackground,
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

    private delegate void TakePost(in SeenPost post);

    /// <summary>An account in 64 bits, 0 where there is none.</summary>
    private static ulong Hash(Platform platform, ReadOnlySpan<byte> author) => author.IsEmpty ? 0 : XxHash3.HashToUInt64(author, (long)platform);
}
