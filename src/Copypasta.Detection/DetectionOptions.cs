using Copypasta.Archives;
using Copypasta.Hashing;

namespace Copypasta.Detection;

/// <summary>What becomes of reposts (retweets, forwards, shares): they copy by design and are no evidence of copying.</summary>
public enum RepostHandling
{
    /// <summary>Set aside and counted.</summary>
    Exclude,

    /// <summary>Treated as any post.</summary>
    Include,

    /// <summary>Everything else is set aside and counted.</summary>
    Only,
}

/// <summary>What becomes of a post whose id was read before on the same platform: posts are collected twice.</summary>
public enum DuplicateHandling
{
    /// <summary>Set aside and counted: the first that would be kept is.</summary>
    Drop,

    /// <summary>Treated as any post.</summary>
    Keep,
}

/// <summary>What the similarity of two texts is, as sets of shingles.</summary>
public enum SimilarityMeasure
{
    /// <summary>What they share over what is in either (Jaccard).</summary>
    Jaccard,

    /// <summary>What they share over the smaller one, for texts whose numbers of shingles differ by a factor of at most <see cref="Copypasta.Hashing.Containment.MaxSizeRatio"/>: finds templates with a tail.</summary>
    Containment,
}

/// <summary>Everything that decides which clusters a run finds.</summary>
public sealed record DetectionOptions
{
    /// <summary>Exact similarity at which two texts count as near-identical.</summary>
    public Threshold Threshold { get; init; } = new(0.7m);

    /// <summary>What that similarity is.</summary>
    public SimilarityMeasure Similarity { get; init; }

    /// <summary>The least Jaccard similarity of two texts at the threshold: what the bands must find.</summary>
    public Threshold LeastJaccard => Similarity == SimilarityMeasure.Containment ? Containment.LeastJaccard(Threshold) : Threshold;

    /// <summary>Probability, above 0 and below 1, with which a pair at exactly the threshold must become a candidate.</summary>
    public double Recall { get; init; } = 0.999;

    /// <summary>Bands and rows of one's own instead of the cheapest plan for <see cref="Recall"/>.</summary>
    public (int Bands, int Rows)? Plan { get; init; }

    /// <summary>Chooses the lanes' permutations.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How raw text is made comparable.</summary>
    public TextProfile Profile { get; init; } = TextProfile.Social;

    /// <summary>What a text is cut into.</summary>
    public Shingle Shingle { get; init; } = Shingle.Default;

    /// <summary>Fewest distinct shingles for near matching; null for the default of the shingle's unit and the text's script.</summary>
    public int? MinLength { get; init; }

    /// <summary>What becomes of reposts.</summary>
    public RepostHandling Reposts { get; init; }

    /// <summary>What becomes of posts that were read before.</summary>
    public DuplicateHandling DuplicateIds { get; init; }

    /// <summary>Columns whose values are kept along with each post, at most <see cref="PostStore.MaxKeptColumns"/>, none twice.</summary>
    public IReadOnlyList<string> Keep { get; init; } = [];

    /// <summary>
    /// Fields whose values are kept along with each post: <see cref="PostStore.Field"/>. The language, or fields beyond <see cref="PostField.Repost"/>, none twice. Batches must carry those but the
    /// language (<see cref="CarriedFields"/>) right before <see cref="Columns"/>. They change nothing of what is found.
    /// </summary>
    public IReadOnlyList<PostField> Fields { get; init; } = [];

    /// <summary>The fields that batches must carry, in this order: <see cref="ReaderOptions.Fields"/>. The language stands in every record.</summary>
    public IReadOnlyList<PostField> CarriedFields => [.. Fields.Except([PostField.Language])];

    /// <summary>What a record's columns must fulfil; others are set aside.</summary>
    public PostFilter? Where { get; init; }

    /// <summary>
    /// The columns that batches must carry as their last values, in this order: <see cref="ReaderOptions.Columns"/>. Those to be kept, then those that only
    /// <see cref="Where"/> asks for.
    /// </summary>
    public IReadOnlyList<string> Columns => [.. Keep.Union(Where?.Columns ?? [], StringComparer.Ordinal)];

    /// <summary>Posts before this time are set aside (Unix milliseconds).</summary>
    public long? Since { get; init; }

    /// <summary>Posts at or after this time are set aside (Unix milliseconds).</summary>
    public long? Until { get; init; }

    /// <summary>Whether posts without a time are set aside.</summary>
    public bool TimedOnly { get; init; }

    /// <summary>Families with fewer posts are not reported; at least 2.</summary>
    public int MinPosts { get; init; } = 2;

    /// <summary>Families with fewer accounts are not reported; 1 also lets through those whose posts name no author.</summary>
    public int MinAccounts { get; init; } = 1;

    /// <summary>Whether every verified pair of distinct texts of the reported families is reported.</summary>
    public bool Pairs { get; init; }

    /// <summary>Most pairs to report; the families with the most are left out whole, and listed, until the rest fits.</summary>
    public long MaxPairs { get; init; } = 50_000_000;

    /// <summary>Texts to sample and compare with all others by brute force, so that the recall is measured; 0 for none, at most <see cref="MaxAudit"/>.</summary>
    public int Audit { get; init; }

    /// <summary>Most texts to sample: they and the draws take some 60 bytes each, their index is held for 131,072 of them at most, and all texts are read once for each index.</summary>
    public const int MaxAudit = 1_000_000;

    /// <summary>Threads to work with, at least 1. Changes the speed and nothing else.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether <see cref="DetectionResult.Posts"/> must hold the posts of no family, too.</summary>
    public bool AllPosts { get; init; }

    /// <summary>
    /// Bytes of <see cref="Memory"/> that are not the heap's: the runtime, the program's code and the libraries' own memory. 84 MiB were measured in the published program with two threads.
    /// </summary>
    public const long OutsideHeap = 96L << 20;

    /// <summary>
    /// Bytes that the process is to keep below; null for as many as there are. What does not fit goes to disk. Changes the speed and nothing else.
    /// </summary>
    public long? Memory { get; init; }

    /// <summary>A folder to be made for working data that does not fit into memory, and removed at the end; null for one of the system's temporary ones.</summary>
    public string? TemporaryFolder { get; init; }

    /// <summary>Id of the algorithm that the signatures follow; artefacts of different ids are not comparable.</summary>
    public const string AlgorithmId = MinHash.Algorithm;
}
