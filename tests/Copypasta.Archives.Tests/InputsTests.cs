namespace Copypasta.Archives.Tests;

public sealed class InputsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("inputs").FullName;

    public InputsTests()
    {
        foreach (var file in (string[])["b.csv", "a.csv.gz", "B.tsv", "note.pdf", ".hidden.csv", "sub/c.ndjson.lz4", "sub/deep/d.txt", ".git/e.csv", "notes.md.gz"])
        {
            var path = Path.Combine(_folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file.Contains("ndjson", StringComparison.Ordinal) ? "{\"text\":\"a\"}\n" : "text\na\n");
        }

        Directory.CreateDirectory(Path.Combine(_folder, "none"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void FolderGivesItsArchivesInOrder()
        => Assert.Equal(["B.tsv", "a.csv.gz", "b.csv", "sub/c.ndjson.lz4", "sub/deep/d.txt"], Resolve(""));

    [Fact]
    public void GlobsMatch()
    {
        Assert.Equal(["B.tsv", "b.csv"], Resolve("?.?sv"));
        Assert.Equal(["a.csv.gz", "b.csv"], Resolve("*.csv*"));
        Assert.Equal(["sub/c.ndjson.lz4"], Resolve("s*/*.lz4"));
        Assert.Equal(["sub/deep/d.txt"], Resolve("**/*.txt"));
        Assert.Equal(["note.pdf"], Resolve("*.pdf"));
    }

    [Fact]
    public void OrderOfArgumentsIsKept()
        => Assert.Equal(["-", "b.csv", "a.csv.gz"], Inputs.Resolve(["-", Path.Combine(_folder, "b.csv"), Path.Combine(_folder, "a.*")]).Select(input => Path.GetFileName(input.Path)));

    [Fact]
    public void MistakesAreNamed()
    {
        Assert.Contains("no such file", Error("x.csv"), StringComparison.Ordinal);
        Assert.Contains("no archives", Error("none"), StringComparison.Ordinal);
        Assert.Contains("no file matches", Error("*.xyz"), StringComparison.Ordinal);
        Assert.Contains("given twice", Error("", "b.csv"), StringComparison.Ordinal);
        Assert.Throws<ArchiveException>(() => Inputs.Resolve([]));
    }

    [Fact]
    public void FilesAreReadInOrder()
    {
        var reader = new PostReader(Inputs.Resolve([_folder]), new ReaderOptions(), _ => { });
        var sources = new List<int>();
        foreach (var batch in reader.ReadAsync(TestContext.Current.CancellationToken).ToBlockingEnumerable(TestContext.Current.CancellationToken))
        {
            sources.Add(batch.Source);
            batch.Return();
        }

        Assert.Equal([0, 1, 2, 3, 4], sources);
        Assert.Equal(5, reader.Summaries.Count);
    }

    [Fact]
    public void WhatIsPassedOverIsTold()
    {
        var passedOver = new List<SkippedInput>();
        Inputs.Resolve([_folder], passedOver);
        Assert.Equal([("note.pdf", SkippedInput.OtherName), ("notes.md.gz", SkippedInput.OtherName)], passedOver.Select(file => (Path.GetRelativePath(_folder, file.Path), file.Reason)));
    }

    /// <summary>Else the posts of the first run would be copies of themselves in the next. A shell names it where a * stands; who names a table in it means that.</summary>
    [Fact]
    public void RunsAndTextsAboutAnArchiveAreNotReadAsPosts()
    {
        foreach (var file in (string[])["run/run.json", "run/clusters.csv", "run/posts.csv", "other/run.json", "other/clusters.parquet", "third/run.json", "third/report.html", "README.txt", "licence.text", "readme.csv", "readme_posts.txt", "sub/run.json"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder, file))!);
            File.WriteAllText(Path.Combine(_folder, file), "text\na\n");
        }

        var passedOver = new List<SkippedInput>();
        Assert.Equal(
            ["B.tsv", "a.csv.gz", "b.csv", "readme.csv", "readme_posts.txt", "sub/c.ndjson.lz4", "sub/deep/d.txt", "sub/run.json"],
            Inputs.Resolve([_folder], passedOver).Select(input => Path.GetRelativePath(_folder, input.Path)));
        Assert.Equal(
            [
                ("README.txt", SkippedInput.OtherName), ("licence.text", SkippedInput.OtherName), ("note.pdf", SkippedInput.OtherName), ("notes.md.gz", SkippedInput.OtherName),
                ("other", SkippedInput.Run), ("run", SkippedInput.Run), ("third", SkippedInput.Run),
            ],
            passedOver.Select(file => (Path.GetRelativePath(_folder, file.Path), file.Reason)));
        Assert.Equal(["posts.csv"], Resolve("run/posts.csv").Select(path => Path.GetFileName(path)));
        Assert.Equal(["readme.csv"], Inputs.Resolve([Path.Combine(_folder, "run"), Path.Combine(_folder, "readme.csv")]).Select(input => Path.GetFileName(input.Path)));
        Assert.Equal(["b.csv", "readme.csv"], Inputs.Resolve([Path.Combine(_folder, "**", "*.csv")], passedOver = []).Select(input => Path.GetFileName(input.Path)));
        Assert.Equal(["run/clusters.csv", "run/posts.csv"], passedOver.Select(file => Path.GetRelativePath(_folder, file.Path)));
        Assert.Contains("name the file posts.csv in it", Assert.Throws<ArchiveException>(() => Inputs.Resolve([Path.Combine(_folder, "run")])).Message, StringComparison.Ordinal);
        Assert.Equal(["README.txt"], Resolve("README.txt"));
    }

    /// <summary>What nobody named and holds no posts is skipped, and told; what was named is an error.</summary>
    [Theory]
    [InlineData("prices.csv", "date,open,close\n2020-01-01,1.5,1.6\n", "no text column found")]
    [InlineData("map.json", "{\"type\":\"FeatureCollection\",\"features\":[{\"a\":1}]}\n", "no text field found")]
    [InlineData("empty.tsv", "", "empty file")]
    [InlineData("paper.csv", "%PDF-1.7 and so on\n", "looks like a PDF document")]
    [InlineData("page.txt", "<html><body>One</body></html>\n", "of no format that is known")]
    public void ForeignFilesOfAFolderAreSkipped(string name, string content, string reason)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        foreach (var threads in (int[])[1, 3])
        {
            var reader = Read([_folder], threads);
            Assert.Equal(5, reader.Summaries.Count);
            Assert.Equal(5, reader.Sources.Count);
            var skipped = Assert.Single(reader.Skipped);
            Assert.Equal(path, skipped.Path);
            Assert.StartsWith(reason, skipped.Reason, StringComparison.Ordinal);
        }

        Assert.StartsWith($"{path}: {reason}", Assert.Throws<ArchiveException>(() => { Read([path], 1); }).Message, StringComparison.Ordinal);
        Assert.StartsWith($"{path}: {reason}", Assert.Throws<ArchiveException>(() => { Read([Path.Combine(_folder, "b.csv"), path], 3); }).Message, StringComparison.Ordinal);
    }

    /// <summary>A pipe in a folder is nobody's wish, and would be waited for; a link to what is read anyway would double its posts.</summary>
    [Fact]
    public void PipesOfAFolderAreNotWaitedForAndLinksNotReadTwice()
    {
        using (var made = System.Diagnostics.Process.Start("mkfifo", [Path.Combine(_folder, "pipe.csv")]))
        {
            made.WaitForExit();
            Assert.Equal(0, made.ExitCode);
        }

        File.CreateSymbolicLink(Path.Combine(_folder, "c.csv"), Path.Combine(_folder, "b.csv"));
        File.CreateSymbolicLink(Path.Combine(_folder, "A.tsv"), Path.Combine(_folder, "B.tsv"));
        var passedOver = new List<SkippedInput>();
        var inputs = Inputs.Resolve([_folder], passedOver);
        Assert.Equal([("B.tsv", SkippedInput.LinkToInput), ("c.csv", SkippedInput.LinkToInput)], passedOver.Select(file => (Path.GetFileName(file.Path), file.Reason)).Where(file => file.Reason != SkippedInput.OtherName));
        var reader = Read([_folder], 1);
        Assert.Equal(5, reader.Summaries.Count);
        Assert.StartsWith("empty file", Assert.Single(reader.Skipped).Reason, StringComparison.Ordinal);
        Assert.Contains("given twice", Error("b.csv", "c.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public void ForeignMembersOfContainersAreSkipped()
    {
        var path = Path.Combine(_folder, "all.zip");
        File.WriteAllBytes(path, Packing.Zip(("prices.csv", "date,open\n2020-01-01,1\n"u8.ToArray()), ("posts.csv", "id,text\n1,a\n"u8.ToArray())));
        var reader = Read([path], 1);
        Assert.Equal(path + "/posts.csv", Assert.Single(reader.Summaries).Path);
        Assert.Equal(path + "/prices.csv", Assert.Single(reader.Skipped).Path);
    }

    /// <summary>A damaged archive is none that can be passed over, and neither is a folder in which nothing can be read.</summary>
    [Fact]
    public void NothingElseIsSkipped()
    {
        var gzip = Packing.Gzip("id,text\n1,a\n"u8.ToArray());
        File.WriteAllBytes(Path.Combine(_folder, "cut.csv.gz"), gzip[..^4]);
        Assert.Contains("cut.csv.gz", Assert.Throws<ArchiveException>(() => { Read([_folder], 1); }).Message, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_folder, "none", "prices.csv"), "date,open\n2020-01-01,1\n");
        var reader = Read([Path.Combine(_folder, "none")], 1);
        Assert.Contains("no text column found", Assert.Throws<ArchiveException>(reader.ThrowIfAllSkipped).Message, StringComparison.Ordinal);
    }

    private static PostReader Read(string[] arguments, int threads)
    {
        var reader = new PostReader(Inputs.Resolve(arguments), new ReaderOptions { Threads = threads }, _ => { });
        foreach (var batch in reader.ReadAsync(TestContext.Current.CancellationToken).ToBlockingEnumerable(TestContext.Current.CancellationToken))
        {
            batch.Return();
        }

        return reader;
    }

    private string[] Resolve(string argument)
        => [.. Inputs.Resolve([Path.Combine(_folder, argument)]).Select(input => Path.GetRelativePath(_folder, input.Path))];

    private string Error(params string[] arguments)
        => Assert.Throws<ArchiveException>(() => Inputs.Resolve(arguments.Select(argument => Path.Combine(_folder, argument)))).Message;
}
