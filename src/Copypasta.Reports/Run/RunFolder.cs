using System.IO.Hashing;
using Copypasta.Detection;

namespace Copypasta.Reports;

/// <summary>What becomes of what a run's folder holds already.</summary>
public enum FolderUse
{
    /// <summary>It must hold nothing.</summary>
    New,

    /// <summary>
    /// It may be that of a run, or one in which an interrupted run left nothing but temporaries. Those are removed at once, the run's files of <see cref="RunFolder.KnownFiles"/> when the new
    /// <c>run.json</c> is published, all others never.
    /// </summary>
    Replace,

    /// <summary>It may hold what an interrupted run left, which stays there until the run is complete.</summary>
    Resume,
}

/// <summary>The run folder cannot be used; the message is one line that says what and where.</summary>
public sealed class RunFolderException : Exception
{
    /// <summary>With a message and, where there is one, the fault of the system behind it.</summary>
    public RunFolderException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    internal static RunFolderException CannotWrite(string path, Exception e) =>
        new($"cannot write '{path}': {WriteFault.Reason(e)}", e);

    /// <summary>What the system's fault means; its own words where they say more.</summary>
    internal static string Reason(Exception e) => e switch
    {
        UnauthorizedAccessException => "the system does not allow it",
        DirectoryNotFoundException or FileNotFoundException => "no folder can be made there",
        PathTooLongException => "the path is too long",
        _ => WriteFault.Reason(e),
    };
}

/// <summary>
/// The folder a run writes its files into. Every file grows under a temporary name; all take their own when <c>run.json</c> is published, and
/// <c>run.json</c> itself takes its last: a folder with a <c>run.json</c> is a complete run, whenever the process was ended, and until then a run that
/// is to be replaced stands whole.
/// </summary>
public sealed class RunFolder : IDisposable
{
    /// <summary>The file that is published last.</summary>
    public const string LastFile = "run.json";

    private static readonly string[] Tables =
    [
        "posts", "clusters", "families", "pairs", "accounts", "account_pairs", "pair_evidence", "communities", "labels", "hashtags", "links", "slots",
        "campaigns", "campaign_pairs", "campaign_clusters", "rarefaction", "lags", "lineage", "changes", "nodes", "edges",
    ];

    private static readonly string[] Others = ["rejects.jsonl", "schema.json", "texts.bin", "report.html", "network.gexf", "network.graphml"];

    private readonly Lock _lock = new();
    private readonly List<RunFileStream> _open = [];
    private readonly List<string> _ready = [];
    private readonly SortedDictionary<string, string> _digests = new(StringComparer.Ordinal);
    private readonly List<string> _named = [];
    private readonly HashSet<string> _kept = new(StringComparer.Ordinal);
    private readonly FileStream _claim;
    private readonly bool _created;
    private bool _complete;

    private RunFolder(string path, bool created, FileStream claim) => (Path, _created, _claim) = (path, created, claim);

    /// <summary>The names of all files a run may write; <c>run.json</c> is the first. No others are ever replaced or removed.</summary>
    public static IReadOnlyList<string> KnownFiles { get; } =
        [LastFile, .. Others, .. Tables.SelectMany(table => new[] { table + ".csv", table + ".jsonl", table + ".parquet" })];

    /// <summary>The folder's path as given.</summary>
    public string Path { get; }

    /// <summary>The SHA-256 of the files that are on disk whole, by name, in ordinal order: 64 hex digits.</summary>
    public IReadOnlyList<NamedValue> Digests
    {
        get
        {
            lock (_lock)
            {
                return [.. _digests.Select(file => new NamedValue(file.Key, file.Value))];
            }
        }
    }

    /// <summary>Where a run may keep working data meanwhile: a folder within this one, to be made when it is needed.</summary>
    public string WorkingPath => FolderClaim.WorkingPathIn(Path);

