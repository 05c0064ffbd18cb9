namespace Copypasta.Archives.Tests;

/// <summary>Gives its bytes in random pieces, as a pipe or a network does.</summary>
internal sealed class ChunkedStream(byte[] content, int seed) : MemoryStream(content, writable: false)
{
    private readonly Random _random = new(seed);

    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Next(count));

    public override int Read(Span<byte> buffer) => base.Read(buffer[..Next(buffer.Length)]);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => new(base.Read(buffer.Span[..Next(buffer.Length)]));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => Task.FromResult(Read(buffer, offset, count));

    private int Next(int count) => Math.Min(count, _random.Next(4) == 0 ? 1 : _random.Next(1, 40));
}
