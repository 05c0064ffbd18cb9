using FsCheck.Xunit;

namespace Copypasta.Hashing.Tests;

public class SimHashTests
{
    [Property(MaxTest = 500)]
    public void OnlyTheMultisetCounts(uint[] hashes, int seed)
    {
        var shuffled = hashes.ToArray();
        new Random(seed).Shuffle(shuffled);
        Assert.Equal(SimHash.TrySign(hashes, out ulong a), SimHash.TrySign(shuffled, out ulong b));
        Assert.Equal(a, b);
        Assert.Equal(SimHash.TrySign(hashes, out UInt128 wideA), SimHash.TrySign(shuffled, out UInt128 wideB));
        Assert.Equal(wideA, wideB);
        Assert.Equal(a, (ulong)wideA);
    }

    [Property(MaxTest = 500)]
    public void FingerprintsEqualTheRuleAsItIsWritten(uint[] hashes, int[] weights, int shift)
    {
        // Generated weights are small; shifted, they use all bits and both signs.
        hashes = hashes[..Math.Min(hashes.Length, weights.Length)];
        weights = [.. weights[..hashes.Length].Select(weight => weight << (shift & 31))];
        AssertEqualsOracle(hashes, weights);
    }

    [Fact]
    public void FingerprintsEqualTheRuleAcrossChunks()
    {
        var random = new Random(5);
        foreach (var count in (int[])[1, 2, 255, 256, 257, 511, 512, 513, 5000])
        {
            uint[] hashes = [.. Enumerable.Range(0, count).Select(_ => (uint)random.NextInt64(1L << 32))];
            AssertEqualsOracle(hashes, [.. hashes.Select(_ => random.Next(-3, 9))]);
            AssertEqualsOracle(hashes, [.. hashes.Select(_ => (int)random.NextInt64(int.MinValue, 1L << 31))]);
        }
    }

    [Property(MaxTest = 500)]
    public void AWeightIsThatManyOccurrences((uint Hash, byte Weight)[] features)
    {
        uint[] repeated = [.. features.SelectMany(feature => Enumerable.Repeat(feature.Hash, feature.Weight))];
        uint[] hashes = [.. features.Select(feature => feature.Hash)];
        int[] weights = [.. features.Select(feature => (int)feature.Weight)];
        Assert.Equal(SimHash.TrySign(repeated, out ulong expected), SimHash.TrySign(hashes, weights, out ulong fingerprint));
        Assert.Equal(expected, fingerprint);
    }

    [Property(MaxTest = 300)]
    public void WeightsMatterByTheirRatiosAndNotByTheirOrder((uint Hash, short Weight)[] features, int seed)
    {
        var shuffled = features.ToArray();
        new Random(seed).Shuffle(shuffled);
        Assert.Equal(
            SimHash.TrySign([.. features.Select(f => f.Hash)], [.. features.Select(f => (int)f.Weight)], out ulong a),
            SimHash.TrySign([.. shuffled.Select(f => f.Hash)], [.. shuffled.Select(f => f.Weight * 65_536)], out ulong b));
        Assert.Equal(a, b);
    }

    [Fact]
    public void ATieClearsTheBit()
    {
        ulong[] features = [0b0011, 0b0101];
        Assert.True(SimHash.TrySign(features, out var fingerprint));
        Assert.Equal(0b0001UL, fingerprint);
        Assert.True(SimHash.TrySign(features, [2, 1], out fingerprint));
        Assert.Equal(0b0011UL, fingerprint);
    }

    [Fact]
    public void ReadyFeaturesAreTakenAsTheyAre()
    {
        ulong[] one = [0xFEDCBA9876543210];
        Assert.True(SimHash.TrySign(one, out var fingerprint));
        Assert.Equal(one[0], fingerprint);
        Assert.True(SimHash.TrySign(one, [-1], out fingerprint));
        Assert.Equal(~one[0], fingerprint);
    }

    [Fact]
    public void ExtremeWeightsDoNotOverflow()
    {
        // Many of the largest weights: the votes exceed 32 bits by far and must still follow the majority.
        ulong[] features = [.. Enumerable.Range(0, 3000).Select(i => i % 3 == 0 ? 0UL : ulong.MaxValue)];
        Assert.True(SimHash.TrySign(features, [.. Enumerable.Repeat(int.MaxValue, 3000)], out var fingerprint));
        Assert.Equal(ulong.MaxValue, fingerprint);
        Assert.True(SimHash.TrySign(features, [.. Enumerable.Repeat(int.MinValue, 3000)], out fingerprint));
        Assert.Equal(0UL, fingerprint);
    }

