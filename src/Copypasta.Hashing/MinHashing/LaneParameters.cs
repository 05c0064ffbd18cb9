namespace Copypasta.Hashing;

/// <summary>The parameters of MinHash lanes: a random-access stream per seed, so lane j is the same whatever lanes stand beside it.</summary>
internal sealed class LaneParameters
{
    private LaneParameters(uint[] multipliers, uint[] increments) => (Multipliers, Increments) = (multipliers, increments);

    public uint[] Multipliers { get; }

    public uint[] Increments { get; }

    /// <summary>The parameters of the given lanes, in the order given.</summary>
    public static LaneParameters For(ulong seed, ReadOnlySpan<int> lanes)
    {
        var multipliers = new uint[lanes.Length];
        var increments = new uint[lanes.Length];
        for (var i = 0; i < lanes.Length; i++)
        {
            var random = Mix.SplitMix64(seed, (ulong)lanes[i]);
            multipliers[i] = (uint)random | 1;
            increments[i] = (uint)(random >> 32);
        }

        return new LaneParameters(multipliers, increments);
    }

    /// <summary>The parameters of lanes 0 to <paramref name="lanes"/> - 1.</summary>
    public static LaneParameters First(ulong seed, int lanes) => For(seed, [.. Enumerable.Range(0, lanes)]);
}
