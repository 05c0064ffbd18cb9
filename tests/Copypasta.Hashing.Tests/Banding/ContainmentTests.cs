using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using FsCheck.Xunit;

namespace Copypasta.Hashing.Tests;

public class ContainmentTests
{
    [Theory]
    [InlineData(1, 4, true)]
    [InlineData(1, 5, false)]
    [InlineData(25, 100, true)]
    [InlineData(25, 101, false)]
    [InlineData(7, 7, true)]
    [InlineData(0, 0, false)]
    [InlineData(0, 3, false)]
    [InlineData(536_870_911, int.MaxValue, false)]
    [InlineData(536_870_912, int.MaxValue, true)]
    [InlineData(1_000_000_000, int.MaxValue, true)]
    [InlineData(500_000_000, int.MaxValue, false)]
    public void SetsAreComparableUpToARatioOfFourUnlessEmpty(int a, int b, bool comparable)
    {
        Assert.Equal(comparable, Containment.IsComparable(a, b));
        Assert.Equal(comparable, Containment.IsComparable(b, a));
        Assert.Equal(comparable, Containment.IsMet(new Threshold(0.7m), Math.Min(a, b), a, b));
    }

    [Property]
    public void AThresholdIsMetByTheRationalAndNotByItsDouble(ushort small, ushort extra, ushort shared, ushort digits)
    {
        var threshold = new Threshold((1 + (digits % 1000)) / 1000m);
        var (a, b) = (small + 1, small + 1 + (extra % ((3 * (small + 1)) + 1)));
        shared = (ushort)(shared % (a + 1));
        var met = (BigInteger)shared * 1000 >= (BigInteger)(1 + (digits % 1000)) * a;
        Assert.Equal(met, Containment.IsMet(threshold, shared, a, b));
        Assert.Equal(met, Containment.IsMet(threshold, shared, b, a));
        Assert.Equal(met, shared >= Containment.FewestShared(threshold, a, b));
        Assert.Equal(met, shared >= Containment.FewestShared(threshold, b, a));
    }

    [Fact]
    public void WhatIsNoShareOrRatioIsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Containment.ToJaccard(2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Containment.ToJaccard(0.5, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Containment.FromJaccard(-1, 10, 10));
    }

    [Fact]
    public void ExactlyAtTheThresholdIsMet()
    {
        // In doubles 0.29 * 100 is below 29 and 0.07 * 100 above 7.
        Assert.True(Containment.IsMet(new Threshold(0.07m), 7, 100, 100));
        Assert.False(Containment.IsMet(new Threshold(0.29m), 28, 100, 100));
        Assert.True(Containment.IsMet(new Threshold(0.57m), 57, 100, 400));
        Assert.False(Containment.IsMet(new Threshold(0.57m), 56, 100, 400));
        Assert.Equal(57, Containment.FewestShared(new Threshold(0.57m), 100, 400));
        Assert.Equal(int.MaxValue, Containment.FewestShared(new Threshold(1m), int.MaxValue, int.MaxValue));
    }

    [Fact]
    public void ATemplateStandsWithinItsTextWithATail()
    {
        const string Template = "we stand with the workers of the harbour, today and every day";
        var (template, whole) = (new ShingleSet(Shingle.Default), new ShingleSet(Shingle.Default));
        template.Load(Encoding.UTF8.GetBytes(Template));
        whole.Load(Encoding.UTF8.GetBytes(Template + " - and you, my neighbour from number seventeen, should join us too"));
        var shared = template.Shared(whole);
        Assert.Equal(template.Count, shared);
        Assert.Equal(shared, whole.Shared(template));
        Assert.True(Containment.IsMet(new Threshold(1m), shared, template.Count, whole.Count));
        Assert.False(new Threshold(0.7m).IsMetBy(shared, template.Count + whole.Count - shared));
    }

    [Fact]
    public void LeastJaccardIsTheBoundRoundedDown()
    {
        for (var thousandths = 1; thousandths <= 1000; thousandths++)
        {
            var threshold = new Threshold(thousandths / 1000m);
            var least = Containment.LeastJaccard(threshold);

            // l <= T / (5 - T) < l + 10^-9, in integers: l (5 - T) <= T.
            var (l, t, one) = ((BigInteger)least.Numerator, (BigInteger)threshold.Numerator, (BigInteger)threshold.Denominator);
            Assert.True(l * ((5 * one) - t) <= t * one);
            Assert.True((l + 1) * ((5 * one) - t) > t * one);
        }

        Assert.Equal(0.25, Containment.LeastJaccard(new Threshold(1m)).Value);
        Assert.Throws<ArgumentOutOfRangeException>(() => Containment.LeastJaccard(new Threshold(0.000000004m)));
    }

