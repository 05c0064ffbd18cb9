using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Copypasta.EndToEnd;

/// <summary>The network of accounts, read by another program and compared with the tables.</summary>
public sealed class NetworkTests : IClassFixture<NetworkTests.Runs>
{
    private static readonly string[] s_hostile = ["=ru<sh>&\"", "\u202Esedge", "qu\u0001ill", "tho rn", "آرش"];

    private static readonly string[] s_numbers = ["posts", "occasions", "p", "q", "lift", "clusters", "hyperactive"];

    private readonly Runs _runs;

    public NetworkTests(Runs runs) => _runs = runs;

    /// <summary>A hundred accounts that take up sayings now and then, and five with hostile names that post the same within minutes, every other day.</summary>
    public sealed class Runs : IDisposable
    {
        public Runs()
        {
            var csv = new StringBuilder("id,author,nick,created_at,text\n");
            var start = new DateTime(2021, 3, 1, 9, 0, 0, DateTimeKind.Utc);
            var random = new Random(3);
            var id = 0;
            void Add(DateTime time, string author, string text) => csv.Append(Csv.Write(
                $"{++id}", author, author.StartsWith("account", StringComparison.Ordinal) ? "" : $"nick of {author}", time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), text));
            for (var i = 0; i < 4_000; i++)
            {
                var saying = random.Next(80);
                Add(start.AddSeconds(random.Next(40 * 86_400)), $"account {random.Next(100)}", $"saying {saying}: the lantern of the {saying * 37} keeps the harvest of the {saying * 91} from the river");
            }

            for (var day = 0; day < 20; day++)
            {
                foreach (var author in s_hostile)
                {
                    Add(start.AddDays(day * 2).AddSeconds(random.Next(200)), author, $"one text {day} for the fair of the {day * 53} and the race of the {day * 71}, be there at noon sharp");
                }
            }

            Input = Work.Write("posts.csv", csv.ToString());
            Run = Detect("run", "2");
        }

        public Workspace Work { get; } = new();

        public string Input { get; }

        public Run Run { get; }

        public Run Detect(string name, string threads) =>
            Work.Detect(name, Input, "--map", "handle=nick", "--frame", "keyword", "--csv", "raw", "--outputs", "csv,gexf,graphml", "--threads", threads);

