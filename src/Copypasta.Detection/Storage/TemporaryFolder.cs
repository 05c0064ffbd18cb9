namespace Copypasta.Detection;

/// <summary>
/// The folder of one run for what does not fit into memory: made when it is first needed, removed with all it holds when the run ends, unless it is to be kept. Its files belong to the
/// process that wrote them.
/// </summary>
/// <param name="path">The folder; its parent must exist.</param>
/// <param name="isKept">Whether files have names and outlive the process, so that an interrupted run can go on.</param>
internal sealed class TemporaryFolder(string path, bool isKept = false) : IDisposable
{
    private long _bytes;
    private long _peak;

    /// <summary>The folder.</summary>
    public string Path => path;

    /// <summary>Bytes that lie in the folder.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Most bytes that lay in the folder at one time.</summary>
    public long PeakBytes => Volatile.Read(ref _peak);

    // Tests put a failing disk here.
    internal Func<string, FileStream> CreateFile { get; set; } = file => new FileStream(file, Options(FileMode.CreateNew, isKept));

    /// <summary>A new file, which is gone when it is closed or, where files are kept, when it is removed.</summary>
    /// <param name="name">Of the product's own making: no path comes from content.</param>
    public FileStream Create(string name)
    {
        try
        {
            Directory.CreateDirectory(path);
            var file = CreateFile(PathOf(name));
            if (!isKept && !OperatingSystem.IsWindows())
            {
                // A file without a name is gone with the process, however that ends.
                File.Delete(PathOf(name));
            }

            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Fault(e);
        }
    }

    /// <summary>A file that an earlier process left.</summary>
    public FileStream Reopen(string name)
    {
        try
        {
            // Opened for reading alone, a pipe in its place would be waited for.
            var file = new FileStream(PathOf(name), Options(FileMode.Open, isKept));
            if (file.CanSeek)
            {
                return file;
            }

            file.Dispose();
            throw new IOException($"{name} is not a file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Fault(e);
        }
    }

    /// <summary>All bytes of a file that an earlier process left; null where none is of that name.</summary>
    public byte[]? ReadAll(string name)
    {
        if (!File.Exists(PathOf(name)))
        {
            return null;
        }

        try
        {
            using var file = new FileStream(PathOf(name), Options(FileMode.Open, isKept));
            if (!file.CanSeek)
            {
                return null;
            }

            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Fault(e);
        }
    }

    /// <summary>Removes a file, if it is there.</summary>
    public void Remove(string name)
    {
        if (!isKept)
        {
            return;
        }

        try
        {
            File.Delete(PathOf(name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Fault(e);
        }
    }

    /// <summary>Notes bytes that were written, or, negative, given back.</summary>
    public void Count(long bytes)
    {
        var now = Interlocked.Add(ref _bytes, bytes);
        for (var peak = Volatile.Read(ref _peak); now > peak; peak = Volatile.Read(ref _peak))
        {
            Interlocked.CompareExchange(ref _peak, now, peak);
        }
    }

    /// <summary>Removes the folder, unless its files are kept.</summary>
    public void Dispose()
    {
        if (!isKept)
        {
            Remove();
        }
    }

    /// <summary>Removes the folder with all it holds.</summary>
    public void Remove()
    {
        try
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What the run found, or why it failed, is what must be heard.
        }
    }

    /// <summary>The fault of the disk, with its place.</summary>
    public SpillException Fault(Exception e) => new(path, e);

    private static FileStreamOptions Options(FileMode mode, bool isKept) => new()
    {
        Mode = mode,
        Access = FileAccess.ReadWrite,
        Share = FileShare.Read | FileShare.Delete,
        BufferSize = 0,
        Options = isKept ? FileOptions.None : FileOptions.DeleteOnClose,
    };

    private string PathOf(string name) => System.IO.Path.Combine(path, name);
}
