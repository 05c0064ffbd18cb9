namespace Copypasta.Archives;

/// <summary>Column names of generic tables, per field, the preferred first: stable ids before names.</summary>
internal static class HeaderSynonyms
{
    private static readonly string[][] s_names =
    [
        [
            "text", "full_text", "tweet_text", "content", "body", "message", "post_text", "post_message", "message_text", "comment", "comment_text",
            "text_data", "textoriginal", "video_description", "tweet", "caption", "selftext",
        ],
        ["id_str", "id", "tweet_id", "tweetid", "post_id", "postid", "message_id", "msg_id", "status_id", "comment_id", "commentid", "object_id", "id_submission"],
        [
            "author_id", "user_id", "userid", "user.id_str", "user.id", "account_id", "from_id", "sender_id", "author", "author.username", "username", "user_name",
            "screen_name", "user_screen_name", "user.screen_name", "author_name", "authorname", "handle", "account", "user", "from", "sender",
            "channel_id", "channel", "page_name", "group_name",
        ],
        [
            "created_at", "time", "timestamp", "datetime", "date", "publish_date", "published_at", "publishedat", "tweet_time", "created_utc", "createdat",
            "created", "creation_time", "create_time", "post_created", "posted_at", "posteddate", "posted_date", "date_unixtime", "published",
        ],
        ["lang", "language", "tweet_language"],
        ["is_retweet", "retweet", "is_repost", "repost", "isretweet", "retweeted_status_id_str", "retweeted_status_id", "retweet_id", "retweet_tweetid", "repost_id"],
        ["author.username", "username", "user_name", "screen_name", "user_screen_name", "user.screen_name", "handle", "account_name", "author_name", "authorname"],
        ["source", "client", "tweet_client_name", "app"],
        ["hashtags", "entities.hashtags", "hashtag_names", "tags"],
        ["urls", "entities.urls", "links", "url", "link"],
        ["user_mentions", "mentions", "entities.mentions"],
        ["in_reply_to_status_id_str", "in_reply_to_status_id", "in_reply_to_tweetid", "in_reply_to_id", "reply_to", "reply_id", "reply_to_message_id", "parent_id"],
        ["quoted_status_id_str", "quoted_status_id", "quoted_tweet_tweetid", "quote_id"],
        ["retweeted_status_id_str", "retweeted_status_id", "retweet_id", "retweet_tweetid", "repost_id", "crosspost_parent"],
        ["link_title", "url_title", "page_title", "link_text", "card.title", "link_attachment.name", "article_title"],
    ];

    /// <summary>Index of the column that a field is read from, -1 if none has one of its names.</summary>
    public static int Find(PostField field, IReadOnlyList<string> columns)
    {
        foreach (var name in s_names[(int)field])
        {
            for (var i = 0; i < columns.Count; i++)
            {
                if (Normalise(columns[i]) == name)
                {
                    return i;
                }
            }
        }

        return -1;
    }

    private static string Normalise(string column) => column.Trim().ToLowerInvariant().Replace(' ', '_').Replace('-', '_');
}
