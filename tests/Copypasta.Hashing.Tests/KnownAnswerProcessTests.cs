using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Copypasta.Hashing.Tests;

/// <summary>
/// The runtime fixes the vector width when a process starts, so the frozen answers of <see cref="KnownAnswerTests"/> and its like are asked for again in child
/// processes of narrower hardware.
/// </summary>
public partial class KnownAnswerProcessTests
{
    internal const string MostWidthVariable = "COPYPASTA_TEST_MOST_WIDTH";

    [Theory]
    [InlineData("DOTNET_EnableAVX512", "0", 256)]
    [InlineData("DOTNET_EnableAVX2", "0", 128)]
    [InlineData("DOTNET_EnableHWIntrinsic", "0", 0)]
    [InlineData("COPYPASTA_KERNEL", "vector512", 512)]
    [InlineData("COPYPASTA_KERNEL", "vector256", 256)]
    [InlineData("COPYPASTA_KERNEL", "vector128", 128)]
    [InlineData("COPYPASTA_KERNEL", "scalar", 0)]
    public async Task KnownAnswersAreTheSameOnNarrowerHardware(string variable, string value, int mostWidth)
    {
        var (exitCode, output) = await RunKnownAnswers(variable, value, mostWidth);
        Assert.True(exitCode == 0, output);

        var summary = Summary().Match(output);
        Assert.True(summary.Success, output);
        Assert.Equal(7 + 2 + 7 + 1 + 7 + 20 + 6 + 5 + 1 + 14 + 9 + 2 + 4, int.Parse(summary.Groups["total"].Value, CultureInfo.InvariantCulture));
        Assert.Equal("0", summary.Groups["errors"].Value);
        Assert.Equal("0", summary.Groups["failed"].Value);
        Assert.Equal("0", summary.Groups["skipped"].Value);
        Assert.Equal("0", summary.Groups["notRun"].Value);
    }

    // The kernels of text ask the hardware alone: what they give on less of it is compared there with their oracles.
    [Theory]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public async Task KernelsEqualTheirOraclesOnNarrowerHardware(string variable)
    {
        Type[] classes = [typeof(Utf8CodePointsTests), typeof(ShingleKernelTests), typeof(Utf8ValidityTests), typeof(SpacedUtf8Tests), typeof(CommonCharactersTests), typeof(TextNormalizerTests)];
        var (exitCode, output) = await Run(classes, variable, "0", variable == "DOTNET_EnableAVX2" ? 128 : 0);
        Assert.True(exitCode == 0, output);
        var summary = Summary().Match(output);
        Assert.InRange(int.Parse(summary.Groups["total"].Value, CultureInfo.InvariantCulture), 100, int.MaxValue);
        Assert.Equal("0", summary.Groups["failed"].Value);
        Assert.Equal("0", summary.Groups["skipped"].Value);
        Assert.Equal("0", summary.Groups["notRun"].Value);
    }

    [Fact]
    public async Task AMisspeltKernelIsAClearErrorAndNoOtherKernel()
    {
        var (exitCode, output) = await RunKnownAnswers("COPYPASTA_KERNEL", "vector265", 512);
        Assert.NotEqual(0, exitCode);
        Assert.Contains("System.InvalidOperationException : COPYPASTA_KERNEL=vector265: no such kernel; allowed are scalar,", output, StringComparison.Ordinal);
        Assert.DoesNotContain(nameof(TypeInitializationException), output, StringComparison.Ordinal);
    }

    private static Task<(int ExitCode, string Output)> RunKnownAnswers(string variable, string value, int mostWidth) => Run(
        [typeof(KnownAnswerTests), typeof(SimHashKnownAnswerTests), typeof(FastSimilarityKnownAnswerTests), typeof(LshIndexKnownAnswerTests), typeof(TextKnownAnswerTests)],
        variable,
        value,
        mostWidth);

    // The test project is an executable of its own, whose command line selects classes.
    private static async Task<(int ExitCode, string Output)> Run(Type[] classes, string variable, string value, int mostWidth)
    {
        var executable = Path.ChangeExtension(typeof(KnownAnswerTests).Assembly.Location, OperatingSystem.IsWindows() ? ".exe" : null);
        var start = new ProcessStartInfo(executable)
        {
            ArgumentList = { "-noLogo", "-noColor", "-noAutoReporters" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var tests in classes)
        {
            start.ArgumentList.Add("-class");
            start.ArgumentList.Add(tests.FullName!);
        }

        start.Environment.Remove("COPYPASTA_KERNEL");
        start.Environment[variable] = value;
        start.Environment[MostWidthVariable] = mostWidth.ToString(CultureInfo.InvariantCulture);

        using var process = Process.Start(start)!;
        var cancellation = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, await output + await error);
    }

    [GeneratedRegex(@"Total: (?<total>\d+), Errors: (?<errors>\d+), Failed: (?<failed>\d+), Skipped: (?<skipped>\d+), Not Run: (?<notRun>\d+),")]
    private static partial Regex Summary();
}
