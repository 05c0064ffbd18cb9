using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

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
    private readonly TableColumns _columns;
    private readonly FieldPlan _plan;
    private readonly int _maxRecordBytes;
    private readonly CsvField[] _fields;
    private readonly int[] _current;
    private readonly int _kind;
    private readonly byte[] _post;
    private readonly bool _isGuarded;
    private readonly bool _hasTimesInIds;
    private int _headerLength;
    private bool _skipping;

    public TableReader(RecordCursor cursor, TimeReader times, FieldPlan plan, TableHeader header, TableColumns columns, TableFormat? format, int maxRecordBytes)
    {
        _cursor = cursor;
        _times = times;
        _plan = plan;
        _syntax = header.Syntax;
        _columns = columns;
        _maxRecordBytes = maxRecordBytes;
        _fields = new CsvField[header.Columns.Length];
        _current = columns.Single.ToArray();
        _headerLength = header.Length;
        _kind = format?.Kind is { } kind ? header.Find(kind.Column) : TableColumns.None;
        _post = _kind >= 0 ? Encoding.UTF8.GetBytes(format!.Kind!.Value.Post) : [];
        _isGuarded = format?.IsGuarded ?? false;
        _hasTimesInIds = format?.HasTimesInIds ?? false;
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
        while (!_columns.IsMissing((int)PostField.Time) && !sample.IsEmpty)
        {
            var outcome = Parse(sample, isWhole, out var count, out var length);
            if (outcome == CsvOutcome.Incomplete)
            {
                return;
            }

            if (outcome == CsvOutcome.Record && count == _fields.Length)
            {
                Choose();
                _times.Observe(Raw(sample, (int)PostField.Time));
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
                if (!IsPost(data))
                {
                    _cursor.CountNotPost();
                }
                else if (!TryAdd(data, batch))
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsPost(ReadOnlySpan<byte> record)
    {
        if (_kind < 0)
        {
            return true;
        }

        var kind = record.Slice(_fields[_kind].Start, _fields[_kind].Length);
        return kind.IsEmpty || kind.SequenceEqual(_post);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Runs are short: half of one would pass before the JIT had optimised it.
    private bool TryAdd(ReadOnlySpan<byte> record, PostBatch batch)
    {
        var bytes = _columns.HasChoices ? Choose() : 0;
        foreach (var column in _current)
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
            carried[i] = WriteCarried(record, PostFields.AlwaysRead + i, batch);
        }

        var flags = RepostValue.IsRepost(Raw(record, (int)PostField.Repost)) ? PostFlags.Repost : PostFlags.None;
        var time = Raw(record, (int)PostField.Time);
        batch.Add(new PostRecord
        {
            Time = _hasTimesInIds ? _times.Read(time, Raw(record, (int)PostField.Id)) : _times.Read(time),
            Id = _cursor.KeepId(batch, Write(record, (int)PostField.Id, batch)),
            Author = _cursor.KeepAuthor(batch, Write(record, (int)PostField.Author, batch)),
            Language = Write(record, (int)PostField.Language, batch),
            Text = Write(record, (int)PostField.Text, batch),
            Flags = flags,
            Row = _cursor.CountPost(flags),
        });
        return true;
    }

    /// <summary>
    /// Finds the column of each slot that has several, for the record at hand: that of the first choice with a value. Slots whose choice joins columns keep
    /// <see cref="TableColumns.None"/> and are looked up again when they are written.
    /// </summary>
    /// <returns>Room for the joined ones.</returns>
    private int Choose()
    {
        var joined = 0;
        for (var slot = 0; slot < _current.Length; slot++)
        {
            if (_columns.Choices(slot) is null)
            {
                continue;
            }

            var choice = Chosen(slot);
            _current[slot] = choice is { Columns: [var only] } ? only : TableColumns.None;
            if (choice is { Columns.Length: > 1 })
            {
                foreach (var column in choice.Columns)
                {
                    joined += _fields[column].Length + choice.Separator.Length;
                }
            }
        }

        return joined;
    }

    private TableColumns.Choice? Chosen(int slot)
    {
        foreach (var choice in _columns.Choices(slot) ?? [])
        {
            foreach (var column in choice.Columns)
            {
                if (_fields[column].Length > 0)
                {
                    return choice;
                }
            }
        }

        return null;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> Raw(ReadOnlySpan<byte> record, int slot)
    {
        var column = _current[slot];
        return column < 0 ? default : record.Slice(_fields[column].Start, _fields[column].Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private FieldRange Write(ReadOnlySpan<byte> record, int slot, PostBatch batch)
    {
        var content = Raw(record, slot);
        if (content.IsEmpty)
        {
            return _current[slot] < 0 && _columns.Choices(slot) is not null ? WriteJoined(record, slot, batch) : default;
        }

        if (_isGuarded && slot is (int)PostField.Text or (int)PostField.Author)
        {
            content = TableCell.Unguard(content);
        }

        return _fields[_current[slot]].HasDoubledQuotes ? batch.Commit(CsvSyntax.Unescape(content, batch.Free)) : batch.Write(content);
    }

    private FieldRange WriteJoined(ReadOnlySpan<byte> record, int slot, PostBatch batch)
    {
        if (Chosen(slot) is not { } choice)
        {
            return default;
        }

        var free = batch.Free;
        var written = 0;
        foreach (var column in choice.Columns)
        {
            var field = _fields[column];
            if (field.Length == 0)
            {
                continue;
            }

            if (written > 0)
            {
                choice.Separator.CopyTo(free[written..]);
                written += choice.Separator.Length;
            }

            var content = record.Slice(field.Start, field.Length);
            if (field.HasDoubledQuotes)
            {
                written += CsvSyntax.Unescape(content, free[written..]);
            }
            else
            {
                content.CopyTo(free[written..]);
                written += content.Length;
            }
        }

        return batch.Commit(written);
    }

    /// <summary>Writes a known field in the form that <see cref="PostField"/> says, a column of the input as it is.</summary>
    private FieldRange WriteCarried(ReadOnlySpan<byte> record, int slot, PostBatch batch)
    {
        if (slot >= _plan.Fields.Length || _plan.Fields[slot] == PostField.Handle)
        {
            return Write(record, slot, batch);
        }

        var content = Raw(record, slot);
        if (content.IsEmpty)
        {
            return default;
        }

        var field = _plan.Fields[slot];
        if (field.IsList())
        {
            var free = batch.Free;
            if (_fields[_current[slot]].HasDoubledQuotes)
            {
                content = free[..CsvSyntax.Unescape(content, free)];
            }

            return batch.Commit(TableCell.WriteList(content, field == PostField.Urls, free));
        }

        return TableCell.Reference(content).IsEmpty
            ? default
            : _fields[_current[slot]].HasDoubledQuotes ? Write(record, slot, batch) : batch.Write(TableCell.Reference(content));
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