    [Property]
    public void ComparableSetsThatReachTheThresholdHaveTheLeastJaccardSimilarity(ushort small, ushort extra, ushort shared, ushort digits)
    {
        var threshold = new Threshold((1 + (digits % 1000)) / 1000m);
        var (a, b) = (small + 1, small + 1 + (extra % ((3 * (small + 1)) + 1)));
        shared = (ushort)(shared % (a + 1));
        Assert.True(!Containment.IsMet(threshold, shared, a, b) || Containment.LeastJaccard(threshold).IsMetBy(shared, (long)a + b - shared));
    }

    [Theory]
    [InlineData(1.0, 1, 1.0)]
    [InlineData(1.0, 4, 0.25)]
    [InlineData(0.7, 4, 0.7 / 4.3)]
    [InlineData(0.5, 2, 0.2)]
    [InlineData(0.0, 3, 0.0)]
    public void JaccardAndContainmentConvert(double containment, int ratio, double jaccard)
    {
        Assert.Equal(jaccard, Containment.ToJaccard(containment, ratio), 1e-12);
        Assert.Equal(containment, Containment.FromJaccard(jaccard, 100, 100 * ratio), 1e-12);
        Assert.Equal(containment, Containment.FromJaccard(jaccard, 100 * ratio, 100), 1e-12);
    }

