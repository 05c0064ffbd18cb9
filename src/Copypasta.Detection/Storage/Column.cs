using System.Runtime.CompilerServices;

namespace Copypasta.Detection;

/// <summary>An append-only column of values in fixed blocks: grows without copying, addressed by index.</summary>
/// <remarks>Not safe for concurrent appends; reads and writes of existing elements are as safe as those of an array.</remarks>
/// <typeparam name="T">An unmanaged value.</typeparam>
internal sealed class Column<T>
    where T : unmanaged
{
    private const int BlockBits = 14;
    private const int BlockLength = 1 << BlockBits;

    private readonly List<T[]> _blocks = [];

    /// <summary>Number of values.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of all blocks.</summary>
    public long Bytes => (long)_blocks.Count * BlockLength * Unsafe.SizeOf<T>();

    /// <summary>The value at <paramref name="index"/>, 0-based, below <see cref="Count"/> (unchecked within the last block).</summary>
    public ref T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _blocks[index >> BlockBits][index & (BlockLength - 1)];
    }

    /// <summary>Appends a value; returns its index.</summary>
    public int Add(in T value)
    {
        if (Count == _blocks.Count << BlockBits)
        {
            _blocks.Add(GC.AllocateUninitializedArray<T>(BlockLength));
        }

        _blocks[Count >> BlockBits][Count & (BlockLength - 1)] = value;
        return Count++;
    }
}
