using System.Collections.Concurrent;
using System.Threading.Channels;
using Copypasta.Archives;

namespace Copypasta.Detection;

/// <summary>Batches of posts to posts and distinct texts: exact copies collapse here, so that everything after works on distinct texts.</summary>
internal static class PostIntake
{
    /// <summary>
    /// Reads all batches. Normalisation runs on several threads; one hands the posts on in input order, so what becomes of them does not depend on how many there are.
    /// </summary>
    /// <param name="batches">The posts.</param>
    /// <param name="options">What to find and how.</param>
    /// <param name="budget">The memory there is; null for any amount.</param>
    /// <param name="folder">Where posts go that do not fit into it.</param>
    /// <param name="journal">What an interrupted run has done; null where none is kept.</param>
    /// <param name="countAside">Whether posts set aside are counted by account.</param>
    /// <param name="onPosts">Told the number of posts read so far.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>The counts, and the posts: in memory, or on disk.</returns>
    public static async Task<(IntakeCounts Counts, MemoryPosts? Posts, SpilledPosts? Spilled)> RunAsync(
        IAsyncEnumerable<PostBatch> batches,
        DetectionOptions options,
        MemoryBudget? budget,
        TemporaryFolder folder,
        RunJournal? journal,
        bool countAside,
        Action<long>? onPosts,
        CancellationToken cancellation)
    {
        if (SpilledPosts.Resume(journal, options.Threads, countAside) is var (read, counted))
        {
            return (counted, null, read);
        }

        var counts = new IntakeCounts();
        var memory = new MemoryPosts(options, counts.Fields, countAside);
        SpilledPosts? spilled = null;
        try
        {
            await ReadAsync(batches, options, Merge, cancellation).ConfigureAwait(false);
            spilled?.Seal(counts, cancellation);
            return (counts, memory, spilled);
        }
        catch
        {
            spilled?.Dispose();
            throw;
        }

        void Merge(BatchNormalizer batch)
        {
            batch.MergeInto((IPostSink?)spilled ?? memory!, counts);
            if (memory is not null && budget?.FitsInMemory(memory.Bytes, memory.Store.Count, memory.Store.Texts.Count) == false)
            {
                spilled = new SpilledPosts(options, budget, folder, journal, countAside);
                spilled.TakeOver(memory);
                var bytes = memory.Bytes;
                memory = null;
                MemoryBudget.GatherUp(bytes);
            }

            onPosts?.Invoke(counts.Posts);
        }
    }

    /// <summary>Reads all batches and hands them on in order, from one thread at a time.</summary>
    public static async Task ReadAsync(IAsyncEnumerable<PostBatch> batches, DetectionOptions options, Action<BatchNormalizer> take, CancellationToken cancellation)
    {
        if (options.Threads == 1)
        {
            var normalizer = new BatchNormalizer(options);
            await foreach (var batch in batches.WithCancellation(cancellation).ConfigureAwait(false))
            {
                take(normalizer.Normalize(batch));
            }

            return;
        }

        // The channel keeps the input's order and bounds how many batches are under way at once.
        var pending = Channel.CreateBounded<Task<BatchNormalizer>>(new BoundedChannelOptions(options.Threads * 2) { SingleReader = true, SingleWriter = true });
        var idle = new ConcurrentBag<BatchNormalizer>();
        var merge = Task.Run(
            async () =>
            {
                try
                {
                    await foreach (var task in pending.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
                    {
                        var normalizer = await task.ConfigureAwait(false);
                        take(normalizer);
                        idle.Add(normalizer);
                    }
                }
                finally
                {
                    // A merge that failed takes nothing more: a writer waiting for room must not wait for ever.
                    pending.Writer.TryComplete();
                }
            },
            cancellation);
        try
        {
            await foreach (var batch in batches.WithCancellation(cancellation).ConfigureAwait(false))
            {
                var normalizer = idle.TryTake(out var used) ? used : new BatchNormalizer(options);
                await pending.Writer.WriteAsync(Task.Run(() => normalizer.Normalize(batch), cancellation), cancellation).ConfigureAwait(false);
            }
        }
        catch (ChannelClosedException)
        {
            // Awaiting the merge below tells why.
        }
        finally
        {
            // Whatever ends the reading, nothing is handed on any more once this has returned.
            pending.Writer.TryComplete();
            await merge.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await merge.ConfigureAwait(false);
    }
}
