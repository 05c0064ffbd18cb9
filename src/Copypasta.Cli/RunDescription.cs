using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Copypasta.Archives;
using Copypasta.Campaigns;
using Copypasta.Detection;
using Copypasta.Hashing;
using Copypasta.Reports;

namespace Copypasta.Cli;

/// <summary>What run.json and the closing words on the terminal say of a run.</summary>
internal static class RunDescription
{
    private const int ExcerptLength = 60;

    public static RunInfo Describe(DetectionRun run, Reading posts, IEnumerable<SkippedInput> passedOver, DetectionOptions options, ReaderOptions reader, TimeZoneInfo? zone, EvidenceOptions asked, Evidence evidence) => new()
    {
        Version = CommandLine.Version,
        Parameters =
        [
            .. Matching(options),
            new("display_zone", zone?.Id ?? "UTC"),
            new("min_posts", (long)options.MinPosts),
            new("min_accounts", (long)options.MinAccounts),
            .. Reading(reader),
            new("pairs", options.Pairs),
            new("max_pairs", options.Pairs ? options.MaxPairs : null),
            new("audit", options.Audit > 0 ? options.Audit : null),
            .. EvidenceDescription.Parameters(asked),
        ],
        Plan = Plan(options, run.Plan, run.RecallBound) with { ReplacedBands = run.DiscardedBands },
        Profile = options.Profile,
        Algorithms = Algorithms(options),
        Inputs = [.. posts.Summaries.Select(input => Describe(input) with { MissingColumns = Missing(input, options.Columns) })],
        Containers = [.. posts.Containers.Select(Describe)],
        LeftOut = LeftOut(passedOver),
        Skipped = Skipped(passedOver, posts.Skipped),
        Counts = Counts(run, posts.Summaries, evidence.Background),
        Audit = run.Audit is { } audit ? Describe(audit, run.EligibleTexts, options.Seed) : null,
        FamiliesWithoutPairs = [.. run.FamiliesWithoutPairs.Select(f => new NamedCount(f.Family, f.Pairs))],
        Scripts = EvidenceDescription.Scripts(run.Intake.Scripts, evidence),
        Labels = EvidenceDescription.Labels(evidence),
        AccountPairs = EvidenceDescription.Pairs(run.Result, evidence),
        Environment = new RunEnvironment { Kernel = KernelChoice.Name, Threads = options.Threads, PeakMemoryBytes = 0 },
    };

    /// <summary>The parameters that decide which posts take part, how their texts are made comparable and what is near-identical.</summary>
    public static NamedValue[] Matching(DetectionOptions options) =>
    [
        new("threshold", options.Threshold.ToString()),
        new("recall", options.Recall.ToString(CultureInfo.InvariantCulture)),
        new("profile", options.Profile.Id),
        new("shingle", options.Shingle.ToString()),
        new("similarity", Name(options.Similarity)),
        new("min_length", options.MinLength is { } length ? (long)length : null),
        new("reposts", options.Reposts.ToString().ToLowerInvariant()),
        new("since", options.Since is { } since ? Timestamp.Format(since) : null),
        new("until", options.Until is { } until ? Timestamp.Format(until) : null),
        new("timed_only", options.TimedOnly),
        new("where", options.Where?.Expression),
        new("keep", options.Keep),
        new("duplicate_ids", options.DuplicateIds.ToString().ToLowerInvariant()),
    ];

    /// <summary>The parameters that decide how inputs are read.</summary>
    public static NamedValue[] Reading(ReaderOptions reader) =>
    [
        new("format", reader.Format),
        new("map", reader.Map.Count > 0 ? (string[])[.. reader.Map.Select(field => $"{field.Key}={field.Value}").Order(StringComparer.Ordinal)] : null),
        new("time_zone", reader.TimeZone.Id),
        new("date_order", reader.DateOrder?.ToString().ToLowerInvariant()),
        new("encoding", reader.Encoding),
        new("max_record_bytes", reader.MaxRecordBytes),
    ];

