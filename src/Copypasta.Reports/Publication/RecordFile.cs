namespace Copypasta.Reports;

/// <summary>
/// The records of one input, one after the other as they stand in it, so that together they are an input that can be read again: behind the header of a table, an object a line, or, where
/// records are parts of a document of JSON, in an array. What is added are the brackets and commas of that array, and a line end where the last record of a file has none.
/// </summary>
public sealed class RecordFile(PublicationFolder folder, EvidenceInput input) : IDisposable
{
    private Stream? _file;
    private long _written;
    private bool _isArray;

    /// <summary>The header that all records of a table need.</summary>
    public void Header(ReadOnlySpan<byte> header)
    {
        Open(".csv");
        Line(header);
    }

    /// <summary>Adds the record of a post and notes where it is.</summary>
    public void Add(EvidencePost post, ReadOnlySpan<byte> record)
    {
        ArgumentNullException.ThrowIfNull(post);
        var isFirst = _file is null;
        if (isFirst)
        {
            var isJson = input.Recorded.Format != "text" && record.TrimStart(" \t\r\n"u8).StartsWith("{"u8);
            _isArray = isJson && !EndsLine(record);
            Open(_isArray ? ".json" : isJson ? ".jsonl" : ".txt");
        }

        if (_isArray)
        {
            Write(isFirst ? "[\n"u8 : ",\n"u8);
        }

        post.FileOffset = _written;
        post.FileLength = record.Length;
        post.Sha256 = DigestList.Digest(record);
        if (_isArray)
        {
            Write(record);
        }
        else
        {
            Line(record);
        }
    }

    /// <summary>Ends the file and puts it on disk.</summary>
    public void Dispose()
    {
        if (_isArray)
        {
            Write("\n]\n"u8);
            _isArray = false;
        }

        _file?.Dispose();
    }

    private static bool EndsLine(ReadOnlySpan<byte> record) => record.EndsWith((byte)'\n') || record.EndsWith((byte)'\r');

    private void Open(string extension)
    {
        // Named by a number: an input's own name is content where it is a member of a container.
        input.File = $"records/input-{input.Recorded.Number}{extension}";
        _file = folder.OpenFile(input.File);
    }

    private void Line(ReadOnlySpan<byte> record)
    {
        Write(record);
        if (!EndsLine(record))
        {
            Write("\n"u8);
        }
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        _file!.Write(bytes);
        _written += bytes.Length;
    }
}
