namespace Copypasta.Archives;

/// <summary>
/// Twitter's API v1.1: tweets a line (twarc 1, the streaming API), in an array, or as a search's <c>statuses</c>. Field names: Twitter's "Tweet object" documentation and
/// DocNow/twarc, src/twarc/json2csv.py. A retweet's own text is cut off with "…": the retweeted status has it in full. Deletions and limit notices of streams are no posts.
/// </summary>
internal static class XVersion1Format
{
    private static readonly JsonMapping s_mapping = new()
    {
        Fields = new Dictionary<PostField, JsonSource[]>
        {
            [PostField.Text] =
            [
                "retweeted_status.extended_tweet.full_text", "retweeted_status.full_text", "retweeted_status.text", "extended_tweet.full_text", "full_text", "text",
            ],
            [PostField.Id] = ["id_str", "id"],
            [PostField.Author] = ["user.id_str", "user.id", "user.screen_name"],
            [PostField.Time] = ["created_at"],
            [PostField.Language] = ["lang"],
            [PostField.Repost] = ["retweeted_status", "retweeted_status_id_str", "is_retweet"],
            [PostField.Handle] = ["user.screen_name"],
            [PostField.Client] = [JsonSource.Html("source")],
            [PostField.Hashtags] = [JsonSource.List("extended_tweet.entities.hashtags.text"), JsonSource.List("entities.hashtags.text")],
            [PostField.Urls] = [JsonSource.List("extended_tweet.entities.urls.expanded_url"), JsonSource.List("entities.urls.expanded_url")],
            [PostField.Mentions] =
            [
                JsonSource.List("extended_tweet.entities.user_mentions.id_str"), JsonSource.List("entities.user_mentions.id_str"), JsonSource.List("entities.user_mentions.screen_name"),
            ],
            [PostField.ReplyTo] = ["in_reply_to_status_id_str", "in_reply_to_status_id"],
            [PostField.QuoteOf] = ["quoted_status_id_str", "quoted_status.id_str", "quoted_status_id"],
            [PostField.RepostOf] = ["retweeted_status.id_str", "retweeted_status_id_str", "retweeted_status.id"],
        },
        NotPosts = ["delete", "limit", "scrub_geo", "status_withheld", "user_withheld", "disconnect", "warning"],
    };

    private static readonly string[] s_signature = ["id_str|id", "user.id_str|user.screen_name", "text|full_text|extended_tweet.full_text", "created_at"];

    public static readonly ArchiveFormat Format = JsonFormat.Create(
        "x-v1",
        Platform.X,
        new JsonVariant { Base = "statuses", Frame = ["statuses", "search_metadata"], Signature = s_signature, Mapping = s_mapping, Layout = new JsonLayout { Units = ["statuses[]"] } },
        new JsonVariant { Signature = s_signature, Mapping = s_mapping });
}
