using System.Text.Json.Nodes;

namespace Copypasta.EndToEnd;

/// <summary>Which posts take part, whose they are, and what is carried along with them.</summary>
public sealed class IntakeTests : IDisposable
{
    private const string Sea = "hello there my friend of the sea";
    private const string Release = "tweetid,userid,user_display_name,user_screen_name,tweet_language,tweet_text,tweet_time,tweet_client_name,is_retweet\n";

    private readonly Workspace _work = new();

    [Fact]
    public void ColumnsAreKeptInTablesAndReport()
    {
        var table = _work.Write("posts.csv", $"id,source,\"odd, name\",text\n1,Web,=1+1,{Sea}\n2,,</script>,{Sea}\n");
        var lines = _work.Write("posts.ndjson", $"{{\"id\":3,\"user\":{{\"place\":\"quay\"}},\"text\":\"{Sea}\"}}\n{{\"id\":4,\"text\":\"{Sea}\"}}\n");
        var run = _work.Detect("run", table, lines, "--keep", "source,user.place", "--outputs", "csv,jsonl,html").CountsAddUp();
        Assert.EndsWith(",text,input_source,user.place", File.ReadLines(run["posts.csv"]).First(), StringComparison.Ordinal);
        Assert.Equal([("1", "Web", ""), ("2", "", ""), ("3", "", "quay"), ("4", "", "")], run.Table("posts.csv").Select(post => (post["id"], post["input_source"], post["user.place"])));
        var json = File.ReadLines(run["posts.jsonl"]).Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Equal(["Web", null, null, null], json.Select(post => (string?)post["input_source"]));
        var data = Data(run);
        Assert.Equal(["source", "user.place"], data["columns"]!.AsArray().Select(column => (string)column!));
        Assert.Equal(["Web", ""], Data(run, "part-0")[0]!["rows"]![0]!.AsArray().Skip(6).Select(value => (string)value!));
        Assert.Equal(["1", "2"], _work.Detect("id", table, "--keep", "id").Table("posts.csv").Select(post => post["input_id"]));
    }

    [Fact]
    public void KeptValuesAreDisarmedAsTextsAre()
    {
        var input = _work.Write("posts.csv", $"id,note,text\n1,=1+1,{Sea}\n2,\"a,b\"\"c\",{Sea}\n");
        Assert.Equal(["'=1+1", "a,b\"c"], _work.Detect("safe", input, "--keep", "note").Table("posts.csv").Select(post => post["note"]));
        Assert.Equal(["=1+1", "a,b\"c"], _work.Detect("raw", input, "--keep", "note", "--csv", "raw").Table("posts.csv").Select(post => post["note"]));
        Assert.Null(_work.Detect("none", input).Table("posts.csv")[0].GetValueOrDefault("note"));
    }

