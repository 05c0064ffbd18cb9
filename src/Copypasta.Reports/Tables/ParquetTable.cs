using Parquet;
using Parquet.Schema;

namespace Copypasta.Reports;

/// <summary>Writes a table as one Parquet file, row group by row group: at most 2^16 rows of at most 32 MiB of text are held.</summary>
internal static class ParquetTable
{
    private const int MostRows = 1 << 16;
    private const long MostBytes = 1 << 25;

    private static readonly ParquetOptions s_options = new() { CompressionMethod = CompressionMethod.Snappy };

    /// <summary>Writes it; the stream is left open and is not flushed.</summary>
    /// <param name="output">Need not seek.</param>
    /// <param name="columns">The names of the columns; their types are those of <see cref="SchemaJson"/>.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="writeRow">Writes one.</param>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void Write(Stream output, IReadOnlyList<string> columns, int rows, Action<IRowWriter, int> writeRow) =>
        // Not on the current scheduler: what the library does after waiting would wait there for the threads that wait for it.
        Task.Run(() => WriteAsync(output, new ParquetRowWriter(columns), rows, writeRow)).GetAwaiter().GetResult();

    private static async Task WriteAsync(Stream output, ParquetRowWriter group, int rows, Action<IRowWriter, int> writeRow)
    {
        var file = await ParquetWriter.CreateAsync(new ParquetSchema(group.Fields), new CountedStream(output), s_options).ConfigureAwait(false);
        await using (file.ConfigureAwait(false))
        {
            for (var row = 0; row < rows;)
            {
                while (row < rows && group.Rows < MostRows && group.Bytes < MostBytes)
                {
                    writeRow(group, row++);
                    group.EndRow();
                }

                using var written = file.CreateRowGroup();
                await group.WriteAsync(written).ConfigureAwait(false);
            }
        }
    }

    /// <summary>A stream that is only written to and knows how far it is, which the footer of the file tells.</summary>
    private sealed class CountedStream(Stream output) : Stream
    {
        private long _position;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => _position;

        public override long Position
        {
            get => _position;
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            output.Write(buffer);
            _position += buffer.Length;
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
