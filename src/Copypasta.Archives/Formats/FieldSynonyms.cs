namespace Copypasta.Archives;

/// <summary>
/// What columns of tables and properties of JSON are called in archives of no known format, per field, the preferred first: stable ids before names, what lies within before what is around it. Dots are
/// between the names of nested properties, also in the columns of tables that were made of JSON.
/// </summary>
internal static class FieldSynonyms
{
    /// <summary>The texts of one API: each is longer than those behind it, and a post may lack it.</summary>
    private static readonly string[] s_texts = ["extended_tweet.full_text", "full_text", "text"];

    private static readonly string[][] s_names =
    [
        [
            .. s_texts, "content", "body", "message", "post_text", "post_message", "message_text", "comment", "comment_text", "tweet_text", "text_data", "textoriginal",
            "video_description", "tweet", "caption", "selftext",
        ],
        ["id_str", "id", "tweet_id", "tweetid", "post_id", "postid", "message_id", "msg_id", "status_id", "comment_id", "commentid", "object_id", "id_submission", "uri"],
        [
            "user.id_str", "author_id", "user_id", "userid", "user.id", "account_id", "from_id", "sender_id", "user.screen_name", "author.username", "account.acct", "post_owner.username",
            "author", "username", "user_name", "screen_name", "user_screen_name", "author_name", "authorname", "handle", "account", "user", "from", "sender",
            "channel_id", "channel", "page_name", "group_name",
        ],
        [
            "created_at", "created_utc", "createdat", "creation_time", "create_time", "published_at", "publishedat", "publish_date", "posted_at", "posteddate", "posted_date",
            "post_created", "tweet_time", "timestamp", "datetime", "time", "date_unixtime", "date", "created", "published",
        ],
        ["lang", "language", "tweet_language"],
        [
            "is_retweet", "retweet", "is_repost", "repost", "isretweet", "retweeted_status_id_str", "retweeted_status_id", "retweet_id", "retweet_tweetid", "repost_id",
            "referenced_tweets[type=retweeted].type", "referenced_tweets.retweeted.id", "retweeted_status", "reblog",
        ],
        ["user.screen_name", "author.username", "account.acct", "username", "user_name", "screen_name", "user_screen_name", "handle", "account_name", "author_name", "authorname"],
        ["source", "client", "application.name", "tweet_client_name", "app"],
        ["entities.hashtags.text", "entities.hashtags.tag", "hashtags", "entities.hashtags", "hashtag_names", "tags.name", "tags"],
        ["entities.urls.expanded_url", "urls", "entities.urls", "links", "url", "link"],
        ["entities.user_mentions.screen_name", "entities.mentions.username", "mentions.acct", "user_mentions", "mentions", "entities.mentions"],
        ["in_reply_to_status_id_str", "in_reply_to_status_id", "in_reply_to_tweetid", "in_reply_to_id", "reply_to_message_id", "reply_to", "reply_id", "parent_id"],
        ["quoted_status_id_str", "quoted_status_id", "quoted_tweet_tweetid", "referenced_tweets.quoted.id", "quote_id"],
        [
            "retweeted_status_id_str", "retweeted_status_id", "retweeted_status.id_str", "retweet_id", "retweet_tweetid", "referenced_tweets.retweeted.id", "reblog.id", "repost_id",
            "crosspost_parent",
        ],
        ["link_title", "url_title", "page_title", "link_text", "entities.urls.title", "card.title", "link_attachment.name", "embed.external.title", "article_title"],
    ];

    /// <summary>The names of a field that an archive has, as it spells them: the preferred one, of texts also those that posts without it have; empty if there is none.</summary>
    /// <param name="field">The field.</param>
    /// <param name="spelled">How the archive spells a name that is given in small letters with underscores; null if it has none.</param>
    public static string[] Find(PostField field, Func<string, string?> spelled)
    {
        foreach (var name in s_names[(int)field])
        {
            if (spelled(name) is { } first)
            {
                return field == PostField.Text && s_texts.Contains(name) ? [.. s_texts.Select(spelled).OfType<string>()] : [first];
            }
        }

        return [];
    }

    /// <summary>The names of a field, in small letters with underscores, the preferred first.</summary>
    public static IReadOnlyList<string> Of(PostField field) => s_names[(int)field];

    /// <summary>A name as <see cref="Of"/> has it.</summary>
    public static string Normalise(string name) => name.Trim().ToLowerInvariant().Replace(' ', '_').Replace('-', '_');
}
