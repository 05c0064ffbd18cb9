using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Copypasta.Archives;

/// <summary>Reads several inputs at once and delivers what comes of them in the order of the inputs.</summary>
internal static class ParallelInputs
{
    /// <summary>Items of one input that wait to be taken: a few batches of some 600 KiB.</summary>
    private const int Waiting = 4;

    /// <summary>Reads all inputs. The first fault, in their order, ends all of them.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="atOnce">How many are read at once.</param>
    /// <param name="read">Reads one; the task it gets completes when no earlier one is being read any more.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<InputItem> ReadAsync(
        IReadOnlyList<InputFile> inputs,
        int atOnce,
        Func<InputFile, Task, CancellationToken, IAsyncEnumerable<InputItem>> read,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new Queue<Reading>();
        var next = 0;
        try
        {
            while (next < inputs.Count || running.Count > 0)
            {
                // Standard input waits for its turn: a read from it cannot be interrupted.
                while (next < inputs.Count && running.Count < atOnce && (running.Count == 0 || inputs[next].Path != InputFile.StandardInput))
                {
                    running.Enqueue(new Reading(inputs[next++], read, stop.Token));
                }

                var current = running.Peek();
                current.Turn();
                await foreach (var item in current.Items.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                {
                    yield return item;
                }

                await running.Dequeue().EndAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            foreach (var reading in running)
            {
                await reading.EndAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>One input under way.</summary>
    private sealed class Reading
    {
        private readonly Channel<InputItem> _items = Channel.CreateBounded<InputItem>(new BoundedChannelOptions(Waiting) { SingleReader = true, SingleWriter = true });
        private readonly TaskCompletionSource _turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Task _task;

        public Reading(InputFile input, Func<InputFile, Task, CancellationToken, IAsyncEnumerable<InputItem>> read, CancellationToken cancellationToken)
            => _task = Task.Run(() => FillAsync(read(input, _turn.Task, cancellationToken), cancellationToken), CancellationToken.None);

        public ChannelReader<InputItem> Items => _items.Reader;

        public void Turn() => _turn.TrySetResult();

        /// <summary>Waits for the task and gives back what nobody took.</summary>
        public async ValueTask EndAsync()
        {
            await _task.ConfigureAwait(false);
            while (_items.Reader.TryRead(out var item))
            {
                item.Batch?.Return();
            }
        }

        private async Task FillAsync(IAsyncEnumerable<InputItem> items, CancellationToken cancellationToken)
        {
            try
            {
                await foreach (var item in items.ConfigureAwait(false))
                {
                    try
                    {
                        await _items.Writer.WriteAsync(item, cancellationToken).ConfigureAwait(false);
                    }
                    catch (OperationCanceledException)
                    {
                        item.Batch?.Return();
                        throw;
                    }
                }

                _items.Writer.Complete();
            }
            catch (Exception e)
            {
                // Whoever takes the items meets it after them.
                _items.Writer.TryComplete(e);
            }
        }
    }
}
