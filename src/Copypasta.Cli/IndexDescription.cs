using System.Diagnostics;
using Copypasta.Archives;
using Copypasta.Detection;
using Copypasta.Hashing;
using Copypasta.Reports;

namespace Copypasta.Cli;

/// <summary>What run.json says of tables that were written from an index.</summary>
internal static class IndexDescription
{
    /// <summary>The name of the parameter that only an index has.</summary>
    public const string Capacity = "capacity";

    /// <param name="settings">The index's.</param>
    /// <param name="reader">How the inputs were read, where all were read alike.</param>
    /// <param name="inputs">What was read.</param>
    /// <param name="counts">What became of the posts.</param>
    /// <param name="result">What is written; null for nothing.</param>
    /// <param name="texts">Distinct texts, where they were counted.</param>
    /// <param name="accounts">Distinct accounts, where they were counted.</param>
    /// <param name="threads">Threads.</param>
    public static RunInfo Of(
        IndexSettings settings, ReaderOptions? reader, IReadOnlyList<IndexInput> inputs, IndexCounts counts, DetectionResult? result, long? texts, long? accounts, int threads)
    {
        var options = settings.ToOptions(threads);
        return new RunInfo
        {
            Version = CommandLine.Version,
            Parameters = [.. RunDescription.Matching(options), new(Capacity, settings.Capacity), .. reader is null ? [] : RunDescription.Reading(reader)],
            Plan = RunDescription.Plan(options, settings.Plan, settings.Plan.Recall),
            Profile = settings.Profile,
            Algorithms = RunDescription.Algorithms(options),
            IsOfIndex = true,
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
