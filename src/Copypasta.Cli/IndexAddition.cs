using System.CommandLine;
using System.Globalization;
using System.Text;
using Copypasta.Archives;
using Copypasta.Detection;
using Copypasta.Reports;

namespace Copypasta.Cli;

/// <summary>Reads inputs into an index: what <c>index create</c> and <c>index add</c> share.</summary>
internal sealed class IndexAddition(bool withProfile)
{
    private const int ShownRejects = 5;
    private const int ShownChanges = 5;
    private const long LeastMemory = 256L << 20;

    private readonly Option<string?> _output = new("--output", "-o") { Description = "Folder for what has changed: changes.csv, and tables of the families touched, with all their posts.", HelpName = "RUN" };
    private readonly Option<string?> _memory = OptionValues.Word("--memory", "Memory to work with (default 4GiB, at least 256MiB): posts beyond a quarter of it are worked in by parts, for the same result.", "SIZE");
    private readonly Option<string?> _threads = OptionValues.Word("--threads", "Threads to work with (default: all cores).", "N");
    private readonly Option<bool> _force = OptionValues.Flag("--force", "Replace the run in the output folder.");
    private readonly Option<bool> _quiet = OptionValues.Flag("--quiet", "Print nothing but errors.");

    public InputOptions Input { get; } = new();

    public void AddTo(Command command)
    {
        Input.AddTo(command, withProfile);
        foreach (var option in new Option[] { _output, _memory, _threads, _force, _quiet })
        {
            command.Add(option);
        }
    }

    /// <param name="parsed">The words of the command line.</param>
    /// <param name="path">The index.</param>
    /// <param name="open">Opens or makes it; called once everything else has been looked at.</param>
    /// <param name="cancellation">Stops the work; the index stays as it was.</param>
    public async Task<int> RunAsync(ParseResult parsed, string path, Func<IndexWriter> open, CancellationToken cancellation)
    {
        var threads = (int)OptionValues.Integer("--threads", parsed.GetValue(_threads), Environment.ProcessorCount, 1, 1024);
        var memory = OptionValues.Size("--memory", parsed.GetValue(_memory)) ?? 4L << 30;
        if (memory < LeastMemory)
        {
            throw new UsageException($"--memory {parsed.GetValue(_memory)}: allowed are sizes from {LeastMemory >> 20}MiB");
        }

        var reader = Input.Reader(parsed) with { Threads = threads };
        var inputs = Input.HasInputs(parsed) ? Input.Inputs(parsed, []) : [];
        using var folder = parsed.GetValue(_output) is { } output ? RunFolder.Create(output, parsed.GetValue(_force)) : null;
        using var index = open();
        if (inputs.Count == 0)
        {
            index.Publish([]);
            return CommandLine.Done;
        }

        using var rejectFile = folder?.OpenFile("rejects.jsonl");
        using var rejects = rejectFile is null ? null : new RejectWriter(rejectFile);
        var shown = new List<string>();
        PostReader? posts = null;
        var quiet = parsed.GetValue(_quiet);
        using var progress = new ProgressDisplay(quiet, DetectCommand.StoredBytes(inputs));
        posts = new PostReader(
            inputs,
            reader,
            reject =>
            {
                var source = posts!.Sources[reject.Source];
                rejects?.Write(source, reject.Row, reject.Line, reject.Offset, reject.Reason);
                if (shown.Count < ShownRejects)
                {
                    shown.Add($"{source}: row {reject.Row}, line {reject.Line}, offset {reject.Offset}: {reject.Reason}");
                }
            },
            progress.OnBytes);
        var clock = new StageClock(progress.OnStage);
        var counts = await CommandLine.Interruptible(
            () => index.AddAsync(posts.ReadAsync(cancellation), posts.Sources, threads, memory / 4, clock, progress.OnPosts, cancellation), cancellation).ConfigureAwait(false);
        posts.ThrowIfAllSkipped();
        var changes = index.Changes();
        if (folder is not null)
        {
            rejects!.Flush();
            rejectFile!.Publish();
            Write(folder, index, posts, counts, changes, clock, threads, cancellation);
        }

        index.Merge(cancellation);
        index.Publish(posts.Summaries.Select(IndexInput.From));
        progress.Dispose();
        if (!quiet)
        {
            Console.Error.Write(Summary(path, posts, counts, changes, shown));
        }

        return CommandLine.Done;
    }

    private static void Write(
        RunFolder folder, IndexWriter index, PostReader posts, IntakeCounts counts, ClusterChange[] changes, StageClock clock, int threads, CancellationToken cancellation)
    {
        clock.Begin("tables");
        var result = index.TouchedFamilies(threads, cancellation);
        var inputs = posts.Summaries.Select(IndexInput.From).ToList();
        var info = IndexDescription.Of(index.Settings, inputs, new IndexCounts().Plus(counts), result, null, null, threads);
        var format = TableFormat.Csv(CsvMode.Safe);
        var files = DetectCommand.Files(result, info, ["csv"], CsvMode.Safe, null, allPosts: false);
        var table = ChangeTable.Of(changes, format);
        files.Add(new RunFile("changes.csv", table.Parts, table.WritePart));
        RunFileWriter.Write(folder, files, threads);
        clock.End();
        using var last = folder.OpenFile(RunFolder.LastFile);
        RunJson.Write(last, info with { Environment = IndexDescription.Environment(clock, threads) });
        last.Publish();
    }

    private static string Summary(string path, PostReader posts, IntakeCounts counts, ClusterChange[] changes, List<string> rejects)
    {
        var text = new StringBuilder();
        var rejected = posts.Summaries.Sum(input => input.Rejected);
        text.AppendLine(CultureInfo.InvariantCulture, $"Added to {TerminalText.Escape(path)}: read {posts.Summaries.Sum(input => input.Records):N0} records, kept {counts.Kept:N0}, rejected {rejected:N0}, set aside {counts.SetAside.Total + posts.Summaries.Sum(input => input.NotPosts):N0} (duplicate ids {counts.SetAside.DuplicateIds:N0}).");
        text.Append("Clusters: ").AppendJoin(", ", Enum.GetValues<ChangeKind>().Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.ToString().ToLowerInvariant()} {changes.Count(change => change.Kind == kind):N0}"))).AppendLine(".");
        foreach (var change in changes.OrderByDescending(change => change.NewPosts - change.OldPosts).ThenBy(change => change.New, StringComparer.Ordinal).Take(ShownChanges))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {change.Kind.ToString().ToLowerInvariant(),-7}  {change.New}  {change.NewPosts,7:N0} posts, before {change.OldPosts:N0}{(change.Old is null || change.Old == change.New ? "" : $" as {change.Old}")}");
        }

        foreach (var reject in rejects)
        {
            text.AppendLine(TerminalText.Escape(reject));
        }

        if (rejected > rejects.Count)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"and {rejected - rejects.Count:N0} more rejected records, all of them listed in RUN with -o RUN");
        }

        return text.ToString();
    }
}
