namespace Copypasta.Archives;

/// <summary>
/// Posts of Facebook and Instagram from the Meta Content Library's API: an array, pages with <c>data</c>, or a post a line. Field names: as in
/// <see cref="MetaContentLibraryTable"/>, with what is not confirmed. A shared post with its own text is a quotation, not a repost.
/// </summary>
internal static class MetaContentLibraryFormat
{
    private static readonly JsonMapping s_mapping = new()
    {
        Fields = new Dictionary<PostField, JsonSource[]>
        {
            [PostField.Text] = ["text"],
            [PostField.Id] = ["id"],
            [PostField.Author] = ["post_owner.id", "post_owner.username", "post_owner.name"],
            [PostField.Time] = ["creation_time"],
            [PostField.Language] = ["lang"],
            [PostField.Handle] = ["post_owner.username", "post_owner.name"],
            [PostField.Hashtags] = [JsonSource.Names("hashtags")],
            [PostField.Mentions] = [JsonSource.Names("mentions")],
            [PostField.Urls] = ["link_attachment.link"],
            [PostField.LinkTitle] = ["link_attachment.name"],
            [PostField.QuoteOf] = ["shared_post_id"],
        },
        IsTextOptional = true,
    };

    private static readonly string[] s_signature = ["id", "post_owner.id|post_owner.username|post_owner.name", "creation_time"];

    public static readonly ArchiveFormat Format = JsonFormat.Create(
        "meta-content-library",
        Platform.Facebook,
        new JsonVariant { Base = "data", Signature = s_signature, Mapping = s_mapping, Layout = new JsonLayout { Units = ["data[]"] } },
        new JsonVariant { Signature = s_signature, Mapping = s_mapping });
}
