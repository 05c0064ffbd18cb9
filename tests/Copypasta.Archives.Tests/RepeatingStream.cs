namespace Copypasta.Archives.Tests;

/// <summary>One byte repeated up to a length, then an end, without memory for it.</summary>
internal sealed class RepeatingStream(byte value, long length, byte[] end) : MemoryStream
{
    private long _position;

    public override int Read(Span<byte> buffer)
    {
        var total = length + end.Length;
        var n = (int)Math.Min(buffer.Length, total - _position);
        var repeated = (int)Math.Clamp(length - _position, 0, n);
        buffer[..repeated].Fill(value);
        end.AsSpan((int)Math.Max(0, _position - length), n - repeated).CopyTo(buffer[repeated..]);
        _position += n;
        return n;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));
}
