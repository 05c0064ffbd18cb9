using System.Security.Cryptography;

namespace Copypasta.Reports;

/// <summary>A file of a <see cref="RunFolder"/> being written; what the disk refuses is a <see cref="RunFolderException"/>.</summary>
public sealed class RunFileStream : Stream
{
    private readonly RunFolder _folder;
    private readonly CheckedFile _file;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private bool _closed;

    internal RunFileStream(RunFolder folder, string name, FileStream file)
    {
        _folder = folder;
        Name = name;
        _file = new CheckedFile(file, Path.Combine(folder.Path, name));
    }

    /// <summary>The name that the file will have.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => !_closed;

    /// <inheritdoc/>
    public override long Length => _file.Length;

    /// <inheritdoc/>
    public override long Position
    {
        get => _file.Position;
        set => throw new NotSupportedException();
    }

    /// <summary>
    /// Writes everything to disk and closes the file. It takes its name together with all others when <c>run.json</c> is published, in one step
    /// each, replacing a file of that name. When this fails, the file is as good as never written.
    /// </summary>
    /// <exception cref="RunFolderException">The disk is full or failing.</exception>
    /// <exception cref="InvalidOperationException">It is <c>run.json</c> and another file is neither published nor dropped.</exception>
    public void Publish()
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        _folder.CheckOrder(this);
        _file.Close();
        _folder.Publish(this, Convert.ToHexStringLower(_hash.GetHashAndReset()));
        _closed = true;
    }

    /// <inheritdoc/>
    /// <exception cref="RunFolderException">The disk is full or failing.</exception>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    /// <exception cref="RunFolderException">The disk is full or failing.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _file.Write(buffer);
        _hash.AppendData(buffer);
    }

    /// <inheritdoc/>
    /// <exception cref="RunFolderException">The disk is full or failing.</exception>
    public override void WriteByte(byte value) => Write([value]);

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    /// <exception cref="RunFolderException">The disk is full or failing.</exception>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _file.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        _hash.AppendData(buffer.Span);
    }

    /// <inheritdoc/>
    /// <exception cref="RunFolderException">The disk is full or failing.</exception>
    public override void Flush() => _file.Flush(toDisk: false);

    /// <summary>Puts on disk what has been written so far, so that <see cref="Publish"/> finds little left that could fail.</summary>
    /// <exception cref="RunFolderException">The disk is full or failing.</exception>
    public void Sync() => _file.Flush(toDisk: true);

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
        }

        if (disposing && !_closed)
        {
            _closed = true;
            _file.Abandon();
            _folder.Drop(this);
        }

        base.Dispose(disposing);
    }
}
