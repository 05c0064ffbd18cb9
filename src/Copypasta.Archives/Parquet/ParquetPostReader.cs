namespace Copypasta.Archives;

/// <summary>
/// Reads the rows of a Parquet file, row group by row group, from a stream of its own. The windows that it is given are the same file's bytes, counted and hashed on their way; it takes
/// nothing from them. Row groups have no lines, so that rejects name their row only.
/// </summary>
internal sealed class ParquetPostReader : IRecordReader
{
    private const int ObservedRows = 1000;

    /// <summary>The room for a character's bytes, which may be one.</summary>
    private const int RoomPerByte = 3;

    private readonly RecordCursor _cursor;
    private readonly TimeReader _times;
    private readonly FieldPlan _plan;
    private readonly ParquetFile _file;
    private readonly TableColumns.Choice[][] _choices;
    private readonly ParquetColumn[] _used;
    private readonly bool _hasTimesInIds;
    private readonly int _maxRecordBytes;
    private byte[] _scratch = new byte[256];
    private long _rowsBefore;
    private int _group = -1;
    private int _rows;
    private int _row;
    private bool _ended;

    public ParquetPostReader(
        RecordCursor cursor, TimeReader times, FieldPlan plan, ParquetFile file, TableHeader header, TableColumns columns, bool hasTimesInIds, int maxRecordBytes)
    {
        _cursor = cursor;
        _times = times;
        _plan = plan;
        _file = file;
        _hasTimesInIds = hasTimesInIds;
        _maxRecordBytes = maxRecordBytes;
        var slots = Enumerable.Range(0, columns.Slots).Where(slot => !columns.IsMissing(slot)).ToArray();
        Columns = header.Columns;
        // A column that is carried may be called as a field is.
        var mapping = new Dictionary<string, string>();
        foreach (var slot in slots)
        {
            mapping.TryAdd(plan.Name(slot), columns.Describe(slot, header));
        }

        Mapping = mapping;
        _choices = [.. Enumerable.Range(0, columns.Slots).Select(columns.AllChoices)];
        if (Array.Exists(_choices[(int)PostField.Time], choice => choice.Columns.Length > 1))
        {
            throw new ArchiveException("--map time=COLUMN+COLUMN: in Parquet a time is read from one column");
        }

        _used = [.. _choices.SelectMany(choices => choices).SelectMany(choice => choice.Columns).Distinct().Select(column => file.Columns[column])];
    }

    public IReadOnlyList<string> Columns { get; }

    public bool HasHeader => true;

    public IReadOnlyDictionary<string, string> Mapping { get; }

    public int Read(ReadOnlySpan<byte> window, bool isFinal, PostBatch batch)
    {
        while (!_ended)
        {
            if (_row == _rows)
            {
                NextGroup();
            }
            else if (TryAdd(batch))
            {
                _row++;
            }
            else
            {
                return 0;
            }
        }

        _cursor.Skip(window.Length, 0);
        return window.Length;
    }

    private void NextGroup()
    {
        _rowsBefore += _rows;
        _rows = _row = 0;
        if (++_group == _file.RowGroups)
        {
            _ended = true;
            _file.Close();
            return;
        }

        _rows = _file.Load(_group, _used, _rowsBefore);
        if (_group == 0)
        {
            for (var row = 0; row < Math.Min(_rows, ObservedRows); row++)
            {
                if (Column((int)PostField.Time, row) is { IsTime: false } column && column.MaxLength(row) / RoomPerByte <= _maxRecordBytes)
                {
                    _times.Observe(Scratch(column, row));
                }
            }
        }
    }

