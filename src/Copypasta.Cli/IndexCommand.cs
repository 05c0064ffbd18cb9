using System.CommandLine;
using System.Globalization;
using Copypasta.Archives;
using Copypasta.Detection;
using Copypasta.Reports;

namespace Copypasta.Cli;

/// <summary><c>copypasta index</c>: a persistent index of a corpus that grows by additions.</summary>
internal static class IndexCommand
{
    private const long DefaultCapacity = 10_000_000;
    private const long MaxCapacity = int.MaxValue;

    public static Command Build() => new("index", "Keep a corpus as an index: add to it day by day, look texts up with query.")
    {
        Create(),
        Add(),
        Info(),
        IndexExport.Build(),
    };

    /// <summary>The argument that names an index.</summary>
    public static Argument<string> Path() => new("INDEX") { Description = "Folder of the index." };

    private static Command Create()
    {
        var path = Path();
        var capacity = OptionValues.Word("--capacity", $"Distinct texts to plan for (default {DefaultCapacity}); beyond it nothing is missed, but work slows down.", "N");
        var matching = new MatchingOptions();
        var selection = new SelectionOptions();
        var addition = new IndexAddition(withProfile: true);
        var command = new Command("create", "Make an index and, where inputs are named, read them into it. Its options and plan are fixed for good.") { path };
        addition.AddTo(command);
        matching.AddTo(command);
        selection.AddTo(command);
        command.Add(capacity);
        command.SetAction((parsed, cancellation) => CommandLine.GuardAsync(() =>
        {
            var settings = IndexSettings.For(
                selection.ApplyTo(matching.Options(parsed, addition.Input.Profile(parsed)), parsed), OptionValues.Integer("--capacity", parsed.GetValue(capacity), DefaultCapacity, 1, MaxCapacity));
            return addition.RunAsync(parsed, parsed.GetValue(path)!, budget => IndexWriter.Create(parsed.GetValue(path)!, settings, budget), cancellation);
        }));
        return command;
    }

    private static Command Add()
    {
        var path = Path();
        var addition = new IndexAddition(withProfile: false);
        var command = new Command("add", "Read more posts into an index and say which clusters are new, grown or joined.") { path };
        addition.AddTo(command);
        command.SetAction((parsed, cancellation) => CommandLine.GuardAsync(() => addition.Input.HasInputs(parsed)
            ? addition.RunAsync(parsed, parsed.GetValue(path)!, budget => IndexWriter.Open(parsed.GetValue(path)!, budget), cancellation)
            : throw new UsageException("no input: name a file, a folder or a pattern, or - for standard input")));
        return command;
    }

    private static Command Info()
    {
        var path = Path();
        var verify = OptionValues.Flag("--verify", "Read all of the index and compare it with its checksums.");
        var command = new Command("info", "Print what an index holds and by which rules.") { path, verify };
        command.SetAction((parsed, _) => CommandLine.GuardAsync(() =>
        {
            using var index = IndexReader.Open(parsed.GetValue(path)!, IndexBudget.Unlimited);
            if (parsed.GetValue(verify))
            {
                index.Verify();
            }

            Console.Out.Write(Describe(index));
            return Task.FromResult(CommandLine.Done);
        }));
        return command;
    }

    private static string Describe(IndexReader index)
    {
        var settings = index.Settings;
        var plan = settings.Plan;
        var counts = index.Counts;
        var lines = new (string Name, object Value)[]
        {
            ("format", index.Format),
            ("algorithm", DetectionOptions.AlgorithmId),
            ("profile", settings.Profile.Id),
            ("threshold", settings.Threshold),
            ("similarity", settings.Similarity.ToString().ToLowerInvariant()),
            ("recall", settings.Recall),
            ("shingle", settings.Shingle),
            ("min length", settings.MinLength?.ToString(CultureInfo.InvariantCulture) ?? "by script"),
            ("reposts", settings.Reposts.ToString().ToLowerInvariant()),
            ("since", Time(settings.Since)),
            ("until", Time(settings.Until)),
            ("timed only", settings.TimedOnly ? "yes" : "no"),
            ("where", settings.Where is { } where ? TerminalText.Escape(where.Expression) : "none"),
            ("keep", settings.Keep.Count > 0 ? TerminalText.Escape(string.Join(',', settings.Keep)) : "none"),
            ("duplicate ids", settings.DuplicateIds.ToString().ToLowerInvariant()),
            ("bands", plan.Bands),
            ("rows", plan.Rows),
            ("seed", settings.Seed),
            ("capacity", settings.Capacity),
            ("recall bound", (Math.Floor(plan.Recall * 100_000) / 100_000).ToString("0.#####", CultureInfo.InvariantCulture)),
            ("additions", index.Additions.Count),
            ("inputs", index.Inputs.Count),
            ("records", counts.Records),
            ("rejected", counts.Rejected),
            ("set aside", counts.Records - counts.Rejected - counts.Kept),
            ("posts", counts.Kept),
            ("texts", index.Texts),
            ("texts long enough for near matching", index.EligibleTexts),
            ("segments", index.SegmentCount),
            ("bytes", index.Bytes),
            ("bytes per post", counts.Kept == 0 ? "none" : ((double)index.Bytes / counts.Kept).ToString("F1", CultureInfo.InvariantCulture)),
        };
        return string.Concat(lines.Concat(index.Additions.Select(Describe)).Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.Name}: {line.Value}\n")));
    }

    private static (string Name, object Value) Describe(IndexCounts addition, int place) => (
        string.Create(CultureInfo.InvariantCulture, $"addition {place + 1}"),
        string.Create(CultureInfo.InvariantCulture, $"{addition.Inputs} {(addition.Inputs == 1 ? "input" : "inputs")}, ")
            + RunDescription.Records(addition.Records, addition.Kept, addition.Rejected, IndexDescription.SetAside(addition)));

    private static string Time(long? time) => time is { } known ? Timestamp.Format(known) : "none";
}