    [Fact]
    public void AnEstimateIsNeverAboveOneAndEmptySetsHaveNone()
    {
        Assert.Equal(1, Containment.FromJaccard(0.9, 100, 400));
        Assert.Equal(1, Containment.Estimate([1, 2, 3], 100, [1, 2, 3], 400));
        Assert.Throws<ArgumentOutOfRangeException>(() => Containment.FromJaccard(0.5, 0, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => Containment.StandardError(0.5, 0.04, 4, 0));
        Assert.Throws<ArgumentException>(() => Containment.Estimate([1, 2], 3, [1], 3));
    }

    [Fact]
    public void AnEstimateOfSignaturesIsThatOfTheirMinimaAndOnlyOfOneKind()
    {
        const string Template = "We stand with the people of the river valley, today and every day.";
        const string Text = $"{Template} Share this with everyone whom you know!";
        MinHashSignature a = Sign(Template, new MinHashOptions(), TextProfile.Social), b = Sign(Text, new MinHashOptions(), TextProfile.Social);
        Assert.Equal(Containment.Estimate(a.Minima, 60, b.Minima, 100), Containment.Estimate(a, 60, b, 100));
        foreach (var other in (MinHashSignature[])
            [
                Sign(Text, new MinHashOptions { Seed = 2 }, TextProfile.Social),
                Sign(Text, new MinHashOptions { Shingle = new Shingle(ShingleUnit.Chars, 4) }, TextProfile.Social),
                Sign(Text, new MinHashOptions(), TextProfile.Exact),
                Sign(Text, new MinHashOptions { Lanes = 64 }, TextProfile.Social),
            ])
        {
            var error = Assert.Throws<ArgumentException>(() => Containment.Estimate(a, 60, other, 100));
            Assert.Contains(other.Kind.ToString(), error.Message, StringComparison.Ordinal);
        }

        FastSimilaritySignature x = Sketch(Template, 1), y = Sketch(Text, 1), z = Sketch(Text, 2);
        Assert.Equal(Containment.Estimate(x.Values, 60, y.Values, 100), Containment.Estimate(x, 60, y, 100));
        Assert.Throws<ArgumentException>(() => Containment.Estimate(x, 60, z, 100));

        Assert.Throws<ArgumentOutOfRangeException>(() => Containment.Estimate(a, 0, b, 100));
        Assert.Throws<ArgumentNullException>("a", () => Containment.Estimate((MinHashSignature)null!, 1, b, 1));
        Assert.Throws<ArgumentNullException>("b", () => Containment.Estimate(x, 1, null!, 1));

        static MinHashSignature Sign(string text, MinHashOptions options, TextProfile profile) =>
            new MinHasher(options).TrySign(text, profile, out var signature) ? signature : throw new InvalidOperationException();

        static FastSimilaritySignature Sketch(string text, ulong seed) =>
            new FastSimilaritySketcher(new FastSimilaritySketchOptions { Seed = seed }).TrySketch(text, TextProfile.Social, out var sketch) ? sketch : throw new InvalidOperationException();
    }

    // 4000 pairs: the standard error of the mean is 1.6% of the deviation, that of the spread 1.1% of it; bounds are five of them, and the mean's
    // second order is expected. Containments keep several deviations from 1, where the ceiling begins to cut.
    [Theory]
    [InlineData(50, 100, 100)]
    [InlineData(70, 100, 100)]
    [InlineData(50, 100, 200)]
    [InlineData(60, 100, 300)]
    [InlineData(40, 100, 400)]
    [InlineData(300, 500, 1000)]
    public void EstimatesSpreadAsTheDeltaMethodSays(int shared, int sizeOfA, int sizeOfB)
    {
        const int Lanes = 512;
        const int Pairs = 4000;
        var random = new Random(shared + sizeOfB);
        var hasher = new MinHasher(new MinHashOptions { Lanes = Lanes });
        var (x, y) = (new uint[Lanes], new uint[Lanes]);
        var (sum, squares) = (0.0, 0.0);
        var containment = (double)shared / sizeOfA;
        for (var i = 0; i < Pairs; i++)
        {
            var (a, b) = Contained(random, shared, sizeOfA, sizeOfB);
            Assert.True(hasher.TrySign(a, x));
            Assert.True(hasher.TrySign(b, y));
            var deviation = Containment.Estimate(x, sizeOfA, y, sizeOfB) - containment;
            sum += deviation;
            squares += deviation * deviation;
        }

        var jaccard = Containment.ToJaccard(containment, (double)sizeOfB / sizeOfA);
        var error = Containment.StandardError(jaccard, Math.Sqrt(jaccard * (1 - jaccard) / Lanes), sizeOfA, sizeOfB);
        var bias = -error * error * (1 + jaccard) * sizeOfA / (sizeOfA + sizeOfB);
        Assert.InRange((sum / Pairs) - bias, -5 * error / Math.Sqrt(Pairs), 5 * error / Math.Sqrt(Pairs));
        Assert.InRange(Math.Sqrt(squares / Pairs) / error, 1 - (5 / Math.Sqrt(2 * Pairs)), 1 + (5 / Math.Sqrt(2 * Pairs)));
    }

    // Bounds are five standard deviations of the binomial distribution. 3000 pairs at 0.99 tell a recall of 0.98 from it.
    [Theory]
    [InlineData(0.5, 0.9)]
    [InlineData(0.7, 0.99)]
    [InlineData(1.0, 0.99)]
    public void PlannedPairsOfEverySizeRatioAreFoundAtTheStatedRecall(double threshold, double recall)
    {
        const int Pairs = 3000;
        const int Small = 100;
        var plan = BandingPlan.ForContainment(threshold, recall, 100_000);
        Assert.True(plan.Recall >= recall);
        Assert.Equal(Containment.LeastJaccard(Threshold.FromDouble(threshold)), plan.Threshold);
        var shared = (int)Math.Round(threshold * Small);
        foreach (var large in (int[])[100, 150, 200, 300, 400])
        {
            var found = CountFound(plan, new Random(large), Pairs, shared, Small, large);
            var stated = plan.RecallAt(Containment.ToJaccard(threshold, (double)large / Small));
            Assert.True(stated >= recall);
            var slack = (5 * Math.Sqrt(Pairs * stated * (1 - stated))) + 1;
            Assert.InRange(found, (Pairs * stated) - slack, (Pairs * stated) + slack);
        }
    }

    [Fact]
    public void BeyondTheSizeRatioTheRecallIsNotKept()
    {
        const int Pairs = 1000;
        var plan = BandingPlan.ForContainment(0.7, 0.9, 100_000);
        var found = CountFound(plan, new Random(1), Pairs, 70, 100, 1200);
        Assert.True(plan.RecallAt(Containment.ToJaccard(0.7, 12)) < 0.6);
        Assert.InRange(found, 1, 0.7 * Pairs);
    }

    [Fact]
    public void PlansRefuseWhatPlansForJaccardRefuse()
    {
        Assert.Throws<ArgumentOutOfRangeException>("recall", () => BandingPlan.ForContainment(0.7, 1, 1000));
        Assert.Throws<ArgumentOutOfRangeException>("expectedTexts", () => BandingPlan.ForContainment(0.7, 0.9, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => BandingPlan.ForContainment(0, 0.9, 1000));
        Assert.Throws<ArgumentOutOfRangeException>("recall", () => BandingPlan.ForContainment(0.01, 0.999, 1000));
    }

    private static int CountFound(BandingPlan plan, Random random, int pairs, int shared, int small, int large)
    {
        var signer = new BandSigner([.. Enumerable.Range(0, plan.Bands)], plan.Rows, seed: 1);
        var (minima, first, second) = (new uint[signer.Lanes], new uint[signer.Bands], new uint[signer.Bands]);
        var found = 0;
        for (var i = 0; i < pairs; i++)
        {
            var (a, b) = Contained(random, shared, small, large);
            signer.Sign(a, minima, first);
            signer.Sign(b, minima, second);
            var equal = false;
            for (var band = 0; band < first.Length; band++)
            {
                equal |= first[band] == second[band];
            }

            found += equal ? 1 : 0;
        }

        return found;
    }

    /// <summary>Two sets of random hashes, the first elements of both shared. Two of a pair's values are the same by chance once in some 10,000 pairs, too rarely to show.</summary>
    private static (uint[] A, uint[] B) Contained(Random random, int shared, int sizeOfA, int sizeOfB)
    {
        var all = new uint[sizeOfA + sizeOfB - shared];
        random.NextBytes(MemoryMarshal.AsBytes(all.AsSpan()));
        return (all[..sizeOfA], [.. all.AsSpan(0, shared), .. all.AsSpan(sizeOfA)]);
    }
}