    // Tests put a failing disk here. CreateNew: a second run into the same folder must not write into the first one's file.
    internal Func<string, FileStream> CreateFile { get; set; } =
        path => new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1 << 16);

    /// <summary>Makes the folder, or takes an empty one or, as <paramref name="use"/> has it, another; no other process can take it until this one lets it go.</summary>
    /// <param name="path">The folder; missing parents are made.</param>
    /// <param name="use">What becomes of what it holds.</param>
    /// <exception cref="RunFolderException">
    /// The path is a file or not writable, or another process has taken it; or the folder is not empty and holds what <paramref name="use"/> does not allow for.
    /// </exception>
    public static RunFolder Create(string path, FolderUse use)
    {
        if (File.Exists(path))
        {
            throw new RunFolderException($"cannot write to '{path}': it is a file, not a folder; name another folder");
        }

        try
        {
            var existed = Directory.Exists(path);
            Directory.CreateDirectory(path);
            FolderClaim.CheckContents(path, use);
            var claim = FolderClaim.Take(path);
            try
            {
                FolderClaim.RemoveRemains(path, use);
                FolderClaim.Probe(path);
                return new RunFolder(path, created: !existed, claim);
            }
            catch
            {
                claim.Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new RunFolderException($"cannot write to '{path}': {RunFolderException.Reason(e)}; name a folder in a place where you may write", e);
        }
    }

    /// <summary>Whether a folder holds a complete run.</summary>
    public static bool IsComplete(string path) => File.Exists(System.IO.Path.Combine(path, LastFile));

    /// <summary>The <see cref="WorkingPath"/> of the run in a folder.</summary>
    public static string WorkingPathIn(string path) => FolderClaim.WorkingPathIn(path);

    /// <summary>Where the run in a folder would keep working data within a folder of the user's.</summary>
    public static string WorkingPathElsewhere(string path, string folder) => WorkingPlace.In(folder, path);

    /// <summary>Where the run in a folder has noted that it keeps working data; null where that is within the folder.</summary>
    public static string? NotedWorkingPath(string path) => WorkingPlace.Of(path);

    /// <summary>The run whose working data stand in the place that the run in a folder has noted, as the folder is a copy; null where they are its own.</summary>
    public static string? OwnerOfWorkingPath(string path) => WorkingPlace.OwnerOf(path);

    /// <summary>Notes where the run keeps working data, so that it finds them when it goes on; null that it keeps none, or within its folder.</summary>
    /// <exception cref="RunFolderException">That cannot be written.</exception>
    public void NoteWorkingPath(string? place)
    {
        try
        {
            if (place is null)
            {
                WorkingPlace.Forget(Path);
            }
            else
            {
                WorkingPlace.Note(Path, place);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw RunFolderException.CannotWrite(FinalPath(WorkingPlace.NoteName), e);
        }
    }

    /// <summary>Removes what a run that was ended while it tidied up has left of its working data.</summary>
    /// <exception cref="RunFolderException">Another process works there, or it cannot be removed.</exception>
    public static void RemoveWorkingData(string path)
    {
        if (!Directory.Exists(WorkingPathIn(path)) && !File.Exists(System.IO.Path.Combine(path, WorkingPlace.NoteName)))
        {
            return;
        }

        // Not that of a process which replaces the run.
        using var claim = Create(path, FolderUse.Resume);
        WorkingPlace.Remove(path);
        if (Directory.Exists(WorkingPathIn(path)))
        {
            Directory.Delete(WorkingPathIn(path), recursive: true);
        }
    }

    /// <summary>Keeps a file that is on disk whole, though not under its name, when this run ends before it is complete.</summary>
    /// <param name="name">A file that was published.</param>
    /// <returns>Its bytes and their XXH3, for <see cref="Adopt"/>.</returns>
    public (long Length, ulong Hash) Keep(string name)
    {
        lock (_lock)
        {
            _kept.Add(name);
        }

        return Measure(TemporaryPath(name));
    }

    /// <summary>Takes over a file that an interrupted run kept; false where it is not there as it was.</summary>
    /// <param name="name">One of <see cref="KnownFiles"/>.</param>
    /// <param name="length">Its bytes.</param>
    /// <param name="hash">Their XXH3.</param>
    public bool Adopt(string name, long length, ulong hash)
    {
        if (!File.Exists(TemporaryPath(name)) || Measure(TemporaryPath(name)) != (length, hash))
        {
            return false;
        }

        lock (_lock)
        {
            _kept.Add(name);
            _ready.Add(name);
            _digests[name] = DigestList.DigestOf(TemporaryPath(name), CancellationToken.None);
        }

        return true;
    }

    /// <summary>Removes what an interrupted run left of a file that is not adopted.</summary>
    /// <param name="name">One of <see cref="KnownFiles"/>.</param>
    public void Discard(string name) => File.Delete(TemporaryPath(name));

    /// <summary>Takes back a file that is on disk whole and has no name yet: the run is complete without it.</summary>
    /// <param name="name">One of <see cref="KnownFiles"/>.</param>
    public void Withdraw(string name)
    {
        lock (_lock)
        {
            _ready.Remove(name);
            _kept.Remove(name);
            _digests.Remove(name);
            Delete(TemporaryPath(name));
        }
    }

    /// <summary>Opens a file under a temporary name. Safe for concurrent use.</summary>
    /// <param name="name">One of <see cref="KnownFiles"/>.</param>
    /// <returns>A stream to write, then to <see cref="RunFileStream.Publish"/>; disposed without that, nothing of it remains.</returns>
    /// <exception cref="ArgumentException">The name is not one of <see cref="KnownFiles"/>.</exception>
    /// <exception cref="InvalidOperationException"><c>run.json</c> is published already.</exception>
    /// <exception cref="RunFolderException">The file cannot be made, for one because another run writes it.</exception>
    public RunFileStream OpenFile(string name)
    {
        if (!KnownFiles.Contains(name, StringComparer.Ordinal))
        {
            throw new ArgumentException($"'{name}' is not a file of a run", nameof(name));
        }

        lock (_lock)
        {
            if (_complete)
            {
                throw new InvalidOperationException($"'{name}' is opened after {LastFile} was published");
            }

            try
            {
                var file = new RunFileStream(this, name, CreateFile(TemporaryPath(name)));
                _open.Add(file);
                return file;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw RunFolderException.CannotWrite(FinalPath(name), e);
            }
        }
    }

    /// <summary>Unless <c>run.json</c> was published, drops every file of this run but those that are kept, and the folder if it was made here and is empty.</summary>
    public void Dispose()
    {
        RunFileStream[] open;
        lock (_lock)
        {
            open = [.. _open];
        }

        foreach (var file in open)
        {
            file.Dispose();
        }

        lock (_lock)
        {
            foreach (var name in _ready.Except(_kept))
            {
                Delete(TemporaryPath(name));
            }

            foreach (var name in _named)
            {
                Delete(FinalPath(name));
            }

            _ready.Clear();
            _named.Clear();
        }

        _claim.Dispose();
        try
        {
            if (_created && Directory.Exists(Path) && !Directory.EnumerateFileSystemEntries(Path).Any())
            {
                Directory.Delete(Path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // An empty folder more; why the run failed is what must be heard.
        }
    }

    /// <summary>The temporary name of a file: hidden, in the same folder, since only there a rename is atomic.</summary>
    internal static string TemporaryName(string name) => $".{name}.tmp";

    internal void CheckOrder(RunFileStream file)
    {
        lock (_lock)
        {
            if (file.Name == LastFile && _open.Count > 1)
            {
                throw new InvalidOperationException($"{LastFile} is published while '{_open.First(f => f != file).Name}' is not");
            }
        }
    }

    /// <summary>Notes a file that is on disk whole; <c>run.json</c> gives all of them their names.</summary>
    /// <param name="file">The file.</param>
    /// <param name="sha256">Its digest.</param>
    internal void Publish(RunFileStream file, string sha256)
    {
        lock (_lock)
        {
            if (file.Name == LastFile)
            {
                NameAll();
            }
            else
            {
                _ready.Add(file.Name);
                _digests[file.Name] = sha256;
            }

            _open.Remove(file);
        }
    }

    /// <summary>Removes what there is of a file that is not published.</summary>
    internal void Drop(RunFileStream file)
    {
        lock (_lock)
        {
            _open.Remove(file);
            Delete(TemporaryPath(file.Name));
        }
    }

    // The old run.json goes before, and the new one comes after, everything else: what is left of an interrupted replacement is not taken
    // for a complete run.
    private void NameAll()
    {
        var at = LastFile;
        try
        {
            if (File.Exists(FinalPath(LastFile)))
            {
                File.Delete(FinalPath(LastFile));
                DirectorySync.Flush(Path);
                foreach (var name in KnownFiles.Except(_ready))
                {
                    File.Delete(FinalPath(at = name));
                }
            }

            foreach (var name in _ready)
            {
                File.Move(TemporaryPath(name), FinalPath(at = name), overwrite: true);
                _named.Add(name);
            }

            DirectorySync.Flush(Path);
            File.Move(TemporaryPath(LastFile), FinalPath(at = LastFile), overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw RunFolderException.CannotWrite(FinalPath(at), e);
        }

        _complete = true;
        _ready.Clear();
        _named.Clear();
        DirectorySync.Flush(Path);
    }

    private string TemporaryPath(string name) => System.IO.Path.Combine(Path, TemporaryName(name));

    private string FinalPath(string name) => System.IO.Path.Combine(Path, name);

    private static (long Length, ulong Hash) Measure(string path)
    {
        // Opened for reading alone, a pipe in its place would be waited for.
        using var file = File.Open(path, FileMode.Open, FileAccess.ReadWrite);
        if (!file.CanSeek)
        {
            return (-1, 0);
        }

        var hash = new XxHash3();
        hash.Append(file);
        return (file.Length, hash.GetCurrentHashAsUInt64());
    }

    // Cleaning up is best effort: the reason why it is needed must be heard, not that it failed, too.
    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
