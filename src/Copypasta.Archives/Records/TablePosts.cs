using System.Runtime.CompilerServices;
using System.Text;

namespace Copypasta.Archives;

/// <summary>Turns the fields of a table's record into a post.</summary>
internal sealed class TablePosts
{
    private readonly RecordCursor _cursor;
    private readonly TimeReader _times;
    private readonly TableColumns _columns;
    private readonly FieldPlan _plan;
    private readonly CsvField[] _fields;
    private readonly int[] _current;
    private readonly int[] _needed;
    private readonly int _kind;
    private readonly byte[] _post;
    private readonly bool _isGuarded;
    private readonly bool _hasTimesInIds;

    public TablePosts(RecordCursor cursor, TimeReader times, FieldPlan plan, TableHeader header, TableColumns columns, TableFormat? format)
    {
        _cursor = cursor;
        _times = times;
        _plan = plan;
        _columns = columns;
        _fields = new CsvField[header.Columns.Length];
        _current = columns.Single.ToArray();
        _kind = format?.Kind is { } kind ? header.Find(kind.Column) : TableColumns.None;
        _post = _kind >= 0 ? Encoding.UTF8.GetBytes(format!.Kind!.Value.Post) : [];
        _isGuarded = format?.IsGuarded ?? false;
        _hasTimesInIds = format?.HasTimesInIds ?? false;
        _needed = [.. Enumerable.Range(0, columns.Slots).SelectMany(columns.AllChoices).SelectMany(choice => choice.Columns).Append(_kind).Where(column => column >= 0).Distinct()];
    }

    /// <summary>The fields of the record at hand. Those of columns that nobody needs may be left as they are.</summary>
    public Span<CsvField> Fields => _fields;

    /// <summary>Sets the fields to those of an indexed record, as many as there are columns.</summary>
    /// <param name="record">Its bytes.</param>
    /// <param name="indexed">Where its fields are.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take(ReadOnlySpan<byte> record, in CsvRecord indexed)
    {
        foreach (var column in _needed)
        {
            _fields[column] = indexed.Field(record, column);
        }
    }

    /// <summary>Shows the record's time to the time reader.</summary>
    public void Observe(ReadOnlySpan<byte> data)
    {
        var room = new byte[_columns.HasChoices ? Choose(data) : 0];
        _times.Observe(Time(data, room));
    }

    /// <summary>Whether the record is a post, and not what else the table holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsPost(ReadOnlySpan<byte> data)
    {
        if (_kind < 0)
        {
            return true;
        }

        var kind = data.Slice(_fields[_kind].Start, _fields[_kind].Length);
        return kind.IsEmpty || kind.SequenceEqual(_post);
    }

    /// <summary>Adds the record's post; false if the batch is full.</summary>
    /// <param name="data">It begins with the record; what follows it may be there too.</param>
    /// <param name="batch">Where the post goes.</param>
    [MethodImpl(Jit.AtOnce)]
    public bool TryAdd(ReadOnlySpan<byte> data, PostBatch batch)
    {
        long bytes = _columns.HasChoices ? Choose(data) : 0;
        foreach (var column in _current)
        {
            bytes += column >= 0 ? _fields[column].Length : 0;
        }

        if (bytes > PostBatch.MaxPostBytes)
        {
            _cursor.Reject(Reasons.PostTooLong(bytes));
            return true;
        }

        if (!batch.TryReserve((int)bytes))
        {
            return false;
        }

        var carried = batch.NextCarried;
        for (var i = 0; i < carried.Length; i++)
        {
            carried[i] = WriteCarried(data, PostFields.AlwaysRead + i, batch);
        }

        // What was just written is looked at when it has arrived: something else is done meanwhile.
        var id = Write(data, (int)PostField.Id, batch);
        var written = Time(data, batch.Free);
        var time = _hasTimesInIds ? _times.Read(written, Raw(data, (int)PostField.Id)) : _times.Read(written);
        id = _cursor.KeepId(batch, id);
        var author = Write(data, (int)PostField.Author, batch);
        var flags = RepostValue.IsRepost(Raw(data, (int)PostField.Repost)) ? PostFlags.Repost : PostFlags.None;
        author = _cursor.KeepAuthor(batch, author);
        batch.Add(
            time: time,
            id: id,
            author: author,
            language: TableCell.Language(batch, Write(data, (int)PostField.Language, batch)),
            text: Write(data, (int)PostField.Text, batch),
            flags: flags,
            row: _cursor.CountPost(flags));
        return true;
    }

