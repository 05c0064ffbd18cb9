namespace Copypasta.Reports;

/// <summary>The run folder cannot be used; the message is one line that says what and where.</summary>
public sealed class RunFolderException : Exception
{
    /// <summary>With a message and, where there is one, the fault of the system behind it.</summary>
    public RunFolderException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

/// <summary>
/// The folder a run writes its files into. Every file grows under a temporary name and takes its own only when it is complete and on
/// disk, <c>run.json</c> after all others: a folder with a <c>run.json</c> is a complete run, whenever the process was ended.
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
    private readonly bool _created;
    private bool _complete;

    private RunFolder(string path, bool created)
    {
        Path = path;
        _created = created;
    }

    /// <summary>The names of all files a run may write; <c>run.json</c> is the first. With <c>--force</c> no others are removed.</summary>
    public static IReadOnlyList<string> KnownFiles { get; } =
        [LastFile, .. Others, .. Tables.SelectMany(table => new[] { table + ".csv", table + ".jsonl", table + ".parquet" })];

    /// <summary>The folder's path as given.</summary>
    public string Path { get; }

    /// <summary>Makes the folder, or takes an empty one.</summary>
    /// <param name="path">The folder; missing parents are made.</param>
    /// <param name="force">
    /// Take a folder that is not empty, too: files of <see cref="KnownFiles"/> and their temporaries are removed, all others stay.
    /// </param>
    /// <exception cref="RunFolderException">The path is a file, not writable, or, without <paramref name="force"/>, not empty.</exception>
    public static RunFolder Create(string path, bool force)
    {
        if (File.Exists(path))
            throw new RunFolderException($"cannot write to '{path}': it is a file, not a folder; name another folder");

        try
        {
            var existed = Directory.Exists(path);
            Directory.CreateDirectory(path);
            if (existed && !force && Directory.EnumerateFileSystemEntries(path).Any())
                throw new RunFolderException($"cannot write to '{path}': the folder is not empty; name another folder, or give --force to replace the run in it");

            if (existed && force)
                RemoveRun(path);

            Probe(path);
            return new RunFolder(path, created: !existed);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new RunFolderException($"cannot write to '{path}': {OneLine(e.Message)}", e);
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
            throw new ArgumentException($"'{name}' is not a file of a run", nameof(name));

        lock (_lock)
        {
            if (_complete)
                throw new InvalidOperationException($"'{name}' is opened after {LastFile} was published");

            try
            {
                var file = new RunFileStream(this, name);
                _open.Add(file);
                return file;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new RunFolderException($"cannot write '{System.IO.Path.Combine(Path, name)}': {OneLine(e.Message)}", e);
            }
        }
    }

    /// <summary>Drops every file that was not published, and the folder if it was made here and is empty.</summary>
    public void Dispose()
    {
        RunFileStream[] open;
        lock (_lock)
            open = [.. _open];

        foreach (var file in open)
            file.Dispose();

        if (_created && Directory.Exists(Path) && !Directory.EnumerateFileSystemEntries(Path).Any())
            Directory.Delete(Path);
    }

    /// <summary>The temporary name of a file: hidden, in the same folder, since only there a rename is atomic.</summary>
    internal static string TemporaryName(string name) => $".{name}.tmp";

    internal void CheckOrder(RunFileStream file)
    {
        lock (_lock)
        {
            if (file.Name == LastFile && _open.Count > 1)
                throw new InvalidOperationException($"{LastFile} is published while '{_open.First(f => f != file).Name}' is not");
        }
    }

    internal void Close(RunFileStream file, bool published)
    {
        lock (_lock)
        {
            _open.Remove(file);
            _complete |= published && file.Name == LastFile;
        }
    }

    // run.json goes first: what is left when this is interrupted is not taken for a complete run.
    private static void RemoveRun(string path)
    {
        foreach (var name in KnownFiles)
        {
            File.Delete(System.IO.Path.Combine(path, name));
            File.Delete(System.IO.Path.Combine(path, TemporaryName(name)));
        }
    }

    private static void Probe(string path)
    {
        var probe = System.IO.Path.Combine(path, $".probe.{Guid.NewGuid():N}.tmp");
        using (File.Create(probe, 1, FileOptions.DeleteOnClose))
        {
        }
    }

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").Trim();
}
