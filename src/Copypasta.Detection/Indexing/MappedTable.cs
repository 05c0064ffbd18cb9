using System.Runtime.CompilerServices;

namespace Copypasta.Detection;

/// <summary>Elements of a fixed size in a mapped file. A chunk is read through the file and checked before it is first touched.</summary>
internal abstract unsafe class MappedTable<T>(byte* start, long count)
    where T : unmanaged
{
    protected static readonly int ChunkBits = System.Numerics.BitOperations.Log2((uint)SegmentFormat.ElementsPerChunk(sizeof(T)));

    private readonly byte* _start = start;
    private readonly ulong[] _checked = new ulong[((count >> ChunkBits) >> 6) + 1];

    public long Count => count;

    public T this[long index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            var chunk = index >> ChunkBits;
            if (!IsChecked(chunk))
            {
                return ReadFirst(index);
            }

            return Unsafe.ReadUnaligned<T>(_start + (index * sizeof(T)));
        }
    }

    /// <summary>Says that some elements will be read soon: a disk serves many requests at once in the time of a few one after another.</summary>
    /// <param name="from">The first.</param>
    /// <param name="to">Behind the last.</param>
    public void Expect(long from, long to)
    {
        (from, to) = (Math.Max(0, from), Math.Min(Count, to));
        while (from < to && IsChecked(from >> ChunkBits))
        {
            from = ((from >> ChunkBits) + 1) << ChunkBits;
        }

        if (from < to)
        {
            Fetch(from >> ChunkBits, ((to - 1) >> ChunkBits) + 1);
        }
    }

    /// <summary>Begins to read some chunks, without waiting for them.</summary>
    /// <param name="from">The first.</param>
    /// <param name="to">Behind the last.</param>
    protected abstract void Fetch(long from, long to);

    /// <summary>Reads a chunk and compares it with its checksum.</summary>
    /// <param name="chunk">Which.</param>
    /// <param name="element">The place in it of the element to return.</param>
    /// <param name="isMapped">Whether from here on the mapping may be touched.</param>
    protected abstract T Check(long chunk, int element, out bool isMapped);

    protected void ForgetChunks() => Array.Clear(_checked);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsChecked(long chunk) => (_checked[chunk >> 6] >> (int)(chunk & 63) & 1) != 0;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private T ReadFirst(long index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((ulong)index, (ulong)Count, nameof(index));
        var chunk = index >> ChunkBits;
        var value = Check(chunk, (int)(index & ((1L << ChunkBits) - 1)), out var isMapped);
        if (isMapped)
        {
            Interlocked.Or(ref _checked[chunk >> 6], 1UL << (int)(chunk & 63));
        }

        return value;
    }
}
