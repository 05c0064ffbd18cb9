namespace Copypasta.Archives;

/// <summary>
/// Videos of TikTok's Research API, one a row: the description is the text, and where there is none what was said. To be checked against TikTok for Developers, Research API, "Query Videos": the columns are named from memory.
/// </summary>
internal static class TikTokTable
{
    public static readonly ArchiveFormat Format = new TableFormat("tiktok-csv", Platform.TikTok, ["id", "username", "create_time", "video_description"], ["video_id", "username", "create_time", "video_description"], ["video_id", "author_name", "create_time", "video_description"])
    {
        Zone = TimeZoneInfo.Utc,
        Columns = new Dictionary<PostField, ColumnChoice[]>
        {
            [PostField.Text] = ["video_description", "voice_to_text"],
            [PostField.Id] = ["id", "video_id"],
            [PostField.Author] = ["username", "author_name"],
            [PostField.Time] = ["create_time"],
            [PostField.Handle] = ["username", "author_name"],
            [PostField.Hashtags] = ["hashtag_names"],
        },
    }.ToArchiveFormat();
}
