namespace Copypasta.Reports;

/// <summary>A file of a <see cref="RunFolder"/> being written; it has its name only once it is published.</summary>
public sealed class RunFileStream : Stream
{
    private readonly RunFolder _folder;
    private readonly FileStream _file;
    private bool _closed;

    internal RunFileStream(RunFolder folder, string name)
    {
        _folder = folder;
        Name = name;

        // CreateNew: a second run into the same folder must not write into the first one's file.
        _file = new FileStream(TemporaryPath, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1 << 16);
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

    private string TemporaryPath => Path.Combine(_folder.Path, RunFolder.TemporaryName(Name));

    /// <summary>
    /// Writes everything to disk, gives the file its name in one step (replacing a file of that name) and closes it. When this fails,
    /// nothing stands under the name that did not stand there before.
    /// </summary>
    /// <exception cref="IOException">The disk is full or failing.</exception>
    /// <exception cref="InvalidOperationException">It is <c>run.json</c> and another file is neither published nor dropped.</exception>
    public void Publish()
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        _folder.CheckOrder(this);
        _file.Flush(flushToDisk: true);
        _file.Dispose();
        File.Move(TemporaryPath, Path.Combine(_folder.Path, Name), overwrite: true);
        _closed = true;
        _folder.Close(this, published: true);
        DirectorySync.Flush(_folder.Path);
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => _file.Write(buffer, offset, count);

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer) => _file.Write(buffer);

    /// <inheritdoc/>
    public override void WriteByte(byte value) => _file.WriteByte(value);

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        _file.WriteAsync(buffer, offset, count, cancellationToken);

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        _file.WriteAsync(buffer, cancellationToken);

    /// <inheritdoc/>
    public override void Flush() => _file.Flush();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_closed)
        {
            _closed = true;
            try
            {
                _file.Dispose();
            }
            catch (IOException)
            {
                // What was still buffered is unwanted; that a full disk refuses it must not keep the temporary from going.
            }

            File.Delete(TemporaryPath);
            _folder.Close(this, published: false);
        }

        base.Dispose(disposing);
    }
}
