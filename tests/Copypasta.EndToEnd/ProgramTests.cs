using System.Text;
using System.Text.RegularExpressions;

namespace Copypasta.EndToEnd;

/// <summary>The program as a whole: help, version, wording, pipes and signals.</summary>
public sealed class ProgramTests
{
    private static readonly string[] s_commands = ["detect", "normalize", "synth", "evaluate"];

    private static readonly string[] s_verdicts =
    [
        "bot", "troll", "fake", "sockpuppet", "inauthentic", "suspicious", "malicious", "guilty", "culprit", "propaganda", "disinformation", "influence operation",
    ];

    [Fact]
    public void HelpListsTheCommandsAndPassesNoVerdict()
    {
        var help = CopypastaProcess.Run("--help").Succeeded().Output;
        Assert.All(s_commands, command => Assert.Matches($@"(?m)^\s+{command}\b", help));
        Assert.All(s_commands.Select(command => CopypastaProcess.Run(command, "--help").Succeeded().Output).Append(help), AssertNeutral);
    }

    [Fact]
    public void ReportAndSummaryPassNoVerdict()
    {
        using var work = new Workspace();
        var run = work.Detect("run", work.Write("posts.csv", "id,author,text\n1,a,hello there my friend of the sea\n2,b,hello there my friend of the sea!\n"), "--pairs");
        AssertNeutral(run.Error);
        foreach (var file in Directory.GetFiles(run.Folder))
        {
            // Digests and paths are not the product's words.
            AssertNeutral(Regex.Replace(File.ReadAllText(file).Replace(work[""], "", StringComparison.Ordinal), "sha256-[A-Za-z0-9+/=]+", ""));
        }
    }

    [Fact]
    public void ReadMePassesNoVerdict()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Copypasta.sln")))
        {
            folder = folder.Parent;
        }

        // Tests that run away from the repository have no README to look at.
        foreach (var file in folder?.GetFiles("README*") ?? [])
        {
            AssertNeutral(File.ReadAllText(file.FullName));
        }
    }

    [Fact]
    public void VersionNamesTheKernel()
    {
        Assert.Matches(@"^copypasta \d+\.\d+\.\d+\S* \((scalar|vector(128|256|512))\)\n$", CopypastaProcess.Run("--version").Succeeded().Output);
        Assert.EndsWith("(scalar)\n", CopypastaProcess.Run(["--version"], null, ("COPYPASTA_KERNEL", "scalar")).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void AnUnknownKernelIsOneLineAndExit2()
    {
        var run = CopypastaProcess.Run(["--version"], null, ("COPYPASTA_KERNEL", "avx9"));
        Assert.Equal(2, run.ExitCode);
        Assert.Equal("copypasta: COPYPASTA_KERNEL=avx9: no such kernel; allowed are scalar, vector128, vector256 and vector512, or leave it unset\n", run.Error);
    }

    [Fact]
    public async Task NormalizeEndsWhenNobodyListens()
    {
        using var running = CopypastaProcess.Start(["normalize", "-"]);
        var errors = running.Errors.ReadToEndAsync(TestContext.Current.CancellationToken);
        var line = Encoding.ASCII.GetBytes("{\"text\":\"hello there my friend of the sea\"}\n");

        // Input without end: only the broken pipe can end the process.
        var feeding = Task.Run(
            () =>
            {
                try
                {
                    while (true)
                    {
                        running.Input.Write(line);
                    }
                }
                catch (IOException)
                {
                }
            },
            TestContext.Current.CancellationToken);
        await running.Output.ReadExactlyAsync(new byte[1000], TestContext.Current.CancellationToken);
        running.Output.Dispose();
        Assert.Equal(0, running.WaitForExit());
        await feeding;
        Assert.Empty(await errors);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2000)]
    public async Task AnInterruptedRunLeavesNothing(int posts)
    {
        using var work = new Workspace();
        var corpus = CopypastaProcess.Run("synth", "-o", "-", "--posts", $"{posts}").Succeeded().Bytes;
        using var running = CopypastaProcess.Start(["detect", "-", "-o", work["run"]]);
        Assert.Equal("read and normalise ...", await running.Errors.ReadLineAsync(TestContext.Current.CancellationToken));

        // The pipe stays open: the run waits for more.
        await running.Input.WriteAsync(corpus, TestContext.Current.CancellationToken);
        await running.Input.FlushAsync(TestContext.Current.CancellationToken);
        running.Interrupt();
        Assert.Equal(130, running.WaitForExit());
        Assert.Equal(
            $"copypasta: interrupted; nothing was written to {work["run"]}, and nothing is kept that --resume could go on from: the same command begins anew\n",
            await running.Errors.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.False(Path.Exists(work["run"]));
    }

    /// <summary>The last stage, which is no waiting for input: it ends after the parts under way, and what it wrote so far is gone.</summary>
    [Fact]
    public async Task ARunThatIsInterruptedWhileItWritesLeavesNothing()
    {
        using var work = new Workspace();
        using var running = CopypastaProcess.Start(["detect", work.Synthesise(100_000, 3), "-o", work["run"], "--all-posts", "--outputs", "csv,jsonl,html"]);
        string? line;
        while ((line = await running.Errors.ReadLineAsync(TestContext.Current.CancellationToken)) is not null && !line.StartsWith("write ...", StringComparison.Ordinal))
        {
        }

        Assert.NotNull(line);
        running.Interrupt();
        Assert.Equal(130, running.WaitForExit());
        Assert.Contains($"interrupted; nothing was written to {work["run"]}", await running.Errors.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.False(Path.Exists(work["run"]));
    }

    private static void AssertNeutral(string text) => Assert.All(s_verdicts, word => Assert.DoesNotMatch($@"(?i)\b{word}", text));
}
