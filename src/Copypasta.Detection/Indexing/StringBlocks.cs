using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using K4os.Compression.LZ4;

namespace Copypasta.Detection;

/// <summary>
/// Byte strings in blocks that are compressed each by itself, as <see cref="BlockFile.Encode"/> stores them. A block: the number of its strings (4 bytes, little-endian), where each ends (4 bytes, counted
/// from the first string's beginning), and the strings.
/// </summary>
internal static class StringBlocks
{
    private const int HeaderBytes = 16;

    /// <summary>Takes a stored block apart.</summary>
    /// <param name="stored">From its first byte on; may go on beyond its end.</param>
    /// <param name="block">Receives it; made larger as need be.</param>
    /// <returns>Whether it is whole.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> stored, ref byte[] block)
    {
        if (stored.Length < HeaderBytes)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(stored);
        var storedLength = BinaryPrimitives.ReadInt32LittleEndian(stored[4..]);
        if (length <= 0 || storedLength <= 0 || storedLength > length || storedLength > stored.Length - HeaderBytes)
        {
            return false;
        }

        var checksum = BinaryPrimitives.ReadUInt64LittleEndian(stored[8..]);
        stored = stored.Slice(HeaderBytes, storedLength);
        if (XxHash3.HashToUInt64(stored) != checksum)
        {
            return false;
        }

        if (block.Length < length)
        {
            block = GC.AllocateUninitializedArray<byte>(Math.Max(length, block.Length + (block.Length / 2)));
        }

        if (storedLength == length)
        {
            stored.CopyTo(block);
            return true;
        }

        return LZ4Codec.Decode(stored, block.AsSpan(0, length)) == length;
    }

    /// <summary>A string of a block.</summary>
    public static ReadOnlySpan<byte> StringOf(ReadOnlySpan<byte> block, int index)
    {
        var count = BinaryPrimitives.ReadInt32LittleEndian(block);
        var start = index == 0 ? 0 : BinaryPrimitives.ReadInt32LittleEndian(block[(4 * index)..]);
        var end = BinaryPrimitives.ReadInt32LittleEndian(block[(4 * (index + 1))..]);
        return block[(4 * (count + 1))..][start..end];
    }

    /// <summary>Writes a section of strings, and then one of where its blocks begin.</summary>
    public sealed class Writer(SegmentWriter segment, SectionId strings, SectionId blocks, int blockBytes)
    {
        private readonly List<BlockPlace> _places = [];
        private readonly List<int> _ends = [];
        private byte[] _strings = new byte[blockBytes * 2];
        private byte[] _block = [];
        private byte[] _stored = [];
        private long _offset;

        public int Count { get; private set; }

        /// <summary>Room for a string that the caller fills before it adds another; its number is <see cref="Count"/> before the call.</summary>
        public Span<byte> Add(int length)
        {
            if (Count == 0)
            {
                segment.Begin(strings, 0);
            }

            var used = _ends.Count == 0 ? 0 : _ends[^1];
            if (used > 0 && used + length > blockBytes)
            {
                Flush();
                used = 0;
            }

            if (_strings.Length < used + length)
            {
                Array.Resize(ref _strings, (used + length) * 2);
            }

            _ends.Add(used + length);
            Count++;
            return _strings.AsSpan(used, length);
        }

        public void Add(ReadOnlySpan<byte> value) => value.CopyTo(Add(value.Length));

        public void Close()
        {
            if (Count == 0)
            {
                segment.Begin(strings, 0);
            }

            Flush();
            segment.End(_offset);
            segment.Table<BlockPlace>(blocks, CollectionsMarshal.AsSpan(_places));
        }

        private void Flush()
        {
            if (_ends.Count == 0)
            {
                return;
            }

            var bytes = (4 * (_ends.Count + 1)) + _ends[^1];
            if (_block.Length < bytes)
            {
                _block = new byte[bytes * 2];
            }

            BinaryPrimitives.WriteInt32LittleEndian(_block, _ends.Count);
            for (var i = 0; i < _ends.Count; i++)
            {
                BinaryPrimitives.WriteInt32LittleEndian(_block.AsSpan(4 * (i + 1)), _ends[i]);
            }

            _strings.AsSpan(0, _ends[^1]).CopyTo(_block.AsSpan(4 * (_ends.Count + 1)));
            if (_stored.Length < BlockFile.MostStored(bytes))
            {
                _stored = new byte[BlockFile.MostStored(bytes) * 2];
            }

            var stored = BlockFile.Encode(_block.AsSpan(0, bytes), _stored);
            _places.Add(new BlockPlace(_offset, Count - _ends.Count));
            segment.Write(_stored.AsSpan(0, stored));
            _offset += stored;
            _ends.Clear();
        }
    }
}
