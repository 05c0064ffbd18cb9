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

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 2)]
    [InlineData(128, 127)]
    public void SignaturesOfDifferentLengthsAreAnError(int a, int b)
    {
        var error = Assert.Throws<ArgumentException>(() => MinHash.EstimateJaccard(new uint[a], new uint[b]));
        Assert.Contains($"{a} and {b} lanes", error.Message, StringComparison.Ordinal);
    }
}
