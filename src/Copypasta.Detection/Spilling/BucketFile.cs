namespace Copypasta.Detection;

/// <summary>
/// The buckets of one band on disk, in blocks of whole buckets: of each the number of its texts less two, the first of them, and the differences to the next, as variable-length integers.
/// </summary>
/// <remarks>Eight bytes of memory per block of 64 KB, or of a range of keys where that takes more, and while it is written or read such a block.</remarks>
internal sealed class BucketFile : IBandBuckets, IDisposable
{
    private const int BlockBytes = 1 << 16;

    /// <summary>Most bytes of a difference of two texts, or of a number of them.</summary>
    private const int MostPerText = 5;

    private readonly BlockFile _file;
    private readonly List<long> _blocks = [];
    private byte[] _block = new byte[2 * BlockBytes];
    private byte[] _stored = [];
    private int _used;
    private int _texts;

    /// <summary>A new file.</summary>
    public BucketFile(TemporaryFolder folder, string name) => _file = new BlockFile(folder, name);

    /// <summary>Buckets that an earlier process left: all of them are read once.</summary>
    /// <exception cref="SpillException">They are damaged.</exception>
    public BucketFile(BlockFile file, long pairs)
    {
        (_file, Pairs) = (file, pairs);
        file.Scan((offset, _) => _blocks.Add(offset));
    }

    /// <summary>The file.</summary>
    public BlockFile File => _file;

    public long Pairs { get; private set; }

    public int Parts => _blocks.Count;

    /// <summary>The buckets of texts in the order of their keys, as they are stored; for <see cref="Add(in Encoded)"/>.</summary>
    /// <param name="sorted">The texts with their keys.</param>
    /// <param name="room">An array to use, if it is large enough.</param>
    public static Encoded Encode(ReadOnlySpan<ulong> sorted, byte[] room)
    {
        var (used, texts, pairs) = (0, 0, 0L);
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            end = BandBuckets.EndOfRun(sorted, start);
            var count = end - start;
            if (count == 1)
            {
                continue;
            }

            var most = (count + 1) * MostPerText;
            if (room.Length - used < most)
            {
                Array.Resize(ref room, Math.Max(used + most, room.Length * 2));
            }

            used += Write(room.AsSpan(used), sorted[start..end]);
            texts += count;
            pairs += (long)count * (count - 1) / 2;
        }

        return new Encoded(room, used, texts, pairs);
    }

    /// <summary>Appends the buckets of a range of keys.</summary>
    public void Add(in Encoded buckets)
    {
        Reserve(buckets.Length);
        buckets.Bytes.AsSpan(0, buckets.Length).CopyTo(_block.AsSpan(_used));
        Added(buckets.Length, buckets.Texts, buckets.Pairs);
    }

    /// <summary>Appends a bucket.</summary>
    /// <param name="texts">Two texts or more, ascending.</param>
    public void Add(ReadOnlySpan<int> texts)
    {
        Reserve((texts.Length + 1) * MostPerText);
        var bytes = _block.AsSpan(_used);
        var length = bytes.Length;
        Varint.Write(ref bytes, (ulong)(texts.Length - 2));
        var last = 0;
        foreach (var text in texts)
        {
            Varint.Write(ref bytes, (ulong)(text - last));
            last = text;
        }

        Added(length - bytes.Length, texts.Length, (long)texts.Length * (texts.Length - 1) / 2);
    }

    /// <summary>Writes what is left; to be called before anything is read.</summary>
    public void Close()
    {
        EndBlock();
        (_block, _stored) = ([], []);
    }

    public BucketList Read(int part, BucketBuffers buffers)
    {
        _file.Read(_blocks[part], ref buffers.Block, out var length);

        // A text takes a byte or more, and a bucket three.
        Grow(ref buffers.Texts, length);
        Grow(ref buffers.Starts, (length / 3) + 1);
        var (texts, starts) = (buffers.Texts, buffers.Starts);
        var (text, bucket) = (0, 0);
        for (ReadOnlySpan<byte> rest = buffers.Block.AsSpan(0, length); !rest.IsEmpty;)
        {
            starts[bucket++] = text;
            var last = 0;
            for (var count = (int)Varint.Read(ref rest) + 2; count > 0; count--)
            {
                last += (int)Varint.Read(ref rest);
                texts[text++] = last;
            }
        }

        starts[bucket] = text;
        return new BucketList(texts, starts.AsSpan(0, bucket + 1));
    }

    public void Dispose() => _file.Dispose();

    private static int Write(Span<byte> bytes, ReadOnlySpan<ulong> entries)
    {
        var used = Varint.Write(bytes, (ulong)(entries.Length - 2));
        var last = 0;
        foreach (var entry in entries)
        {
            var text = (int)(uint)entry;
            used += Varint.Write(bytes[used..], (ulong)(text - last));
            last = text;
        }

        return used;
    }

    private static void Grow(ref int[] array, int length)
    {
        if (array.Length < length)
        {
            array = GC.AllocateUninitializedArray<int>(Math.Max(length, array.Length * 2));
        }
    }

    private void Reserve(int bytes)
    {
        if (_block.Length - _used < bytes)
        {
            Array.Resize(ref _block, Math.Max(_used + bytes, _block.Length * 2));
        }
    }

    private void Added(int bytes, int texts, long pairs)
    {
        Pairs += pairs;
        _used += bytes;
        _texts += texts;
        if (_used >= BlockBytes)
        {
            EndBlock();
        }
    }

    private void EndBlock()
    {
        if (_used > 0)
        {
            // Large buckets have small differences, which repeat; those of small ones are random bits.
            _blocks.Add(_file.Append(_block.AsSpan(0, _used), ref _stored, compress: _used < 2L * _texts));
            (_used, _texts) = (0, 0);
        }
    }

    /// <summary>Buckets as they are stored.</summary>
    /// <param name="Bytes">The array that holds them.</param>
    /// <param name="Length">How many bytes of it.</param>
    /// <param name="Texts">Their texts.</param>
    /// <param name="Pairs">Pairs of texts that share one.</param>
    public readonly record struct Encoded(byte[] Bytes, int Length, int Texts, long Pairs);
}
