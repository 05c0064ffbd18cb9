using System.Numerics;
using System.Runtime.CompilerServices;

namespace Copypasta.Archives;

/// <summary>Writes down which bits are set.</summary>
internal static class BitPlaces
{
    /// <summary>Places are written eight at a time, some of them for nothing: a branch that goes wrong costs more. So many may be written behind the last.</summary>
    public const int AtOnce = 8;

    /// <summary>Writes the places of the bits that are set, the lowest first.</summary>
    /// <param name="bits">The bits.</param>
    /// <param name="at">The place of the lowest bit.</param>
    /// <param name="next">Where they go: room for as many as bits are set, rounded up to <see cref="AtOnce"/>, and no less than that.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ulong bits, int at, ref int next)
    {
        // The JIT does not unroll this by itself.
        do
        {
            next = Take(ref bits, at);
            Unsafe.Add(ref next, 1) = Take(ref bits, at);
            Unsafe.Add(ref next, 2) = Take(ref bits, at);
            Unsafe.Add(ref next, 3) = Take(ref bits, at);
            Unsafe.Add(ref next, 4) = Take(ref bits, at);
            Unsafe.Add(ref next, 5) = Take(ref bits, at);
            Unsafe.Add(ref next, 6) = Take(ref bits, at);
            Unsafe.Add(ref next, 7) = Take(ref bits, at);
            next = ref Unsafe.Add(ref next, AtOnce);
        }
        while (bits != 0);
    }

    /// <summary>The place of the lowest bit, which is taken out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Take(ref ulong bits, int at)
    {
        var place = at + BitOperations.TrailingZeroCount(bits);
        bits &= bits - 1;
        return place;
    }
}
