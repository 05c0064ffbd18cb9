using System.IO.Compression;
using System.Text;

namespace Copypasta.EndToEnd;

/// <summary><c>index</c> as its users run it.</summary>
public sealed class IndexTests : IDisposable
{
    private static readonly string[] s_tables = ["posts.csv", "clusters.csv", "families.csv"];

    private readonly Workspace _work = new();

    // An index draws no evidence: its clusters have no labels. All else is the same to the byte.
    private static void AssertSameTables(Run whole, Run exported)
    {
        foreach (var table in s_tables)
        {
            Assert.True(Encoding.UTF8.GetBytes(WithoutLabels(whole[table])).AsSpan().SequenceEqual(File.ReadAllBytes(exported[table])), table);
        }
    }

    private static string WithoutLabels(string table)
    {
        var rows = Csv.Parse(File.ReadAllText(table));
        var labels = Array.IndexOf(rows[0], "labels");
        foreach (var row in rows.Skip(1).Where(_ => labels >= 0))
        {
            row[labels] = "";
        }

        return string.Concat(rows.Select(row => Csv.Write(row)));
    }

    [Fact]
    public void AdditionsEndInTheBytesOfOneRunWithTheIndexsPlan()
    {
        var days = Enumerable.Range(1, 3).Select(seed => _work.Synthesise(3_000, seed)).ToArray();
        Index("create", "--reposts", "include", "--capacity", "10000", "--seed", "5", days[0]);
        Index("add", days[1], "--threads", "1");
        var grown = Index("add", days[2], "-o", _work["changed"]);
        var whole = _work.Detect("whole", [.. days, "--reposts", "include", "--plan", _work["index"]]);
        Assert.Empty(whole.Json["plan"]!["replaced_bands"]!.AsArray());
        var exported = Export("exported");
        AssertSameTables(whole, exported);

        foreach (var count in new[] { "read", "kept", "rejected", "texts", "accounts", "families", "clusters", "posts_in_families" })
        {
            Assert.Equal(whole.Count(count), exported.Count(count));
        }

        // What has changed is a part of what there is.
        var changed = new Run(_work["changed"], grown.Error).CountsAddUp();
        Assert.Equal(3_000, changed.Count("read"));
        var clusters = exported.Table("clusters.csv").ToDictionary(row => row["cluster"]);
        var rows = changed.Table("clusters.csv");
        Assert.InRange(rows.Count, 1, clusters.Count - 1);
        Assert.All(rows, row => Assert.Equal(clusters[row["cluster"]], row));
        var changes = changed.Table("changes.csv");
        Assert.All(changes, change => Assert.Contains(change["new"], clusters.Keys));
        Assert.All(changes, change => Assert.Equal(change["relation"] == "new", change["old"] == ""));
        Assert.Contains("grown", changes.Select(change => change["relation"]));
    }

    [Fact]
    public void InfoSaysWhatIsFixedAndWhatThereIs()
    {
        Index("create", "--bands", "20", "--rows", "4", "--threshold", "0.8", "--profile", "exact");
        var empty = Info();
        Assert.Equal(("0", "none", "exact/1", "20", "4"), (empty["posts"], empty["bytes per post"], empty["profile"], empty["bands"], empty["rows"]));
        Index("add", _work.Synthesise(1_000, 3));
        var info = Info("--verify");
        Assert.Equal(("1000", "1", "0.8"), (info["records"], info["additions"], info["threshold"]));
        Assert.Equal(Directory.GetFiles(_work["index"], "*.segment").Sum(file => new FileInfo(file).Length), long.Parse(info["bytes"]));
    }

