namespace Copypasta.Archives;

/// <summary>
/// Parquet files. Their columns are found as those of other tables are; nested ones by dotted path. What a file says of itself stands at its end, so that it is read as a file of its own;
/// one that is compressed, in an archive or piped can be read only if it is no larger than the sample of an input.
/// </summary>
internal static class ParquetFormat
{
    public static readonly ArchiveFormat Format = new("parquet", Platform.Unknown, Recognise, Open);

    private static string? Recognise(InputStart start) => ParquetFile.Begins(start.Sample.Span) ? "it begins with PAR1" : null;

    private static OpenedFormat Open(InputStart start, RecordCursor cursor)
    {
        if (Recognise(start) is null)
        {
            throw new ArchiveException($"{start.Path}: not a Parquet file; these begin with PAR1");
        }

        var file = ParquetFile.Open(start.Path, OpenStream(start));
        var header = new TableHeader(default, [.. file.Columns.Select(column => column.Name)], 0);
        var format = ArchiveFormats.TableOf(header);
        var times = DelimitedFormat.TimesOf(start, format);
        var reader = new ParquetPostReader(cursor, times, start.Plan, file, header, DelimitedFormat.ColumnsOf(start, header, format), format?.HasTimesInIds ?? false, start.MaxRecordBytes);
        return DelimitedFormat.Opened(start, cursor, header, format, reader, times);
    }

    private static Stream OpenStream(InputStart start)
    {
        if (start.IsWhole)
        {
            return new MemoryStream(start.Sample.ToArray(), writable: false);
        }

        try
        {
            // The name of a member of an archive is content, and no path.
            if (start.IsFile && File.Exists(start.Path))
            {
                var file = File.OpenRead(start.Path);
                Span<byte> head = stackalloc byte[16];
                if (file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.SequenceEqual(start.Sample.Span[..head.Length]))
                {
                    return file;
                }

                file.Dispose();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArchiveException($"{start.Path}: cannot be opened: {e.Message.ReplaceLineEndings(" ")}", e);
        }

        throw new ArchiveException($"{start.Path}: Parquet needs a file of its own, as what is in it stands at its end; decompress it, or save what is piped, and give the file");
    }
}
