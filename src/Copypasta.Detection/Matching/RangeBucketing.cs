using System.Collections.Concurrent;

namespace Copypasta.Detection;

/// <summary>Keys on disk to buckets: a band at a time, and of it so many ranges of keys at once as have room, on all threads.</summary>
internal sealed class RangeBucketing
{
    /// <summary>Ranges that are bucketed before they are written.</summary>
    private const int RangesAtOnce = 32;

    private readonly MatchingShares _shares;
    private readonly ParallelOptions _parallel;
    private readonly ConcurrentBag<ulong[]> _spares = [];
    private readonly BucketFile.Encoded[] _buckets = new BucketFile.Encoded[RangesAtOnce];
    private ulong[] _entries;

    public RangeBucketing(MatchingShares shares, DetectionOptions options, CancellationToken cancellation)
    {
        _shares = shares;
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation };
        _entries = GC.AllocateUninitializedArray<ulong>(shares.EntriesAtOnce);
    }

    /// <summary>Buckets a band.</summary>
    /// <param name="keys">The keys of some bands.</param>
    /// <param name="band">Its place among them.</param>
    /// <param name="file">Receives the buckets, ascending by key, and is closed.</param>
    public void Run(KeyFile keys, int band, BucketFile file)
    {
        var counts = keys.Counts(band);
        for (int first = 0, end; first < counts.Length; first = end)
        {
            var starts = new List<int>();
            var texts = 0;
            for (end = first; end < counts.Length && (end == first || texts + counts[end] <= _entries.Length); end++)
            {
                starts.Add(texts);
                texts += counts[end];
            }

            if (_entries.Length < texts)
            {
                // A key of most texts: its range cannot be divided, and takes the room that it takes.
                _entries = [];
                _entries = GC.AllocateUninitializedArray<ulong>(texts);
            }

            Run(keys, band, first, [.. starts], file);
        }

        file.Close();
    }

    private void Run(KeyFile keys, int band, int first, int[] starts, BucketFile file)
    {
        int[] ends = [.. starts];
        keys.Read(band, first, ends, _entries);
        for (var range = 0; range < starts.Length; range += RangesAtOnce)
        {
            var count = Math.Min(RangesAtOnce, starts.Length - range);
            Parallel.For(
                0,
                count,
                _parallel,
                () => _spares.TryTake(out var used) ? used : new ulong[_shares.SortedAtOnce],
                (i, _, spare) =>
                {
                    var entries = _entries.AsSpan(starts[range + i], ends[range + i] - starts[range + i]);
                    var sorted = KeySort.Sort(entries, entries.Length <= spare.Length ? spare.AsSpan(0, entries.Length) : default, KeyFile.RangeKeyBits);
                    _buckets[i] = BucketFile.Encode(sorted, _buckets[i].Bytes ?? []);
                    return spare;
                },
                _spares.Add);
            for (var i = 0; i < count; i++)
            {
                file.Add(_buckets[i]);
            }
        }
    }
}