    [Fact]
    public void ConditionsAndKeptColumnsAreFixedAtCreateAndHoldForEveryAddition()
    {
        string[] days = [_work.Synthesise(2_000, 1), _work.Synthesise(2_000, 2)];
        string[] options = ["--reposts", "include", "--where", "lang = en or lang = de", "--since", "2025-03-03", "--keep", "lang,kind"];
        Index("create", [.. options, days[0]]);
        Index("add", days[1]);
        var whole = _work.Detect("whole", [.. days, .. options, "--plan", _work["index"]]);
        var exported = Export("exported");
        AssertSameTables(whole, exported);

        Assert.Equal((4_000, whole.Count("kept"), 0), (exported.Count("read"), exported.Count("kept"), exported.Count("rejected")));
        Assert.Equal(whole.Json["counts"]!["set_aside"]!.ToJsonString(), exported.Json["counts"]!["set_aside"]!.ToJsonString());
        Assert.All(exported.Table("posts.csv"), post => Assert.True(post["lang"] is "en" or "de", post["lang"]));
        var info = Info();
        Assert.Equal(("lang = en or lang = de", "2025-03-03T00:00:00Z", "lang,kind"), (info["where"], info["since"], info["keep"]));
        Assert.Matches("^1 input, 2,000 records: kept [0-9,]+, rejected 0, set aside [0-9,]+ \\(where [0-9,]+", info["addition 2"]);

        var other = _work.Write("other.csv", "id,text\n1,hello there\n");
        var refused = CopypastaProcess.Run("index", "add", _work["index"], other);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("no input has a column 'lang'", refused.Error, StringComparison.Ordinal);
        Assert.Equal("2", Info()["additions"]);
    }

    [Fact]
    public void AColumnThatNoInputHasIsRefusedWhereNoHeaderTells()
    {
        var day = _work.Write("day.jsonl", "{\"id\":\"1\",\"text\":\"hello there\",\"lang\":\"en\"}\n{\"id\":\"2\",\"text\":\"hello there\",\"lang\":\"de\"}\n");
        foreach (var option in new[] { "--where", "--keep" })
        {
            var misspelt = CopypastaProcess.Run("index", "create", _work["index"], day, option, option == "--keep" ? "langg" : "langg = en", "-o", _work["run"]);
            Refused(misspelt, $"{option}: no input has a column 'langg'");
            Assert.False(Directory.Exists(_work["index"]));
            Assert.False(Directory.Exists(_work["run"]));
        }

        Refused(CopypastaProcess.Run(["index", "create", _work["index"], "-", "--where", "langg = en"], input => input.Write(File.ReadAllBytes(day))), "no input has a column 'langg'");
        Assert.False(Directory.Exists(_work["index"]));

        Index("create", day, "--where", "lang = en");
        Assert.Equal("1", Info()["posts"]);
        Refused(CopypastaProcess.Run(["index", "add", _work["index"], "-"], input => input.Write("{\"id\":\"3\",\"text\":\"hello there\"}\n"u8)), "no input has a column 'lang'");
        Assert.Equal("1", Info()["additions"]);
        Assert.Equal(3, Directory.GetFileSystemEntries(_work["index"]).Length);
    }

