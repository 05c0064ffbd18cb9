namespace Copypasta.Archives;

/// <summary>Our own posts.csv, whose apostrophes against spreadsheets are taken off again. The name of the input it came from, its row there and its cluster are not read.</summary>
internal static class CopypastaPostsTable
{
    private static readonly string[] s_columns = ["source", "row", "id", "author", "time", "cluster", "family", "similarity", "text"];

    public static readonly ArchiveFormat Format = new TableFormat("copypasta-posts", Platform.Unknown, s_columns, [.. s_columns, "background"])
    {
        IsExact = true,
        IsGuarded = true,
        Zone = TimeZoneInfo.Utc,
        Columns = new Dictionary<PostField, ColumnChoice[]>
        {
            [PostField.Text] = ["text"],
            [PostField.Id] = ["id"],
            [PostField.Author] = ["author"],
            [PostField.Time] = ["time"],
        },
    }.ToArchiveFormat();
}
