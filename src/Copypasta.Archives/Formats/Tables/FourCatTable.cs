namespace Copypasta.Archives;

/// <summary>
/// What 4CAT writes of the platforms it collects or is given by Zeeschuimer: id, thread, author, body and time, then what the platform has. The timestamp is local to the server, so that
/// a Unix time beside it is preferred. Source: the map_item functions in datasources of github.com/digitalmethodsinitiative/4cat.
/// </summary>
internal static class FourCatTable
{
    /// <summary>Posts of Bluesky (search_bsky.py).</summary>
    public static readonly ArchiveFormat Bluesky = new TableFormat("4cat-bluesky-csv", Platform.Bluesky, ["id", "thread_id", "author_id", "body", "created_at", "replied_to_post"])
    {
        Zone = TimeZoneInfo.Utc,
        Columns = new Dictionary<PostField, ColumnChoice[]>
        {
            [PostField.Text] = ["body"],
            [PostField.Id] = ["id"],
            [PostField.Author] = ["author_id", "author"],
            [PostField.Time] = ["timestamp", "created_at"],
            [PostField.Language] = ["languages"],
            [PostField.Handle] = ["author"],
            [PostField.Hashtags] = ["tags"],
            [PostField.Urls] = ["links"],
            [PostField.Mentions] = ["mentions"],
            [PostField.ReplyTo] = ["replied_to_post"],
            [PostField.QuoteOf] = ["quoted_post"],
        },
    }.ToArchiveFormat();

    /// <summary>Tweets of the API v2 (twitterv2/search_twitter.py) and of Zeeschuimer.</summary>
    public static readonly ArchiveFormat Twitter = new TableFormat("4cat-x-csv", Platform.X, ["id", "thread_id", "author", "body", "timestamp", "is_retweet"])
    {
        Zone = TimeZoneInfo.Utc,
        Columns = new Dictionary<PostField, ColumnChoice[]>
        {
            [PostField.Text] = ["body"],
            [PostField.Id] = ["id"],
            [PostField.Author] = ["author_id", "author"],
            [PostField.Time] = ["unix_timestamp", "timestamp"],
            [PostField.Language] = ["language_guess"],
            [PostField.Repost] = ["is_retweet"],
            [PostField.Handle] = ["author"],
            [PostField.Client] = ["source"],
            [PostField.Hashtags] = ["hashtags"],
            [PostField.Urls] = ["urls"],
            [PostField.Mentions] = ["mentions"],
            [PostField.ReplyTo] = ["reply_to"],
        },
    }.ToArchiveFormat();

    /// <summary>Any other platform.</summary>
    public static readonly ArchiveFormat Format = new TableFormat("4cat-csv", Platform.Unknown, ["id", "thread_id", "author", "body", "timestamp"])
    {
        Columns = new Dictionary<PostField, ColumnChoice[]>
        {
            [PostField.Text] = ["body", "subject"],
            [PostField.Id] = ["id"],
            [PostField.Author] = ["author_id", "author"],
            [PostField.Time] = ["unix_timestamp", "timestamp"],
            [PostField.Language] = ["language_guess", "language", "languages"],
            [PostField.Repost] = ["is_retweet"],
            [PostField.Handle] = ["author", "author_username"],
            [PostField.Hashtags] = ["hashtags", "tags"],
            [PostField.Urls] = ["urls", "links"],
            [PostField.Mentions] = ["mentions", "usertags"],
            [PostField.ReplyTo] = ["reply_to", "replied_to_post"],
        },
    }.ToArchiveFormat();
}
