using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Copypasta.Package;

/// <summary>The library as its consumers get it.</summary>
public sealed class PackageTests(PackageTests.Packed packed) : IClassFixture<PackageTests.Packed>
{
    [Fact]
    public void ThePackageHoldsTheLibraryItsDocumentationAndItsReadme()
    {
        using var package = packed.Open("nupkg");

        Assert.Equal(
            ["Copypasta.Hashing.nuspec", "README.md", "lib/net10.0/Copypasta.Hashing.dll", "lib/net10.0/Copypasta.Hashing.xml"],
            Contents(package));
        Assert.Equal(File.ReadAllBytes(Repository.PathOf("src/Copypasta.Hashing/README.md")), Bytes(package, "README.md"));
    }

    [Fact]
    public void ThePackageSaysWhatItIsAndNeedsNothing()
    {
        using var package = packed.Open("nupkg");
        var metadata = XDocument.Load(new MemoryStream(Bytes(package, "Copypasta.Hashing.nuspec"))).Root!.Elements().Single();
        string Value(string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;

        Assert.Equal("Copypasta.Hashing", Value("id"));
        Assert.Equal("MIT", Value("license"));
        Assert.Equal("README.md", Value("readme"));
        Assert.InRange(Value("description").Length, 50, 4000);
        Assert.Contains("minhash", Value("tags").Split(' '));
        Assert.DoesNotContain(metadata.Descendants(), element => element.Name.LocalName == "dependency");
    }

    [Fact]
    public void TheSymbolsBelongToTheLibraryAndTheBuildIsDeterministic()
    {
        using var package = packed.Open("nupkg");
        using var symbols = packed.Open("snupkg");
        Assert.Equal(["Copypasta.Hashing.nuspec", "lib/net10.0/Copypasta.Hashing.pdb"], Contents(symbols));

        using var library = new PEReader(new MemoryStream(Bytes(package, "lib/net10.0/Copypasta.Hashing.dll")));
        var debug = library.ReadDebugDirectory();
        Assert.Contains(debug, entry => entry.Type == DebugDirectoryEntryType.Reproducible);

        var codeView = debug.Single(entry => entry.Type == DebugDirectoryEntryType.CodeView);
        using var pdb = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(Bytes(symbols, "lib/net10.0/Copypasta.Hashing.pdb")));
        var id = new BlobContentId(pdb.GetMetadataReader().DebugMetadataHeader!.Id);
        Assert.Equal(new BlobContentId(library.ReadCodeViewDebugDirectoryData(codeView).Guid, codeView.Stamp), id);
    }

    [Fact]
    public void TheLibraryIsMarkedAsTrimmableAndAheadOfTimeCompatible()
    {
        var attributes = packed.Library.GetAttributes()
            .Where(attribute => attribute.AttributeClass!.Name == "AssemblyMetadataAttribute")
            .ToDictionary(attribute => (string)attribute.ConstructorArguments[0].Value!, attribute => (string?)attribute.ConstructorArguments[1].Value);

        Assert.Equal("True", attributes["IsTrimmable"]);
        Assert.Equal("True", attributes["IsAotCompatible"]);
    }

    [Fact]
    public void EveryPublicTypeAndMemberIsDocumented()
    {
        using var package = packed.Open("nupkg");
        var documented = XDocument.Load(new MemoryStream(Bytes(package, "lib/net10.0/Copypasta.Hashing.xml"))).Descendants("member")
            .Where(member => member.Element("inheritdoc") is not null || !string.IsNullOrWhiteSpace(member.Element("summary")?.Value))
            .Select(member => member.Attribute("name")!.Value)
            .ToHashSet();
        var surface = PublicSymbols(packed.Library.GlobalNamespace).Select(symbol => symbol.GetDocumentationCommentId()!).ToArray();

        Assert.Contains("M:Copypasta.Hashing.MinHash.EstimateJaccard(System.ReadOnlySpan{System.UInt32},System.ReadOnlySpan{System.UInt32})", surface);
        Assert.Empty(surface.Except(documented));
    }

    private static IEnumerable<ISymbol> PublicSymbols(INamespaceOrTypeSymbol container) =>
        container.GetMembers()
            .Where(member => member is INamespaceSymbol || IsWritten(member))
            .SelectMany(member => member switch
            {
                INamespaceSymbol space => PublicSymbols(space),
                INamedTypeSymbol type => PublicSymbols(type).Prepend(type),
                _ => [member],
            });

    // Not what the compiler adds of its own: the equality of records, accessors, default constructors.
    private static bool IsWritten(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal
        && !symbol.IsImplicitlyDeclared
        && symbol is not IMethodSymbol { AssociatedSymbol: not null } and not IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters: [] }
        && symbol.Name != "value__"
        && !symbol.GetAttributes().Any(attribute => attribute.AttributeClass!.Name == "CompilerGeneratedAttribute");

    private static IEnumerable<string> Contents(ZipArchive package) =>
        package.Entries.Select(entry => entry.FullName)
            .Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal) && name != "[Content_Types].xml")
            .Order(StringComparer.Ordinal);

    private static byte[] Bytes(ZipArchive package, string name)
    {
        using var content = package.GetEntry(name)!.Open();
        var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>The packages of the library as built, in a folder of their own.</summary>
    public sealed class Packed : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("copypasta-");

        public Packed()
        {
            ChildProcess.Dotnet(
                "pack",
                Repository.PathOf("src/Copypasta.Hashing/Copypasta.Hashing.csproj"),
                "--configuration",
                Repository.Configuration,
                "--no-build",
                "--output",
                _folder.FullName).Succeeded();
            using var package = Open("nupkg");
            var library = MetadataReference.CreateFromImage(Bytes(package, "lib/net10.0/Copypasta.Hashing.dll"));
            Library = (IAssemblySymbol)CSharpCompilation.Create("consumer", [], [.. Framework.References, library]).GetAssemblyOrModuleSymbol(library)!;
        }

        internal IAssemblySymbol Library { get; }

        internal ZipArchive Open(string extension) => ZipFile.OpenRead(Assert.Single(_folder.GetFiles("*." + extension)).FullName);

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
