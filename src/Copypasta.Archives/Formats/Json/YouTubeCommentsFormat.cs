namespace Copypasta.Archives;

/// <summary>
/// YouTube's Data API v3: comment threads (each comment and reply is a post) or comments; pages with <c>items</c>, arrays, or one a line. Field names (from memory, to be checked): Google's documentation of
/// the resources commentThread and comment.
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
            Signature = s_signature,
            Mapping = s_mapping,
            Layout = new JsonLayout { Units = ["items[]"], Records = s_records, IsUnitRecord = true },
        },
        new JsonVariant { Signature = s_signature, Mapping = s_mapping, Layout = new JsonLayout { Records = s_records, IsUnitRecord = true } });
}
