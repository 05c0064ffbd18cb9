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

    [Property]
    public void BoundedNumbersStayBelowTheirBound(ulong seed, int bound)
    {
        var limit = Math.Max(1, Math.Abs((long)bound));
        Assert.InRange(new Xoshiro256(seed, 0).Next(limit), 0, limit - 1);
    }
}
