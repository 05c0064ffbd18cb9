using Copypasta.Hashing;

namespace Copypasta.Detection;

/// <summary>Signs texts and buckets them: all bands at once in memory, or so many as their keys have room on disk; the texts are read once for each such group.</summary>
internal sealed class BandDrawing(
    TextSigning signing, BandingPlan plan, DetectionOptions options, MatchingShares shares, TemporaryFolder? folder, RunJournal? journal, BandLinking? linking, CancellationToken cancellation)
{
    /// <summary>Bands after which the families so far are put on disk: reading the keys again for them takes little beside signing.</summary>
    private const int BandsPerCommit = 8;

    private RangeBucketing? _bucketing;

    /// <summary>Told, from any thread, of each band that is bucketed.</summary>
    public Action? OnBucketed { get; init; }

    /// <summary>Buckets bands of the plan's stream.</summary>
    /// <param name="first">Number of the first.</param>
    /// <param name="count">How many.</param>
    public CandidateBands.Band[] Draw(int first, int count) => Draw([.. Enumerable.Range(first, count)]);

    /// <summary>Buckets bands of the plan's stream, by their numbers.</summary>
    public CandidateBands.Band[] Draw(int[] numbers)
    {
        var drawn = numbers.Select(Resume).OfType<CandidateBands.Band>().ToDictionary(band => band.Number);
        int[] rest = [.. numbers.Except(drawn.Keys)];
        foreach (var group in rest.Chunk(Math.Max(1, Math.Min(shares.BandsAtOnce, rest.Length))))
        {
            foreach (var band in folder is null ? InMemory(group) : OnDisk(group, folder))
            {
                drawn.Add(band.Number, band);
            }
        }

        return Array.ConvertAll(numbers, number => drawn[number]);
    }

    /// <summary>The band as an interrupted run has left it; null where it has not.</summary>
    private CandidateBands.Band? Resume(int number) =>
        linking?.Linked(number) is { } linked ? new CandidateBands.Band(number, linked, null)
        : folder is not null && journal?.Find<BandStep>(BandStep.Name(number), scan: false) is var (files, step) && step.Rows == plan.Rows ? Reopen(number, files[0], step)
        : null;

    private CandidateBands.Band? Reopen(int number, BlockFile file, BandStep step)
    {
        try
        {
            return new CandidateBands.Band(number, new BucketFile(file, step.Pairs), null);
        }
        catch (SpillException)
        {
            file.Dispose();
            journal!.Forget(BandStep.Name(number));
            return null;
        }
    }

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

    /// <summary>Ranges of keys are bucketed on all threads and written in order. A band that cannot be hot is linked at once, so that its buckets need not stay.</summary>
    private CandidateBands.Band[] OnDisk(int[] numbers, TemporaryFolder temporary)
    {
        using var keys = new KeyFile(temporary, "keys", numbers.Length, signing.Sketches);
        signing.Sign(numbers, plan, shares.TextsAtOnce, keys.Add, cancellation);
        _bucketing ??= new RangeBucketing(shares, options, cancellation);
        var drawn = new CandidateBands.Band[numbers.Length];
        for (var band = 0; band < numbers.Length; band++)
        {
            var number = numbers[band];
            drawn[band] = new CandidateBands.Band(number, Bucket(keys, band, number, temporary), null);
            if (band % BandsPerCommit == BandsPerCommit - 1)
            {
                linking?.Commit(journal);
            }

            OnBucketed?.Invoke();
        }

        linking?.Commit(journal);
        return drawn;
    }

    private IBandBuckets Bucket(KeyFile keys, int band, int number, TemporaryFolder temporary)
    {
        var file = new BucketFile(temporary, BandStep.Name(number));
        try
        {
            _bucketing!.Run(keys, band, file);
            if (linking is null || !CandidateBands.IsNeverHot(file.Pairs, signing.Eligible))
            {
                journal?.Commit(BandStep.Name(number), new BandStep(plan.Rows, file.Pairs), file.File);
                return file;
            }

            linking.Link([file]);
        }
        catch
        {
            file.Dispose();
            throw;
        }

        file.Dispose();
        return linking.Note(number, file.Pairs);
    }
}
