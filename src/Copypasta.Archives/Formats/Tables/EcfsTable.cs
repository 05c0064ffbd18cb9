namespace Copypasta.Archives;

/// <summary>
/// Comments to the United States' Federal Communications Commission, from its filing system's API. Names of filers come flattened in several ways.
/// Source: the names of publicapi.fcc.gov/ecfs as in <see cref="FccEcfsFormat"/>; the FCC itself gives no such table.
/// </summary>
internal static class EcfsTable
{
    public static readonly ArchiveFormat Format = new TableFormat("ecfs-csv", Platform.FccEcfs, ["id_submission", "text_data"])
    {
        Zone = TimeZoneInfo.Utc,
        Columns = new Dictionary<PostField, ColumnChoice[]>
        {
            [PostField.Text] = ["text_data"],
            [PostField.Id] = ["id_submission"],
            [PostField.Author] = ["filers.name", "filers[].name", "filers[0].name", "filers.0.name", "filers/0/name", "filer_name", "filers"],
            [PostField.Time] = ["date_submission", "date_received"],
            [PostField.Handle] = ["filers.name", "filer_name"],
        },
    }.ToArchiveFormat();
}
