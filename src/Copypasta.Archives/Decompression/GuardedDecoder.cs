using System.Runtime.ExceptionServices;

namespace Copypasta.Archives;

/// <summary>
/// A decoder of a library, whose every complaint about the data becomes an <see cref="InvalidDataException"/>. Faults of what it reads stay what they are.
/// </summary>
/// <param name="input">What the decoder reads; disposed with it.</param>
/// <param name="decode">Makes the library's stream, which leaves its input open.</param>
/// <param name="complaint">What the user is told.</param>
internal sealed class GuardedDecoder(Stream input, Func<Stream, Stream> decode, string complaint) : ReadOnlyStream
{
    private readonly FaultHoldingStream _input = new(input);
    private Stream? _decoder;

    public override int Read(Span<byte> buffer)
    {
        var read = 0;
        try
        {
            // Some decoders read when they are made.
            _decoder ??= decode(_input);
            read = _decoder.Read(buffer);
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            // The decoder reports corruption by whatever exception its check happens to use.
            ThrowInputFault();
            throw new InvalidDataException(complaint, e);
        }

        if (read == 0)
        {
            ThrowInputFault();
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _decoder?.Dispose();
            _input.Dispose();
        }

        base.Dispose(disposing);
    }

    private void ThrowInputFault()
    {
        if (_input.Fault is { } fault)
        {
            ExceptionDispatchInfo.Throw(fault);
        }
    }
}
