using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Copypasta.EndToEnd;

/// <summary>The invented posts in every format that is JSON, with the properties that its source gives.</summary>
internal static class JsonArchives
{
    private static readonly JsonSerializerOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    public static IEnumerable<Archive> All =>
    [
        new("ndjson", "ndjson", Lines(post => new() { ["id"] = Id(post), ["author_id"] = Account(post), ["created_at"] = post.Iso, ["lang"] = "en", ["text"] = post.Text }), Identities.Numbers),
        new("json", "json", Document("posts", post => new() { ["id"] = long.Parse(Id(post), CultureInfo.InvariantCulture), ["user_id"] = Account(post), ["date"] = post.Time, ["content"] = post.Text }), Identities.Numbers),
        new("x-v1", "x-v1", Lines(XVersion1), Identities.X),
        new("x-v1, search", "x-v1", Document("statuses", XVersion1), Identities.X),
        new("x-v2, pages", "x-v2", XPages(), Identities.X),
        new("x-v2, flattened", "x-v2", Lines(XFlattened), Identities.X),
        new("zeeschuimer-x", "zeeschuimer-x", Lines(post => Captured("twitter.com", new()
        {
            ["rest_id"] = Identities.X.Post(post),
            ["__typename"] = "Tweet",
            ["core"] = new JsonObject { ["user_results"] = new JsonObject { ["result"] = new JsonObject { ["core"] = new JsonObject { ["screen_name"] = Identities.Name(post.Account) } } } },
            ["legacy"] = With(
                new() { ["full_text"] = post.Text, ["user_id_str"] = Identities.X.Account(post.Account), ["created_at"] = XTime(post), ["lang"] = "en", ["id_str"] = Identities.X.Post(post) },
                post.IsRepost ? ("retweeted_status_result", Parse("""{"result":{"rest_id":"5","legacy":{"full_text":"in full"}}}""")) : null),
        })), Identities.X),
        new("telegram-desktop, a chat", "telegram-desktop", Telegram(null), Identities.Telegram),
        new("telegram-desktop, all chats", "telegram-desktop", Telegram("chats"), Identities.Telegram),
        new("telegram-telethon", "telegram-telethon", Lines(post => With(
            new()
            {
                ["_type"] = "Message",
                ["id"] = 1000 + post.Number,
                ["peer_id"] = Parse("""{"_type":"PeerChannel","channel_id":1001724666}"""),
                ["date"] = post.Format("yyyy-MM-dd'T'HH:mm:ss'+00:00'"),
                ["message"] = post.Text,
                ["from_id"] = new JsonObject { ["_type"] = "PeerUser", ["user_id"] = 500_000 + post.Account },
                ["reply_to"] = null,
            },
            ("fwd_from", post.IsRepost ? Parse("""{"from_id":{"channel_id":99},"date":1}""") : null))), Identities.Telegram),
        new("reddit, submissions", "reddit", Lines(post => With(
            new()
            {
                ["id"] = Identities.RedditSubmission.Post(post)[3..],
                ["author"] = Identities.Name(post.Account),
                ["created_utc"] = post.Time,
                ["title"] = post.Text.Split("\n\n")[0],
                ["selftext"] = post.Text.Contains("\n\n", StringComparison.Ordinal) ? post.Text.Split("\n\n", 2)[1] : "",
                ["subreddit"] = "harbour",
            },
            post.IsRepost ? ("crosspost_parent", "t3_m1") : null)), Identities.RedditSubmission),
        new("reddit, comments", "reddit", Lines(post => new()
        {
            ["id"] = Identities.RedditComment.Post(post)[3..],
            ["author"] = Identities.Name(post.Account),
            ["created_utc"] = post.Time.ToString(CultureInfo.InvariantCulture),
            ["body"] = post.Text,
            ["parent_id"] = "t3_m1",
            ["link_id"] = "t3_m1",
            ["subreddit"] = "harbour",
        }), Identities.RedditComment),
        new("meta-content-library", "meta-content-library", Document("data", post => new()
        {
            ["id"] = Id(post),
            ["post_owner"] = new JsonObject { ["type"] = "PAGE", ["id"] = Account(post), ["name"] = "A", ["username"] = Identities.Name(post.Account) },
            ["creation_time"] = post.Format("yyyy-MM-dd'T'HH:mm:ss'+0000'"),
            ["text"] = post.Text,
            ["lang"] = "en",
        }), Identities.Numbers),
        new("youtube, threads", "youtube", Document("items", post => new()
        {
            ["kind"] = "youtube#commentThread",
            ["id"] = Identities.YouTube.Post(post),
            ["snippet"] = new JsonObject { ["videoId"] = "v", ["topLevelComment"] = YouTubeComment(post, "textOriginal", post.Text), ["totalReplyCount"] = 0 },
        }), Identities.YouTube),
        new("youtube, comments", "youtube", Lines(post => YouTubeComment(post, "textDisplay", Html(post.Text, "<br>"))), Identities.YouTube),
        new("tiktok-research", "tiktok-research", Write(new JsonObject { ["data"] = new JsonObject { ["videos"] = Array(TikTok), ["has_more"] = false }, ["error"] = new JsonObject { ["code"] = "ok" } }), Identities.TikTok),
        new("zeeschuimer-tiktok", "zeeschuimer-tiktok", Lines(post => Captured("tiktok.com", new()
        {
            ["id"] = Identities.TikTok.Post(post),
            ["desc"] = post.Text,
            ["createTime"] = post.Time,
            ["author"] = new JsonObject { ["id"] = "31", ["uniqueId"] = Identities.Name(post.Account) },
        })), Identities.TikTok),
        new("zeeschuimer-instagram", "zeeschuimer-instagram", Lines(post => Captured("instagram.com", Instagram(post))), Identities.Instagram),
        new("zeeschuimer-threads", "zeeschuimer-threads", Lines(post => Captured("threads.net", With(Instagram(post), ("text_post_app_info", new JsonObject { ["repost_count"] = 0 })))), Identities.Instagram),
        new("bluesky-jetstream", "bluesky-jetstream", Lines(post => new()
        {
            ["did"] = Identities.Bluesky.Account(post.Account),
            ["time_us"] = (post.Time * 1_000_000) + 329_308,
            ["kind"] = "commit",
            ["commit"] = new JsonObject
            {
                ["rev"] = "r",
                ["operation"] = "create",
                ["collection"] = "app.bsky.feed.post",
                ["rkey"] = Identities.Key(post),
                ["record"] = new JsonObject { ["$type"] = "app.bsky.feed.post", ["createdAt"] = post.Format("yyyy-MM-dd'T'HH:mm:ss'.000Z'"), ["langs"] = new JsonArray("en"), ["text"] = post.Text },
            },
        }), Identities.Bluesky),
        new("bluesky-jetstream, frames", "bluesky-jetstream", Lines(post => new()
        {
            ["$type"] = "message",
            ["payload"] = new JsonObject
            {
                ["$type"] = "network.bsky.jetstream.subscribeEvents#commit",
                ["seq"] = 12345 + post.Number,
                ["did"] = Identities.Bluesky.Account(post.Account),
                ["time"] = post.Format("yyyy-MM-dd'T'HH:mm:ss'.329308Z'"),
                ["operation"] = "create",
                ["collection"] = "app.bsky.feed.post",
                ["rkey"] = Identities.Key(post),
                ["record"] = new JsonObject { ["$type"] = "app.bsky.feed.post", ["createdAt"] = post.Format("yyyy-MM-dd'T'HH:mm:ss'.000Z'"), ["text"] = post.Text },
            },
        }), Identities.Bluesky),
        new("mastodon", "mastodon", Write(Array(post => new()
        {
            ["id"] = Identities.Mastodon.Post(post),
            ["created_at"] = post.Format("yyyy-MM-dd'T'HH:mm:ss'.000Z'"),
            ["language"] = "en",
            ["content"] = "<p>" + Html(post.Text, "<br />").Replace("<br /><br />", "</p><p>", StringComparison.Ordinal) + "</p>",
            ["reblog"] = post.IsRepost ? new JsonObject { ["id"] = "5", ["content"] = "<p>in full</p>", ["account"] = new JsonObject { ["acct"] = "lamp" } } : null,
            ["account"] = new JsonObject { ["id"] = "1", ["acct"] = Identities.Mastodon.Account(post.Account), ["username"] = Identities.Name(post.Account) },
        })), Identities.Mastodon),
        new("regulations-gov", "regulations-gov", Document("data", post => new()
        {
            ["id"] = Identities.Regulations.Post(post),
            ["type"] = "comments",
            ["attributes"] = Regulations(post),
        }), Identities.Regulations, Lacking.TimeOfDay),
        new("regulations-gov, flat", "regulations-gov", Lines(post => With(Regulations(post), ("commentId", Identities.Regulations.Post(post)))), Identities.Regulations, Lacking.TimeOfDay),
        new("fcc-ecfs", "fcc-ecfs", Document("filing", post => new()
        {
            ["id_submission"] = Identities.Fcc.Post(post),
            ["date_submission"] = post.Format("yyyy-MM-dd'T'HH:mm:ss'.000Z'"),
            ["text_data"] = post.Text,
            ["filers"] = new JsonArray(new JsonObject { ["name"] = Identities.Fcc.Account(post.Account) }),
            ["express_comment"] = 1,
        }), Identities.Fcc),
        new("coortweet", "coortweet", Lines(post => new() { ["object_id"] = post.Text, ["account_id"] = Account(post), ["content_id"] = Id(post), ["timestamp_share"] = post.Time }), Identities.Numbers),
    ];

