using System.CommandLine;
using System.Globalization;
using System.Text;
using Copypasta.Reports;

namespace Copypasta.Cli;

/// <summary><c>copypasta export</c>: the posts of a cluster, or those that a pair of accounts rests on, as evidence that others can check.</summary>
internal static class ExportCommand
{
    private static readonly Dictionary<string, string> s_postFields = new() { ["text"] = "text", ["id"] = "id", ["author"] = "author", ["time"] = "time" };

    private static readonly string[] s_clusterFacts = ["family", "posts", "texts", "accounts", "first", "last", "min_similarity", "mean_similarity", "labels"];

    private static readonly string[] s_pairFacts =
    [
        "occasions", "days", "unexplained", "expected", "lift", "lift_low", "lift_high", "p", "q", "fragility", "tier", "explained_by", "reasons", "a_platform", "b_platform",
    ];

    /// <summary>A post's place.</summary>
    private readonly record struct Place(string Source, long Row);

    public static Command Build()
    {
        var run = new Argument<string>("RUN") { Description = "The folder of a run." };
        var cluster = OptionValues.Word("--cluster", "The cluster whose posts are exported, by its id in clusters.csv.", "ID");
        var pair = new Option<string[]?>("--pair") { Description = "Two accounts of account_pairs.csv, whose near-identical posts are exported.", HelpName = "A B", Arity = new ArgumentArity(2, 2), AllowMultipleArgumentsPerToken = true };
        var output = new Option<string?>("--output", "-o") { Description = "Folder to make; it must not be there yet, or be empty.", HelpName = "DIR" };
        var command = new Command("export", "Write the posts of a cluster or of a pair of accounts for publication: their records as they stand in the inputs, comparisons, the method, and digests of it all.") { run, cluster, pair, output };
        command.SetAction((parsed, cancellation) => CommandLine.GuardAsync(() => RunAsync(
            parsed.GetValue(run)!,
            parsed.GetValue(cluster),
            parsed.GetValue(pair) is { Length: 2 } accounts ? (accounts[0], accounts[1]) : null,
            parsed.GetValue(output) ?? throw new UsageException("no output: name a folder to be made with -o DIR"),
            cancellation)));
        return command;
    }

    private static async Task<int> RunAsync(string path, string? cluster, (string A, string B)? pair, string output, CancellationToken cancellation)
    {
        if (cluster is null == pair is null)
        {
            throw new UsageException("export: name either a cluster with --cluster ID or two accounts with --pair A B");
        }

        var run = RecordedRun.Read(path);
        if (run.IsShared)
        {
            throw new UsageException($"{path}: written with --share, to be passed on: it does not tell whose posts these are; export from the run as it is");
        }

        if (RealPath.IsWithin(output, path))
        {
            throw new UsageException($"-o {output}: that is within the run {path}, which may be made again; name another folder");
        }

        using var folder = PublicationFolder.Create(output);
        var selection = cluster is not null
            ? await OfClusterAsync(path, run, cluster, cancellation).ConfigureAwait(false)
            : await OfPairAsync(path, run, pair!.Value.A, pair.Value.B, cancellation).ConfigureAwait(false);
        await InputRecords.ReadAsync(folder, run, selection, cancellation).ConfigureAwait(false);
        EvidenceFiles.Write(folder, run, selection);
        cancellation.ThrowIfCancellationRequested();
        var digest = folder.Publish();
        Console.Error.Write(Summary(selection, output, digest));
        return CommandLine.Done;
    }

    private static async Task<EvidenceSelection> OfClusterAsync(string path, RecordedRun run, string cluster, CancellationToken cancellation)
    {
        string[]? found = null;
        await foreach (var row in RunTable.ReadAsync(path, run, "clusters", new() { ["text"] = "exemplar" }, ["cluster", "exemplar_source", "exemplar_row", .. s_clusterFacts], cancellation).ConfigureAwait(false))
        {
            found = row.Columns[0] == cluster ? row.Columns : found;
        }

        if (found is null)
        {
            throw new UsageException($"--cluster {cluster}: {path} has no such cluster; the column cluster of its clusters table lists them");
        }

        var (posts, inputs) = await PostsAsync(path, run, (_, inCluster) => inCluster == cluster, cancellation).ConfigureAwait(false);
        return new EvidenceSelection
        {
            Title = $"cluster {cluster}",
            Facts = Facts(s_clusterFacts, found[3..], run),
            Posts = [.. posts.Values],
            Inputs = inputs,
            Reference = PostAt(path, posts, PlaceOf(found[1], found[2])),
        };
    }

