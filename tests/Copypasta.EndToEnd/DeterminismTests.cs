using System.IO.Compression;
using System.Text;

namespace Copypasta.EndToEnd;

/// <summary>Same posts, same parameters: same bytes.</summary>
public sealed class DeterminismTests : IClassFixture<DeterminismTests.Corpus>
{
    private static readonly string[] s_files = ["posts.csv", "clusters.csv", "families.csv", "pairs.csv", "accounts.csv", "hashtags.csv", "links.csv", "labels.csv", "slots.csv", "account_pairs.csv", "pair_evidence.csv", "communities.csv", "schema.json", "rejects.jsonl", "report.html"];
    private readonly Corpus _corpus;

    public DeterminismTests(Corpus corpus) => _corpus = corpus;

    public sealed class Corpus : IDisposable
    {
        public Workspace Work { get; } = new();

        public string Input { get; }

        public Run Base { get; }

        public Corpus()
        {
            Input = Work.Synthesise(1500, 5);
            Base = Work.Detect("base", Input, "--pairs", "--audit", "300", "--threads", "2");
        }

        public void Dispose() => Work.Dispose();
    }

    [Theory]
    [InlineData("again", "2", "", "")]
    [InlineData("one-thread", "1", "", "")]
    [InlineData("scalar", "2", "COPYPASTA_KERNEL", "scalar")]
    [InlineData("vector128", "2", "COPYPASTA_KERNEL", "vector128")]
    [InlineData("vector256", "2", "COPYPASTA_KERNEL", "vector256")]
    [InlineData("no-avx2", "2", "DOTNET_EnableAVX2", "0")]
    [InlineData("no-intrinsics", "2", "DOTNET_EnableHWIntrinsic", "0")]
    public void TheMachineDoesNotMatter(string name, string threads, string variable, string value)
    {
        var run = _corpus.Work.DetectIn(variable == "" ? [] : [(variable, value)], name, _corpus.Input, "--pairs", "--audit", "300", "--threads", threads);
        Assert.All(s_files, file => Assert.True(File.ReadAllBytes(_corpus.Base[file]).AsSpan().SequenceEqual(File.ReadAllBytes(run[file])), file));
        Assert.Equal(Description(_corpus.Base), Description(run));
        if (variable == "COPYPASTA_KERNEL" && value is "scalar" or "vector128")
        {
            Assert.Equal(value, (string)run.Json["environment"]!["kernel"]!);
        }
    }

    [Fact]
    public void CompressionDoesNotMatter()
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(File.ReadAllBytes(_corpus.Input));
        }

        AssertSamePosts(_corpus.Work.Detect("gzip", _corpus.Work.Write("input.csv.gz", bytes.ToArray()), "--pairs", "--audit", "300"));
    }

    [Fact]
    public void NeitherFilesNorTheirOrderMatter()
    {
        var rows = Rows();
        var parts = rows.Skip(1).Chunk(rows.Count / 7).Select((part, i) => _corpus.Work.Write($"part-{i}.csv", rows[0] + string.Concat(part))).ToArray();
        Assert.True(parts.Length >= 7);
        AssertSamePosts(_corpus.Work.Detect("parts", [.. parts, "--pairs", "--audit", "300"]));
        AssertSamePosts(_corpus.Work.Detect("parts-reversed", [.. parts.Reverse(), "--pairs", "--audit", "300"]));
    }

    [Fact]
    public void TheOrderOfPostsDoesNotMatter()
    {
        var rows = Rows();
        var reversed = _corpus.Work.Write("reversed.csv", rows[0] + string.Concat(rows.Skip(1).Reverse()));
        AssertSamePosts(_corpus.Work.Detect("reversed", reversed, "--pairs", "--audit", "300"));
    }

    private List<string> Rows() => [.. Csv.Parse(File.ReadAllText(_corpus.Input)).Select(row => Csv.Write(row))];

    /// <summary>The same but for where the posts stood.</summary>
    private void AssertSamePosts(Run run)
    {
        Assert.Equal(Table(_corpus.Base, "posts.csv", "source", "row"), Table(run, "posts.csv", "source", "row"));
        Assert.Equal(Table(_corpus.Base, "clusters.csv", "exemplar_source", "exemplar_row"), Table(run, "clusters.csv", "exemplar_source", "exemplar_row"));
        Assert.Equal(File.ReadAllBytes(_corpus.Base["families.csv"]), File.ReadAllBytes(run["families.csv"]));
        Assert.All(["accounts.csv", "hashtags.csv", "links.csv"], file => Assert.True(File.ReadAllBytes(_corpus.Base[file]).AsSpan().SequenceEqual(File.ReadAllBytes(run[file])), file));
        Assert.Equal(Description(_corpus.Base, "inputs", "files"), Description(run, "inputs", "files"));
        Assert.Equal(Pairs(_corpus.Base), Pairs(run));
    }

    private static string Table(Run run, string name, params string[] without)
    {
        var text = new StringBuilder();
        foreach (var row in run.Table(name))
        {
            text.AppendJoin('|', row.Where(cell => !without.Contains(cell.Key)).Select(cell => cell.Value)).Append('\n');
        }

        return text.ToString();
    }

    private static List<string> Pairs(Run run)
    {
        var ids = run.Table("posts.csv").ToDictionary(post => (post["source"], post["row"]), post => post["id"]);
        return
        [
            .. run.Table("pairs.csv")
                .Select(p => string.Join(' ', new[] { ids[(p["a_source"], p["a_row"])], ids[(p["b_source"], p["b_row"])] }.Order(StringComparer.Ordinal)) + " " + p["similarity"])
                .Order(StringComparer.Ordinal),
        ];
    }

    private static string Description(Run run, params string[] without)
    {
        var json = run.Json.AsObject();
        foreach (var name in without.Append("environment"))
        {
            Assert.True(json.Remove(name));
        }

        return json.ToJsonString();
    }
}
