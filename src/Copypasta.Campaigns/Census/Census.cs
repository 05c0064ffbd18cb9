using System.IO.Hashing;
using Copypasta.Archives;
using Copypasta.Detection;

namespace Copypasta.Campaigns;

/// <summary>
/// What all kept posts say of the accounts, hashtags and links that occur in clusters. A clustered post is one of a family that is written; posts of the others, and those set aside, count too.
/// </summary>
public sealed record Census
{
    /// <summary>The fields of posts that it reads: <see cref="DetectionOptions.Fields"/>.</summary>
    public static IReadOnlyList<PostField> Fields { get; } = [PostField.Handle, PostField.Hashtags, PostField.Urls];

    /// <summary>The accounts with a clustered post, by (clustered posts descending, account, platform).</summary>
    public required AccountCount[] Accounts { get; init; }

    /// <summary>The hashtags of clustered posts, without the sign, in NFKC_Casefold; by (copies descending, posts descending, hashtag).</summary>
    public required WordCounts Hashtags { get; init; }

    /// <summary>The links of clustered posts in comparable form, in the same order.</summary>
    public required WordCounts Links { get; init; }

    /// <summary>Copied and own posts by day of the first <see cref="AccountTimeline.MaxAccounts"/> of <see cref="Accounts"/>, in their order.</summary>
    public required AccountTimeline[] Timelines { get; init; }

    /// <summary>Posts of clusters, and of accounts, by main script.</summary>
    public required ScriptCensus Scripts { get; init; }

    /// <summary>Kept posts of the background.</summary>
    public required long BackgroundPosts { get; init; }

    /// <summary>Looks once at all clustered posts and once at all others.</summary>
    /// <param name="kept">The posts; <see cref="Fields"/> must have been kept.</param>
    /// <param name="timeResolutions">By source, the resolution of its times in milliseconds; null where it has none.</param>
    /// <param name="takeWords">Given the hashtags and links of each post that has some, if its account has a number.</param>
    /// <param name="background">By source, whether it is of the background; null where none is.</param>
    internal static Census Take(KeptPosts kept, IReadOnlyList<long?> timeResolutions, TakeWords? takeWords = null, bool[]? background = null)
    {
        ArgumentNullException.ThrowIfNull(kept);
        var posts = kept.Result.Posts;
        var words = new PostWords();
        var accounts = new AccountCensus(kept, background);
        var backgroundPosts = 0L;
        using var hashtags = new WordCensus(kept, "hashtags", timeResolutions);
        using var links = new WordCensus(kept, "links", timeResolutions);
        var hasWords = new FieldSources(posts, kept.Result.Sources.Count);
        var members = kept.Result.Members;
        for (var i = 0; i < members.Length; i++)
        {
            if ((i & 0xFFFF) == 0)
            {
                kept.Cancellation.ThrowIfCancellationRequested();
            }

            var post = members[i].Post;
            ref readonly var stored = ref posts[post];
            accounts.AddClustered(members[i]);
            backgroundPosts += background?[stored.Source] == true ? 1 : 0;
            words.Read(posts.RawText(post), posts.Field(post, PostField.Hashtags), hasWords.Hashtags[stored.Source], posts.Field(post, PostField.Urls), hasWords.Links[stored.Source]);
            if (words.Hashtags.Count + words.Links.Count > 0)
            {
                var account = Hash(stored.Platform, posts.Author(post));
                hashtags.AddClustered(words.Hashtags, account, stored.Source, stored.Time);
                links.AddClustered(words.Links, account, stored.Source, stored.Time);
                if (stored.Author >= 0)
                {
                    takeWords?.Invoke(stored.Author, kept.Result.Clusters[members[i].Cluster].Family, words);
                }
            }

            if (i + 1 == members.Length || members[i + 1].Cluster != members[i].Cluster)
            {
                hashtags.EndCluster(members[i].Cluster);
                links.EndCluster(members[i].Cluster);
            }
        }

        accounts.EndClustered();
        WordCensus.CheckRoom(kept, hashtags, links);
        kept.ForEachOther(
            (in KeptPost post) =>
            {
                accounts.AddOther(post);
                backgroundPosts += background?[post.Source] == true ? 1 : 0;
                words.Read(post.RawText, post.Field(PostField.Hashtags), hasWords.Hashtags[post.Source], post.Field(PostField.Urls), hasWords.Links[post.Source]);
                if (words.Hashtags.Count + words.Links.Count > 0)
                {
                    var account = Hash(post.Platform, post.Author);
                    hashtags.AddOther(words.Hashtags, account, post.Source, post.Time);
                    links.AddOther(words.Links, account, post.Source, post.Time);
                    if (takeWords is not null && !post.Author.IsEmpty && posts.Authors.Find(post.Platform, post.Author) is >= 0 and var author)
                    {
                        takeWords(author, -1, words);
                    }
                }
            },
            accounts.AddAside);
        var (counts, timelines, scripts) = accounts.Finish();
        return new Census { Accounts = counts, Timelines = timelines, Scripts = scripts, BackgroundPosts = backgroundPosts, Hashtags = hashtags.Finish(), Links = links.Finish() };
    }

    /// <summary>The room that counting words needs, told from some of the posts of families.</summary>
    /// <param name="posts">These.</param>
    /// <param name="times">So many times as many there may be: of their words there are then no more than that.</param>
    internal static long RoomToTake(PostStore posts, double times)
    {
        var words = new PostWords();
        Dictionary<ulong, int> hashtags = [], links = [];
        for (var post = 0; post < posts.Count; post++)
        {
            var source = posts[post].Source;
            words.Read(
                posts.RawText(post),
                posts.Field(post, PostField.Hashtags),
                posts.HasField(source, PostField.Hashtags),
                posts.Field(post, PostField.Urls),
                posts.HasField(source, PostField.Urls));
            Note(words.Hashtags, hashtags);
            Note(words.Links, links);
        }

        return Math.Max(RoomFor(hashtags), RoomFor(links));

        long RoomFor(Dictionary<ulong, int> lengths) => WordCensus.RoomFor(lengths.Count * times, lengths.Values.Sum(length => (long)length) * times);

        static void Note(WordList words, Dictionary<ulong, int> lengths)
        {
            for (var i = 0; i < words.Count; i++)
            {
                lengths.TryAdd(ByteStringTable.Hash(words[i]), words[i].Length);
            }
        }
    }

    /// <summary>Takes the words of a post by an account of the result, of a family or of none (-1); they are good until the call ends.</summary>
    internal delegate void TakeWords(int account, int family, PostWords words);

    /// <summary>An account in 64 bits, 0 where there is none: of a million accounts that have one hashtag any two share them with a probability of 3e-8.</summary>
    private static ulong Hash(Platform platform, ReadOnlySpan<byte> author) => author.IsEmpty ? 0 : XxHash3.HashToUInt64(author, (long)platform);

    /// <summary>Which sources have the fields that words are read from.</summary>
    private readonly struct FieldSources(PostStore posts, int sources)
    {
        public bool[] Hashtags { get; } = [.. Enumerable.Range(0, sources).Select(source => posts.HasField(source, PostField.Hashtags))];

        public bool[] Links { get; } = [.. Enumerable.Range(0, sources).Select(source => posts.HasField(source, PostField.Urls))];
    }
}
