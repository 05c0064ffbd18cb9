using System.Runtime.CompilerServices;

namespace Copypasta.Hashing;

/// <summary>Integer mixers: full-avalanche finalisers, the same on every machine.</summary>
internal static class Mix
{
    /// <summary>Odd multiplier: 2^32 divided by the golden ratio (Knuth, TAOCP 6.4).</summary>
    public const uint Golden32 = 0x9E3779B1;

    /// <summary>MurmurHash3's 32-bit finaliser (Appleby, 2011): a bijection in which every input bit flips every output bit with probability about one half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Finalize32(uint h)
    {
        h ^= h >> 16;
        h *= 0x85EBCA6B;
        h ^= h >> 13;
        h *= 0xC2B2AE35;
        return h ^ (h >> 16);
    }

    /// <summary>SplitMix64's output function (Steele, Lea and Flood, OOPSLA 2014; Stafford's variant 13).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Finalize64(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>The value at a position of the SplitMix64 stream of a seed: random access, so a lane never depends on how many there are.</summary>
    public static ulong SplitMix64(ulong seed, ulong position) => Finalize64(seed + ((position + 1) * 0x9E3779B97F4A7C15));
}
