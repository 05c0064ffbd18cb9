namespace Copypasta.Detection;

/// <summary>
/// The buckets of one band on disk: of each the number of its texts less two, the first of them, and the differences to the next, as variable-length integers, of which none
/// spans two blocks.
/// </summary>
internal sealed class BucketFile : IBandBuckets, IDisposable
{
    private const int BlockBytes = 1 << 16;

    private readonly BlockFile _file;
    private readonly byte[] _block = new byte[BlockBytes + (2 * Varint.MaxBytes)];
    private byte[] _stored = [];
    private int _used;

    /// <summary>A new file.</summary>
    public BucketFile(TemporaryFolder folder, string name) => _file = new BlockFile(folder, name);

    /// <summary>Buckets that an earlier process left.</summary>
    public BucketFile(BlockFile file, long pairs) => (_file, Pairs) = (file, pairs);

    /// <summary>The file.</summary>
    public BlockFile File => _file;

    public long Pairs { get; private set; }

    /// <summary>Appends the buckets of a range of keys.</summary>
    public void Add(BandBuckets buckets)
    {
        Pairs += buckets.Pairs;
        for (var bucket = 0; bucket < buckets.Count; bucket++)
        {
            var texts = buckets[bucket];
            Add((ulong)(texts.Length - 2));
            var last = 0;
            foreach (var text in texts)
            {
                Add((ulong)(text - last));
                last = text;
            }
        }
    }

    /// <summary>Writes what is left; to be called before anything is read.</summary>
    public void Close()
    {
        if (_used > 0)
        {
            _file.Append(_block.AsSpan(0, _used), ref _stored);
            _used = 0;
        }
    }

    public void ForEach(Action<ReadOnlySpan<int>> take)
    {
        var texts = new int[64];
        var block = Array.Empty<byte>();
        ReadOnlySpan<byte> rest = default;
        var offset = 0L;
        while (!rest.IsEmpty || offset < _file.Length)
        {
            var count = (int)Next(ref rest) + 2;
            if (texts.Length < count)
            {
                texts = new int[Math.Max(count, texts.Length * 2)];
            }

            var last = 0;
            for (var i = 0; i < count; i++)
            {
                last += (int)Next(ref rest);
                texts[i] = last;
            }

            take(texts.AsSpan(0, count));
        }

        ulong Next(ref ReadOnlySpan<byte> bytes)
        {
            if (bytes.IsEmpty)
            {
                offset = _file.Read(offset, ref block, out var length);
                bytes = block.AsSpan(0, length);
            }

            return Varint.Read(ref bytes);
        }
    }

    public void Dispose() => _file.Dispose();

    private void Add(ulong value)
    {
        _used += Varint.Write(_block.AsSpan(_used), value);
        if (_used >= BlockBytes)
        {
            Close();
        }
    }
}
