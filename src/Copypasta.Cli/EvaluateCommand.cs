using System.CommandLine;
using System.Globalization;
using System.Text;
using Copypasta.Archives;
using Copypasta.Reports;
using Copypasta.Synthesis;

namespace Copypasta.Cli;

/// <summary><c>copypasta evaluate</c>: how well a run's clusters and families agree with labels.</summary>
internal static class EvaluateCommand
{
    private const string Kind = "kind";

    private static readonly string[] s_levels = ["cluster", "family"];

    public static Command Build()
    {
        var run = new Argument<string>("RUN") { Description = "The folder of a run that wrote posts.csv." };
        var truth = new Argument<string>("TRUTH") { Description = "A table with a label for every post: columns id and group (kind is optional), as synth writes it." };
        var label = OptionValues.Word("--label", "The column that holds the label (default group).", "COL");
        var command = new Command("evaluate", "Compare a run with labels: pairwise and B-cubed precision and recall.") { run, truth, label };
        command.SetAction((parsed, cancellation) => CommandLine.GuardAsync(async () =>
        {
            var (folder, table) = (parsed.GetValue(run)!, parsed.GetValue(truth)!);
            Inputs.Resolve([table]);
            var posts = Path.Combine(folder, "posts.csv");
            if (!File.Exists(posts))
            {
                throw new UsageException($"{folder}: no posts.csv here; evaluate needs a run with CSV outputs (detect --outputs csv)");
            }

            var labels = await LabelsAsync(table, parsed.GetValue(label) ?? "group", cancellation).ConfigureAwait(false);
            var results = new List<EvaluationResult>();
            foreach (var level in s_levels)
            {
                var found = await ReadAsync(posts, level, null, cancellation).ConfigureAwait(false);
                results.Add(Evaluate(found, labels, folder, table));
            }

            Print(results);
            return CommandLine.Done;
        }));
        return command;
    }

    private static EvaluationResult Evaluate(List<(string Id, string Value, string)> found, List<(string Id, string Label, string Kind)> labels, string run, string truth)
    {
        EvaluationResult result;
        try
        {
            result = ClusterEvaluation.Evaluate(
                found.Select(f => (f.Id, f.Value)), labels.Select(l => (l.Id, l.Label)), labels.Where(l => l.Kind.Length > 0).Select(l => (l.Id, l.Kind)));
        }
        catch (ArgumentException e)
        {
            throw new UsageException($"{run} and {truth} cannot be compared: {e.Message}");
        }

        // Labels of another corpus would give figures that look like a bad result.
        var ids = result.Posts - result.OnlyInTruth;
        var common = ids - result.OnlyInFound;
        return common * 2 >= ids
            ? result
            : throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"only {common:N0} of {ids:N0} ids of {run} are in {truth}; is it another corpus?"));
    }

    private static void Print(List<EvaluationResult> results)
    {
        Console.Out.WriteLine("level,posts,groups,found,pair_precision,pair_recall,bcubed_precision,bcubed_recall,bcubed_f1");
        foreach (var (level, result) in s_levels.Zip(results))
        {
            Console.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{level},{result.Posts},{result.Groups},{result.Clusters},{result.Pairwise.Precision:F6},{result.Pairwise.Recall:F6},{result.BCubed.Precision:F6},{result.BCubed.Recall:F6},{result.BCubed.F1:F6}"));
        }

        var kinds = results[^1].Kinds;
        if (kinds.Count > 1)
        {
            Console.Out.WriteLine();
            Console.Out.WriteLine("kind,posts,true_pairs,pair_recall_in_families");
            foreach (var kind in kinds)
            {
                // A share of no pairs is no number.
                var recall = kind.TruePairs == 0 ? string.Empty : kind.PairRecall.ToString("F6", CultureInfo.InvariantCulture);
                Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Cell(kind.Kind)},{kind.Posts},{kind.TruePairs},{recall}"));
            }
        }
    }

    /// <summary>Free text as a CSV cell that neither a terminal nor a spreadsheet obeys.</summary>
    private static string Cell(string text)
    {
        var cell = TerminalText.Escape(text);
        if (SpreadsheetGuard.NeedsApostrophe(Encoding.UTF8.GetBytes(cell)))
        {
            cell = "'" + cell;
        }

        return cell.AsSpan().ContainsAny(',', '"') ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
    }

    private static async Task<List<(string Id, string Label, string Kind)>> LabelsAsync(string path, string column, CancellationToken cancellation)
    {
        try
        {
            try
            {
                return await ReadAsync(path, column, Kind, cancellation).ConfigureAwait(false);
            }
            catch (ArchiveException e) when (e.Message.Contains($"(--map language={Kind})", StringComparison.Ordinal))
            {
                return await ReadAsync(path, column, null, cancellation).ConfigureAwait(false);
            }
        }
        catch (ArchiveException e) when (e.Message.Contains("--map", StringComparison.Ordinal))
        {
            // The reader speaks of an option that other commands have.
            var message = e.Message.Replace(" (--map id=id)", string.Empty, StringComparison.Ordinal);
            var named = message.Replace($" (--map text={column})", string.Empty, StringComparison.Ordinal);
            throw new UsageException(named.Contains("--map", StringComparison.Ordinal)
                ? $"{path}: no table with the columns id and {column}; name the column of the label with --label COL"
                : named == message ? $"{named}; the posts are told by their id" : $"{named}; name the column of the label with --label COL");
        }
    }

    /// <summary>A table's ids and one other column (two with <paramref name="second"/>), read as any archive is.</summary>
    private static async Task<List<(string Id, string Value, string Second)>> ReadAsync(string path, string column, string? second, CancellationToken cancellation)
    {
        var map = new Dictionary<string, string> { ["id"] = "id", ["text"] = column };
        if (second is not null)
        {
            // Not as the author: a kind called "none" would pass for a missing account.
            map.Add("language", second);
        }

        // Times are not looked at: an order, whichever, keeps an ambiguous column from ending the reading.
        var rows = new List<(string, string, string)>();
        var rejected = new List<Reject>();
        var reader = new PostReader(Inputs.Resolve([path]), new ReaderOptions { Map = map, DateOrder = DateOrder.Ymd }, rejected.Add);
        await foreach (var batch in reader.ReadAsync(cancellation).ConfigureAwait(false))
        {
            foreach (ref readonly var post in batch.Posts)
            {
                rows.Add((
                    Encoding.UTF8.GetString(batch.Bytes(post.Id)),
                    Encoding.UTF8.GetString(batch.Bytes(post.Text)),
                    second is null ? string.Empty : Encoding.UTF8.GetString(batch.Bytes(post.Language))));
            }

            batch.Return();
        }

        return rejected.Count == 0
            ? rows
            : throw new ArchiveException($"{path}: row {rejected[0].Row}: {rejected[0].Reason}; labels must be read whole");
    }
}
