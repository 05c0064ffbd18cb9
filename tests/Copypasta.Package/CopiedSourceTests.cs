using System.IO.Compression;
using System.Reflection.Metadata;
using System.Text;
using System.Xml.Linq;

namespace Copypasta.Package;

/// <summary>
/// A copy of the library's source, built apart: what only shows in a repository that has an address, which not every checkout has, and what must not build.
/// </summary>
public sealed class CopiedSourceTests : IDisposable
{
    private const string Library = "src/Copypasta.Hashing";
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";

    // Portable PDB format, "Source Link": UTF-8 JSON of paths and addresses.
    private static readonly Guid s_sourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("copypasta-");

    public CopiedSourceTests()
    {
        foreach (var file in Directory.GetFiles(Repository.Root, "Directory.*.props").Append(Repository.PathOf(".editorconfig")))
        {
            Write(Path.GetFileName(file), File.ReadAllText(file));
        }

        var options = new EnumerationOptions { RecurseSubdirectories = true };
        foreach (var file in Directory.GetFiles(Repository.PathOf(Library), "*", options).Select(file => Path.GetRelativePath(Repository.Root, file)))
        {
            if (!file.StartsWith(Library + "/bin/", StringComparison.Ordinal) && !file.StartsWith(Library + "/obj/", StringComparison.Ordinal))
            {
                Write(file, File.ReadAllText(Repository.PathOf(file)));
            }
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void ThePackageNamesItsCommitAndItsSymbolsLinkToTheSources()
    {
        // As much of a repository as the SDK reads.
        Write(".git/HEAD", Commit);
        Write(".git/config", "[core]\n\trepositoryformatversion = 0\n[remote \"origin\"]\n\turl = https://github.com/example/copypasta.git\n");
        Directory.CreateDirectory(Path.Combine(_folder.FullName, ".git/objects"));
        Directory.CreateDirectory(Path.Combine(_folder.FullName, ".git/refs"));
        ChildProcess.Dotnet("pack", Path.Combine(_folder.FullName, Library), "--configuration", "Release", "--output", _folder.FullName, "-p:RunAnalyzers=false").Succeeded();

        using var package = ZipFile.OpenRead(Assert.Single(_folder.GetFiles("*.nupkg")).FullName);
        using var metadata = package.GetEntry("Copypasta.Hashing.nuspec")!.Open();
        var repository = XDocument.Load(metadata).Descendants().Single(element => element.Name.LocalName == "repository");
        Assert.Equal("git", repository.Attribute("type")!.Value);
        Assert.Equal("https://github.com/example/copypasta.git", repository.Attribute("url")!.Value);
        Assert.Equal(Commit, repository.Attribute("commit")!.Value);

        using var symbols = ZipFile.OpenRead(Assert.Single(_folder.GetFiles("*.snupkg")).FullName);
        using var entry = symbols.GetEntry("lib/net10.0/Copypasta.Hashing.pdb")!.Open();
        using var content = new MemoryStream();
        entry.CopyTo(content);
        content.Position = 0;
        using var provider = MetadataReaderProvider.FromPortablePdbStream(content);
        var pdb = provider.GetMetadataReader();
        var link = pdb.CustomDebugInformation.Select(pdb.GetCustomDebugInformation).Single(information => pdb.GetGuid(information.Kind) == s_sourceLink);
        Assert.Contains($"https://raw.githubusercontent.com/example/copypasta/{Commit}/*", Encoding.UTF8.GetString(pdb.GetBlobBytes(link.Value)), StringComparison.Ordinal);
    }

    [Fact]
    public void APublicMemberThatIsNotDocumentedNotListedOrTakenAwayDoesNotBuild()
    {
        Write(Library + "/Planted.cs", "namespace Copypasta.Hashing;\n\npublic static class Planted\n{\n    public static int Answer => 42;\n}\n");
        var listed = Library + "/PublicAPI.Unshipped.txt";
        Write(listed, File.ReadAllText(Repository.PathOf(listed)) + "static Copypasta.Hashing.MinHash.Gone() -> int\n");
        var build = ChildProcess.Dotnet("build", Path.Combine(_folder.FullName, Library));

        Assert.NotEqual(0, build.ExitCode);
        Assert.Contains("error CS1591: Missing XML comment for publicly visible type or member 'Planted.Answer'", build.Output, StringComparison.Ordinal);
        Assert.Contains("error RS0016: Symbol 'static Copypasta.Hashing.Planted.Answer.get -> int'", build.Output, StringComparison.Ordinal);
        Assert.Contains("error RS0017: Symbol 'static Copypasta.Hashing.MinHash.Gone() -> int'", build.Output, StringComparison.Ordinal);
    }

    private void Write(string name, string content)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}
