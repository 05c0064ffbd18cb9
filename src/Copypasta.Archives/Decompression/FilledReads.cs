using System.Runtime.ExceptionServices;

namespace Copypasta.Archives;

/// <summary>
/// A stream whose every read gives as much as was asked for, until its end or a fault. A decoder that meets damage keeps back what it has made of the same piece of its
/// input, and a reader of zip archives searches backwards piece by piece: so what can be read of damaged data depends on the data, and not on the pieces it comes in.
/// </summary>
internal sealed class FilledReads(Stream inner) : ReadOnlyStream
{
    private ExceptionDispatchInfo? _fault;

    public override bool CanSeek => inner.CanSeek;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => Seek(value, SeekOrigin.Begin);
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        _fault = null;
        return inner.Seek(offset, origin);
    }

    public override int Read(Span<byte> buffer)
    {
        var filled = 0;
        try
        {
            _fault?.Throw();
            int read;
            do
            {
                read = inner.Read(buffer[filled..]);
                filled += read;
            }
            while (read > 0 && filled < buffer.Length);
        }
        catch (Exception e) when (filled > 0 && e is not OperationCanceledException)
        {
            // What was read before the fault comes first.
            _fault = ExceptionDispatchInfo.Capture(e);
        }

        return filled;
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
