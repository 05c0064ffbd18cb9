namespace Copypasta.Archives;

/// <summary>
/// Comments of YouTube from YouTube Data Tools. Times are UTC (common.php sets that zone). A reply names its parent in "isReplyTo" or, in newer versions, "isReplyToId".
/// Source: mod_video_comments.php of github.com/bernorieder/YouTube-Data-Tools.
/// </summary>
internal static class YouTubeToolsTable
{
    public static readonly ArchiveFormat Format = new TableFormat("youtube-csv", Platform.YouTube, ["id", "publishedAt", "authorName", "text"])
    {
        Zone = TimeZoneInfo.Utc,
        Columns = new Dictionary<PostField, ColumnChoice[]>
        {
            [PostField.Text] = ["text"],
            [PostField.Id] = ["id"],
            [PostField.Author] = ["authorChannelId", "authorChannelUrl", "authorName"],
            [PostField.Time] = ["publishedAt"],
            [PostField.Handle] = ["authorName"],
            [PostField.ReplyTo] = ["isReplyToId", "isReplyTo"],
        },
    }.ToArchiveFormat();
}
