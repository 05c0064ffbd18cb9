using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Copypasta.EndToEnd;

/// <summary>Evidence for publication: what is exported is what the inputs hold, and every later change of it is found and located.</summary>
public sealed class ExportTests : IDisposable
{
    private const string Sea = "the lamp above the harbour is lit again at nine, bring a blanket and the small brass telescope";

    private readonly Workspace _work = new();

    /// <summary>How the same posts come: the two of them that are near-identical stand among others.</summary>
    public static TheoryData<string, string> Inputs => new()
    {
        { "posts.csv", "verbatim" }, { "bom.csv", "verbatim" }, { "posts.csv.gz", "verbatim" }, { "posts.zip", "verbatim" }, { "posts.tar.gz", "verbatim" },
        { "posts.ndjson", "verbatim" }, { "posts.json", "verbatim" }, { "nested.json", "verbatim" }, { "pages.ndjson", "verbatim" }, { "utf16.csv", "decoded" }, { "posts.txt", "verbatim" },
    };

    [Theory]
    [MemberData(nameof(Inputs))]
    public void RecordsAreTheBytesOfTheInputAndReadAsTheSamePosts(string name, string form)
    {
        var (path, content) = Write(name);
        var run = Detect(path);
        var export = Export(run, Cluster(run));
        var records = Records(export);
        Assert.Equal(3, records.Count);
        foreach (var record in records)
        {
            Assert.Equal(form, (string)record["form"]!);
            var (offset, length) = ((int)record["offset"]!, (int)record["length"]!);
            var bytes = content[offset..(offset + length)];
            Assert.Equal(bytes, Slice(export, record));
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), (string)record["sha256"]!);
            Assert.Contains(Sea, Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        }

