using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Copypasta.Hashing;

/// <summary>
/// Writes a file of magic, version, frames (length of 4 bytes, 1 to 65,536, and so many bytes), a frame length of 0 and the SHA-256 of all that. Frames let a reader
/// take large bites without reading beyond the end, and trust no length further than a frame.
/// </summary>
internal sealed class LshFrameWriter : IDisposable
{
    public const int FrameBytes = 1 << 16;

    private readonly Stream _stream;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _frame = new byte[sizeof(int) + FrameBytes];
    private int _used = sizeof(int);

    public LshFrameWriter(Stream stream, ReadOnlySpan<byte> magic, int version)
    {
        _stream = stream;
        Span<byte> start = stackalloc byte[magic.Length + sizeof(int)];
        magic.CopyTo(start);
        BinaryPrimitives.WriteInt32LittleEndian(start[magic.Length..], version);
        Put(start);
    }

    public void Byte(byte value) => Bytes([value]);

    public void Int32(int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        Bytes(bytes);
    }

    public void Int64(long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        Bytes(bytes);
    }

    /// <summary>A number of 0 or more, seven bits a byte, lowest first; all but the last byte have the highest bit.</summary>
    public void Number(int value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            Byte((byte)(value | 0x80));
        }

        Byte((byte)value);
    }

    public void Name(string name)
    {
        Byte(checked((byte)name.Length));
        Bytes(Encoding.ASCII.GetBytes(name));
    }

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_used == _frame.Length)
            {
                Flush();
            }

            var some = Math.Min(bytes.Length, _frame.Length - _used);
            bytes[..some].CopyTo(_frame.AsSpan(_used));
            _used += some;
            bytes = bytes[some..];
        }
    }

    public void Finish()
    {
        if (_used > sizeof(int))
        {
            Flush();
        }

        Flush();
        _stream.Write(_hash.GetHashAndReset());
    }

    public void Dispose() => _hash.Dispose();

    private void Flush()
    {
        BinaryPrimitives.WriteInt32LittleEndian(_frame, _used - sizeof(int));
        Put(_frame.AsSpan(0, _used));
        _used = sizeof(int);
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        _stream.Write(bytes);
    }
}
