using Copypasta.Hashing;

namespace Copypasta.Reports;

/// <summary>A name with a number, in an order that the caller chooses and the output keeps.</summary>
/// <param name="Name">In lower case with underscores.</param>
/// <param name="Count">At least 0.</param>
public sealed record NamedCount(string Name, long Count);

/// <summary>A name with a value.</summary>
/// <param name="Name">In lower case with underscores.</param>
/// <param name="Value">Null, a string, <see cref="bool"/>, <see cref="int"/>, <see cref="long"/>, <see cref="ulong"/>, <see cref="double"/>, <see cref="decimal"/> or a list of strings.</param>
public sealed record NamedValue(string Name, object? Value);

/// <summary>What <c>run.json</c> and the summary of <c>report.html</c> say about a run.</summary>
public sealed record RunInfo
{
    /// <summary>The product's version.</summary>
    public required string Version { get; init; }

    /// <summary>The options that the results depend on, defaults included; options that they do not depend on (threads, memory) belong to <see cref="Environment"/>.</summary>
    public required IReadOnlyList<NamedValue> Parameters { get; init; }

    /// <summary>How near-identical texts were looked for.</summary>
    public required PlanInfo Plan { get; init; }

    /// <summary>How texts were made comparable.</summary>
    public required TextProfile Profile { get; init; }

    /// <summary>Whether this is of an index: what takes part was chosen when that was made.</summary>
    public bool IsOfIndex { get; init; }

    /// <summary>The versioned ids of the algorithms (signature, banding, text digest, …).</summary>
    public required IReadOnlyList<NamedValue> Algorithms { get; init; }

    /// <summary>The inputs in the order given; of a zip or tar each member that was read.</summary>
    public required IReadOnlyList<InputInfo> Inputs { get; init; }

    /// <summary>Whether posts can have accounts: without any input that has a field for the author, that there are 0 says nothing.</summary>
    public bool HasAccounts => Counts.Accounts is not 0 || Inputs.Count == 0 || Inputs.Any(input => input.Mapping.Any(mapped => mapped.Name == "author"));

    /// <summary>The zip and tar archives among the inputs.</summary>
    public IReadOnlyList<ContainerInfo> Containers { get; init; } = [];

    /// <summary>Files of the folders given that were not read because of their names.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>Files of the folders given, and members of containers, that turned out to hold no posts.</summary>
    public IReadOnlyList<SkippedInfo> Skipped { get; init; } = [];

    /// <summary>The counts.</summary>
    public required RunCounts Counts { get; init; }

    /// <summary>The recall as measured on a sample; null where none was asked for.</summary>
    public AuditInfo? Audit { get; init; }

    /// <summary>The families that were too large for their pairs to be written, by id, and how many pairs each would have had to be verified.</summary>
    public IReadOnlyList<NamedCount> FamiliesWithoutPairs { get; init; } = [];

    /// <summary>How campaigns were compared; empty where none were.</summary>
    public IReadOnlyList<NamedValue> Comparison { get; init; } = [];

    /// <summary>What became of the posts by the main script of their text; empty where that was not counted.</summary>
    public IReadOnlyList<ScriptInfo> Scripts { get; init; } = [];

    /// <summary>By label, the clusters that it applies to; empty where no evidence was drawn.</summary>
    public IReadOnlyList<NamedCount> Labels { get; init; } = [];

    /// <summary>What the statistic of account pairs rests on and found; empty where it was not asked for.</summary>
    public IReadOnlyList<NamedValue> AccountPairs { get; init; } = [];

    /// <summary>How much of the run is passed on; empty where all is kept.</summary>
    public IReadOnlyList<NamedValue> Sharing { get; init; } = [];

    /// <summary>What the network of accounts holds; empty where none was asked for.</summary>
    public IReadOnlyList<NamedValue> Network { get; init; } = [];

    /// <summary>The SHA-256 of each other file of the run, by name; empty in what those files say themselves.</summary>
    public IReadOnlyList<NamedValue> Files { get; init; } = [];

    /// <summary>Everything that depends on the machine or the schedule, and nothing else does.</summary>
    public required RunEnvironment Environment { get; init; }
}

/// <summary>The plan by which near-identical texts were looked for, and what it guarantees.</summary>
public sealed record PlanInfo
{
    /// <summary>Similarity from which two texts count as near-identical; above 0, at most 1.</summary>
    public required decimal Threshold { get; init; }

    /// <summary><c>jaccard</c> or <c>containment</c>.</summary>
    public required string Similarity { get; init; }

    /// <summary>The shingle, as <c>chars:5</c>.</summary>
    public required string Shingle { get; init; }

    /// <summary>Lower bound of the share of pairs at exactly the threshold that are found; in [0, 1].</summary>
    public required double RecallBound { get; init; }

    /// <summary>Number of bands.</summary>
    public required int Bands { get; init; }

    /// <summary>Lanes a band.</summary>
    public required int Rows { get; init; }

    /// <summary>Lanes of the signature: bands times rows.</summary>
    public required int Lanes { get; init; }

    /// <summary>The seed of the hash functions.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Bands that were discarded for their oversized buckets and replaced by spare ones.</summary>
    public IReadOnlyList<int> ReplacedBands { get; init; } = [];
}

/// <summary>An input file and what was read from it.</summary>
public sealed record InputInfo
{
    /// <summary>The path as given.</summary>
    public required string Path { get; init; }

    /// <summary>Whether its posts are other people's, read beside those of the archive.</summary>
    public bool IsBackground { get; init; }

    /// <summary>Bytes as stored, before decompression; of a container's member as the container gives them.</summary>
    public required long Bytes { get; init; }

    /// <summary>SHA-256 of those bytes, 64 hex digits; empty where neither they nor their number are to be told.</summary>
    public required string Sha256 { get; init; }

