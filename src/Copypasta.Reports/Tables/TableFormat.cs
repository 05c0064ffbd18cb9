namespace Copypasta.Reports;

/// <summary>What is done to CSV cells that a spreadsheet would run as a formula.</summary>
public enum CsvMode
{
    /// <summary>
    /// Cells that a spreadsheet would run get a leading apostrophe; see <see cref="SpreadsheetGuard"/>. Ids and keys (<c>source</c>, <c>id</c>,
    /// <c>cluster</c>, …) are never changed, since a join on a changed key finds nothing.
    /// </summary>
    Safe,

    /// <summary>Every cell is written as it is.</summary>
    Raw,

    /// <summary>As <see cref="Safe"/>, and the file begins with a UTF-8 byte order mark, without which Excel reads another encoding.</summary>
    Excel,
}

/// <summary>The file format of a table.</summary>
public readonly record struct TableFormat
{
    private TableFormat(string extension, CsvMode csvMode)
    {
        Extension = extension;
        CsvMode = csvMode;
    }

    /// <summary>JSON Lines: one object a line, keys as the columns, values exact, null where a value is missing.</summary>
    public static TableFormat JsonLines { get; } = new(".jsonl", default);

    /// <summary>Parquet, compressed with Snappy: columns of the types that <c>schema.json</c> names, values exact, times in UTC whatever <see cref="Zone"/>.</summary>
    public static TableFormat Parquet { get; } = new(".parquet", default);

    /// <summary>Whether the table is written as JSON Lines.</summary>
    public bool IsJsonLines => Extension == JsonLines.Extension;

    /// <summary>Whether the table is written as Parquet.</summary>
    public bool IsParquet => Extension == Parquet.Extension;

    /// <summary>The treatment of cells, in CSV only.</summary>
    public CsvMode CsvMode { get; }

    /// <summary>The zone that times are shown in, with its offset; null for UTC, shown as <c>Z</c>.</summary>
    public TimeZoneInfo? Zone { get; init; }

    /// <summary>The ending of the file's name: <c>.csv</c>, <c>.jsonl</c> or <c>.parquet</c>.</summary>
    public string Extension { get; }

    /// <summary>CSV as RFC 4180 has it, in UTF-8 with LF line ends and a header line.</summary>
    public static TableFormat Csv(CsvMode mode) => new(".csv", mode);
}
