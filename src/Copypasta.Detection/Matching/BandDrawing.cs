using System.Collections.Concurrent;
using Copypasta.Hashing;

namespace Copypasta.Detection;

/// <summary>Signs texts and buckets them: all bands at once in memory, or so many as their keys have room on disk; the texts are read once for each such group.</summary>
internal sealed class BandDrawing(
    TextSigning signing, BandingPlan plan, DetectionOptions options, MatchingShares shares, TemporaryFolder? folder, RunJournal? journal, CancellationToken cancellation)
{
    /// <summary>Ranges of a band's keys that are bucketed before they are written.</summary>
    private const int RangesAtOnce = 32;

    /// <summary>Told, from any thread, of each band that is bucketed.</summary>
    public Action? OnBucketed { get; init; }

    /// <summary>Buckets bands of the plan's stream.</summary>
    /// <param name="first">Number of the first.</param>
    /// <param name="count">How many.</param>
    public IEnumerable<CandidateBands.Band> Draw(int first, int count) => Draw([.. Enumerable.Range(first, count)]);

    /// <summary>Buckets bands of the plan's stream, by their numbers.</summary>
    public IEnumerable<CandidateBands.Band> Draw(int[] numbers)
    {
        var known = numbers.Select(Resume).OfType<CandidateBands.Band>().ToDictionary(band => band.Number);
        using var drawn = DrawAnew([.. numbers.Except(known.Keys)]).GetEnumerator();
        foreach (var number in numbers)
        {
            yield return known.TryGetValue(number, out var band) ? band : drawn.MoveNext() ? drawn.Current : throw new InvalidOperationException($"band {number} was not drawn");
        }
    }

    private IEnumerable<CandidateBands.Band> DrawAnew(int[] numbers)
    {
        foreach (var group in numbers.Chunk(Math.Max(1, Math.Min(shares.BandsAtOnce, numbers.Length))))
        {
            foreach (var band in folder is null ? InMemory(group) : OnDisk(group, folder))
            {
                yield return band;
            }
        }
    }

    /// <summary>The band as an interrupted run has left it; null where it has not.</summary>
    private CandidateBands.Band? Resume(int number) =>
        folder is not null && journal?.Find<BandStep>(BandStep.Name(number)) is var (files, step) && step.Rows == plan.Rows
            ? new CandidateBands.Band(number, new BucketFile(files[0], step.Pairs), null)
            : null;

    private CandidateBands.Band[] InMemory(int[] numbers)
    {
        var keys = signing.Sign(numbers, plan, cancellation);
        var texts = keys[0].Length;
        var drawn = new CandidateBands.Band[keys.Length];
        Parallel.For(
            0,
            keys.Length,
            new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation },
            () => (new ulong[texts], new ulong[texts]),
            (band, _, scratch) =>
            {
                drawn[band] = new CandidateBands.Band(numbers[band], BandBuckets.Build(keys[band], signing.Sketches, scratch), options.Pairs ? keys[band] : null);
                keys[band] = [];
                OnBucketed?.Invoke();
                return scratch;
            },
            _ => { });
        return drawn;
    }

    /// <summary>Ranges of keys are bucketed on all threads and written in order.</summary>
    private IEnumerable<CandidateBands.Band> OnDisk(int[] numbers, TemporaryFolder temporary)
    {
        using var signed = new KeyFile(temporary, "keys");
        signing.Sign(numbers, plan, shares.TextsAtOnce, signed.Add, cancellation);
        var entries = GC.AllocateUninitializedArray<ulong>(signed.Texts);
        var starts = new int[KeyFile.Ranges + 1];
        var spares = new ConcurrentBag<ulong[]>();
        var buckets = new BandBuckets[RangesAtOnce];
        for (var band = 0; band < numbers.Length; band++)
        {
            signed.Read(band, signing.Sketches, entries, starts);
            var file = new BucketFile(temporary, $"band-{numbers[band]}");
            for (var range = 0; range < KeyFile.Ranges; range += RangesAtOnce)
            {
                Parallel.For(
                    0,
                    RangesAtOnce,
                    new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation },
                    () => spares.TryTake(out var used) ? used : new ulong[shares.SortedAtOnce],
                    (i, _, spare) =>
                    {
                        var texts = entries.AsSpan(starts[range + i], starts[range + i + 1] - starts[range + i]);
                        buckets[i] = BandBuckets.Build(texts, texts.Length <= spare.Length ? spare.AsSpan(0, texts.Length) : default);
                        return spare;
                    },
                    spares.Add);
                Array.ForEach(buckets, file.Add);
            }

            file.Close();
            journal?.Commit(BandStep.Name(numbers[band]), new BandStep(plan.Rows, file.Pairs), file.File);
            OnBucketed?.Invoke();
            yield return new CandidateBands.Band(numbers[band], file, null);
        }
    }
}
