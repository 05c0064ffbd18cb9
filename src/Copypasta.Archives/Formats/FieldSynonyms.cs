namespace Copypasta.Archives;

/// <summary>
/// What columns of tables and properties of JSON are called in archives of no known format, per field, the preferred first: stable ids before names, what lies within before what is around it. Dots are
/// between the names of nested properties, also in the columns of tables that were made of JSON. Archives spell them as they like: see <see cref="Normalise"/>.
/// </summary>
internal static class FieldSynonyms
{
    /// <summary>The texts of one API: each is longer than those behind it, and a post may lack it.</summary>
    private static readonly string[] s_texts = ["extended_tweet.full_text", "full_text", "text"];

    private static readonly string[][] s_names =
    [
        [
            .. s_texts, "content", "body", "message", "post_text", "post_message", "message_text", "comment", "comment_text", "tweet_text", "text_data", "text_original",
            "video_description", "tweet", "caption", "selftext",
        ],
        ["id_str", "tweet_id", "status_id", "id", "post_id", "message_id", "msg_id", "comment_id", "object_id", "id_submission", "uri"],
        [
            "user.id_str", "author_id", "user_id", "user.id", "author.id", "account.id", "account_id", "from_id", "from.id", "sender_id", "sender.id", "user.screen_name", "user.username",
            "user.name", "author.screen_name", "author.username", "author.name", "account.acct", "account.username", "post_owner.username", "from.username", "sender.username",
            "author", "username", "screen_name", "user_screen_name", "author_name", "handle", "account", "user", "from", "sender", "channel_id", "channel", "page_name", "group_name",
        ],
        [
            "created_at", "created_utc", "creation_time", "create_time", "created_date", "date_created", "published_at", "publish_date", "posted_at", "posted_date", "date_posted",
            "post_created", "post_date", "post_time", "tweet_time", "timestamp", "date_time", "date_unixtime", "date", "time", "created", "published",
        ],
        ["lang", "language", "tweet_language"],
        [
            "is_retweet", "retweet", "is_repost", "repost", "retweeted_status_id_str", "retweeted_status_id", "retweet_id", "retweet_tweet_id", "repost_id",
            "referenced_tweets[type=retweeted].type", "referenced_tweets.retweeted.id", "retweeted_status", "reblog",
        ],
        [
            "user.screen_name", "user.username", "author.screen_name", "author.username", "account.acct", "account.username", "username", "screen_name", "user_screen_name", "handle",
            "account_name", "author_name",
        ],
        ["source", "client", "application.name", "tweet_client_name", "app"],
        ["entities.hashtags.text", "entities.hashtags.tag", "hashtags", "entities.hashtags", "hashtag_names", "tags.name", "tags"],
        ["entities.urls.expanded_url", "urls", "entities.urls", "links", "url", "link"],
        ["entities.user_mentions.screen_name", "entities.mentions.username", "mentions.acct", "user_mentions", "mentions", "entities.mentions"],
        ["in_reply_to_status_id_str", "in_reply_to_status_id", "in_reply_to_tweet_id", "in_reply_to_id", "reply_to_message_id", "reply_to", "reply_id", "parent_id"],
        ["quoted_status_id_str", "quoted_status_id", "quoted_tweet_tweet_id", "referenced_tweets.quoted.id", "quote_id"],
        [
            "retweeted_status_id_str", "retweeted_status_id", "retweeted_status.id_str", "retweet_id", "retweet_tweet_id", "referenced_tweets.retweeted.id", "reblog.id", "repost_id",
            "crosspost_parent",
        ],
        ["link_title", "url_title", "page_title", "link_text", "entities.urls.title", "card.title", "link_attachment.name", "embed.external.title", "article_title"],
    ];

    private static readonly string[][] s_normalised = [.. s_names.Select(names => names.Select(Normalise).ToArray())];

    /// <summary>The names of a field that an archive has, as it spells them: the preferred one, of texts also those that posts without it have; empty if there is none.</summary>
    /// <param name="field">The field.</param>
    /// <param name="spellings">How the archive spells a name that is given as <see cref="Normalise"/> makes it; empty if it has none.</param>
    /// <param name="isSample">Whether records further on may have names that are not known yet: short posts come without the longer texts.</param>
    public static string[] Find(PostField field, Func<string, IEnumerable<string>> spellings, bool isSample)
    {
        var (names, normalised) = (s_names[(int)field], s_normalised[(int)field]);
        for (var i = 0; i < names.Length; i++)
        {
            if (AsWrittenFirst(i) is { Length: > 0 } found)
            {
                return field == PostField.Text && i < s_texts.Length ? [.. Enumerable.Range(0, s_texts.Length).SelectMany(OfApi)] : found;
            }
        }

        return [];

        string[] OfApi(int i) => AsWrittenFirst(i) is { Length: 0 } && isSample ? [names[i]] : AsWrittenFirst(i);

        string[] AsWrittenFirst(int i) => [.. spellings(normalised[i]).OrderBy(spelling => spelling != names[i])];
    }

    /// <summary>The names of a field, the preferred first.</summary>
    public static IReadOnlyList<string> Of(PostField field) => s_names[(int)field];

    /// <summary>What is the same in all spellings of a name: fullText, full_text and Full Text.</summary>
    public static string Normalise(string name)
        => string.Concat(name.Where(c => c is not ('_' or '-') && !char.IsWhiteSpace(c)).Select(char.ToLowerInvariant));
}
