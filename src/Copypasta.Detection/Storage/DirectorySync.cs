using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Copypasta.Detection;

/// <summary>
/// Puts a folder's entries on disk: POSIX keeps a rename over a power failure only after an fsync of the folder. Windows has no such
/// call and needs none.
/// </summary>
internal static partial class DirectorySync
{
    /// <summary>Best effort: some file systems (network shares) refuse it, and the file itself is on disk already.</summary>
    public static void Flush(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var handle = new SafeFileHandle(Open(path, 0), ownsHandle: true);
        if (handle.IsInvalid)
        {
            return;
        }

        try
        {
            RandomAccess.FlushToDisk(handle);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Open(string path, int flags);
}
