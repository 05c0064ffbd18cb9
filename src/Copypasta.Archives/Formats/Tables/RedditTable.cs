namespace Copypasta.Archives;

/// <summary>
/// Posts and comments of Reddit as tables of Pushshift's fields: a post is its title and what is below it. Times are Unix seconds. A crosspost is a repost.
/// To be checked against github.com/Watchful1/PushshiftDumps (to_csv.py) and the fields of the dumps: the columns are named from memory.
/// </summary>
internal static class RedditTable
{
    public static readonly ArchiveFormat Format = new TableFormat("reddit-csv", Platform.Reddit, ["author", "created_utc", "subreddit", "body"], ["author", "created_utc", "subreddit", "title"], ["author", "score", "created", "link", "body"], ["author", "title", "score", "created", "link", "text"])
    {
        Zone = TimeZoneInfo.Utc,
        Columns = new Dictionary<PostField, ColumnChoice[]>
        {
            [PostField.Text] = ["body", new("\n\n", "title", "selftext"), new("\n\n", "title", "text")],
            [PostField.Id] = ["id", "name", "link"],
            [PostField.Author] = ["author"],
            [PostField.Time] = ["created_utc", "created"],
            [PostField.Repost] = ["crosspost_parent"],
            [PostField.Handle] = ["author"],
            [PostField.Urls] = ["url"],
            [PostField.ReplyTo] = ["parent_id"],
            [PostField.RepostOf] = ["crosspost_parent"],
        },
    }.ToArchiveFormat();
}
