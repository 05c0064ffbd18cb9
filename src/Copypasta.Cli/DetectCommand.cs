using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using Copypasta.Archives;
using Copypasta.Detection;
using Copypasta.Hashing;
using Copypasta.Reports;
using Copypasta.Synthesis;

namespace Copypasta.Cli;

/// <summary><c>copypasta detect</c>: archives of posts in, a run folder of verified clusters out.</summary>
internal sealed class DetectCommand
{
    /// <summary>The name under which the embedded sample stands in a run's tables.</summary>
    private const string SampleName = "sample.csv";

    /// <summary>Below it the Jaccard similarity to plan for comes near the last digit that a threshold has.</summary>
    private const double LeastContainment = 0.001;

    private const long LeastMemory = 256L << 20;
    private const long OutsideHeap = 80L << 20;

    private readonly InputOptions _input = new();
    private readonly Option<string?> _output = new("--output", "-o") { Description = "Folder for the results.", HelpName = "RUN" };
    private readonly Option<bool> _sample = OptionValues.Flag("--sample", "Read the built-in sample of 5,000 invented posts instead of inputs.");
    private readonly Option<string?> _threshold = OptionValues.Word("--threshold", "Similarity at which two texts count as near-identical (default 0.7).", "T");
    private readonly Option<string?> _recall = OptionValues.Word("--recall", "Share of pairs at exactly T that must be found (default 0.999).", "R");
    private readonly Option<string?> _bands = OptionValues.Word("--bands", "Bands of a plan of one's own; with --rows.", "B");
    private readonly Option<string?> _rows = OptionValues.Word("--rows", "Rows of a plan of one's own; with --bands.", "N");
    private readonly Option<string?> _seed = OptionValues.Word("--seed", "Seed of the hash functions (default 1).", "S");
    private readonly Option<string?> _plan = OptionValues.Word("--plan", "Take bands, rows and seed from another run or an index.", "RUN_OR_INDEX");
    private readonly Option<string?> _shingle = OptionValues.Word("--shingle", "What texts are cut into: chars:N or words:N (default chars:5).", "UNIT:N");
    private readonly Option<string?> _similarity = OptionValues.Word(
        "--similarity", "What similarity is: jaccard (default) or containment, which finds a text within one up to four times as long.", "WHAT");

    private readonly Option<string?> _minLength = OptionValues.Word(
        "--min-length", "Fewest distinct shingles for near matching (default 16 for chars, 8 of them for Han, Kana and Thai, 4 for words); shorter texts match only when identical.", "N");

    private readonly Option<string?> _reposts = OptionValues.Word("--reposts", "What becomes of reposts: exclude (default), include or only.", "HOW");
    private readonly Option<string?> _since = OptionValues.Word("--since", "Leave out earlier posts: 2017-08-01, 2017-08-01T12:30 or 2017-08-01T12:30:00+02:00; UTC unless it says otherwise.", "TIME");
    private readonly Option<string?> _until = OptionValues.Word("--until", "Leave out posts at or after this time, written as for --since.", "TIME");
    private readonly Option<bool> _timedOnly = OptionValues.Flag("--timed-only", "Leave out posts without a time.");
    private readonly Option<string?> _where = OptionValues.Word(
        "--where",
        "Leave out posts whose columns do not fulfil this: comparisons = != < <= > >= ~ (contains) with and, or, not, parentheses; a bare number (1000, without separators) compares as a number, "
            + "all else as text. Quote what is no plain word: --where \"lang = en and (followers >= 100 or not 'account type' ~ 'news')\".",
        "EXPR");

    private readonly Option<string?> _keep = OptionValues.Word(
        "--keep", "Columns of the inputs (for JSON dotted paths) to carry along to posts.csv and the report; their bytes and 4 more a post and column in memory.", "COL,...");

    private readonly Option<string?> _duplicateIds = OptionValues.Word(
        "--duplicate-ids",
        "What becomes of a post that was read before, by platform and id (where the format tells no platform, by author and text too): drop (default; 12 to 24 bytes a post in memory) or keep.",
        "HOW");

