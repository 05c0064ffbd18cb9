using System.Runtime.CompilerServices;

namespace Copypasta.Detection;

/// <summary>Elements of a fixed size in a mapped file. A chunk is checked before it is first touched.</summary>
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
            if ((_checked[chunk >> 6] >> (int)(chunk & 63) & 1) == 0)
            {
                CheckFirst(index);
            }

            return Unsafe.ReadUnaligned<T>(_start + (index * sizeof(T)));
        }
    }

    /// <summary>Compares a chunk with its checksum.</summary>
    protected abstract void Check(long chunk);

    protected void ForgetChunks() => Array.Clear(_checked);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void CheckFirst(long index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((ulong)index, (ulong)Count, nameof(index));
        var chunk = index >> ChunkBits;
        Check(chunk);
        Interlocked.Or(ref _checked[chunk >> 6], 1UL << (int)(chunk & 63));
    }
}
