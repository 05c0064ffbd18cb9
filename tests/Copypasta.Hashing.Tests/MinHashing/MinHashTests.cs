using FsCheck.Xunit;

namespace Copypasta.Hashing.Tests;

public class MinHashTests
{
    [Theory]
    [InlineData(new uint[] { 1 }, new uint[] { 1 }, 1.0)]
    [InlineData(new uint[] { 1 }, new uint[] { 2 }, 0.0)]
    [InlineData(new uint[] { 1, 2, 3, 4 }, new uint[] { 1, 3, 2, 4 }, 0.5)]
    [InlineData(new uint[] { 1, 2, 3 }, new uint[] { 1, 2, 0 }, 2.0 / 3)]
    public void TheEstimateIsTheShareOfEqualLanes(uint[] a, uint[] b, double expected)
    {
        Assert.Equal(expected, MinHash.EstimateJaccard(a, b));
        Assert.Equal(expected, MinHash.EstimateJaccard(b, a));
    }

    [Fact]
    public void EqualLanesAreCountedAtEveryLengthAndPosition()
    {
        var random = new Random(1);
        for (var lanes = 1; lanes <= 70; lanes++)
        {
            var a = Enumerable.Range(0, lanes).Select(_ => (uint)random.Next()).ToArray();
            var b = a.Select(value => random.Next(2) == 0 ? value : ~value).ToArray();
            var estimate = MinHash.Estimate(a, b);
            Assert.Equal(a.Zip(b).Count(pair => pair.First == pair.Second), estimate.EqualLanes);
            Assert.Equal((lanes, 32), (estimate.Lanes, estimate.ValueBits));
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 2)]
    [InlineData(128, 127)]
    public void SignaturesOfDifferentLengthsAreAnError(int a, int b)
    {
        var error = Assert.Throws<ArgumentException>(() => MinHash.EstimateJaccard(new uint[a], new uint[b]));
        Assert.Contains($"{a} and {b} lanes", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(nameof(b), () => MinHash.Estimate(new uint[a], new uint[b]));
        Assert.Throws<ArgumentException>(nameof(b), () => MinHash.Merge(new uint[a], new uint[b], new uint[200]));
    }

    [Property(MaxTest = 200)]
    public void TheMergeOfSignaturesIsTheSignatureOfTheUnion(uint[] a, uint[] b)
    {
        var hasher = new MinHasher(new MinHashOptions { Lanes = 33 });
        var (x, y, union) = (new uint[33], new uint[33], new uint[33]);
        if (!hasher.TrySign(a, x) || !hasher.TrySign(b, y))
        {
            return;
        }

        uint[] both = [.. a, .. b];
        Assert.True(hasher.TrySign(both, union));
        var merged = new uint[33];
        MinHash.Merge(x, y, merged);
        Assert.Equal(union, merged);

        // Into one of the two, as a running union is kept.
        MinHash.Merge(x, y, x);
        Assert.Equal(union, x);
    }

    [Fact]
    public void AMergeWritesOnlyItsLanesAndNeedsRoomForAll()
    {
        var union = new uint[] { 9, 9, 9 };
        MinHash.Merge([5, 1], [2, 7], union);
        Assert.Equal([2u, 1u, 9u], union);
        Assert.Throws<ArgumentException>("union", () => MinHash.Merge([5, 1], [2, 7], new uint[1]));
    }

    [Fact]
    public void HashedCountersAreWellMixed()
    {
        // Each of the 32 bits is set in about half of 100,000 hashes: 0.5 within five standard errors of 0.0016.
        var ones = new int[32];
        for (var i = 0ul; i < 100_000; i++)
        {
            var hash = MinHash.Hash(i);
            for (var bit = 0; bit < 32; bit++)
            {
                ones[bit] += (int)(hash >> bit) & 1;
            }
        }

        Assert.All(ones, count => Assert.InRange(count / 100_000.0, 0.492, 0.508));
    }
}
