using System.Numerics;

namespace Copypasta.Hashing;

/// <summary>
/// One table per 16-bit block of a fingerprint: from the block's value to the ids of the fingerprints that have it. A value's ids stand in a chain
/// of short nodes, so adding one costs the same however many there are.
/// </summary>
internal sealed class BlockTables(int blocks)
{
    public const int BlockBits = 16;

    /// <summary>Largest distance within a block that a query enumerates; 697 values are that near.</summary>
    public const int MaxRadius = 3;

    // A node is three ids and the number of the next node; node 0 stands for none. Longer nodes waste more where most values have one or two ids.
    private const int NodeIds = 3;
    private const int NodeSize = NodeIds + 1;

    private static readonly ushort[] s_masks = MakeMasks();

    private readonly int[] _heads = new int[blocks << BlockBits];
    private readonly int[] _counts = new int[blocks << BlockBits];
    private int[] _nodes = new int[1024];
    private int _used = NodeSize;

    public int Blocks => blocks;

    public long MemoryBytes => sizeof(int) * ((long)_heads.Length + _counts.Length + _nodes.Length);

    /// <summary>The differences of two blocks at most <paramref name="radius"/> bits apart.</summary>
    public static ReadOnlySpan<ushort> Masks(int radius) => s_masks.AsSpan(0, radius switch
    {
        < 0 => 0,
        0 => 1,
        1 => 1 + 16,
        2 => 1 + 16 + 120,
        _ => 1 + 16 + 120 + 560,
    });

    /// <summary>How many fingerprints have this value in this block.</summary>
    public int Count(int block, int value) => _counts[(block << BlockBits) | value];

    public void Add(int block, int value, int id)
    {
        var slot = (block << BlockBits) | value;
        var place = _counts[slot]++ % NodeIds;
        if (place == 0)
        {
            if (_used + NodeSize > _nodes.Length)
            {
                Array.Resize(ref _nodes, Growth.Next(_nodes.Length, _used + NodeSize));
            }

            _nodes[_used + NodeIds] = _heads[slot];
            _heads[slot] = _used;
            _used += NodeSize;
        }

        _nodes[_heads[slot] + place] = id;
    }

    /// <summary>The ids of one node of a chain.</summary>
    /// <param name="block">Number of the block.</param>
    /// <param name="value">Its value.</param>
    /// <param name="node">0 to begin with; then the node that comes next, 0 after the last.</param>
    public ReadOnlySpan<int> Node(int block, int value, ref int node)
    {
        var slot = (block << BlockBits) | value;
        var count = _counts[slot];
        if (count == 0)
        {
            return [];
        }

        // Only the first node of a chain may have room left.
        var ids = node == 0 ? ((count - 1) % NodeIds) + 1 : NodeIds;
        var at = node == 0 ? _heads[slot] : node;
        node = _nodes[at + NodeIds];
        return _nodes.AsSpan(at, ids);
    }

    private static ushort[] MakeMasks() =>
        [.. Enumerable.Range(0, 1 << BlockBits)
            .Where(mask => BitOperations.PopCount((uint)mask) <= MaxRadius)
            .OrderBy(mask => BitOperations.PopCount((uint)mask))
            .Select(mask => (ushort)mask)];
}
