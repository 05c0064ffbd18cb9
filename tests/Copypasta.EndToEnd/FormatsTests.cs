using System.Text;

namespace Copypasta.EndToEnd;

/// <summary>The archives that researchers have, in small, with invented posts; and posts that try to act on whoever looks at them.</summary>
public sealed class FormatsTests : IDisposable
{
    private const string Sea = "The ferry to Wiscombe leaves at noon so bring a lamp";
    private readonly Workspace _work = new();

    [Fact]
    public void StandardInputIsRead()
    {
        var result = CopypastaProcess.Run(["detect", "-", "-o", _work["run"]], input => input.Write(Encoding.UTF8.GetBytes($"id,text\n1,{Sea}\n2,{Sea}\n"))).Succeeded();
        var posts = new Run(_work["run"], result.Error).CountsAddUp().Table("posts.csv");
        Assert.Equal([("-", "1"), ("-", "2")], posts.Select(post => (post["source"], post["row"])));
    }

    [Fact]
    public void FoldersAreRead()
    {
        Directory.CreateDirectory(_work["in/deep"]);
        _work.Write("in/b.csv", $"id,text\n1,{Sea}\n");
        _work.Write("in/deep/a.tsv", $"id\ttext\n2\t{Sea}\n");
        _work.Write("in/notes.md", "not an archive");
        var run = _work.Detect("run", _work["in"]).CountsAddUp();
        Assert.Equal(["csv", "tsv"], run.Json["inputs"]!.AsArray().Select(input => (string)input!["format"]!));
        Assert.Equal([_work["in/b.csv"], _work["in/deep/a.tsv"]], run.Table("posts.csv").Select(post => post["source"]));
    }

    /// <summary>What of a folder is not read is said, and all of it stands in run.json.</summary>
    [Fact]
    public void WhatIsNotReadOfAFolderIsSaid()
    {
        Directory.CreateDirectory(_work["in"]);
        _work.Write("in/a.csv", $"id,text\n1,{Sea}\n2,{Sea}\n");
        var prices = _work.Write("in/prices.csv", "date,open,close\n2020-01-01,1.5,1.6\n");
        var link = _work["in/b.csv"];
        File.CreateSymbolicLink(link, _work["in/a.csv"]);
        string[] others = [.. Enumerable.Range(1, 5).Select(i => _work.Write($"in/note{i}.md", "not an archive"))];
        var run = _work.Detect("run", _work["in"]).CountsAddUp();
        Assert.Equal(2, run.Count("kept"));
        Assert.Equal(others, run.Json["left_out"]!.AsArray().Select(path => (string)path!));
        Assert.Equal((2, "read by another name: one is a link to the other"), (run.Json["skipped"]!.AsArray().Count, (string)run.Json["skipped"]![0]!["reason"]!));
        var skipped = run.Json["skipped"]![1]!;
        Assert.Equal(prices, (string)skipped["path"]!);
        Assert.Contains("no text column found", (string)skipped["reason"]!, StringComparison.Ordinal);
        Assert.Contains($"2 files were skipped ({link}, {prices}); run.json says why", run.Error, StringComparison.Ordinal);
        Assert.Contains($"5 files are not named like an archive and were left out ({string.Join(", ", others[..3])}, …)", run.Error, StringComparison.Ordinal);
        Assert.Contains("prices.csv", File.ReadAllText(run["report.html"]), StringComparison.Ordinal);

        var inspected = CopypastaProcess.Run("inspect", _work["in"], "--quiet").Succeeded().Output;
        Assert.Contains($"{prices}\n  not read      no text column found", inspected, StringComparison.Ordinal);
        Assert.Contains($"{others[4]}\n  not read      not named like an archive of posts", inspected, StringComparison.Ordinal);
        var json = CopypastaProcess.Run("inspect", _work["in"], "--json", "--quiet").Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(8, json.Length);
        Assert.Equal(7, json.Count(line => line.Contains("\"not_read\":", StringComparison.Ordinal)));
        Assert.Contains($"{prices}: not read: no text column", CopypastaProcess.Run("normalize", _work["in"]).Succeeded().Error, StringComparison.Ordinal);

        var named = CopypastaProcess.Run("detect", _work["in"] + "/a.csv", prices, "-o", _work["named"], "--quiet");
        Assert.Equal(2, named.ExitCode);
        Assert.StartsWith($"copypasta: {prices}: no text column found", named.Error, StringComparison.Ordinal);
        File.Delete(link);
        File.Delete(_work["in/a.csv"]);
        Assert.StartsWith($"copypasta: {prices}: no text column found", CopypastaProcess.Run("detect", _work["in"], "-o", _work["none"], "--quiet").Error, StringComparison.Ordinal);
        Assert.StartsWith($"copypasta: {prices}: no text column found", CopypastaProcess.Run("inspect", _work["in"], "--quiet").Error, StringComparison.Ordinal);
    }

