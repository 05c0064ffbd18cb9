using System.Runtime.CompilerServices;

namespace Copypasta.Archives;

/// <summary>Turns what a walk through a record found into a post.</summary>
[SkipLocalsInit] // Scans are large, and set what they use.
internal sealed class JsonPosts(RecordCursor cursor, TimeReader times, FieldPlan fields, JsonPlan plan, JsonContext context)
{
    private const int MaxTimeBytes = 64;

    private readonly JsonFields _fields = new(context, plan.Placeholders);
    private readonly Choice[] _chosen = new Choice[plan.Slots.Length];
    private readonly JsonSlotSource[][] _all = plan.Slots;
    private JsonSlotSource[][] _expected = plan.Slots;

    /// <summary>Field to the paths that gave a value so far; of fields with one path that path.</summary>
    public IReadOnlyDictionary<string, string> Mapping
    {
        get
        {
            var mapping = new Dictionary<string, string>();
            for (var i = 0; i < plan.Slots.Length; i++)
            {
                var sources = plan.Slots[i];
                string[] used = [.. sources.Where(source => sources.Length == 1 || source.IsUsed).Select(source => source.Source.ToString())];
                if (used.Length > 0)
                {
                    mapping[fields.Name(i)] = string.Join('|', used);
                }
            }

            return mapping;
        }
    }

    /// <summary>Leaves out the sources that records have no value for which fill no other cells than these; see <see cref="TryAdd"/>.</summary>
    public void Expect(ReadOnlySpan<bool> isFilled)
    {
        var expected = new JsonSlotSource[plan.Slots.Length][];
        for (var i = 0; i < expected.Length; i++)
        {
            var sources = new List<JsonSlotSource>();
            foreach (var source in plan.Slots[i])
            {
                foreach (var part in source.Parts)
                {
                    if (part.Cell < 0 || isFilled[part.Cell])
                    {
                        sources.Add(source);
                        break;
                    }
                }
            }

            expected[i] = [.. sources];
        }

        _expected = expected;
    }

    /// <summary>Shows the record's time to the time reader.</summary>
    public void Observe(ReadOnlySpan<byte> data, JsonCells cells)
    {
        Span<byte> time = stackalloc byte[MaxTimeBytes];
        times.Observe(Time(data, cells, Choose(data, cells, _all[(int)PostField.Time], (int)PostField.Time), time));
    }

