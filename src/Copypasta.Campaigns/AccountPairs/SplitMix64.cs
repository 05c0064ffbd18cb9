namespace Copypasta.Campaigns;

/// <summary>
/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014). Ours and not the framework's, whose sequence may change between versions.
/// </summary>
internal struct SplitMix64
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    private ulong _state;

    /// <summary>Begins a sequence: those of one seed and different streams begin at places that have nothing to do with each other.</summary>
    public SplitMix64(ulong seed, ulong stream)
    {
        _state = Mix(seed + Step) ^ Mix((stream * 0xD1342543DE82EF95) + 1);
    }

    /// <summary>The next 64 bits.</summary>
    public ulong Next() => Mix(_state += Step);

    /// <summary>An integer from 0 to <paramref name="bound"/> - 1: the high half of a 64 x 64-bit product. Its bias, below bound/2^64, is of no matter here.</summary>
    public int Next(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

    /// <summary>A number from 0 to below 1, a multiple of 2^-53.</summary>
    public double NextShare() => (Next() >> 11) / 9007199254740992.0;

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
