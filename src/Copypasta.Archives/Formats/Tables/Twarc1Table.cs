namespace Copypasta.Archives;

/// <summary>
/// twarc 1 (json2csv.py): tweets of the API v1.1. The text of a retweet is the original's. "retweet_or_quote_id" is the one or the other, as tweet_type says, so it tells
/// no repost by itself. Source: src/twarc/json2csv.py of github.com/DocNow/twarc.
/// </summary>
internal static class Twarc1Table
{
    public static readonly ArchiveFormat Format = new TableFormat("twarc1-csv", Platform.X, ["id", "text", "tweet_type", "user_screen_name"], ["id", "text", "user_screen_name", "retweet_or_quote_id"])
    {
        Zone = TimeZoneInfo.Utc,
        Columns = new Dictionary<PostField, ColumnChoice[]>
        {
            [PostField.Text] = ["text"],
            [PostField.Id] = ["id"],
            [PostField.Author] = ["user_id", "user_screen_name"],
            [PostField.Time] = ["created_at", "parsed_created_at"],
            [PostField.Language] = ["lang"],
            [PostField.Repost] = ["tweet_type"],
            [PostField.Handle] = ["user_screen_name"],
            [PostField.Client] = ["source"],
            [PostField.Hashtags] = ["hashtags"],
            [PostField.Urls] = ["urls"],
            [PostField.Mentions] = ["in_reply_to_screen_name"],
            [PostField.ReplyTo] = ["in_reply_to_status_id"],
        },
    }.ToArchiveFormat();
}
