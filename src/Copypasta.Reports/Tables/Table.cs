namespace Copypasta.Reports;

/// <summary>One table of a run in one format: rows in a fixed order, written whole or part by part. The parts, one after the other, are the whole.</summary>
public sealed class Table
{
    private const int RowsPerPart = 2048;

    private readonly TableFormat _format;
    private readonly string[] _columns;
    private readonly int _rows;
    private readonly Action<IRowWriter, int> _writeRow;
    private readonly Func<IRowWriter, IRowWriter> _through;

    /// <param name="format">The file's format.</param>
    /// <param name="columns">The names of the columns.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="writeRow">Gives the values of a row to a writer.</param>
    /// <param name="through">What the values of a part pass through on their way to its writer; null for nothing.</param>
    internal Table(TableFormat format, string[] columns, int rows, Action<IRowWriter, int> writeRow, Func<IRowWriter, IRowWriter>? through = null) =>
        (_format, _columns, _rows, _writeRow, _through) = (format, columns, rows, writeRow, through ?? (writer => writer));

    /// <summary>The names of its columns, in order.</summary>
    public IReadOnlyList<string> Columns => _columns;

    /// <summary>Number of parts, at least one; Parquet has one, since what ends it tells where all else is.</summary>
    public int Parts => _format.IsParquet ? 1 : Math.Max(1, (_rows + RowsPerPart - 1) / RowsPerPart);

    /// <summary>What of the table may be passed on. Rows with a pseudonym stand in the order of pseudonyms: any other would tell of what they stand for.</summary>
    /// <remarks>Costs 12 bytes a row.</remarks>
    public Table Shared(Sharing sharing)
    {
        ArgumentNullException.ThrowIfNull(sharing);
        var columns = SharedColumns.Of(_columns, sharing.IsOfIds);
        var rows = SharedRows(sharing, columns);
        return new Table(
            _format,
            [.. _columns.Where((_, column) => columns[column] != SharedAs.Nothing)],
            rows.Length,
            (writer, row) =>
            {
                ((SharedRow)writer).Begin(rows[row]);
                _writeRow(writer, rows[row]);
            },
            writer => new SharedRow(sharing, columns, writer));
    }

    /// <summary>The rows that may be passed on, in their new order.</summary>
    private int[] SharedRows(Sharing sharing, SharedAs[] columns)
    {
        var asked = new SharedRow(sharing, columns, null);
        var (rows, order, count) = (new int[_rows], new ulong[_rows], 0);
        for (var row = 0; row < _rows; row++)
        {
            asked.Begin(row);
            _writeRow(asked, row);
            if (!asked.IsLeftOut)
            {
                rows[count] = row;
                order[count++] = asked.Order;
            }
        }

        Array.Resize(ref rows, count);
        if (count > 0 && order[0] != 0)
        {
            Array.Sort(order, rows, 0, count);
        }

        return rows;
    }

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
            IRowWriter? group = null;
            ParquetTable.Write(output, _columns, _rows, (writer, row) => _writeRow(group ??= _through(writer), row));
            return;
        }

        using var rows = new TextRowWriter(output, _format, _columns);
        if (part == 0)
        {
            rows.Header();
        }

        var through = _through(rows);
        for (var row = part * RowsPerPart; row < Math.Min(_rows, (part + 1) * RowsPerPart); row++)
        {
            _writeRow(through, row);
            rows.EndRow();
        }

        rows.Flush();
    }
}