    private static async Task<EvidenceSelection> OfPairAsync(string path, RecordedRun run, string a, string b, CancellationToken cancellation)
    {
        if (!RunTable.Exists(path, "pair_evidence"))
        {
            throw new UsageException($"--pair: {path} has no table pair_evidence: no account pairs were looked for, as for want of accounts or in a run of an index");
        }

        var facts = new List<string>();
        await foreach (var row in RunTable.ReadAsync(path, run, "account_pairs", new() { ["text"] = "a" }, ["b", .. s_pairFacts], cancellation).ConfigureAwait(false))
        {
            if (IsPair(row, a, b))
            {
                facts.AddRange(row.Columns[1..]);
            }
        }

        var evidence = new List<string[]>();
        string[] columns = ["b", "a_source", "a_row", "b_source", "b_row", "occasion", "similarity", "lag_s", "label"];
        await foreach (var row in RunTable.ReadAsync(path, run, "pair_evidence", new() { ["text"] = "a" }, columns, cancellation).ConfigureAwait(false))
        {
            if (IsPair(row, a, b))
            {
                evidence.Add(row.Columns);
            }
        }

        if (evidence.Count == 0)
        {
            throw new UsageException($"--pair {a} {b}: {path} has no such pair; the columns a and b of its account_pairs table list those that are in a tier");
        }

        if (facts.Count > s_pairFacts.Length)
        {
            throw new UsageException($"--pair {a} {b}: {path} has several such pairs, on different platforms; make a run for each platform");
        }

        var places = evidence.SelectMany(row => new[] { PlaceOf(row[1], row[2]), PlaceOf(row[3], row[4]) }).ToHashSet();
        var (posts, inputs) = await PostsAsync(path, run, (place, _) => places.Contains(place), cancellation).ConfigureAwait(false);
        return new EvidenceSelection
        {
            Title = $"accounts {a} and {b}",
            Facts = Facts(s_pairFacts, facts, run),
            Posts = [.. posts.Values],
            Inputs = inputs,
            CoPosts =
            [
                .. evidence.Select(row => new EvidenceCoPost(
                    long.Parse(row[5], CultureInfo.InvariantCulture),
                    PostAt(path, posts, PlaceOf(row[1], row[2])),
                    PostAt(path, posts, PlaceOf(row[3], row[4])),
                    double.Parse(row[6], CultureInfo.InvariantCulture),
                    row[7],
                    row[8])),
            ],
        };
    }

    private static (string Name, string Value)[] Facts(IEnumerable<string> names, IEnumerable<string> values, RecordedRun run) =>
    [
        .. names.Zip(values).Select(fact => (fact.First.Replace('_', ' '), fact switch
        {
            { Second.Length: > 0 } => fact.Second,
            { First: "labels" } when run.Parameter(IndexDescription.Capacity) is not null => "not looked for in a run of an index",
            _ => "none",
        })),
    ];

    private static bool IsPair(RunRow row, string a, string b)
    {
        var (first, second) = (Encoding.UTF8.GetString(row.Text), row.Columns[0]);
        return (IsAccount(first, a) && IsAccount(second, b)) || (IsAccount(first, b) && IsAccount(second, a));
    }

    // A column that is carried along keeps its apostrophe, and so does a name that was copied from the CSV.
    private static bool IsAccount(string inTable, string given) => inTable == given || SpreadsheetGuard.Unguarded(inTable) == given || inTable == SpreadsheetGuard.Unguarded(given);

    private static Place PlaceOf(string source, string row) => new(source, long.Parse(row, CultureInfo.InvariantCulture));

    private static EvidencePost PostAt(string path, Dictionary<Place, EvidencePost> posts, Place place) =>
        posts.TryGetValue(place, out var post) ? post : throw new UsageException($"{path}: its tables do not agree: row {place.Row} of {place.Source} is named and not in posts; make the run again");

    /// <summary>The posts wanted, in the order of the run's table, and the inputs they are of.</summary>
    private static async Task<(Dictionary<Place, EvidencePost> Posts, EvidenceInput[] Inputs)> PostsAsync(
        string path, RecordedRun run, Func<Place, string, bool> isWanted, CancellationToken cancellation)
    {
        var posts = new Dictionary<Place, EvidencePost>();
        var inputs = new Dictionary<string, EvidenceInput>(StringComparer.Ordinal);
        await foreach (var row in RunTable.ReadAsync(path, run, "posts", s_postFields, ["source", "row", "cluster", "similarity"], cancellation).ConfigureAwait(false))
        {
            var (source, cluster) = (row.Columns[0], row.Columns[2]);
            var place = PlaceOf(source, row.Columns[1]);
            if (!isWanted(place, cluster))
            {
                continue;
            }

            if (!inputs.TryGetValue(source, out var input))
            {
                var recorded = run.Inputs.Where(of => of.Path == source).ToArray();
                inputs[source] = input = recorded.Length == 1
                    ? new EvidenceInput(recorded[0])
                    : throw new UsageException($"{source}: {(recorded.Length == 0 ? "not among the inputs" : "read more than once, so that a row of it is not told from another,")} in run.json of {path}");
            }

            posts[place] = new EvidencePost
            {
                Number = posts.Count + 1,
                Input = input,
                Row = place.Row,
                Id = row.Id,
                Author = row.Author,
                Time = row.Time,
                Cluster = cluster,
                Similarity = double.Parse(row.Columns[3], CultureInfo.InvariantCulture),
                Text = row.Text,
            };
        }

        return (posts, [.. inputs.Values.OrderBy(input => input.Recorded.Number)]);
    }

    private static string Summary(EvidenceSelection selection, string output, string digest)
    {
        var text = new StringBuilder();
        var with = selection.Posts.Count(post => post.Sha256.Length > 0);
        text.AppendLine(CultureInfo.InvariantCulture, $"Exported {RunDescription.Count(selection.Posts.Count, "post")} of {TerminalText.Escape(selection.Title)}, {(with == selection.Posts.Count ? "each" : $"{with:N0}")} with its record, to {TerminalText.Escape(output)}.");
        foreach (var input in selection.Inputs)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {TerminalText.Escape(input.Recorded.Path)}: {RunDescription.Count(selection.Posts.Count(post => post.Input == input), "post")}; {EvidenceFiles.Words(input)}");
        }

        text.AppendLine(with < selection.Posts.Count ? "Inputs are looked for where run.json names them, from this folder; export again where they are to have their records." : "Posts were compared with the run's; inputs have the SHA-256 that they had then.");
        text.AppendLine(CultureInfo.InvariantCulture, $"SHA-256 of {DigestList.FileName}: {digest}");
        text.AppendLine("Publish that digest in another place as well: who changes files can change the list of digests, too.");
        return text.ToString();
    }
}
