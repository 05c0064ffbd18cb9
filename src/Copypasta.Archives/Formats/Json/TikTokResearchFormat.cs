namespace Copypasta.Archives;

/// <summary>
/// Videos of the TikTok Research API: responses with <c>data.videos</c>, arrays, or a video a line. Field names: TikTok for Developers, "Query Videos", fields of the Video
/// object (page of 2026-09), and the codebook, by which the id is also called video_id. Its ids are numbers above 2^53.
/// </summary>
internal static class TikTokResearchFormat
{
    private static readonly JsonMapping s_mapping = new()
    {
        Fields = new Dictionary<PostField, JsonSource[]>
        {
            [PostField.Text] = ["video_description"],
            [PostField.Id] = ["id", "video_id"],
            [PostField.Author] = ["username"],
            [PostField.Time] = ["create_time"],
            [PostField.Handle] = ["username"],
            [PostField.Hashtags] = [JsonSource.Names("hashtag_names")],
        },
        IsTextOptional = true,
    };

    private static readonly string[] s_signature = ["id|video_id", "video_description", "create_time|username"];

    public static readonly ArchiveFormat Format = JsonFormat.Create(
        "tiktok-research",
        Platform.TikTok,
        new JsonVariant { Base = "data.videos", Frame = ["data.videos", "data.has_more|error.code"], Signature = s_signature, Mapping = s_mapping, Layout = new JsonLayout { Units = ["data.videos[]"] } },
        new JsonVariant { Base = "videos", Signature = s_signature, Mapping = s_mapping, Layout = new JsonLayout { Units = ["videos[]"] } },
        new JsonVariant { Signature = s_signature, Mapping = s_mapping });
}
