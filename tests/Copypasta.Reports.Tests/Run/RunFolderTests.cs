namespace Copypasta.Reports.Tests;

public sealed class RunFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("copypasta-reports-").FullName;

    private string Folder => Path.Combine(_root, "run");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void PublishedFilesHaveTheirNamesAndNothingElseRemains()
    {
        using (var run = RunFolder.Create(Folder, FolderUse.New))
        {
            Publish(run, "posts.csv", "posts");
            Publish(run, "run.json", "{}");
        }

        Assert.Equal(["posts.csv", "run.json"], Names());
        Assert.Equal("posts", File.ReadAllText(Path.Combine(Folder, "posts.csv")));
    }

    [Fact]
    public void FilesHaveTheirNamesOnlyOnceTheRunIsComplete()
    {
        using var run = RunFolder.Create(Folder, FolderUse.New);
        using var file = run.OpenFile("posts.csv");
        file.Write("half"u8);
        file.Flush();
        Assert.Equal([".posts.csv.tmp"], Names());
        file.Publish();
        Assert.Equal([".posts.csv.tmp"], Names());
        Publish(run, "run.json", "{}");
        Assert.Equal(["posts.csv", "run.json"], Names());
    }

    [Fact]
    public void NothingIsLeftOfARunThatFails()
    {
        using (var run = RunFolder.Create(Folder, FolderUse.New))
        {
            Publish(run, "rejects.jsonl", "published");
            run.OpenFile("posts.csv").Write(new byte[100_000]);
            run.OpenFile("clusters.csv").WriteByte(1);
        }

        Assert.False(Directory.Exists(Folder));
    }

    [Fact]
    public void DisposedFilesLeaveNoTraceButPublishedOnesStay()
    {
        using (var run = RunFolder.Create(Folder, FolderUse.New))
        {
            Publish(run, "clusters.csv", "x");
            run.OpenFile("posts.csv").Dispose();
            Publish(run, "run.json", "{}");
        }

        Assert.Equal(["clusters.csv", "run.json"], Names());
    }

    [Fact]
    public void AfterARunThatFailedTheNextIsNotRefused()
    {
        Directory.CreateDirectory(Folder);
        using (var run = RunFolder.Create(Folder, FolderUse.New))
        {
            Publish(run, "posts.csv", "x");
        }

        Assert.Empty(Names());
        RunFolder.Create(Folder, FolderUse.New).Dispose();
    }

    [Fact]
    public void AnEmptyFolderIsTakenAndKept()
    {
        Directory.CreateDirectory(Folder);
        RunFolder.Create(Folder, FolderUse.New).Dispose();
        Assert.Empty(Names());
    }

    [Fact]
    public void ANonEmptyFolderIsRefusedAndUntouched()
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "posts.csv"), "old");
        File.WriteAllText(Path.Combine(Folder, "run.json"), "{}");
        var error = Assert.Throws<RunFolderException>(() => RunFolder.Create(Folder, FolderUse.New));

        Assert.Contains(Folder, error.Message, StringComparison.Ordinal);
        Assert.Contains("--force", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal("old", File.ReadAllText(Path.Combine(Folder, "posts.csv")));
    }

    [Fact]
    public void AFileIsRefusedHoweverItIsToBeUsed()
    {
        File.WriteAllText(Folder, "a file");
        foreach (var use in Enum.GetValues<FolderUse>())
        {
            Assert.Contains("it is a file", Assert.Throws<RunFolderException>(() => RunFolder.Create(Folder, use)).Message, StringComparison.Ordinal);
        }

        Assert.Equal("a file", File.ReadAllText(Folder));
    }

    [Fact]
    public void AFolderBelowAFileIsRefusedInOneLine()
    {
        File.WriteAllText(Folder, "a file");
        var error = Assert.Throws<RunFolderException>(() => RunFolder.Create(Path.Combine(Folder, "below"), FolderUse.New));
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void AFolderThatIsNoRunIsRefusedHoweverItIsToBeUsed()
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "posts.csv"), "somebody's archive");
        foreach (var use in Enum.GetValues<FolderUse>())
        {
            var error = Assert.Throws<RunFolderException>(() => RunFolder.Create(Folder, use));
            Assert.Contains("not a run", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("--force", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal("somebody's archive", File.ReadAllText(Path.Combine(Folder, "posts.csv")));
    }

    [Fact]
    public void ForceTakesAFolderOfStaleTemporaries()
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, ".rejects.jsonl.tmp"), "x");
        Assert.Contains("--force", Assert.Throws<RunFolderException>(() => RunFolder.Create(Folder, FolderUse.New)).Message, StringComparison.Ordinal);
        RunFolder.Create(Folder, FolderUse.Replace).Dispose();
        Assert.Empty(Names());
    }

    [Fact]
    public void ARunStandsWholeUntilTheNextIsComplete()
    {
        Directory.CreateDirectory(Folder);
        foreach (var name in new[] { "posts.csv", "report.html", "run.json", ".posts.csv.tmp" })
        {
            File.WriteAllText(Path.Combine(Folder, name), "old");
        }

        using (var run = RunFolder.Create(Folder, FolderUse.Replace))
        {
            Assert.Equal(["posts.csv", "report.html", "run.json"], Names());
            Publish(run, "rejects.jsonl", "new");
            Publish(run, "posts.csv", "new");
            Assert.Equal("old", File.ReadAllText(Path.Combine(Folder, "posts.csv")));
        }

        Assert.Equal(["posts.csv", "report.html", "run.json"], Names());
        Assert.All(Names(), name => Assert.Equal("old", File.ReadAllText(Path.Combine(Folder, name))));
    }

    [Fact]
    public void AReplacementThatFailsHalfwayIsNotTakenForARun()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "posts.csv"));
        File.WriteAllText(Path.Combine(Folder, "run.json"), "old");
        using (var run = RunFolder.Create(Folder, FolderUse.Replace))
        {
            Publish(run, "clusters.csv", "new");
            Publish(run, "posts.csv", "new");
            Assert.Contains("posts.csv", Assert.Throws<RunFolderException>(() => Publish(run, "run.json", "new")).Message, StringComparison.Ordinal);
        }

        Assert.Equal(["posts.csv"], Names());
    }

    [Fact]
    public void ForceRemovesFilesOfARunOnly()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "figures"));
        foreach (var name in new[] { "posts.csv", ".posts.csv.tmp", "run.json", "report.html", "my-notes.txt", "posts.csv.bak", "notes.csv", "figures/posts.csv" })
        {
            File.WriteAllText(Path.Combine(Folder, name), "x");
        }

        using (var run = RunFolder.Create(Folder, FolderUse.Replace))
        {
            Publish(run, "run.json", "{}");
        }

        Assert.Equal(["figures", "my-notes.txt", "notes.csv", "posts.csv.bak", "run.json"], Names());
        Assert.True(File.Exists(Path.Combine(Folder, "figures", "posts.csv")));
    }

    [Fact]
    public void RunJsonIsPublishedLast()
    {
        using var run = RunFolder.Create(Folder, FolderUse.New);
        using var last = run.OpenFile("run.json");
        using (var posts = run.OpenFile("posts.csv"))
        {
            Assert.Throws<InvalidOperationException>(last.Publish);
            posts.Publish();
        }

        last.Publish();
        Assert.Throws<InvalidOperationException>(() => run.OpenFile("clusters.csv"));
        Assert.Equal(["posts.csv", "run.json"], Names());
    }

    [Fact]
    public void AFolderIsTakenOnce()
    {
        using (var one = RunFolder.Create(Folder, FolderUse.New))
        {
            foreach (var use in Enum.GetValues<FolderUse>())
            {
                Assert.Contains("another process", Assert.Throws<RunFolderException>(() => RunFolder.Create(Folder, use)).Message, StringComparison.Ordinal);
            }

            using var file = one.OpenFile("posts.csv");
            file.Publish();
            Publish(one, "run.json", "{}");
        }

        Assert.Equal(["posts.csv", "run.json"], Names());
        RunFolder.Create(Folder, FolderUse.Replace).Dispose();
    }

    [Fact]
    public void WhatIsKeptCanBeAdopted()
    {
        long length;
        ulong hash;
        using (var one = RunFolder.Create(Folder, FolderUse.New))
        {
            Publish(one, "rejects.jsonl", "kept\n");
            Publish(one, "posts.csv", "lost");
            (length, hash) = one.Keep("rejects.jsonl");
        }

        Assert.Equal([".rejects.jsonl.tmp"], Names());
        Assert.Contains("--resume", Assert.Throws<RunFolderException>(() => RunFolder.Create(Folder, FolderUse.New)).Message, StringComparison.Ordinal);
        using (var two = RunFolder.Create(Folder, FolderUse.Resume))
        {
            Assert.False(two.Adopt("posts.csv", 4, 0));
            Assert.True(two.Adopt("rejects.jsonl", length, hash));
            Publish(two, "run.json", "{}");
        }

        Assert.Equal(["rejects.jsonl", "run.json"], Names());
        Assert.Equal("kept\n", File.ReadAllText(Path.Combine(Folder, "rejects.jsonl")));
    }

    [Fact]
    public void WhatIsDamagedIsNotAdopted()
    {
        ulong hash;
        using (var one = RunFolder.Create(Folder, FolderUse.New))
        {
            Publish(one, "rejects.jsonl", "kept\n");
            (_, hash) = one.Keep("rejects.jsonl");
        }

        File.WriteAllText(Path.Combine(Folder, ".rejects.jsonl.tmp"), "kepT\n");
        using var two = RunFolder.Create(Folder, FolderUse.Resume);
        Assert.False(two.Adopt("rejects.jsonl", 5, hash));
        two.Discard("rejects.jsonl");
        Publish(two, "rejects.jsonl", "new");
    }

    [Theory]
    [InlineData("other.csv")]
    [InlineData("../posts.csv")]
    [InlineData("")]
    public void OnlyFilesOfARunCanBeOpened(string name)
    {
        using var run = RunFolder.Create(Folder, FolderUse.New);
        Assert.Throws<ArgumentException>(() => run.OpenFile(name));
    }

    [Fact]
    public void PublishReplacesAFileInOneStep()
    {
        using var run = RunFolder.Create(Folder, FolderUse.New);
        File.WriteAllText(Path.Combine(Folder, "posts.csv"), "old");
        using var file = run.OpenFile("posts.csv");
        file.Write("new"u8);
        Assert.Equal("old", File.ReadAllText(Path.Combine(Folder, "posts.csv")));
        file.Publish();
        Publish(run, "run.json", "{}");
        Assert.Equal("new", File.ReadAllText(Path.Combine(Folder, "posts.csv")));
    }

    [Fact]
    public void APublishThatFailsLeavesNothing()
    {
        using (var run = RunFolder.Create(Folder, FolderUse.New))
        {
            Directory.CreateDirectory(Path.Combine(Folder, "posts.csv"));
            Publish(run, "clusters.csv", "x");
            Publish(run, "posts.csv", "x");
            Assert.Throws<RunFolderException>(() => Publish(run, "run.json", "{}"));
        }

        Assert.Equal(["posts.csv"], Names());
        Assert.Empty(Directory.GetFiles(Folder));
    }

    private static void Publish(RunFolder run, string name, string content)
    {
        using var file = run.OpenFile(name);
        file.Write(System.Text.Encoding.UTF8.GetBytes(content));
        file.Publish();
    }

    private string[] Names() => [.. Directory.EnumerateFileSystemEntries(Folder).Select(path => Path.GetFileName(path)!).Where(name => name != ".claim.tmp").Order(StringComparer.Ordinal)];
}
