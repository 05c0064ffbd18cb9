namespace Copypasta.Archives;

/// <summary>
/// Videos of TikTok's Research API, one a row: the description is the text. What is said in a video (voice_to_text) is none that its account wrote. Source: TikTok for Developers, "Query Videos", fields of
/// the Video object (page of 2026-09).
/// </summary>
internal static class TikTokTable
{
    public static readonly ArchiveFormat Format = new TableFormat("tiktok-csv", Platform.TikTok, ["id", "username", "create_time", "video_description"], ["video_id", "username", "create_time", "video_description"], ["video_id", "author_name", "create_time", "video_description"])
    {
        Zone = TimeZoneInfo.Utc,
        Columns = new Dictionary<PostField, ColumnChoice[]>
        {
            [PostField.Text] = ["video_description"],
            [PostField.Id] = ["id", "video_id"],
            [PostField.Author] = ["username", "author_name"],
            [PostField.Time] = ["create_time"],
            [PostField.Handle] = ["username", "author_name"],
            [PostField.Hashtags] = ["hashtag_names"],
        },
    }.ToArchiveFormat();
}
