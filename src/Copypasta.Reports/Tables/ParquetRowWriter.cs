using System.Text;
using Copypasta.Archives;
using Copypasta.Detection;
using Parquet;
using Parquet.Schema;

namespace Copypasta.Reports;

/// <summary>Collects the rows of one row group of a Parquet file, column by column. Every value may be missing.</summary>
internal sealed class ParquetRowWriter : IRowWriter
{
    private readonly Column[] _columns;
    private int _column;

    /// <summary>Begins an empty group.</summary>
    /// <param name="columns">The names of the columns.</param>
    public ParquetRowWriter(IReadOnlyList<string> columns)
    {
        _columns = [.. columns.Select(Of)];
        Fields = [.. _columns.Select(column => column.Field)];
    }

    /// <summary>The columns as Parquet has them.</summary>
    public DataField[] Fields { get; }

    /// <summary>Rows that were ended since the last group was written.</summary>
    public int Rows { get; private set; }

    /// <summary>Bytes of text in them.</summary>
    public long Bytes { get; private set; }

    /// <summary>Writes the group, and begins the next.</summary>
    public async Task WriteAsync(ParquetRowGroupWriter group)
    {
        foreach (var column in _columns)
        {
            await column.WriteAsync(group).ConfigureAwait(false);
        }

        (Rows, Bytes) = (0, 0);
    }

    /// <inheritdoc/>
    public void Key(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
        {
            Missing();
        }
        else
        {
            Text(value);
        }
    }

    /// <inheritdoc/>
    public void Key(string ascii)
    {
        Bytes += ascii.Length;
        Next<Texts>().Values.Add(ascii);
    }

    /// <inheritdoc/>
    public void Text(ReadOnlySpan<byte> value)
    {
        Bytes += value.Length;
        Next<Texts>().Values.Add(Encoding.UTF8.GetString(value));
    }

    /// <inheritdoc/>
    public void Integer(long value) => Next<Numbers<long>>().Values.Add(value);

    /// <inheritdoc/>
    public void Time(long value)
    {
        if (value == PostRecord.NoTime)
        {
            Missing();
        }
        else
        {
            Next<Numbers<DateTime>>().Values.Add(DateTime.UnixEpoch.AddMilliseconds(value));
        }
    }

    /// <inheritdoc/>
    public void Similarity(Similarity value) => Next<Numbers<double>>().Values.Add(value.Millionths / 1e6);

    /// <inheritdoc/>
    public void Real(double value) => Next<Numbers<double>>().Values.Add(value);

    /// <summary>The smallest double above 0 stands for what is smaller: no probability is 0.</summary>
    public void Probability(double logarithm) => Next<Numbers<double>>().Values.Add(Math.Max(double.Epsilon, Math.Exp(logarithm)));

    /// <inheritdoc/>
    public void Seconds(long milliseconds) => Next<Numbers<double>>().Values.Add(milliseconds / 1e3);

    /// <inheritdoc/>
    public void Boolean(bool value) => Next<Numbers<bool>>().Values.Add(value);

    /// <inheritdoc/>
    public void Missing() => _columns[_column++].AddMissing();

    /// <inheritdoc/>
    public void EndRow()
    {
        if (_column != _columns.Length)
        {
            throw new InvalidOperationException($"a row of {_column} values in a table of {_columns.Length} columns");
        }

        _column = 0;
        Rows++;
    }

    private static Column Of(string name) => SchemaJson.TypeOf(name) switch
    {
        "string" => new Texts(name),
        "integer" => new Numbers<long>(new DataField<long?>(name)),
        "decimal" or "double" => new Numbers<double>(new DataField<double?>(name)),
        "boolean" => new Numbers<bool>(new DataField<bool?>(name)),
        "timestamp" => new Numbers<DateTime>(new DateTimeDataField(name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Millis, isNullable: true)),
        var type => throw new InvalidOperationException($"no type {type} in Parquet"),
    };

    private T Next<T>()
        where T : Column =>
        _columns[_column] as T is { } column && ++_column > 0
            ? column
            : throw new InvalidOperationException($"column {_columns[_column].Field.Name} holds {SchemaJson.TypeOf(_columns[_column].Field.Name)} values");

    private abstract class Column(DataField kind)
    {
        public DataField Field { get; } = kind;

        public abstract void AddMissing();

        public abstract Task WriteAsync(ParquetRowGroupWriter group);
    }

    private sealed class Texts(string name) : Column(new DataField<string>(name))
    {
        public List<string?> Values { get; } = [];

        public override void AddMissing() => Values.Add(null);

        public override async Task WriteAsync(ParquetRowGroupWriter group)
        {
            await group.WriteAsync(Field, Values!).ConfigureAwait(false);
            Values.Clear();
        }
    }

    private sealed class Numbers<T>(DataField kind) : Column(kind)
        where T : struct
    {
        public List<T?> Values { get; } = [];

        public override void AddMissing() => Values.Add(null);

        public override async Task WriteAsync(ParquetRowGroupWriter group)
        {
            await group.WriteAsync<T>(Field, Values.ToArray()).ConfigureAwait(false);
            Values.Clear();
        }
    }
}
