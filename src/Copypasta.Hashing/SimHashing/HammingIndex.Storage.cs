using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Copypasta.Hashing;

/// <content>
/// The stored form, little-endian: 8 bytes of magic, 16-bit version, 16-bit number of bits, 32-bit length of the scheme and the scheme in UTF-8, 32-bit number of
/// entry numbers; then for every 64 numbers a 64-bit word whose set bits say which of them are entries, and their fingerprints; last the SHA-256 of
/// all that. Tables are not stored: making them anew costs about what reading them would.
/// </content>
public sealed partial class HammingIndex<TFingerprint>
{
    private const int Version = 1;
    private const int MaxSchemeBytes = 1000;
    private const int NumbersPerWord = 64;

    private static ReadOnlySpan<byte> Magic => "CPHAMIDX"u8;

    /// <summary>Writes the index; entries keep their numbers. Which number of a removed entry is given again first is not kept. The format is versioned and ends in a checksum.</summary>
    /// <param name="stream">A stream to write to.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var scheme = Encoding.UTF8.GetBytes(Scheme);
        var numbers = _entryCount;
        while (numbers > 0 && _entries[numbers - 1].Group < 0)
        {
            numbers--;
        }

        Span<byte> header = stackalloc byte[16];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header[8..], Version);
        BinaryPrimitives.WriteUInt16LittleEndian(header[10..], (ushort)Bits);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], scheme.Length);
        Write(stream, hash, header);
        Write(stream, hash, scheme);
        BinaryPrimitives.WriteInt32LittleEndian(header, numbers);
        Write(stream, hash, header[..4]);

        Span<byte> block = stackalloc byte[8 + (NumbersPerWord * 16)];
        for (var start = 0; start < numbers; start += NumbersPerWord)
        {
            var (live, length) = (0UL, 8);
            for (var i = 0; i < NumbersPerWord && start + i < numbers; i++)
            {
                if (TryGet(start + i, out var fingerprint))
                {
                    live |= 1UL << i;
                    length += fingerprint.WriteLittleEndian(block[length..]);
                }
            }

            BinaryPrimitives.WriteUInt64LittleEndian(block, live);
            Write(stream, hash, block[..length]);
        }

        stream.Write(hash.GetHashAndReset());
    }

    internal static HammingIndex<TFingerprint> Load(Stream stream, string scheme)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var index = new HammingIndex<TFingerprint>(scheme);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> buffer = stackalloc byte[8 + (NumbersPerWord * 16)];
        var read = stream.ReadAtLeast(buffer[..Magic.Length], Magic.Length, throwOnEndOfStream: false);
        if (!Magic.StartsWith(buffer[..read]))
        {
            throw new InvalidDataException("This is no Hamming index.");
        }

        hash.AppendData(buffer[..read]);
        Read(stream, hash, buffer[read..16]);

        var (version, bits) = (BinaryPrimitives.ReadUInt16LittleEndian(buffer[8..]), BinaryPrimitives.ReadUInt16LittleEndian(buffer[10..]));
        if (version != Version || bits != index.Bits)
        {
            throw new InvalidDataException($"This is a Hamming index of version {version} and {bits} bits; version {Version} and {index.Bits} bits are asked for.");
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(buffer[12..]);
        if (length is < 0 or > MaxSchemeBytes)
        {
            throw new InvalidDataException($"The Hamming index is damaged: its scheme cannot take {length} bytes.");
        }

        Read(stream, hash, buffer[..length]);
        var stored = Encoding.UTF8.GetString(buffer[..length]);
        if (stored != scheme)
        {
            throw new InvalidDataException($"The Hamming index holds fingerprints of '{stored}'; '{scheme}' are asked for.");
        }

        Read(stream, hash, buffer[..4]);
        index.ReadEntries(stream, hash, BinaryPrimitives.ReadInt32LittleEndian(buffer), buffer);
        var sum = hash.GetHashAndReset();
        Read(stream, hash, buffer[..sum.Length]);
        return buffer[..sum.Length].SequenceEqual(sum)
            ? index
            : throw new InvalidDataException("The Hamming index is damaged: its checksum differs.");
    }

    private void ReadEntries(Stream stream, IncrementalHash hash, int numbers, Span<byte> buffer)
    {
        if (numbers < 0)
        {
            throw new InvalidDataException($"The Hamming index is damaged: it claims {numbers} entries.");
        }

        // Room is made as words arrive, for at most 64 entries a word, and not for what a damaged header claims.
        for (var start = 0; start < numbers && start >= 0; start += NumbersPerWord)
        {
            Read(stream, hash, buffer[..8]);
            var live = BinaryPrimitives.ReadUInt64LittleEndian(buffer);
            if (numbers - start < NumbersPerWord && live >> (numbers - start) != 0)
            {
                throw new InvalidDataException("The Hamming index is damaged: it has entries beyond its last.");
            }

            Read(stream, hash, buffer[..(System.Numerics.BitOperations.PopCount(live) * Bits / 8)]);
            var at = 0;
            for (var number = start; number < start + NumbersPerWord && number < numbers; number++)
            {
                if (_entryCount == _entries.Length)
                {
                    Array.Resize(ref _entries, Growth.Next(_entries.Length, Math.Max(16, _entryCount + 1)));
                }

                _entryCount++;
                if (((live >> number) & 1) == 0)
                {
                    _entries[number] = new Entry(-1, _firstFree, -1);
                    _firstFree = number;
                    continue;
                }

                Place(number, TFingerprint.ReadLittleEndian(buffer.Slice(at, Bits / 8), isUnsigned: true));
                at += Bits / 8;
            }
        }
    }

    private static void CheckScheme(string scheme)
    {
        if (Encoding.UTF8.GetByteCount(scheme) > MaxSchemeBytes || Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(scheme)) != scheme)
        {
            throw new ArgumentException($"A scheme is well-formed and takes at most {MaxSchemeBytes} bytes of UTF-8.", nameof(scheme));
        }
    }

    private static void Write(Stream stream, IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        stream.Write(bytes);
        hash.AppendData(bytes);
    }

    private static void Read(Stream stream, IncrementalHash hash, Span<byte> bytes)
    {
        try
        {
            stream.ReadExactly(bytes);
        }
        catch (EndOfStreamException error)
        {
            throw new InvalidDataException("The Hamming index is cut off.", error);
        }

        hash.AppendData(bytes);
    }
}
