namespace Copypasta.Archives;

/// <summary>
/// CrowdTangle's downloads. Times carry the abbreviation of the user's zone ("2021-01-05 13:45:00 EST"). There is no id but the address of the post; a post without a message of its
/// own has the text of its link or image. Source: the column sets in datasources/upload/import_formats.py of github.com/digitalmethodsinitiative/4cat.
/// </summary>
internal static class CrowdTangleTable
{
    /// <summary>Posts of pages and of groups.</summary>
    public static readonly ArchiveFormat Facebook = new TableFormat("crowdtangle", Platform.Facebook, ["Page Name", "Facebook Id", "Post Created", "Message"], ["Group Name", "Facebook Id", "Post Created", "Message"])
    {
        Columns = new Dictionary<PostField, ColumnChoice[]>
        {
            [PostField.Text] = ["Message", "Link Text", "Description", "Image Text"],
            [PostField.Id] = ["URL"],
            [PostField.Author] = ["Facebook Id", "User Name", "Page Name", "Group Name"],
            [PostField.Time] = ["Post Created"],
            [PostField.Handle] = ["User Name", "Page Name", "Group Name"],
            [PostField.Urls] = ["Final Link", "Link"],
            [PostField.LinkTitle] = ["Link Text"],
        },
    }.ToArchiveFormat();

    /// <summary>Posts of Instagram accounts.</summary>
    public static readonly ArchiveFormat Instagram = new TableFormat("crowdtangle-instagram", Platform.Instagram, ["Account", "User Name", "Post Created", "Description"])
    {
        Columns = new Dictionary<PostField, ColumnChoice[]>
        {
            [PostField.Text] = ["Description", "Title", "Image Text"],
            [PostField.Id] = ["URL"],
            [PostField.Author] = ["User Name", "Account"],
            [PostField.Time] = ["Post Created"],
            [PostField.Handle] = ["User Name", "Account"],
            [PostField.Urls] = ["Link"],
        },
    }.ToArchiveFormat();
}
