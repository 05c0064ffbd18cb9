using System.Runtime.InteropServices;

namespace Copypasta.Detection;

/// <summary>
/// Sorts records by a 64-bit key, equal keys in the order in which they came, whatever their number: what does not fit into the buffer goes to disk in sorted runs, which are merged
/// while they are read. The order of what comes out does not depend on the size of the buffer.
/// </summary>
/// <remarks>Keeps its buffer until it is sealed; a merge takes two blocks of memory per run.</remarks>
internal sealed class RecordSorter : IDisposable
{
    /// <summary>Bytes after which a block of a run is closed.</summary>
    private const int BlockBytes = 1 << 16;

    /// <summary>Blocks of a run that are prepared at once.</summary>
    private const int BlocksAtOnce = 64;

    private const int KeyBytes = sizeof(ulong);

    private readonly Func<BlockFile> _newFile;
    private readonly int _threads;
    private readonly long _bufferBytes;

    // Where in the file each run ends.
    private readonly List<long> _ends = [];
    private BlockFile? _file;
    private ByteArena? _records = new();
    private long _bytes;
    private ulong[] _keys;
    private long[] _addresses;
    private int _count;

    /// <param name="folder">Where runs go.</param>
    /// <param name="name">What their file is called.</param>
    /// <param name="bufferBytes">Bytes of records and their keys to keep in memory.</param>
    /// <param name="recordBytes">About as many bytes as a record has; shorter ones fill the room for keys before that for bytes.</param>
    /// <param name="threads">Threads to write runs with.</param>
    public RecordSorter(TemporaryFolder folder, string name, long bufferBytes, int recordBytes, int threads)
    {
        (_newFile, _threads) = (() => new BlockFile(folder, name), threads);
        var entries = (int)Math.Clamp(bufferBytes / (recordBytes + 16), 1024, Array.MaxLength / 16);
        _keys = GC.AllocateUninitializedArray<ulong>(entries);
        _addresses = GC.AllocateUninitializedArray<long>(entries);
        _bufferBytes = bufferBytes - (entries * 16L);
    }

    /// <summary>Sorted records that an earlier process left.</summary>
    public RecordSorter(BlockFile file, IEnumerable<long> ends)
    {
        (_newFile, _threads, _file, _records, _keys, _addresses) = (() => file, 1, file, null, [], []);
        _ends.AddRange(ends);
    }

    /// <summary>Where in the file each of its runs ends.</summary>
    public IReadOnlyList<long> Ends => _ends;

    /// <summary>The file, once sealed; null where all fitted into the buffer.</summary>
    public BlockFile? File => _file;

    /// <summary>Adds a record; the caller fills the room that is returned before it adds another.</summary>
    public Span<byte> Add(ulong key, int length)
    {
        if (_count == _keys.Length || (_count > 0 && _bytes + length > _bufferBytes))
        {
            Spill();
        }

        _bytes += ByteArena.SizeOf(length);
        _keys[_count] = key;
        return _records!.Reserve(length, out _addresses[_count++]);
    }

    /// <summary>Ends the adding: the rest goes to disk if any did, and the buffer's memory is let go.</summary>
    /// <param name="toDisk">All goes to disk, even what fits into the buffer.</param>
    public void Seal(bool toDisk = false)
    {
        if (_file is not null || toDisk)
        {
            _file ??= _newFile();
            Spill();
            (_records, _keys, _addresses) = (null, [], []);
        }
        else
        {
            Sort();
        }
    }

    /// <summary>All records in order, once sealed; as often as asked.</summary>
    public Merge Read() => new(this);

    /// <summary>Lets file and memory go.</summary>
    public void Dispose()
    {
        _file?.Dispose();
        (_records, _keys, _addresses, _count) = (null, [], [], 0);
    }

    private void Sort()
    {
        Array.Sort(_keys, _addresses, 0, _count);

        // Addresses ascend with time.
        for (int start = 0, end; start < _count; start = end)
        {
            for (end = start + 1; end < _count && _keys[end] == _keys[start]; end++)
            {
            }

            if (end - start > 1)
            {
                Array.Sort(_addresses, start, end - start);
            }
        }
    }

