using System.IO.Hashing;

namespace Copypasta.Archives;

/// <summary>A container's member: as long as the container says, and with the checksum it names, or an <see cref="InvalidDataException"/>.</summary>
/// <param name="inner">The member's bytes.</param>
/// <param name="length">Its length, as the container says.</param>
/// <param name="crc">Its CRC-32, where the container names one.</param>
/// <param name="onStored">Told how many stored bytes went into what was read, of <paramref name="storedLength"/> in all.</param>
/// <param name="storedLength">Bytes that the member takes in the container.</param>
internal sealed class MemberStream(Stream inner, long length, uint? crc = null, Action<long>? onStored = null, long storedLength = 0) : ReadOnlyStream
{
    private readonly Crc32 _crc = new();
    private long _position;
    private long _reported;

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        var read = inner.Read(buffer);
        _position += read;
        if (_position > length)
        {
            throw new InvalidDataException("the member is longer than the archive says");
        }

        if (crc is not null)
        {
            _crc.Append(buffer[..read]);
        }

        Report();
        if (read == 0)
        {
            ThrowIfNotWhole();
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void ThrowIfNotWhole()
    {
        if (_position < length)
        {
            throw new InvalidDataException("the member is shorter than the archive says");
        }

        if (crc is not null && _crc.GetCurrentHashAsUInt32() != crc)
        {
            throw new InvalidDataException("the member's checksum is not what the archive says");
        }
    }

    private void Report()
    {
        if (onStored is not null && length > 0)
        {
            var stored = (long)((double)_position / length * storedLength);
            onStored(stored - _reported);
            _reported = stored;
        }
    }
}
