using System.Buffers.Binary;
using System.IO.Hashing;
using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using Microsoft.Win32.SafeHandles;

namespace Copypasta.Detection;

/// <summary>
/// A segment (<see cref="SegmentFormat"/>): its tables mapped into memory, its strings read block by block. What of a table is touched for the first time is read through the file and compared with its checksum before
/// the mapping is: there a failing disk is an error that can be told, where through the mapping it would end the process. Safe for concurrent use until it is disposed.
/// </summary>
internal sealed unsafe class SegmentFile : IDisposable
{
    private const int EntryBytes = 32;
    private const int MostEntries = 1024;

    private readonly IndexFolder _folder;
    private readonly string _name;
    private readonly SafeFileHandle _handle;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly MappedPages _pages;
    private readonly byte* _start;
    private readonly long _length;
    private readonly ulong[] _granules;
    private readonly List<IChecked> _tables = [];
    private readonly Dictionary<SectionId, (int ElementBytes, long Offset, long Count)> _sections = [];

    /// <param name="folder">Where it is.</param>
    /// <param name="name">Its name.</param>
    /// <param name="length">Bytes that it must have.</param>
    /// <param name="pages">Bounds what is mapped.</param>
    /// <exception cref="IndexException">It is missing, damaged or of another version, or cannot be read.</exception>
    public SegmentFile(IndexFolder folder, string name, long length, MappedPages pages)
    {
        (_folder, _name, _length, _pages) = (folder, name, length, pages);
        try
        {
            folder.BeforeRead?.Invoke(name);
            _handle = File.OpenHandle(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (FileNotFoundException e)
        {
            throw IndexException.Missing(Path, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw IndexException.CannotRead(Path, e);
        }

        try
        {
            // Of a mapped file that is too short the system ends whoever reads beyond its end.
            var actual = RandomAccess.GetLength(_handle);
            if (actual != length || length < SegmentFormat.FooterBytes)
            {
                throw Damaged($"it has {actual} bytes in place of {length}");
            }

            ReadSections();
            _file = MemoryMappedFile.CreateFromFile(_handle, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
            _view = _file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        }
        catch (Exception e)
        {
            _file?.Dispose();
            _handle.Dispose();
            throw e is IOException or UnauthorizedAccessException ? IndexException.CannotRead(Path, e) : e;
        }

        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        MappedPages.ExpectRandomAccess(_start, _length);
        _granules = new ulong[(length >> MappedPages.GranuleBits >> 6) + 1];
        pages.Add(this);
    }

    /// <summary>What the file can be asked to forget that it has checked.</summary>
    private interface IChecked : IDisposable
    {
        void Forget();
    }

    public string Path => _folder.PathOf(_name);

    public MappedTable<T> Table<T>(SectionId id)
        where T : unmanaged
    {
        var section = Find(id, Unsafe.SizeOf<T>());
        var table = new CheckedTable<T>(this, id, section.Offset, section.Count);
        _tables.Add(table);
        return table;
    }

    /// <summary>Strings, and where their blocks begin.</summary>
    public SegmentStrings Strings(SectionId strings, SectionId blocks)
    {
        var section = Find(strings, 0);
        return new SegmentStrings(this, strings, section.Offset, section.Count, Table<BlockPlace>(blocks));
    }

    /// <summary>Reads the whole file; its checksum.</summary>
    public ulong Checksum()
    {
        var hash = new XxHash3();
        var buffer = GC.AllocateUninitializedArray<byte>(1 << 20);
        for (var at = 0L; at < _length; at += buffer.Length)
        {
            var bytes = buffer.AsSpan(0, (int)Math.Min(buffer.Length, _length - at));
            Read(at, bytes);
            hash.Append(bytes);
        }

        return hash.GetCurrentHashAsUInt64();
    }

    /// <summary>Reads through the file.</summary>
    /// <exception cref="IndexException">The disk fails.</exception>
    public void Read(long offset, Span<byte> bytes)
    {
        try
        {
            _folder.BeforeRead?.Invoke(_name);
            while (!bytes.IsEmpty)
            {
                var read = RandomAccess.Read(_handle, bytes, offset);
                if (read == 0)
                {
                    throw Damaged($"it ends at byte {offset}");
                }

                offset += read;
                bytes = bytes[read..];
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw IndexException.CannotRead(Path, e);
        }
    }

    public IndexException Damaged(string what) => IndexException.Damaged(Path, what);

    /// <summary>Hands all mapped pages back; what is touched again is checked again.</summary>
    public void Release()
    {
        Array.Clear(_granules);
        _tables.ForEach(table => table.Forget());
        MappedPages.Release(_start, _length);
    }

    public void Dispose()
    {
        _pages.Remove(this);
        _tables.ForEach(table => table.Dispose());
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
        _handle.Dispose();
    }

    private void Touch(long offset, int bytes)
    {
        for (var granule = offset >> MappedPages.GranuleBits; granule <= (offset + bytes - 1) >> MappedPages.GranuleBits; granule++)
        {
            var bit = 1UL << (int)(granule & 63);
            if ((Interlocked.Or(ref _granules[granule >> 6], bit) & bit) == 0)
            {
                _pages.Count();
            }
        }
    }

    private (int ElementBytes, long Offset, long Count) Find(SectionId id, int elementBytes) =>
        _sections.TryGetValue(id, out var section) && section.ElementBytes == elementBytes ? section : throw Damaged($"section {id} is missing");

    private void ReadSections()
    {
        Span<byte> footer = stackalloc byte[SegmentFormat.FooterBytes];
        Read(_length - footer.Length, footer);
        if (!footer[16..].SequenceEqual(SegmentFormat.Magic))
        {
            throw Damaged("it does not end like a segment");
        }

        var count = BinaryPrimitives.ReadInt32LittleEndian(footer);
        var version = BinaryPrimitives.ReadInt32LittleEndian(footer[4..]);
        if (version != SegmentFormat.Version)
        {
            throw IndexException.OtherVersion(Path, $"version {version}", $"version {SegmentFormat.Version}");
        }

        var end = _length - SegmentFormat.FooterBytes;
        if (count is < 0 or > MostEntries || count * (long)EntryBytes > end)
        {
            throw Damaged("its list of sections is broken");
        }

        var entries = new byte[(count * EntryBytes) + 8];
        Read(end - (count * EntryBytes), entries);
        if (XxHash3.HashToUInt64(entries) != BinaryPrimitives.ReadUInt64LittleEndian(footer[8..]))
        {
            throw Damaged("the checksum of its list of sections does not match");
        }

        for (var entry = entries.AsSpan(); entry.Length >= EntryBytes; entry = entry[EntryBytes..])
        {
            _sections[(SectionId)BinaryPrimitives.ReadInt32LittleEndian(entry)] = (
                BinaryPrimitives.ReadInt32LittleEndian(entry[4..]), BinaryPrimitives.ReadInt64LittleEndian(entry[8..]), BinaryPrimitives.ReadInt64LittleEndian(entry[16..]));
        }
    }

    private sealed class LastChunk
    {
        public long Chunk { get; set; } = -1;

        public byte[] Bytes { get; } = GC.AllocateUninitializedArray<byte>(SegmentFormat.ChunkBytes);
    }

    /// <summary>A table that checks each chunk against its checksum before the chunk is mapped.</summary>
    private sealed class CheckedTable<T>(SegmentFile file, SectionId id, long offset, long count) : MappedTable<T>(file._start + offset, count), IChecked
        where T : unmanaged
    {
        /// <summary>Checksums that are read at once: a page of them.</summary>
        private const int ChecksumsAtOnce = 512;

        // What each thread has read last without mapping it.
        private readonly ThreadLocal<LastChunk> _last = new(() => new LastChunk());

        // A page of checksums for every 512 chunks, once it is needed.
        private readonly ulong[]?[] _checksums = new ulong[]?[(count >> ChunkBits) / ChecksumsAtOnce + 1];

        public void Dispose() => _last.Dispose();

        public void Forget()
        {
            Array.Clear(_checksums);
            ForgetChunks();
        }

        protected override void Fetch(long from, long to) => MappedPages.Expect(file._handle, offset + ((from << ChunkBits) * sizeof(T)), (Math.Min(to << ChunkBits, Count) - (from << ChunkBits)) * sizeof(T));

        protected override T Check(long chunk, int element, out bool isMapped)
        {
            // A look at a chunk maps up to 2 MiB: where there is little room left for pages, chunks are read one at a time.
            isMapped = !file._pages.IsTight;
            if (isMapped)
            {
                Span<byte> buffer = stackalloc byte[SegmentFormat.ChunkBytes];
                var read = Read(chunk, buffer);
                file.Touch(offset + ((chunk << ChunkBits) * sizeof(T)), read);
                return Unsafe.ReadUnaligned<T>(ref buffer[element * sizeof(T)]);
            }

            var last = _last.Value!;
            if (last.Chunk != chunk)
            {
                last.Chunk = -1;
                Read(chunk, last.Bytes);
                last.Chunk = chunk;
            }

            return Unsafe.ReadUnaligned<T>(ref last.Bytes[element * sizeof(T)]);
        }

        private int Read(long chunk, Span<byte> buffer)
        {
            var first = chunk << ChunkBits;
            var bytes = buffer[..((int)Math.Min(1L << ChunkBits, Count - first) * sizeof(T))];
            file.Read(offset + (first * sizeof(T)), bytes);
            if (XxHash3.HashToUInt64(bytes) != ChecksumOf(chunk))
            {
                throw file.Damaged($"the checksum of section {id} does not match at element {first}");
            }

            return bytes.Length;
        }

        private ulong ChecksumOf(long chunk)
        {
            var page = chunk / ChecksumsAtOnce;
            if (Volatile.Read(ref _checksums[page]) is not { } checksums)
            {
                var chunks = ((Count - 1) >> ChunkBits) + 1;
                checksums = new ulong[(int)Math.Min(ChecksumsAtOnce, chunks - (page * ChecksumsAtOnce))];
                file.Read(offset + (Count * sizeof(T)) + (page * ChecksumsAtOnce * sizeof(ulong)), System.Runtime.InteropServices.MemoryMarshal.AsBytes(checksums.AsSpan()));
                Volatile.Write(ref _checksums[page], checksums);
            }

            return checksums[chunk % ChecksumsAtOnce];
        }
    }
}