    /// <summary>A text as HTML, as servers write it.</summary>
    public static string Html(string text, string lineBreak) => WebUtility.HtmlEncode(text).Replace("\n", lineBreak, StringComparison.Ordinal);

    private static JsonObject XVersion1(InventedPost post) => With(
        new()
        {
            ["created_at"] = XTime(post),
            ["id"] = long.Parse(Identities.X.Post(post), CultureInfo.InvariantCulture),
            ["id_str"] = Identities.X.Post(post),
            ["full_text"] = post.Text,
            ["user"] = new JsonObject { ["id_str"] = Identities.X.Account(post.Account), ["screen_name"] = Identities.Name(post.Account) },
            ["lang"] = "en",
        },
        post.IsRepost ? ("retweeted_status", Parse("""{"id_str":"5","full_text":"in full"}""")) : null);

    private static JsonObject XFlattened(InventedPost post) => With(
        XVersion2(post), ("author", new JsonObject { ["id"] = Identities.X.Account(post.Account), ["username"] = Identities.Name(post.Account) }));

    private static JsonObject XVersion2(InventedPost post) => With(
        new()
        {
            ["id"] = Identities.X.Post(post),
            ["edit_history_tweet_ids"] = new JsonArray(Identities.X.Post(post)),
            ["author_id"] = Identities.X.Account(post.Account),
            ["created_at"] = post.Format("yyyy-MM-dd'T'HH:mm:ss'.000Z'"),
            ["text"] = post.Text,
            ["lang"] = "en",
            ["conversation_id"] = Identities.X.Post(post),
        },
        post.IsRepost ? ("referenced_tweets", Parse("""[{"type":"retweeted","id":"5"}]""")) : null);