    /// <summary>Adds the row at hand, or rejects it; false if the batch is full.</summary>
    private bool TryAdd(PostBatch batch)
    {
        var bytes = 0L;
        foreach (var choices in _choices)
        {
            foreach (var choice in choices)
            {
                foreach (var column in choice.Columns)
                {
                    bytes += _file.Columns[column].MaxLength(_row) + TableColumns.MaxSeparatorBytes;
                }
            }
        }

        if (bytes / RoomPerByte > _maxRecordBytes)
        {
            _cursor.Reject(Reasons.TooLong(_maxRecordBytes));
            return true;
        }

        if (bytes / RoomPerByte > PostBatch.MaxPostBytes)
        {
            _cursor.Reject(Reasons.PostTooLong(bytes / RoomPerByte));
            return true;
        }

        if (!batch.TryReserve((int)bytes))
        {
            return false;
        }

        var carried = batch.NextCarried;
        for (var i = 0; i < carried.Length; i++)
        {
            carried[i] = WriteCarried(PostFields.AlwaysRead + i, batch);
        }

        var flags = Column((int)PostField.Repost, _row) is { } repost && RepostValue.IsRepost(Scratch(repost, _row)) ? PostFlags.Repost : PostFlags.None;
        var id = Write((int)PostField.Id, batch);
        batch.Add(
            time: ReadTime(batch.Bytes(id)),
            id: _cursor.KeepId(batch, id),
            author: _cursor.KeepAuthor(batch, Write((int)PostField.Author, batch)),
            language: TableCell.Language(batch, Write((int)PostField.Language, batch)),
            text: Write((int)PostField.Text, batch),
            flags: flags,
            row: _cursor.CountPost(flags));
        return true;
    }

    private long ReadTime(ReadOnlySpan<byte> id)
    {
        if (Column((int)PostField.Time, _row) is not { } column)
        {
            return PostRecord.NoTime;
        }

        if (!column.IsTime)
        {
            return _times.Read(Scratch(column, _row), _hasTimesInIds ? id : default);
        }

        return column.TryGetTime(_row, out var milliseconds) ? _times.Take(milliseconds, column.IsUtc) : _times.TakeUnreadable();
    }

    private FieldRange Write(int slot, PostBatch batch)
    {
        if (Chosen(slot, _row) is not { } choice)
        {
            return default;
        }

        var free = batch.Free;
        var written = 0;
        foreach (var column in choice.Columns)
        {
            if (_file.Columns[column].HasValue(_row))
            {
                if (written > 0)
                {
                    choice.Separator.CopyTo(free[written..]);
                    written += choice.Separator.Length;
                }

                written += _file.Columns[column].Write(_row, free[written..]);
            }
        }

        return batch.Commit(written);
    }

    /// <summary>Writes a known field in the form that <see cref="PostField"/> says, a column of the input as it is.</summary>
    private FieldRange WriteCarried(int slot, PostBatch batch)
    {
        if (slot >= _plan.Fields.Length || _plan.Fields[slot] == PostField.Handle || Column(slot, _row) is not { } column)
        {
            return Write(slot, batch);
        }

        var free = batch.Free;
        var value = free[..column.Write(_row, free)];
        if (_plan.Fields[slot] == PostField.LinkTitle)
        {
            return batch.Commit(TableCell.WriteLinkTitle(value, free));
        }

        if (_plan.Fields[slot].IsList())
        {
            return batch.Commit(TableCell.WriteList(value, _plan.Fields[slot] == PostField.Urls, free));
        }

        var reference = TableCell.Reference(value);
        reference.CopyTo(free);
        return batch.Commit(reference.Length);
    }

    private ReadOnlySpan<byte> Scratch(ParquetColumn column, int row)
    {
        // Rows with more than a record may have do not come here.
        var length = (int)column.MaxLength(row);
        if (length > _scratch.Length)
        {
            _scratch = new byte[length];
        }

        return _scratch.AsSpan(0, column.Write(row, _scratch));
    }

    /// <summary>The one column that a slot is read from in a row; null if it is empty there, or joined from several.</summary>
    private ParquetColumn? Column(int slot, int row) => Chosen(slot, row) is { Columns: [var only] } ? _file.Columns[only] : null;

    /// <summary>The first choice of a slot with a value in a row.</summary>
    private TableColumns.Choice? Chosen(int slot, int row)
    {
        foreach (var choice in _choices[slot])
        {
            foreach (var column in choice.Columns)
            {
                if (_file.Columns[column].HasValue(row))
                {
                    return choice;
                }
            }
        }

        return null;
    }
}
