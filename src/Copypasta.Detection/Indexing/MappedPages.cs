using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Copypasta.Detection;

/// <summary>
/// Keeps what the system maps of an index's files within a bound: beyond it all pages are handed back, to be mapped again as they are touched. They stay in the system's cache, which is not the
/// process's. With a page that is touched the system maps its neighbours, how many is its own affair (64 KiB, or since Linux 6.18 up to 2 MiB), so where it tells what it has mapped, it is asked. Shared by the
/// files of an open index; safe for concurrent use.
/// </summary>
/// <param name="most">Bytes that may be mapped; a thread in the middle of a look-up may hold a few pages more.</param>
internal sealed partial class MappedPages(long most)
{
    /// <summary>What is told apart as touched or not.</summary>
    public const int GranuleBits = 16;

    private const int DontNeed = 4;
    private const int Random = 1;
    private const int WillNeed = 3;

    private static readonly SafeFileHandle? s_status = OperatingSystem.IsLinux() && File.Exists("/proc/self/statm") ? File.OpenHandle("/proc/self/statm") : null;

    private readonly Lock _gate = new();
    private readonly List<SegmentFile> _files = [];
    private volatile bool _isTight;
    private long _bytes;
    private long _otherFiles = ResidentFiles();

    /// <summary>Bytes of the granules touched.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    public void Add(SegmentFile file)
    {
        lock (_gate)
        {
            _files.Add(file);
        }
    }

    public void Remove(SegmentFile file)
    {
        lock (_gate)
        {
            _files.Remove(file);
        }
    }

    /// <summary>Whether more than three quarters of the room are taken.</summary>
    public bool IsTight => _isTight;

    /// <summary>Told before a granule is mapped that was not.</summary>
    public void Count()
    {
        var mapped = Math.Max(Interlocked.Add(ref _bytes, 1L << GranuleBits), Mapped());
        _isTight = mapped > most / 4 * 3;
        if (mapped <= most)
        {
            return;
        }

        lock (_gate)
        {
            if (Math.Max(Interlocked.Read(ref _bytes), Mapped()) > most)
            {
                // Counted from here on, so that what another thread touches meanwhile is counted rather than forgotten.
                Interlocked.Exchange(ref _bytes, 0);
                _files.ForEach(file => file.Release());

                // The program's own code grows as it is used.
                Interlocked.Exchange(ref _otherFiles, ResidentFiles());
                _isTight = false;
            }
        }
    }

    /// <summary>What the system says that it has mapped since the program's own code alone was.</summary>
    private long Mapped() => most == long.MaxValue ? 0 : ResidentFiles() - Interlocked.Read(ref _otherFiles);

    /// <summary>Bytes of files, the program's code among them, that are mapped into the process; 0 where the system does not tell.</summary>
    private static long ResidentFiles()
    {
        if (s_status is null)
        {
            return 0;
        }

        // Pages, in decimal: all, resident, of files.
        Span<byte> text = stackalloc byte[128];
        var words = text[..RandomAccess.Read(s_status, text, 0)];
        for (var word = 0; word < 2; word++)
        {
            words = words[(words.IndexOf((byte)' ') + 1)..];
        }

        return System.Buffers.Text.Utf8Parser.TryParse(words, out long pages, out _) ? pages * Environment.SystemPageSize : 0;
    }

    /// <summary>Lets the system read no more than the pages that are touched.</summary>
    public static unsafe void ExpectRandomAccess(byte* start, long length) => Advise(start, length, Random);

    /// <summary>Hands mapped pages back.</summary>
    public static unsafe void Release(byte* start, long length) => Advise(start, length, DontNeed);

    /// <summary>Lets the system fetch a part of a file that will be read, without waiting for it. Best effort.</summary>
    public static void Expect(SafeFileHandle file, long offset, long length)
    {
        if (OperatingSystem.IsLinux())
        {
            _ = AdviseFile(file, offset, length, WillNeed);
        }
    }

    /// <summary>Best effort: elsewhere than on Linux the system decides by itself what stays mapped.</summary>
    private static unsafe void Advise(byte* start, long length, int advice)
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Advise(start, (nuint)length, advice);
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static unsafe partial int Advise(byte* start, nuint length, int advice);

    [LibraryImport("libc", EntryPoint = "posix_fadvise")]
    private static partial int AdviseFile(SafeFileHandle file, long offset, long length, int advice);
}
