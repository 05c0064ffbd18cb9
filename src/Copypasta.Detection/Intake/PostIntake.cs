using System.Collections.Concurrent;
using System.Threading.Channels;
using Copypasta.Archives;

namespace Copypasta.Detection;

/// <summary>Batches of posts to a store of posts and distinct texts: exact copies collapse here, so that everything after works on distinct texts.</summary>
internal static class PostIntake
{
    /// <summary>
    /// Reads all batches. Normalisation runs on several threads; the store is filled in input order by one, so its content does not depend on how many there are.
    /// </summary>
    public static async Task<IntakeCounts> RunAsync(
        IAsyncEnumerable<PostBatch> batches, PostStore store, DetectionOptions options, Action<long>? onPosts, CancellationToken cancellation)
    {
        var counts = new IntakeCounts();
        var ids = options.DuplicateIds == DuplicateHandling.Drop ? new PostIdTable(store) : null;
        if (options.Threads == 1)
        {
            var normalizer = new BatchNormalizer(options);
            await foreach (var batch in batches.WithCancellation(cancellation).ConfigureAwait(false))
            {
                normalizer.Normalize(batch).MergeInto(store, ids, counts);
                onPosts?.Invoke(counts.Posts);
            }

            return counts;
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
                        normalizer.MergeInto(store, ids, counts);
                        idle.Add(normalizer);
                        onPosts?.Invoke(counts.Posts);
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
            pending.Writer.TryComplete();
        }

        await merge.ConfigureAwait(false);
        return counts;
    }
}
