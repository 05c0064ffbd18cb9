using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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

/// <summary>
/// Where a value lies: the content of a string between its quotes, any other value whole. It is one number: parts that are stored one by one and read together at once have to be waited for.
/// </summary>
internal readonly record struct JsonValue
{
    private const int KindBits = 4;
    private const int LengthBits = 28;

    private readonly ulong _bits;

    /// <param name="kind">What it is.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="length">Bytes, fewer than 2^28: no record has as many.</param>
    public JsonValue(JsonKind kind, int start, int length) => _bits = ((ulong)(uint)start << (KindBits + LengthBits)) | ((ulong)(uint)length << KindBits) | (ulong)kind;

    public JsonKind Kind => (JsonKind)(_bits & ((1 << KindBits) - 1));

    public int Start => (int)(_bits >> (KindBits + LengthBits));

    public int Length => (int)((uint)_bits >> KindBits);

    public bool IsString => Kind is JsonKind.Plain or JsonKind.Escaped;

    public bool IsScalar => Kind is >= JsonKind.True and <= JsonKind.Escaped;

    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> data) => data.Slice(Start, Length);
}

/// <summary>What a walk through a record found: where the values of the wanted paths lie in its data.</summary>
/// <param name="count">Cells, each the value of a path.</param>
internal sealed class JsonCells(int count)
{
    private readonly JsonValue[] _cells = new JsonValue[count];
    private (JsonValue Value, int Next)[] _pieces = new (JsonValue, int)[16];
    private int _pieceCount;
    private int _clearings;

    public int Count => _cells.Length;

    public ref readonly JsonValue this[int cell] => ref _cells[cell];

    /// <summary>A piece of a list.</summary>
    public ref readonly JsonValue Piece(int index) => ref _pieces[index].Value;

    /// <summary>The piece behind one; negative behind the last.</summary>
    public int Next(int index) => _pieces[index].Next;

    /// <summary>Forgets the last record.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Clear()
    {
        _cells.AsSpan().Clear();
        _pieceCount = 0;
        _clearings++;
    }

    /// <summary>Forgets the last record before one that fills the same cells, if that was the caller's too: there are many cells, and few have a value.</summary>
    /// <param name="since">When all cells were cleared for the caller's first such record; 0 before it.</param>
    /// <param name="added">Of the cells that it fills those that it does not set, but adds to.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Clear(ref int since, ReadOnlySpan<int> added)
    {
        if (since != _clearings)
        {
            Clear();
            since = _clearings;
            return;
        }

        foreach (var cell in added)
        {
            _cells[cell] = default;
        }

        _pieceCount = 0;
    }

    /// <summary>Takes the value of a cell that has none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(int cell, in JsonValue value) => _cells[cell] = value;

    /// <summary>Takes a value at a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="value">The value.</param>
    /// <param name="isElement">Whether it is an element of an array there.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Capture(JsonPathNode node, JsonValue value, bool isElement = false)
    {
        if (!isElement && node.Targets is [{ Taking: JsonTaking.First } only])
        {
            ref var held = ref _cells[only.Cell];
            held = held.Kind is JsonKind.Missing or JsonKind.Null ? value : held;
        }
        else if (node.Targets.Length > 0)
        {
            CaptureInAll(node.Targets, value, isElement);
        }
    }

    [MethodImpl(Jit.AtOnce)]
    private void CaptureInAll(JsonTarget[] targets, in JsonValue value, bool isElement)
    {
        foreach (var target in targets)
        {
            if (!isElement || target.Taking == JsonTaking.Elements)
            {
                Take(target, value);
            }
        }
    }

    /// <summary>Takes an array at a node, whose elements were taken before.</summary>
    public void CaptureWhole(JsonPathNode node, in JsonValue array, bool isElement)
    {
        foreach (var target in node.Targets)
        {
            if (!isElement && target.Taking != JsonTaking.Elements)
            {
                Take(target, array);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Take(JsonTarget target, in JsonValue value)
    {
        ref var held = ref _cells[target.Cell];
        if (held.Kind == JsonKind.Missing || (held.Kind == JsonKind.Null && target.Taking == JsonTaking.First))
        {
            held = value;
        }
        else if (target.Taking != JsonTaking.First)
        {
            AddPiece(ref held, value);
        }
    }

    private void AddPiece(ref JsonValue held, in JsonValue value)
    {
        var (first, last) = held.Kind == JsonKind.List ? (held.Start, held.Length) : (_pieceCount, NewPiece(held));
        var index = NewPiece(value);
        _pieces[last].Next = index;
        held = new JsonValue(JsonKind.List, first, index);
    }

    private int NewPiece(in JsonValue value)
    {
        if (_pieceCount == _pieces.Length)
        {
            Array.Resize(ref _pieces, _pieceCount * 2);
        }

        _pieces[_pieceCount] = (value, -1);
        return _pieceCount++;
    }

    /// <summary>Begins an object at a node with a stage.</summary>
    public void BeginStage(JsonStage stage)
    {
        foreach (var cell in stage.Cells)
        {
            _cells[cell] = default;
        }
    }

    /// <summary>Ends an object at a node with a stage.</summary>
    [MethodImpl(Jit.AtOnce)]
    public void EndStage(JsonStage stage, ReadOnlySpan<byte> data)
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

        foreach ((var wanted, var from, var to) in CollectionsMarshal.AsSpan(stage.Moves))
        {
            if (_cells[from].Kind == JsonKind.Missing || !key.Of(data).SequenceEqual(wanted))
            {
                continue;
            }

            Take(to, _cells[from]);
        }
    }
}
