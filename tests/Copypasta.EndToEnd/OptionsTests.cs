using System.Text.Json.Nodes;

namespace Copypasta.EndToEnd;

/// <summary>What each option changes.</summary>
public sealed class OptionsTests : IDisposable
{
    private readonly Workspace _work = new();

    [Fact]
    public void RepostsAreSetAsideOrNot()
    {
        var input = _work.Write("posts.csv", "id,retweet,text\n1,0,hello there my friend of the sea\n2,1,hello there my friend of the sea\n3,0,RT @sea: hello there my friend of the sea\n4,0,hello there my friend of the sea\n");
        var exclude = _work.Detect("exclude", input).CountsAddUp();
        Assert.Equal((2, 2, 0), (exclude.Count("kept"), exclude.SetAside("reposts"), exclude.SetAside("not_reposts")));
        var include = _work.Detect("include", input, "--reposts", "include").CountsAddUp();
        Assert.Equal((4, 4), (include.Count("kept"), include.Table("posts.csv").Count));
        var only = _work.Detect("only", input, "--reposts", "only").CountsAddUp();
        Assert.Equal((2, 0, 2), (only.Count("kept"), only.SetAside("reposts"), only.SetAside("not_reposts")));
    }

    [Fact]
    public void TimesAreRanges()
    {
        var input = _work.Write("posts.csv", "id,time,text\n1,2020-01-01T00:00:00Z,a\n2,2020-01-02T00:00:00Z,b\n3,2020-01-02T23:59:59Z,c\n4,2020-01-03T00:00:00Z,d\n5,,e\n");
        var range = _work.Detect("range", input, "--since", "2020-01-02", "--until", "2020-01-03", "--all-posts").CountsAddUp();
        Assert.Equal(2, range.SetAside("outside_time_range"));
        Assert.Equal(["2", "3", "5"], range.Table("posts.csv").Select(post => post["id"]));
        var timed = _work.Detect("timed", input, "--since", "2020-01-02", "--timed-only").CountsAddUp();
        Assert.Equal((3, 1, 1), (timed.Count("kept"), timed.SetAside("outside_time_range"), timed.SetAside("untimed")));
    }

    [Fact]
    public void SmallFamiliesAreLeftOutAndAllPostsBringsThemBack()
    {
        var input = _work.Write("posts.csv", "id,author,text\n1,a,one two three four five six\n2,a,one two three four five six\n3,a,one two three four five six\n4,a,seven eight nine ten eleven\n5,b,seven eight nine ten eleven\n6,c,alone\n7,c,\n");
        Assert.Equal(2, _work.Detect("all", input, "--all-posts").CountsAddUp().Count("families"));
        Assert.Equal(["1", "2", "3"], _work.Detect("posts", input, "--min-posts", "3").Table("posts.csv").Select(post => post["id"]));
        var accounts = _work.Detect("accounts", input, "--min-accounts", "2", "--all-posts");
        Assert.Equal(["4", "5", "1", "2", "3", "6"], accounts.Table("posts.csv").Select(post => post["id"]));
        Assert.Equal((6, 1), (accounts.Count("kept"), accounts.SetAside("empty_texts")));
    }

    [Fact]
    public void CsvModesDisarmCellsAndJsonLinesAreExact()
    {
        string[] texts = ["=1+1 and so on for all of us", "@SUM(A1) of everything here", "-1+1 goes to the sea today", "\tspaces first, then words", "'=quoted already, as it is"];
        var input = _work.Write("posts.csv", "id,author,text\n" + string.Concat(texts.SelectMany((text, i) => new[] { Csv.Write($"-1001_{i}", "@handle", text), Csv.Write($"-1002_{i}", "=cmd|x", text) })));
        var safe = _work.Detect("safe", input, "--outputs", "csv,jsonl").Table("posts.csv");
        var raw = _work.Detect("raw", input, "--csv", "raw").Table("posts.csv");
        var excel = File.ReadAllText(_work.Detect("excel", input, "--csv", "excel")["posts.csv"]);
        Assert.Equal(10, raw.Count);
        foreach (var (disarmed, post) in safe.Zip(raw))
        {
            Assert.Contains(post["text"], texts);
            Assert.Equal("'" + post["text"], disarmed["text"]);
            Assert.Equal(post["id"], disarmed["id"]);
            Assert.Equal(post["author"] == "=cmd|x" ? "'=cmd|x" : "@handle", disarmed["author"]);
        }

        Assert.Equal(0xEF, File.ReadAllBytes(_work["excel/posts.csv"])[0]);
        Assert.Equal(File.ReadAllText(_work["safe/posts.csv"]), excel);
        foreach (var name in new[] { "posts", "clusters", "families" })
        {
            var lines = File.ReadLines(_work[$"safe/{name}.jsonl"]).Select(line => JsonNode.Parse(line)!.AsObject()).ToList();
            var rows = Csv.Read(File.ReadAllText(_work[$"raw/{name}.csv"]));
            Assert.Equal(rows.Count, lines.Count);
            Assert.All(rows.Zip(lines), pair => Assert.Equal(
                pair.First.Select(cell => (cell.Key, cell.Value.Replace(".000000", "", StringComparison.Ordinal))),
                pair.Second.Select(cell => (cell.Key, (cell.Value?.ToString() ?? "").Replace(".000000", "", StringComparison.Ordinal)))));
        }
    }

