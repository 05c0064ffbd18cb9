using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Copypasta.Hashing;

/// <summary>Reads what <see cref="LshFrameWriter"/> wrote; whatever is wrong with it is an <see cref="InvalidDataException"/>.</summary>
internal sealed class LshFrameReader : IDisposable
{
    private readonly Stream _stream;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _frame = new byte[LshFrameWriter.FrameBytes];
    private byte[] _text = new byte[1024];
    private int _at;
    private int _end;

    public LshFrameReader(Stream stream, ReadOnlySpan<byte> magic, int version)
    {
        _stream = stream;
        Span<byte> start = stackalloc byte[magic.Length];
        var read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (!magic.StartsWith(start[..read]))
        {
            throw new InvalidDataException("This is no LSH index.");
        }

        _hash.AppendData(start[..read]);
        Get(start[read..]); // nothing, or what is cut off

        var found = GetInt32();
        if (found != version)
        {
            throw new InvalidDataException($"The LSH index is of version {found}; this library reads version {version}.");
        }
    }

    public static InvalidDataException Damaged() => new("The LSH index is damaged.");

    public byte Byte()
    {
        Fill();
        return _frame[_at++];
    }

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Bytes(sizeof(int)));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Bytes(sizeof(long)));

    public int Number()
    {
        var value = 0L;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var next = Byte();
            value |= (long)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value <= int.MaxValue ? (int)value : throw Damaged();
            }
        }

        throw Damaged();
    }

    public string Name() => Encoding.ASCII.GetString(Bytes(Byte()));

    /// <summary>So many bytes, valid until the next call. Room is made as they arrive, not for what a damaged length announces.</summary>
    public ReadOnlySpan<byte> Bytes(int length)
    {
        for (var read = 0; read < length;)
        {
            Fill();
            var some = Math.Min(length - read, _end - _at);
            if (_text.Length < read + some)
            {
                Array.Resize(ref _text, Math.Max(read + some, _text.Length * 2));
            }

            _frame.AsSpan(_at, some).CopyTo(_text.AsSpan(read));
            _at += some;
            read += some;
        }

        return _text.AsSpan(0, length);
    }

    /// <summary>Makes sure that there is nothing left, and that the checksum is right.</summary>
    public void Finish()
    {
        if (_at != _end || GetInt32() != 0)
        {
            throw Damaged();
        }

        var computed = _hash.GetHashAndReset();
        Span<byte> stored = stackalloc byte[SHA256.HashSizeInBytes];
        Get(stored);
        if (!stored.SequenceEqual(computed))
        {
            throw new InvalidDataException("The LSH index is damaged: its checksum is wrong.");
        }
    }

    public void Dispose() => _hash.Dispose();

    private void Fill()
    {
        if (_at < _end)
        {
            return;
        }

        var length = GetInt32();
        if (length is < 1 or > LshFrameWriter.FrameBytes)
        {
            throw Damaged();
        }

        (_at, _end) = (0, length);
        Get(_frame.AsSpan(0, length));
    }

    private int GetInt32()
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        Get(bytes);
        return BinaryPrimitives.ReadInt32LittleEndian(bytes);
    }

    private void Get(Span<byte> bytes)
    {
        if (_stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw new InvalidDataException("The LSH index is cut off.");
        }

        _hash.AppendData(bytes);
    }
}
