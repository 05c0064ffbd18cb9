namespace Copypasta.Detection;

/// <summary>
/// The folder of one run for what does not fit into memory: made when it is first needed, removed with all it holds when the run ends. Its files belong to the process that
/// wrote them.
/// </summary>
/// <param name="path">The folder; must not exist, its parent must.</param>
internal sealed class TemporaryFolder(string path) : IDisposable
{
    private long _bytes;
    private long _peak;

    /// <summary>Most bytes that lay in the folder at one time.</summary>
    public long PeakBytes => Volatile.Read(ref _peak);

    // Tests put a failing disk here.
    internal Func<string, FileStream> CreateFile { get; set; } =
        file => new FileStream(file, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Read, BufferSize = 0, Options = FileOptions.DeleteOnClose });

    /// <summary>A new file, which is gone when it is closed.</summary>
    /// <param name="name">Of the product's own making: no path comes from content.</param>
    public FileStream Create(string name)
    {
        try
        {
            Directory.CreateDirectory(path);
            var file = CreateFile(Path.Combine(path, name));
            if (!OperatingSystem.IsWindows())
            {
                // A file without a name is gone with the process, however that ends.
                File.Delete(Path.Combine(path, name));
            }

            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SpillException(path, e);
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

    public void Dispose()
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
}
