using System.Runtime.CompilerServices;

namespace Copypasta.Hashing;

/// <summary>
/// Rows of equal width in blocks: no copy and no slack when it grows, and references to rows stay good. A block that was never written to takes no memory.
/// </summary>
/// <param name="width">Values per row.</param>
/// <param name="blockBits">Binary logarithm of the rows per block.</param>
internal sealed class LshBlocks<T>(int width, int blockBits)
    where T : unmanaged
{
    private T[]?[] _blocks = new T[4][];

    private int RowMask => (1 << blockBits) - 1;

    /// <summary>The row's values; its block must have been written to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T> Row(int row) => _blocks[row >> blockBits].AsSpan((row & RowMask) * width, width);

    /// <summary>One value of a row; its block must have been written to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T At(int row, int column = 0) => ref _blocks[row >> blockBits]![((row & RowMask) * width) + column];

    /// <summary>Whether the row's block was written to; false for rows that lie beyond all blocks.</summary>
    public bool Has(int row) => row >= 0 && row >> blockBits < _blocks.Length && _blocks[row >> blockBits] is not null;

    /// <summary>The row's values, all zero where its block is new.</summary>
    public Span<T> Write(int row)
    {
        var block = row >> blockBits;
        if (block >= _blocks.Length)
        {
            Array.Resize(ref _blocks, Math.Max(block + 1, _blocks.Length * 2));
        }

        _blocks[block] ??= new T[width << blockBits];
        return Row(row);
    }

    /// <summary>The first row of <paramref name="row"/>'s block.</summary>
    public int FirstOfBlock(int row) => row & ~RowMask;

    /// <summary>The first row after <paramref name="row"/>'s block.</summary>
    public int NextBlock(int row) => (row | RowMask) + 1;

    /// <summary>Gives a row's whole block back.</summary>
    public void Release(int row) => _blocks[row >> blockBits] = null;
}