    private readonly Option<string?> _displayZone = OptionValues.Word("--display-zone", "Zone that times are shown in, in tables and report (default UTC).", "ZONE");
    private readonly Option<string?> _minPosts = OptionValues.Word("--min-posts", "Write families of at least so many posts (default 2).", "N");
    private readonly Option<string?> _minAccounts = OptionValues.Word("--min-accounts", "Write families of at least so many accounts (default 1).", "N");
    private readonly Option<bool> _pairs = OptionValues.Flag("--pairs", "Write every verified pair of distinct texts.");
    private readonly Option<string?> _maxPairs = OptionValues.Word("--max-pairs", "Most pairs to write; the largest families are left out whole beyond it (default 50000000).", "N");
    private readonly Option<string?> _audit = OptionValues.Word(
        "--audit", "Compare so many sampled texts with all others by brute force, and report which share of their near-identical texts was found, with its 95% interval.", "N");

    private readonly Option<bool> _allPosts = OptionValues.Flag("--all-posts", "Write the posts of no family, too.");
    private readonly Option<string?> _outputs = OptionValues.Word("--outputs", "What to write: csv, jsonl, html; a comma list (default csv,html).", "LIST");
    private readonly Option<string?> _csv = OptionValues.Word("--csv", "CSV cells that a spreadsheet would run: safe (default) disarms them, raw does not, excel also adds a byte order mark.", "MODE");
    private readonly Option<string?> _memory = OptionValues.Word(
        "--memory", "Ceiling for the memory of the process (default 4GiB, at least 256MiB); what does not fit is worked on on disk, for the same results.", "SIZE");

    private readonly Option<string?> _temp = OptionValues.Word("--temp", "Existing folder for working data that does not fit into memory (default: within RUN); removed at the end.", "DIR");
    private readonly Option<string?> _threads = OptionValues.Word("--threads", "Threads to work with (default: all cores).", "N");
    private readonly Option<bool> _resume = OptionValues.Flag(
        "--resume", "Go on with the interrupted run in RUN, with the same options and inputs; where there is none, begin it. What does not fit into --memory is kept step by step; else it is read anew.");

    private readonly Option<bool> _force = OptionValues.Flag("--force", "Replace the run in a folder that is not empty.");
    private readonly Option<bool> _quiet = OptionValues.Flag("--quiet", "Print nothing but errors.");

