using System.Runtime.CompilerServices;

namespace Copypasta.Archives;

/// <summary>Turns what a walk through a record found into a post.</summary>
[SkipLocalsInit] // Scans are large, and set what they use.
internal sealed class JsonPosts(RecordCursor cursor, TimeReader times, FieldPlan fields, JsonPlan plan, JsonContext context)
{
    private const int MaxTimeBytes = 64;

    private readonly int[] _chosen = new int[plan.Slots.Length];

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

    /// <summary>Shows the record's time to the time reader.</summary>
    public void Observe(ReadOnlySpan<byte> data, JsonCells cells)
    {
        Span<byte> time = stackalloc byte[MaxTimeBytes];
        times.Observe(time[..ReadTime(data, cells, time)]);
    }

    /// <summary>Adds the record's post, counts it as none, or rejects it; false if the batch is full.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Runs are short: half of one would pass before the JIT had optimised it.
    public bool TryAdd(ReadOnlySpan<byte> data, JsonCells cells, PostBatch batch)
    {
        if (IsNotPost(data, cells))
        {
            cursor.CountNotPost();
            return true;
        }

        var bytes = 0;
        for (var slot = 0; slot < _chosen.Length; slot++)
        {
            bytes += slot == (int)PostField.Repost ? 0 : Choose(data, cells, slot);
        }

        if (_chosen[(int)PostField.Text] < 0 && !plan.IsTextOptional && Problem(cells) is { } problem)
        {
            cursor.Reject(problem);
            return true;
        }

        if (!batch.TryReserve(bytes))
        {
            return false;
        }

        var carried = batch.NextCarried;
        for (var i = 0; i < carried.Length; i++)
        {
            carried[i] = Write(data, cells, PostFields.AlwaysRead + i, batch);
        }

        Span<byte> time = stackalloc byte[MaxTimeBytes];
        var flags = IsRepost(data, cells) ? PostFlags.Repost : PostFlags.None;
        batch.Add(
            time: times.Read(time[..ReadTime(data, cells, time)]),
            id: cursor.KeepId(batch, Write(data, cells, (int)PostField.Id, batch)),
            author: cursor.KeepAuthor(batch, Write(data, cells, (int)PostField.Author, batch)),
            language: Write(data, cells, (int)PostField.Language, batch),
            text: Write(data, cells, (int)PostField.Text, batch),
            flags: flags,
            row: cursor.CountPost(flags));
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Runs are short: half of one would pass before the JIT had optimised it.
    private bool IsNotPost(ReadOnlySpan<byte> data, JsonCells cells)
    {
        foreach ((var cell, var values) in plan.Only)
        {
            var value = cells[cell];
            if (value.IsScalar && !IsOneOf(value.Of(data), values))
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Runs are short: half of one would pass before the JIT had optimised it.
    private bool IsRepost(ReadOnlySpan<byte> data, JsonCells cells)
    {
        foreach (var source in plan.Slots[(int)PostField.Repost])
        {
            var value = cells[source.Parts[0].Cell];
            if (value.Kind == JsonKind.Missing)
            {
                continue;
            }

            source.IsUsed = true;
            if (source.Source.IsPresence)
            {
                return true;
            }

            if (value.Kind != JsonKind.List)
            {
                if (SaysRepost(data, value))
                {
                    return true;
                }

                continue;
            }

            for (var i = value.Start; i >= 0; i = cells.Piece(i).Next)
            {
                if (SaysRepost(data, cells.Piece(i).Value))
                {
                    return true;
                }
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Runs are short: half of one would pass before the JIT had optimised it.
    private int Choose(ReadOnlySpan<byte> data, JsonCells cells, int slot)
    {
        var sources = plan.Slots[slot];
        for (var i = 0; i < sources.Length; i++)
        {
            int bytes;
            bool isThere;
            if (sources[i].PlainCell is >= 0 and var cell && cells[cell] is { Kind: <= JsonKind.Escaped } value)
            {
                (bytes, isThere) = (value.Length, value.IsScalar);
            }
            else
            {
                bytes = Measure(data, cells, sources[i], out isThere);
            }

            // A text may be empty; an empty id is none, and another may do.
            if (isThere && (bytes > 0 || slot == (int)PostField.Text))
            {
                sources[i].IsUsed = true;
                _chosen[slot] = i;
                return bytes;
            }
        }

        _chosen[slot] = -1;
        return 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Runs are short: half of one would pass before the JIT had optimised it.
    private int Measure(ReadOnlySpan<byte> data, JsonCells cells, JsonSlotSource source, out bool isThere)
    {
        var bytes = 0;
        var found = 0;
        var wanted = 0;
        foreach (var part in source.Parts)
        {
            if (part.Cell < 0)
            {
                var value = part.Context < 0 ? part.Literal : context[part.Context];
                bytes += value.Length;
                wanted += part.Context < 0 ? 0 : 1;
                found += part.Context >= 0 && !value.IsEmpty ? 1 : 0;
                continue;
            }

            wanted++;
            var length = Length(cells, source, Resolve(data, cells, source, part));
            found += length >= 0 ? 1 : 0;
            bytes += part.IsTest ? 0 : Math.Max(0, length) + source.Separator.Length;
        }

        isThere = source.Source.NeedsAll ? found == wanted : found > 0;
        return bytes;
    }

    /// <summary>The most bytes that a value can take; -1 if it is none of the source's.</summary>
    private static int Length(JsonCells cells, JsonSlotSource source, in JsonValue value)
    {
        switch (value.Kind)
        {
            case JsonKind.Missing or JsonKind.Null:
                return -1;
            case JsonKind.Object:
                return source.IsRaw ? value.Length : -1;
            case JsonKind.Array:
                return source.IsRaw || source.Source.Shape == JsonShape.Mixed ? value.Length : -1;
            case JsonKind.List:
                var sum = 0;
                for (var i = value.Start; i >= 0; i = cells.Piece(i).Next)
                {
                    sum += cells.Piece(i).Value.Length + source.Separator.Length;
                }

                return sum;
            default:
                return value.Length;
        }
    }

    private static JsonValue Resolve(ReadOnlySpan<byte> data, JsonCells cells, JsonSlotSource source, in JsonPart part)
    {
        var value = cells[part.Cell];
        return source.Table is null || !value.IsScalar ? value : source.Table.Find(data, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Runs are short: half of one would pass before the JIT had optimised it.
    private FieldRange Write(ReadOnlySpan<byte> data, JsonCells cells, int slot, PostBatch batch)
    {
        var chosen = _chosen[slot];
        if (chosen < 0)
        {
            return default;
        }

        var source = plan.Slots[slot][chosen];
        return source.PlainCell >= 0 && cells[source.PlainCell] is { IsScalar: true, Kind: not JsonKind.Escaped } value && plan.Placeholders.Length == 0
            ? batch.Write(value.Of(data))
            : batch.Commit(Write(data, cells, source, batch.Free, slot == (int)PostField.Text));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Runs are short: half of one would pass before the JIT had optimised it.
    private int ReadTime(ReadOnlySpan<byte> data, JsonCells cells, Span<byte> time)
    {
        var bytes = Choose(data, cells, (int)PostField.Time);
        var chosen = _chosen[(int)PostField.Time];
        // Nothing as long is a time; its beginning, which is none either, stands for it.
        return chosen < 0 ? 0 : bytes <= time.Length ? Write(data, cells, plan.Slots[(int)PostField.Time][chosen], time, false) : Fill(time);
    }

    private static int Fill(Span<byte> time)
    {
        time.Fill((byte)'?');
        return time.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Runs are short: half of one would pass before the JIT had optimised it.
    private int Write(ReadOnlySpan<byte> data, JsonCells cells, JsonSlotSource source, Span<byte> output, bool isText)
    {
        var written = 0;
        var hasValue = false;
        foreach (var part in source.Parts)
        {
            if (part.IsTest)
            {
                continue;
            }

            if (part.Cell < 0)
            {
                var bytes = part.Context < 0 ? part.Literal : context[part.Context];
                bytes.CopyTo(output[written..]);
                written += bytes.Length;
                continue;
            }

            var start = hasValue ? written + source.Separator.Length : written;
            var length = WriteValue(data, cells, source, Resolve(data, cells, source, part), output[start..]);
            if (length == 0 || (isText && plan.Placeholders.Length > 0 && IsOneOf(output.Slice(start, length), plan.Placeholders)))
            {
                continue;
            }

            if (hasValue)
            {
                source.Separator.CopyTo(output[written..]);
            }

            hasValue = true;
            written = start + length;
        }

        return written;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Runs are short: half of one would pass before the JIT had optimised it.
    private static int WriteValue(ReadOnlySpan<byte> data, JsonCells cells, JsonSlotSource source, in JsonValue value, Span<byte> output)
    {
        var shape = source.Source.Shape;
        if (value.Kind == JsonKind.List)
        {
            return WriteList(data, cells, source, value, output);
        }

        if (value.Kind == JsonKind.Array && shape == JsonShape.Mixed)
        {
            return WriteMixed(data.Slice(value.Start, value.Length), output);
        }

        if (value.Kind is JsonKind.Missing or JsonKind.Null)
        {
            return 0;
        }

        var length = Copy(value.Of(data), value.Kind == JsonKind.Escaped, output);
        return shape == JsonShape.Html ? HtmlText.Strip(output[..length]) : length;
    }

    private static int WriteList(ReadOnlySpan<byte> data, JsonCells cells, JsonSlotSource source, in JsonValue list, Span<byte> output)
    {
        var written = 0;
        var shape = source.Source.Shape;
        for (var i = list.Start; i >= 0; i = cells.Piece(i).Next)
        {
            var piece = cells.Piece(i).Value;
            if (!piece.IsScalar || piece.Length == 0)
            {
                continue;
            }

            if (written > 0)
            {
                source.Separator.CopyTo(output[written..]);
                written += source.Separator.Length;
            }

            var content = piece.Of(data);
            content = shape == JsonShape.Names && content[0] is ((byte)'#' or (byte)'@') ? content[1..] : content;
            written += Copy(content, piece.Kind == JsonKind.Escaped, output[written..]);
            if (shape is not (JsonShape.List or JsonShape.Names))
            {
                break;
            }
        }

        return written;
    }

    /// <summary>The strings of an array and the "text" of its objects, one after the other.</summary>
    private static int WriteMixed(ReadOnlySpan<byte> array, Span<byte> output)
    {
        var scan = new JsonScan(array, 0, isLine: false, stackalloc int[JsonTokens.Room]);
        var written = 0;
        scan.Enter();
        for (var isFirst = true; scan.NextElement(isFirst) == JsonStep.Item; isFirst = false)
        {
            if (scan.Peek() != '{')
            {
                var isString = scan.Peek() == '"';
                scan.SkipValue();
                written += isString ? Copy(array.Slice(scan.StringStart, scan.StringLength), scan.IsEscaped, output[written..]) : 0;
                continue;
            }

            scan.Enter();
            for (var isFirstName = true; scan.NextProperty(isFirstName) == JsonStep.Item; isFirstName = false)
            {
                var isText = array.Slice(scan.StringStart, scan.NameLength).SequenceEqual("text"u8) && scan.Peek() == '"';
                scan.SkipValue();
                written += isText ? Copy(array.Slice(scan.StringStart, scan.StringLength), scan.IsEscaped, output[written..]) : 0;
            }
        }

        return written;
    }

    private static int Copy(ReadOnlySpan<byte> content, bool isEscaped, Span<byte> output)
    {
        if (isEscaped)
        {
            return JsonText.Unescape(content, output);
        }

        content.CopyTo(output);
        return content.Length;
    }

    private static bool IsOneOf(ReadOnlySpan<byte> value, byte[][] values)
    {
        foreach (var candidate in values)
        {
            if (value.SequenceEqual(candidate))
            {
                return true;
            }
        }

        return false;
    }
}
