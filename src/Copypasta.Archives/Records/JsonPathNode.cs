using System.Runtime.CompilerServices;
using System.Text;

namespace Copypasta.Archives;

/// <summary>A property on the way to values that are wanted: a node of the tree of all paths.</summary>
internal sealed class JsonPathNode
{
    private (byte[] Name, JsonPathNode Node)[] _children = [];
    private int[] _heads = [];
    private int[] _next = [];

    /// <summary>The cells that the value here goes to.</summary>
    public int[] Cells { get; private set; } = [];

    /// <summary>Whether all values met here are wanted, not the first alone; elements of arrays too.</summary>
    public bool IsList { get; set; }

    /// <summary>Whether the value here holds records.</summary>
    public bool HoldsRecords { get; set; }

    /// <summary>What is done at the end of each object here; null for nothing.</summary>
    public JsonStage? Stage { get; set; }

    public bool HasChildren => _children.Length > 0;

    public void AddCell(int cell)
    {
        if (!Cells.Contains(cell))
        {
            Cells = [.. Cells, cell];
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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public JsonPathNode? Find(ReadOnlySpan<byte> name)
    {
        var i = _heads[Hash(name) & (_heads.Length - 1)];
        return i < 0 ? null : FindFrom(i, name);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Runs are short: half of one would pass before the JIT had optimised it.
    private JsonPathNode? FindFrom(int i, ReadOnlySpan<byte> name)
    {
        for (; i >= 0; i = _next[i])
        {
            if (name.SequenceEqual(_children[i].Name))
            {
                return _children[i].Node;
            }
        }

        return null;
    }

    private void Index()
    {
        var size = 8;
        while (size < _children.Length * 4)
        {
            size *= 2;
        }

        _heads = new int[size];
        _next = new int[_children.Length];
        Array.Fill(_heads, -1);
        for (var i = 0; i < _children.Length; i++)
        {
            ref var head = ref _heads[Hash(_children[i].Name) & (size - 1)];
            _next[i] = head;
            head = i;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Hash(ReadOnlySpan<byte> name)
        => name.IsEmpty ? 0 : name.Length + (name[0] * 5) + (name[^1] * 17) + (name[name.Length / 2] * 3);
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
    public List<(byte[] Key, int From, int To, bool IsList)> Moves { get; } = [];

    /// <summary>The table that takes key and value; null for none.</summary>
    public JsonTable? Table { get; init; }

    /// <summary>The cells of the table's value, the preferred first.</summary>
    public int[] ValueCells { get; init; } = [];
}
