namespace Copypasta.Detection;

/// <summary>
/// The folder of an index: <c>index.json</c>, which lists the segments that count, the segments, and <c>lock</c>, which whoever writes holds. Segments are written and on disk before
/// <c>index.json</c> is replaced in one step; whatever it does not list is left from a writer that was ended, and is removed by the next.
/// </summary>
internal sealed class IndexFolder(string path)
{
    private const string ManifestName = "index.json";
    private const string TemporaryName = ".index.json.tmp";
    private const string LockName = "lock";
    private const string SegmentExtension = ".segment";

    // How the systems say that another holds a file.
    private const int WouldBlock = 11;
    private const int WouldBlockOnMac = 35;
    private const int SharingViolation = unchecked((int)0x80070020);

    public string Path => path;

    public bool HasManifest => File.Exists(PathOf(ManifestName));

    // Tests make a disk fail here: called with the name of a file before each change of it.
    internal Action<string>? BeforeChange { get; set; }

    // And here: called with the name of a file before each time that it is opened for reading or read.
    internal Action<string>? BeforeRead { get; set; }

    public string PathOf(string name) => System.IO.Path.Combine(path, name);

    public static string SegmentName(int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{number:D8}{SegmentExtension}");

    private bool HasSegments => Directory.Exists(path) && Directory.EnumerateFiles(path).Any(file => IsSegment(System.IO.Path.GetFileName(file)));

    /// <summary>Whether segments in it are left from an index that was never published.</summary>
    private bool IsBeingMade => new FileInfo(PathOf(LockName)) is { Exists: true, Length: > 0 };

    /// <summary>Notes in the lock that the index is being made, so that segments without a manifest are known for what they are.</summary>
    /// <exception cref="IndexException">It cannot be written.</exception>
    public void Mark(FileStream held)
    {
        try
        {
            BeforeChange?.Invoke(LockName);
            held.SetLength(1);
            held.Flush(flushToDisk: true);
        }
        catch (Exception e) when (WriteFault.Is(e))
        {
            throw IndexException.CannotWrite(PathOf(LockName), e);
        }
    }

    /// <summary>Notes that the index has been made. Best effort, as its manifest says so too.</summary>
    public static void Unmark(FileStream held)
    {
        try
        {
            held.SetLength(0);
        }
        catch (Exception e) when (WriteFault.Is(e))
        {
        }
    }

    /// <summary>Keeps other writers out until it is disposed, or the process ends.</summary>
    /// <exception cref="IndexException">Another writer is at work.</exception>
    public FileStream Lock()
    {
        try
        {
            return new FileStream(PathOf(LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e.HResult is WouldBlock or WouldBlockOnMac or SharingViolation)
        {
            throw new IndexException($"'{path}' is being written by another process; wait until it has ended", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw IndexException.CannotWrite(path, e);
        }
    }

    /// <summary>The manifest that counts now.</summary>
    /// <exception cref="IndexException">There is none, or it is damaged or of another version.</exception>
    public IndexManifest Read()
    {
        try
        {
            BeforeRead?.Invoke(ManifestName);
            return IndexManifest.Parse(File.ReadAllBytes(PathOf(ManifestName)), PathOf(ManifestName));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw HasSegments && !IsBeingMade ? Lost(e) : new IndexException($"'{path}' is not an index: it holds no {ManifestName}; make one with index create", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw IndexException.CannotRead(PathOf(ManifestName), e);
        }
    }

    /// <summary>From here on the manifest counts: whoever opens the index sees the old or the new one.</summary>
    public void Publish(IndexManifest manifest)
    {
        try
        {
            using (var file = Create(TemporaryName))
            {
                Write(file, TemporaryName, manifest.ToBytes());
                Sync(file, TemporaryName);
            }

            DirectorySync.Flush(path);
            BeforeChange?.Invoke(ManifestName);
            File.Move(PathOf(TemporaryName), PathOf(ManifestName), overwrite: true);
        }
        catch (Exception e) when (WriteFault.Is(e))
        {
            throw IndexException.CannotWrite(PathOf(ManifestName), e);
        }

        DirectorySync.Flush(path);
    }

    public FileStream Create(string name)
    {
        BeforeChange?.Invoke(name);
        return new FileStream(PathOf(name), new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.Read, BufferSize = 0 });
    }

    public void Write(FileStream file, string name, ReadOnlySpan<byte> bytes)
    {
        BeforeChange?.Invoke(name);
        file.Write(bytes);
    }

    public void Sync(FileStream file, string name)
    {
        BeforeChange?.Invoke(name);
        file.Flush(flushToDisk: true);
    }

    /// <summary>The same by the manifest that counts now; where it cannot be read, nothing is removed.</summary>
    public void RemoveStrays()
    {
        try
        {
            RemoveStrays(Read());
        }
        catch (IndexException)
        {
        }
    }

    /// <summary>Removes the segments that do not count, and what else an ended writer left. Best effort: the next writer tries again.</summary>
    /// <param name="manifest">What counts; null for nothing.</param>
    public void RemoveStrays(IndexManifest? manifest)
    {
        try
        {
            var listed = (manifest?.Segments ?? []).Select(segment => segment.File).ToHashSet(StringComparer.Ordinal);
            foreach (var file in Directory.EnumerateFiles(path))
            {
                var name = System.IO.Path.GetFileName(file);
                if (name == TemporaryName || (IsSegment(name) && !listed.Contains(name)))
                {
                    BeforeChange?.Invoke(name);
                    File.Delete(file);
                }
            }
        }
        catch (Exception e) when (WriteFault.Is(e))
        {
        }
    }

    /// <summary>Makes the folder, or takes one that holds nothing but what an ended writer left.</summary>
    public void Make()
    {
        for (var at = path; !string.IsNullOrEmpty(at); at = System.IO.Path.GetDirectoryName(at))
        {
            if (File.Exists(at))
            {
                throw new IndexException($"cannot write '{path}': '{at}' is a file, not a folder; name another");
            }
        }

        try
        {
            if (HasManifest)
            {
                throw new IndexException($"'{path}' is an index already; add to it with index add, or name another folder");
            }

            if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any(IsForeign))
            {
                throw new IndexException($"'{path}' is not empty and not an index; name another folder");
            }

            if (HasSegments && !IsBeingMade)
            {
                throw Lost();
            }

            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw IndexException.CannotWrite(path, e);
        }
    }

    /// <summary>Removes a folder in which no index came to be.</summary>
    public void RemoveEmpty()
    {
        try
        {
            // Of segments that could not be removed the lock says what they are.
            if (HasSegments)
            {
                return;
            }

            File.Delete(PathOf(LockName));
            if (!Directory.EnumerateFileSystemEntries(path).Any())
            {
                Directory.Delete(path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static bool IsForeign(string entry)
    {
        var name = System.IO.Path.GetFileName(entry);
        return name is not (TemporaryName or LockName) && !IsSegment(name);
    }

    /// <summary>Whether a name is exactly what <see cref="SegmentName"/> makes.</summary>
    private static bool IsSegment(string name) =>
        name.Length == SegmentName(0).Length && name.EndsWith(SegmentExtension, StringComparison.Ordinal) && name.AsSpan(..^SegmentExtension.Length).IndexOfAnyExceptInRange('0', '9') < 0;

    private IndexException Lost(Exception? e = null) => new($"'{PathOf(ManifestName)}' is missing, without which the segments in the folder cannot be read: restore it from a copy", e);
}