    [Theory]
    [InlineData("--keep", "colour", "--keep: no input has a column 'colour'; the columns are id, lang, text")]
    [InlineData("--where", "colour = red", "--where: no input has a column 'colour'; the columns are id, lang, text")]
    [InlineData("--where", "lang = en or", "--where: character 13: the end where a column's name must stand")]
    [InlineData("--keep", "lang,lang", "two columns 'lang'")]
    [InlineData("--duplicate-ids", "both", "allowed are drop, keep")]
    [InlineData("--display-zone", "Mars/Olympus", "no such zone")]
    public void WhatDoesNotFitIsRefusedInOneLine(string option, string value, string message)
    {
        var input = _work.Write("posts.csv", $"id,lang,text\n1,en,{Sea}\n");
        foreach (var source in new[] { input, "-" })
        {
            var result = CopypastaProcess.Run(["detect", source, "-o", _work["run"], "--quiet", option, value], stdin => stdin.Write(File.ReadAllBytes(input)));
            Assert.Equal(2, result.ExitCode);
            Assert.Contains(message, Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
            Assert.False(File.Exists(_work["run/run.json"]));
        }
    }

    [Fact]
    public void AColumnThatOneInputLacksIsSaid()
    {
        var run = _work.Detect("run", _work.Write("a.csv", $"id,kind,text\n1,x,{Sea}\n2,y,{Sea}\n"), _work.Write("b.csv", $"id,text\n3,{Sea}\n"), "--where", "kind != x", "--all-posts").CountsAddUp();
        Assert.Equal(["2", "3"], run.Table("posts.csv").Select(post => post["id"]).Order(StringComparer.Ordinal));
        Assert.Contains($"The column 'kind', which --keep, --where or --group-by names, is not in 1 input ({_work["b.csv"]}): its posts count as having nothing there.", run.Error, StringComparison.Ordinal);
        Assert.Equal("kind", (string)run.Json["inputs"]![1]!["missing_columns"]![0]!);
    }

    [Fact]
    public void ARarePropertyIsAColumnAllTheSame()
    {
        var lines = string.Concat(Enumerable.Range(0, 9_000).Select(i => $"{{\"id\":{i},\"text\":\"{Sea}\"{(i == 8_999 ? ",\"geo\":{\"place\":\"quay\"}" : "")}}}\n"));
        var run = _work.Detect("run", _work.Write("posts.ndjson", lines), "--where", "geo.place = quay", "--all-posts").CountsAddUp();
        Assert.Equal("8999", Assert.Single(run.Table("posts.csv"))["id"]);
        Assert.Equal(8_999, run.SetAside("where"));
    }

    [Fact]
    public void WhereComesFirst()
    {
        var input = _work.Write("posts.csv", $"id,lang,retweet,followers,text\n1,en,0,99,{Sea}\n2,de,1,500,{Sea}\n3,de,0,500,{Sea}\n4,en,0,100,{Sea}\n5,en,1,1000,{Sea}\n");
        var run = _work.Detect("run", input, "--where", "lang = en and followers >= 100", "--all-posts").CountsAddUp();
        Assert.Equal("4", Assert.Single(run.Table("posts.csv"))["id"]);
        Assert.Equal((3, 1), (run.SetAside("where"), run.SetAside("reposts")));
        Assert.Equal("lang = en and followers >= 100", (string)run.Json["parameters"]!["where"]!);
    }

    [Fact]
    public void APostCollectedTwiceCountsOnce()
    {
        static string Row(string id, string user, string text) => Csv.Write(id, user, "Lamp", "lamp", "en", text, "2019-05-06 07:08", "Web", "false");
        var first = _work.Write("first.csv", Release + Row("1125300000000000001", "u1", Sea) + Row("1125300000000000002", "u2", Sea));
        var second = _work.Write("second.csv", Release + Row("1125300000000000002", "u2", Sea + " edited") + Row("1125300000000000003", "u3", Sea) + Row("1125300000000000001", "u1", Sea));
        foreach (var threads in new[] { "1", "4" })
        {
            var run = _work.Detect("drop" + threads, first, second, "--threads", threads).CountsAddUp();
            Assert.Equal((3, 2, 1), (run.Count("kept"), run.SetAside("duplicate_ids"), run.Count("duplicate_ids_of_other_text")));
            Assert.Equal([(first, "1"), (first, "2"), (second, "2")], run.Table("posts.csv").Select(post => (post["source"], post["row"])));
            Assert.Contains("2 posts have the id of an earlier one and were set aside (1 with another text); --duplicate-ids keep", run.Error, StringComparison.Ordinal);
        }

        var keep = _work.Detect("keep", first, second, "--duplicate-ids", "keep").CountsAddUp();
        Assert.Equal((5, 0), (keep.Count("kept"), keep.SetAside("duplicate_ids")));
    }

    [Fact]
    public void TheSameIdOnAnotherPlatformIsAnotherAccountAndAnotherPost()
    {
        var release = _work.Write("release.csv", Release + Csv.Write("7", "42", "Lamp", "lamp", "en", Sea, "2019-05-06 07:08", "Web", "false"));
        var other = _work.Write("other.csv", $"id,author,text\n7,42,{Sea}\n8,[deleted],{Sea}\n9,,{Sea}\n");
        var run = _work.Detect("run", release, other).CountsAddUp();
        Assert.Equal((4, 2, 0), (run.Count("kept"), run.Count("accounts"), run.SetAside("duplicate_ids")));
        Assert.Equal("2", Assert.Single(run.Table("clusters.csv"))["accounts"]);
        Assert.Equal(["", "", "42", "42"], run.Table("posts.csv").Select(post => post["author"]).Order(StringComparer.Ordinal));
        Assert.Equal([("x", "x-io"), ("unknown", "csv")], run.Json["inputs"]!.AsArray().Select(input => ((string)input!["platform"]!, (string)input["format"]!)));
        var accounts = Data(run)["accounts"]!;
        Assert.Equal([("42", "unknown"), ("42", "x")], accounts["name"]!.AsArray().Zip(accounts["platform"]!.AsArray(), (name, platform) => ((string)name!, (string)platform!)).OrderBy(account => account.Item2, StringComparer.Ordinal));
        Assert.Equal([0, 1], Data(run, "part-0")[0]!["by_account"]!.AsArray().Select(account => (int)account![0]!).Order());
    }

    [Fact]
    public void TimesAreShownInAZoneAndSortedByInstant()
    {
        var input = _work.Write("posts.csv", $"id,time,text\n1,2016-10-30T00:30:00Z,{Sea}\n2,2016-10-30T01:10:00.250Z,{Sea}\n");
        var run = _work.Detect("run", input, "--display-zone", "Europe/Berlin");
        Assert.Equal([("1", "2016-10-30T02:30:00+02:00"), ("2", "2016-10-30T02:10:00.250+01:00")], run.Table("posts.csv").Select(post => (post["id"], post["time"])));
        Assert.Equal("2016-10-30T02:30:00+02:00", Assert.Single(run.Table("clusters.csv"))["first"]);
        Assert.Contains("All times are <span id=\"zone\">Europe/Berlin</span>.", File.ReadAllText(run["report.html"]), StringComparison.Ordinal);
        Assert.Equal("[[1477787400000,120],[1477789200000,60]]", Data(run)["offsets"]!.ToJsonString());
        Assert.Equal("2016-10-30T00:30:00Z", _work.Detect("utc", input).Table("posts.csv")[0]["time"]);
    }

    [Fact]
    public void RangesAreAsPreciseAsTimes()
    {
        var input = _work.Write("posts.csv", $"id,time,text\n1,2020-01-01T10:00:00.250Z,{Sea}\n2,2020-01-01T10:00:00.251Z,{Sea}\n3,2020-01-01T10:00:00.500Z,{Sea}\n");
        var run = _work.Detect("run", input, "--since", "2020-01-01T10:00:00.251Z", "--until", "2020-01-01T12:00:00.5+02:00", "--all-posts").CountsAddUp();
        Assert.Equal("2", Assert.Single(run.Table("posts.csv"))["id"]);
    }

    public void Dispose() => _work.Dispose();

    private static JsonNode Data(Run run, string element = "index")
    {
        var page = File.ReadAllText(run["report.html"]);
        var before = $"id=\"{element}\">";
        var start = page.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return JsonNode.Parse(page[start..page.IndexOf("</script>", start, StringComparison.Ordinal)])!;
    }

    [Fact]
    public void ATextOfWhichNothingIsLeftForItsEncodingIsSaid()
    {
        byte[] cyrillic = [0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2]; // windows-1251
        var run = _work.Detect("run", _work.Write("in.csv", [.. "id,text\n1,"u8, .. cyrillic, (byte)'\n'])).CountsAddUp();
        Assert.Equal((0, 1), (run.Count("kept"), run.SetAside("empty_texts")));
        Assert.Contains("1 post holds bytes that are not UTF-8", run.Error, StringComparison.Ordinal);
        Assert.Contains("No post was kept", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ColumnsHaveNumbersWhateverTheFirstRecordHolds()
    {
        var input = _work.Write("in.csv", "1,\"a first, quoted text\",ann\n2,another text,ben\n");
        Assert.Equal(2, _work.Detect("both", input, "--map", "text=2,id=1").CountsAddUp().Count("kept"));
        Assert.Equal("csv", (string)_work.Detect("one", input, "--map", "text=2").CountsAddUp().Json["inputs"]![0]!["format"]!);
    }

    [Fact]
    public void TheReportSaysWhatThePostsWereChosenBy()
    {
        var input = _work.Write("in.csv", "id,lang,text\n1,en,a text of some length\n2,de,a text of some length\n");
        var run = _work.Detect("run", input, "--where", "lang = en", "--since", "2020-01-01");
        var report = File.ReadAllText(run["report.html"]);
        Assert.Contains("where: lang = en", report, StringComparison.Ordinal);
        Assert.Contains("since: 2020-01-01T00:00:00Z", report, StringComparison.Ordinal);
    }
}
