using System.Buffers;

namespace Copypasta.Archives;

/// <summary>What has been read of a stream and not yet been taken, always in one piece: readers search in one span.</summary>
internal sealed class TextWindows(Stream stream) : IDisposable
{
    private const int BufferBytes = 256 * 1024;
    private const int MinReadBytes = 64 * 1024;
    private const int MostPooled = 1 << 20;

    private byte[] _buffer = [];
    private int _start;
    private int _end;

    public ReadOnlyMemory<byte> Window => _buffer.AsMemory(_start, _end - _start);

    public int Length => _end - _start;

    /// <summary>Whether the stream has ended: nothing comes after the window.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Takes bytes from the beginning of the window.</summary>
    public void Take(int bytes) => _start += bytes;

    /// <summary>Reads until the window has at least so many bytes, or the stream ends. What the window was is no longer valid then.</summary>
    public async ValueTask FillAsync(int atLeast, CancellationToken cancellationToken)
    {
        MakeRoom(Math.Max(atLeast, Length + MinReadBytes));
        do
        {
            // No more at a time than the core's second cache holds, however large a record has made the buffer.
            var read = await stream.ReadAsync(_buffer.AsMemory(_end, Math.Min(BufferBytes, _buffer.Length - _end)), cancellationToken).ConfigureAwait(false);
            IsComplete = read == 0;
            _end += read;
        }
        while (!IsComplete && Length < atLeast);
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        Replace([]);
        _start = _end = 0;
    }

    private void MakeRoom(int bytes)
    {
        var left = Window.Span;
        if (bytes > _buffer.Length || (bytes <= BufferBytes && _buffer.Length > BufferBytes))
        {
            // A pool keeps what it is given, and gives up to twice what is asked for: too much of what is large and rare.
            var larger = bytes > MostPooled ? GC.AllocateUninitializedArray<byte>(bytes) : ArrayPool<byte>.Shared.Rent(Math.Max(bytes, BufferBytes));
            left.CopyTo(larger);
            Replace(larger);
        }
        else
        {
            left.CopyTo(_buffer);
        }

        _end = left.Length;
        _start = 0;
    }

    private void Replace(byte[] buffer)
    {
        if (_buffer.Length is > 0 and <= MostPooled)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        _buffer = buffer;
    }
}