    /// <summary>Adds the record's post, counts it as none, or rejects it; false if the batch is full.</summary>
    /// <param name="data">What the cells lie in.</param>
    /// <param name="cells">The record.</param>
    /// <param name="isExpected">Whether it fills no other cells than those <see cref="Expect"/> was told.</param>
    /// <param name="batch">Where the post goes.</param>
    [MethodImpl(Jit.AtOnce)]
    public bool TryAdd(ReadOnlySpan<byte> data, JsonCells cells, bool isExpected, PostBatch batch)
    {
        var slots = isExpected ? _expected : _all;
        if (IsNotPost(data, cells))
        {
            cursor.CountNotPost();
            return true;
        }

        var bytes = 0L;
        var timeBytes = 0;
        for (var slot = 0; slot < _chosen.Length; slot++)
        {
            if (slot != (int)PostField.Repost)
            {
                var most = Choose(data, cells, slots[slot], slot);
                bytes += most;
                timeBytes = slot == (int)PostField.Time ? most : timeBytes;
            }
        }

        if (_chosen[(int)PostField.Text].IsNone && !plan.IsTextOptional && Problem(cells) is { } problem)
        {
            cursor.Reject(problem);
            return true;
        }

        if (bytes > PostBatch.MaxPostBytes)
        {
            cursor.Reject(Reasons.PostTooLong(bytes));
            return true;
        }

        if (!batch.TryReserve((int)bytes))
        {
            return false;
        }

        var carried = batch.NextCarried;
        for (var i = 0; i < carried.Length; i++)
        {
            carried[i] = Write(data, cells, PostFields.AlwaysRead + i, batch);
        }

        // What was just written is looked at when it has arrived: something else is done meanwhile.
        var id = Write(data, cells, (int)PostField.Id, batch);
        Span<byte> room = stackalloc byte[MaxTimeBytes];
        var time = times.Read(Time(data, cells, timeBytes, room));
        id = cursor.KeepId(batch, id);
        var author = Write(data, cells, (int)PostField.Author, batch);
        var flags = IsRepost(data, cells, slots[(int)PostField.Repost]) ? PostFlags.Repost : PostFlags.None;
        author = cursor.KeepAuthor(batch, author);
        batch.Add(
            time: time,
            id: id,
            author: author,
            language: Write(data, cells, (int)PostField.Language, batch),
            text: Write(data, cells, (int)PostField.Text, batch),
            flags: flags,
            row: cursor.CountPost(flags));
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsNotPost(ReadOnlySpan<byte> data, JsonCells cells)
    {
        foreach ((var cell, var values) in plan.Only)
        {
            var value = cells[cell];
            if (value.IsScalar && !JsonFields.IsOneOf(value.Of(data), values))
            {
                return true;
            }
        }

        foreach (var cell in plan.NotPosts)
        {
            if (cells[cell].Kind is not (JsonKind.Missing or JsonKind.Null) && !HasText(cells))
            {
                return true;
            }
        }

        return false;
    }

    private bool HasText(JsonCells cells)
    {
        foreach (var source in plan.Slots[(int)PostField.Text])
        {
            foreach (var part in source.Parts)
            {
                if (part.Cell >= 0 && cells[part.Cell].Kind != JsonKind.Missing)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Why a record without a usable text is rejected; null if its text is merely empty.</summary>
    private string? Problem(JsonCells cells)
    {
        var sources = plan.Slots[(int)PostField.Text];
        foreach (var source in sources)
        {
            foreach (var part in source.Parts)
            {
                var kind = part.Cell < 0 ? JsonKind.Missing : cells[part.Cell].Kind;
                if (kind is JsonKind.Object or JsonKind.Array)
                {
                    return $"field '{source.Source.Parts[0]}' is not a string";
                }

                if (kind != JsonKind.Missing)
                {
                    return null;
                }
            }
        }

        return $"no field '{string.Join("' or '", sources.Select(source => source.Source.ToString()))}'";
    }

    [MethodImpl(Jit.AtOnce)]
    private static bool IsRepost(ReadOnlySpan<byte> data, JsonCells cells, JsonSlotSource[] sources)
    {
        foreach (var source in sources)
        {
            ref readonly var value = ref cells[source.FirstCell];
            if (value.Kind == JsonKind.Missing)
            {
                continue;
            }

            source.IsUsed = true;
            if (source.Source.IsPresence || (value.Kind == JsonKind.List ? AnySaysRepost(data, cells, value.Start) : SaysRepost(data, value)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool AnySaysRepost(ReadOnlySpan<byte> data, JsonCells cells, int piece)
    {
        for (; piece >= 0; piece = cells.Next(piece))
        {
            if (SaysRepost(data, cells.Piece(piece)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool SaysRepost(ReadOnlySpan<byte> data, in JsonValue value) => value.Kind switch
    {
        JsonKind.Object or JsonKind.True => true,
        JsonKind.Plain or JsonKind.Escaped or JsonKind.Number => RepostValue.IsRepost(value.Of(data)),
        _ => false,
    };

    /// <summary>Finds the first source of a slot that has a value; returns the most bytes that it can take.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Choose(ReadOnlySpan<byte> data, JsonCells cells, JsonSlotSource[] sources, int slot)
    {
        ref var chosen = ref _chosen[slot];
        chosen = default;
        foreach (var source in sources)
        {
            if (source.PlainCell >= 0)
            {
                ref readonly var value = ref cells[source.PlainCell];
                if (value.Kind is JsonKind.Missing or JsonKind.Null || value.Length == 0)
                {
                    continue;
                }

                if (value.IsScalar)
                {
                    source.IsUsed = true;
                    if (value.Kind == JsonKind.Escaped || (slot == (int)PostField.Text && plan.Placeholders.Length > 0))
                    {
                        chosen.Source = source;
                    }
                    else
                    {
                        chosen.Plain = value;
                    }

                    return value.Length;
                }
            }

            var bytes = _fields.Measure(data, cells, source, out var isThere);
            if (isThere)
            {
                source.IsUsed = true;
                chosen.Source = source;
                return bytes;
            }
        }

        return 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private FieldRange Write(ReadOnlySpan<byte> data, JsonCells cells, int slot, PostBatch batch)
    {
        ref readonly var chosen = ref _chosen[slot];
        return chosen.Plain.Kind != JsonKind.Missing ? batch.Write(data, chosen.Plain.Start, chosen.Plain.Length)
            : chosen.Source is null ? default
            : batch.Commit(_fields.Write(data, cells, chosen.Source, batch.Free, slot == (int)PostField.Text));
    }

    /// <summary>The chosen time, in the input or in the room given.</summary>
    /// <param name="data">What the cells lie in.</param>
    /// <param name="cells">The record.</param>
    /// <param name="bytes">The most that it can take.</param>
    /// <param name="room">Room for any time there is.</param>
    private ReadOnlySpan<byte> Time(ReadOnlySpan<byte> data, JsonCells cells, int bytes, Span<byte> room)
    {
        ref readonly var chosen = ref _chosen[(int)PostField.Time];
        if (bytes > room.Length)
        {
            // Nothing as long is a time; what is none either stands for it.
            room.Fill((byte)'?');
            return room;
        }

        return chosen.Plain.Kind != JsonKind.Missing ? chosen.Plain.Of(data)
            : chosen.Source is null ? default
            : room[.._fields.Write(data, cells, chosen.Source, room, isText: false)];
    }

    /// <summary>What was found for a slot: a value that is taken as it stands, or a source that has one.</summary>
    private record struct Choice(JsonSlotSource? Source, JsonValue Plain)
    {
        public readonly bool IsNone => Source is null && Plain.Kind == JsonKind.Missing;
    }
}
