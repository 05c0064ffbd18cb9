namespace Copypasta.Archives;

/// <summary>What names of files, and of members of containers, say about their content.</summary>
internal static class FileNames
{
    private static readonly string[] s_texts = [".txt", ".text"];

    /// <summary>What archives of posts are called, compression aside.</summary>
    public static readonly string[] Extensions = [".csv", ".tsv", ".tab", .. s_texts, ".ndjson", ".jsonl", ".json", ".parquet"];

    /// <summary>Compressions. (xz is not read, but a folder's .xz file is refused by name and not passed over.)</summary>
    public static readonly string[] Compressions = [".gz", ".zst", ".zstd", ".lz4", ".bz2", ".xz"];

    /// <summary>Containers of many files.</summary>
    public static readonly string[] Containers = [".zip", ".tar", ".tgz", ".tzst", ".tbz", ".tbz2", ".txz"];

    /// <summary>What texts about an archive are called.</summary>
    private static readonly string[] s_about = ["readme", "license", "licence", "copying"];

    /// <summary>Whether a file is named like an archive of posts: "a.csv", "a.ndjson.zst", "RC_2011-01.bz2", "a.tar.gz"; hidden ones are not, nor is "README.txt".</summary>
    public static bool LookLikeArchive(string path)
    {
        var name = LastPart(path);
        if (name.StartsWith('.'))
        {
            return false;
        }

        var content = WithoutCompression(name);
        if (EndsWithAny(content, s_texts) && s_about.Contains(content[..content.LastIndexOf('.')], StringComparer.OrdinalIgnoreCase))
        {
            return false;
        }

        return EndsWithAny(content, Extensions) || EndsWithAny(content, Containers) || (content.Length < name.Length && !content.Contains('.', StringComparison.Ordinal));
    }

    /// <summary>A name without its compressions' extensions.</summary>
    public static string WithoutCompression(string name)
    {
        while (Array.Find(Compressions, extension => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase)) is { } found)
        {
            name = name[..^found.Length];
        }

        return name;
    }

    /// <summary>Whether a member is hidden: a part of its name begins with a dot, or it is what macOS adds to its zip archives.</summary>
    public static bool IsHidden(string member)
        => member.Split('/', '\\').Any(part => part == "__MACOSX" || (part.StartsWith('.') && part is not ("." or "..")));

    private static string LastPart(string path) => path[(path.LastIndexOfAny(['/', Path.DirectorySeparatorChar]) + 1)..];

    private static bool EndsWithAny(string name, string[] extensions)
        => extensions.Any(extension => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase));
}
