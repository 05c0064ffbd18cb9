using System.Globalization;
using System.Numerics;
using FsCheck.Xunit;

namespace Copypasta.Hashing.Tests;

public class ThresholdTests
{
    private static IEnumerable<Threshold> Hundredths => Enumerable.Range(1, 100).Select(i => new Threshold(i / 100m));

    [Fact]
    public void EverySmallFractionIsDecidedExactly()
    {
        for (var percent = 1; percent <= 100; percent++)
        {
            var threshold = new Threshold(percent / 100m);
            for (var union = 1; union <= 250; union++)
            {
                for (var shared = 0; shared <= union; shared++)
                {
                    if (100 * shared >= percent * union != threshold.IsMetBy(shared, union))
                    {
                        Assert.Fail($"{shared} of {union} at {threshold}");
                    }
                }
            }
        }
    }

    [Fact]
    public void DoublesWouldTurnAwayPairsThatStandAtTheThreshold()
    {
        // The reason for the type: 0.07 * 100 is 7.000000000000001 in binary floating point.
        Assert.False(7 >= 0.07 * 100);
        Assert.True(new Threshold(0.07m).IsMetBy(7, 100));
        Assert.False(new Threshold(0.07m).IsMetBy(6_999_999, 100_000_000));
    }

    [Property(MaxTest = 2000)]
    public void EveryFractionIsDecidedAsInBigIntegers(int numerator, uint shared, uint union)
    {
        var threshold = new Threshold((1 + (numerator & int.MaxValue) % 1_000_000_000) / 1_000_000_000m);
        var (k, u) = ((long)(shared / 2), 1 + (long)union);
        Assert.Equal((BigInteger)k * threshold.Denominator >= (BigInteger)u * threshold.Numerator, threshold.IsMetBy(k, u));

        // At the very edge: the fewest shared that reach it, and one fewer.
        var edge = (long)(((BigInteger)u * threshold.Numerator + threshold.Denominator - 1) / threshold.Denominator);
        if (edge <= 1L << 31)
        {
            Assert.True(threshold.IsMetBy(edge, u));
            Assert.False(threshold.IsMetBy(edge - 1, u));
        }
    }

    [Fact]
    public void TwoEmptySetsMatchNothing()
    {
        foreach (var threshold in Hundredths)
        {
            Assert.False(threshold.IsMetBy(0, 0));
            Assert.False(Containment.IsMet(threshold, 0, 0, 0));
            Assert.Equal(1, threshold.FewestShared(0, 0)); // more than either has
            Assert.Equal(1, Containment.FewestShared(threshold, 0, 0));
        }
    }

    [Fact]
    public void FewestSharedIsTheSmallestThatReachesTheThreshold()
    {
        foreach (var threshold in Hundredths)
        {
            for (var a = 0; a <= 60; a++)
            {
                for (var b = Math.Max(a, 1); b <= 60; b++) // of two empty sets none does
                {
                    // Where the union would be no larger than what is shared, the sets would be one: no threshold asks for more.
                    var fewest = 0;
                    while (fewest < a + b - fewest && !threshold.IsMetBy(fewest, a + b - fewest))
                    {
                        fewest++;
                    }

                    Assert.True(a + b == fewest || threshold.IsMetBy(fewest, a + b - fewest));
                    Assert.Equal(fewest, threshold.FewestShared(a, b));
                    Assert.Equal(fewest, threshold.FewestShared(b, a));
                }
            }
        }
    }

    [Property(MaxTest = 1000)]
    public void FewestSharedOfLargeSetsIsExact(int numerator, uint a, uint b)
    {
        var threshold = new Threshold((1 + (numerator & int.MaxValue) % 1_000_000_000) / 1_000_000_000m);
        var (x, y) = ((int)(a / 4), (int)(b / 4));
        var sum = (BigInteger)x + y;
        var exact = (sum * threshold.Numerator + threshold.Numerator + threshold.Denominator - 1) / (threshold.Numerator + threshold.Denominator);
        Assert.Equal(BigInteger.Max(1, exact), threshold.FewestShared(x, y));
    }

    [Fact]
    public void LargestArgumentsDoNotOverflow()
    {
        var one = new Threshold(1m);
        Assert.True(one.IsMetBy(1L << 31, 1L << 31));
        Assert.False(one.IsMetBy(1L << 31, 1L << 32));
        Assert.Equal(int.MaxValue, one.FewestShared(int.MaxValue, int.MaxValue));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-0.1")]
    [InlineData("1.000000001")]
    [InlineData("7")]
    [InlineData("0.1234567891")]
    [InlineData("0.0000000001")]
    public void NumbersOutsideTheRangeOrWithMoreDigitsAreErrors(string text)
    {
        var value = decimal.Parse(text, CultureInfo.InvariantCulture);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new Threshold(value));
        Assert.Equal(value, error.ActualValue);
        Assert.Contains("above 0 and at most 1", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1.0000001)]
    [InlineData(1e-12)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void DoublesOutsideTheRangeAreErrors(double value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Threshold.FromDouble(value));

    [Fact]
    public void ADoubleMeansTheShortDecimal()
    {
        for (var percent = 1; percent <= 100; percent++)
        {
            Assert.Equal(new Threshold(percent / 100m), Threshold.FromDouble(percent / 100.0));
        }

        Assert.Equal(new Threshold(0.123456789m), Threshold.FromDouble(0.123456789));
        Assert.Equal(new Threshold(0.7m), new Threshold(0.70000m));
    }

    [Theory]
    [InlineData("0.7")]
    [InlineData("1")]
    [InlineData("0.05")]
    [InlineData("0.000000001")]
    public void TextIsTheShortDecimal(string text)
    {
        var threshold = new Threshold(decimal.Parse(text, CultureInfo.InvariantCulture));
        Assert.Equal(text, threshold.ToString());
        Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), threshold.Value);
    }

    [Fact]
    public void NoThresholdIsMetByNothing()
    {
        Assert.False(default(Threshold).IsMetBy(1, 1));
        Assert.False(Containment.IsMet(default, 10, 10, 10));
        Assert.Equal("none", default(Threshold).ToString());
        Assert.Throws<DivideByZeroException>(() => default(Threshold).FewestShared(1, 1));
        Assert.Throws<DivideByZeroException>(() => Containment.FewestShared(default, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("threshold", () => Containment.LeastJaccard(default));
        Assert.Throws<ArgumentOutOfRangeException>("threshold", () => BandingPlan.For(default, 0.9, 1000, CollisionRates.Typical));
        Assert.False(BandingPlan.Exists(default, 0.9));
        Assert.Throws<ArgumentOutOfRangeException>("threshold", () => new BandingPlan(3, 3, default));
    }
}
