namespace Copypasta.Reports;

/// <summary>Which folders a run may take, and that only one process takes it.</summary>
internal static class FolderClaim
{
    private const string WorkingName = ".working.tmp";
    private const string ClaimName = ".claim.tmp";

    /// <summary>A folder within the run's for what does not fit into memory.</summary>
    public static string WorkingPathIn(string path) => Path.Combine(path, WorkingName);

    /// <summary>Whether a folder may be taken.</summary>
    public static void CheckContents(string path, FolderUse use)
    {
        var temporaries = RunFolder.KnownFiles.Select(RunFolder.TemporaryName).Append(WorkingPlace.NoteName).Append(WorkingPlace.NoteName + ".new").ToHashSet(StringComparer.Ordinal);
        var entries = Directory.EnumerateFileSystemEntries(path).Select(entry => Path.GetFileName(entry)).Where(name => name != ClaimName).ToList();
        if (entries.Count == 0)
        {
            return;
        }

        if (temporaries.FirstOrDefault(name => Directory.Exists(Path.Combine(path, name))) is { } folder)
        {
            throw new RunFolderException($"cannot write to '{path}': '{folder}' in it is a folder, where a run has a file; remove it");
        }

        if (File.Exists(WorkingPathIn(path)))
        {
            throw new RunFolderException($"cannot write to '{path}': '{WorkingName}' in it is a file, where a run has a folder; remove it");
        }

        var isRun = entries.Contains(RunFolder.LastFile);
        if (!isRun && entries.Exists(name => name != WorkingName && !temporaries.Contains(name)))
        {
            throw new RunFolderException($"cannot write to '{path}': the folder is not empty and not a run, as it holds no {RunFolder.LastFile}; name another folder");
        }

        if (use == FolderUse.New)
        {
            throw new RunFolderException(isRun
                ? $"cannot write to '{path}': the folder is not empty; name another folder, or give --force to replace the run in it"
                : $"cannot write to '{path}': it holds what an interrupted run left; give --resume to go on with it, or --force to begin anew");
        }
    }

    /// <summary>Removes what an interrupted run left, unless it is to go on.</summary>
    public static void RemoveRemains(string path, FolderUse use)
    {
        foreach (var name in RunFolder.KnownFiles)
        {
            // What an interrupted run kept, its journal knows.
            if (use != FolderUse.Resume || name != "rejects.jsonl")
            {
                File.Delete(Path.Combine(path, RunFolder.TemporaryName(name)));
            }
        }

        if (use == FolderUse.Resume)
        {
            return;
        }

        WorkingPlace.Remove(path);
        if (Directory.Exists(WorkingPathIn(path)))
        {
            Directory.Delete(WorkingPathIn(path), recursive: true);
        }
    }

    /// <summary>A file that only one process can hold. The system lets go of the file when the process ends, however that comes about.</summary>
    public static FileStream Take(string path)
    {
        try
        {
            return new FileStream(
                Path.Combine(path, ClaimName),
                new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0, Options = FileOptions.DeleteOnClose });
        }
        catch (IOException e) when (File.Exists(Path.Combine(path, ClaimName)))
        {
            throw new RunFolderException($"cannot write to '{path}': another process is writing a run there; wait for it to end, or name another folder", e);
        }
    }

    /// <summary>Tries whether files can be made.</summary>
    public static void Probe(string path)
    {
        var probe = Path.Combine(path, $".probe.{Guid.NewGuid():N}.tmp");
        using (File.Create(probe, 1, FileOptions.DeleteOnClose))
        {
        }
    }
}
