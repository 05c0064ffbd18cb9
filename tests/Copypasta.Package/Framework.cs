using Microsoft.CodeAnalysis;

namespace Copypasta.Package;

/// <summary>The class library as a compiler sees it.</summary>
internal static class Framework
{
    public static IReadOnlyList<MetadataReference> References { get; } =
    [
        .. Directory.GetFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "System*.dll").Select(path => MetadataReference.CreateFromFile(path)),
    ];
}
