using Parquet;
using Parquet.Data;
using Parquet.Schema;

namespace Copypasta.Archives;

/// <summary>A leaf column of a Parquet file, and its values in one row group. A row has any number of values; those of a list stand with a space between them.</summary>
internal sealed class ParquetColumn
{
    // Parquet's writers put these between a list and its elements.
    private static readonly string[] s_wrappers = ["list", "element", "item", "array", "bag", "array_element"];

    private ParquetValues? _values;
    private int[] _starts = [];

    public ParquetColumn(DataField field)
    {
        Field = field;
        var parts = field.Path.ToList();
        Name = string.Join('.', parts.Where((part, i) => i == 0 || field.MaxRepetitionLevel == 0 || !s_wrappers.Contains(part)));
    }

    public DataField Field { get; }

    /// <summary>Its path with dots.</summary>
    public string Name { get; }

    /// <summary>Whether its values are points or days in time.</summary>
    public bool IsTime => Field.ClrType == typeof(DateTime);

    /// <summary>Whether its times are UTC; of those that are not the zone is unknown.</summary>
    public bool IsUtc => Field is DateTimeDataField { DateTimeFormat: DateTimeFormat.Impala } or DateTimeDataField { IsAdjustedToUTC: true, DateTimeFormat: not DateTimeFormat.Date };

    public void Load(ParquetRowGroupReader rows)
    {
        _values?.Dispose();
        _values = null;
        _values = ParquetValues.Of(Field, rows.ReadRawColumnDataBaseAsync(Field).AsTask().GetAwaiter().GetResult());
        Locate(_values.Levels, checked((int)rows.RowCount));
    }

    /// <summary>Whether the row has a value that is not empty.</summary>
    public bool HasValue(int row)
    {
        for (var i = _starts[row]; i < _starts[row + 1]; i++)
        {
            if (_values!.MaxLength(i) > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Most bytes that the row's values take.</summary>
    /// <remarks>The values of a list may be one large value, stored once and named any number of times.</remarks>
    public long MaxLength(int row)
    {
        var length = 0L;
        for (var i = _starts[row]; i < _starts[row + 1]; i++)
        {
            length += _values!.MaxLength(i) + 1;
        }

        return length;
    }

    /// <summary>Writes the row's values as UTF-8: numbers with all their digits, times as ISO 8601.</summary>
    public int Write(int row, Span<byte> destination)
    {
        var written = 0;
        for (var i = _starts[row]; i < _starts[row + 1]; i++)
        {
            if (i > _starts[row])
            {
                destination[written++] = (byte)' ';
            }

            written += _values!.Write(i, destination[written..]);
        }

        return written;
    }

    /// <summary>The row's time in Unix milliseconds, rounded down; false if it has none.</summary>
    public bool TryGetTime(int row, out long milliseconds)
    {
        milliseconds = 0;
        return _starts[row] < _starts[row + 1] && _values!.TryGetTime(_starts[row], out milliseconds);
    }

    /// <summary>Finds where the values of each row begin: levels tell which places hold a value and which begin a row.</summary>
    private void Locate(RawColumnData levels, int rows)
    {
        _starts = _starts.Length > rows ? _starts : new int[rows + 1];
        var definition = Field.MaxDefinitionLevel > 0 ? levels.DefinitionLevels : default;
        var repetition = Field.MaxRepetitionLevel > 0 ? levels.RepetitionLevels : default;
        var places = Field.MaxDefinitionLevel > 0 ? definition.Length : _values!.Count;
        var row = 0;
        var value = 0;
        for (var place = 0; place < places; place++)
        {
            if (repetition.IsEmpty || repetition[place] == 0)
            {
                if (row == rows)
                {
                    throw new InvalidDataException($"column {Name} has more rows than its row group");
                }

                _starts[row++] = value;
            }

            value += definition.IsEmpty || definition[place] == Field.MaxDefinitionLevel ? 1 : 0;
        }

        if (row != rows || value > _values!.Count)
        {
            throw new InvalidDataException($"column {Name} has {row} rows, its row group {rows}");
        }

        _starts[rows] = value;
    }
}