    /// <summary>An alternative that no input has, a file cut off and a run among the inputs are said where everybody looks.</summary>
    [Fact]
    public void SlipsAreSaid()
    {
        var posts = _work.Write("posts.json", $"[{{\"id\":1,\"body\":\"{Sea} #http://a.example/sea\"}},{{\"id\":2,\"body\":\"{Sea} #http://a.example/sea\"}},{{\"id\":3,\"bo");
        var run = _work.Detect("run", posts, "--map", "text=body|mesage").CountsAddUp();
        Assert.Equal((2, 1), (run.Count("kept"), run.Count("rejected")));
        Assert.Contains($"1 input ends within a record, or before all brackets are closed ({posts}): it may be cut off", run.Error, StringComparison.Ordinal);
        Assert.Contains("--map text: no post has its text from 'mesage'.", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("from 'body'", run.Error, StringComparison.Ordinal);
        Assert.Contains("it may be cut off", CopypastaProcess.Run("inspect", posts, "--quiet").Succeeded().Output, StringComparison.Ordinal);

        var again = _work.Detect("again", posts, _work["run"]).CountsAddUp();
        Assert.Equal(2, again.Count("kept"));
        Assert.Contains($"1 file was skipped ({_work["run"]}): the folder of a run", again.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("--map", again.Error.Replace("--map author=COLUMN", "", StringComparison.Ordinal).Replace("--map time=COLUMN", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void NestedFieldsCanBeMapped()
    {
        var input = _work.Write("posts.ndjson", string.Concat(Enumerable.Range(1, 2).Select(i => $"{{\"meta\":{{\"key\":{i},\"who\":{{\"name\":\"a{i}\"}}}},\"content\":{{\"said\":\"{Sea}\"}}}}\n")));
        var posts = _work.Detect("run", input, "--map", "text=content.said,id=meta.key,author=meta.who.name").Table("posts.csv");
        Assert.Equal([("1", "a1", Sea), ("2", "a2", Sea)], posts.Select(post => (post["id"], post["author"], post["text"])));
    }

    [Fact]
    public void LinesOfTextAreRead()
    {
        var run = _work.Detect("run", _work.Write("lines.csv", $"{Sea}\nsomething, else\n{Sea}\r\n"), "--text-lines").CountsAddUp();
        Assert.Equal("text", (string)run.Json["inputs"]![0]!["format"]!);
        Assert.Equal([("1", Sea), ("3", Sea)], run.Table("posts.csv").Select(post => (post["row"], post["text"])));
    }

    [Fact]
    public void FiveThirtyEightIsRecognised()
    {
        const string header = "external_author_id,author,content,region,language,publish_date,harvested_date,following,followers,updates,post_type,account_type,retweet,account_category,new_june_2018,alt_external_id,tweet_id,article_url,tco1_step1,tco2_step1,tco3_step1\n";
        static string Row(string author, string text, string retweet, string id) =>
            Csv.Write("9.06E+17", author, text, "Unknown", "English", "10/1/2017 19:58", "10/1/2017 19:59", "1", "2", "3", "", "X", retweet, "X", "0", "1", id, "", "", "", "");
        var run = _work.Detect("run", _work.Write("tweets.csv", header + Row("LAMP", Sea, "0", "11") + Row("BUOY", Sea, "0", "12") + Row("GULL", Sea, "1", "13"))).CountsAddUp();
        Assert.Equal("fivethirtyeight", (string)run.Json["inputs"]![0]!["format"]!);
        Assert.Equal(1, run.SetAside("reposts"));
        Assert.Equal([("11", "LAMP", "2017-10-01T19:58:00Z"), ("12", "BUOY", "2017-10-01T19:58:00Z")], run.Table("posts.csv").Select(post => (post["id"], post["author"], post["time"])));
    }

    [Fact]
    public void ReleasesOfXAreRecognised()
    {
        const string header = "tweetid,userid,user_display_name,user_screen_name,tweet_language,tweet_text,tweet_time,tweet_client_name,is_retweet,retweet_userid,hashtags\n";
        static string Row(string id, string user, string retweet) => Csv.Write(id, user, "Lamp", "lamp", "en", Sea, "2019-05-06 07:08", "Web", retweet, "", "[]");
        var run = _work.Detect("run", _work.Write("release.csv", header + Row("1125300000000000001", "u1", "false") + Row("1125300000000000002", "u2", "False") + Row("1125300000000000003", "u3", "true"))).CountsAddUp();
        Assert.Equal("x-io", (string)run.Json["inputs"]![0]!["format"]!);
        Assert.Equal(1, run.SetAside("reposts"));
        Assert.Equal(
            [("1125300000000000001", "u1", "2019-05-06T07:08:00Z"), ("1125300000000000002", "u2", "2019-05-06T07:08:00Z")],
            run.Table("posts.csv").Select(post => (post["id"], post["author"], post["time"])));
    }

    [Fact]
    public void HostilePostsActOnNothing()
    {
        const string hostile = "\u001b[31mred</script><script>alert(1)</script> \u202Egnol si siht\u009B2J <img src=x onerror=alert(2)> &lt;b&gt;";
        var run = _work.Detect("run", _work.Write("posts.csv", "id,author,text\n" + Csv.Write("1", "</script>", hostile) + Csv.Write("2", "\u202Ea", hostile)));
        Assert.Equal(hostile, run.Table("posts.csv")[0]["text"]);
        Assert.Contains("[U+001B][31mred", run.Error, StringComparison.Ordinal);
        var report = File.ReadAllText(run["report.html"]);
        foreach (var written in new[] { run.Error, report })
        {
            Assert.DoesNotContain(written, c => c is '\u001b' or '\u202E' or '\u009B');
        }

        Assert.DoesNotContain("<script>alert", report, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", report, StringComparison.Ordinal);
        Assert.Contains("alert(1)", report, StringComparison.Ordinal);
    }

    [Fact]
    public void HostileNamesActOnNothing()
    {
        var result = CopypastaProcess.Run("detect", _work["\u001b[2J\u202E\n.csv"], "-o", _work["run"]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("[U+001B][2J[U+202E][U+000A].csv: no such file", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    public void Dispose() => _work.Dispose();
}
