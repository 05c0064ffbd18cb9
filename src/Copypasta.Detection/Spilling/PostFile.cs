using System.Buffers;

namespace Copypasta.Detection;

/// <summary>
/// Posts on disk in the order in which they were read, in blocks: of each post the length of its record (a variable-length integer) and the record
/// (<see cref="SpilledPostRecord"/>). Posts are numbered as they come; they are read in order, or a block at a time.
/// </summary>
/// <remarks>Sixteen bytes of memory per block of 64 KB, and while it is written some blocks.</remarks>
internal sealed class PostFile : IDisposable
{
    private const int BlockBytes = 1 << 16;

    /// <summary>Bytes of blocks that wait to be compressed, all at once, or are decompressed at once.</summary>
    private const int BytesAtOnce = 1 << 20;

    private readonly BlockFile _file;
    private readonly int _threads;

    // Of each block, where it begins, and the number of its first post.
    private readonly List<long> _offsets = [];
    private readonly List<long> _firsts = [];

    private readonly List<Full> _full = [];
    private readonly Stack<byte[]> _spare = [];
    private byte[] _block = new byte[BlockBytes];
    private int _used;
    private int _waiting;
    private long _first;

    /// <summary>A block that is written, but not yet to disk.</summary>
    private readonly record struct Full(byte[] Block, int Length, long First);

    /// <summary>A new file.</summary>
    public PostFile(TemporaryFolder folder, string name, int threads) => (_file, _threads) = (new BlockFile(folder, name), threads);

    /// <summary>Posts that an earlier process left: all of them are read once.</summary>
    /// <exception cref="SpillException">They are damaged.</exception>
    public PostFile(BlockFile file, int threads)
    {
        (_file, _threads) = (file, threads);
        file.Scan((offset, block) =>
        {
            _offsets.Add(offset);
            _firsts.Add(Count);
            while (!block.IsEmpty)
            {
                Next(ref block);
                Count++;
            }
        });
    }

    /// <summary>The file.</summary>
    public BlockFile File => _file;

    /// <summary>Posts.</summary>
    public long Count { get; private set; }

    /// <summary>Blocks.</summary>
    public int Blocks => _offsets.Count;

    /// <summary>Appends a post; the caller fills the room for its record that is returned before it adds another.</summary>
    public Span<byte> Add(int length)
    {
        var most = Varint.MaxBytes + length;
        if (_used > 0 && _used + most > BlockBytes)
        {
            EndBlock();
        }

        if (_block.Length < most)
        {
            _block = GC.AllocateUninitializedArray<byte>(most);
        }

        _used += Varint.Write(_block.AsSpan(_used), (uint)length);
        _used += length;
        Count++;
        return _block.AsSpan(_used - length, length);
    }

    /// <summary>Writes what is left; to be called before anything is read.</summary>
    public void Close()
    {
        EndBlock();
        Write();
        _spare.Clear();
        _block = [];
    }

    /// <summary>Number of a block's first post.</summary>
    public long First(int block) => _firsts[block];

    /// <summary>Reads a block.</summary>
    /// <param name="block">Which.</param>
    /// <param name="bytes">Receives it; made larger as need be.</param>
    /// <returns>Its records, for <see cref="Next"/>.</returns>
    public ReadOnlySpan<byte> Read(int block, ref byte[] bytes)
    {
        _file.Read(_offsets[block], ref bytes, out var length);
        return bytes.AsSpan(0, length);
    }

    /// <summary>Takes the next record of a block.</summary>
    public static ReadOnlySpan<byte> Next(scoped ref ReadOnlySpan<byte> block)
    {
        var length = (int)Varint.Read(ref block);
        var record = block[..length];
        block = block[length..];
        return record;
    }

    /// <summary>Reads all posts in order; blocks are decompressed on several threads.</summary>
    /// <param name="take">Given the number of a block's first post, and its records.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public void ForEachBlock(Action<long, ReadOnlySpan<byte>> take, CancellationToken cancellation)
    {
        var read = new (byte[] Bytes, int Length)[BytesAtOnce / BlockBytes];
        Array.Fill(read, ([], 0));
        for (var first = 0; first < Blocks; first += read.Length)
        {
            var count = Math.Min(read.Length, Blocks - first);
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = _threads, CancellationToken = cancellation }, i => read[i].Length = Read(first + i, ref read[i].Bytes).Length);
            for (var i = 0; i < count; i++)
            {
                take(First(first + i), read[i].Bytes.AsSpan(0, read[i].Length));
            }
        }
    }

    public void Dispose() => _file.Dispose();

    private void EndBlock()
    {
        if (_used == 0)
        {
            return;
        }

        _full.Add(new Full(_block, _used, _first));
        _waiting += _used;
        if (_waiting >= BytesAtOnce)
        {
            Write();
        }

        _block = _spare.TryPop(out var spare) ? spare : new byte[BlockBytes];
        (_used, _first) = (0, Count);
    }

    private void Write()
    {
        var stored = new (byte[] Bytes, int Length)[_full.Count];
        Parallel.For(0, stored.Length, new ParallelOptions { MaxDegreeOfParallelism = _threads }, i =>
        {
            var bytes = ArrayPool<byte>.Shared.Rent(BlockFile.MostStored(_full[i].Length));
            stored[i] = (bytes, BlockFile.Encode(_full[i].Block.AsSpan(0, _full[i].Length), bytes));
        });
        for (var i = 0; i < stored.Length; i++)
        {
            _firsts.Add(_full[i].First);
            _offsets.Add(_file.Append(stored[i].Bytes.AsSpan(0, stored[i].Length)));
            ArrayPool<byte>.Shared.Return(stored[i].Bytes);
            if (_full[i].Block.Length == BlockBytes)
            {
                _spare.Push(_full[i].Block);
            }
        }

        _full.Clear();
        _waiting = 0;
    }
}
