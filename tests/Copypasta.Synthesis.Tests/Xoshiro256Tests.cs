using FsCheck.Xunit;

namespace Copypasta.Synthesis.Tests;

public sealed class Xoshiro256Tests
{
    [Fact]
    public void SplitMixGivesThePublishedSequence()
    {
        ulong state = 1234567;
        ulong[] expected = [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821];
        Assert.All(expected, value => Assert.Equal(value, Xoshiro256.SplitMix64(ref state)));
    }

    [Fact]
    public void StreamsOfOneSeedDiffer() => Assert.NotEqual(new Xoshiro256(1, 1).NextUInt64(), new Xoshiro256(1, 2).NextUInt64());

    [Fact]
    public void ShufflingGivesAllOrdersAlike()
    {
        var random = new Xoshiro256(1, 0);
        var orders = Enumerable.Range(0, 6000).CountBy(_ =>
        {
            int[] items = [1, 2, 3];
            random.Shuffle(items);
            return string.Concat(items);
        }).ToDictionary();
        Assert.Equal(["123", "132", "213", "231", "312", "321"], orders.Keys.Order(StringComparer.Ordinal));
        Assert.All(orders.Values, count => Assert.InRange(count, 850, 1150));
    }

    [Property]
    public void BoundedNumbersStayBelowTheirBound(ulong seed, int bound)
    {
        var limit = Math.Max(1, Math.Abs((long)bound));
        Assert.InRange(new Xoshiro256(seed, 0).Next(limit), 0, limit - 1);
    }
}
