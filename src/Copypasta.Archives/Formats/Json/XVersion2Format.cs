namespace Copypasta.Archives;

/// <summary>
/// Twitter's API v2: pages (<c>data</c> with <c>includes</c>; one a line, one a file, or an array of them) and tweets that <c>twarc2 flatten</c> has put their includes into.
/// Field names: DocNow/twarc, src/twarc/expansions.py. The API cuts a retweet's text off: the referenced tweet has it in full, and a long tweet has it in <c>note_tweet</c>.
/// </summary>
internal static class XVersion2Format
{
    private static readonly JsonMapping s_mapping = new()
    {
        Fields = new Dictionary<PostField, JsonSource[]>
        {
            [PostField.Text] =
            [
                JsonSource.In("tweets", "referenced_tweets[type=retweeted].id"), "referenced_tweets[type=retweeted].note_tweet.text", "referenced_tweets[type=retweeted].text",
                "note_tweet.text", "text",
            ],
            [PostField.Id] = ["id"],
            [PostField.Author] = ["author_id", "author.id", "author.username"],
            [PostField.Time] = ["created_at"],
            [PostField.Language] = ["lang"],
            [PostField.Repost] = ["referenced_tweets[type=retweeted].type", "referenced_tweets.retweeted.id"],
            [PostField.Handle] = [JsonSource.In("users", "author_id"), "author.username"],
            [PostField.Client] = ["source"],
            [PostField.Hashtags] = [JsonSource.List("entities.hashtags.tag")],
            [PostField.Urls] = [JsonSource.List("entities.urls.expanded_url")],
            [PostField.LinkTitle] = [JsonSource.First("entities.urls.title")],
            [PostField.Mentions] = [JsonSource.List("entities.mentions.id"), JsonSource.List("entities.mentions.username")],
            [PostField.ReplyTo] = ["referenced_tweets[type=replied_to].id", "referenced_tweets.replied_to.id"],
            [PostField.QuoteOf] = ["referenced_tweets[type=quoted].id", "referenced_tweets.quoted.id"],
            [PostField.RepostOf] = ["referenced_tweets[type=retweeted].id", "referenced_tweets.retweeted.id"],
        },
    };

    public static readonly ArchiveFormat Format = JsonFormat.Create(
        "x-v2",
        Platform.X,
        new JsonVariant
        {
            Base = "data",
            Frame = ["meta.result_count"],
            Signature = ["id", "text", "author_id|edit_history_tweet_ids|referenced_tweets|public_metrics.retweet_count"],
            Mapping = s_mapping,
            Layout = new JsonLayout
            {
                Records = ["data[]"],
                Tables = [("users", "includes.users", "id", "username"), ("tweets", "includes.tweets", "id", "note_tweet.text|text")],
            },
        },
        new JsonVariant
        {
            Signature =
            [
                "id", "text", "author_id|author.id|author.username",
                "public_metrics.retweet_count|referenced_tweets|referenced_tweets.retweeted.id|edit_history_tweet_ids|conversation_id|reply_settings",
            ],
            Mapping = s_mapping,
        });
}
