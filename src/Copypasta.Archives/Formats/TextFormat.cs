namespace Copypasta.Archives;

/// <summary>A post a line.</summary>
internal static class TextFormat
{
    public static readonly ArchiveFormat Format = new("text", Platform.Unknown, _ => "nothing else: a post a line", Open);

    private static OpenedFormat Open(InputStart start, RecordCursor cursor)
    {
        if (start.Map.Count > 0)
        {
            throw new ArchiveException($"{start.Path}: --map needs columns, but this is read as plain text lines; pass --format csv, tsv or ndjson if it is one of these");
        }

        return new OpenedFormat(new TextLineReader(cursor, start.MaxRecordBytes), start.TimesOf(), start.Plan.Carried);
    }
}
