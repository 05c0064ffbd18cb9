namespace Copypasta.Archives;

/// <summary>A decoder of a library, whose every complaint about the data becomes an <see cref="InvalidDataException"/>. It owns the decoder and the input.</summary>
/// <param name="decoder">The library's stream.</param>
/// <param name="input">What the decoder reads.</param>
/// <param name="complaint">What the user is told.</param>
internal sealed class GuardedDecoder(Stream decoder, Stream input, string complaint) : ReadOnlyStream
{
    public override int Read(Span<byte> buffer)
    {
        try
        {
            return decoder.Read(buffer);
        }
        catch (Exception e) when (IsCorruption(e))
        {
            throw new InvalidDataException(complaint, e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            decoder.Dispose();
            input.Dispose();
        }

        base.Dispose(disposing);
    }

    // Decoders report corruption by whatever exception their checks happen to use. Faults of the input stay what they are.
    private static bool IsCorruption(Exception e)
        => e is EndOfStreamException or not (IOException or InvalidDataException or ArchiveException or UnauthorizedAccessException or OperationCanceledException or OutOfMemoryException);
}
