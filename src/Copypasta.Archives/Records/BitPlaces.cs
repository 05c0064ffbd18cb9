using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Copypasta.Archives;

/// <summary>Writes down which bits are set.</summary>
internal static class BitPlaces
{
    /// <summary>Places are written so many at a time, some of them for nothing: a branch that goes wrong costs more.</summary>
    public const int AtOnce = 16;

    /// <summary>Writes the places of the bits that are set, the lowest first.</summary>
    /// <param name="bits">The bits.</param>
    /// <param name="at">The place of the lowest bit.</param>
    /// <param name="next">Where they go: room for as many as bits are set, and <see cref="AtOnce"/> more.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ulong bits, int at, ref int next)
    {
        if (Avx512Vbmi2.IsSupported)
        {
            Compress(bits, at, ref next);
        }
        else
        {
            Take(bits, at, ref next);
        }
    }

    /// <summary>Puts the numbers of the bits together in one instruction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Compress(ulong bits, int at, ref int next)
    {
        // A byte for each bit: of the eight bits that it is among, and then of it alone.
        var bytes = Vector512.Create(
            0UL, 0x0101_0101_0101_0101, 0x0202_0202_0202_0202, 0x0303_0303_0303_0303, 0x0404_0404_0404_0404, 0x0505_0505_0505_0505, 0x0606_0606_0606_0606, 0x0707_0707_0707_0707);
        var lanes = Avx512BW.Shuffle(Vector512.Create(bits).AsByte(), bytes.AsByte());
        var bit = Vector512.Create(0x8040_2010_0804_0201UL).AsByte();
        var places = Avx512Vbmi2.Compress(Vector512<byte>.Zero, Vector512.Equals(lanes & bit, bit), Vector512<byte>.Indices);
        for (var left = BitOperations.PopCount(bits); ; left -= AtOnce)
        {
            (Avx512F.ConvertToVector512Int32(places.GetLower().GetLower()) + Vector512.Create(at)).StoreUnsafe(ref next);
            if (left <= AtOnce)
            {
                return;
            }

            next = ref Unsafe.Add(ref next, AtOnce);
            places = Avx512F.AlignRight64(places.AsUInt64(), places.AsUInt64(), AtOnce / sizeof(ulong)).AsByte();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Take(ulong bits, int at, ref int next)
    {
        // Eight at a time; the JIT does not unroll this by itself.
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
            next = ref Unsafe.Add(ref next, 8);
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