        Assert.Equal(Posts(run), name == "posts.txt" ? ReadAgain(export, "--text-lines") : ReadAgain(export));
        Assert.Equal(0, Verify(export).ExitCode);
    }

    [Fact]
    public void RowsOfParquetAreTheirColumns()
    {
        var archive = Archive.All.Single(archive => archive.Name == "parquet");
        var run = Detect(_work.Write("posts.parquet", archive.Content));
        var export = Export(run, Cluster(run));
        Assert.All(Records(export), record =>
        {
            Assert.Equal("columns", (string)record["form"]!);
            Assert.Null(record["offset"]);
            var row = JsonNode.Parse(Slice(export, record))!;
            Assert.Equal((string)record["id"]!, (string)row["id"]!);
            Assert.Equal((string)record["author"]!, (string)row["author_id"]!);
            Assert.Equal((string)record["text"]!, (string)row["text"]!);
        });
        Assert.Equal(Posts(run), ReadAgain(export));
    }

    /// <summary>The same posts as every kind of archive that needs no options, in one run: each has its record of each, with the post's words in it.</summary>
    [Fact]
    public void EveryFormatHasItsRecords()
    {
        var archives = Archive.All.Where(archive => archive.Options.Length == 0).ToArray();
        string[] paths = [.. archives.Select((archive, i) => _work.Write($"{i}.dat", archive.Content))];
        var run = Detect([.. paths, "--duplicate-ids", "keep"]);
        var export = Export(run, Cluster(run));
        var records = Records(export);
        Assert.Equal(run.Table("posts.csv").Count(post => post["cluster"] == Cluster(run)), records.Count);
        Assert.Equal(archives.Length, records.Select(record => (int)record["input"]!).Distinct().Count());
        Assert.All(records, record =>
        {
            var bytes = Slice(export, record);
            Assert.Equal((string)record["sha256"]!, Convert.ToHexStringLower(SHA256.HashData(bytes)));
            var word = ((string)record["text"]!).Split(' ', '\n').First(word => word.Length > 4 && word.All(char.IsAsciiLetter));
            Assert.Contains(word, Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        });
        Assert.Equal(0, Verify(export).ExitCode);
    }

    [Fact]
    public void EveryFlippedByteIsFoundAndLocated()
    {
        var run = Detect(Write("posts.csv").Path);
        var export = Export(run, Cluster(run));
        foreach (var path in Directory.EnumerateFiles(export, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(export, path);
            var bytes = File.ReadAllBytes(path);

            // The list decides on all others: every byte of it. Of the others some.
            var step = name == "SHA256SUMS" ? 37 : Math.Max(1, bytes.Length / 3);
            for (var at = 0; at < bytes.Length; at += step)
            {
                bytes[at] ^= 0x20;
                File.WriteAllBytes(path, bytes);
                bytes[at] ^= 0x20;
                var result = Verify(export);
                Assert.True(result.ExitCode == 2, $"{name}, byte {at}");
                Assert.Contains($"{name}: ", result.Output, StringComparison.Ordinal);
                Assert.Contains("not as it was exported", result.Error, StringComparison.Ordinal);
            }

            File.WriteAllBytes(path, bytes);
        }

        Assert.Equal(0, Verify(export).ExitCode);
    }

    [Fact]
    public void TheRecordThatChangedIsNamedAndNoOther()
    {
        var run = Detect(Write("posts.csv").Path);
        var export = Export(run, Cluster(run));
        var record = Records(export)[1];
        var path = Path.Combine(export, (string)record["file"]!);
        var bytes = File.ReadAllBytes(path);
        bytes[(int)record["file_offset"]! + 5] ^= 1;
        File.WriteAllBytes(path, bytes);
        var output = Verify(export).Output;
        Assert.Contains($"  record 2 (row {record["row"]} of input 1), bytes {record["file_offset"]} to ", output, StringComparison.Ordinal);
        Assert.Single(output.Split('\n'), line => line.StartsWith("  record ", StringComparison.Ordinal));
    }

    [Fact]
    public void FilesThatAreMissingOrMoreAreNamed()
    {
        var run = Detect(Write("posts.csv").Path);
        var export = Export(run, Cluster(run));
        File.Move(Path.Combine(export, "method.txt"), Path.Combine(export, "method\u001b.txt"));
        Directory.CreateDirectory(Path.Combine(export, "more"));
        var result = Verify(export);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("method.txt: missing", result.Output, StringComparison.Ordinal);
        Assert.Contains("method[U+001B].txt: a file that is not in SHA256SUMS", result.Output, StringComparison.Ordinal);
        Assert.Contains("more/: an empty folder that is not in SHA256SUMS", result.Output, StringComparison.Ordinal);
        Assert.Contains("3 differences", result.Error, StringComparison.Ordinal);
        File.Delete(Path.Combine(export, "SHA256SUMS"));
        Assert.Contains("no SHA256SUMS in it", Verify(export).Error, StringComparison.Ordinal);
    }

    /// <summary>A pipe gives its reader nothing until somebody writes into it.</summary>
    [Theory]
    [InlineData("method.txt", "method.txt: changed")]
    [InlineData("records/input-1.csv", "records/input-1.csv: changed")]
    [InlineData("records.jsonl", "records.jsonl: changed")]
    [InlineData("SHA256SUMS", "SHA256SUMS: its last line, the digest of the lines above, is missing")]
    public void APipeInPlaceOfAFileIsNotWaitedFor(string name, string told)
    {
        var run = Detect(Write("posts.csv").Path);
        var export = Export(run, Cluster(run));
        File.Delete(Path.Combine(export, name));
        using (var made = System.Diagnostics.Process.Start("mkfifo", [Path.Combine(export, name)]))
        {
            made.WaitForExit();
            Assert.Equal(0, made.ExitCode);
        }

        var result = Verify(export);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(told, result.Output, StringComparison.Ordinal);
    }

    /// <summary>What is listed elsewhere must not be read as if it were the export's.</summary>
    [Fact]
    public void LinksAreNoFilesAndPathsDoNotLeadOut()
    {
        var run = Detect(Write("posts.csv").Path);
        var export = Export(run, Cluster(run));
        File.Move(Path.Combine(export, "method.txt"), _work["method.txt"]);
        File.CreateSymbolicLink(Path.Combine(export, "method.txt"), _work["method.txt"]);
        Assert.Contains("method.txt: a link, where SHA256SUMS has a file", Verify(export).Output, StringComparison.Ordinal);
        var list = Path.Combine(export, "SHA256SUMS");
        File.WriteAllText(list, File.ReadAllText(list).Replace("  method.txt", "  ../method.txt", StringComparison.Ordinal));
        Assert.Contains("SHA256SUMS: line 2 is not as the list was written", Verify(export).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void TheDigestOfTheListIsPrintedByBoth()
    {
        var run = Detect(Write("posts.csv").Path);
        var exported = CopypastaProcess.Run("export", run.Folder, "--cluster", Cluster(run), "-o", _work["export"]).Succeeded();
        var digest = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(_work["export"], "SHA256SUMS"))));
        Assert.Contains(digest, exported.Error, StringComparison.Ordinal);
        Assert.Contains(digest, Verify(_work["export"]).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void AChangedInputIsRefusedAndNothingIsLeft()
    {
        var (path, content) = Write("posts.csv");
        var run = Detect(path);
        content[^3] ^= 1;
        File.WriteAllBytes(path, content);
        Assert.Contains("changed since the run was made", Refused("export", run.Folder, "--cluster", Cluster(run), "-o", _work["export"]), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_work["export"]));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_work["."], ".export*"));
    }

    /// <summary>Rows of a table that change places leave its size and its counts as they were.</summary>
    [Theory]
    [InlineData("posts.csv")]
    [InlineData("clusters.csv")]
    public void AChangedTableIsRefused(string name)
    {
        var run = Detect(Write("posts.csv").Path);
        var cluster = Cluster(run);
        var lines = File.ReadAllLines(run[name]);
        Array.Reverse(lines);
        File.WriteAllLines(run[name], lines);
        Assert.Contains($"{name}: changed since the run has written it", Refused("export", run.Folder, "--cluster", cluster, "-o", _work["export"]), StringComparison.Ordinal);
        File.Move(run[name], run[Path.ChangeExtension(name, "jsonl")]);
        Assert.Contains("its digest is not in run.json", Refused("export", run.Folder, "--cluster", cluster, "-o", _work["export"]), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_work["export"]));
    }

    /// <summary>Each file but run.json itself, as sha256sum tells it.</summary>
    [Fact]
    public void RunJsonHasTheDigestOfEachOtherFile()
    {
        var run = Detect(Write("posts.csv").Path, "--outputs", "csv,parquet,jsonl,html");
        Assert.Equal(
            Directory.EnumerateFiles(run.Folder).Select(path => Path.GetFileName(path)).Where(name => name != "run.json").Order(StringComparer.Ordinal).Select(name => (name, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(run[name]))))),
            run.Json["files"]!.AsObject().Select(file => (file.Key, (string)file.Value!)));
    }

    [Fact]
    public void AnInputThatIsGoneIsToldAndNothingInvented()
    {
        var here = Write("posts.csv").Path;
        var gone = _work.Write("more.csv", $"id,author,text\n90,zoe,\"{Sea}\"\n");
        var run = Detect(here, gone);
        File.Delete(gone);
        var result = CopypastaProcess.Run("export", run.Folder, "--cluster", Cluster(run), "-o", _work["export"]).Succeeded();
        Assert.Contains("more.csv: 1 post; NO RECORDS: its file was not found where the run had read it", result.Error, StringComparison.Ordinal);
        var record = Assert.Single(Records(_work["export"]), record => (string)record["form"]! == "missing");
        Assert.Equal((null, null, null, Sea), ((string?)record["offset"], (string?)record["file"], (string?)record["sha256"], (string?)record["text"]));
        Assert.Contains("more.csv, SHA-256", File.ReadAllText(Path.Combine(_work["export"], "method.txt")), StringComparison.Ordinal);
        Assert.Equal(3, Records(_work["export"]).Count(record => (string)record["form"]! == "verbatim"));
        Assert.Equal(0, Verify(_work["export"]).ExitCode);
    }

    [Fact]
    public void StandardInputIsNotKept()
    {
        var content = Write("posts.csv").Content;
        CopypastaProcess.Run(["detect", "-", "-o", _work["run"]], input => input.Write(content)).Succeeded();
        var run = new Run(_work["run"], "");
        Assert.Contains("it came from standard input", CopypastaProcess.Run("export", run.Folder, "--cluster", Cluster(run), "-o", _work["export"]).Succeeded().Error, StringComparison.Ordinal);
    }

    [Fact]
    public void PairsHaveThePostsTheyRestOn()
    {
        CopypastaProcess.Run("detect", "--sample", "-o", _work["run"], "--quiet").Succeeded();
        var run = new Run(_work["run"], "");
        var pair = run.Table("account_pairs.csv")[0];
        var evidence = run.Table("pair_evidence.csv").Where(row => row["a"] == pair["a"] && row["b"] == pair["b"]).ToList();
        CopypastaProcess.Run("export", run.Folder, "--pair", pair["b"], pair["a"], "-o", _work["export"]).Succeeded();
        var records = Records(_work["export"]).ToDictionary(record => (int)record["record"]!);
        Assert.Equal(
            evidence.Select(row => (row["a_row"], row["b_row"], row["occasion"], row["lag_s"])),
            Csv.Read(File.ReadAllText(Path.Combine(_work["export"], "co-posts.csv"))).Select(row => (Row(row["a_record"]), Row(row["b_record"]), row["occasion"], row["lag_s"])));
        Assert.All(records.Values, record => Assert.Contains((string)record["author"]!, new[] { pair["a"], pair["b"] }));
        var page = File.ReadAllText(Path.Combine(_work["export"], "evidence.html"));
        Assert.Contains("not the probability that the accounts acted independently; common causes remain possible", page, StringComparison.Ordinal);
        Assert.Contains($"<th>q</th><td>{pair["q"]}</td>", page, StringComparison.Ordinal);
        Assert.Equal(0, Verify(_work["export"]).ExitCode);

        // The page has posts in it; the method is the program's own words.
        string[] verdicts = ["bot", "troll", "fake", "sockpuppet", "inauthentic", "suspicious", "malicious", "guilty", "culprit", "propaganda", "disinformation", "influence operation"];
        var written = File.ReadAllText(Path.Combine(_work["export"], "method.txt")) + CopypastaProcess.Run("cite", run.Folder).Output
            + CopypastaProcess.Run("export", "--help").Output + CopypastaProcess.Run("verify", "--help").Output + CopypastaProcess.Run("cite", "--help").Output;
        Assert.All(verdicts, word => Assert.DoesNotContain(word, written, StringComparison.OrdinalIgnoreCase));

        string Row(string record) => $"{records[int.Parse(record, System.Globalization.CultureInfo.InvariantCulture)]["row"]}";
    }

    /// <summary>As it stands in the CSV, with an apostrophe, and as it stood in the input.</summary>
    [Fact]
    public void AnAccountThatIsAFormulaIsFoundByBothItsForms()
    {
        CopypastaProcess.Run("detect", "--sample", "-o", _work["sample"], "--quiet").Succeeded();
        var sample = new Run(_work["sample"], "");
        var account = sample.Table("account_pairs.csv")[0]["a"];
        var posts = File.ReadAllText(sample["posts.csv"]).Replace($",{account},", ",=1+1,", StringComparison.Ordinal);
        var run = Detect(_work.Write("posts.csv", posts));
        var pair = run.Table("account_pairs.csv").First(pair => pair["a"] == "'=1+1" || pair["b"] == "'=1+1");
        foreach (var (a, b) in new[] { (pair["a"], pair["b"]), (pair["a"].TrimStart('\''), pair["b"].TrimStart('\'')) })
        {
            CopypastaProcess.Run("export", run.Folder, "--pair", a, b, "-o", _work["export"]).Succeeded();
            Assert.Contains(Records(_work["export"]), record => (string)record["author"]! == "=1+1");
            Directory.Delete(_work["export"], recursive: true);
        }
    }

    [Theory]
    [InlineData("jsonl")]
    [InlineData("parquet")]
    public void TablesOfOtherFormatsServe(string outputs)
    {
        var path = Write("posts.csv").Path;
        var cluster = Cluster(Detect(path));
        var expected = Records(Export(new Run(_work["run"], ""), cluster)).Select(record => record.ToJsonString()).ToArray();
        Directory.Delete(_work["export"], recursive: true);
        var run = Detect(path, "--force", "--outputs", outputs);
        Assert.Equal(expected, Records(Export(run, cluster)).Select(record => record.ToJsonString()));
    }

    [Fact]
    public void HostileTextActsNowhere()
    {
        var text = $"=cmd|x <script>alert(1)</script> \u202e{Sea}\u001b[31m </blockquote>";
        var run = Detect(_work.Write("posts.csv", $"id,author,text\n1,=a<b>,\"{text}\"\n2,../../x,\"{text} \u0007again\"\n"));
        var export = Export(run, Cluster(run));
        var page = File.ReadAllText(Path.Combine(export, "evidence.html"));
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        Assert.Contains("[U+202E]", page, StringComparison.Ordinal);
        Assert.All(page + File.ReadAllText(Path.Combine(export, "method.txt")), c => Assert.True(!char.IsControl(c) || c == '\n'));
        Assert.Contains(",'=a<b>,", File.ReadAllText(Path.Combine(export, "records.csv")), StringComparison.Ordinal);
        Assert.Equal(Encoding.UTF8.GetBytes($"1,=a<b>,\"{text}\"\n"), Slice(export, Records(export)[0]));
        Assert.Equal(["SHA256SUMS", "evidence.html", "method.txt", "records.csv", "records.jsonl", "records/input-1.csv"], Files(export));
    }

    [Fact]
    public void ThePlaceOfAMapIsKeptInTheRun()
    {
        var run = Detect(_work.Write("posts.csv", $"n;what;who;other\n1;{Sea};a;x\n2;{Sea};b;y\n"), "--map", "text=what,id=n,author=who");
        Assert.Equal(["author=who", "id=n", "text=what"], run.Json["parameters"]!["map"]!.AsArray().Select(field => (string)field!));
        Assert.Equal([$"1;{Sea};a;x\n", $"2;{Sea};b;y\n"], Records(Export(run, Cluster(run))).Select(record => Encoding.UTF8.GetString(Slice(_work["export"], record))));
    }

    [Fact]
    public void PermalinksAreBuiltWherePlatformsAreKnown()
    {
        var archive = Archive.All.First(archive => archive.Format == "x-v1");
        var run = Detect(_work.Write("posts.dat", archive.Content));
        Assert.All(Records(Export(run, Cluster(run))), record => Assert.Equal($"https://x.com/i/status/{record["id"]}", (string)record["permalink"]!));
    }

    [Fact]
    public void WhatCannotBeExportedIsOneLine()
    {
        var run = Detect(Write("posts.csv").Path);
        var cluster = Cluster(run);
        Assert.Contains("has no such cluster", Refused("export", run.Folder, "--cluster", "c0", "-o", _work["export"]), StringComparison.Ordinal);
        Assert.Contains("has no such pair", Refused("export", run.Folder, "--pair", "ann", "-1001", "-o", _work["export"]), StringComparison.Ordinal);
        Assert.Contains("name either a cluster", Refused("export", run.Folder, "-o", _work["export"]), StringComparison.Ordinal);
        Assert.Contains("name either a cluster", Refused("export", run.Folder, "--cluster", cluster, "--pair", "a", "b", "-o", _work["export"]), StringComparison.Ordinal);
        Assert.Contains("no output", Refused("export", run.Folder, "--cluster", cluster), StringComparison.Ordinal);
        Assert.Contains("not a complete run", Refused("export", _work["."], "--cluster", cluster, "-o", _work["export"]), StringComparison.Ordinal);
        Assert.Contains("there is something already", Refused("export", run.Folder, "--cluster", cluster, "-o", _work["."]), StringComparison.Ordinal);
        Assert.Contains("that is within the run", Refused("export", run.Folder, "--cluster", cluster, "-o", run["export"]), StringComparison.Ordinal);
        Assert.Contains("--pair @ann @ben: ", Refused("export", run.Folder, "--pair", "@ann", "@ben", "-o", _work["export"]), StringComparison.Ordinal);
        Assert.Contains("no such folder", Refused("verify", _work["nowhere"]), StringComparison.Ordinal);
        Assert.Contains("no such folder", Refused("cite", _work["nowhere"]), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_work["."], ".export*"));
        var html = Detect(Write("posts.csv").Path, "--force", "--outputs", "html");
        Assert.Contains("no table clusters in it", Refused("export", html.Folder, "--cluster", cluster, "-o", _work["export"]), StringComparison.Ordinal);
    }

    [Fact]
    public void ACitationHasEveryParameterAndNothingPersonal()
    {
        Directory.CreateDirectory(_work["jane"]);
        var run = Detect(_work.Write("jane/posts.csv", Write("posts.csv").Content), "--threshold", "0.75", "--where", "author != x");
        var output = CopypastaProcess.Run("cite", run.Folder).Succeeded().Output;
        Assert.Equal(output, CopypastaProcess.Run("cite", run.Folder).Succeeded().Output);
        Assert.StartsWith("@software{copypasta-", output, StringComparison.Ordinal);
        Assert.Contains($"@misc{{copypasta-run-{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(run["run.json"])))[..12]},", output, StringComparison.Ordinal);
        Assert.Contains((string)run.Json["inputs"]![0]!["sha256"]!, output, StringComparison.Ordinal);
        Assert.All(run.Json["parameters"]!.AsObject(), parameter => Assert.Contains($"\n  {parameter.Key} = ", output, StringComparison.Ordinal));
        Assert.Contains("\n  threshold = 0.75\n", output, StringComparison.Ordinal);
        Assert.Contains("\n  where = author != x\n", output, StringComparison.Ordinal);
        Assert.Contains("1. posts.csv: ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("jane", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Path.GetDirectoryName(run.Folder)!, output, StringComparison.Ordinal);
    }

    [Fact]
    public void FilesThatWereNotReadAreInTheMethod()
    {
        Directory.CreateDirectory(_work["jane"]);
        _work.Write("jane/posts.csv", Write("posts.csv").Content);
        _work.Write("jane/notes\n.csv", "one word\n");
        var run = Detect(_work["jane"]);
        var output = CopypastaProcess.Run("cite", run.Folder).Succeeded().Output;
        Assert.Contains("\nFiles that were not read\n  notes .csv = ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("jane", output, StringComparison.Ordinal);
        Assert.Contains(output[output.IndexOf("Files that were not read", StringComparison.Ordinal)..], File.ReadAllText(Path.Combine(Export(run, Cluster(run)), "method.txt")), StringComparison.Ordinal);
        Assert.Matches(@"a probability of at least 0\.\d{1,4}\. ", output);
    }

    public void Dispose() => _work.Dispose();

    private (string Path, byte[] Content) Write(string name)
    {
        (string Id, string Author, string Text)[] posts =
        [
            ("11", "ann", Sea), ("12", "ben", "something else altogether, \"quoted\", and long enough to be compared with others"), ("13", "cem", Sea + " \u2014 \"now\"\nor later"), ("14", "ann", "short"), ("15", "dee", Sea + "!"),
        ];
        if (name == "posts.txt")
        {
            // A post a line; the last one has no line end.
            var lines = Encoding.UTF8.GetBytes(string.Join('\n', posts.Select(post => post.Text.ReplaceLineEndings(" "))));
            return (_work.Write(name, lines), lines);
        }

        var csv = "id,author,text\r\n" + string.Join("\r\n", posts.Select(post => $"{post.Id},{post.Author},\"{post.Text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
        JsonObject[] objects() => [.. posts.Select(post => new JsonObject { ["id"] = post.Id, ["author"] = post.Author, ["text"] = post.Text })];
        var indented = new System.Text.Json.JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        var content = Encoding.UTF8.GetBytes(Path.GetExtension(name) switch
        {
            ".ndjson" when name.StartsWith("pages", StringComparison.Ordinal) => string.Concat(objects().Chunk(2).Select(page => new JsonObject { ["data"] = new JsonArray([.. page.Select(XPost)]), ["meta"] = new JsonObject { ["result_count"] = page.Length } }.ToJsonString(Plain()) + "\n")),
            ".ndjson" => string.Concat(objects().Select(post => post.ToJsonString(Plain()) + "\n")),
            ".json" when name.StartsWith("nested", StringComparison.Ordinal) => new JsonObject { ["about"] = "x", ["posts"] = new JsonArray(objects()) }.ToJsonString(indented),
            ".json" => new JsonArray(objects()).ToJsonString(Plain()),
            _ => csv,
        });
        byte[] stored = name switch
        {
            "bom.csv" => content = [.. Encoding.UTF8.Preamble, .. content],
            "utf16.csv" => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(csv)],
            "posts.csv.gz" => Gzip(content),
            "posts.zip" => Zip(content),
            "posts.tar.gz" => Gzip(Tar(content)),
            _ => content,
        };
        return (_work.Write(name, stored), content);

        static JsonObject XPost(JsonObject post) => new() { ["id"] = (string)post["id"]!, ["author_id"] = (string)post["author"]!, ["created_at"] = "2024-05-01T10:00:00.000Z", ["text"] = (string)post["text"]!, ["edit_history_tweet_ids"] = new JsonArray((string)post["id"]!) };
        static System.Text.Json.JsonSerializerOptions Plain() => new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    }

    private static byte[] Gzip(byte[] content)
    {
        using var stored = new MemoryStream();
        using (var gzip = new GZipStream(stored, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return stored.ToArray();
    }

    private static byte[] Zip(byte[] content)
    {
        using var stored = new MemoryStream();
        using (var zip = new ZipArchive(stored, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var member = zip.CreateEntry("folder/a;b.csv").Open();
            member.Write(content);
        }

        return stored.ToArray();
    }

    private static byte[] Tar(byte[] content)
    {
        using var stored = new MemoryStream();
        using (var tar = new TarWriter(stored, leaveOpen: true))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "posts.csv") { DataStream = new MemoryStream(content) });
        }

        return stored.ToArray();
    }

    private Run Detect(params string[] arguments) => _work.Detect("run", [.. arguments, "--quiet"]);

    /// <summary>The cluster with most posts.</summary>
    private static string Cluster(Run run) => run.Table("clusters.csv")[0]["cluster"];

    private string Export(Run run, string cluster)
    {
        Assert.Empty(CopypastaProcess.Run("export", run.Folder, "--cluster", cluster, "-o", _work["export"]).Succeeded().Bytes);
        return _work["export"];
    }

    private static CopypastaProcess.Result Verify(string export) => CopypastaProcess.Run("verify", export);

    private static List<JsonNode> Records(string export) => [.. File.ReadLines(Path.Combine(export, "records.jsonl")).Select(line => JsonNode.Parse(line)!)];

    private static byte[] Slice(string export, JsonNode record) =>
        File.ReadAllBytes(Path.Combine(export, (string)record["file"]!)).AsSpan((int)record["file_offset"]!, (int)record["file_length"]!).ToArray();

    private static IEnumerable<string> Files(string export) =>
        Directory.EnumerateFiles(export, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(export, path).Replace('\\', '/')).Order(StringComparer.Ordinal);

    /// <summary>The posts of the run's largest cluster, but for where they stand.</summary>
    private static List<string> Posts(Run run) =>
        [.. run.Table("posts.csv").Where(post => post["cluster"] == Cluster(run)).Select(Words).Order(StringComparer.Ordinal)];

    /// <summary>The exported records, read as any input is.</summary>
    private List<string> ReadAgain(string export, params string[] options)
    {
        string[] files = [.. Files(export).Where(file => file.StartsWith("records/", StringComparison.Ordinal)).Select(file => Path.Combine(export, file))];
        var again = _work.Detect("again", [.. files, "--all-posts", "--duplicate-ids", "keep", "--quiet", .. options]);
        return [.. again.Table("posts.csv").Select(Words).Order(StringComparer.Ordinal)];
    }

    private static string Words(Dictionary<string, string> post) => $"{post["id"]}|{post["author"]}|{post["text"]}";

    private static string Refused(params string[] arguments)
    {
        var result = CopypastaProcess.Run(arguments);
        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Bytes);
        Assert.Equal(result.Error.Length - 1, result.Error.IndexOf('\n', StringComparison.Ordinal));
        return result.Error;
    }
}
