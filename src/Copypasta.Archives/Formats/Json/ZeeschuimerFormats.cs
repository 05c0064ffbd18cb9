namespace Copypasta.Archives;

/// <summary>
/// What the browser extension Zeeschuimer captures, an item a line: the platform's own object under <c>data</c> (as exported) or at the root beside <c>__import_meta</c> (as
/// 4CAT keeps it). Field names: digitalmethodsinitiative/4cat, datasources/{twitter-import,tiktok,instagram,threads}/search_*.py, and digitalmethodsinitiative/zeeschuimer,
/// modules/*.js.
/// </summary>
internal static class ZeeschuimerFormats
{
    /// <summary>X. <c>id</c> went through a JavaScript number and is rounded; <c>rest_id</c> and <c>legacy.id_str</c> are not.</summary>
    public static readonly ArchiveFormat X = Create(
        "zeeschuimer-x",
        Platform.X,
        ["legacy.full_text", "rest_id|legacy.id_str", "legacy.user_id_str|user.id_str"],
        at => new JsonMapping
        {
            Fields = new Dictionary<PostField, JsonSource[]>
            {
                [PostField.Text] =
                [
                    at + "legacy.retweeted_status_result.result.note_tweet.note_tweet_results.result.text", at + "legacy.retweeted_status_result.result.tweet.legacy.full_text",
                    at + "legacy.retweeted_status_result.result.legacy.full_text", at + "note_tweet.note_tweet_results.result.text", at + "legacy.full_text",
                ],
                [PostField.Id] = [at + "rest_id", at + "legacy.id_str"],
                [PostField.Author] = [at + "legacy.user_id_str", at + "user.id_str"],
                [PostField.Time] = [at + "legacy.created_at"],
                [PostField.Language] = [at + "legacy.lang"],
                [PostField.Repost] = [at + "legacy.retweeted_status_result", at + "legacy.retweeted_status_id_str"],
                [PostField.Handle] = [at + "core.user_results.result.core.screen_name", at + "core.user_results.result.legacy.screen_name", at + "user.screen_name"],
                [PostField.Client] = [JsonSource.Html(at + "source"), JsonSource.Html(at + "legacy.source")],
                [PostField.Hashtags] = [JsonSource.List(at + "legacy.entities.hashtags.text")],
                [PostField.Urls] = [JsonSource.List(at + "legacy.entities.urls.expanded_url")],
                [PostField.Mentions] = [JsonSource.List(at + "legacy.entities.user_mentions.id_str"), JsonSource.List(at + "legacy.entities.user_mentions.screen_name")],
                [PostField.ReplyTo] = [at + "legacy.in_reply_to_status_id_str"],
                [PostField.QuoteOf] = [at + "legacy.quoted_status_id_str", at + "quoted_status_result.result.rest_id"],
                [PostField.RepostOf] = [at + "legacy.retweeted_status_result.result.rest_id", at + "legacy.retweeted_status_result.result.tweet.rest_id"],
            },
        });

    /// <summary>TikTok: videos as its web page loads them.</summary>
    public static readonly ArchiveFormat TikTok = Create(
        "zeeschuimer-tiktok",
        Platform.TikTok,
        ["id", "desc", "createTime", "author"],
        at => new JsonMapping
        {
            Fields = new Dictionary<PostField, JsonSource[]>
            {
                [PostField.Text] = [at + "desc"],
                [PostField.Id] = [at + "id"],
                // The Research API knows accounts by this name alone.
                [PostField.Author] = [at + "author.uniqueId", at + "author"],
                [PostField.Time] = [at + "createTime"],
                [PostField.Language] = [at + "textLanguage"],
                [PostField.Handle] = [at + "author.uniqueId", at + "author"],
                [PostField.Hashtags] = [JsonSource.Names(at + "textExtra.hashtagName"), JsonSource.Names(at + "challenges.title")],
            },
        });

    /// <summary>Threads, whose posts have Instagram's form and something more.</summary>
    public static readonly ArchiveFormat Threads = Create("zeeschuimer-threads", Platform.Unknown, ["code", "caption", "user.username", "text_post_app_info"], Instagrams);

    /// <summary>Instagram: the item list's form and the older graph's. A post may have no caption.</summary>
    public static readonly ArchiveFormat Instagram = Create(
        "zeeschuimer-instagram",
        Platform.Instagram,
        ["code|shortcode", "caption|edge_media_to_caption", "user.username|owner.username|user.id|owner.id", "!text_post_app_info"],
        Instagrams);

    private static JsonMapping Instagrams(string at) => new()
    {
        Fields = new Dictionary<PostField, JsonSource[]>
        {
            [PostField.Text] = [at + "caption.text", at + "edge_media_to_caption.edges.node.text"],
            [PostField.Id] = [at + "code", at + "shortcode"],
            [PostField.Author] = [at + "user.id", at + "user.pk", at + "owner.id", at + "user.username"],
            [PostField.Time] = [at + "taken_at", at + "taken_at_timestamp"],
            [PostField.Handle] = [at + "user.username", at + "owner.username"],
        },
        IsTextOptional = true,
    };

    private static ArchiveFormat Create(string name, Platform platform, string[] signature, Func<string, JsonMapping> mapping) => JsonFormat.Create(
        name,
        platform,
        new JsonVariant { Base = "data", Signature = signature, Mapping = mapping("data.") },
        new JsonVariant { Signature = [.. signature, "__import_meta"], Mapping = mapping("") });
}
