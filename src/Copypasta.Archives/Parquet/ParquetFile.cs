using System.Buffers.Binary;
using System.Globalization;
using Parquet;
using Parquet.Schema;

namespace Copypasta.Archives;

/// <summary>An open Parquet file: its leaf columns, and its row groups, one in memory at a time.</summary>
internal sealed class ParquetFile
{
    /// <summary>What the columns of a row group that are read may take in memory.</summary>
    public const long MaxRowGroupBytes = 1L << 30;

    private const int MaxFooterBytes = 64 << 20;
    private const int BytesPerValue = 24;
    private const int TailBytes = 8;

    private readonly string _path;
    private readonly Stream _stream;
    private readonly ParquetReader _reader;

    private ParquetFile(string path, Stream stream, ParquetReader reader)
    {
        _path = path;
        _stream = stream;
        _reader = reader;
        Columns = [.. reader.Schema.GetDataFields().Select(field => new ParquetColumn(field))];
    }

    /// <summary>The columns that hold values; those of structures and lists one by one.</summary>
    public ParquetColumn[] Columns { get; }

    public int RowGroups => _reader.RowGroupCount;

    /// <summary>Whether bytes are the beginning of a Parquet file. Letters alone are no proof: a post may begin with them.</summary>
    public static bool Begins(ReadOnlySpan<byte> head) => head.StartsWith("PAR1"u8) && head.Contains((byte)0);

    /// <summary>Reads what the file says of itself.</summary>
    /// <exception cref="ArchiveException">The file is cut off or damaged.</exception>
    public static ParquetFile Open(string path, Stream stream)
    {
        try
        {
            Span<byte> tail = stackalloc byte[TailBytes];
            if (stream.Length < TailBytes + 4)
            {
                throw new InvalidDataException("it is cut off");
            }

            stream.Seek(-TailBytes, SeekOrigin.End);
            stream.ReadExactly(tail);
            var footer = BinaryPrimitives.ReadInt32LittleEndian(tail);
            if (!tail[4..].SequenceEqual("PAR1"u8) || footer < 0 || footer > stream.Length - TailBytes)
            {
                throw new InvalidDataException("it does not end as it should, so that it is probably cut off");
            }

            if (footer > MaxFooterBytes)
            {
                throw new InvalidDataException($"its description takes {footer} bytes, and {MaxFooterBytes} are allowed");
            }

            stream.Seek(-TailBytes - footer, SeekOrigin.End);
            var description = new byte[footer];
            stream.ReadExactly(description);
            if (!ThriftStructure.IsWhole(description, ParquetShapes.FileMetaData))
            {
                throw new InvalidDataException("what it says of itself is no description of a Parquet file, or does not end");
            }

            stream.Position = 0;
            // The stream gives its bytes at once, so that nothing waits here.
            return new ParquetFile(path, stream, ParquetReader.CreateAsync(stream).GetAwaiter().GetResult());
        }
        catch (Exception e) when (e is not ArchiveException)
        {
            stream.Dispose();
            throw Damaged(path, 0, e);
        }
    }

    /// <summary>Loads the values of some columns.</summary>
    /// <param name="group">Index of the row group.</param>
    /// <param name="columns">Which of <see cref="Columns"/>.</param>
    /// <param name="rowsBefore">Rows of the groups before it, for messages.</param>
    /// <returns>Rows in the group.</returns>
    /// <exception cref="ArchiveException">The row group is damaged or too large.</exception>
    public int Load(int group, IEnumerable<ParquetColumn> columns, long rowsBefore)
    {
        try
        {
            using var rows = _reader.OpenRowGroupReader(group);
            var wanted = columns.ToArray();
            var bytes = 0.0;
            foreach (var column in wanted)
            {
                var data = rows.GetMetadata(column.Field)?.MetaData ?? throw new InvalidDataException($"it has no column {column.Name} in row group {group + 1}");
                // Texts become UTF-16 on the way.
                bytes += (2.0 * data.TotalUncompressedSize) + ((double)data.NumValues * BytesPerValue);
                if (data.NumValues < 0 || data.TotalUncompressedSize < 0)
                {
                    throw new InvalidDataException($"a size of column {column.Name} is negative");
                }
            }

            if (bytes > MaxRowGroupBytes || rows.RowCount is < 0 or > MaxRowGroupBytes / BytesPerValue)
            {
                throw new ArchiveException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{_path}: row group {group + 1} would take some {bytes / (1 << 20):0} MiB in memory, and {MaxRowGroupBytes >> 20} are allowed; write the file again with smaller row groups"));
            }

            foreach (var column in wanted)
            {
                var end = ParquetPages.Check(_stream, rows.GetMetadata(column.Field)!.MetaData!);
                column.Load(rows);
                if (_stream.Position > end)
                {
                    throw new InvalidDataException($"the pages of column {column.Name} hold fewer values than they say");
                }
            }

            return (int)rows.RowCount;
        }
        catch (Exception e) when (e is not ArchiveException)
        {
            throw Damaged(_path, rowsBefore, e);
        }
    }

    public void Close() => _reader.DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <remarks>The library meets damage with exceptions of every kind.</remarks>
    private static ArchiveException Damaged(string path, long rows, Exception e)
        => new(string.Create(CultureInfo.InvariantCulture, $"{path}: a damaged Parquet file ({rows} rows read before): {e.Message.ReplaceLineEndings(" ")}; get a whole copy of it"), e);
}
