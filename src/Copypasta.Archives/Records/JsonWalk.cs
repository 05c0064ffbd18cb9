using System.Runtime.CompilerServices;

namespace Copypasta.Archives;

/// <summary>What a captured value is.</summary>
internal enum JsonKind : byte
{
    Missing,
    Null,
    True,
    False,
    Number,

    /// <summary>A string without escapes.</summary>
    Plain,

    /// <summary>A string with escapes.</summary>
    Escaped,
    Object,
    Array,

    /// <summary>Several: Start and Length are the first and last index of its pieces.</summary>
    List,
}

/// <summary>Where a value lies: the content of a string between its quotes, any other value whole.</summary>
internal readonly record struct JsonValue(JsonKind Kind, int Start, int Length)
{
    public bool IsString => Kind is JsonKind.Plain or JsonKind.Escaped;

    public bool IsScalar => Kind is >= JsonKind.True and <= JsonKind.Escaped;

    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> data) => data.Slice(Start, Length);
}

/// <summary>Goes through an object once, checks it, and notes where the values of the wanted paths lie. Values keep their place in the data.</summary>
internal sealed class JsonWalk(JsonPathNode root, int cells)
{
    private const int MaxNameBytes = 128;

    private readonly JsonValue[] _cells = new JsonValue[cells];
    private (JsonValue Value, int Next)[] _pieces = new (JsonValue, int)[16];
    private int _pieceCount;

    /// <summary>The values met at nodes that hold records, as start and end.</summary>
    public List<(int Start, int End)> Records { get; } = [];

    public ref readonly JsonValue this[int cell] => ref _cells[cell];

    public (JsonValue Value, int Next) Piece(int index) => _pieces[index];

