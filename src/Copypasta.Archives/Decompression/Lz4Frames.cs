using K4os.Compression.LZ4.Streams;

namespace Copypasta.Archives;

/// <summary>Decompresses LZ4 frames (lz4_Frame_format.md 1.6), one after the other; every fault is an <see cref="InvalidDataException"/>.</summary>
internal sealed class Lz4Frames(PeekableStream inner) : ReadOnlyStream
{
    private readonly LZ4DecoderStream _frames = LZ4Stream.Decode(inner, leaveOpen: true);

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return _frames.Read(buffer);
        }
        catch (Exception e) when (IsCorruption(e))
        {
            throw new InvalidDataException("the LZ4 frame is cut off or corrupt", e);
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await _frames.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (IsCorruption(e))
        {
            throw new InvalidDataException("the LZ4 frame is cut off or corrupt", e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _frames.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    // The decoder reports corruption by whatever exception its check happens to use. Faults of the underlying stream stay what they are.
    private static bool IsCorruption(Exception e)
        => e is EndOfStreamException or not (IOException or UnauthorizedAccessException or OperationCanceledException or OutOfMemoryException);
}
