using System.Buffers.Binary;
using System.Globalization;
using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Copypasta.Detection;

/// <summary>Writes a segment (<see cref="SegmentFormat"/>), section by section. Unless it is closed, nothing of it counts.</summary>
internal sealed class SegmentWriter : IDisposable
{
    private const int BufferBytes = 1 << 20;
    private const int EntryBytes = 32;

    private readonly IndexFolder _folder;
    private readonly FileStream _file;
    private readonly XxHash3 _hash = new();
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(BufferBytes);
    private readonly List<(SectionId Id, int ElementBytes, long Offset, long Count, ulong Checksum)> _sections = [];
    private readonly List<ulong> _chunks = [];
    private readonly XxHash3 _chunk = new();
    private int _chunkRoom;
    private int _used;
    private long _length;

    public SegmentWriter(IndexFolder folder, string name)
    {
        (_folder, Name) = (folder, name);
        try
        {
            _file = folder.Create(name);
        }
        catch (Exception e) when (WriteFault.Is(e))
        {
            throw IndexException.CannotWrite(folder.PathOf(name), e);
        }
    }

    public string Name { get; }

    /// <summary>Writes a whole table.</summary>
    public void Table<T>(SectionId id, ReadOnlySpan<T> elements)
        where T : unmanaged
    {
        Begin(id, Unsafe.SizeOf<T>());
        Append(elements);
        End(elements.Length);
    }

    /// <summary>Begins a section; <paramref name="elementBytes"/> is 0 for strings.</summary>
    public void Begin(SectionId id, int elementBytes)
    {
        Span<byte> padding = stackalloc byte[SegmentFormat.Alignment];
        padding.Clear();
        Write(padding[..(int)((SegmentFormat.Alignment - (_length % SegmentFormat.Alignment)) % SegmentFormat.Alignment)]);
        _sections.Add((id, elementBytes, _length, 0, 0));
        _chunks.Clear();
        _chunkRoom = elementBytes == 0 ? 0 : SegmentFormat.ElementsPerChunk(elementBytes) * elementBytes;
    }

    /// <summary>Writes elements of the table that was begun.</summary>
    public void Append<T>(ReadOnlySpan<T> elements)
        where T : unmanaged
    {
        var chunk = SegmentFormat.ElementsPerChunk(Unsafe.SizeOf<T>()) * Unsafe.SizeOf<T>();

        // By pieces, as the bytes of all elements may be more than a span can hold.
        for (var at = 0; at < elements.Length; at += BufferBytes / 64)
        {
            var bytes = MemoryMarshal.AsBytes(elements.Slice(at, Math.Min(BufferBytes / 64, elements.Length - at)));
            Write(bytes);
            while (!bytes.IsEmpty)
            {
                var taken = Math.Min(_chunkRoom, bytes.Length);
                _chunk.Append(bytes[..taken]);
                bytes = bytes[taken..];
                _chunkRoom -= taken;
                if (_chunkRoom == 0)
                {
                    CloseChunk();
                    _chunkRoom = chunk;
                }
            }
        }
    }

    /// <summary>Ends the section that was begun.</summary>
    /// <param name="count">Its elements, of strings its bytes.</param>
    public void End(long count)
    {
        var section = _sections[^1];
        if (section.ElementBytes > 0 && _chunkRoom < SegmentFormat.ElementsPerChunk(section.ElementBytes) * section.ElementBytes)
        {
            CloseChunk();
        }

        var checksums = MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_chunks));
        Write(checksums);
        _sections[^1] = section with { Count = count, Checksum = XxHash3.HashToUInt64(checksums) };
    }

    /// <summary>Appends bytes as they are.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        _length += bytes.Length;
        while (!bytes.IsEmpty)
        {
            if (_used == BufferBytes)
            {
                Flush();
            }

            var taken = Math.Min(bytes.Length, BufferBytes - _used);
            bytes[..taken].CopyTo(_buffer.AsSpan(_used));
            _used += taken;
            bytes = bytes[taken..];
        }
    }

    /// <summary>Writes the footer and puts everything on disk.</summary>
    /// <param name="firstText">Number of the segment's first text.</param>
    /// <param name="texts">Texts that it is the first to have.</param>
    /// <param name="eligibleTexts">Of these, long enough for near matching.</param>
    /// <param name="posts">Posts.</param>
    /// <param name="families">Records of families.</param>
    /// <returns>What the manifest says of it.</returns>
    public IndexManifest.ManifestSegment Close(int firstText, int texts, int eligibleTexts, int posts, int families)
    {
        var entries = new byte[(_sections.Count * EntryBytes) + SegmentFormat.FooterBytes];
        var rest = entries.AsSpan();
        foreach (var (id, elementBytes, offset, count, checksum) in _sections)
        {
            BinaryPrimitives.WriteInt32LittleEndian(rest, (int)id);
            BinaryPrimitives.WriteInt32LittleEndian(rest[4..], elementBytes);
            BinaryPrimitives.WriteInt64LittleEndian(rest[8..], offset);
            BinaryPrimitives.WriteInt64LittleEndian(rest[16..], count);
            BinaryPrimitives.WriteUInt64LittleEndian(rest[24..], checksum);
            rest = rest[EntryBytes..];
        }

        BinaryPrimitives.WriteInt32LittleEndian(rest, _sections.Count);
        BinaryPrimitives.WriteInt32LittleEndian(rest[4..], SegmentFormat.Version);
        BinaryPrimitives.WriteUInt64LittleEndian(rest[8..], XxHash3.HashToUInt64(entries.AsSpan(0, entries.Length - 16)));
        SegmentFormat.Magic.CopyTo(rest[16..]);
        Write(entries);
        Flush();
        try
        {
            _folder.Sync(_file, Name);
            _file.Dispose();
        }
        catch (Exception e) when (WriteFault.Is(e))
        {
            throw IndexException.CannotWrite(_folder.PathOf(Name), e);
        }

        return new IndexManifest.ManifestSegment(
            Name, _length, _hash.GetCurrentHashAsUInt64().ToString("x16", CultureInfo.InvariantCulture), firstText, texts, eligibleTexts, posts, families);
    }

    public void Dispose() => _file.Dispose();

    private void CloseChunk()
    {
        _chunks.Add(_chunk.GetCurrentHashAsUInt64());
        _chunk.Reset();
    }

    private void Flush()
    {
        var bytes = _buffer.AsSpan(0, _used);
        _used = 0;
        _hash.Append(bytes);
        try
        {
            _folder.Write(_file, Name, bytes);
        }
        catch (Exception e) when (WriteFault.Is(e))
        {
            throw IndexException.CannotWrite(_folder.PathOf(Name), e);
        }
    }
}
