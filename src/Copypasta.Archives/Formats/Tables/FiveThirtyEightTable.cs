namespace Copypasta.Archives;

/// <summary>
/// FiveThirtyEight's release of tweets. Times are M/D/YYYY H:MM in UTC. Authors by handle: external_author_id went through a spreadsheet and is rounded (9.06E+17).
/// Source: the readme of github.com/fivethirtyeight/russian-troll-tweets.
/// </summary>
internal static class FiveThirtyEightTable
{
    public static readonly ArchiveFormat Format = new TableFormat("fivethirtyeight", Platform.X, ["external_author_id", "author", "content", "publish_date"])
    {
        Zone = TimeZoneInfo.Utc,
        Order = DateOrder.Mdy,
        HasTimesInIds = true,
        Columns = new Dictionary<PostField, ColumnChoice[]>
        {
            [PostField.Text] = ["content"],
            [PostField.Id] = ["tweet_id"],
            [PostField.Author] = ["author"],
            [PostField.Time] = ["publish_date"],
            [PostField.Language] = ["language"],
            [PostField.Repost] = ["retweet", "post_type"],
            [PostField.Handle] = ["author"],
            [PostField.Urls] = ["tco1_step1", "article_url"],
        },
    }.ToArchiveFormat();
}
