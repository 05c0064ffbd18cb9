using System.Globalization;

namespace Copypasta.EndToEnd;

/// <summary>The way in: the built-in sample, its report, and how the run agrees with the labels.</summary>
public sealed class SampleTests : IClassFixture<SampleTests.Runs>
{
    private static readonly string[] s_undone =
    [
        "original", "exact-copy", "repost", "zero-width", "soft-hyphen", "variation-selectors", "tag-characters", "bidi", "homoglyph", "homoglyph-caps", "fullwidth",
        "math-letters", "zalgo", "vowel-marks", "tatweel", "keyboard", "case", "punctuation", "white-space", "html-entities", "emoji", "mention", "url",
    ];

    private static readonly string[] s_anybodys = ["background", "original", "repost"];

    private readonly Runs _runs;

    public SampleTests(Runs runs) => _runs = runs;

    public sealed class Runs : IDisposable
    {
        public Workspace Work { get; } = new();

        public Run Sample { get; }

        public Run WithReposts { get; }

        public string Truth { get; }

        public Runs()
        {
            Sample = Work.Detect("sample", "--sample");
            Truth = Work["truth.csv"];
            CopypastaProcess.Run("synth", "--sample", "-o", Truth).Succeeded();
            WithReposts = Work.Detect("reposts", Truth, "--reposts", "include");
        }

        public void Dispose() => Work.Dispose();
    }

    [Fact]
    public void WritesTheTablesAndTheReport()
    {
        var files = Directory.GetFiles(_runs.Sample.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal);
        Assert.Equal(["account_pairs.csv", "accounts.csv", "clusters.csv", "communities.csv", "families.csv", "hashtags.csv", "labels.csv", "links.csv", "pair_evidence.csv", "posts.csv", "rejects.jsonl", "report.html", "run.json", "schema.json", "slots.csv"], files);
        Assert.Equal(5000, _runs.Sample.CountsAddUp().Count("read"));
        Assert.True(_runs.Sample.Count("clusters") > 100);
        Assert.Contains("</html>", File.ReadAllText(_runs.Sample["report.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public void SummaryTellsWhatWasFoundAndWhereTheReportIs()
    {
        var summary = _runs.Sample.Error;
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"Found {_runs.Sample.Count("clusters"):N0} clusters in {_runs.Sample.Count("families"):N0} families"), summary, StringComparison.Ordinal);
        Assert.Contains("reposts 169", summary, StringComparison.Ordinal);
        Assert.EndsWith($"Report: {_runs.Sample["report.html"]}\n", summary, StringComparison.Ordinal);
    }

    /// <summary>The README's example is what the first command prints and writes.</summary>
    [Fact]
    public void TheReadmeShowsWhatTheSampleGives()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Copypasta.sln")))
        {
            folder = folder.Parent;
        }

        Assert.SkipWhen(folder is null, "runs away from the repository");
        var readme = File.ReadAllText(Path.Combine(folder!.FullName, "README.md"));
        Assert.All(Block(readme, "sample-output"), line => Assert.Contains(line + "\n", _runs.Sample.Error, StringComparison.Ordinal));
        var table = File.ReadAllText(_runs.Sample["clusters.csv"]);
        Assert.All(Block(readme, "sample-row"), row => Assert.Contains("\n" + row, "\n" + table, StringComparison.Ordinal));
        var pairs = File.ReadAllText(_runs.Sample["account_pairs.csv"]);
        Assert.All(Block(readme, "sample-pair"), row => Assert.Contains("\n" + row, "\n" + pairs, StringComparison.Ordinal));
    }

    private static string[] Block(string readme, string name)
    {
        var lines = readme.ReplaceLineEndings("\n").Split($"<!-- test:{name} -->\n```\n")[1].Split("\n```")[0].Split('\n');
        Assert.True(lines.Length > 1);
        return lines;
    }

    /// <summary>A newcomer sees what the evidence on accounts looks like, and that ordinary copying gives none.</summary>
    [Fact]
    public void PairsInTheTiersPostedMessagesOfOneCrewAndReadersAreInNone()
    {
        var posts = Csv.Read(File.ReadAllText(_runs.Truth));
        // Reposts and what is reposted are no crew's either, unless others posted it as their own.
        var planted = posts.Where(post => !s_anybodys.Contains(post["kind"]) && !post["kind"].StartsWith("organic-", StringComparison.Ordinal)).Select(post => post["group"]).ToHashSet();
        var messagesOf = posts.Where(post => planted.Contains(post["group"])).ToLookup(post => post["author"], post => post["group"]);
        var pairs = _runs.Sample.Table("account_pairs.csv");
        Assert.Contains(pairs, pair => pair["tier"] == "hard-to-explain-by-chance");
        Assert.All(pairs, pair => Assert.NotEmpty(messagesOf[pair["a"]].Intersect(messagesOf[pair["b"]])));

        // That says something only where readers were compared, too.
        var readers = _runs.Sample.Table("accounts.csv").Where(account => !messagesOf.Contains(account["account"]) && int.Parse(account["clusters"], CultureInfo.InvariantCulture) >= 3);
        Assert.True(readers.Count() > 100);
    }

    [Fact]
    public void NoClusterMixesTexts()
    {
        var scores = CopypastaProcess.Run("evaluate", _runs.Sample.Folder, _runs.Truth).Succeeded().Output.Split('\n');
        Assert.Equal("level,posts,groups,found,pair_precision,pair_recall,bcubed_precision,bcubed_recall,bcubed_f1", scores[0]);
        Assert.StartsWith("cluster,5000,", scores[1], StringComparison.Ordinal);
        Assert.Equal("1.000000", scores[1].Split(',')[4]);
    }

    [Fact]
    public void EveryEvasionThatNormalisationUndoesIsFound()
    {
        // Pairs with heavy edits and truncations aside, as those may be below any threshold: all other posts count as nobody's copies.
        var labels = Csv.Read(File.ReadAllText(_runs.Truth)).Select(post => s_undone.Contains(post["kind"]) ? Csv.Write(post["id"], post["group"], post["kind"]) : Csv.Write(post["id"], "", "background"));
        var truth = _runs.Work.Write("undone.csv", "id,group,kind\n" + string.Concat(labels));
        var output = CopypastaProcess.Run("evaluate", _runs.WithReposts.Folder, truth).Succeeded().Output;
        var kinds = Csv.Read(output[(output.IndexOf("\n\n", StringComparison.Ordinal) + 2)..]).Where(kind => kind["kind"] != "background").ToArray();
        Assert.Equal(s_undone.Order(StringComparer.Ordinal), kinds.Select(kind => kind["kind"]).Order(StringComparer.Ordinal));
        Assert.All(kinds, kind => Assert.Equal("1.000000", kind["pair_recall_in_families"]));
    }
}
