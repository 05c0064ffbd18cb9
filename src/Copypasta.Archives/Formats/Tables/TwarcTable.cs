namespace Copypasta.Archives;

/// <summary>
/// twarc-csv: tweets of the API v2, flattened. The text of a retweet is the original's, which the program puts in ("merge_retweets"); links come expanded, and without
/// their titles unless entities are left as they were (--no-process-entities).
/// Source: DEFAULT_TWEET_COLUMNS and _process_entities in dataframe_converter.py of github.com/DocNow/twarc-csv.
/// </summary>
internal static class TwarcTable
{
    public static readonly ArchiveFormat Format = new TableFormat("twarc-csv", Platform.X, ["id", "author_id", "text", "referenced_tweets.retweeted.id"], ["id", "text", "author.username", "referenced_tweets.replied_to.id"], ["id", "text", "author.id", "author.username", "__twarc.version"])
    {
        Zone = TimeZoneInfo.Utc,
        Columns = new Dictionary<PostField, ColumnChoice[]>
        {
            [PostField.Text] = ["text"],
            [PostField.Id] = ["id"],
            [PostField.Author] = ["author_id", "author.id", "author.username"],
            [PostField.Time] = ["created_at"],
            [PostField.Language] = ["lang"],
            [PostField.Repost] = ["referenced_tweets.retweeted.id"],
            [PostField.Handle] = ["author.username"],
            [PostField.Client] = ["source"],
            [PostField.Hashtags] = ["entities.hashtags"],
            [PostField.Urls] = ["entities.urls"],
            [PostField.LinkTitle] = ["entities.urls"],
            [PostField.Mentions] = ["entities.mentions"],
            [PostField.ReplyTo] = ["referenced_tweets.replied_to.id"],
            [PostField.QuoteOf] = ["referenced_tweets.quoted.id"],
            [PostField.RepostOf] = ["referenced_tweets.retweeted.id"],
        },
    }.ToArchiveFormat();
}
