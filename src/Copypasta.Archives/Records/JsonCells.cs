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

/// <summary>Where a value lies: the content of a string between its quotes, any other value whole.</summary>
internal readonly record struct JsonValue(JsonKind Kind, int Start, int Length)
{
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
    }

    /// <summary>Takes the value of a cell that has none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(int cell, in JsonValue value) => _cells[cell] = value;

    /// <summary>Takes the value at a node.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Capture(JsonPathNode node, in JsonValue value)
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

    [MethodImpl(Jit.AtOnce)]
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

        foreach ((var wanted, var from, var to, var isList) in CollectionsMarshal.AsSpan(stage.Moves))
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
}
