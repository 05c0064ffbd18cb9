using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Copypasta.Archives;

/// <summary>What of the values met at a node goes to a cell.</summary>
internal enum JsonTaking : byte
{
    /// <summary>The first that is not null.</summary>
    First,

    /// <summary>All; an array is one.</summary>
    Each,

    /// <summary>All, and of an array its elements.</summary>
    Elements,
}

/// <summary>A cell that values go to, and which.</summary>
internal readonly record struct JsonTarget(int Cell, JsonTaking Taking);

/// <summary>A property on the way to values that are wanted: a node of the tree of all paths.</summary>
internal sealed class JsonPathNode
{
    /// <summary>Names of 8 bytes and more are known by their first and last 8.</summary>
    private const int KeyBytes = sizeof(ulong);

    /// <summary>No name with more bytes, escapes counted, is looked up.</summary>
    private const int MaxNameBytes = 128;

    private (byte[] Name, JsonPathNode Node)[] _children = [];

    // A table with open addressing, at most a quarter full: most names are wanted by nobody, and end at an empty place.
    private Entry[] _entries = [default];
    private int _shift;

    /// <summary>The cells that the value here goes to.</summary>
    public JsonTarget[] Targets { get; private set; } = [];

    /// <summary>Whether the elements of an array here are wanted one by one.</summary>
    public bool TakesElements { get; private set; }

    /// <summary>Whether the value here holds records.</summary>
    public bool HoldsRecords { get; set; }

    /// <summary>What is done at the end of each object here; null for nothing.</summary>
    public JsonStage? Stage { get; set; }

    public bool HasChildren => _children.Length > 0;

    public void AddTarget(JsonTarget target)
    {
        if (!Targets.Contains(target))
        {
            Targets = [.. Targets, target];
            TakesElements |= target.Taking == JsonTaking.Elements;
        }
    }

    public JsonPathNode Child(string name)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        var child = Array.Find(_children, entry => entry.Name.AsSpan().SequenceEqual(bytes)).Node;
        if (child is null)
        {
            _children = [.. _children, (bytes, child = new JsonPathNode())];
            Index();
        }

        return child;
    }

    /// <summary>The child of a name without escapes; null if nobody wants it.</summary>
    public JsonPathNode? Find(ReadOnlySpan<byte> name)
    {
        if (name.Length >= KeyBytes)
        {
            return Find(ref MemoryMarshal.GetReference(name), name.Length);
        }

        Span<byte> padded = stackalloc byte[KeyBytes];
        name.CopyTo(padded);
        return Find(ref padded[0], name.Length);
    }

    /// <summary>The child of a name without escapes; null if nobody wants it.</summary>
    /// <param name="name">Its first byte; at least 8 bytes can be read from there.</param>
    /// <param name="length">Its bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public JsonPathNode? Find(ref byte name, int length)
    {
        (var head, var tail) = KeyOf(ref name, length);
        var entries = _entries;
        for (var i = PlaceOf(head, tail, length); ; i++)
        {
            ref var entry = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(entries), i & (entries.Length - 1));
            if (entry.Node is null)
            {
                return null;
            }

            if (entry.Head == head && entry.Tail == tail && entry.Name.Length == length
                && (length <= 2 * KeyBytes || MemoryMarshal.CreateReadOnlySpan(ref name, length).SequenceEqual(entry.Name)))
            {
                return entry.Node;
            }
        }
    }

    /// <summary>The child of a name with escapes; null if nobody wants it.</summary>
    public JsonPathNode? FindEscaped(ReadOnlySpan<byte> name)
    {
        if (name.Length > MaxNameBytes)
        {
            return null;
        }

        Span<byte> plain = stackalloc byte[MaxNameBytes];
        return Find(plain[..JsonText.Unescape(name, plain)]);
    }

    private void Index()
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)_children.Length * 4);
        _entries = new Entry[size];
        _shift = (sizeof(ulong) * 8) - BitOperations.Log2((uint)size);
        foreach ((var name, var node) in _children)
        {
            var padded = new byte[Math.Max(KeyBytes, name.Length)];
            name.CopyTo(padded, 0);
            (var head, var tail) = KeyOf(ref padded[0], name.Length);
            var i = PlaceOf(head, tail, name.Length);
            while (_entries[i & (size - 1)].Node is not null)
            {
                i++;
            }

            _entries[i & (size - 1)] = new Entry(head, tail, name, node);
        }
    }

    /// <summary>The first 8 bytes of a name, and the last 8 if it has more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (ulong Head, ulong Tail) KeyOf(ref byte name, int length)
    {
        var head = Unsafe.ReadUnaligned<ulong>(ref name);
        return length > KeyBytes
            ? (head, Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref name, length - KeyBytes)))
            : (head & (length == 0 ? 0 : ulong.MaxValue >> ((KeyBytes - length) * 8)), 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int PlaceOf(ulong head, ulong tail, int length)
        => (int)(((head ^ BitOperations.RotateLeft(tail, 29)) + (ulong)length) * 0x9E37_79B9_7F4A_7C15 >> _shift);

    private readonly record struct Entry(ulong Head, ulong Tail, byte[] Name, JsonPathNode? Node);
}

/// <summary>
/// Values that count only with what stands beside them: those of a retweet among the referenced tweets, or a user's name under the user's id. While an object is read they go
/// to cells of their own; at its end, when the key is known whatever the order, they are moved.
/// </summary>
internal sealed class JsonStage
{
    public required int KeyCell { get; init; }

    /// <summary>The cells to clear before each object.</summary>
    public List<int> Cells { get; } = [];

    /// <summary>If the key has this value, this cell is moved to that one, or added to it.</summary>
    public List<(byte[] Key, int From, JsonTarget To)> Moves { get; } = [];

    /// <summary>The table that takes key and value; null for none.</summary>
    public JsonTable? Table { get; init; }

    /// <summary>The cells of the table's value, the preferred first.</summary>
    public int[] ValueCells { get; init; } = [];
}