    private static byte[] XPages() => Encoding.UTF8.GetBytes(string.Concat(InventedPosts.All.Chunk(7).Select(page => new JsonObject
    {
        ["data"] = new JsonArray([.. page.Select(XVersion2)]),
        ["includes"] = new JsonObject { ["tweets"] = Parse("""[{"id":"5","text":"in full"}]""") },
        ["meta"] = new JsonObject { ["result_count"] = page.Length },
    }.ToJsonString(s_plain) + "\n")));

    private static byte[] Telegram(string? list)
    {
        var chat = new JsonObject
        {
            ["name"] = "Harbour",
            ["type"] = "public_supergroup",
            ["id"] = 1001724666,
            ["messages"] = Array(post => With(
                new()
                {
                    ["id"] = 1000 + post.Number,
                    ["type"] = "message",
                    ["date"] = post.At.AddHours(2).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
                    ["date_unixtime"] = post.Time.ToString(CultureInfo.InvariantCulture),
                    ["from"] = "A",
                    ["from_id"] = Identities.Telegram.Account(post.Account),
                    ["text"] = Formatted(post.Text),
                },
                post.IsRepost ? ("forwarded_from", "Lamp") : null)),
        };
        return Write(list is null ? chat : new JsonObject { ["about"] = "", [list] = new JsonObject { ["about"] = "", ["list"] = new JsonArray(chat) } }, s_indented);
    }

