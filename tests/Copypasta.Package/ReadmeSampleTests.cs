using System.Reflection;
using System.Text.RegularExpressions;
using Copypasta.Hashing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Copypasta.Package;

/// <summary>
/// Every <c>csharp</c> block of the READMEs is a whole program of a new console project (implicit usings, nullable): it compiles without a warning, and
/// prints, line by line, what its comments <c>// -> …</c> say.
/// </summary>
public partial class ReadmeSampleTests
{
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; "
        + "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    private static readonly CSharpParseOptions s_language = new(LanguageVersion.Latest);

    public static TheoryData<string, int> Samples()
    {
        var samples = new TheoryData<string, int>();
        foreach (var file in new[] { "README.md", "src/Copypasta.Hashing/README.md" })
        {
            foreach (var line in Blocks(file).Keys)
            {
                samples.Add(file, line);
            }
        }

        return samples;
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void ASampleCompilesAndPrintsWhatItSays(string file, int line)
    {
        var code = Blocks(file)[line];
        var promised = Promise().Matches(code).Select(match => match.Groups["output"].Value).ToArray();
        Assert.NotEmpty(promised);
        Assert.Equal(promised, Run(Compile(code)));
    }

    [Fact]
    public void BothReadmesShowSamples()
    {
        Assert.NotEmpty(Blocks("README.md"));
        Assert.True(Blocks("src/Copypasta.Hashing/README.md").Count >= 3);
    }

    [Fact]
    public void BothReadmesGiveTheSameFiguresOfTheSketches() => Assert.Equal(SketchTable("README.md"), SketchTable("src/Copypasta.Hashing/README.md"));

    private static string SketchTable(string file)
    {
        var table = SketchSection().Match(File.ReadAllText(Repository.PathOf(file)));
        Assert.True(table.Success, $"{file} does not say which sketch to use when");
        return table.Groups["table"].Value;
    }

    /// <summary>By the number of its first line in the file.</summary>
    private static Dictionary<int, string> Blocks(string file)
    {
        var text = File.ReadAllText(Repository.PathOf(file));
        return Block().Matches(text).ToDictionary(match => text.AsSpan(0, match.Groups["code"].Index).Count('\n') + 1, match => match.Groups["code"].Value);
    }

    private static Assembly Compile(string code)
    {
        var compilation = CSharpCompilation.Create(
            "sample",
            [CSharpSyntaxTree.ParseText(ImplicitUsings, s_language), CSharpSyntaxTree.ParseText(code, s_language)],
            [.. Framework.References, MetadataReference.CreateFromFile(typeof(MinHasher).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        Assert.Empty(emitted.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.ToString()));
        return Assembly.Load(image.ToArray());
    }

    // The only tests of this assembly that write to the console, one after the other.
    private static string[] Run(Assembly program)
    {
        var console = Console.Out;
        using var output = new StringWriter { NewLine = "\n" };
        Console.SetOut(output);
        try
        {
            program.EntryPoint!.Invoke(null, [Array.Empty<string>()]);
        }
        finally
        {
            Console.SetOut(console);
        }

        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    [GeneratedRegex(@"^```csharp\r?\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^#+ Which sketch when\r?\n\s*(?<table>(^\|.*\n)+)", RegexOptions.Multiline)]
    private static partial Regex SketchSection();

    [GeneratedRegex(@"// -> (?<output>.*?)\r?$", RegexOptions.Multiline)]
    private static partial Regex Promise();
}