    [Fact]
    public void NothingToSignIsSaid()
    {
        Assert.False(SimHash.TrySign(ReadOnlySpan<uint>.Empty, out ulong narrow));
        Assert.False(SimHash.TrySign(ReadOnlySpan<uint>.Empty, out UInt128 wide));
        Assert.False(SimHash.TrySign(ReadOnlySpan<ulong>.Empty, out var ready));
        Assert.Equal((0UL, UInt128.Zero, 0UL), (narrow, wide, ready));
        Assert.False(SimHash.TrySign([1u, 2u], [0, 0], out narrow));
        Assert.False(SimHash.TrySign([1u, 2u], [0, 0], out wide));
        Assert.False(SimHash.TrySign([1UL, 2UL], [0, 0], out ready));
        Assert.Equal((0UL, UInt128.Zero, 0UL), (narrow, wide, ready));
        Assert.True(SimHash.TrySign([1u, 2u], [0, 1], out narrow));
    }

    [Fact]
    public void AsManyWeightsAsHashes()
    {
        Assert.Throws<ArgumentException>("weights", () => SimHash.TrySign([1u, 2u], [1], out ulong _));
        Assert.Throws<ArgumentException>("weights", () => SimHash.TrySign([1u, 2u], [1, 2, 3], out UInt128 _));
        Assert.Throws<ArgumentException>("weights", () => SimHash.TrySign([1UL], [], out _));
    }

    [Property]
    public void DistanceCountsTheBitsThatDiffer(ulong a, ulong b, ulong c, ulong d)
    {
        var (x, y) = (new UInt128(a, b), new UInt128(c, d));
        Assert.Equal(Enumerable.Range(0, 64).Count(bit => ((a >> bit) & 1) != ((b >> bit) & 1)), SimHash.Distance(a, b));
        Assert.Equal(Enumerable.Range(0, 128).Count(bit => ((x >> bit) & 1) != ((y >> bit) & 1)), SimHash.Distance(x, y));
        Assert.Equal(0, SimHash.Distance(x, x));
    }

    [Theory]
    [InlineData(0, 64, 0, 1, 0)]
    [InlineData(16, 64, Math.PI / 4, 0.70710678118654757, 0.1700436903969579)]
    [InlineData(32, 64, Math.PI / 2, 0, 0.19634954084936)]
    [InlineData(128, 128, Math.PI, -1, 0)]
    [InlineData(32, 128, Math.PI / 4, 0.70710678118654757, 0.12023904657767474)]
    public void Estimates(int distance, int bits, double angle, double cosine, double error)
    {
        Assert.Equal(angle, SimHash.EstimateAngle(distance, bits), 12);
        Assert.Equal(cosine, SimHash.EstimateCosine(distance, bits), 12);
        Assert.Equal(error, SimHash.AngleStandardError(distance, bits), 12);
    }

    [Fact]
    public void EstimatesOutOfRangeAreErrors()
    {
        Assert.Throws<ArgumentOutOfRangeException>("bits", () => SimHash.EstimateAngle(1, 32));
        Assert.Throws<ArgumentOutOfRangeException>("distance", () => SimHash.EstimateAngle(-1, 64));
        Assert.Throws<ArgumentOutOfRangeException>("distance", () => SimHash.EstimateCosine(65, 64));
        Assert.Throws<ArgumentOutOfRangeException>("distance", () => SimHash.AngleStandardError(129, 128));
    }

    private static void AssertEqualsOracle(uint[] hashes, int[] weights)
    {
        Assert.Equal(weights.Any(weight => weight != 0), SimHash.TrySign(hashes, weights, out UInt128 weighted));
        Assert.Equal(Oracle(hashes, weights), weighted);
        Assert.Equal(weights.Any(weight => weight != 0), SimHash.TrySign(hashes, weights, out ulong lower));
        Assert.Equal((ulong)weighted, lower);

        int[] ones = [.. hashes.Select(_ => 1)];
        Assert.Equal(hashes.Length > 0, SimHash.TrySign(hashes, out UInt128 unweighted));
        Assert.Equal(Oracle(hashes, ones), unweighted);
        Assert.Equal(hashes.Length > 0, SimHash.TrySign(hashes, ones, out UInt128 weightedByOne));
        Assert.Equal(unweighted, weightedByOne);

        ulong[] words = [.. hashes.Select(hash => Mix.SplitMix64(0, hash))];
        Assert.Equal(hashes.Length > 0, SimHash.TrySign(words, out var ready));
        Assert.Equal((ulong)unweighted, ready);
        SimHash.TrySign(words, weights, out ready);
        Assert.Equal((ulong)weighted, ready);
    }

    /// <summary>Charikar's rule as it is written: one sum of signed weights for every bit.</summary>
    private static UInt128 Oracle(uint[] hashes, int[] weights)
    {
        var fingerprint = UInt128.Zero;
        for (var bit = 0; bit < 128; bit++)
        {
            var votes = 0L;
            for (var i = 0; i < hashes.Length; i++)
            {
                var set = ((Mix.SplitMix64((ulong)bit / 64, hashes[i]) >> (bit % 64)) & 1) != 0;
                votes += set ? weights[i] : -(long)weights[i];
            }

            fingerprint |= votes > 0 ? UInt128.One << bit : UInt128.Zero;
        }

        return fingerprint;
    }
}