    public Command Build()
    {
        var command = new Command("detect", "Find copies and near-copies in archives of posts; write verified clusters, tables and a report.");
        _input.AddTo(command);
        foreach (var option in new Option[]
        {
            _output, _sample, _threshold, _recall, _bands, _rows, _seed, _plan, _shingle, _similarity, _minLength, _reposts, _since, _until, _timedOnly,
            _where, _keep, _duplicateIds, _displayZone, _minPosts, _minAccounts, _pairs, _maxPairs, _audit, _allPosts, _outputs, _csv, _memory, _temp, _threads, _force, _resume, _quiet,
        })
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellation) => CommandLine.GuardAsync(() => RunAsync(parsed, cancellation)));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var options = Options(parsed);
        var reader = _input.Reader(parsed) with { Columns = options.Columns, Threads = options.Threads };
        var zone = DisplayZone(parsed);
        var outputs = Outputs(parsed.GetValue(_outputs) ?? "csv,html");
        var csvMode = OptionValues.Choice("--csv", parsed.GetValue(_csv), CsvMode.Safe, ("safe", CsvMode.Safe), ("raw", CsvMode.Raw), ("excel", CsvMode.Excel));
        var sample = parsed.GetValue(_sample);
        if (sample && _input.HasInputs(parsed))
        {
            throw new UsageException("--sample reads the built-in sample; leave out the inputs");
        }

        var passedOver = new List<SkippedInput>();
        var inputs = sample ? [new InputFile(SampleName)] : _input.Inputs(parsed, passedOver);
        var path = parsed.GetValue(_output) ?? throw new UsageException("no output: name a folder for the results with -o RUN");

        var columns = new ColumnCheck(options);
        if (!sample)
        {
            await columns.LookAsync(inputs, reader, cancellation).ConfigureAwait(false);
        }

        if (parsed.GetValue(_resume) && RunFolder.IsComplete(path))
        {
            Console.Error.WriteLine($"copypasta: {TerminalText.Escape(path)} is complete: nothing to go on with");
            return CommandLine.Done;
        }

        using var folder = RunFolder.Create(path, parsed.GetValue(_resume) ? FolderUse.Resume : parsed.GetValue(_force) ? FolderUse.Replace : FolderUse.New);
        LimitMemory(options.Memory!.Value);
        using var reading = new RunReading(folder, WorkingPath(parsed.GetValue(_temp), path) ?? folder.WorkingPath, Begun(parsed, inputs), parsed.GetValue(_resume));
        using var progress = new ProgressDisplay(parsed.GetValue(_quiet), sample ? null : StoredBytes(inputs));
        reading.Posts = new PostReader(inputs, reader, reading.Reject, progress.OnBytes, sample ? _ => OpenSample() : null);
        return await reading.KeepAsync(DetectAsync).ConfigureAwait(false);

        async Task<int> DetectAsync()
        {
            var clock = new StageClock(progress.OnStage);
            var run = await CommandLine.Interruptible(
                () => Detector.RunAsync(columns.WatchAsync(reading.Posts, cancellation), reading.Sources, options, clock, progress.OnPosts, cancellation, reading.Journal),
                cancellation).ConfigureAwait(false);

            clock.Begin("write");
            var info = RunDescription.Describe(run, reading.End(), passedOver, options, reader, zone);
            RunFileWriter.Write(folder, Files(run.Result, info, outputs, csvMode, zone, parsed.GetValue(_allPosts)), options.Threads);
            clock.End();
            using var last = folder.OpenFile(RunFolder.LastFile);
            RunJson.Write(last, info with { Environment = RunDescription.Environment(run, clock, options) });
            last.Publish();
            reading.Complete();
            progress.Dispose();
            if (!parsed.GetValue(_quiet))
            {
                Console.Error.Write(RunDescription.Summary(info, run, path, outputs.Contains("html")));
            }

            return CommandLine.Done;
        }
    }

    private DetectionOptions Options(ParseResult parsed)
    {
        var shingle = Shingle.Default;
        if (parsed.GetValue(_shingle) is { } word && !Shingle.TryParse(word, out shingle))
        {
            throw new UsageException($"--shingle {word}: allowed are chars:N and words:N with N from 1 to {Shingle.MaxSize}");
        }

        var since = OptionValues.Time("--since", parsed.GetValue(_since));
        var until = OptionValues.Time("--until", parsed.GetValue(_until));
        if (since >= until)
        {
            throw new UsageException($"--since {parsed.GetValue(_since)} --until {parsed.GetValue(_until)}: the first must be before the second");
        }

        var (plan, seed) = Plan(parsed);
        var threshold = OptionValues.Threshold("--threshold", parsed.GetValue(_threshold), 0.7m);
        var recall = OptionValues.Probability("--recall", parsed.GetValue(_recall), 0.999);
        var similarity = OptionValues.Choice(
            "--similarity", parsed.GetValue(_similarity), SimilarityMeasure.Jaccard, ("jaccard", SimilarityMeasure.Jaccard), ("containment", SimilarityMeasure.Containment));
        if (similarity == SimilarityMeasure.Containment && threshold.Value < LeastContainment)
        {
            throw new UsageException($"--similarity containment --threshold {threshold}: allowed are thresholds from {LeastContainment.ToString(CultureInfo.InvariantCulture)} to 1");
        }

        var options = new DetectionOptions { Threshold = threshold, Similarity = similarity, Recall = recall, Plan = plan, Seed = seed };
        if (plan is null && !BandingPlan.Exists(options.LeastJaccard, recall))
        {
            throw new UsageException(
                $"--threshold {threshold} --recall {recall.ToString(CultureInfo.InvariantCulture)}: no plan of at most {BandingPlan.MaxBands} bands finds such pairs so surely; raise the threshold or lower the recall");
        }

        return options with
        {
            Profile = _input.Profile(parsed),
            Shingle = shingle,
            MinLength = parsed.GetValue(_minLength) is { } length ? (int)OptionValues.Integer("--min-length", length, 0, 1, 1_000_000) : null,
            Reposts = OptionValues.Choice(
                "--reposts", parsed.GetValue(_reposts), RepostHandling.Exclude, ("exclude", RepostHandling.Exclude), ("include", RepostHandling.Include), ("only", RepostHandling.Only)),
            Since = since,
            Until = until,
            TimedOnly = parsed.GetValue(_timedOnly),
            Where = parsed.GetValue(_where) is { } where ? PostFilter.Parse(where) : null,
            Keep = Keep(parsed.GetValue(_keep)),
            DuplicateIds = OptionValues.Choice(
                "--duplicate-ids", parsed.GetValue(_duplicateIds), DuplicateHandling.Drop, ("drop", DuplicateHandling.Drop), ("keep", DuplicateHandling.Keep)),
            MinPosts = (int)OptionValues.Integer("--min-posts", parsed.GetValue(_minPosts), 2, 2, int.MaxValue),
            MinAccounts = (int)OptionValues.Integer("--min-accounts", parsed.GetValue(_minAccounts), 1, 1, int.MaxValue),
            Pairs = parsed.GetValue(_pairs),
            AllPosts = parsed.GetValue(_allPosts),
            MaxPairs = OptionValues.Integer("--max-pairs", parsed.GetValue(_maxPairs), 50_000_000, 0, 1_000_000_000),
            Memory = Memory(parsed.GetValue(_memory)),
            Audit = (int)OptionValues.Integer("--audit", parsed.GetValue(_audit), 0, 1, DetectionOptions.MaxAudit),
            Threads = (int)OptionValues.Integer("--threads", parsed.GetValue(_threads), Environment.ProcessorCount, 1, 1024),
        };
    }

    private static long Memory(string? word)
    {
        var memory = OptionValues.Size("--memory", word) ?? 4L << 30;
        return memory >= LeastMemory ? memory : throw new UsageException($"--memory {word}: allowed are sizes from {LeastMemory >> 20}MiB");
    }

    /// <summary>
    /// The collector works harder the nearer the heap comes to its limit, and what would go beyond it fails instead. Beside the heap there are the program's code and the libraries' own
    /// memory.
    /// </summary>
    private static void LimitMemory(long memory)
    {
        AppContext.SetData("GCHeapHardLimit", (ulong)(memory - OutsideHeap));
        GC.RefreshMemoryLimit();
    }

    /// <summary>The working folder of a run in a place of the user's: named after the run, so that it is found again.</summary>
    private static string? WorkingPath(string? word, string run) => word is null || Directory.Exists(word)
        ? word is null ? null : Path.Combine(word, $"copypasta-{XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(Path.GetFullPath(run))):x16}")
        : throw new UsageException($"--temp {word}: there is no such folder");

    /// <summary>All that decides what a run finds: the program, the options that were given but for those that say how it works, the inputs as they are now.</summary>
    private List<string> Begun(ParseResult parsed, IReadOnlyList<InputFile> inputs) =>
    [
        $"copypasta {CommandLine.Version}",
        .. parsed.CommandResult.Children.OfType<OptionResult>()
            .Where(option => !option.Implicit && !new Option[] { _output, _memory, _temp, _threads, _force, _resume, _quiet }.Contains(option.Option))
            .Select(option => string.Join(' ', option.Tokens.Select(token => token.Value).Prepend(option.Option.Name)))
            .Order(StringComparer.Ordinal),
        .. inputs.Select(input => File.Exists(input.Path) ? $"{input.Path}, {new FileInfo(input.Path).Length} bytes of {File.GetLastWriteTimeUtc(input.Path):O}" : input.Path),
    ];

    private ((int Bands, int Rows)? Plan, ulong Seed) Plan(ParseResult parsed)
    {
        var (bands, rows) = (parsed.GetValue(_bands), parsed.GetValue(_rows));
        var seed = OptionValues.Seed("--seed", parsed.GetValue(_seed), 1);
        if (parsed.GetValue(_plan) is { } run)
        {
            if (bands is not null || rows is not null || parsed.GetValue(_seed) is not null)
            {
                throw new UsageException("--plan gives bands, rows and seed; leave out --bands, --rows and --seed");
            }

            return PlanOfRun(run);
        }

        if (bands is null != (rows is null))
        {
            throw new UsageException("--bands and --rows go together");
        }

        return bands is null
            ? (null, seed)
            : (((int)OptionValues.Integer("--bands", bands, 0, 1, BandingPlan.MaxBands), (int)OptionValues.Integer("--rows", rows, 0, 1, BandingPlan.MaxRows)), seed);
    }

    private static ((int Bands, int Rows) Plan, ulong Seed) PlanOfRun(string run)
    {
        var index = Path.Combine(run, "index.json");
        var file = File.Exists(index) ? index : Path.Combine(run, RunFolder.LastFile);
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            var element = json.RootElement.GetProperty("plan");
            var plan = new BandingPlan(element.GetProperty("bands").GetInt32(), element.GetProperty("rows").GetInt32(), new Threshold(1));
            return ((plan.Bands, plan.Rows), element.GetProperty("seed").GetUInt64());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new UsageException($"--plan {run}: no plan can be read from {file}; name the folder of a finished run, or an index");
        }
    }

    private static string[] Keep(string? word)
    {
        var columns = (word ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (columns.Length > PostStore.MaxKeptColumns)
        {
            throw new UsageException($"--keep {word}: {columns.Length} columns; allowed are {PostStore.MaxKeptColumns}");
        }

        var twice = columns.GroupBy(Tables.KeptName, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? columns : throw new UsageException($"--keep {word}: posts.csv would have two columns '{twice.Key}'; name every column once");
    }

    /// <summary>The zone that times are shown in; null for UTC.</summary>
    private TimeZoneInfo? DisplayZone(ParseResult parsed)
    {
        var zone = OptionValues.Zone("--display-zone", parsed.GetValue(_displayZone));
        return zone.HasSameRules(TimeZoneInfo.Utc) ? null : zone;
    }

    internal static HashSet<string> Outputs(string list)
    {
        var outputs = new HashSet<string>(list.Split(','), StringComparer.Ordinal);
        foreach (var output in outputs)
        {
            if (output is not ("csv" or "jsonl" or "html"))
            {
                throw new UsageException($"--outputs {output}: allowed are csv, jsonl, html");
            }
        }

        return outputs;
    }

    internal static List<RunFile> Files(DetectionResult result, RunInfo info, HashSet<string> outputs, CsvMode csvMode, TimeZoneInfo? zone, bool allPosts)
    {
        var files = new List<RunFile>();
        if (outputs.Contains("html"))
        {
            files.Add(new RunFile("report.html", 1, (stream, _) => HtmlReport.Write(stream, result, info, zone)));
        }

        foreach (var format in Formats(outputs, csvMode).Select(format => format with { Zone = zone }))
        {
            Add("posts", allPosts ? Tables.AllPosts(result, format) : Tables.Posts(result, format), format);
            Add("clusters", Tables.Clusters(result, format), format);
            Add("families", Tables.Families(result, format), format);
            if (result.Pairs is not null)
            {
                Add("pairs", Tables.Pairs(result, format), format);
            }
        }

        void Add(string name, Table table, TableFormat format) => files.Add(new RunFile(name + format.Extension, table.Parts, table.WritePart));
        return files;
    }

    private static IEnumerable<TableFormat> Formats(HashSet<string> outputs, CsvMode csvMode)
    {
        if (outputs.Contains("csv"))
        {
            yield return TableFormat.Csv(csvMode);
        }

        if (outputs.Contains("jsonl"))
        {
            yield return TableFormat.JsonLines;
        }
    }

    internal static long? StoredBytes(IReadOnlyList<InputFile> inputs) =>
        inputs.Any(i => i.Path == InputFile.StandardInput) ? null : inputs.Sum(i => new FileInfo(i.Path).Length);

    private static MemoryStream OpenSample()
    {
        var sample = new MemoryStream();
        SyntheticCorpus.WriteCsv(sample, new SynthesisOptions());
        sample.Position = 0;
        return sample;
    }
}
