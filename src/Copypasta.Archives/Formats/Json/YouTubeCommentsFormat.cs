namespace Copypasta.Archives;

/// <summary>
/// YouTube's Data API v3: comment threads (each comment and reply is a post) or comments; pages with <c>items</c>, arrays, or one a line. Field names: developers.google.com/youtube/v3/docs,
/// resources commentThreads and comments (read 2026-11). textOriginal is there only for some callers; textDisplay is HTML unless plain text was asked for.
/// </summary>
internal static class YouTubeCommentsFormat
{
    private static readonly JsonMapping s_mapping = new()
    {
        Fields = new Dictionary<PostField, JsonSource[]>
        {
            [PostField.Text] = ["snippet.textOriginal", JsonSource.Html("snippet.textDisplay")],
            [PostField.Id] = ["id"],
            [PostField.Author] = ["snippet.authorChannelId.value", "snippet.authorChannelUrl", "snippet.authorDisplayName"],
            [PostField.Time] = ["snippet.publishedAt"],
            [PostField.Handle] = ["snippet.authorDisplayName"],
            [PostField.ReplyTo] = ["snippet.parentId"],
        },
    };

    private static readonly string[] s_signature =
    [
        "snippet.topLevelComment.snippet.textOriginal|snippet.topLevelComment.snippet.textDisplay|snippet.textOriginal|snippet.textDisplay",
        "snippet.topLevelComment.snippet.publishedAt|snippet.publishedAt",
    ];

    private static readonly string[] s_records = ["snippet.topLevelComment", "replies.comments[]"];

    public static readonly ArchiveFormat Format = JsonFormat.Create(
        "youtube",
        Platform.YouTube,
        new JsonVariant
        {
            Base = "items",
            Frame = ["items", "kind=youtube#commentThreadListResponse|kind=youtube#commentListResponse"],
            Signature = s_signature,
            Mapping = s_mapping,
            Layout = new JsonLayout { Units = ["items[]"], Records = s_records, IsUnitRecord = true },
        },
        new JsonVariant { Signature = s_signature, Mapping = s_mapping, Layout = new JsonLayout { Records = s_records, IsUnitRecord = true } });
}
