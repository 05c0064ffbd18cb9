namespace Copypasta.Archives;

/// <summary>
/// A stream that ends where its source fails and keeps the fault, so that everything before it is read first, and what is said of it does not depend on how
/// far ahead the bytes are fetched.
/// </summary>
internal sealed class FaultHoldingStream(Stream inner) : ReadOnlyStream
{
    /// <summary>The fault that ended the stream; null if there was none.</summary>
    public Exception? Fault { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return Fault is null ? inner.Read(buffer) : 0;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Fault = e;
            return 0;
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return Fault is null ? await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) : 0;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Fault = e;
            return 0;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