    [Fact]
    public void WhatIsNotReadAndHowTheRestIsReadIsSaid()
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            Put(archive, "day.csv", "id,time,text\n1,2020-01-01 10:00,hello there\n2,,hello there you\n1,2020-01-01 10:00,hello there\n");
            Put(archive, "image.png", "no posts");
        }

        Index("create", "--since", "2019-01-01");
        var added = Index("add", _work.Write("day.zip", zip.ToArray()), "--time-zone", "Europe/Berlin", "-o", _work["run"]);
        Assert.Contains("2 times without a zone were read as Europe/Berlin.", added.Error, StringComparison.Ordinal);
        Assert.Contains("1 post has no time and was kept; an index made with --timed-only sets it aside.", added.Error, StringComparison.Ordinal);
        Assert.Contains("set aside; an index made with --duplicate-ids keep compares them too.", added.Error, StringComparison.Ordinal);
        Assert.Contains("day.zip: 1 member was read, 1 left out", added.Error, StringComparison.Ordinal);
        var json = new Run(_work["run"], added.Error).CountsAddUp().Json;
        Assert.Equal(("Europe/Berlin", "auto", 16 << 20), ((string)json["parameters"]!["time_zone"]!, (string)json["parameters"]!["format"]!, (int)json["parameters"]!["max_record_bytes"]!));
        Assert.Equal(1, (int)json["containers"]![0]!["members"]!);

        static void Put(ZipArchive archive, string name, string text)
        {
            using var member = archive.CreateEntry(name).Open();
            member.Write(Encoding.UTF8.GetBytes(text));
        }
    }

    [Fact]
    public void AFaultAfterTheAdditionCountsSaysThatItDoes()
    {
        Index("create", _work.Write("a.csv", "id,text\n1,hello there\n"), "-o", _work["run"]);

        // A folder in the place of a table stands in the way of its renaming, and of nothing before.
        File.Delete(Path.Combine(_work["run"], "posts.csv"));
        Directory.CreateDirectory(Path.Combine(_work["run"], "posts.csv", "in-the-way"));
        var result = CopypastaProcess.Run("index", "add", _work["index"], _work.Write("b.csv", "id,text\n2,hello there\n"), "-o", _work["run"], "--force", "--quiet");
        Refused(result, "the index has these posts, do not add them again: index export");
        Assert.Contains("posts.csv", result.Error, StringComparison.Ordinal);
        Assert.Equal("2", Info()["additions"]);
    }

    [Fact]
    public void ResultsAreNotWrittenIntoTheIndexByWhateverName()
    {
        Index("create");
        var posts = _work.Write("a.csv", "id,text\n1,hello there\n");
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateSymbolicLink(_work["link"], _work["index"]);
            Refuse(Path.Combine(_work["link"], "run"));
        }

        Refuse(Path.Combine(_work["index"], "..", "index", "run"));
        Index("add", posts, "-o", _work["index-2"]);

        void Refuse(string output)
        {
            Refused(CopypastaProcess.Run("index", "add", _work["index"], posts, "-o", output), "is within the index");
            Refused(CopypastaProcess.Run("index", "export", _work["index"], "-o", output), "is within the index");
            Assert.Equal(["index.json", "lock"], Directory.GetFileSystemEntries(_work["index"]).Select(Path.GetFileName).Order());
        }
    }

    [Fact]
    public void RejectsAreCountedPerAddition()
    {
        Index("create", _work.Write("a.csv", "id,text\n1,hello there\n2,\"cut off\n"));
        Index("add", _work.Write("b.csv", "id,text\n3,hello there\n4,http://example.org\n1,hello there\n"));
        var info = Info();
        Assert.Equal("1 input, 2 records: kept 1, rejected 1, set aside 0", info["addition 1"]);
        Assert.Equal("1 input, 3 records: kept 1, rejected 0, set aside 2 (empty texts 1, duplicate ids 1)", info["addition 2"]);
        Assert.Equal(("5", "1", "2", "2"), (info["records"], info["rejected"], info["set aside"], info["posts"]));
    }

    [Fact]
    public void AnAdditionKilledAtAnyMomentChangesNothing()
    {
        var (first, second) = (_work.Synthesise(4_000, 1), _work.Synthesise(12_000, 2));
        Index("create", "--reposts", "include", first);
        var manifest = File.ReadAllBytes(Path.Combine(_work["index"], "index.json"));
        var before = Export("before");
        Copy(_work["index"], _work["other"]);
        var started = System.Diagnostics.Stopwatch.StartNew();
        CopypastaProcess.Run("index", "add", _work["other"], second).Succeeded();
        var whole = started.Elapsed;
        CopypastaProcess.Run("index", "export", _work["other"], "-o", _work["expected"]).Succeeded();

        var random = new Random(4);
        var killed = 0;
        for (var i = 0; i < 12; i++)
        {
            using (CopypastaProcess.Start(["index", "add", _work["index"], second, "--quiet"]))
            {
                Thread.Sleep(whole * (0.2 + (0.75 * random.NextDouble())));
            }

            if (!File.ReadAllBytes(Path.Combine(_work["index"], "index.json")).AsSpan().SequenceEqual(manifest))
            {
                // It was quicker than its end.
                Directory.Delete(_work["index"], recursive: true);
                CopypastaProcess.Run("index", "create", _work["index"], "--reposts", "include", first).Succeeded();
                continue;
            }

            killed++;
            Info("--verify");
        }

        Assert.True(killed >= 6, $"only {killed} of 12 were killed in time");
        Assert.Equal(File.ReadAllBytes(before["posts.csv"]), File.ReadAllBytes(Export("after")["posts.csv"]));
        Index("add", second);
        var exported = Export("end");
        foreach (var table in s_tables)
        {
            Assert.True(File.ReadAllBytes(Path.Combine(_work["expected"], table)).AsSpan().SequenceEqual(File.ReadAllBytes(exported[table])), table);
        }

        Assert.Equal(2, Directory.GetFiles(_work["index"], "*.segment").Length);
        Assert.Equal(4, Directory.GetFileSystemEntries(_work["index"]).Length);
    }

    [Fact]
    public void WhileOneAddsAnotherIsRefusedAndReadersAreServed()
    {
        Index("create", _work.Synthesise(1_000, 1));
        using var adding = CopypastaProcess.Start(["index", "add", _work["index"], "-", "--text-lines"]);
        adding.Input.Write("a line\n"u8);
        adding.Input.Flush();

        // Until it has come so far, the other might be first.
        Assert.Equal("read and normalise ...", adding.Errors.ReadLine());
        var refused = CopypastaProcess.Run("index", "add", _work["index"], _work.Write("b.csv", "id,text\n1,\n"), "--quiet");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("is being written by another process", refused.Error, StringComparison.Ordinal);
        Assert.Single(refused.Error.TrimEnd().Split('\n'));
        Info();
        adding.Input.Dispose();
        Assert.Equal(0, adding.WaitForExit());
    }

    [Fact]
    public void AnInterruptedAdditionChangesNothing()
    {
        Index("create", _work.Synthesise(1_000, 1));
        var manifest = File.ReadAllText(Path.Combine(_work["index"], "index.json"));
        using var adding = CopypastaProcess.Start(["index", "add", _work["index"], "-", "--text-lines"]);
        adding.Input.Write("a line\n"u8);
        adding.Input.Flush();
        Assert.Equal("read and normalise ...", adding.Errors.ReadLine());
        adding.Interrupt();
        Assert.Equal(130, adding.WaitForExit());
        Assert.Equal("copypasta: interrupted; nothing was published", adding.Errors.ReadToEnd().TrimEnd());
        Assert.Equal(manifest, File.ReadAllText(Path.Combine(_work["index"], "index.json")));
        Index("add", _work.Synthesise(1_000, 2));
    }

    [Theory]
    [InlineData("index info missing", "is not an index")]
    [InlineData("index add index", "no input")]
    [InlineData("index create index", "is an index already")]
    [InlineData("index create other --capacity 0", "allowed are whole numbers from 1")]
    [InlineData("index create other --bands 3", "--bands and --rows go together")]
    [InlineData("index export index", "name a folder for the tables with -o RUN")]
    [InlineData("index add index --profile exact x.csv", "no such option")]
    [InlineData("index add index --where lang=en x.csv", "no such option")]
    [InlineData("index add index -o index x.csv", "within the index")]
    [InlineData("index create other --since 2020-01-02 --until 2020-01-01", "the first must be before the second")]
    [InlineData("index create other -o missing", "without inputs nothing changes")]
    [InlineData("query index text --memory 1MiB", "allowed are sizes from 256MiB")]
    [InlineData("index export index -o out --memory 1MiB", "allowed are sizes from 256MiB")]
    [InlineData("query missing text", "is not an index")]
    [InlineData("query index text --top 0", "allowed are whole numbers from 1")]
    public void MistakesAreToldInOneLine(string words, string expected)
    {
        Index("create");
        Refused(CopypastaProcess.Run([.. words.Split(' ').Select((word, i) => i > 0 && word is ("index" or "missing" or "other") ? _work[word] : word)]), expected);
    }

    public void Dispose() => _work.Dispose();

    private static void Refused(CopypastaProcess.Result result, string expected)
    {
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);

        // But for what it says of its progress, a line.
        Assert.StartsWith("copypasta: ", result.Error.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
    }

    private CopypastaProcess.Result Index(string command, params string[] arguments) => CopypastaProcess.Run(["index", command, _work["index"], .. arguments]).Succeeded();

    private Run Export(string name)
    {
        var result = Index("export", "-o", _work[name]);
        return new Run(_work[name], result.Error);
    }

    private Dictionary<string, string> Info(params string[] arguments) =>
        Index("info", arguments).Output.TrimEnd('\n').Split('\n').Select(line => line.Split(": ", 2)).ToDictionary(parts => parts[0], parts => parts[1]);

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }
}
