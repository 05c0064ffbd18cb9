using System.Globalization;
using System.Text;

namespace Copypasta.Hashing.Tests;

/// <summary>
/// Bias and spread of the estimate against sqrt(J (1 - J) / k) (Broder 1997). The family of lanes is not min-wise independent in theory
/// (Dahlgaard et al., NIPS 2017), so this is measured, on fixed seeds: with n pairs the standard error of the mean is at most
/// 0.0442 / sqrt(n), 0.0006 for 6000 pairs, and that of the spread 1 / sqrt(2 n) of it, 0.9%. The bounds are five standard errors wide.
/// </summary>
public class MinHashStatisticsTests
{
    private const int Lanes = 128;
    private const int Pairs = 6000;

    [Theory]
    [InlineData(10)]
    [InlineData(30)]
    [InlineData(50)]
    [InlineData(70)]
    [InlineData(80)]
    [InlineData(90)]
    [InlineData(95)]
    public void RandomSets(int percent)
    {
        var random = new Random(percent);
        var hasher = new MinHasher(new MinHashOptions { Lanes = Lanes });
        Check(percent / 100.0, Enumerable.Range(0, Pairs).Select(_ =>
        {
            var (a, b) = SetPairs.Random(random, percent, 100);
            return Estimate(hasher, a, b);
        }));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(50)]
    [InlineData(80)]
    [InlineData(95)]
    public void SequentialIntegersOnceMixed(int percent)
    {
        // Raw counters would be biased by some hundredths: a linear permutation keeps their arithmetic progression.
        var hasher = new MinHasher(new MinHashOptions { Lanes = Lanes });
        Check(percent / 100.0, Enumerable.Range(0, Pairs).Select(i =>
        {
            var (a, b) = SetPairs.Deal([.. Enumerable.Range(i * 100, 100).Select(value => Mix.Finalize32((uint)value))], percent);
            return Estimate(hasher, a, b);
        }));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(50)]
    [InlineData(80)]
    public void TheSameSequentialIntegersUnderManySeeds(int percent)
    {
        var (a, b) = SetPairs.Deal([.. Enumerable.Range(0, 200).Select(value => Mix.Finalize32((uint)value))], percent * 2);
        Check(percent / 100.0, Enumerable.Range(0, Pairs).Select(i => Estimate(new MinHasher(new MinHashOptions { Lanes = Lanes, Seed = (ulong)i }), a, b)));
    }

    [Fact]
    public void CountersAsText()
    {
        // Texts of numbers in a row, "1000 1001 1002 …": the most regular posts there are. Each pair has a similarity of its own, so the
        // deviations are compared with the mean of their expected squares.
        var (first, second) = (new ShingleSet(Shingle.Default), new ShingleSet(Shingle.Default));
        var sequence = new ShingleSequence(Shingle.Default);
        CheckDeviations(Enumerable.Range(0, Pairs).Select(i =>
        {
            var b = Encoding.UTF8.GetBytes(Counters(1000 + i + (i % 7), 12 + (i % 5)));
            first.Load(Encoding.UTF8.GetBytes(Counters(1000 + i, 12)));
            second.Load(b);
            sequence.Load(b);
            var shared = first.Shared(sequence);
            var j = (double)shared / (first.Count + second.Count - shared);
            return (j, Estimate(new MinHasher(new MinHashOptions { Lanes = Lanes, Seed = (ulong)i }), first.Hashes, second.Hashes));
        }));
    }

    [Theory]
    [InlineData("aaaaaaaaaaaaaaaa", "aaaaaaaab", 1, 2)]
    [InlineData("aaaaaaaaaaaaaaaa", "aaaaaaaabbbbbbbb", 1, 6)]
    [InlineData("abababababababab", "babababababababac", 2, 3)]
    [InlineData("hahahahahaha", "hahahahahahahahahahaha", 2, 2)]
    [InlineData("aaaaaaaaaa", "bbbbbbbbbb", 0, 2)]
    public void TextsOfFewDistinctShingles(string a, string b, int shared, int union)
    {
        var (first, second) = (new ShingleSet(Shingle.Default), new ShingleSet(Shingle.Default));
        var sequence = new ShingleSequence(Shingle.Default);
        first.Load(Encoding.UTF8.GetBytes(a));
        second.Load(Encoding.UTF8.GetBytes(b));
        sequence.Load(Encoding.UTF8.GetBytes(b));
        Assert.Equal(shared, first.Shared(sequence));
        Assert.Equal(union, first.Count + second.Count - shared);
        var (x, y) = (first.Hashes.ToArray(), second.Hashes.ToArray());
        Check((double)shared / union, Enumerable.Range(0, Pairs).Select(i => Estimate(new MinHasher(new MinHashOptions { Lanes = Lanes, Seed = (ulong)i }), x, y)));
    }

    private static string Counters(int first, int count) =>
        string.Join(' ', Enumerable.Range(first, count).Select(number => number.ToString(CultureInfo.InvariantCulture)));

    private static JaccardEstimate Estimate(MinHasher hasher, ReadOnlySpan<uint> a, ReadOnlySpan<uint> b)
    {
        Span<uint> x = stackalloc uint[Lanes];
        Span<uint> y = stackalloc uint[Lanes];
        Assert.True(hasher.TrySign(a, x));
        Assert.True(hasher.TrySign(b, y));
        return MinHash.Estimate(x, y);
    }

    private static void Check(double similarity, IEnumerable<JaccardEstimate> estimates) =>
        CheckDeviations(estimates.Select(estimate => (similarity, estimate)));

    private static void CheckDeviations(IEnumerable<(double Similarity, JaccardEstimate Estimate)> pairs)
    {
        var deviations = Deviations.Of(pairs);
        Assert.Equal(Pairs, deviations.Count);
        Assert.True(deviations.KeepThePromise, $"{deviations}");
    }
}
