using Copypasta.Detection;

namespace Copypasta.Reports;

/// <summary>
/// A file being written. What the system refuses (a full disk) is a <see cref="RunFolderException"/>, never an <see cref="IOException"/>: whoever reads an input and writes here at once must
/// not take it for a fault of the input.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="path">Its path once it is published, for messages.</param>
internal sealed class CheckedFile(FileStream file, string path)
{
    public long Length => file.Length;

    public long Position => file.Position;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            file.Write(bytes);
        }
        catch (Exception e) when (WriteFault.Is(e))
        {
            throw RunFolderException.CannotWrite(path, e);
        }
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        try
        {
            await file.WriteAsync(bytes, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (WriteFault.Is(e))
        {
            throw RunFolderException.CannotWrite(path, e);
        }
    }

    /// <summary>Hands on what is buffered.</summary>
    /// <param name="toDisk">Whether it is to be on disk then.</param>
    public void Flush(bool toDisk)
    {
        try
        {
            file.Flush(toDisk);
        }
        catch (Exception e) when (WriteFault.Is(e))
        {
            throw RunFolderException.CannotWrite(path, e);
        }
    }

    /// <summary>Closes it; everything is on disk then.</summary>
    public void Close()
    {
        Flush(toDisk: true);
        try
        {
            file.Dispose();
        }
        catch (Exception e) when (WriteFault.Is(e))
        {
            throw RunFolderException.CannotWrite(path, e);
        }
    }

    /// <summary>Closes one that is unwanted: that a full disk refuses what is still buffered must not keep it from going.</summary>
    public void Abandon()
    {
        try
        {
            file.Dispose();
        }
        catch (Exception e) when (WriteFault.Is(e))
        {
            // Nobody wants it.
        }
    }
}
