using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Copypasta.Archives;
using Copypasta.Campaigns;
using Copypasta.Detection;
using Copypasta.Hashing;
using Copypasta.Reports;
using Copypasta.Synthesis;

namespace Copypasta.Cli;

/// <summary><c>copypasta detect</c>: archives of posts in, a run folder of verified clusters out. And <c>copypasta compare</c>: the same, with campaigns among these posts beside each other.</summary>
/// <param name="comparison">How they are compared; null for <c>detect</c>.</param>
internal sealed class DetectCommand(ComparisonChoices? comparison = null)
{
    /// <summary>The name under which the embedded sample stands in a run's tables.</summary>
    internal const string SampleName = "sample.csv";

    private readonly InputOptions _input = new();
    private readonly MatchingOptions _matching = new();
    private readonly SelectionOptions _selection = new();
    private readonly EvidenceChoices _evidence = new();
    private readonly SharingChoices _sharing = new();
    private readonly Option<string?> _output = new("--output", "-o") { Description = "Folder for the results.", HelpName = "RUN" };
    private readonly Option<bool> _sample = OptionValues.Flag("--sample", "Read the built-in sample of 5,000 invented posts instead of inputs.");
    private readonly Option<string?> _similarity = OptionValues.Word(
        "--similarity", "What similarity is: jaccard (default) or containment, which finds a text within one up to four times as long.", "WHAT");

    private readonly Option<string?> _displayZone = OptionValues.Word("--display-zone", "Zone that times are shown in, in tables and report (default UTC).", "ZONE");
    private readonly Option<string?> _minPosts = OptionValues.Word("--min-posts", "Write families of at least so many posts (default 2).", "N");
    private readonly Option<string?> _minAccounts = OptionValues.Word("--min-accounts", "Write families of at least so many accounts (default 1).", "N");
    private readonly Option<bool> _pairs = OptionValues.Flag("--pairs", "Write every verified pair of distinct texts.");
    private readonly Option<string?> _maxPairs = OptionValues.Word("--max-pairs", "Most pairs to write; the largest families are left out whole beyond it (default 50000000).", "N");
    private readonly Option<string?> _audit = OptionValues.Word(
        "--audit", "Compare so many sampled texts with all others by brute force, and report which share of their near-identical texts was found, with its 95% interval.", "N");

    private readonly Option<bool> _allPosts = OptionValues.Flag("--all-posts", "Write the posts of no family, too.");
    private readonly Option<string?> _outputs = OptionValues.Word("--outputs", "What to write: csv, jsonl, parquet, html, and the network of accounts as gexf, graphml; a comma list (default csv,html).", "LIST");
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
        var command = comparison is null
            ? new Command("detect", "Find copies and near-copies in archives of posts; write verified clusters, tables and a report.")
            : new Command("compare", "Compare campaigns: what archives, or the parts of one, have in common and how they differ, at equal size and with intervals; beside all that detect writes of them together.");
        _input.AddTo(command);
        _matching.AddTo(command);
        _selection.AddTo(command);
        _evidence.AddTo(command);
        foreach (var option in new Option[]
        {
            _output, _similarity, _displayZone, _minPosts, _minAccounts, _pairs, _maxPairs, _audit, _allPosts, _outputs, _csv, _memory, _temp, _threads, _force, _resume, _quiet,
        })
        {
            command.Add(option);
        }

        if (comparison is null)
        {
            _sharing.AddTo(command);
            command.Add(_sample);
        }

        comparison?.AddTo(command);
        command.SetAction((parsed, cancellation) => CommandLine.GuardAsync(() => RunAsync(parsed, cancellation)));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var options = Options(parsed);

        // Before anything of the user's is read into memory: the runtime takes no limit below what it holds.
        LimitMemory(options.Memory!.Value);
        var asked = _evidence.Options(parsed, options.Seed);
        var reader = _input.Reader(parsed) with { Fields = options.CarriedFields, Columns = options.Columns, Threads = options.Threads };
        var zone = DisplayZone(parsed);
        var outputs = ResultFiles.Outputs(parsed.GetValue(_outputs) ?? (_sharing.IsAsked(parsed) ? "csv" : "csv,html"), asked.Permutations == 0 ? "with --permutations 0 there are none" : null);
        var csvMode = OptionValues.Choice("--csv", parsed.GetValue(_csv), CsvMode.Safe, ("safe", CsvMode.Safe), ("raw", CsvMode.Raw), ("excel", CsvMode.Excel));
        var share = _sharing.Sharing(parsed, outputs);
        var sample = parsed.GetValue(_sample);
        if (sample && (_input.HasInputs(parsed) || asked.Background.Count > 0))
        {
            throw new UsageException("--sample reads the built-in sample; leave out the inputs");
        }