    /// <summary>A text with a hashtag is an array of what is plain and what is formatted.</summary>
    private static JsonNode Formatted(string text)
    {
        var hashtag = text.IndexOf('#', StringComparison.Ordinal);
        if (hashtag < 0)
        {
            return text;
        }

        return new JsonArray(text[..hashtag], new JsonObject { ["type"] = "hashtag", ["text"] = text[hashtag..] });
    }

    private static JsonObject YouTubeComment(InventedPost post, string property, string text) => new()
    {
        ["kind"] = "youtube#comment",
        ["id"] = Identities.YouTube.Post(post),
        ["snippet"] = new JsonObject
        {
            [property] = text,
            ["authorDisplayName"] = "@" + Identities.Name(post.Account),
            ["authorChannelId"] = new JsonObject { ["value"] = Identities.YouTube.Account(post.Account) },
            ["publishedAt"] = post.Iso,
        },
    };

    private static JsonObject TikTok(InventedPost post) => new()
    {
        ["id"] = long.Parse(Identities.TikTok.Post(post), CultureInfo.InvariantCulture),
        ["username"] = Identities.Name(post.Account),
        ["create_time"] = post.Time,
        ["video_description"] = post.Text,
        ["voice_to_text"] = "la la la",
        ["hashtag_names"] = new JsonArray("a", "b"),
    };

    private static JsonObject Instagram(InventedPost post) => new()
    {
        ["code"] = Identities.Instagram.Post(post),
        ["taken_at"] = post.Time,
        ["caption"] = new JsonObject { ["text"] = post.Text },
        ["user"] = new JsonObject { ["id"] = Identities.Instagram.Account(post.Account), ["username"] = Identities.Name(post.Account) },
    };

    private static JsonObject Regulations(InventedPost post) => new()
    {
        ["comment"] = Html(post.Text, "<br/>"),
        ["docketId"] = "ZZZ-2021-0001",
        ["firstName"] = "Ann",
        ["lastName"] = $"Number{post.Account:D2}",
        ["organization"] = null,
        ["postedDate"] = post.Without(Lacking.TimeOfDay).Iso,
    };

    private static JsonObject Captured(string platform, JsonObject data) => new() { ["nav_index"] = "1", ["item_id"] = "1", ["timestamp_collected"] = 1700000000000, ["source_platform"] = platform, ["data"] = data };

    private static JsonObject With(JsonObject node, (string Name, JsonNode? Value)? property)
    {
        if (property is { } there)
        {
            node[there.Name] = there.Value;
        }

        return node;
    }

    private static JsonArray Array(Func<InventedPost, JsonObject> write) => new([.. InventedPosts.All.Select(write)]);

    private static byte[] Document(string property, Func<InventedPost, JsonObject> write) => Write(new JsonObject { [property] = Array(write) });

    private static byte[] Lines(Func<InventedPost, JsonObject> write) => Encoding.UTF8.GetBytes(string.Concat(InventedPosts.All.Select(post => write(post).ToJsonString(s_plain) + "\n")));

    private static byte[] Write(JsonNode node, JsonSerializerOptions? options = null) => Encoding.UTF8.GetBytes(node.ToJsonString(options ?? s_plain) + "\n");

    private static JsonNode Parse(string json) => JsonNode.Parse(json)!;

    private static string XTime(InventedPost post) => post.Format("ddd MMM dd HH:mm:ss '+0000' yyyy");

    private static string Id(InventedPost post) => Identities.Numbers.Post(post);

    private static string Account(InventedPost post) => Identities.Numbers.Account(post.Account);
}