    public static PlanInfo Plan(DetectionOptions options, BandingPlan plan, double recallBound) => new()
    {
        Threshold = (decimal)options.Threshold.Numerator / options.Threshold.Denominator,
        Similarity = Name(options.Similarity),
        Shingle = options.Shingle.ToString(),
        RecallBound = recallBound,
        Bands = plan.Bands,
        Rows = plan.Rows,
        Lanes = plan.Lanes,
        Seed = options.Seed,
    };

    public static NamedValue[] Algorithms(DetectionOptions options) =>
        [new("signature", DetectionOptions.AlgorithmId), new("verification", $"exact-{Name(options.Similarity)}/1"), new("clustering", "exemplar/1")];

    public static RunEnvironment Environment(DetectionRun run, StageClock clock, DetectionOptions options, IReadOnlyList<string>? begun)
    {
        using var process = Process.GetCurrentProcess();
        return new RunEnvironment
        {
            Kernel = KernelChoice.Name,
            Threads = options.Threads,
            Timings = [.. clock.Times.Select(t => new StageTiming(t.Stage.Replace(' ', '_'), t.Wall))],
            PeakMemoryBytes = process.PeakWorkingSet64,
            Counts =
            [
                new("candidates_while_linking", run.LinkCandidates),
                new("comparisons_while_linking", run.LinkComparisons),
                new("peak_temporary_bytes", run.TemporaryBytes),
                new("garbage_collections", GC.CollectionCount(0)),
                new("full_garbage_collections", GC.CollectionCount(2)),
            ],
            Further =
            [
                .. clock.Times.Select(t => new NamedValue("cpu_seconds_" + t.Stage.Replace(' ', '_'), t.Cpu.TotalSeconds.ToString("F3", CultureInfo.InvariantCulture))),
                new("runtime", RuntimeInformation.FrameworkDescription),
                new("system", RuntimeInformation.OSDescription),
                .. begun is null ? Array.Empty<NamedValue>() : [new(CompleteRun.Begun, begun)],
                new("finished", DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
            ],
        };
    }

    /// <summary>What became of the records read, with the reasons why any were set aside.</summary>
    public static string Records(RunInfo info) => Records(info.Counts.Read, info.Counts.Kept, info.Counts.Rejected, info.Counts.SetAside);

    /// <summary>The same of some numbers.</summary>
    public static string Records(long read, long kept, long rejected, IReadOnlyList<NamedCount> reasonsAside)
    {
        var setAside = reasonsAside.Where(s => s.Count > 0).ToList();
        var reasons = string.Join(", ", setAside.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Name.Replace('_', ' ')} {s.Count:N0}")));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Count(read, "record")}: kept {kept:N0}, rejected {rejected:N0}, set aside {setAside.Sum(s => s.Count):N0}{(reasons.Length == 0 ? "" : $" ({reasons})")}");
    }

