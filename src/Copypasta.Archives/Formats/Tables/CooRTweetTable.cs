namespace Copypasta.Archives;

/// <summary>
/// The input table of CooRTweet. content_id is the post; object_id is what it shares: the normalised text for the intent "cotweet", otherwise an id, a hashtag or a link, of which only
/// equal ones are copies. A column with the text itself is preferred. Times are Unix seconds or in UTC.
/// Source: R/reshape_tweets.r and R/prep_data.R of github.com/nicolarighetti/CooRTweet.
/// </summary>
internal static class CooRTweetTable
{
    public static readonly ArchiveFormat Format = new TableFormat("coortweet-csv", Platform.Unknown, ["object_id", "account_id", "content_id", "timestamp_share"])
    {
        Zone = TimeZoneInfo.Utc,
        Columns = new Dictionary<PostField, ColumnChoice[]>
        {
            [PostField.Text] = ["text", "message", "content", "object_id"],
            [PostField.Id] = ["content_id"],
            [PostField.Author] = ["account_id"],
            [PostField.Time] = ["timestamp_share"],
        },
    }.ToArchiveFormat();
}