        public void Dispose() => Work.Dispose();
    }

    [Theory]
    [InlineData("network.gexf")]
    [InlineData("network.graphml")]
    public void AnotherProgramReadsWhatTheTablesSay(string file)
    {
        var graph = NetworkX.Read(_runs.Run[file]);
        var (nodes, edges) = (_runs.Run.Table("nodes.csv"), _runs.Run.Table("edges.csv"));
        Assert.Equal(nodes.Select(node => node["Id"]).Order(StringComparer.Ordinal), graph.Nodes.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(edges.Count, graph.Edges.Count);
        foreach (var node in nodes)
        {
            AssertSame(node, graph.Nodes[node["Id"]], "Id", "Label");
            Assert.Equal(Shown(node["Label"]), (string)graph.Nodes[node["Id"]]["label"]!);
        }

        foreach (var edge in edges)
        {
            var (a, b) = (edge["Source"], edge["Target"]);
            var read = graph.Edges[string.CompareOrdinal(a, b) < 0 ? (a, b) : (b, a)];
            AssertSame(edge, read, "Source", "Target", "Weight");
            Assert.Equal(double.Parse(edge["Weight"], CultureInfo.InvariantCulture), (double)read["weight"]!);
        }
    }

    [Fact]
    public void NodesAndEdgesAreRowsOfTheTables()
    {
        var (nodes, edges) = (_runs.Run.Table("nodes.csv"), _runs.Run.Table("edges.csv"));
        var pairs = _runs.Run.Table("account_pairs.csv");
        Assert.True(pairs.Count >= 10, $"{pairs.Count} pairs");
        Assert.Equal(pairs, edges.Select(edge => Without(edge, "Source", "Target", "Weight")));
        Assert.All(edges, edge => Assert.Equal(edge["occasions"], edge["Weight"]));
        var ends = pairs.SelectMany(pair => new[] { pair["a"], pair["b"] }).ToHashSet();
        Assert.Equal(_runs.Run.Table("accounts.csv").Where(account => ends.Contains(account["account"])), nodes.Select(node => Without(node, "Id", "Label")));
        Assert.All(s_hostile, account => Assert.Contains(account, ends));
        var ids = nodes.ToDictionary(node => node["account"], node => node["Id"]);
        Assert.All(edges, edge => Assert.Equal((ids[edge["a"]], ids[edge["b"]]), (edge["Source"], edge["Target"])));
        Assert.All(nodes, node => Assert.Equal(node["handle"] is { Length: > 0 } handle ? handle : node["account"], node["Label"]));

        var said = _runs.Run.Json["network"]!;
        Assert.Equal((nodes.Count, edges.Count, 0), ((int)said["nodes"]!, (int)said["edges"]!, (int)said["edges_left_out"]!));
        Assert.Contains($"Network: {nodes.Count} accounts, {edges.Count} pairs.", _runs.Run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ThreadsChangeNoByte()
    {
        var one = _runs.Detect("one", "1");
        Assert.All(["network.gexf", "network.graphml", "nodes.csv", "edges.csv"], file => Assert.Equal(File.ReadAllBytes(_runs.Run[file]), File.ReadAllBytes(one[file])));
    }

    [Fact]
    public void OutputsThatAreNotAskedForAreNotWritten()
    {
        var run = _runs.Work.Detect("gexf", _runs.Input, "--map", "handle=nick", "--frame", "keyword", "--csv", "raw", "--outputs", "gexf");
        Assert.Equal(["network.gexf", "rejects.jsonl", "run.json"], Directory.GetFiles(run.Folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        Assert.Equal(File.ReadAllBytes(_runs.Run["network.gexf"]), File.ReadAllBytes(run["network.gexf"]));
        var plain = _runs.Work.Detect("plain", _runs.Input, "--permutations", "0", "--outputs", "csv");
        Assert.Null(plain.Json["network"]);
        Assert.False(File.Exists(plain["nodes.csv"]));
    }

    [Theory]
    [InlineData("gexf")]
    [InlineData("csv,graphml")]
    public void WithoutPairsThereIsNoNetwork(string outputs)
    {
        var refused = CopypastaProcess.Run("detect", _runs.Input, "-o", _runs.Work["refused"], "--permutations", "0", "--outputs", outputs);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("a network is made of pairs of accounts, and with --permutations 0 there are none", Assert.Single(refused.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_runs.Work["refused"]));
        var ofIndex = CopypastaProcess.Run("index", "export", _runs.Work["index"], "-o", _runs.Work["refused"], "--outputs", outputs);
        Assert.Equal(2, ofIndex.ExitCode);
        Assert.Contains("an index has none", Assert.Single(ofIndex.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Without(Dictionary<string, string> row, params string[] columns) => row.Where(cell => !columns.Contains(cell.Key)).ToDictionary();

    /// <summary>Every cell is the attribute of its column, as a number where the column's are, and no attribute where it is empty.</summary>
    private static void AssertSame(Dictionary<string, string> row, JsonObject read, params string[] head)
    {
        foreach (var (column, cell) in Without(row, head))
        {
            var value = read[column];
            if (cell.Length == 0)
            {
                Assert.Null(value);
                continue;
            }

            Assert.NotNull(value);
            switch (value.GetValueKind())
            {
                case System.Text.Json.JsonValueKind.Number:
                    Assert.Equal(double.Parse(cell, CultureInfo.InvariantCulture), (double)value);
                    break;
                case System.Text.Json.JsonValueKind.String:
                    Assert.DoesNotContain(column, s_numbers);
                    Assert.Equal(Shown(cell), (string)value!);
                    break;
                default:
                    Assert.Equal(cell, (bool)value ? "true" : "false");
                    break;
            }
        }
    }

    /// <summary>What XML cannot hold, and what turns the direction of text, stands as its code point.</summary>
    private static string Shown(string text) => text.Replace("\u0001", "[U+0001]", StringComparison.Ordinal).Replace("\u202E", "[U+202E]", StringComparison.Ordinal);
}