    [Fact]
    public void APlanCanBeTakenFromARun()
    {
        var input = _work.Synthesise(500, 3);
        var own = _work.Detect("own", input, "--bands", "20", "--rows", "4", "--seed", "18446744073709551615");
        var taken = _work.Detect("taken", input, "--plan", own.Folder);
        Assert.Equal(20, (int)taken.Json["plan"]!["bands"]!);
        Assert.Equal(own.Json["plan"]!.ToJsonString(), taken.Json["plan"]!.ToJsonString());
        Assert.Equal(File.ReadAllBytes(own["posts.csv"]), File.ReadAllBytes(taken["posts.csv"]));
    }

    [Fact]
    public void TooManyPairsLeaveTheLargestFamiliesOut()
    {
        var input = _work.Synthesise(1000, 3);
        var all = _work.Detect("all", input, "--pairs");
        var pairs = all.Table("pairs.csv");
        var families = all.Table("posts.csv").ToDictionary(post => post["row"], post => post["family"]);
        var counts = pairs.CountBy(pair => families[pair["a_row"]]).OrderByDescending(f => f.Value).ThenBy(f => f.Key, StringComparer.Ordinal).ToList();
        var some = _work.Detect("some", input, "--pairs", "--max-pairs", $"{pairs.Count - 1}");
        Assert.Equal(pairs.Where(pair => families[pair["a_row"]] != counts[0].Key).Select(p => string.Join(',', p.Values)), some.Table("pairs.csv").Select(p => string.Join(',', p.Values)));
        var leftOut = Assert.Single(some.Json["families_without_pairs"]!.AsObject());
        Assert.Equal((counts[0].Key, counts[0].Value), (leftOut.Key, (int)leftOut.Value!));
        Assert.Contains(counts[0].Key, some.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ContainmentFindsATextWithinALongerOne()
    {
        const string Template = "hello there my friend of the sea, the harbour is closed today";
        var input = _work.Write("posts.csv", $"id,text\n1,{Csv.Write(Template)}\n2,{Csv.Write(Template + " - tell your neighbours and come down to the quay at seven, bring lamps")}\n");
        Assert.Equal(0, _work.Detect("jaccard", input).Count("families"));
        var run = _work.Detect("containment", input, "--similarity", "containment");
        Assert.Equal("1.000000", Assert.Single(run.Table("clusters.csv"))["min_similarity"]);
        Assert.Equal("containment", (string)run.Json["parameters"]!["similarity"]!);
        Assert.Equal("containment", (string)run.Json["plan"]!["similarity"]!);
        Assert.Equal("exact-containment/1", (string)run.Json["algorithms"]!["verification"]!);
        Assert.True((double)run.Json["plan"]!["recall_bound"]! >= 0.999);
        Assert.Contains("over those of the smaller one (containment)", File.ReadAllText(run["report.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public void ProfilesHashtagsAndShinglesDecideWhatIsAlike()
    {
        var input = _work.Write("posts.csv", "id,text\n1,Hello there my friend of the sea #one\n2,HELLO there my friend of the sea #two\n");
        Assert.Equal(1, Texts("drop", "--hashtags", "drop"));
        Assert.Equal(2, Texts("word", "--hashtags", "word"));
        Assert.Equal(1, Texts("trailing", "--hashtags", "drop-trailing"));
        Assert.Equal("exact/1", (string)_work.Detect("exact", input, "--profile", "exact").Json["profile"]!);
        Assert.Equal("web/1", (string)_work.Detect("web", input, "--profile", "web").Json["profile"]!);
        var words = _work.Detect("words", input, "--shingle", "words:3");
        Assert.Equal("words:3", (string)words.Json["plan"]!["shingle"]!);

        // Eight words each, the last differs: five of seven shingles of three words are shared.
        Assert.Equal("0.714286", Assert.Single(words.Table("clusters.csv"))["min_similarity"]);

        long Texts(string name, params string[] options) => _work.Detect(name, [input, .. options]).Count("texts");
    }

    public void Dispose() => _work.Dispose();
}
