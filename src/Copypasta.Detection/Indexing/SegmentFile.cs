using System.Buffers.Binary;
using System.IO.Hashing;
using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Copypasta.Detection;

/// <summary>A segment (<see cref="SegmentFormat"/>) mapped into memory. Safe for concurrent use until it is disposed.</summary>
internal sealed unsafe class SegmentFile : IDisposable
{
    private const int EntryBytes = 32;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;
    private readonly long _length;
    private readonly Dictionary<SectionId, (int ElementBytes, long Offset, long Count, ulong Checksum)> _sections = [];

    /// <param name="path">The file.</param>
    /// <param name="length">Bytes that it must have.</param>
    /// <exception cref="IndexException">It is damaged or of another version.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public SegmentFile(string path, long length)
    {
        (Path, _length) = (path, length);
        using (var stream = new FileStream(path, new FileStreamOptions { Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 }))
        {
            // Of a mapped file that is too short the system ends whoever reads beyond its end.
            if (stream.Length != length || length < SegmentFormat.FooterBytes)
            {
                throw IndexException.Damaged(path, $"it has {stream.Length} bytes in place of {length}");
            }

            _file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        }

        _view = _file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        try
        {
            ReadSections();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string Path { get; }

    public MappedTable<T> Table<T>(SectionId id)
        where T : unmanaged
    {
        var section = Find(id, Unsafe.SizeOf<T>());
        return new MappedTable<T>(this, id, _start + section.Offset, section.Count, section.Checksum);
    }

    /// <summary>Strings, and where their blocks begin.</summary>
    public MappedStrings Strings(SectionId strings, SectionId blocks)
    {
        var section = Find(strings, 0);
        return new MappedStrings(this, strings, _start + section.Offset, section.Count, Table<BlockPlace>(blocks));
    }

    /// <summary>Reads the whole file; its checksum.</summary>
    public ulong Checksum()
    {
        var hash = new XxHash3();
        for (var at = 0L; at < _length; at += 1 << 24)
        {
            hash.Append(new ReadOnlySpan<byte>(_start + at, (int)Math.Min(1 << 24, _length - at)));
        }

        return hash.GetCurrentHashAsUInt64();
    }

    public IndexException Damaged(string what) => IndexException.Damaged(Path, what);

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    private (int ElementBytes, long Offset, long Count, ulong Checksum) Find(SectionId id, int elementBytes) =>
        _sections.TryGetValue(id, out var section) && section.ElementBytes == elementBytes ? section : throw Damaged($"section {id} is missing");

    private void ReadSections()
    {
        var footer = new ReadOnlySpan<byte>(_start + _length - SegmentFormat.FooterBytes, SegmentFormat.FooterBytes);
        if (!footer[16..].SequenceEqual(SegmentFormat.Magic))
        {
            throw Damaged("it does not end like a segment");
        }

        var count = BinaryPrimitives.ReadInt32LittleEndian(footer);
        var version = BinaryPrimitives.ReadInt32LittleEndian(footer[4..]);
        if (version != SegmentFormat.Version)
        {
            throw new IndexException($"'{Path}' is of version {version}; this program reads version {SegmentFormat.Version}");
        }

        var end = _length - SegmentFormat.FooterBytes;
        if (count is < 0 or > 1024 || count * (long)EntryBytes > end)
        {
            throw Damaged("its list of sections is broken");
        }

        var entries = new ReadOnlySpan<byte>(_start + end - (count * EntryBytes), (count * EntryBytes) + 8);
        if (XxHash3.HashToUInt64(entries) != BinaryPrimitives.ReadUInt64LittleEndian(footer[8..]))
        {
            throw Damaged("the checksum of its list of sections does not match");
        }

        for (; entries.Length >= EntryBytes; entries = entries[EntryBytes..])
        {
            var section = (
                ElementBytes: BinaryPrimitives.ReadInt32LittleEndian(entries[4..]),
                Offset: BinaryPrimitives.ReadInt64LittleEndian(entries[8..]),
                Count: BinaryPrimitives.ReadInt64LittleEndian(entries[16..]),
                Checksum: BinaryPrimitives.ReadUInt64LittleEndian(entries[24..]));
            _sections[(SectionId)BinaryPrimitives.ReadInt32LittleEndian(entries)] = section;
        }
    }
}

/// <summary>Elements of a fixed size in a mapped file. A chunk's checksum is verified when it is first touched.</summary>
internal sealed unsafe class MappedTable<T>
    where T : unmanaged
{
    private static readonly int s_chunkBits = System.Numerics.BitOperations.Log2((uint)SegmentFormat.ElementsPerChunk(sizeof(T)));

    private readonly SegmentFile _file;
    private readonly SectionId _id;
    private readonly byte* _start;
    private readonly ulong _checksum;
    private readonly ulong[] _verified;
    private bool _isTableVerified;

    public MappedTable(SegmentFile file, SectionId id, byte* start, long count, ulong checksum)
    {
        _start = start;
        (_file, _id, Count, _checksum) = (file, id, count, checksum);
        _verified = new ulong[((count >> s_chunkBits) >> 6) + 1];
    }

    public long Count { get; }

    public T this[long index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            var chunk = index >> s_chunkBits;
            if ((_verified[chunk >> 6] >> (int)(chunk & 63) & 1) == 0)
            {
                Verify(index);
            }

            return Unsafe.ReadUnaligned<T>(_start + (index * sizeof(T)));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Verify(long index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((ulong)index, (ulong)Count, nameof(index));
        var checksums = _start + (Count * sizeof(T));
        var chunks = ((Count - 1) >> s_chunkBits) + 1;
        if (!_isTableVerified)
        {
            if (XxHash3.HashToUInt64(new ReadOnlySpan<byte>(checksums, checked((int)(chunks * sizeof(ulong))))) != _checksum)
            {
                throw _file.Damaged($"the checksums of section {_id} do not match");
            }

            _isTableVerified = true;
        }

        var chunk = index >> s_chunkBits;
        var first = chunk << s_chunkBits;
        var bytes = (int)Math.Min(1L << s_chunkBits, Count - first) * sizeof(T);
        if (XxHash3.HashToUInt64(new ReadOnlySpan<byte>(_start + (first * sizeof(T)), bytes)) != Unsafe.ReadUnaligned<ulong>(checksums + (chunk * sizeof(ulong))))
        {
            throw _file.Damaged($"the checksum of section {_id} does not match at element {first}");
        }

        Interlocked.Or(ref _verified[chunk >> 6], 1UL << (int)(chunk & 63));
    }
}

/// <summary>Byte strings in the blocks of a mapped file. Safe for concurrent use; each thread reads through a reader of its own.</summary>
internal sealed unsafe class MappedStrings(SegmentFile file, SectionId id, byte* start, long bytes, MappedTable<BlockPlace> blocks)
{
    public Reader NewReader(int cachedBlocks) => new(this, cachedBlocks);

    /// <summary>Keeps the blocks it read last, each in the one place that its number allows.</summary>
    public sealed class Reader(MappedStrings strings, int cachedBlocks)
    {
        private readonly (long Block, byte[] Bytes)[] _cache = [.. Enumerable.Repeat((-1L, Array.Empty<byte>()), cachedBlocks)];
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
                    strings.Read(_block, ref place.Bytes);
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

    private void Read(long block, ref byte[] bytesOfBlock)
    {
        var offset = blocks[block].Offset;
        var rest = offset >= 0 && offset < bytes ? new ReadOnlySpan<byte>(start + offset, (int)Math.Min(int.MaxValue, bytes - offset)) : default;
        if (!StringBlocks.TryDecode(rest, ref bytesOfBlock))
        {
            throw file.Damaged($"the checksum of section {id} does not match at byte {offset}");
        }
    }
}
