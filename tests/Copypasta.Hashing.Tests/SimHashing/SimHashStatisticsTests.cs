namespace Copypasta.Hashing.Tests;

/// <summary>
/// Bias and spread of the distance, on fixed seeds, against the exact probability that a bit of +1 and -1 votes differs, which these tests compute by
/// convolution, and that probability against angle / pi. With 6000 pairs of 128 bits the standard error of the mean is at most 0.0006 and that of the
/// spread 0.9% of it; the bounds are five standard errors wide.
/// </summary>
public class SimHashStatisticsTests
{
    private const int Pairs = 6000;
    private const double LargestBias = 0.003;
    private const double LargestSpreadDeviation = 0.05;

    /// <summary>Features in common, only in the first, only in the second.</summary>
    public static TheoryData<int, int, int> Sizes => new()
    {
        { 0, 60, 60 }, { 20, 40, 40 }, { 60, 30, 30 }, { 89, 11, 11 }, { 90, 3, 4 }, { 66, 0, 33 }, { 17, 1, 0 }, { 250, 20, 21 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void RandomSets(int shared, int onlyA, int onlyB)
    {
        var random = new Random(shared);
        Check(Ones(shared), Ones(onlyA), Ones(onlyB), _ => (uint)random.NextInt64(1L << 32));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void RawCounters(int shared, int onlyA, int onlyB)
    {
        // Hashes are mixed further, so that even counters, the most regular hashes there are, vote independently.
        var next = 0u;
        Check(Ones(shared), Ones(onlyA), Ones(onlyB), _ => next++);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void HashesThatDifferInHighBitsOnly(int shared, int onlyA, int onlyB)
    {
        var next = 0u;
        Check(Ones(shared), Ones(onlyA), Ones(onlyB), _ => next++ << 11);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void RandomWeightedSets(int seed)
    {
        var random = new Random(seed);
        int[] Weights(int count) => [.. Enumerable.Range(0, count).Select(_ => random.Next(1, seed * 4))];
        var (shared, onlyA, onlyB) = (Weights(25 * seed), Weights(10 + seed), Weights(30 - (5 * seed)));
        Check(shared, onlyA, onlyB, _ => (uint)random.NextInt64(1L << 32));

        // And the probability is close to the angle between the weight vectors.
        var dot = shared.Sum(w => (double)w * w);
        var angle = Math.Acos(dot / Math.Sqrt((dot + onlyA.Sum(w => (double)w * w)) * (dot + onlyB.Sum(w => (double)w * w))));
        Assert.InRange((Math.PI * DifferingBit(shared, onlyA, onlyB)) - angle, -0.03, 0.03);
    }

    [Fact]
    public void TheEstimateOfTheAngleIsTooSmallByAtMostWhatIsSaid()
    {
        for (var n = 16; n <= 200; n += n < 40 ? 1 : 23)
        {
            for (var shared = 0; shared <= n; shared += n < 40 ? 1 : 7)
            {
                var error = (Math.PI * DifferingBit(Ones(shared), Ones(n - shared), Ones(n - shared))) - Math.Acos((double)shared / n);
                Assert.True(error <= 1e-9 && error >= -0.25 / Math.Sqrt(n), $"{shared} of {n}: {error}");
            }
        }
    }

    private static int[] Ones(int count) => [.. Enumerable.Repeat(1, count)];

    private static void Check(int[] shared, int[] onlyA, int[] onlyB, Func<int, uint> hash)
    {
        var p = DifferingBit(shared, onlyA, onlyB);
        int[] weightsA = [.. shared, .. onlyA];
        int[] weightsB = [.. shared, .. onlyB];
        var (hashesA, hashesB) = (new uint[weightsA.Length], new uint[weightsB.Length]);
        var unweighted = weightsA.Concat(weightsB).All(weight => weight == 1);
        var (sum, squares, lower) = (0.0, 0.0, 0.0);
        for (var pair = 0; pair < Pairs; pair++)
        {
            for (var i = 0; i < hashesA.Length; i++)
            {
                hashesA[i] = hash(i);
            }

            for (var i = 0; i < hashesB.Length; i++)
            {
                hashesB[i] = i < shared.Length ? hashesA[i] : hash(i);
            }

            var (a, b) = unweighted ? (Sign(hashesA), Sign(hashesB)) : (Sign(hashesA, weightsA), Sign(hashesB, weightsB));
            var deviation = (SimHash.Distance(a, b) / 128.0) - p;
            sum += deviation;
            squares += deviation * deviation;
            lower += (SimHash.Distance((ulong)a, (ulong)b) / 64.0) - p;
        }

        var (bias, bias64, spread, theory) = (sum / Pairs, lower / Pairs, Math.Sqrt(squares / Pairs), Math.Sqrt(p * (1 - p) / 128));
        var largest = 5 * theory / Math.Sqrt(Pairs);
        Assert.True(largest < LargestBias, "the test has not the power it claims");
        Assert.True(Math.Abs(bias) <= largest, $"bias {bias}, at most {largest}");
        Assert.True(Math.Abs(bias64) <= largest * Math.Sqrt(2), $"bias of 64 bits {bias64}");
        Assert.True(Math.Abs(spread - theory) <= theory * LargestSpreadDeviation, $"RMSE {spread}, theory {theory}");
    }

    private static UInt128 Sign(uint[] hashes)
    {
        Assert.True(SimHash.TrySign(hashes, out UInt128 fingerprint));
        return fingerprint;
    }

    private static UInt128 Sign(uint[] hashes, int[] weights)
    {
        Assert.True(SimHash.TrySign(hashes, weights, out UInt128 fingerprint));
        return fingerprint;
    }

    /// <summary>The probability that one set's votes are above 0 and the other's are not, all votes being +weight or -weight with probability one half.</summary>
    private static double DifferingBit(int[] shared, int[] onlyA, int[] onlyB)
    {
        var (common, a, b) = (Votes(shared), Votes(onlyA), Votes(onlyB));
        var sum = 0.0;
        for (var i = 0; i < common.Length; i++)
        {
            var votes = i - (common.Length / 2);
            var (aboveA, aboveB) = (Above(a, -votes), Above(b, -votes));
            sum += common[i] * ((aboveA * (1 - aboveB)) + (aboveB * (1 - aboveA)));
        }

        return sum;
    }

    // The distribution of a sum of votes; its middle is 0.
    private static double[] Votes(int[] weights)
    {
        var reach = weights.Sum();
        var distribution = new double[(2 * reach) + 1];
        distribution[reach] = 1;
        foreach (var weight in weights)
        {
            var next = new double[distribution.Length];
            for (var i = 0; i < distribution.Length; i++)
            {
                if (distribution[i] != 0)
                {
                    next[i - weight] += distribution[i] / 2;
                    next[i + weight] += distribution[i] / 2;
                }
            }

            distribution = next;
        }

        return distribution;
    }

    private static double Above(double[] distribution, int votes) =>
        distribution.Skip(Math.Clamp((distribution.Length / 2) + votes + 1, 0, distribution.Length)).Sum();
}
