namespace Copypasta.Archives;

/// <summary>A decoder's output, counted against the limits of the input.</summary>
internal sealed class LimitedStream(Stream inner, ExpansionLimits limits, int depth) : ReadOnlyStream
{
    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        limits.Add(depth, read);
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
}
