using System.Buffers.Binary;

namespace Copypasta.Detection;

/// <summary>
/// The distinct normalised texts on disk, in blocks that can be read in any order: the number of texts (4 bytes, little-endian), where each ends (4 bytes, counted from the first text's
/// beginning), and the texts. Texts are written in ascending order of their hashes and numbered as they come.
/// </summary>
/// <remarks>Twelve bytes of memory per block of 16 KB; a reader keeps the blocks it is told to.</remarks>
internal sealed class TextFile : ITextSource, IDisposable
{
    private const int BlockBytes = 1 << 14;

    /// <summary>What a block that a reader keeps takes at the most, on average: those of long texts are larger, and fewer are kept.</summary>
    private const long CachedBlockBytes = 20 << 10;

    private readonly BlockFile _file;
    private readonly List<long> _offsets = [];
    private readonly List<int> _firstTexts = [];
    private readonly List<int> _ends = [];
    private byte[] _texts = new byte[BlockBytes * 2];
    private byte[] _block = [];
    private byte[] _stored = [];

    /// <summary>A new file.</summary>
    public TextFile(TemporaryFolder folder, string name) => _file = new BlockFile(folder, name);

    /// <summary>Texts that an earlier process left: all of them are read once.</summary>
    /// <exception cref="SpillException">They are damaged.</exception>
    public TextFile(BlockFile file)
    {
        _file = file;
        file.Scan((offset, block) =>
        {
            _firstTexts.Add(Count);
            _offsets.Add(offset);
            Longest = Math.Max(Longest, block.Length);
            Count += BinaryPrimitives.ReadInt32LittleEndian(block);
        });
    }

    /// <summary>The file.</summary>
    public BlockFile File => _file;

    public int Count { get; private set; }

    /// <summary>Bytes of the longest text, or of the longest block where an earlier process has written them.</summary>
    public int Longest { get; private set; }

    /// <summary>Blocks that readers made from now on keep, 1 or more, where texts are not asked for in ascending order.</summary>
    public int CachedBlocks { get; set; } = 1;

    /// <summary>Appends a text; returns its index.</summary>
    public int Add(ReadOnlySpan<byte> text)
    {
        var used = _ends.Count == 0 ? 0 : _ends[^1];
        if (used > 0 && used + text.Length > BlockBytes)
        {
            Close();
            used = 0;
        }

        if (_texts.Length < used + text.Length)
        {
            _texts = GC.AllocateUninitializedArray<byte>(text.Length * 2);
        }

        text.CopyTo(_texts.AsSpan(used));
        Longest = Math.Max(Longest, text.Length);
        _ends.Add(used + text.Length);
        return Count++;
    }

    /// <summary>Writes what is left; to be called before anything is read.</summary>
    public void Close()
    {
        if (_ends.Count == 0)
        {
            return;
        }

        var bytes = (4 * (_ends.Count + 1)) + _ends[^1];
        if (_block.Length < bytes)
        {
            _block = GC.AllocateUninitializedArray<byte>(bytes);
        }

        BinaryPrimitives.WriteInt32LittleEndian(_block, _ends.Count);
        for (var i = 0; i < _ends.Count; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(_block.AsSpan(4 * (i + 1)), _ends[i]);
        }

        _texts.AsSpan(0, _ends[^1]).CopyTo(_block.AsSpan(4 * (_ends.Count + 1)));
        _firstTexts.Add(Count - _ends.Count);
        _offsets.Add(_file.Append(_block.AsSpan(0, bytes), ref _stored));
        _ends.Clear();
    }

    public ITextReader NewReader(bool ascending = false) => new Reader(this, ascending ? 1 : CachedBlocks);

    public int[] SmallestHashes(int count) => [.. Enumerable.Range(0, Math.Min(count, Count))];

    public void Dispose() => _file.Dispose();

    /// <summary>Keeps the blocks it read last, each in the one place that its number allows.</summary>
    private sealed class Reader(TextFile texts, int cachedBlocks) : ITextReader
    {
        private readonly (int Block, byte[] Bytes)[] _cache = [.. Enumerable.Repeat((-1, Array.Empty<byte>()), cachedBlocks)];
        private int _block = -1;
        private long _bytes;

        public ReadOnlySpan<byte> this[int index]
        {
            get
            {
                var firsts = texts._firstTexts;
                if (_block < 0 || index < firsts[_block] || (_block + 1 < firsts.Count && index >= firsts[_block + 1]))
                {
                    var found = firsts.BinarySearch(index);
                    _block = found >= 0 ? found : ~found - 1;
                }

                ref var place = ref _cache[_block % _cache.Length];
                if (place.Block != _block)
                {
                    place.Block = -1;
                    _bytes -= place.Bytes.Length;
                    texts._file.Read(texts._offsets[_block], ref place.Bytes, out _);
                    _bytes += place.Bytes.Length;
                    place.Block = _block;
                    if (_bytes > _cache.Length * CachedBlockBytes)
                    {
                        KeepOnly(_block % _cache.Length);
                    }
                }

                return Text(place.Bytes, index - firsts[_block]);
            }
        }

        private void KeepOnly(int kept)
        {
            for (var i = 0; i < _cache.Length; i++)
            {
                if (i != kept)
                {
                    _cache[i] = (-1, []);
                }
            }

            _bytes = _cache[kept].Bytes.Length;
        }

        public ulong HashOf(int index) => ByteStringTable.Hash(this[index]);

        private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> block, int index)
        {
            var count = BinaryPrimitives.ReadInt32LittleEndian(block);
            var start = index == 0 ? 0 : BinaryPrimitives.ReadInt32LittleEndian(block[(4 * index)..]);
            var end = BinaryPrimitives.ReadInt32LittleEndian(block[(4 * (index + 1))..]);
            return block[(4 * (count + 1))..][start..end];
        }
    }
}
