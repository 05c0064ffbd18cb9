namespace Copypasta.Reports;

/// <summary>Where paths lead, whatever they are called.</summary>
public static class RealPath
{
    /// <summary>The whole path, each link on the way, as far as the way is there, replaced by what it points to.</summary>
    public static string Of(string path) => WithoutLinks(Path.GetFullPath(path));

    /// <summary>Whether a path is a folder's or leads into it.</summary>
    public static bool IsWithin(string path, string folder)
    {
        var from = Path.GetRelativePath(Of(folder), Of(path));
        return from != ".." && !from.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal) && !Path.IsPathRooted(from);
    }

    private static string WithoutLinks(string path)
    {
        if (Path.GetDirectoryName(path) is not { } parent)
        {
            return path;
        }

        var here = Path.Combine(WithoutLinks(parent), Path.GetFileName(path));
        return Directory.Exists(here) && new DirectoryInfo(here).ResolveLinkTarget(returnFinalTarget: true) is { } target ? WithoutLinks(target.FullName) : here;
    }
}
