namespace Copypasta.Detection;

/// <summary>
/// The buckets of one band on disk, in blocks of whole buckets: of each the number of its texts less two, the first of them, and the differences to the next, as variable-length integers.
/// </summary>
/// <remarks>Eight bytes of memory per block of 64 KB, and while it is written or read the largest bucket, a byte or two a text.</remarks>
internal sealed class BucketFile : IBandBuckets, IDisposable
{
    private const int BlockBytes = 1 << 16;

    private readonly BlockFile _file;
    private readonly List<long> _blocks = [];
    private byte[] _block = new byte[2 * BlockBytes];
    private byte[] _stored = [];
    private int _used;

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

    /// <summary>Appends the buckets of a range of keys.</summary>
    public void Add(BandBuckets buckets)
    {
        for (var bucket = 0; bucket < buckets.Count; bucket++)
        {
            Add(buckets[bucket]);
        }
    }

    /// <summary>Appends a bucket.</summary>
    /// <param name="texts">Two texts or more, ascending.</param>
    public void Add(ReadOnlySpan<int> texts)
    {
        Pairs += (long)texts.Length * (texts.Length - 1) / 2;
        Add((ulong)(texts.Length - 2));
        var last = 0;
        foreach (var text in texts)
        {
            Add((ulong)(text - last));
            last = text;
        }

        if (_used >= BlockBytes)
        {
            EndBlock();
        }
    }

    /// <summary>Writes what is left; to be called before anything is read.</summary>
    public void Close()
    {
        EndBlock();
        (_block, _stored) = ([], []);
    }

    public void ForEach(int part, Action<ReadOnlySpan<int>> take)
    {
        var texts = new int[64];
        var block = Array.Empty<byte>();
        _file.Read(_blocks[part], ref block, out var length);
        for (ReadOnlySpan<byte> rest = block.AsSpan(0, length); !rest.IsEmpty;)
        {
            var count = (int)Varint.Read(ref rest) + 2;
            if (texts.Length < count)
            {
                texts = new int[Math.Max(count, texts.Length * 2)];
            }

            var last = 0;
            for (var i = 0; i < count; i++)
            {
                last += (int)Varint.Read(ref rest);
                texts[i] = last;
            }

            take(texts.AsSpan(0, count));
        }
    }

    public void Dispose() => _file.Dispose();

    private void Add(ulong value)
    {
        if (_block.Length - _used < Varint.MaxBytes)
        {
            Array.Resize(ref _block, _block.Length * 2);
        }

        _used += Varint.Write(_block.AsSpan(_used), value);
    }

    private void EndBlock()
    {
        if (_used > 0)
        {
            _blocks.Add(_file.Append(_block.AsSpan(0, _used), ref _stored));
            _used = 0;
        }
    }
}
