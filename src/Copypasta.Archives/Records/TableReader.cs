using System.Globalization;
using System.Runtime.CompilerServices;

namespace Copypasta.Archives;

/// <summary>
/// Reads the records of a table. Each has as many fields as the header, neither more nor fewer: a record that was cut off must not pass for a
/// whole one. Blank lines are no records, unless the table has a single column. A record that cannot be parsed is rejected and reading goes on with the line
/// after its first line, so that an unclosed quote takes no more than that.
/// </summary>
/// <remarks>
/// In TSV many writers do not quote at all, and texts do begin with a quote: where quotes make no valid record but the line has the right number of fields
/// without them, they are content. The same if a quoted field runs on over a line that is a whole record by itself.
/// </remarks>
internal sealed class TableReader : IRecordReader
{
    private readonly RecordCursor _cursor;
    private readonly TimeReader _times;
    private readonly CsvSyntax _syntax;
    private readonly int[] _columns;
    private readonly int _maxRecordBytes;
    private readonly CsvField[] _fields;
    private int _headerLength;
    private bool _skipping;

    public TableReader(RecordCursor cursor, TimeReader times, FieldPlan plan, TableHeader header, int[] columns, int maxRecordBytes)
    {
        _cursor = cursor;
        _times = times;
        _syntax = header.Syntax;
        _columns = columns;
        _maxRecordBytes = maxRecordBytes;
        _fields = new CsvField[header.Columns.Length];
        _headerLength = header.Length;
        var mapping = new Dictionary<string, string>();
        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i] >= 0)
            {
                mapping.TryAdd(plan.Name(i), header.Columns[columns[i]]);
            }
        }

        Mapping = mapping;
        Columns = header.Columns;
    }

    public IReadOnlyList<string> Columns { get; }

    public bool HasHeader => true;

    public IReadOnlyDictionary<string, string> Mapping { get; }

    /// <summary>Shows the times of the first records to the time reader, so that it knows their order when it reads them.</summary>
    public void Observe(ReadOnlySpan<byte> sample, bool isWhole)
    {
        var column = _columns[(int)PostField.Time];
        while (column >= 0 && !sample.IsEmpty)
        {
            var outcome = Parse(sample, isWhole, out var count, out var length);
            if (outcome == CsvOutcome.Incomplete)
            {
                return;
            }

            if (outcome == CsvOutcome.Record && count == _fields.Length)
            {
                _times.Observe(sample.Slice(_fields[column].Start, _fields[column].Length));
            }
            else if (outcome != CsvOutcome.Record)
            {
                length = _syntax.LineLength(sample, isWhole);
            }

            if (length < 0)
            {
                return;
            }

            sample = sample[length..];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Runs are short: half of one would pass before the JIT had optimised it.
    public int Read(ReadOnlySpan<byte> window, bool isFinal, PostBatch batch)
    {
        var position = 0;
        if (_headerLength > 0)
        {
            // The window holds at least what the header was read from.
            position = _headerLength;
            _cursor.Skip(position, _syntax.CountLines(window[..position]));
            _headerLength = 0;
        }

        while (position < window.Length)
        {
            var rest = window[position..];
            if (_skipping)
            {
                var skipped = SkipLine(rest, isFinal);
                if (skipped == 0)
                {
                    break;
                }

                position += skipped;
                continue;
            }

            // One byte more than allowed is enough to see that a record is too long, and makes the outcome the same whatever the window.
            var cut = rest.Length > _maxRecordBytes;
            var data = cut ? rest[..(_maxRecordBytes + 1)] : rest;
            var outcome = Parse(data, isFinal && data.Length == rest.Length, out var count, out var length);
            if (outcome == CsvOutcome.Incomplete && !cut)
            {
                break;
            }

            if (outcome == CsvOutcome.Record && count == _fields.Length)
            {
                if (!TryAdd(data, batch))
                {
                    break;
                }

                Skip(data[..length]);
                position += length;
            }
            else if (outcome == CsvOutcome.Record)
            {
                if (count > 1 || _fields[0].Length > 0 || data[0] == (byte)'"')
                {
                    _cursor.Reject(string.Create(CultureInfo.InvariantCulture, $"expected {_fields.Length} fields, found {count}"));
                }

                Skip(data[..length]);
                position += length;
            }
            else
            {
                _cursor.Reject(outcome switch
                {
                    CsvOutcome.Unclosed => "a quote is not closed before the end of the input",
                    CsvOutcome.TextAfterQuote => "a closing quote is followed by text",
                    _ => Reasons.TooLong(_maxRecordBytes),
                });
                _skipping = true;
            }
        }

        return position;
    }

    private CsvOutcome Parse(ReadOnlySpan<byte> data, bool isFinal, out int count, out int length)
    {
        var outcome = _syntax.Parse(data, isFinal, quoting: true, _fields, out count, out length);
        var undecided = outcome == CsvOutcome.Incomplete && data.Length <= _maxRecordBytes;
        if (_syntax.Delimiter != (byte)'\t' || undecided)
        {
            return outcome;
        }

        var valid = outcome == CsvOutcome.Record && count == _fields.Length;
        if (valid)
        {
            var line = _syntax.LineLength(data[..length], isFinal: true);
            if (line < 0 || line == length)
            {
                return outcome;
            }
        }


        var literal = _syntax.Parse(data, isFinal, quoting: false, _fields, out var literalCount, out var literalLength);
        if (literal == CsvOutcome.Incomplete && data.Length <= _maxRecordBytes)
        {
            return CsvOutcome.Incomplete;
        }

        if (literal == CsvOutcome.Record && literalCount == _fields.Length && (!valid || IsRecord(data[literalLength..length])))
        {
            (count, length) = (literalCount, literalLength);
            return CsvOutcome.Record;
        }

        // The attempt has overwritten the fields.
        return _syntax.Parse(data, isFinal, quoting: true, _fields, out count, out length);
    }

    /// <summary>Whether a line that a quoted field runs over is a record by itself.</summary>
    private bool IsRecord(ReadOnlySpan<byte> line)
        => _syntax.Parse(line, isFinal: true, quoting: false, [], out var count, out _) == CsvOutcome.Record && count == _fields.Length && count > 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Runs are short: half of one would pass before the JIT had optimised it.
    private bool TryAdd(ReadOnlySpan<byte> record, PostBatch batch)
    {
        var bytes = 0;
        foreach (var column in _columns)
        {
            bytes += column >= 0 ? _fields[column].Length : 0;
        }

        if (!batch.TryReserve(bytes))
        {
            return false;
        }

        var carried = batch.NextCarried;
        for (var i = 0; i < carried.Length; i++)
        {
            carried[i] = Write(record, PostFields.AlwaysRead + i, batch);
        }

        var flags = RepostValue.IsRepost(Raw(record, (int)PostField.Repost)) ? PostFlags.Repost : PostFlags.None;
        batch.Add(new PostRecord
        {
            Time = _times.Read(Raw(record, (int)PostField.Time)),
            Id = _cursor.KeepId(batch, Write(record, (int)PostField.Id, batch)),
            Author = _cursor.KeepAuthor(batch, Write(record, (int)PostField.Author, batch)),
            Language = Write(record, (int)PostField.Language, batch),
            Text = Write(record, (int)PostField.Text, batch),
            Flags = flags,
            Row = _cursor.CountPost(flags),
        });
        return true;
    }

    private ReadOnlySpan<byte> Raw(ReadOnlySpan<byte> record, int slot)
    {
        var column = _columns[slot];
        return column < 0 ? default : record.Slice(_fields[column].Start, _fields[column].Length);
    }

    private FieldRange Write(ReadOnlySpan<byte> record, int slot, PostBatch batch)
    {
        var content = Raw(record, slot);
        return content.IsEmpty || !_fields[_columns[slot]].HasDoubledQuotes
            ? batch.Write(content)
            : batch.Commit(CsvSyntax.Unescape(content, batch.Free));
    }

    private void Skip(ReadOnlySpan<byte> record) => _cursor.Skip(record.Length, _syntax.CountLines(record));

    private int SkipLine(ReadOnlySpan<byte> rest, bool isFinal)
    {
        var length = _syntax.LineLength(rest, isFinal);
        _skipping = length < 0;
        if (length < 0)
        {
            length = rest.EndsWith((byte)'\r') && !isFinal ? rest.Length - 1 : rest.Length;
        }

        _cursor.Skip(length, _skipping ? 0 : 1);
        return length;
    }
}
