using Copypasta.Archives;
using Copypasta.Hashing;

namespace Copypasta.Detection;

/// <summary>What is fixed for good when an index is made: everything that decides which clusters it holds.</summary>
public sealed record IndexSettings
{
    /// <summary>Exact similarity at which two texts count as near-identical.</summary>
    public required Threshold Threshold { get; init; }

    /// <summary>What that similarity is.</summary>
    public required SimilarityMeasure Similarity { get; init; }

    /// <summary>Probability with which a pair at exactly the threshold was asked to be found.</summary>
    public required double Recall { get; init; }

    /// <summary>How raw text is made comparable.</summary>
    public required TextProfile Profile { get; init; }

    /// <summary>What a text is cut into.</summary>
    public required Shingle Shingle { get; init; }

    /// <summary>Fewest distinct shingles for near matching; null for the default.</summary>
    public required int? MinLength { get; init; }

    /// <summary>What becomes of reposts.</summary>
    public required RepostHandling Reposts { get; init; }

    /// <summary>What becomes of posts that were read before, in the same addition or an earlier one.</summary>
    public required DuplicateHandling DuplicateIds { get; init; }

    /// <summary>What a record's columns must fulfil; others are set aside.</summary>
    public PostFilter? Where { get; init; }

    /// <summary>Posts before this time are set aside (Unix milliseconds).</summary>
    public long? Since { get; init; }

    /// <summary>Posts at or after this time are set aside (Unix milliseconds).</summary>
    public long? Until { get; init; }

    /// <summary>Whether posts without a time are set aside.</summary>
    public bool TimedOnly { get; init; }

    /// <summary>Columns whose values are kept along with each post.</summary>
    public IReadOnlyList<string> Keep { get; init; } = [];

    /// <summary>Bands of the plan.</summary>
    public required int Bands { get; init; }

    /// <summary>Rows of a band.</summary>
    public required int Rows { get; init; }

    /// <summary>Chooses the lanes' permutations.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Distinct texts that the plan was made for. More are found just as surely, but ever more slowly.</summary>
    public required long Capacity { get; init; }

    /// <summary>Bands and rows, and what they guarantee.</summary>
    public BandingPlan Plan => new(Bands, Rows, LeastJaccard);

    private Threshold LeastJaccard => Similarity == SimilarityMeasure.Containment ? Containment.LeastJaccard(Threshold) : Threshold;

    /// <summary>The settings of an index whose options are given; the plan follows from them and the capacity alone, not from any post.</summary>
    /// <param name="options">Where they name no plan, that of the fewest pages for their recall is chosen.</param>
    /// <param name="capacity">Distinct texts to plan for, at least 1.</param>
    public static IndexSettings For(DetectionOptions options, long capacity)
    {
        ArgumentNullException.ThrowIfNull(options);
        var plan = options.Plan is var (bands, rows)
            ? new BandingPlan(bands, rows, options.LeastJaccard)
            : IndexPlan.For(options.LeastJaccard, options.Recall, capacity);
        return new IndexSettings
        {
            Threshold = options.Threshold,
            Similarity = options.Similarity,
            Recall = options.Recall,
            Profile = options.Profile,
            Shingle = options.Shingle,
            MinLength = options.MinLength,
            Reposts = options.Reposts,
            DuplicateIds = options.DuplicateIds,
            Where = options.Where,
            Since = options.Since,
            Until = options.Until,
            TimedOnly = options.TimedOnly,
            Keep = options.Keep,
            Bands = plan.Bands,
            Rows = plan.Rows,
            Seed = options.Seed,
            Capacity = capacity,
        };
    }

    /// <summary>Options by which <see cref="Detector"/> finds over all posts what the index holds.</summary>
    public DetectionOptions ToOptions(int threads) => new()
    {
        Threshold = Threshold,
        Similarity = Similarity,
        Recall = Recall,
        Profile = Profile,
        Shingle = Shingle,
        MinLength = MinLength,
        Reposts = Reposts,
        DuplicateIds = DuplicateIds,
        Where = Where,
        Since = Since,
        Until = Until,
        TimedOnly = TimedOnly,
        Keep = Keep,
        Plan = (Bands, Rows),
        Seed = Seed,
        Threads = threads,
    };
}
