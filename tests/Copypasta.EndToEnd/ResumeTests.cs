using System.Diagnostics;

namespace Copypasta.EndToEnd;

/// <summary>A run that was killed goes on, for the same bytes.</summary>
public sealed class ResumeTests
{
    private static readonly string[] s_files = ["posts.csv", "clusters.csv", "families.csv", "accounts.csv", "hashtags.csv", "links.csv", "labels.csv", "slots.csv", "account_pairs.csv", "pair_evidence.csv", "communities.csv", "schema.json", "rejects.jsonl", "report.html"];

    [Fact]
    public void KilledAgainAndAgainARunEndsAsIfItHadNotBeen()
    {
        using var work = new Workspace();
        var input = work.Synthesise(200_000, 11);

        // Rejects are kept along.
        File.AppendAllText(input, "\"1\",\"a\"x\n");
        var alone = Stopwatch.StartNew();
        string[] background = ["--background", work.Synthesise(20_000, 12)];
        var whole = work.Detect("whole", [input, "--threads", "2", .. background]);
        var half = alone.Elapsed.TotalSeconds / 2;
        var resumed = 0;
        var random = new Random(3);
        for (var kills = 0; ; kills++)
        {
            Assert.True(kills < 60, "the run makes no headway");
            using var run = Start(work, input, background);
            var lived = Stopwatch.StartNew();

            // A moment of the first half of what a whole run takes; later from time to time, so that the longest step ends on any machine.
            half *= 1.15;
            var moment = random.NextDouble() * half;
            while (!run.HasExited && lived.Elapsed.TotalSeconds < moment)
            {
                Thread.Sleep(20);
            }

            if (run.HasExited)
            {
                Assert.True(run.WaitForExit() == 0, run.Errors.ReadToEnd());
                Assert.InRange(kills, 2, 60);
                break;
            }

            run.Kill();
            Assert.False(File.Exists(Path.Combine(work["killed"], "run.json")) && !File.Exists(Path.Combine(work["killed"], "posts.csv")));
            resumed += File.Exists(Path.Combine(work["killed"], ".working.tmp", "posts.step")) ? 1 : 0;
        }

        Assert.True(resumed > 0, "no run was killed after its reading");
        var files = Directory.EnumerateFileSystemEntries(work["killed"]).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
        Assert.Equal(s_files.Append("run.json").Order(StringComparer.Ordinal), files);
        foreach (var file in s_files)
        {
            Assert.True(File.ReadAllBytes(whole[file]).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(work["killed"], file))), file);
        }

        Assert.Equal(MemoryTests.WithoutEnvironment(whole), MemoryTests.WithoutEnvironment(new Run(work["killed"], "")));
    }

    [Fact]
    public void OnlyTheSameRunGoesOn()
    {
        using var work = new Workspace();
        var input = work.Synthesise(200_000, 12);
        using (var run = Start(work, input))
        {
            while (!run.HasExited && !File.Exists(Path.Combine(work["killed"], ".working.tmp", "posts.step")))
            {
                Thread.Sleep(5);
            }

            // While it lives nobody else can have the folder.
            var second = CopypastaProcess.Run("detect", input, "-o", work["killed"], "--memory", "256MiB", "--force");
            Assert.Equal(2, second.ExitCode);
            Assert.Contains("another process", second.Error, StringComparison.Ordinal);
            run.Kill();
        }

        var plain = CopypastaProcess.Run("detect", input, "-o", work["killed"], "--memory", "256MiB");
        Assert.Equal(2, plain.ExitCode);
        Assert.Contains("--resume", plain.Error, StringComparison.Ordinal);

        var other = CopypastaProcess.Run("detect", input, "-o", work["killed"], "--memory", "256MiB", "--resume", "--threshold", "0.8");
        Assert.Equal(2, other.ExitCode);
        Assert.Contains("--threshold 0.8", other.Error, StringComparison.Ordinal);
        Assert.Single(other.Error.TrimEnd().Split('\n'));

        Refused("give one of them", "--force");
        Refused(".working.tmp", "--temp", work["."]);

        // Threads and memory are no matter.
        var same = CopypastaProcess.Run("detect", input, "-o", work["killed"], "--memory", "300MiB", "--threads", "1", "--resume", "--quiet");
        Assert.True(same.ExitCode == 0, same.Error);
        var again = CopypastaProcess.Run("detect", input, "-o", work["killed"], "--resume");
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("complete", again.Error, StringComparison.Ordinal);

        // As if it had been killed while it tidied up.
        var working = Directory.CreateDirectory(Path.Combine(work["killed"], ".working.tmp"));
        File.WriteAllText(Path.Combine(working.FullName, "posts"), "x");
        CopypastaProcess.Run("detect", input, "-o", work["killed"], "--resume").Succeeded();
        Assert.False(Directory.Exists(working.FullName));
        Assert.True(File.Exists(Path.Combine(work["killed"], "posts.csv")));

        void Refused(string expected, params string[] options)
        {
            var result = CopypastaProcess.Run(["detect", input, "-o", work["killed"], "--memory", "256MiB", "--resume", .. options]);
            Assert.Equal(2, result.ExitCode);
            Assert.Contains(expected, result.Error, StringComparison.Ordinal);
            Assert.Single(result.Error.TrimEnd().Split('\n'));
            Assert.True(File.Exists(Path.Combine(work["killed"], ".working.tmp", "posts.step")));
        }
    }

    [Fact]
    public void ACompleteRunIsComparedWithWhatIsAskedFor()
    {
        using var work = new Workspace();
        var input = work.Synthesise(300, 13);
        var run = work.Detect("run", input, "--threshold", "0.7");
        string[] same = ["detect", input, "-o", work["run"], "--threshold", "0.7", "--resume"];
        Assert.Contains("complete: nothing to go on with", CopypastaProcess.Run(same).Succeeded().Error, StringComparison.Ordinal);
        Refused("--threshold 0.7; now --threshold 0.8", "detect", input, "-o", work["run"], "--threshold", "0.8", "--resume");
        File.AppendAllText(input, "\n");
        Refused("bytes of", same);

        // As an earlier version has left it.
        var json = run.Json;
        Assert.True(json["environment"]!.AsObject().Remove("begun"));
        File.WriteAllText(run["run.json"], json.ToJsonString());
        Assert.Contains("does not say how it was begun", CopypastaProcess.Run(same).Succeeded().Error, StringComparison.Ordinal);

        // What an index has written, detect has never begun.
        CopypastaProcess.Run("index", "create", work["index"], input, "-o", work["changes"]).Succeeded();
        CopypastaProcess.Run("index", "export", work["index"], "-o", work["export"]).Succeeded();
        Refused("written from an index", "detect", input, "-o", work["changes"], "--resume");
        Refused("written from an index", "detect", input, "-o", work["export"], "--resume");

        void Refused(string expected, params string[] arguments)
        {
            var result = CopypastaProcess.Run(arguments);
            Assert.Equal(2, result.ExitCode);
            Assert.Contains(expected, result.Error, StringComparison.Ordinal);
            Assert.Single(result.Error.TrimEnd().Split('\n'));
        }
    }

    [Fact]
    public void WorkingDataInAnotherPlaceAreFoundAgain()
    {
        using var work = new Workspace();
        var input = work.Synthesise(200_000, 14);
        var place = Directory.CreateDirectory(work["place"]).FullName;
        var other = Directory.CreateDirectory(work["other"]).FullName;
        using (var run = Start(work, input, "--temp", place))
        {
            while (!run.HasExited && Directory.EnumerateFiles(place, "posts.step", SearchOption.AllDirectories).FirstOrDefault() is null)
            {
                Thread.Sleep(5);
            }

            run.Kill();
        }

        var elsewhere = CopypastaProcess.Run("detect", input, "-o", work["killed"], "--memory", "256MiB", "--resume", "--temp", other);
        Assert.Equal(2, elsewhere.ExitCode);
        Assert.Contains(place, elsewhere.Error, StringComparison.Ordinal);
        Assert.Single(elsewhere.Error.TrimEnd().Split('\n'));

        // Nor does it begin anew where the place is away.
        Directory.Move(place, work["away"]);
        var away = CopypastaProcess.Run("detect", input, "-o", work["killed"], "--memory", "256MiB", "--resume");
        Assert.Equal(2, away.ExitCode);
        Assert.Contains("no such place", away.Error, StringComparison.Ordinal);
        Directory.Move(work["away"], place);

        // A copy of the run neither goes on with them nor removes them.
        Directory.CreateDirectory(work["copy"]);
        foreach (var file in Directory.GetFiles(work["killed"]))
        {
            File.Copy(file, Path.Combine(work["copy"], Path.GetFileName(file)));
        }

        var copy = CopypastaProcess.Run("detect", input, "-o", work["copy"], "--memory", "256MiB", "--resume");
        Assert.Equal(2, copy.ExitCode);
        Assert.Contains($"is a copy of {work["killed"]}", copy.Error, StringComparison.Ordinal);
        work.Detect("copy", "--sample", "--force");
        Assert.NotEmpty(Directory.EnumerateFiles(place, "posts.step", SearchOption.AllDirectories));

        // Moved, the run finds it all the same, and goes on: it reads nothing again.
        Directory.Move(work["killed"], work["moved"]);
        var resumed = CopypastaProcess.Run("detect", input, "-o", work["moved"], "--memory", "256MiB", "--resume").Succeeded();
        Assert.DoesNotContain("collapse ... (0 posts)", resumed.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(place));
        Assert.Empty(Directory.EnumerateFileSystemEntries(other));
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(work["moved"]), path => Path.GetFileName(path).StartsWith('.'));
    }

    [Fact]
    public void WhatBeginsAnewRemovesWorkingDataInAnotherPlace()
    {
        using var work = new Workspace();
        var place = Directory.CreateDirectory(work["place"]).FullName;
        var left = Directory.CreateDirectory(Path.Combine(place, "copypasta-0123456789abcdef")).FullName;
        var kept = Directory.CreateDirectory(Path.Combine(place, "of-the-user")).FullName;
        Directory.CreateDirectory(work["run"]);
        File.WriteAllText(Path.Combine(work["run"], ".place.tmp"), $"{left}\n{work["run"]}\n");
        work.Detect("run", "--sample", "--force");
        Assert.False(Directory.Exists(left));

        // Only what a run has made: a note may say anything.
        File.WriteAllText(Path.Combine(work["run"], ".place.tmp"), kept + "\n");
        work.Detect("run", "--sample", "--force");
        Assert.True(Directory.Exists(kept));
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(work["run"]), path => Path.GetFileName(path).StartsWith('.'));
    }

    [Theory]
    [InlineData(".posts.csv.tmp", "is a folder")]
    [InlineData(".rejects.jsonl.tmp", "is a folder")]
    [InlineData(".working.tmp", "is a file")]
    public void WhatIsNoFileOrNoFolderIsSaid(string name, string expected)
    {
        using var work = new Workspace();
        Directory.CreateDirectory(work["run"]);
        var path = Path.Combine(work["run"], name);
        if (expected == "is a file")
        {
            File.WriteAllText(path, "x");
        }
        else
        {
            Directory.CreateDirectory(path);
        }

        var result = CopypastaProcess.Run("detect", "--sample", "-o", work["run"], "--resume");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"'{name}' in it {expected}", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    private static CopypastaProcess Start(Workspace work, string input, params string[] more) =>
        CopypastaProcess.Start(["detect", input, "-o", work["killed"], "--memory", "256MiB", "--threads", "2", "--resume", "--quiet", .. more]);
}
