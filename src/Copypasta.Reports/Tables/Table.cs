namespace Copypasta.Reports;

/// <summary>One table of a run in one format: rows in a fixed order, written whole or part by part. The parts, one after the other, are the whole.</summary>
public sealed class Table
{
    private const int RowsPerPart = 2048;

    private readonly TableFormat _format;
    private readonly string[] _columns;
    private readonly int _rows;
    private readonly Action<IRowWriter, int> _writeRow;

    internal Table(TableFormat format, string[] columns, int rows, Action<IRowWriter, int> writeRow) =>
        (_format, _columns, _rows, _writeRow) = (format, columns, rows, writeRow);

    /// <summary>The names of its columns, in order.</summary>
    public IReadOnlyList<string> Columns => _columns;

    /// <summary>Number of parts, at least one; Parquet has one, since what ends it tells where all else is.</summary>
    public int Parts => _format.IsParquet ? 1 : Math.Max(1, (_rows + RowsPerPart - 1) / RowsPerPart);

    /// <summary>Gives the values of one row to a writer; the row is not ended.</summary>
    internal void WriteRow(IRowWriter rows, int row) => _writeRow(rows, row);

    /// <summary>The rows as strings, null where a value is missing, for formats that are no tables. Each is overwritten by the next.</summary>
    internal IEnumerable<IReadOnlyList<string?>> Rows()
    {
        var cells = new RowCells(_format.Zone, _columns.Length);
        for (var row = 0; row < _rows; row++)
        {
            _writeRow(cells, row);
            cells.EndRow();
            yield return cells.Cells;
        }
    }

    /// <summary>Writes the whole table; the stream is left open and is not flushed.</summary>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Write(Stream output)
    {
        for (var part = 0; part < Parts; part++)
        {
            WritePart(output, part);
        }
    }

    /// <summary>Writes one part; safe to call for several parts at once, each with a stream of its own.</summary>
    /// <param name="output">Left open and not flushed.</param>
    /// <param name="part">0 to <see cref="Parts"/> - 1; the first begins with the header, where the format has one.</param>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void WritePart(Stream output, int part)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(part);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(part, Parts);
        if (_format.IsParquet)
        {
            ParquetTable.Write(output, _columns, _rows, _writeRow);
            return;
        }

        using var rows = new TextRowWriter(output, _format, _columns);
        if (part == 0)
        {
            rows.Header();
        }

        for (var row = part * RowsPerPart; row < Math.Min(_rows, (part + 1) * RowsPerPart); row++)
        {
            _writeRow(rows, row);
            rows.EndRow();
        }

        rows.Flush();
    }
}
