using Copypasta.Hashing;

namespace Copypasta.Detection;

/// <summary>Signs texts and buckets them, so many bands at a time as there is memory for; the texts are read once for each such group.</summary>
internal sealed class BandDrawing(
    TextSigning signing, BandingPlan plan, DetectionOptions options, MatchingShares shares, TemporaryFolder? folder, RunJournal? journal, CancellationToken cancellation)
{
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
            var keys = signing.Sign(group, plan, cancellation);
            foreach (var band in folder is null ? InMemory(group, keys) : OnDisk(group, keys, folder))
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

    private CandidateBands.Band[] InMemory(int[] numbers, uint[][] keys)
    {
        var texts = keys[0].Length;
        var drawn = new CandidateBands.Band[keys.Length];
        Parallel.For(
            0,
            keys.Length,
            new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation },
            () => (new ulong[texts], new ulong[texts]),
            (band, _, scratch) =>
            {
                drawn[band] = new CandidateBands.Band(numbers[band], BandBuckets.Build(keys[band], signing.Sketches, ref scratch), options.Pairs ? keys[band] : null);
                keys[band] = [];
                return scratch;
            },
            _ => { });
        return drawn;
    }

    /// <summary>Ranges of keys are bucketed on all threads and written in order.</summary>
    private IEnumerable<CandidateBands.Band> OnDisk(int[] numbers, uint[][] keys, TemporaryFolder temporary)
    {
        var scratches = Enumerable.Range(0, options.Threads).Select(_ => (Array.Empty<ulong>(), Array.Empty<ulong>())).ToArray();
        var buckets = new BandBuckets[options.Threads];
        for (var band = 0; band < keys.Length; band++)
        {
            var file = new BucketFile(temporary, $"band-{numbers[band]}");
            for (var range = 0; range < 1 << shares.RangeBits; range += options.Threads)
            {
                var count = Math.Min(options.Threads, (1 << shares.RangeBits) - range);
                Parallel.For(
                    0,
                    count,
                    new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation },
                    i => buckets[i] = BandBuckets.Build(keys[band], signing.Sketches, ref scratches[i], (uint)(range + i), shares.RangeBits));
                foreach (var part in buckets.AsSpan(0, count))
                {
                    file.Add(part);
                }
            }

            keys[band] = [];
            file.Close();
            journal?.Commit(BandStep.Name(numbers[band]), new BandStep(plan.Rows, file.Pairs), file.File);
            yield return new CandidateBands.Band(numbers[band], file, null);
        }
    }
}
