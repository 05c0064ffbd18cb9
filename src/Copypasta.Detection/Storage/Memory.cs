using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Copypasta.Detection;

/// <summary>What the processor and the system can be told of how memory will be used. It changes nothing but the speed.</summary>
internal static partial class Memory
{
    private const int AdviseHugePages = 14;
    private const long PageBytes = 4096;
    private const long LargeBytes = 32 << 20;

    /// <summary>
    /// Asks Linux for pages of 2 MiB under an array that is pinned and not yet written to, which will be read here and there: looking up small ones takes longer than the reading.
    /// </summary>
    public static unsafe void AskForHugePages<T>(T[] pinned)
        where T : unmanaged
    {
        var bytes = (long)pinned.Length * sizeof(T);
        if (OperatingSystem.IsLinux() && bytes >= LargeBytes)
        {
            var first = ((nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned)) + PageBytes - 1) & -PageBytes;

            // Refused, the pages are small ones.
            _ = Advise((nint)first, (nuint)(bytes - PageBytes), AdviseHugePages);
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint address, nuint length, int advice);

    /// <summary>Brings what lies somewhere near the core, where the processor has an instruction for that, and does not wait for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Prefetch<T>(ref T place)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref place));
        }
    }
}
