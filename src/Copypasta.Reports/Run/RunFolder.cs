using Copypasta.Detection;

namespace Copypasta.Reports;

/// <summary>The run folder cannot be used; the message is one line that says what and where.</summary>
public sealed class RunFolderException : Exception
{
    /// <summary>With a message and, where there is one, the fault of the system behind it.</summary>
    public RunFolderException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    internal static RunFolderException CannotWrite(string path, Exception e) =>
        new($"cannot write '{path}': {(e is ArgumentException ? "it is too large for the file system" : OneLine(e.Message))}", e);

    /// <summary>What the system's fault means; its own words where they say more.</summary>
    internal static string Reason(Exception e) => e switch
    {
        UnauthorizedAccessException => "the system does not allow it",
        DirectoryNotFoundException or FileNotFoundException => "no folder can be made there",
        PathTooLongException => "the path is too long",
        _ => OneLine(e.Message),
    };

    internal static string OneLine(string message) => message.ReplaceLineEndings(" ").Trim();
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
        "posts", "clusters", "families", "pairs", "accounts", "account_pairs", "pair_evidence", "labels", "hashtags", "links", "slots",
        "communities", "lineage", "changes", "lags", "nodes", "edges",
    ];

    private static readonly string[] Others = ["rejects.jsonl", "schema.json", "texts.bin", "report.html", "network.gexf", "network.graphml"];

    private readonly Lock _lock = new();
    private readonly List<RunFileStream> _open = [];
    private readonly List<string> _ready = [];
    private readonly List<string> _named = [];
    private readonly bool _created;
    private bool _complete;

    private RunFolder(string path, bool created)
    {
        Path = path;
        _created = created;
    }

    /// <summary>The names of all files a run may write; <c>run.json</c> is the first. No others are ever replaced or removed.</summary>
    public static IReadOnlyList<string> KnownFiles { get; } =
        [LastFile, .. Others, .. Tables.SelectMany(table => new[] { table + ".csv", table + ".jsonl", table + ".parquet" })];

    /// <summary>The folder's path as given.</summary>
    public string Path { get; }

    /// <summary>Where a run may keep working data meanwhile: a folder within this one, to be made when it is needed.</summary>
    public string WorkingPath => WorkingPathIn(Path);

    // Tests put a failing disk here. CreateNew: a second run into the same folder must not write into the first one's file.
    internal Func<string, FileStream> CreateFile { get; set; } =
        path => new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1 << 16);

    /// <summary>Makes the folder, or takes an empty one.</summary>
    /// <param name="path">The folder; missing parents are made.</param>
    /// <param name="force">
    /// Take the folder of a run, too, or one in which an ended run left nothing but temporaries. Those are removed at once, the run's files of
    /// <see cref="KnownFiles"/> when the new <c>run.json</c> is published, all others never.
    /// </param>
    /// <exception cref="RunFolderException">
    /// The path is a file or not writable; or the folder is not empty and, with <paramref name="force"/>, holds no <c>run.json</c> either.
    /// </exception>
    public static RunFolder Create(string path, bool force)
    {
        if (File.Exists(path))
        {
            throw new RunFolderException($"cannot write to '{path}': it is a file, not a folder; name another folder");
        }

        try
        {
            var existed = Directory.Exists(path);
            Directory.CreateDirectory(path);
            if (existed && Directory.EnumerateFileSystemEntries(path).Any())
            {
                TakeOver(path, force);
            }

            Probe(path);
            return new RunFolder(path, created: !existed);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new RunFolderException($"cannot write to '{path}': {RunFolderException.Reason(e)}; name a folder in a place where you may write", e);
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

    /// <summary>Unless <c>run.json</c> was published, drops every file of this run, and the folder if it was made here and is empty.</summary>
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
            foreach (var name in _ready)
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
    internal void Publish(RunFileStream file)
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

    private static void TakeOver(string path, bool force)
    {
        var temporaries = KnownFiles.Select(TemporaryName).ToHashSet(StringComparer.Ordinal);
        var working = WorkingPathIn(path);
        var isRun = File.Exists(System.IO.Path.Combine(path, LastFile));
        var holdsOthers = Directory.EnumerateFileSystemEntries(path).Any(entry => entry != working && !temporaries.Contains(System.IO.Path.GetFileName(entry)));
        if (!isRun && holdsOthers)
        {
            throw new RunFolderException($"cannot write to '{path}': the folder is not empty and not a run, as it holds no {LastFile}; name another folder");
        }

        if (!force)
        {
            throw new RunFolderException($"cannot write to '{path}': the folder is not empty; name another folder, or give --force to replace the run in it");
        }

        foreach (var name in temporaries)
        {
            File.Delete(System.IO.Path.Combine(path, name));
        }

        if (Directory.Exists(working))
        {
            Directory.Delete(working, recursive: true);
        }
    }

    private static string WorkingPathIn(string path) => System.IO.Path.Combine(path, ".working.tmp");

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

    private static void Probe(string path)
    {
        var probe = System.IO.Path.Combine(path, $".probe.{Guid.NewGuid():N}.tmp");
        using (File.Create(probe, 1, FileOptions.DeleteOnClose))
        {
        }
    }
}
