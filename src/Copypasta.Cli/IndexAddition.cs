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

    private readonly Option<string?> _output = new("--output", "-o") { Description = "Folder for what has changed: changes.csv, and tables of the families touched, with all their posts.", HelpName = "RUN" };
    private readonly Option<string?> _memory = OptionValues.Word("--memory", "Ceiling for the memory of the process (default 4GiB, at least 256MiB); what does not fit is worked in by parts, for the same result.", "SIZE");
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
    public async Task<int> RunAsync(ParseResult parsed, string path, Func<IndexBudget, IndexWriter> open, CancellationToken cancellation)
    {
        if (parsed.GetValue(_output) is { } within)
        {
            ResultFiles.CheckOutside(within, path);
            if (!Input.HasInputs(parsed))
            {
                throw new UsageException($"-o {within}: without inputs nothing changes that could be written there; name inputs, or leave -o out");
            }
        }

        var threads = OptionValues.Threads("--threads", parsed.GetValue(_threads));
        var memory = OptionValues.Memory("--memory", parsed.GetValue(_memory), 4L << 30);
        var reader = Input.Reader(parsed) with { Threads = threads };
        var passedOver = new List<SkippedInput>();
        var inputs = Input.HasInputs(parsed) ? Input.Inputs(parsed, passedOver) : [];
        var quiet = parsed.GetValue(_quiet);
        var budget = IndexBudget.OfCeiling(memory, threads);
        DetectCommand.LimitMemory(memory - budget.Mapped);
        using var folder = parsed.GetValue(_output) is { } output ? RunFolder.Create(output, parsed.GetValue(_force) ? FolderUse.Replace : FolderUse.New) : null;
        using var index = open(budget);
        var columns = new ColumnCheck(index.Settings.ToOptions(threads));
        reader = reader with { Columns = columns.Columns };
        await columns.LookAsync(inputs, reader, cancellation).ConfigureAwait(false);
        if (inputs.Count == 0)
        {
            index.Publish([]);
            if (!quiet)
            {
                Console.Error.WriteLine($"Made {TerminalText.Escape(path)}: {index.Settings.Bands} bands of {index.Settings.Rows} rows; add to it with index add.");
            }

            return CommandLine.Done;
        }

        using var rejectFile = folder?.OpenFile("rejects.jsonl");
        using var rejects = rejectFile is null ? null : new RejectWriter(rejectFile);
        var shown = new List<string>();
        PostReader? posts = null;
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
        var clock = progress.Clock = new StageClock(progress.OnStage);
        var counts = await CommandLine.Interruptible(
            () => index.AddAsync(columns.WatchAsync(posts, cancellation), posts.Sources, threads, clock, progress.OnPosts, cancellation, () => progress.ShareRead), cancellation).ConfigureAwait(false);
        var changes = index.Changes();
        var result = folder is null ? null : index.TouchedFamilies(threads, cancellation);
        var added = posts.Summaries.Select(IndexInput.From).ToArray();
        var info = IndexDescription.Of(index.Settings, reader, added, IndexCounts.Of(added, counts), result, null, null, threads) with
        {
            Inputs = [.. posts.Summaries.Select(RunDescription.Describe)],
            Containers = [.. posts.Containers.Select(RunDescription.Describe)],
            LeftOut = RunDescription.LeftOut(passedOver),
            Skipped = RunDescription.Skipped(passedOver, posts.Skipped),
        };
        if (result is not null)
        {
            rejects!.Flush();
            rejectFile!.Publish();
            var files = ResultFiles.Of(result, info, ["csv"], CsvMode.Safe, null, allPosts: false, threads: 1);
            var table = ChangeTable.Of(changes, TableFormat.Csv(CsvMode.Safe));
            files.Add(new RunFile("changes.csv", table.Parts, table.WritePart));
            RunFileWriter.Write(folder!, files, threads, cancellation);
        }

        clock.Begin("merge");
        index.Merge(cancellation);
        clock.End();

        // Tables of an addition that did not come about would be read as if it had: all are on disk before it counts, and take their names after.
        using var last = folder?.OpenFile(RunFolder.LastFile);
        if (last is not null)
        {
            RunJson.Write(last, info with { Files = folder!.Digests, Environment = IndexDescription.Environment(clock, threads) });
            last.Sync();
        }

        cancellation.ThrowIfCancellationRequested();
        index.Publish(added);
        try
        {
            last?.Publish();
            progress.Dispose();
            if (!quiet)
            {
                Console.Error.Write(Summary(path, info, changes, shown));
            }
        }
        catch (Exception e) when (CommandLine.WhatFailed(e) is { } fault)
        {
            throw new UsageException($"{fault}; the index has these posts, do not add them again: index export {path} -o RUN writes its tables");
        }

        return CommandLine.Done;
    }

    private static string Summary(string path, RunInfo info, ClusterChange[] changes, List<string> rejects)
    {
        var text = new StringBuilder();
        var rejected = info.Counts.Rejected;
        text.AppendLine(CultureInfo.InvariantCulture, $"Added to {TerminalText.Escape(path)}: read {RunDescription.Records(info)}.");
        text.Append("Clusters: ").AppendJoin(", ", Enum.GetValues<ChangeKind>().Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.ToString().ToLowerInvariant()} {changes.Count(change => change.Kind == kind):N0}"))).AppendLine(".");
        foreach (var change in changes.OrderByDescending(change => change.NewPosts - change.OldPosts).ThenBy(change => change.New, StringComparer.Ordinal).Take(ShownChanges))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {change.Kind.ToString().ToLowerInvariant(),-7}  {change.New}  {change.NewPosts,7:N0} posts, before {change.OldPosts:N0}{(change.Old is null || change.Old == change.New ? "" : $" as {change.Old}")}");
        }

        foreach (var line in RunNotes.Of(info).Concat(rejects))
        {
            text.AppendLine(TerminalText.Escape(line));
        }

        if (rejected > rejects.Count)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"and {rejected - rejects.Count:N0} more rejected records; -o RUN lists all of them.");
        }

        return text.ToString();
    }
}