    /// <summary>Reads the object that begins here; false at a fault, where what was met before it is kept.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Runs are short: half of one would pass before the JIT had optimised it.
    public bool Read(ref JsonScan scan, ReadOnlySpan<byte> data)
    {
        _cells.AsSpan().Clear();
        _pieceCount = 0;
        Records.Clear();
        return ReadObject(ref scan, data, root);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Runs are short: half of one would pass before the JIT had optimised it.
    private bool ReadObject(ref JsonScan scan, ReadOnlySpan<byte> data, JsonPathNode node)
    {
        if (!scan.Enter())
        {
            return false;
        }

        if (node.Stage is { } stage)
        {
            foreach (var cell in stage.Cells)
            {
                _cells[cell] = default;
            }
        }

        for (var isFirst = true; ; isFirst = false)
        {
            var step = scan.NextProperty(isFirst);
            if (step == JsonStep.Close)
            {
                break;
            }

            if (step == JsonStep.Fault)
            {
                return false;
            }

            var name = data.Slice(scan.StringStart, scan.NameLength);
            var child = scan.IsEscaped ? FindEscaped(node, name) : node.Find(name);
            if (!(child is null ? scan.SkipValue() : ReadValue(ref scan, data, child)))
            {
                return false;
            }
        }

        if (node.Stage is not null)
        {
            EndStage(node.Stage, data);
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Runs are short: half of one would pass before the JIT had optimised it.
    private bool ReadValue(ref JsonScan scan, ReadOnlySpan<byte> data, JsonPathNode node)
    {
        var start = scan.At;
        var kind = JsonKind.Number;
        switch (scan.Peek())
        {
            case '"':
                if (!scan.SkipValue())
                {
                    return false;
                }

                Capture(node, new JsonValue(scan.IsEscaped ? JsonKind.Escaped : JsonKind.Plain, scan.StringStart, scan.StringLength));
                return true;
            case '{':
                kind = JsonKind.Object;
                if (node.HasChildren)
                {
                    if (!ReadObject(ref scan, data, node))
                    {
                        return NoteRecords(node, kind, start, scan.At, isWhole: false);
                    }

                    Capture(node, new JsonValue(kind, start, scan.At - start));
                    return NoteRecords(node, kind, start, scan.At, isWhole: true);
                }

                break;
            case '[':
                kind = JsonKind.Array;
                if (node.HasChildren || node.IsList)
                {
                    return ReadArray(ref scan, data, node);
                }

                break;
            case 't':
                kind = JsonKind.True;
                break;
            case 'f':
                kind = JsonKind.False;
                break;
            case 'n':
                kind = JsonKind.Null;
                break;
        }

        if (!scan.SkipValue())
        {
            return NoteRecords(node, kind, start, scan.At, isWhole: false);
        }

        Capture(node, new JsonValue(kind, start, scan.At - start));
        return NoteRecords(node, kind, start, scan.At, isWhole: true);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Runs are short: half of one would pass before the JIT had optimised it.
    private bool ReadArray(ref JsonScan scan, ReadOnlySpan<byte> data, JsonPathNode node)
    {
        var start = scan.At;
        if (!scan.Enter())
        {
            return false;
        }

        for (var isFirst = true; ; isFirst = false)
        {
            var step = scan.NextElement(isFirst);
            if (step == JsonStep.Close)
            {
                break;
            }

            if (step == JsonStep.Fault)
            {
                return false;
            }

            // Of an array that is only passed through, the objects count.
            if (!(node.IsList || scan.Peek() == '{' ? ReadValue(ref scan, data, node) : scan.SkipValue()))
            {
                return false;
            }
        }

        if (!node.IsList)
        {
            Capture(node, new JsonValue(JsonKind.Array, start, scan.At - start));
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Capture(JsonPathNode node, in JsonValue value)
    {
        foreach (var cell in node.Cells)
        {
            ref var held = ref _cells[cell];
            if (node.IsList)
            {
                AddPiece(ref held, value);
            }
            else if (held.Kind is JsonKind.Missing or JsonKind.Null)
            {
                held = value;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Runs are short: half of one would pass before the JIT had optimised it.
    private void AddPiece(ref JsonValue held, in JsonValue value)
    {
        if (_pieceCount == _pieces.Length)
        {
            Array.Resize(ref _pieces, _pieceCount * 2);
        }

        var index = _pieceCount++;
        _pieces[index] = (value, -1);
        if (held.Kind == JsonKind.List)
        {
            _pieces[held.Length].Next = index;
            held = held with { Length = index };
        }
        else
        {
            held = new JsonValue(JsonKind.List, index, index);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Runs are short: half of one would pass before the JIT had optimised it.
    private void EndStage(JsonStage stage, ReadOnlySpan<byte> data)
    {
        var key = _cells[stage.KeyCell];
        if (!key.IsScalar)
        {
            return;
        }

        if (stage.Table is { } table)
        {
            foreach (var cell in stage.ValueCells)
            {
                if (_cells[cell].IsScalar)
                {
                    table.Add(data, key, _cells[cell]);
                    break;
                }
            }

            return;
        }

        foreach ((var wanted, var from, var to, var isList) in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(stage.Moves))
        {
            if (_cells[from].Kind == JsonKind.Missing || !key.Of(data).SequenceEqual(wanted))
            {
                continue;
            }

            if (isList)
            {
                AddPiece(ref _cells[to], _cells[from]);
            }
            else if (_cells[to].Kind is JsonKind.Missing or JsonKind.Null)
            {
                _cells[to] = _cells[from];
            }
        }
    }

    /// <summary>Notes records, also of a container that is damaged further on.</summary>
    /// <returns><paramref name="isWhole"/>.</returns>
    private bool NoteRecords(JsonPathNode node, JsonKind kind, int start, int end, bool isWhole)
    {
        if (node.HoldsRecords && kind is (JsonKind.Object or JsonKind.Array))
        {
            Records.Add((start, end));
        }

        return isWhole;
    }

    private static JsonPathNode? FindEscaped(JsonPathNode node, ReadOnlySpan<byte> name)
    {
        if (name.Length > MaxNameBytes)
        {
            return null;
        }

        Span<byte> plain = stackalloc byte[MaxNameBytes];
        return node.Find(plain[..JsonText.Unescape(name, plain)]);
    }
}
