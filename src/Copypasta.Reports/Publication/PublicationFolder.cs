using System.Security.Cryptography;
using Copypasta.Detection;

namespace Copypasta.Reports;

/// <summary>
/// A folder that appears whole or not at all: it grows under a hidden name beside its own, every file is put on disk, and it takes its name in one step. What a process that was killed
/// leaves is that hidden folder.
/// </summary>
public sealed class PublicationFolder : IDisposable
{
    private readonly string _path;
    private readonly string _growing;
    private readonly SortedDictionary<string, string> _digests = new(StringComparer.Ordinal);
    private bool _published;

    private PublicationFolder(string path, string growing) => (_path, _growing) = (path, growing);

    /// <summary>Begins a folder.</summary>
    /// <param name="path">The name it will have; nothing, or an empty folder, may be there.</param>
    /// <exception cref="RunFolderException">Something is there, or nothing can be written there.</exception>
    public static PublicationFolder Create(string path)
    {
        ThrowIfTaken(path);
        try
        {
            var whole = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
            var parent = Path.GetDirectoryName(whole) ?? throw new RunFolderException($"cannot write to '{path}': name a folder that is to be made");
            Directory.CreateDirectory(parent);
            var growing = Path.Combine(parent, $".{Path.GetFileName(whole)}.{Guid.NewGuid():N}.tmp");
            Directory.CreateDirectory(growing);
            return new PublicationFolder(whole, growing);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new RunFolderException($"cannot write to '{path}': {RunFolderException.Reason(e)}; name a folder in a place where you may write", e);
        }
    }

    /// <summary>Begins a file; disposing it puts it on disk.</summary>
    /// <param name="name">Chosen by the program, never by content.</param>
    public Stream OpenFile(string name)
    {
        try
        {
            var path = Path.Combine(_growing, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return new DigestedFile(new CheckedFile(new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1 << 16), Path.Combine(_path, name)), digest => _digests[name] = digest);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw RunFolderException.CannotWrite(Path.Combine(_path, name), e);
        }
    }

    /// <summary>Lists the digests of all files and gives the folder its name.</summary>
    /// <returns>The list's own digest.</returns>
    /// <exception cref="RunFolderException">Something is there by now, or the disk refuses it.</exception>
    public string Publish()
    {
        var digests = _digests.ToArray();
        using (var list = new StreamWriter(OpenFile(DigestList.FileName)))
        {
            list.Write(DigestList.Text(digests));
        }

        ThrowIfTaken(_path);
        try
        {
            foreach (var folder in Directory.EnumerateDirectories(_growing))
            {
                DirectorySync.Flush(folder);
            }

            DirectorySync.Flush(_growing);
            if (Directory.Exists(_path))
            {
                Directory.Delete(_path);
            }

            Directory.Move(_growing, _path);
            _published = true;
            DirectorySync.Flush(Path.GetDirectoryName(_path)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw RunFolderException.CannotWrite(_path, e);
        }

        return _digests[DigestList.FileName];
    }

    /// <summary>Unless it was published, removes what there is of it.</summary>
    public void Dispose()
    {
        try
        {
            if (!_published && Directory.Exists(_growing))
            {
                Directory.Delete(_growing, recursive: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A hidden folder more; why the export failed is what must be heard.
        }
    }

    private static void ThrowIfTaken(string path)
    {
        if (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()))
        {
            throw new RunFolderException($"cannot write to '{path}': there is something already, and evidence is never replaced; name another folder");
        }
    }

    private sealed class DigestedFile(CheckedFile file, Action<string> onClosed) : Stream
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private bool _closed;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => file.Length;

        public override long Position
        {
            get => file.Position;
            set => throw new NotSupportedException();
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            file.Write(buffer);
            _hash.AppendData(buffer);
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing && !_closed)
            {
                _closed = true;
                file.Close();
                onClosed(Convert.ToHexStringLower(_hash.GetHashAndReset()));
                _hash.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
