using System.Diagnostics;
using System.Globalization;
using Copypasta.Detection;
using Copypasta.Hashing;
using Copypasta.Reports;

namespace Copypasta.Cli;

/// <summary>What run.json says of tables that were written from an index.</summary>
internal static class IndexDescription
{
    /// <param name="settings">The index's.</param>
    /// <param name="inputs">What was read.</param>
    /// <param name="counts">What became of the posts.</param>
    /// <param name="result">What is written; null for nothing.</param>
    /// <param name="texts">Distinct texts, where they were counted.</param>
    /// <param name="accounts">Distinct accounts, where they were counted.</param>
    /// <param name="threads">Threads.</param>
    public static RunInfo Of(IndexSettings settings, IReadOnlyList<IndexInput> inputs, IndexCounts counts, DetectionResult? result, long? texts, long? accounts, int threads)
    {
        var plan = settings.Plan;
        var similarity = settings.Similarity.ToString().ToLowerInvariant();
        return new RunInfo
        {
            Version = CommandLine.Version,
            Parameters =
            [
                new("threshold", settings.Threshold.ToString()),
                new("recall", settings.Recall.ToString(CultureInfo.InvariantCulture)),
                new("profile", settings.Profile.Id),
                new("shingle", settings.Shingle.ToString()),
                new("similarity", similarity),
                new("min_length", settings.MinLength is { } length ? (long)length : null),
                new("reposts", settings.Reposts.ToString().ToLowerInvariant()),
                new("since", settings.Since is { } since ? Timestamp.Format(since) : null),
                new("until", settings.Until is { } until ? Timestamp.Format(until) : null),
                new("timed_only", settings.TimedOnly),
                new("where", settings.Where?.Expression),
                new("keep", settings.Keep),
                new("duplicate_ids", settings.DuplicateIds.ToString().ToLowerInvariant()),
                new("capacity", settings.Capacity),
            ],
            Plan = new PlanInfo
            {
                Threshold = (decimal)settings.Threshold.Numerator / settings.Threshold.Denominator,
                Similarity = similarity,
                Shingle = settings.Shingle.ToString(),
                RecallBound = plan.Recall,
                Bands = plan.Bands,
                Rows = plan.Rows,
                Lanes = plan.Lanes,
                Seed = settings.Seed,
            },
            Profile = settings.Profile.Id,
            Algorithms = [new("signature", DetectionOptions.AlgorithmId), new("verification", $"exact-{similarity}/1"), new("clustering", "exemplar/1")],
            Inputs = [.. inputs.Select(Describe)],
            Counts = new RunCounts
            {
                Read = counts.Records,
                Kept = counts.Kept,
                Rejected = counts.Rejected,
                SetAside = SetAside(counts),
                Texts = texts,
                Accounts = accounts,
                Families = result?.Families.Length ?? 0,
                Clusters = result?.Clusters.Length ?? 0,
                PostsInFamilies = result?.Members.Length ?? 0,
                Further = [new(RunNotes.UntimedPosts, counts.KeptUntimed), new(RunNotes.ChangedDuplicates, counts.ChangedDuplicates)],
            },
            Environment = new RunEnvironment { Kernel = KernelChoice.Name, Threads = threads, PeakMemoryBytes = 0 },
        };
    }

    public static RunEnvironment Environment(StageClock clock, int threads)
    {
        using var process = Process.GetCurrentProcess();
        return new RunEnvironment
        {
            Kernel = KernelChoice.Name,
            Threads = threads,
            Timings = [.. clock.Times.GroupBy(t => t.Stage.Replace(' ', '_')).Select(stage => new StageTiming(stage.Key, TimeSpan.FromTicks(stage.Sum(t => t.Wall.Ticks))))],
            PeakMemoryBytes = process.PeakWorkingSet64,
        };
    }

    /// <summary>Records that were read well but take no part, by reason.</summary>
    public static NamedCount[] SetAside(IndexCounts counts) =>
    [
        new("not_posts", counts.NotPosts),
        new("where", counts.Where),
        new("reposts", counts.Reposts),
        new("not_reposts", counts.NotReposts),
        new("outside_time_range", counts.OutsideTimeRange),
        new("untimed", counts.Untimed),
        new("empty_texts", counts.EmptyTexts),
        new(RunNotes.DuplicateIds, counts.DuplicateIds),
    ];

    private static InputInfo Describe(IndexInput input) => new()
    {
        Path = input.Path,
        Bytes = input.Bytes,
        Sha256 = input.Sha256,
        Compression = input.Compression,
        Encoding = input.Encoding,
        Format = input.Format,
        Platform = input.Platform,
        Records = input.Records,
        Posts = input.Posts,
        Rejected = input.Rejected,
        NotPosts = input.NotPosts,
    };
}
