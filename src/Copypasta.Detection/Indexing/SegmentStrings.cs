namespace Copypasta.Detection;

/// <summary>Byte strings in the blocks of a segment, read as they are asked for. Safe for concurrent use; each thread reads through a reader of its own.</summary>
internal sealed class SegmentStrings(SegmentFile file, SectionId id, long offset, long bytes, MappedTable<BlockPlace> blocks)
{
    public Reader NewReader(int cachedBlocks) => new(this, cachedBlocks);

    /// <summary>Keeps the blocks it read last, each in the one place that its number allows.</summary>
    public sealed class Reader(SegmentStrings strings, int cachedBlocks)
    {
        private readonly (long Block, byte[] Bytes)[] _cache = [.. Enumerable.Repeat((-1L, Array.Empty<byte>()), cachedBlocks)];
        private byte[] _stored = [];
        private long _block = -1;
        private int _first;
        private int _next;

        /// <summary>The string of a number; good until the next is asked for.</summary>
        public ReadOnlySpan<byte> this[int index]
        {
            get
            {
                if (_block < 0 || index < _first || index >= _next)
                {
                    _block = strings.BlockOf(index, out _first, out _next);
                }

                ref var place = ref _cache[_block % _cache.Length];
                if (place.Block != _block)
                {
                    place.Block = -1;
                    strings.Read(_block, ref _stored, ref place.Bytes);
                    place.Block = _block;
                }

                return StringBlocks.StringOf(place.Bytes, index - _first);
            }
        }
    }

    private long BlockOf(int index, out int first, out int next)
    {
        var after = SortedSearch.FirstAbove(blocks, 0, blocks.Count, (uint)index);
        if (after == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(index));
        }

        first = blocks[after - 1].First;
        next = after < blocks.Count ? blocks[after].First : int.MaxValue;
        return after - 1;
    }

    private void Read(long block, ref byte[] stored, ref byte[] bytesOfBlock)
    {
        var start = blocks[block].Offset;
        var end = block + 1 < blocks.Count ? blocks[block + 1].Offset : bytes;
        if (start < 0 || end > bytes || end - start is <= 0 or > int.MaxValue / 2)
        {
            throw file.Damaged($"section {id} does not have the block at byte {start}");
        }

        var length = (int)(end - start);
        if (stored.Length < length)
        {
            stored = GC.AllocateUninitializedArray<byte>(length + (length / 2));
        }

        file.Read(offset + start, stored.AsSpan(0, length));
        if (!StringBlocks.TryDecode(stored.AsSpan(0, length), ref bytesOfBlock))
        {
            throw file.Damaged($"the checksum of section {id} does not match at byte {start}");
        }
    }
}