    /// <summary>
    /// Finds the column of each slot that has several, for the record at hand: that of the first choice with a value. Slots whose choice joins columns keep
    /// <see cref="TableColumns.None"/> and are looked up again when they are written.
    /// </summary>
    /// <returns>Room for the joined ones.</returns>
    private int Choose(ReadOnlySpan<byte> data)
    {
        var joined = 0;
        for (var slot = 0; slot < _current.Length; slot++)
        {
            if (_columns.Choices(slot) is null)
            {
                continue;
            }

            var choice = Chosen(data, slot);
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

    /// <summary>The first choice of a slot with a value; where none has one, the first with a word for none.</summary>
    private TableColumns.Choice? Chosen(ReadOnlySpan<byte> data, int slot)
    {
        TableColumns.Choice? inWords = null;
        foreach (var choice in _columns.Choices(slot) ?? [])
        {
            foreach (var column in choice.Columns)
            {
                var field = _fields[column];
                if (field.Length == 0)
                {
                    continue;
                }

                if (!TableCell.IsWordForNothing(data.Slice(field.Start, field.Length)))
                {
                    return choice;
                }

                inWords ??= choice;
            }
        }

        return inWords;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> Raw(ReadOnlySpan<byte> data, int slot)
    {
        var column = _current[slot];
        return column < 0 ? default : data.Slice(_fields[column].Start, _fields[column].Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private FieldRange Write(ReadOnlySpan<byte> data, int slot, PostBatch batch)
    {
        var column = _current[slot];
        var field = column < 0 ? default : _fields[column];
        if (field.Length == 0)
        {
            return column < 0 && _columns.Choices(slot) is not null ? batch.Commit(Join(data, slot, batch.Free)) : default;
        }

        var start = field.Start;
        if (_isGuarded && slot is (int)PostField.Text or (int)PostField.Author)
        {
            start += field.Length - TableCell.Unguard(data.Slice(start, field.Length)).Length;
        }

        var length = field.Start + field.Length - start;
        return field.HasDoubledQuotes ? batch.Commit(CsvSyntax.Unescape(data.Slice(start, length), batch.Free)) : batch.Write(data, start, length);
    }

    /// <summary>The time in the table, or put together in the room given.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> Time(ReadOnlySpan<byte> data, Span<byte> room)
        => _current[(int)PostField.Time] >= 0 || !_columns.HasChoices ? Raw(data, (int)PostField.Time) : room[..Join(data, (int)PostField.Time, room)];

    private int Join(ReadOnlySpan<byte> data, int slot, Span<byte> free)
    {
        if (Chosen(data, slot) is not { } choice)
        {
            return 0;
        }

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

            var content = data.Slice(field.Start, field.Length);
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

        return written;
    }

    /// <summary>Writes a known field in the form that <see cref="PostField"/> says, a column of the input as it is.</summary>
    private FieldRange WriteCarried(ReadOnlySpan<byte> data, int slot, PostBatch batch)
    {
        if (slot >= _plan.Fields.Length || _plan.Fields[slot] == PostField.Handle)
        {
            return Write(data, slot, batch);
        }

        var content = Raw(data, slot);
        if (content.IsEmpty)
        {
            return default;
        }

        var field = _plan.Fields[slot];
        if (field.IsList() || field == PostField.LinkTitle)
        {
            var free = batch.Free;
            if (_fields[_current[slot]].HasDoubledQuotes)
            {
                content = free[..CsvSyntax.Unescape(content, free)];
            }

            return batch.Commit(field == PostField.LinkTitle ? TableCell.WriteLinkTitle(content, free) : TableCell.WriteList(content, field == PostField.Urls, free));
        }

        return TableCell.Reference(content).IsEmpty
            ? default
            : _fields[_current[slot]].HasDoubledQuotes ? Write(data, slot, batch) : batch.Write(TableCell.Reference(content));
    }
}
