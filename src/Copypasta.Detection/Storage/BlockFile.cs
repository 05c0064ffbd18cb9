using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using K4os.Compression.LZ4;

namespace Copypasta.Detection;

/// <summary>
/// A temporary file of blocks, each compressed by itself: its length in bytes (4, little-endian), its length as stored (4), XXH3 of what is stored (8), and that: an LZ4 block, or
/// the bytes themselves where LZ4 gains nothing (then the two lengths are equal). Written from the beginning to the end by one thread, then read by any number.
/// </summary>
internal sealed class BlockFile : IDisposable
{
    private const int HeaderBytes = 16;

    private readonly TemporaryFolder _folder;
    private readonly FileStream _file;

    /// <summary>A new file.</summary>
    public BlockFile(TemporaryFolder folder, string name) => (_folder, _file, Name) = (folder, folder.Create(name), name);

    /// <summary>A file that an earlier process left, of so many bytes; what stands behind them was not meant to stay.</summary>
    public BlockFile(TemporaryFolder folder, string name, long length)
    {
        (_folder, _file, Name, Length, IsCommitted) = (folder, folder.Reopen(name), name, length, true);
        folder.Count(length);
    }

    /// <summary>The file's name within its folder.</summary>
    public string Name { get; }

    /// <summary>Bytes written.</summary>
    public long Length { get; private set; }

    /// <summary>Whether it is there to outlive the process; else it goes when it is disposed.</summary>
    public bool IsCommitted { get; private set; }

    /// <summary>Room that a block of so many bytes may need when it is stored.</summary>
    public static int MostStored(int length) => HeaderBytes + LZ4Codec.MaximumOutputSize(length);

    /// <summary>A block as it is stored; a pure function, so that several threads may prepare what one writes.</summary>
    /// <param name="block">The block, 1 byte or more.</param>
    /// <param name="stored">At least <see cref="MostStored"/> bytes.</param>
    /// <param name="compress">Whether to try: random bits take the time and gain nothing.</param>
    /// <returns>Bytes of <paramref name="stored"/> that were used.</returns>
    public static int Encode(ReadOnlySpan<byte> block, Span<byte> stored, bool compress = true)
    {
        var length = compress ? LZ4Codec.Encode(block, stored[HeaderBytes..]) : 0;
        if (length <= 0 || length >= block.Length)
        {
            block.CopyTo(stored[HeaderBytes..]);
            length = block.Length;
        }

        BinaryPrimitives.WriteInt32LittleEndian(stored, block.Length);
        BinaryPrimitives.WriteInt32LittleEndian(stored[4..], length);
        BinaryPrimitives.WriteUInt64LittleEndian(stored[8..], XxHash3.HashToUInt64(stored.Slice(HeaderBytes, length)));
        return HeaderBytes + length;
    }

    /// <summary>Appends what <see cref="Encode"/> made; returns where it begins.</summary>
    public long Append(ReadOnlySpan<byte> stored)
    {
        var at = Length;
        try
        {
            _file.Write(stored);
        }
        catch (Exception e) when (WriteFault.Is(e))
        {
            throw _folder.Fault(e);
        }

        Length += stored.Length;
        _folder.Count(stored.Length);
        return at;
    }

    /// <summary>Appends a block; returns where it begins.</summary>
    public long Append(ReadOnlySpan<byte> block, ref byte[] scratch, bool compress = true)
    {
        Grow(ref scratch, MostStored(block.Length));
        return Append(scratch.AsSpan(0, Encode(block, scratch, compress)));
    }

    /// <summary>Reads the block that begins at an offset.</summary>
    /// <param name="offset">Of its first byte.</param>
    /// <param name="block">Receives it; made larger as need be.</param>
    /// <param name="length">Its bytes.</param>
    /// <returns>Where the next block begins.</returns>
    public long Read(long offset, ref byte[] block, out int length)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        Fill(header, offset);
        length = BinaryPrimitives.ReadInt32LittleEndian(header);
        var storedLength = BinaryPrimitives.ReadInt32LittleEndian(header[4..]);
        if (length <= 0 || storedLength <= 0 || storedLength > length || offset + HeaderBytes + storedLength > Length)
        {
            throw Damaged(offset);
        }

        Grow(ref block, length);
        if (storedLength == length)
        {
            FillChecked(block.AsSpan(0, length), header, offset);
            return offset + HeaderBytes + storedLength;
        }

        var rented = ArrayPool<byte>.Shared.Rent(storedLength);
        try
        {
            var stored = rented.AsSpan(0, storedLength);
            FillChecked(stored, header, offset);
            if (LZ4Codec.Decode(stored, block.AsSpan(0, length)) != length)
            {
                throw Damaged(offset);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return offset + HeaderBytes + storedLength;
    }

    /// <summary>Puts the file on disk, to outlive the process.</summary>
    public void Commit()
    {
        try
        {
            _file.Flush(flushToDisk: true);
        }
        catch (Exception e) when (WriteFault.Is(e))
        {
            throw _folder.Fault(e);
        }

        IsCommitted = true;
    }

    /// <summary>Reads the whole file.</summary>
    /// <param name="onBlock">Told of each block: where it begins, and its bytes.</param>
    /// <exception cref="SpillException">It is damaged, or cannot be read.</exception>
    public void Scan(Action<long, ReadOnlySpan<byte>>? onBlock = null)
    {
        var block = Array.Empty<byte>();
        for (var offset = 0L; offset < Length;)
        {
            var next = Read(offset, ref block, out var length);
            onBlock?.Invoke(offset, block.AsSpan(0, length));
            offset = next;
        }
    }

    /// <summary>Closes the file; unless it is committed it is gone.</summary>
    public void Dispose()
    {
        if (IsCommitted)
        {
            _file.Dispose();
        }
        else
        {
            Remove();
        }
    }

    /// <summary>Closes the file, which is gone.</summary>
    public void Remove()
    {
        _folder.Count(-Length);
        Length = 0;
        _file.Dispose();
        _folder.Remove(Name);
    }

    private static void Grow(ref byte[] array, int length)
    {
        if (array.Length < length)
        {
            array = GC.AllocateUninitializedArray<byte>(Math.Max(length, array.Length + (array.Length / 2)));
        }
    }

    /// <summary>Reads what is stored behind the header of a block that begins at an offset.</summary>
    private void FillChecked(Span<byte> stored, ReadOnlySpan<byte> header, long offset)
    {
        Fill(stored, offset + HeaderBytes);
        if (XxHash3.HashToUInt64(stored) != BinaryPrimitives.ReadUInt64LittleEndian(header[8..]))
        {
            throw Damaged(offset);
        }
    }

    private void Fill(Span<byte> bytes, long offset)
    {
        try
        {
            while (!bytes.IsEmpty)
            {
                var read = RandomAccess.Read(_file.SafeFileHandle, bytes, offset);
                if (read == 0)
                {
                    throw Damaged(offset);
                }

                bytes = bytes[read..];
                offset += read;
            }
        }
        catch (IOException e)
        {
            throw _folder.Fault(e);
        }
    }

    /// <summary>The fault of a file that is not what it should be.</summary>
    public SpillException Fault(string what) => _folder.Fault(new InvalidDataException(what));

    private SpillException Damaged(long offset) => Fault($"{Name} is damaged at byte {offset}: its checksum does not match");
}
