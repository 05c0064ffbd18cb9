using System.ComponentModel;

namespace Copypasta.Package;

/// <summary>The sample program, compiled ahead of time: the library can be trimmed, needs no reflection, and says the same as when it is compiled just in time.</summary>
public sealed class NativeSampleTests : IDisposable
{
    private const string Name = "Copypasta.Hashing.Sample";

    // Those that native code is linked with, in the SDK's order of preference.
    private static readonly string[] s_compilers = ["clang", "gcc"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("copypasta-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void TheSamplePrintsWhatItClaims()
    {
        var lines = JustInTime().Split('\n');

        Assert.Equal("plan: 17 bands of 3 rows, recall 0.9992 at 0.7, 0.999995 at 0.8", lines[0]);
        Assert.Contains("text 8: nothing to sign", lines);
        Assert.Contains("candidates 0 and 1: about 1.000", lines);
        Assert.Contains("candidates 4 and 5: about 0.695", lines);
        Assert.DoesNotContain(lines, line => line.StartsWith("candidates 0 and 4", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("native")]
    public void PublishedAheadOfTimeItPrintsTheSame(string instructionSet)
    {
        Assert.SkipUnless(CanLink(), "native code is linked with clang or gcc, and neither is installed with what it takes to link a program");

        var published = ChildProcess.Dotnet(
            "publish",
            Repository.PathOf($"src/{Name}/{Name}.csproj"),
            "--configuration",
            Repository.Configuration,
            "--no-restore",
            "--output",
            _folder.FullName,
            "-p:BuildProjectReferences=false",
            "-p:IlcInstructionSet=" + instructionSet).Succeeded();
        Assert.DoesNotContain("warning", published.Output, StringComparison.OrdinalIgnoreCase);
        Assert.False(File.Exists(Path.Combine(_folder.FullName, "Copypasta.Hashing.dll")), "the library was not compiled into the program");

        var native = ChildProcess.Run(Path.Combine(_folder.FullName, Name)).Succeeded().Output;
        Assert.Equal(JustInTime(), native);
    }

    private static string JustInTime() => ChildProcess.Dotnet(Path.Combine(AppContext.BaseDirectory, Name + ".dll")).Succeeded().Output;

    private bool CanLink()
    {
        var source = Path.Combine(_folder.FullName, "empty.c");
        File.WriteAllText(source, "int main(void) { return 0; }\n");
        return s_compilers.Any(compiler =>
        {
            try
            {
                return ChildProcess.Run(compiler, source, "-o", Path.Combine(_folder.FullName, "empty")).ExitCode == 0;
            }
            catch (Win32Exception)
            {
                return false;
            }
        });
    }
}
