using Copypasta.Hashing;

namespace Copypasta.Detection;

/// <summary>The families of a run's texts, and what finding them took.</summary>
internal sealed record LinkedFamilies
{
    /// <summary>Of each text the smallest of its family.</summary>
    public required int[] Roots { get; init; }

    /// <summary>Bands and rows.</summary>
    public required BandingPlan Plan { get; init; }

    /// <summary>Numbers of the bands that were walked, in the plan's stream of bands.</summary>
    public required int[] Walked { get; init; }

    /// <summary>Numbers of the bands that were hot.</summary>
    public required int[] Discarded { get; init; }

    /// <summary>Pairs that share a bucket, summed over the bands walked.</summary>
    public required long BucketPairs { get; init; }

    /// <summary>Texts that are long enough for near matching.</summary>
    public required int Eligible { get; init; }

    /// <summary>Distinct shingles of them all.</summary>
    public required long Shingles { get; init; }

    /// <summary>Pairs that the sketches were asked about.</summary>
    public required long Candidates { get; init; }

    /// <summary>Pairs that were compared shingle by shingle.</summary>
    public required long Comparisons { get; init; }
}

/// <summary>Texts to families: plan, bands, candidates, verified pairs.</summary>
internal static class FamilyLinking
{
    /// <summary>Finds the families; in memory, the bands that were walked are handed back as well.</summary>
    public static (LinkedFamilies Families, CandidateBands Bands) Run(
        TextSigning signing, ITextSource texts, DetectionOptions options, MatchingShares shares, TemporaryFolder? folder, RunJournal? journal, StageClock clock, CancellationToken cancellation)
    {
        clock.Begin("plan");
        var plan = signing.Plan(cancellation);
        if (folder is not null)
        {
            // What planning took is gone, and the keys of many bands come next.
            MemoryBudget.GatherUp((long)texts.Count * TextSketches.BytesPerText);
        }

        // Hot bands and what they are replaced by aside, so often the texts are signed.
        var passes = (plan.Bands - 1L) / shares.BandsAtOnce + 1;
        var bucketed = 0;
        clock.Begin(
            folder is null ? "sign and bucket" : "sign and link",
            () => ((signing.Signed / (double)Math.Max(1, texts.Count * passes)) + (Volatile.Read(ref bucketed) / (double)plan.Bands)) / 2);
        using var linking = new BandLinking(texts, signing, options, cancellation);
        linking.Resume(journal);
        var bands = CandidateBands.Choose(signing, plan, options, shares, folder, journal, folder is null ? null : linking, cancellation, () => Interlocked.Increment(ref bucketed));
        try
        {
            var (linked, parts) = (0, bands.Bands.Sum(band => band.Buckets.Parts));
            clock.Begin("verify and link", () => Volatile.Read(ref linked) / (double)Math.Max(1, parts));
            linking.Link([.. bands.Bands.Select(band => band.Buckets)], () => Interlocked.Increment(ref linked));
            var families = new LinkedFamilies
            {
                Roots = linking.ToRoots(),
                Plan = plan,
                Walked = [.. bands.Bands.Select(band => band.Number)],
                Discarded = [.. bands.Discarded],
                BucketPairs = bands.Bands.Sum(band => band.Buckets.Pairs),
                Eligible = signing.Eligible,
                Shingles = signing.Shingles,
                Candidates = linking.Candidates,
                Comparisons = linking.Comparisons,
            };
            if (journal is not null)
            {
                Commit(families, journal);
            }

            return (families, bands);
        }
        catch
        {
            bands.Dispose();
            throw;
        }
    }

    /// <summary>The families as an interrupted run has left them; null where it has not, or where they are damaged.</summary>
    public static LinkedFamilies? Resume(int texts, DetectionOptions options, RunJournal? journal)
    {
        if (journal?.Find<FamiliesStep>(FamiliesStep.Name) is not var (files, step))
        {
            return null;
        }

        int[] roots;
        try
        {
            using var file = files[0];
            roots = RunJournal.Read<int>(file, texts);
        }
        catch (SpillException)
        {
            journal.Forget(FamiliesStep.Name);
            return null;
        }

        return new LinkedFamilies
        {
            Roots = roots,
            Plan = new BandingPlan(step.Bands, step.Rows, options.LeastJaccard),
            Walked = step.Walked,
            Discarded = step.Discarded,
            BucketPairs = step.BucketPairs,
            Eligible = step.Eligible,
            Shingles = step.Shingles,
            Candidates = step.Candidates,
            Comparisons = step.Comparisons,
        };
    }

    private static void Commit(LinkedFamilies families, RunJournal journal)
    {
        using (var roots = journal.Write<int>("roots", families.Roots))
        {
            journal.Commit(
                FamiliesStep.Name,
                new FamiliesStep(
                    families.Plan.Bands, families.Plan.Rows, families.Walked, families.Discarded, families.BucketPairs, families.Eligible, families.Shingles, families.Candidates, families.Comparisons),
                roots);
        }

        // The bands are used up.
        foreach (var step in journal.Steps.Where(step => step == LinkedStep.Name || BandStep.IsOne(step)).ToList())
        {
            journal.Forget(step);
        }
    }
}