        var passedOver = new List<SkippedInput>();
        var inputs = sample ? [new InputFile(SampleName)] : _input.Inputs(parsed, passedOver);

        // Behind the archive: of a post that is in both, the archive's stays.
        inputs = [.. inputs, .. _evidence.Background(parsed, inputs, passedOver)];
        var path = parsed.GetValue(_output) ?? throw new UsageException("no output: name a folder for the results with -o RUN");

        comparison?.Check(parsed, _input.Arguments(parsed));
        var columns = new ColumnCheck(options, comparison?.Column(parsed));
        if (!sample)
        {
            await columns.LookAsync(inputs, reader, cancellation).ConfigureAwait(false);
        }

        var resume = parsed.GetValue(_resume);
        if (resume && parsed.GetValue(_force))
        {
            throw new UsageException("--resume --force: the one goes on with a run, the other begins anew; give one of them");
        }

        var place = new WorkingPath(path, parsed.GetValue(_temp));
        var begun = Begun(parsed, inputs);
        if (resume && RunFolder.IsComplete(path) && CompleteRun.Of(path, begun, place.IsInterrupted) is { } words)
        {
            RunFolder.RemoveWorkingData(path);
            Console.Error.WriteLine($"copypasta: {TerminalText.Escape(words)}");
            return CommandLine.Done;
        }

        using var folder = RunFolder.Create(path, resume ? FolderUse.Resume : parsed.GetValue(_force) ? FolderUse.Replace : FolderUse.New);
        using var reading = new RunReading(folder, place.Choose(), begun, resume);
        using var progress = new ProgressDisplay(parsed.GetValue(_quiet), sample ? null : StoredBytes(inputs));
        reading.Posts = new PostReader(inputs, reader, reading.Reject, progress.OnBytes, sample ? _ => OpenSample() : null);
        return await reading.KeepAsync(DetectAsync).ConfigureAwait(false);

