using System.IO.Enumeration;

namespace Copypasta.Archives;

/// <summary>Turns command-line arguments into inputs.</summary>
public static class Inputs
{
    /// <summary>
    /// Files as they are; folders as the archives below them (*.csv, .tsv, .tab, .txt, .text, .ndjson, .jsonl, .json, .parquet, also with .gz, .zst, .zstd, .lz4,
    /// .bz2 or .xz, these also alone; *.zip, .tar, .tgz and the like; hidden ones, links to folders and the folders of runs left out), in ordinal order; globs with *, ? and ** in ordinal order; "-" is standard input.
    /// </summary>
    /// <param name="arguments">The arguments, in order.</param>
    /// <param name="passedOver">Gets the files of folders that are not read because of their names, and the folders of runs; hidden ones are left out there too.</param>
    /// <returns>The inputs, in order, none twice.</returns>
    /// <exception cref="ArchiveException">No argument, a missing file, a folder without archives, nothing but a run's, a glob without match, or an input given twice.</exception>
    public static IReadOnlyList<InputFile> Resolve(IEnumerable<string> arguments, ICollection<SkippedInput>? passedOver = null)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        passedOver ??= [];
        var inputs = new List<InputFile>();

        // By the file, whether it was reached by a link.
        var seen = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var argument in arguments)
        {
            foreach (var (path, isFound) in Expand(argument, passedOver))
            {
                // The same posts read twice would all be copies of themselves.
                var target = path == InputFile.StandardInput ? null : File.ResolveLinkTarget(path, returnFinalTarget: true);
                var file = path == InputFile.StandardInput ? path : target?.FullName ?? Path.GetFullPath(path);
                if (!seen.TryAdd(file, target is not null))
                {
                    if (isFound && (target is not null || seen[file]))
                    {
                        passedOver.Add(new SkippedInput(path, SkippedInput.LinkToInput));
                        continue;
                    }

                    throw new ArchiveException($"{path}: given twice; name every input once");
                }

                inputs.Add(new InputFile(path) { IsFound = isFound });
            }
        }

        return inputs.Count > 0 ? inputs
            : passedOver.FirstOrDefault(input => input.Reason == SkippedInput.Run) is { } run ? throw new ArchiveException($"{run.Path}: {SkippedInput.Run}; name the file posts.csv in it to read them as posts")
            : throw new ArchiveException("no input; name files, folders, globs, or - for standard input");
    }

    private static IEnumerable<(string Path, bool IsFound)> Expand(string argument, ICollection<SkippedInput> passedOver)
    {
        if (argument == InputFile.StandardInput || File.Exists(argument))
        {
            return [(argument, false)];
        }

        if (Directory.Exists(argument))
        {
            if (IsRun(argument))
            {
                // As the shell finds it for a *; who wants its posts names their table.
                passedOver.Add(new SkippedInput(argument, SkippedInput.Run));
                return [];
            }

            var files = Below(argument, passedOver);
            return files.Count > 0
                ? files.Select(path => (path, true))
                : throw new ArchiveException($"{argument}: no archives in this folder; it looks for {string.Join(' ', FileNames.Extensions)}, also with {string.Join(" or ", FileNames.Compressions)}, and for {string.Join(' ', FileNames.Containers)}; name other files one by one");
        }

        if (argument.AsSpan().IndexOfAny('*', '?') < 0)
        {
            throw new ArchiveException($"{(argument.Length == 0 ? "''" : argument)}: no such file or folder");
        }

        var matches = new SortedDictionary<string, bool>(StringComparer.Ordinal);
        var areOfRuns = false;
        foreach (var path in Glob(argument))
        {
            var isFolder = Directory.Exists(path);
            if (isFolder ? IsRun(path) : IsRun(Path.GetDirectoryName(path) ?? ""))
            {
                passedOver.Add(new SkippedInput(path, SkippedInput.Run));
                areOfRuns = true;
            }
            else if (isFolder)
            {
                foreach (var found in Below(path, passedOver))
                {
                    matches.TryAdd(found, true);
                }
            }
            else
            {
                matches[path] = false;
            }
        }

        return matches.Count > 0 || areOfRuns ? matches.Select(match => (match.Key, match.Value)) : throw new ArchiveException($"{argument}: no file matches; * and ? stand for parts of a name, ** for any folders");
    }

    /// <summary>The archives below a folder, ordinal order. Links to folders are not followed: they can form circles.</summary>
    private static List<string> Below(string folder, ICollection<SkippedInput> passedOver)
    {
        var files = new List<string>();
        var others = new List<SkippedInput>();
        var folders = new Stack<string>([folder]);
        try
        {
            while (folders.TryPop(out var current))
            {
                foreach (var file in Directory.EnumerateFiles(current))
                {
                    if (FileNames.LookLikeArchive(file))
                    {
                        files.Add(file);
                    }
                    else if (!Path.GetFileName(file).StartsWith('.'))
                    {
                        others.Add(new SkippedInput(file, SkippedInput.OtherName));
                    }
                }

                foreach (var child in Directory.EnumerateDirectories(current))
                {
                    if (Path.GetFileName(child).StartsWith('.') || new DirectoryInfo(child).LinkTarget is not null)
                    {
                        continue;
                    }

                    if (IsRun(child))
                    {
                        others.Add(new SkippedInput(child, SkippedInput.Run));
                    }
                    else
                    {
                        folders.Push(child);
                    }
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArchiveException($"{folder}: cannot be listed: {e.Message}", e);
        }

        files.Sort(StringComparer.Ordinal);
        foreach (var other in others.OrderBy(other => other.Path, StringComparer.Ordinal))
        {
            passedOver.Add(other);
        }

        return files;
    }

    /// <summary>Whether a folder is that of a run: with its description, and a table or the report.</summary>
    private static bool IsRun(string folder)
        => File.Exists(Path.Combine(folder, "run.json"))
            && (Array.Exists((string[])[".csv", ".jsonl", ".parquet"], ending => File.Exists(Path.Combine(folder, "clusters" + ending))) || File.Exists(Path.Combine(folder, "report.html")));

    private static IEnumerable<string> Glob(string pattern)
    {
        var root = Path.GetPathRoot(pattern) ?? "";
        var segments = pattern[root.Length..].Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<string> current = [root];
        for (var i = 0; i < segments.Length; i++)
        {
            var segment = segments[i];
            var last = i == segments.Length - 1;
            current = segment == "**"
                ? current.SelectMany(folder => Folders(folder, last)).ToList()
                : current.SelectMany(folder => Matches(folder, segment, last)).ToList();
        }

        return current;
    }

    private static IEnumerable<string> Matches(string folder, string segment, bool last)
    {
        if (segment.AsSpan().IndexOfAny('*', '?') < 0)
        {
            var path = Path.Combine(folder, segment);
            return Directory.Exists(path) || (last && File.Exists(path)) ? [path] : [];
        }

        return Entries(folder, last).Where(path =>
        {
            var name = Path.GetFileName(path);
            return (!name.StartsWith('.') || segment.StartsWith('.')) && FileSystemName.MatchesSimpleExpression(segment, name, ignoreCase: false);
        });
    }

    private static IEnumerable<string> Folders(string folder, bool last)
    {
        if (last)
        {
            return [folder];
        }

        return Entries(folder, files: false)
            .Where(path => !Path.GetFileName(path).StartsWith('.') && new DirectoryInfo(path).LinkTarget is null)
            .SelectMany(path => Folders(path, last: false))
            .Prepend(folder);
    }

    private static IEnumerable<string> Entries(string folder, bool files)
    {
        var directory = new DirectoryInfo(folder.Length == 0 ? "." : folder);
        try
        {
            var entries = files ? directory.GetFileSystemInfos() : directory.GetDirectories();
            return entries.Select(entry => Path.Combine(folder, entry.Name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArchiveException($"{folder}: cannot be listed: {e.Message}", e);
        }
    }
}