    private void Spill()
    {
        if (_count == 0)
        {
            return;
        }

        Sort();
        _file ??= _newFile();
        var blocks = new (int From, int To, byte[] Raw, byte[] Stored, int Length)[BlocksAtOnce];
        for (var from = 0; from < _count;)
        {
            var used = 0;
            for (; used < BlocksAtOnce && from < _count; used++)
            {
                var to = EndOfBlock(from);
                (blocks[used].From, blocks[used].To) = (from, to);
                from = to;
            }

            Parallel.For(0, used, new ParallelOptions { MaxDegreeOfParallelism = _threads }, i => Prepare(ref blocks[i]));
            for (var i = 0; i < used; i++)
            {
                _file.Append(blocks[i].Stored.AsSpan(0, blocks[i].Length));
            }
        }

        _ends.Add(_file.Length);
        _records!.Clear();
        (_count, _bytes) = (0, 0);
    }

    private int EndOfBlock(int from)
    {
        var bytes = 0L;
        var to = from;
        while (to < _count && bytes < BlockBytes)
        {
            bytes += _records![_addresses[to++]].Length;
        }

        return to;
    }

    /// <summary>A block of records: key (8 bytes), length (a variable-length integer), the record. Keys are hashes and records full of them: LZ4 would take its time and gain little.</summary>
    private void Prepare(ref (int From, int To, byte[] Raw, byte[] Stored, int Length) block)
    {
        var length = 0;
        for (var i = block.From; i < block.To; i++)
        {
            length += KeyBytes + Varint.MaxBytes + _records![_addresses[i]].Length;
        }

        if (block.Raw is null || block.Raw.Length < length)
        {
            block.Raw = GC.AllocateUninitializedArray<byte>(length);
            block.Stored = GC.AllocateUninitializedArray<byte>(BlockFile.MostStored(length));
        }

        var room = block.Raw.AsSpan();
        for (var i = block.From; i < block.To; i++)
        {
            var record = _records![_addresses[i]];
            MemoryMarshal.Write(room, _keys[i]);
            room = room[KeyBytes..];
            Varint.Write(ref room, (uint)record.Length);
            record.CopyTo(room);
            room = room[record.Length..];
        }

        block.Length = BlockFile.Encode(block.Raw.AsSpan(0, block.Raw.Length - room.Length), block.Stored, compress: false);
    }

    /// <summary>Reads all records in order.</summary>
    public sealed class Merge
    {
        private readonly RecordSorter _sorter;
        private readonly Run[] _runs;
        private readonly PriorityQueue<int, (ulong Key, int Run)> _queue = new();
        private int _next = -1;
        private int _current = -1;

        internal Merge(RecordSorter sorter)
        {
            _sorter = sorter;
            _runs = [.. sorter._ends.Select((end, i) => new Run(sorter._file!, i == 0 ? 0 : sorter._ends[i - 1], end))];
            for (var i = 0; i < _runs.Length; i++)
            {
                if (_runs[i].Next())
                {
                    _queue.Enqueue(i, (_runs[i].Key, i));
                }
            }
        }

        /// <summary>The record's key.</summary>
        public ulong Key => _current >= 0 ? _runs[_current].Key : _sorter._keys[_next];

        /// <summary>The record, until the next is asked for.</summary>
        public ReadOnlySpan<byte> Record => _current >= 0 ? _runs[_current].Record : _sorter._records![_sorter._addresses[_next]];

        /// <summary>Goes to the next record; false at the end.</summary>
        public bool Next()
        {
            if (_runs.Length == 0)
            {
                return ++_next < _sorter._count;
            }

            // The run that was read last stays in the queue until it is known what it has next.
            if (_current >= 0)
            {
                if (_runs[_current].Next())
                {
                    _queue.DequeueEnqueue(_current, (_runs[_current].Key, _current));
                }
                else
                {
                    _queue.Dequeue();
                }
            }

            _current = _queue.Count > 0 ? _queue.Peek() : -1;
            return _current >= 0;
        }

        private sealed class Run(BlockFile file, long start, long fileEnd)
        {
            private byte[] _block = [];
            private long _offset = start;
            private int _length;
            private int _at;
            private int _end;

            public ulong Key { get; private set; }

            public ReadOnlySpan<byte> Record => _block.AsSpan(_at, _end - _at);

            public bool Next()
            {
                if (_end == _length)
                {
                    if (_offset == fileEnd)
                    {
                        return false;
                    }

                    _offset = file.Read(_offset, ref _block, out _length);
                    _end = 0;
                }

                Key = MemoryMarshal.Read<ulong>(_block.AsSpan(_end));
                ReadOnlySpan<byte> rest = _block.AsSpan(_end + KeyBytes, _length - _end - KeyBytes);
                var length = (int)Varint.Read(ref rest);
                _at = _length - rest.Length;
                _end = _at + length;
                return true;
            }
        }
    }
}
