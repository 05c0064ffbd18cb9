using System.IO.Pipelines;

namespace Copypasta.Archives;

/// <summary>Fetches, hashes and decodes a stream's bytes in a task of its own, a few MiB ahead of who takes them.</summary>
internal sealed class ReadAhead : IAsyncDisposable
{
    private const int AheadBytes = 2 << 20;
    private const int SegmentBytes = 128 * 1024;

    private readonly Pipe _pipe;
    private readonly Task _task;

    public ReadAhead(Stream stream, CancellationToken cancellationToken)
    {
        _pipe = new Pipe(new PipeOptions(pauseWriterThreshold: AheadBytes, resumeWriterThreshold: AheadBytes / 2, minimumSegmentSize: SegmentBytes, useSynchronizationContext: false));
        Stream = _pipe.Reader.AsStream(leaveOpen: true);
        _task = Task.Run(() => FillAsync(stream, _pipe.Writer, cancellationToken), CancellationToken.None);
    }

    /// <summary>The same bytes, from the task.</summary>
    public Stream Stream { get; }

    /// <summary>Ends the task; the stream can be disposed afterwards.</summary>
    public async ValueTask DisposeAsync()
    {
        await _pipe.Reader.CompleteAsync().ConfigureAwait(false);
        await _task.ConfigureAwait(false);
    }

    private static async Task FillAsync(Stream stream, PipeWriter writer, CancellationToken cancellationToken)
    {
        Exception? fault = null;
        try
        {
            while (true)
            {
                var read = await stream.ReadAsync(writer.GetMemory(SegmentBytes), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    break;
                }

                writer.Advance(read);
                if ((await writer.FlushAsync(cancellationToken).ConfigureAwait(false)).IsCompleted)
                {
                    break;
                }
            }
        }
        catch (Exception e)
        {
            // The reader meets it.
            fault = e;
        }

        await writer.CompleteAsync(fault).ConfigureAwait(false);
    }
}
