using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Copypasta.Hashing.Tests;

/// <summary>
/// Bias and spread of the estimate against its own theory, <see cref="FastSimilaritySketch.Variance"/>, and against MinHash's as a ceiling. The mixing is not random hashing in theory, so this is
/// measured, on fixed seeds: with 6000 pairs the standard error of the mean is at most 0.0006 and that of the spread 0.9% of it. The bounds are five standard errors wide.
/// </summary>
public class FastSimilarityStatisticsTests
{
    private const int Lanes = 128;
    private const int Pairs = 6000;
    private const double LargestBias = 0.003;
    private const double LargestSpreadDeviation = 0.05;

    public static TheoryData<int, int> Sizes { get; } =
        new() { { 20, 50 }, { 20, 90 }, { 100, 10 }, { 100, 50 }, { 100, 70 }, { 100, 90 }, { 300, 50 }, { 1000, 30 }, { 1000, 90 }, { 5000, 50 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void RandomSets(int union, int percent)
    {
        var random = new Random(union + percent);
        var sketcher = Sketcher((ulong)percent);
        CheckDeviations(Enumerable.Range(0, Pairs).Select(_ =>
        {
            var (a, b) = RandomPair(random, union * percent / 100, union);
            return (percent / 100.0, union, Estimate(sketcher, a, b));
        }));
    }

    [Theory]
    [InlineData(20, 50)]
    [InlineData(100, 30)]
    [InlineData(100, 90)]
    [InlineData(1000, 70)]
    public void RawSequentialIntegers(int union, int percent) =>
        CheckUnderManySeeds([.. Enumerable.Range(0, union).Select(i => (uint)i)], percent);

    [Theory]
    [InlineData("high bits only")]
    [InlineData("evenly spread")]
    [InlineData("one bit set or two")]
    [InlineData("multiples of the finaliser's own factor")]
    [InlineData("two far blocks")]
    public void StructuredSets(string structure)
    {
        foreach (var union in (int[])[100, 500])
        {
            var elements = Enumerable.Range(0, union).Select(i => Element(structure, (uint)i, (uint)union)).ToArray();
            Assert.Equal(union, elements.Distinct().Count());
            CheckUnderManySeeds(elements, 50);
        }
    }

    [Fact]
    public void CountersAsText()
    {
        // Texts of numbers in a row, "1000 1001 1002 …", the most regular posts there are. Each pair has a similarity and a theory of its own.
        var (first, second) = (new ShingleSet(Shingle.Default), new ShingleSet(Shingle.Default));
        CheckDeviations(Enumerable.Range(0, Pairs).Select(i =>
        {
            first.Load(Encoding.UTF8.GetBytes(Counters(1000 + i, 40)));
            second.Load(Encoding.UTF8.GetBytes(Counters(1000 + i + (i % 23), 40 + (i % 5))));
            var shared = first.Shared(second);
            var union = first.Count + second.Count - shared;
            return ((double)shared / union, union, Estimate(Sketcher((ulong)i), first.Hashes, second.Hashes));
        }));
    }

    [Fact]
    public void EveryLaneIsEqualWithProbabilityOfTheSimilarity()
    {
        // The alignment property: 128 frequencies of 8000 pairs, each within five standard deviations.
        const int Trials = 8000;
        foreach (var (union, percent) in ((int, int)[])[(60, 70), (600, 40)])
        {
            var random = new Random(union);
            var equal = new int[Lanes];
            var sketcher = Sketcher(3);
            var (x, y) = (new uint[Lanes], new uint[Lanes]);
            for (var trial = 0; trial < Trials; trial++)
            {
                var (a, b) = RandomPair(random, union * percent / 100, union);
                sketcher.TrySketch(a, x);
                sketcher.TrySketch(b, y);
                for (var lane = 0; lane < Lanes; lane++)
                {
                    equal[lane] += x[lane] == y[lane] ? 1 : 0;
                }
            }

            var j = percent / 100.0;
            var slack = 5 * Math.Sqrt(Trials * j * (1 - j));
            Assert.All(equal, count => Assert.InRange(count, (Trials * j) - slack, (Trials * j) + slack));
        }
    }

    // The lanes of a band are drawn without replacement, which costs it pairs, and those of all bands, too, which wins pairs: no theorem says which is more.
    [Theory]
    [InlineData(50, 70, 25, 5)]
    [InlineData(100, 80, 14, 8)]
    [InlineData(1000, 70, 25, 5)]
    public void BandsOfLanesFindAsManyPairsAsThePlanSays(int union, int percent, int bands, int rows)
    {
        const int Trials = 4000;
        var plan = new BandingPlan(bands, rows, new Threshold(percent / 100m));
        var sketcher = new FastSimilaritySketcher(new FastSimilaritySketchOptions { Lanes = plan.Lanes });
        var (x, y, first, second) = (new uint[plan.Lanes], new uint[plan.Lanes], new uint[bands], new uint[bands]);
        var random = new Random(union);
        var found = 0;
        for (var trial = 0; trial < Trials; trial++)
        {
            var (a, b) = RandomPair(random, union * percent / 100, union);
            sketcher.TrySketch(a, x);
            sketcher.TrySketch(b, y);
            BandKeys.FromSignature(x, plan, first);
            BandKeys.FromSignature(y, plan, second);
            found += first.Zip(second).Any(keys => keys.First == keys.Second) ? 1 : 0;
        }

        Assert.InRange(found, (Trials * plan.Recall) - (5 * Math.Sqrt(Trials * plan.Recall * (1 - plan.Recall))), Trials);
    }

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(2, 0.5)]
    [InlineData(100, 0.7)]
    [InlineData(100, 0.0)]
    [InlineData(100, 1.0)]
    [InlineData(1_000_000, 0.5)]
    public void TheVarianceIsThatOfMinHashOrLess(long union, double similarity)
    {
        foreach (var lanes in (int[])[1, 2, 3, 128, 65_536])
        {
            var plain = similarity * (1 - similarity) / lanes;
            Assert.InRange(FastSimilaritySketch.Variance(similarity, lanes, union), 0, plain);
        }

        // Few elements: each lane is all but a fair share of the union. Many: MinHash.
        Assert.True(FastSimilaritySketch.Variance(0.5, 128, 100) < 0.53 * 0.25 / 128);
        Assert.True(FastSimilaritySketch.Variance(0.5, 128, 1_000_000) > 0.999 * 0.25 / 128);
    }

    [Fact]
    public void TheVarianceIsTheHypergeometricOneWhereOneRoundFillsAllBins()
    {
        // Sampling k of n without replacement: J (1 - J) / k * (n - k) / (n - 1).
        foreach (var (lanes, union) in ((int, int)[])[(8, 1000), (128, 20_000)])
        {
            var expected = 0.21 / lanes * (union - lanes) / (union - 1);
            Assert.Equal(expected, FastSimilaritySketch.Variance(0.7, lanes, union), expected * 1e-9);
        }
    }

    [Fact]
    public void ArgumentsOfTheVarianceOutOfRangeAreErrors()
    {
        Assert.Throws<ArgumentOutOfRangeException>("similarity", () => FastSimilaritySketch.Variance(1.1, 128, 100));
        Assert.Throws<ArgumentOutOfRangeException>("similarity", () => FastSimilaritySketch.Variance(double.NaN, 128, 100));
        Assert.Throws<ArgumentOutOfRangeException>("lanes", () => FastSimilaritySketch.Variance(0.5, 0, 100));
        Assert.Throws<ArgumentOutOfRangeException>("lanes", () => FastSimilaritySketch.Variance(0.5, FastSimilaritySketchOptions.MaxLanes + 1, 100));
        Assert.Throws<ArgumentOutOfRangeException>("union", () => FastSimilaritySketch.Variance(0.5, 128, 0));
    }

    /// <summary>Values are drawn with replacement: two of a pair's 5000 are the same once in 344 pairs, which moves no similarity by more than 0.0002.</summary>
    private static (uint[] A, uint[] B) RandomPair(Random random, int shared, int union)
    {
        var values = new uint[union];
        random.NextBytes(MemoryMarshal.AsBytes(values.AsSpan()));
        var each = (union - shared) / 2;
        return (values[..(shared + each)], [.. values.AsSpan(0, shared), .. values.AsSpan(shared + each)]);
    }

    private static uint Element(string structure, uint i, uint count) => structure switch
    {
        "high bits only" => i << 20,
        "evenly spread" => i * (uint.MaxValue / count),
        "one bit set or two" => OneBitOrTwo(i),
        "multiples of the finaliser's own factor" => i * 0xC2B2AE35,
        _ => (i % 2 * 0x80000000) + (i / 2),
    };

    /// <summary>The i-th of the values with bits p and q &lt;= p set, ordered by p and then q.</summary>
    private static uint OneBitOrTwo(uint i)
    {
        var p = 0;
        for (; i > p; p++)
        {
            i -= (uint)p + 1;
        }

        return (1u << p) | (1u << (int)i);
    }

    private static string Counters(int first, int count) =>
        string.Join(' ', Enumerable.Range(first, count).Select(number => number.ToString(CultureInfo.InvariantCulture)));

    private static FastSimilaritySketcher Sketcher(ulong seed) => new(new FastSimilaritySketchOptions { Lanes = Lanes, Seed = seed });

    private static double Estimate(FastSimilaritySketcher sketcher, ReadOnlySpan<uint> a, ReadOnlySpan<uint> b)
    {
        Span<uint> x = stackalloc uint[Lanes];
        Span<uint> y = stackalloc uint[Lanes];
        Assert.True(sketcher.TrySketch(a, x));
        Assert.True(sketcher.TrySketch(b, y));
        return FastSimilaritySketch.EstimateJaccard(x, y);
    }

    private static void CheckUnderManySeeds(uint[] elements, int percent)
    {
        var (a, b) = SetPairs.Deal(elements, elements.Length * percent / 100);
        CheckDeviations(Enumerable.Range(0, Pairs).Select(i => (percent / 100.0, elements.Length, Estimate(Sketcher((ulong)i), a, b))));
    }

    private static void CheckDeviations(IEnumerable<(double Similarity, int Union, double Estimate)> pairs)
    {
        var (count, sum, squares, expected, plain) = (0, 0.0, 0.0, 0.0, 0.0);
        foreach (var (similarity, union, estimate) in pairs)
        {
            var deviation = estimate - similarity;
            count++;
            sum += deviation;
            squares += deviation * deviation;
            expected += FastSimilaritySketch.Variance(similarity, Lanes, union);
            plain += similarity * (1 - similarity) / Lanes;
        }

        var (bias, spread, theory) = (sum / count, Math.Sqrt(squares / count), Math.Sqrt(expected / count));
        Assert.Equal(Pairs, count);
        Assert.True(Math.Abs(bias) <= LargestBias, $"bias {bias}");
        Assert.True(Math.Abs(spread - theory) <= theory * LargestSpreadDeviation, $"RMSE {spread}, theory {theory}");

        // The theory itself is a few percent below MinHash's for thousands of elements, and the spread is only known to 0.9%.
        Assert.True(spread <= Math.Sqrt(plain / count) * 1.05, $"RMSE {spread}, of MinHash {Math.Sqrt(plain / count)}");
    }
}
