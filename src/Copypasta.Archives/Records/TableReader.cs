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
    private readonly TablePosts _posts;
    private readonly CsvSyntax _syntax;
    private readonly CsvIndex? _index;
    private readonly bool _hasTimes;
    private readonly int _columns;
    private readonly int _maxRecordBytes;
    private byte[] _header = [];
    private int _headerLength;
    private bool _skipping;

    public TableReader(RecordCursor cursor, TimeReader times, FieldPlan plan, TableHeader header, TableColumns columns, TableFormat? format, int maxRecordBytes)
    {
        _cursor = cursor;
        _posts = new TablePosts(cursor, times, plan, header, columns, format);
        _syntax = header.Syntax;
        _index = _syntax.EndsWithCarriageReturn ? null : new CsvIndex(_syntax.Delimiter);
        _hasTimes = !columns.IsMissing((int)PostField.Time);
        _columns = header.Columns.Length;
        _maxRecordBytes = maxRecordBytes;
        _headerLength = header.Length;
        var mapping = new Dictionary<string, string>();
        for (var slot = 0; slot < columns.Slots; slot++)
        {
            if (!columns.IsMissing(slot))
            {
                mapping.TryAdd(plan.Name(slot), columns.Describe(slot, header));
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
        while (_hasTimes && !sample.IsEmpty)
        {
            var outcome = Parse(sample, isWhole, out var count, out var length);
            if (outcome == CsvOutcome.Incomplete)
            {
                return;
            }

            if (outcome == CsvOutcome.Record && count == _columns)
            {
                _posts.Observe(sample);
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

    [MethodImpl(Jit.AtOnce)]
    public int Read(ReadOnlySpan<byte> window, bool isFinal, PostBatch batch)
    {
        var position = 0;
        if (_headerLength > 0)
        {
            // The window holds at least what the header was read from.
            position = _headerLength;
            _header = WithoutEnd(window[..position]).ToArray();
            _cursor.NoteHeader();
            _cursor.Skip(position, _syntax.CountLines(window[..position]));
            _headerLength = 0;
        }

        while (position < window.Length && !_cursor.HasManyRejects)
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

            var taken = _index is not null && rest.Length >= CsvBlock.Bytes ? ReadIndexed(rest, isFinal, batch) : 0;
            if (taken == 0 && !_skipping)
            {
                taken = ReadRecord(rest, isFinal, batch);
            }

            position += taken;
            if (batch.IsFull || (taken == 0 && !_skipping))
            {
                break;
            }
        }

        return position;
    }

    /// <summary>Reads what the index has of the records that the data begins with.</summary>
    /// <returns>Their bytes; 0 if the first is not in the index, its first line is to be skipped, or the batch is full.</returns>
    [MethodImpl(Jit.AtOnce)]
    private int ReadIndexed(ReadOnlySpan<byte> rest, bool isFinal, PostBatch batch)
    {
        var index = _index!;
        index.Find(rest);
        var position = 0;
        for (var i = 0; i < index.Count; i++)
        {
            var indexed = index.Record(i);
            var length = indexed.Length;
            if (indexed.Count != _columns || length > _maxRecordBytes || (_syntax.Delimiter == (byte)'\t' && indexed.HasInnerLines))
            {
                // What is wrong with it, or whether quotes have a meaning in it, has to be looked at.
                var taken = ReadRecord(rest[position..], isFinal, batch);
                position += taken;
                if (taken != length)
                {
                    return position;
                }

                continue;
            }

            var record = rest.Slice(position, length);
            _posts.Take(record, indexed);
            if (!Add(rest[position..], length, batch))
            {
                return position;
            }

            _cursor.Skip(length, indexed.HasInnerLines ? _syntax.CountLines(record) : 1);
            position += length;
        }

        return position;
    }

    /// <summary>Reads the record that the data begins with.</summary>
    /// <returns>Its bytes; 0 if more are needed, the batch is full, or its first line is to be skipped.</returns>
    private int ReadRecord(ReadOnlySpan<byte> rest, bool isFinal, PostBatch batch)
    {
        // One byte more than allowed is enough to see that a record is too long, and makes the outcome the same whatever the window.
        var cut = rest.Length > _maxRecordBytes;
        var data = cut ? rest[..(_maxRecordBytes + 1)] : rest;
        var outcome = Parse(data, isFinal && data.Length == rest.Length, out var count, out var length);
        if (outcome == CsvOutcome.Incomplete && !cut)
        {
            return 0;
        }

        if (outcome != CsvOutcome.Record)
        {
            _cursor.Reject(outcome switch
            {
                CsvOutcome.Unclosed => "a quote is not closed before " + Reasons.EndOfInput,
                CsvOutcome.TextAfterQuote => "a closing quote is followed by text",
                _ => Reasons.TooLong(_maxRecordBytes),
            });
            _skipping = true;
            return 0;
        }

        if (count == _columns)
        {
            if (!Add(data, length, batch))
            {
                return 0;
            }
        }
        else if (count > 1 || _posts.Fields[0].Length > 0 || data[0] == (byte)'"')
        {
            _cursor.Reject(string.Create(CultureInfo.InvariantCulture, $"expected {_columns} fields, found {count}"));
        }

        _cursor.Skip(length, _syntax.CountLines(data[..length]));
        return length;
    }

    /// <summary>Adds the record that the data begins with, or counts it as none; false if the batch is full.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Add(ReadOnlySpan<byte> data, int length, PostBatch batch)
    {
        // Tables that were put one behind the other have their headers in between.
        if (_posts.IsPost(data) && !(_header.Length > 0 && _columns > 1 && length >= _header.Length && length <= _header.Length + 2 && WithoutEnd(data[..length]).SequenceEqual(_header)))
        {
            return _posts.TryAdd(data, batch);
        }

        _cursor.CountNotPost();
        return true;
    }

    private static ReadOnlySpan<byte> WithoutEnd(ReadOnlySpan<byte> record) => record.TrimEnd("\r\n"u8);

    private CsvOutcome Parse(ReadOnlySpan<byte> data, bool isFinal, out int count, out int length)
    {
        var outcome = _syntax.Parse(data, isFinal, quoting: true, _posts.Fields, out count, out length);
        var undecided = outcome == CsvOutcome.Incomplete && data.Length <= _maxRecordBytes;
        if (_syntax.Delimiter != (byte)'\t' || undecided)
        {
            return outcome;
        }

        var valid = outcome == CsvOutcome.Record && count == _columns;
        if (valid)
        {
            var line = _syntax.LineLength(data[..length], isFinal: true);
            if (line < 0 || line == length)
            {
                return outcome;
            }
        }

        var literal = _syntax.Parse(data, isFinal, quoting: false, _posts.Fields, out var literalCount, out var literalLength);
        if (literal == CsvOutcome.Incomplete && data.Length <= _maxRecordBytes)
        {
            return CsvOutcome.Incomplete;
        }

        if (literal == CsvOutcome.Record && literalCount == _columns && (!valid || (!IsQuotedThroughout(data) && IsRecord(data[literalLength..length]))))
        {
            (count, length) = (literalCount, literalLength);
            return CsvOutcome.Record;
        }

        // The attempt has overwritten the fields.
        return _syntax.Parse(data, isFinal, quoting: true, _posts.Fields, out count, out length);
    }

    /// <summary>Whether all fields at hand begin with a quote: writers quote all or what needs it, and where texts begin with one, ids and times do not.</summary>
    private bool IsQuotedThroughout(ReadOnlySpan<byte> data)
    {
        foreach (var field in _posts.Fields)
        {
            if (field.Length == 0 || data[field.Start] != (byte)'"')
            {
                return false;
            }
        }

        return _columns > 1;
    }

    /// <summary>Whether a line that a quoted field runs over is a record by itself.</summary>
    private bool IsRecord(ReadOnlySpan<byte> line)
        => _syntax.Parse(line, isFinal: true, quoting: false, [], out var count, out _) == CsvOutcome.Record && count == _columns && count > 1;

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