        async Task<int> DetectAsync()
        {
            var clock = progress.Clock = new StageClock(progress.OnStage);
            var (evidence, compared) = (default(Evidence), default(ComparedCampaigns));
            var run = await CommandLine.Interruptible(
                () => Detector.RunAsync(columns.WatchAsync(reading.Posts, cancellation), reading.Sources, options, clock, progress.OnPosts, cancellation, reading.Journal, Look, EvidenceStage.RoomToRun),
                cancellation).ConfigureAwait(false);

            clock.Begin("write");
            var network = ResultFiles.Network(run.Result, evidence!, outputs);
            var info = RunDescription.Describe(run, reading.End(), passedOver, options, reader, zone, asked, evidence!) with
            {
                Comparison = compared is null ? [] : ComparisonDescription.Values(compared),
                Network = network is null ? [] : RunDescription.Network(network),
            };
            var sharing = share?.Invoke(run.Result, evidence!);
            var told = sharing is null ? info : SharedRunInfo.Of(info, sharing);
            RunFileWriter.Write(folder, ResultFiles.Of(run.Result, told, outputs, csvMode, zone, parsed.GetValue(_allPosts), options.Threads, evidence, compared, network, sharing), options.Threads, cancellation);
            clock.End();
            if (sharing is not null)
            {
                reading.WithdrawRejects();
            }

            using var last = folder.OpenFile(RunFolder.LastFile);
            RunJson.Write(last, told with { Files = folder.Digests, Environment = RunDescription.Environment(run, clock, options, sharing is null ? begun : null) });
            last.Publish();
            reading.Complete();
            progress.Dispose();
            if (!parsed.GetValue(_quiet))
            {
                Console.Error.Write(RunDescription.Summary(info with { Sharing = told.Sharing }, run, evidence!, network, path, outputs.Contains("html")));
                Console.Error.Write(sharing is null ? "" : SharingChoices.Words(sharing, info.Counts.Rejected));
                Console.Error.Write(compared is null ? "" : ComparisonDescription.Words(compared));
            }

            return CommandLine.Done;

            void Look(KeptPosts kept)
            {
                evidence = EvidenceStage.Run(kept, reading.SourceFacts(), options, asked, clock);
                if (comparison is not null)
                {
                    clock.Begin("comparison");
                    compared = comparison.Compare(parsed, _input.Arguments(parsed), kept, reading.SourceFacts(), options);
                }
            }
        }
    }

    private DetectionOptions Options(ParseResult parsed)
    {
        var similarity = OptionValues.Choice(
            "--similarity", parsed.GetValue(_similarity), SimilarityMeasure.Jaccard, ("jaccard", SimilarityMeasure.Jaccard), ("containment", SimilarityMeasure.Containment));
        var options = _selection.ApplyTo(_matching.Options(parsed, _input.Profile(parsed), similarity), parsed);
        return options with
        {
            Keep = comparison?.Column(parsed) is { } column ? [.. options.Keep.Union([column], StringComparer.OrdinalIgnoreCase)] : options.Keep,
            MinPosts = (int)OptionValues.Integer("--min-posts", parsed.GetValue(_minPosts), 2, 2, int.MaxValue),
            MinAccounts = (int)OptionValues.Integer("--min-accounts", parsed.GetValue(_minAccounts), 1, 1, int.MaxValue),
            Pairs = parsed.GetValue(_pairs),
            AllPosts = parsed.GetValue(_allPosts),
            Fields = EvidenceStage.Fields,
            MaxPairs = OptionValues.Integer("--max-pairs", parsed.GetValue(_maxPairs), 50_000_000, 0, 1_000_000_000),
            Memory = OptionValues.Memory("--memory", parsed.GetValue(_memory), 4L << 30),
            Audit = (int)OptionValues.Integer("--audit", parsed.GetValue(_audit), 0, 1, DetectionOptions.MaxAudit),
            Threads = OptionValues.Threads("--threads", parsed.GetValue(_threads)),
        };
    }

    /// <summary>
    /// The collector works harder the nearer the heap comes to its limit, and what would go beyond it fails instead. Beside the heap there are the program's code and the libraries' own
    /// memory.
    /// </summary>
    internal static void LimitMemory(long memory)
    {
        AppContext.SetData("GCHeapHardLimit", (ulong)(memory - DetectionOptions.OutsideHeap));
        GC.RefreshMemoryLimit();
    }

    /// <summary>All that decides what a run finds: the program, the options that were given but for those that say how it works, the inputs as they are now.</summary>
    private List<string> Begun(ParseResult parsed, IReadOnlyList<InputFile> inputs) =>
    [
        $"copypasta {CommandLine.Version}",
        .. parsed.CommandResult.Children.OfType<OptionResult>()
            .Where(option => !option.Implicit && !new Option[] { _output, _memory, _temp, _threads, _force, _resume, _quiet }.Contains(option.Option))
            .Select(option => string.Join(' ', option.Tokens.Select(token => token.Value).Prepend(option.Option.Name)))
            .Order(StringComparer.Ordinal),
        .. _evidence.Files(parsed).Concat(inputs.Select(input => input.Path)).Select(Describe),
    ];

    private static string Describe(string path) => File.Exists(path) ? $"{path}, {new FileInfo(path).Length} bytes of {File.GetLastWriteTimeUtc(path):O}" : path;

    /// <summary>The zone that times are shown in; null for UTC.</summary>
    private TimeZoneInfo? DisplayZone(ParseResult parsed)
    {
        var zone = OptionValues.Zone("--display-zone", parsed.GetValue(_displayZone));
        return zone.HasSameRules(TimeZoneInfo.Utc) ? null : zone;
    }

    internal static long? StoredBytes(IReadOnlyList<InputFile> inputs) =>
        inputs.Any(i => i.Path == InputFile.StandardInput) ? null : inputs.Sum(i => new FileInfo(i.Path).Length);

    internal static MemoryStream OpenSample()
    {
        var sample = new MemoryStream();
        SyntheticCorpus.WriteCsv(sample, SynthesisOptions.Sample);
        sample.Position = 0;
        return sample;
    }
}