    public static string Summary(RunInfo info, DetectionRun run, Evidence evidence, AccountNetwork? network, string path, bool html)
    {
        var counts = info.Counts;
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"Read {Records(info)}.");
        text.AppendLine(CultureInfo.InvariantCulture, $"{Count(run.DistinctTexts, "distinct text")} under profile {info.Profile.Id}; {run.EligibleTexts:N0} of them {(run.EligibleTexts == 1 ? "is" : "are")} long enough for near matching, the others match only when identical.");
        text.AppendLine(CultureInfo.InvariantCulture, $"A pair of texts exactly at the threshold {info.Plan.Threshold} is found with probability {Floor(info.Plan.RecallBound)} or more ({Count(info.Plan.Bands, "band")} of {Count(info.Plan.Rows, "row")}); every match is verified exactly.");
        if (info.Audit is { } audit)
        {
            text.AppendLine(AuditWords.Result(audit));
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"Found {Count(counts.Clusters, "cluster")} in {Count(counts.Families, "family", "families")}: {Count(counts.PostsInFamilies, "post")}.{Lone(run.Result)}");
        foreach (var (_, cluster) in run.Result.Clusters.Index().Where(of => evidence.Background is not { } background || background.PostsOfCluster(of.Index) < of.Item.Posts).Take(5))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {cluster.Id}  {Cell(cluster.Posts, 7, "post")}  {Cell(cluster.Texts, 6, "text")}{(info.HasAccounts ? $"  {Cell(cluster.Accounts, 6, "account")}" : "")}  {TerminalText.Excerpt(run.Result.Posts.RawText(cluster.ExemplarPost), ExcerptLength)}");
        }

        text.Append(EvidenceDescription.Words(evidence));
        if (network is not null)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"Network: {Count(network.Nodes, "account")}, {Count(network.Edges, "pair")}.{(network.LeftOut is { } leftOut ? $" {leftOut}" : "")}");
        }

        foreach (var note in RunNotes.Of(info))
        {
            text.AppendLine(TerminalText.Escape(note));
        }

        foreach (var (family, pairs) in run.FamiliesWithoutPairs)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"Pairs of family {family} ({pairs:N0}) were left out: together there are more than --max-pairs.");
        }

        if (counts.Rejected > 0 && info.Sharing.Count == 0)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"Rejected records, each with its place and reason: {TerminalText.Escape(Path.Combine(path, "rejects.jsonl"))}");
        }

        text.AppendLine(html ? $"Report: {TerminalText.Escape(Path.Combine(path, "report.html"))}" : $"Tables: {TerminalText.Escape(path)}");
        return text.ToString();
    }

    /// <summary>What run.json says of the network of accounts.</summary>
    public static NamedValue[] Network(AccountNetwork network) => [new("nodes", (long)network.Nodes), new("edges", (long)network.Edges), new("edges_left_out", (long)network.EdgesLeftOut)];

    public static InputInfo Describe(InputSummary input) => new()
    {
        Path = input.Path,
        IsBackground = input.IsBackground,
        Bytes = input.Bytes,
        Sha256 = input.Sha256,
        Compression = input.Compression,
        Encoding = input.Encoding,
        Format = input.Format,
        Reason = input.Reason,
        Platform = input.Platform.Name(),
        Mapping = [.. input.Mapping.Select(m => new NamedValue(m.Key, m.Value))],
        Records = input.Records,
        Posts = input.Posts,
        Rejected = input.Rejected,
        NotPosts = input.NotPosts,
        TimeResolution = input.TimeResolution is { } resolution ? resolution / 1000m : null,
        Further =
        [
            new("decompressed_bytes", input.DecompressedBytes),
            new(RunNotes.UndecodableBytes, input.UndecodableBytes),
            new(RunNotes.ZonelessTimes, input.ZonelessTimes),
            new(RunNotes.UnreadableTimes, input.UnreadableTimes),
            new("flagged_reposts", input.Reposts),
            new(RunNotes.EndsEarly, input.EndsEarly ? 1 : 0),
            new(RunNotes.RoundedIds, input.RoundedIds),
            new(RunNotes.RoundedAuthors, input.RoundedAuthors),
        ],
    };

    /// <summary>Files of folders that are not named like archives.</summary>
    public static string[] LeftOut(IEnumerable<SkippedInput> passedOver) => [.. passedOver.Where(file => file.Reason == SkippedInput.OtherName).Select(file => file.Path)];

    /// <summary>Files that are, and were not read all the same.</summary>
    public static SkippedInfo[] Skipped(IEnumerable<SkippedInput> passedOver, IEnumerable<SkippedInput> notRead) =>
        [.. passedOver.Where(file => file.Reason != SkippedInput.OtherName).Concat(notRead).Select(file => new SkippedInfo(file.Path, file.Reason))];

    // The first records of JSON do not have all that later ones may have.
    private static string[] Missing(InputSummary input, IReadOnlyList<string> columns) =>
        input.HasHeader ? [.. columns.Where(column => !input.Columns.Contains(column, StringComparer.OrdinalIgnoreCase))] : [];

    private static AuditInfo Describe(AuditResult audit, int eligible, ulong seed) => new()
    {
        Requested = audit.Requested,
        Eligible = eligible,
        Sampled = audit.Sampled,
        WithNeighbours = audit.WithNeighbours,
        Found = audit.Found,
        ConfidencePercent = (int)Math.Round(100 * AuditResult.Confidence),
        Low = audit.Interval.Low,
        High = audit.Interval.High,
        Seed = seed,
    };

    public static ContainerInfo Describe(ContainerSummary container) => new()
    {
        Path = container.Path,
        Kind = container.Kind,
        Bytes = container.Bytes,
        Sha256 = container.Sha256,
        Members = container.Members,
        LeftOut = [.. container.LeftOut.Select(reason => new NamedCount(reason.Key.Replace(' ', '_'), reason.Value))],
    };

    private static RunCounts Counts(DetectionRun run, IReadOnlyList<InputSummary> inputs, Background? background)
    {
        var setAside = run.Intake.SetAside;
        var notPosts = inputs.Sum(i => i.NotPosts);
        var counts = new RunCounts
        {
            Read = inputs.Sum(i => i.Records),
            Kept = run.Intake.Kept,
            Rejected = inputs.Sum(i => i.Rejected),
            SetAside =
            [
                new("not_posts", notPosts),
                new("where", setAside.Where),
                new("reposts", setAside.Reposts),
                new("not_reposts", setAside.NotReposts),
                new("outside_time_range", setAside.OutsideTimeRange),
                new("untimed", setAside.Untimed),
                new("empty_texts", setAside.EmptyTexts),
                new(RunNotes.DuplicateIds, setAside.DuplicateIds),
            ],
            Texts = run.DistinctTexts,
            Accounts = run.Accounts,
            Families = run.Result.Families.Length,
            Clusters = run.Result.Clusters.Length,
            PostsInFamilies = run.Result.Members.Length,
            Further =
            [
                .. background is null ? Array.Empty<NamedCount>() : [new(RunNotes.BackgroundPosts, background.Posts)],
                new("eligible_texts", run.EligibleTexts),
                new(RunNotes.UntimedPosts, run.Intake.KeptUntimed),
                new(RunNotes.ChangedDuplicates, run.Intake.ChangedDuplicates),
                new("shingles", run.Shingles),
                new("bucket_pairs", run.BucketPairs),
                new("exemplar_checks", run.ExemplarChecks),
                .. run.Result.Pairs is { } pairs ? new NamedCount[] { new("pairs", pairs.Length) } : [],
                .. Enum.GetValues<TextFlags>().Where(f => f != TextFlags.None)
                    .Select(f => new NamedCount("flagged_" + SnakeCase(f.ToString()), run.Intake.Flagged(f))),
            ],
        };

        return counts.Read == counts.Kept + counts.Rejected + notPosts + setAside.Total
            ? counts
            : throw new InvalidOperationException($"{counts.Read} records were read, but {counts.Kept} kept, {counts.Rejected} rejected and {notPosts + setAside.Total} set aside.");
    }

    private static string Name(SimilarityMeasure measure) => measure == SimilarityMeasure.Jaccard ? "jaccard" : "containment";

    // A bound is never rounded up.
    private static string Floor(double probability) =>
        (Math.Floor(probability * 100_000) / 100_000).ToString("0.#####", CultureInfo.InvariantCulture);

    private static string SnakeCase(string name) =>
        string.Concat(name.Select((c, i) => char.IsAsciiLetterUpper(c) ? (i > 0 ? "_" : string.Empty) + char.ToLowerInvariant(c) : c.ToString()));

    // A post in a family of which no exemplar is near-identical to it: a cluster to itself.
    private static string Lone(DetectionResult result) => result.Clusters.Count(cluster => cluster.Posts == 1) is > 0 and var lone
        ? string.Create(CultureInfo.InvariantCulture, $" {Count(lone, "cluster is", "clusters are")} one post each, near others of the family and to no exemplar.")
        : "";

    public static string Count(long n, string one, string? many = null) => string.Create(CultureInfo.InvariantCulture, $"{n:N0} {(n == 1 ? one : many ?? one + "s")}");

    // The singular is as wide as the plural: columns stay columns.
    private static string Cell(long n, int width, string one) => string.Create(CultureInfo.InvariantCulture, $"{n.ToString("N0", CultureInfo.InvariantCulture).PadLeft(width)} {(n == 1 ? one + " " : one + "s")}");
}
