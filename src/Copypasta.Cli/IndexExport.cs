using System.CommandLine;
using Copypasta.Detection;
using Copypasta.Reports;

namespace Copypasta.Cli;

/// <summary><c>copypasta index export</c>: an index's clusters as a run.</summary>
internal static class IndexExport
{
    public static Command Build()
    {
        var path = IndexCommand.Path();
        var output = new Option<string?>("--output", "-o") { Description = "Folder for the tables.", HelpName = "RUN" };
        var outputs = OptionValues.Word("--outputs", "What to write: csv, jsonl, parquet, html; a comma list (default csv).", "LIST");
        var memory = OptionValues.Word("--memory", "Ceiling for the memory of the process (default 4GiB, at least 256MiB): all clusters must fit.", "SIZE");
        var threads = OptionValues.Word("--threads", "Threads to work with (default: all cores).", "N");
        var force = OptionValues.Flag("--force", "Replace the run in a folder that is not empty.");
        var command = new Command("export", "Write all clusters of an index, as detect writes them.") { path, output, outputs, memory, threads, force };
        command.SetAction((parsed, cancellation) => CommandLine.GuardAsync(() => Task.FromResult(Run(
            parsed.GetValue(path)!,
            parsed.GetValue(output) ?? throw new UsageException("no output: name a folder for the tables with -o RUN"),
            ResultFiles.Outputs(parsed.GetValue(outputs) ?? "csv", "an index has none"),
            OptionValues.Memory("--memory", parsed.GetValue(memory), 4L << 30),
            (int)OptionValues.Integer("--threads", parsed.GetValue(threads), Environment.ProcessorCount, 1, 1024),
            parsed.GetValue(force),
            cancellation))));
        return command;
    }

    private static int Run(string path, string output, HashSet<string> outputs, long memory, int threads, bool force, CancellationToken cancellation)
    {
        ResultFiles.CheckOutside(output, path);
        var budget = IndexBudget.ForExport(memory, threads);
        DetectCommand.LimitMemory(memory - budget.Mapped);
        using var index = IndexReader.Open(path, budget);
        using var folder = RunFolder.Create(output, force ? FolderUse.Replace : FolderUse.New);
        var clock = new StageClock();
        clock.Begin("gather and cluster");
        var result = index.ReadFamilies(threads, cancellation);
        var info = IndexDescription.Of(index.Settings, null, index.Inputs, index.Counts, result, index.Texts, index.CountAccounts(cancellation), threads);
        clock.Begin("write");
        RunFileWriter.Write(folder, ResultFiles.Of(result, info, outputs, CsvMode.Safe, null, allPosts: false, threads), threads, cancellation);
        clock.End();
        using var last = folder.OpenFile(RunFolder.LastFile);
        RunJson.Write(last, info with { Files = folder.Digests, Environment = IndexDescription.Environment(clock, threads) });
        last.Publish();
        return CommandLine.Done;
    }
}
