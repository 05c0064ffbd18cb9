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
            Truth = Work.Synthesise(5000, 1);
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
        Assert.Contains("reposts 178", summary, StringComparison.Ordinal);
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
    }

    private static string[] Block(string readme, string name)
    {
        var lines = readme.ReplaceLineEndings("\n").Split($"<!-- test:{name} -->\n```\n")[1].Split("\n```")[0].Split('\n');
        Assert.True(lines.Length > 1);
        return lines;
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
        // Pairs with heavy edits and truncations aside: those may be below any threshold.
        var labels = Csv.Read(File.ReadAllText(_runs.Truth)).Where(post => s_undone.Contains(post["kind"]));
        var truth = _runs.Work.Write("undone.csv", "id,group,kind\n" + string.Concat(labels.Select(post => Csv.Write(post["id"], post["group"], post["kind"]))));
        var output = CopypastaProcess.Run("evaluate", _runs.WithReposts.Folder, truth).Succeeded().Output;
        var kinds = Csv.Read(output[(output.IndexOf("\n\n", StringComparison.Ordinal) + 2)..]);
        Assert.Equal(s_undone.Order(StringComparer.Ordinal), kinds.Select(kind => kind["kind"]).Order(StringComparer.Ordinal));
        Assert.All(kinds, kind => Assert.Equal("1.000000", kind["pair_recall_in_families"]));
    }
}
