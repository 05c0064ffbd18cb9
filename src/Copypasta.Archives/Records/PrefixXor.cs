using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Copypasta.Archives;

/// <summary>Each bit the parity of those up to it: of quotes, what lies between the first and the second of each two.</summary>
internal static class PrefixXor
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(ulong bits) => Pclmulqdq.IsSupported ? ByProduct(bits) : ByShifts(bits);

    /// <summary>The product with all ones, without carries.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong ByProduct(ulong bits)
        => Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(bits), Vector128<ulong>.AllBitsSet, 0).ToScalar();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong ByShifts(ulong bits)
    {
        bits ^= bits << 1;
        bits ^= bits << 2;
        bits ^= bits << 4;
        bits ^= bits << 8;
        bits ^= bits << 16;
        return bits ^ (bits << 32);
    }
}
