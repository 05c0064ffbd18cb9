using System.CommandLine;
using System.Globalization;
using System.Text;
using Copypasta.Archives;
using Copypasta.Synthesis;

namespace Copypasta.Cli;

/// <summary><c>copypasta evaluate</c>: how well a run's clusters and families agree with labels.</summary>
internal static class EvaluateCommand
{
    private static readonly string[] s_levels = ["cluster", "family"];

    public static Command Build()
    {
        var run = new Argument<string>("RUN") { Description = "The folder of a run that wrote posts.csv." };
        var truth = new Argument<string>("TRUTH") { Description = "A table with a label for every post: columns id and group (kind is optional), as synth writes it." };
        var label = OptionValues.Word("--label", "The column that holds the label (default group).", "COL");
        var command = new Command("evaluate", "Compare a run with labels: pairwise and B-cubed precision and recall.") { run, truth, label };
        command.SetAction((parsed, cancellation) => CommandLine.GuardAsync(async () =>
        {
            var posts = Path.Combine(parsed.GetValue(run)!, "posts.csv");
            var column = parsed.GetValue(label) ?? "group";
            var labels = await LabelsAsync(parsed.GetValue(truth)!, column, cancellation).ConfigureAwait(false);
            var results = new List<EvaluationResult>();
            foreach (var level in s_levels)
            {
                var found = await ReadAsync(posts, level, null, cancellation).ConfigureAwait(false);
                results.Add(ClusterEvaluation.Evaluate(
                    found.Select(f => (f.Id, f.Value)), labels.Select(l => (l.Id, l.Label)), labels.Where(l => l.Kind.Length > 0).Select(l => (l.Id, l.Kind))));
            }

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
                    Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind.Kind},{kind.Posts},{kind.TruePairs},{kind.PairRecall:F6}"));
                }
            }

            return CommandLine.Done;
        }));
        return command;
    }

    private static async Task<List<(string Id, string Label, string Kind)>> LabelsAsync(string path, string column, CancellationToken cancellation)
    {
        try
        {
            return await ReadAsync(path, column, "kind", cancellation).ConfigureAwait(false);
        }
        catch (ArchiveException e) when (e.Message.Contains("kind", StringComparison.Ordinal))
        {
            return await ReadAsync(path, column, null, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>A table's ids and one other column (two with <paramref name="second"/>), read as any archive is.</summary>
    private static async Task<List<(string Id, string Value, string Second)>> ReadAsync(string path, string column, string? second, CancellationToken cancellation)
    {
        var map = new Dictionary<string, string> { ["id"] = "id", ["text"] = column };
        if (second is not null)
        {
            map.Add("author", second);
        }

        var rows = new List<(string, string, string)>();
        var rejected = new List<Reject>();
        var reader = new PostReader(Inputs.Resolve([path]), new ReaderOptions { Map = map }, rejected.Add);
        await foreach (var batch in reader.ReadAsync(cancellation).ConfigureAwait(false))
        {
            foreach (ref readonly var post in batch.Posts)
            {
                rows.Add((
                    Encoding.UTF8.GetString(batch.Bytes(post.Id)),
                    Encoding.UTF8.GetString(batch.Bytes(post.Text)),
                    second is null ? string.Empty : Encoding.UTF8.GetString(batch.Bytes(post.Author))));
            }

            batch.Return();
        }

        return rejected.Count == 0
            ? rows
            : throw new ArchiveException($"{path}: row {rejected[0].Row}: {rejected[0].Reason}; labels must be read whole");
    }
}