    /// <summary><c>none</c>, <c>gzip</c>, …</summary>
    public required string Compression { get; init; }

    /// <summary>The encoding of the text, as <c>utf-8</c>.</summary>
    public required string Encoding { get; init; }

    /// <summary>The format it was read as.</summary>
    public required string Format { get; init; }

    /// <summary>What the format was recognised by; empty where the user named it.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Where its accounts and posts live, as <c>x</c>; <c>unknown</c> where the format does not tell.</summary>
    public string Platform { get; init; } = "unknown";

    /// <summary>Field of a post to column of the input.</summary>
    public IReadOnlyList<NamedValue> Mapping { get; init; } = [];

    /// <summary>Columns asked for, to be kept or for a condition, that its header lacks while another input has them.</summary>
    public IReadOnlyList<string> MissingColumns { get; init; } = [];

    /// <summary>Records in the input; the header is none.</summary>
    public required long Records { get; init; }

    /// <summary>Records that were read as posts.</summary>
    public required long Posts { get; init; }

    /// <summary>Records that were rejected, each in <c>rejects.jsonl</c>.</summary>
    public required long Rejected { get; init; }

    /// <summary>Records of other kinds, which the format mixes in.</summary>
    public long NotPosts { get; init; }

    /// <summary>Seconds that all times are whole multiples of: 86400, 60, 1 or 0.001; null if there are no times.</summary>
    public decimal? TimeResolution { get; init; }

    /// <summary>Further counts of this input: times without a zone, unreadable times, …</summary>
    public IReadOnlyList<NamedCount> Further { get; init; } = [];
}

/// <summary>A zip or tar archive and what became of its members.</summary>
public sealed record ContainerInfo
{
    /// <summary>The path as given; of a container within a container, its member's.</summary>
    public required string Path { get; init; }

    /// <summary><c>zip</c>, <c>gzip+tar</c>, …</summary>
    public required string Kind { get; init; }

    /// <summary>Bytes as stored.</summary>
    public required long Bytes { get; init; }

    /// <summary>SHA-256 of those bytes, 64 hex digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Members that were read.</summary>
    public required long Members { get; init; }

    /// <summary>Members that were left out, by reason.</summary>
    public IReadOnlyList<NamedCount> LeftOut { get; init; } = [];
}

/// <summary>Something that nobody named and that holds no posts.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Reason">How that was seen, in words.</param>
public sealed record SkippedInfo(string Path, string Reason);

/// <summary>Counts of a run: read = kept + rejected + set aside.</summary>
public sealed record RunCounts
{
    /// <summary>Records of all inputs.</summary>
    public required long Read { get; init; }

    /// <summary>Posts that were compared.</summary>
    public required long Kept { get; init; }

    /// <summary>Records that could not be read as posts.</summary>
    public required long Rejected { get; init; }

    /// <summary>Posts that were read and left out, by reason (<c>repost</c>, <c>duplicate_id</c>, …).</summary>
    public IReadOnlyList<NamedCount> SetAside { get; init; } = [];

    /// <summary>Distinct normalised texts of the kept posts; null where they were not counted.</summary>
    public required long? Texts { get; init; }

    /// <summary>Distinct authors of the kept posts; null where they were not counted.</summary>
    public required long? Accounts { get; init; }

    /// <summary>Families written.</summary>
    public required long Families { get; init; }

    /// <summary>Clusters written.</summary>
    public required long Clusters { get; init; }

    /// <summary>Posts of the families written.</summary>
    public required long PostsInFamilies { get; init; }

    /// <summary>Further counts that depend on the posts and parameters only.</summary>
    public IReadOnlyList<NamedCount> Further { get; init; } = [];
}

/// <summary>What became of the posts of one main script: unequal treatment would show here.</summary>
public sealed record ScriptInfo
{
    /// <summary>Unicode's name of the script, <c>other</c> or, of posts without letters, <c>none</c>.</summary>
    public required string Script { get; init; }

    /// <summary>Posts that were compared.</summary>
    public required long Kept { get; init; }

    /// <summary>Posts that were read and left out.</summary>
    public required long SetAside { get; init; }

    /// <summary>Kept posts with letters, marks or controls that alter how a text compares but hardly how it looks.</summary>
    public required long Obfuscated { get; init; }

    /// <summary>Kept posts in clusters.</summary>
    public required long Clustered { get; init; }

    /// <summary>Kept posts of accounts in a tier; null where pairs were not asked for.</summary>
    public required long? InTier { get; init; }

    /// <summary>Those of accounts in the upper tier.</summary>
    public required long? InUpperTier { get; init; }
}

/// <summary>What depends on the machine or the schedule. Nothing of it enters any other file.</summary>
public sealed record RunEnvironment
{
    /// <summary>The vector kernel that was used.</summary>
    public required string Kernel { get; init; }

    /// <summary>Threads.</summary>
    public required int Threads { get; init; }

    /// <summary>Stages and the wall-clock time that each took.</summary>
    public IReadOnlyList<StageTiming> Timings { get; init; } = [];

    /// <summary>The process's peak resident size in bytes.</summary>
    public required long PeakMemoryBytes { get; init; }

    /// <summary>Counts that depend on the schedule, as how many candidates were verified.</summary>
    public IReadOnlyList<NamedCount> Counts { get; init; } = [];

    /// <summary>Further values: runtime, operating system, time of the run.</summary>
    public IReadOnlyList<NamedValue> Further { get; init; } = [];
}

/// <summary>A stage and the wall-clock time it took.</summary>
/// <param name="Stage">In lower case with underscores.</param>
/// <param name="Elapsed">Printed in seconds with three decimals.</param>
public sealed record StageTiming(string Stage, TimeSpan Elapsed);
