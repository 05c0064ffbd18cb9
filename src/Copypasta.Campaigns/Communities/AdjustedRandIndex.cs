namespace Copypasta.Campaigns;

/// <summary>How far two partitions of the same things agree, pair of things by pair: 1 where they are the same, 0 on average where they have nothing to do with each other.</summary>
/// <remarks>Hubert and Arabie, "Comparing partitions", J. Classification 2:193–218 (1985).</remarks>
public static class AdjustedRandIndex
{
    /// <summary>Compares two partitions, O(things · log things). 1 where no pair of things could tell them apart.</summary>
    /// <param name="a">Of each thing its part in one.</param>
    /// <param name="b">Of each thing its part in the other; as many.</param>
    public static double Of(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        if (a.Length != b.Length)
        {
            throw new ArgumentException($"{b.Length} things, and {a.Length} in the other partition", nameof(b));
        }

        var keys = new ulong[a.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = ((ulong)(uint)a[i] << 32) | (uint)b[i];
        }

        var together = PairsTogether(keys);
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = (uint)a[i];
        }

        var ofA = PairsTogether(keys);
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = (uint)b[i];
        }

        var ofB = PairsTogether(keys);
        var expected = ofA * ofB / (a.Length * (a.Length - 1.0) / 2);
        var most = (ofA + ofB) / 2;
        return a.Length < 2 || most == expected ? 1 : (together - expected) / (most - expected);
    }

    private static double PairsTogether(ulong[] keys)
    {
        Array.Sort(keys);
        var pairs = 0.0;
        var from = 0;
        for (var i = 0; i < keys.Length; i++)
        {
            from = keys[i] == keys[from] ? from : i;
            pairs += i - from;
        }

        return pairs;
    }
}
