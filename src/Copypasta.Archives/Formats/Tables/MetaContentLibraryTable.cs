namespace Copypasta.Archives;

/// <summary>
/// Meta Content Library: posts of Facebook, nested fields with dots. A shared post has its own text, so it is taken as a quote; the title of a link is no text of the post's account. That nested fields have
/// dots, and id: developers.facebook.com/docs/content-library-and-api/appendix/data-dictionary; post_owner.username and creation_time: tables in public scripts. Of the dictionary's field lists no copy
/// could be read: lang, hashtags, shared_post_id and link_attachment are not confirmed.
/// </summary>
internal static class MetaContentLibraryTable
{
    public static readonly ArchiveFormat Format = new TableFormat("meta-csv", Platform.Facebook, ["id", "text", "creation_time", "post_owner.username"], ["id", "text", "creation_time", "post_owner.id"], ["id", "text", "creation_time", "mcl_url"])
    {
        Zone = TimeZoneInfo.Utc,
        Columns = new Dictionary<PostField, ColumnChoice[]>
        {
            [PostField.Text] = ["text"],
            [PostField.Id] = ["id"],
            [PostField.Author] = ["post_owner.id", "post_owner.username", "post_owner.name"],
            [PostField.Time] = ["creation_time"],
            [PostField.Language] = ["lang"],
            [PostField.Handle] = ["post_owner.username", "post_owner.name"],
            [PostField.Hashtags] = ["hashtags"],
            [PostField.Urls] = ["link_attachment.link"],
            [PostField.LinkTitle] = ["link_attachment.name"],
            [PostField.QuoteOf] = ["shared_post_id"],
        },
    }.ToArchiveFormat();
}
