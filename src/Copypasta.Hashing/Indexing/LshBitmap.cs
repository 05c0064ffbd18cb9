using System.Numerics;
using System.Runtime.CompilerServices;

namespace Copypasta.Hashing;

/// <summary>
/// A parity map of a text's shingles: every distinct shingle toggles one of 320 bits. Two sets whose maps differ in d bits differ in at least d
/// shingles, which dismisses most false candidates and never a true one (the bitmap filter of Sandes, Teodoro and Melo, DEXA 2020).
/// </summary>
[InlineArray(Words)]
internal struct LshBitmap
{
    private const int Words = 5;
    private const int Bits = Words * 64;

    private ulong _word;

    public static LshBitmap Of(ReadOnlySpan<uint> hashes)
    {
        var map = default(LshBitmap);
        foreach (var hash in hashes)
        {
            var bit = (int)(((ulong)hash * Bits) >> 32);
            map[bit >> 6] ^= 1UL << (bit & 63);
        }

        return map;
    }

    public readonly int Difference(in LshBitmap other) =>
        BitOperations.PopCount(this[0] ^ other[0]) + BitOperations.PopCount(this[1] ^ other[1]) + BitOperations.PopCount(this[2] ^ other[2])
        + BitOperations.PopCount(this[3] ^ other[3]) + BitOperations.PopCount(this[4] ^ other[4]);
}
