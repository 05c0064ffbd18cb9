using Copypasta.Hashing;

namespace Copypasta.Detection;

/// <summary>A run's result and how it was come by.</summary>
public sealed record DetectionRun
{
    /// <summary>What was found.</summary>
    public required DetectionResult Result { get; init; }

    /// <summary>What became of the posts that were read.</summary>
    public required IntakeCounts Intake { get; init; }

    /// <summary>Bands and rows.</summary>
    public required BandingPlan Plan { get; init; }

    /// <summary>Lower bound of the probability that a pair exactly at the threshold was found, discarded bands allowed for.</summary>
    public required double RecallBound { get; init; }

    /// <summary>Numbers, in the plan's stream of bands, of the bands that were discarded because they were hot; later ones stood in for them.</summary>
    public required IReadOnlyList<int> DiscardedBands { get; init; }

    /// <summary>Distinct accounts of the posts that take part; posts without an author count for none.</summary>
    public required long Accounts { get; init; }

    /// <summary>Distinct normalised texts.</summary>
    public required int DistinctTexts { get; init; }

    /// <summary>Distinct texts with enough shingles for near matching.</summary>
    public required int EligibleTexts { get; init; }

    /// <summary>Distinct shingles of the eligible texts, summed over texts.</summary>
    public required long Shingles { get; init; }

    /// <summary>Pairs of texts that share a bucket, summed over bands; a pair counts once per band.</summary>
    public required long BucketPairs { get; init; }

    /// <summary>Pairs that exemplar clustering asked about: exemplars times unassigned texts, summed over families.</summary>
    public required long ExemplarChecks { get; init; }

    /// <summary>Families whose pairs were left out of the pairs table, because all pairs together were more than asked for; a count is the limit + 1 where the family alone has more.</summary>
    public required IReadOnlyList<(string Family, long Pairs)> FamiliesWithoutPairs { get; init; }

    /// <summary>The recall as measured on a sample; null where none was asked for.</summary>
    public required AuditResult? Audit { get; init; }

    /// <summary>Candidate pairs that the sketches were asked about while families were linked; depends on the schedule.</summary>
    public required long LinkCandidates { get; init; }

    /// <summary>Candidate pairs that were compared shingle by shingle while families were linked; depends on the schedule.</summary>
    public required long LinkComparisons { get; init; }

    /// <summary>Most bytes of working data that lay on disk at one time; 0 where all of it fitted into memory.</summary>
    public required long TemporaryBytes { get; init; }
}
