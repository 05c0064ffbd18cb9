using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Copypasta.Detection;

/// <summary>What memory can be asked for ahead.</summary>
internal static class Memory
{
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
