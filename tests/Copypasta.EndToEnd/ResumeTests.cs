using System.Diagnostics;

namespace Copypasta.EndToEnd;

/// <summary>A run that was killed goes on, for the same bytes.</summary>
public sealed class ResumeTests
{
    private static readonly string[] s_files = ["posts.csv", "clusters.csv", "families.csv", "rejects.jsonl", "report.html"];

    [Fact]
    public void KilledAgainAndAgainARunEndsAsIfItHadNotBeen()
    {
        using var work = new Workspace();
        var input = work.Synthesise(200_000, 11);

        // Rejects are kept along.
        File.AppendAllText(input, "\"1\",\"a\"x\n");
        var whole = work.Detect("whole", input, "--threads", "2");
        var resumed = 0;
        var random = new Random(3);
        var patience = 1.0;
        for (var kills = 0; ; kills++)
        {
            Assert.True(kills < 60, "the run makes no headway");
            using var run = Start(work, input);
            var end = Stopwatch.StartNew();

            // Longer from time to time, so that the longest step ends on any machine.
            patience *= 1.15;
            while (!run.HasExited && end.Elapsed.TotalSeconds < random.NextDouble() * 4 * patience)
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

    private static CopypastaProcess Start(Workspace work, string input) =>
        CopypastaProcess.Start(["detect", input, "-o", work["killed"], "--memory", "256MiB", "--threads", "2", "--resume", "--quiet"]);
}
