namespace Copypasta.Hashing.Tests;

public class JaccardEstimateTests
{
    [Theory]
    [InlineData(128, 128, 32, 1.0, 0.0)]
    [InlineData(0, 128, 32, 0.0, 0.0)]
    [InlineData(64, 128, 32, 0.5, 0.04419417382415922)]
    [InlineData(96, 128, 1, 0.5, 0.07654655446197431)]
    [InlineData(64, 128, 1, 0.0, 0.08838834764831845)]
    [InlineData(0, 64, 2, -1 / 3.0, 0.0)]
    [InlineData(1, 1, 16, 1.0, 0.0)]
    public void ValueAndErrorAreTheFormula(int equal, int lanes, int bits, double value, double error)
    {
        var estimate = new JaccardEstimate(equal, lanes, bits);
        Assert.Equal(value, estimate.Value, 12);
        Assert.Equal(error, estimate.StandardError, 12);
    }

    [Theory]

    // Ends of Wilson's interval from its defining quadratic, (p - x)^2 = z^2 x (1 - x) / n.
    [InlineData(90, 128, 1.959963984540054)]
    [InlineData(1, 10, 1.0)]
    [InlineData(60_000, 65_536, 2.576)]
    public void TheIntervalSolvesWilsonsEquation(int equal, int lanes, double z)
    {
        var (lower, upper) = new JaccardEstimate(equal, lanes).Interval(z);
        var share = (double)equal / lanes;
        Assert.True(lower < share && share < upper);
        Assert.All((double[])[lower, upper], x => Assert.Equal(z * z * x * (1 - x) / lanes, (share - x) * (share - x), 12));
    }

    [Theory]
    [InlineData(32)]
    [InlineData(8)]
    [InlineData(1)]
    public void TheIntervalHasAWidthAtTheEndsAndStaysWithinThem(int bits)
    {
        var (lower, upper) = new JaccardEstimate(128, 128, bits).Interval();
        Assert.Equal(1, upper);
        Assert.InRange(lower, 0.9, 0.99);
        (lower, upper) = new JaccardEstimate(0, 128, bits).Interval();
        Assert.Equal(0, lower);
        Assert.InRange(upper, 0, 0.05);
        (lower, upper) = new JaccardEstimate(1, 1, bits).Interval();
        Assert.Equal(1, upper);
        Assert.InRange(lower, 0, 0.3);
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.5)]
    [InlineData(0.8)]
    [InlineData(0.99)]
    public void TheIntervalCoversAsOftenAsItSays(double similarity)
    {
        // Exact coverage of Wilson's 95% interval over the binomial distribution of 128 lanes: 0.93 to 0.98 at these similarities.
        var (probability, covered) = (Math.Pow(1 - similarity, 128), 0.0);
        for (var equal = 0; equal <= 128; equal++)
        {
            var (lower, upper) = new JaccardEstimate(equal, 128).Interval();
            covered += lower <= similarity && similarity <= upper ? probability : 0;
            probability *= similarity / (1 - similarity) * (128 - equal) / (equal + 1);
        }

        Assert.InRange(covered, 0.92, 0.99);
    }

    [Fact]
    public void ArgumentsOutOfRangeAreErrors()
    {
        Assert.Throws<ArgumentOutOfRangeException>("lanes", () => new JaccardEstimate(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>("equalLanes", () => new JaccardEstimate(-1, 4));
        Assert.Throws<ArgumentOutOfRangeException>("equalLanes", () => new JaccardEstimate(5, 4));
        Assert.Throws<ArgumentOutOfRangeException>("valueBits", () => new JaccardEstimate(1, 4, 0));
        Assert.Throws<ArgumentOutOfRangeException>("valueBits", () => new JaccardEstimate(1, 4, 33));
        Assert.All((double[])[0, -1, double.NaN, double.PositiveInfinity, 1e160, JaccardEstimate.MaxQuantile + 1], z => Assert.Throws<ArgumentOutOfRangeException>(nameof(z), () => new JaccardEstimate(1, 4).Interval(z)));
    }

    [Fact]
    public void TheWidestIntervalIsEverything()
    {
        var (lower, upper) = new JaccardEstimate(64, 128).Interval(JaccardEstimate.MaxQuantile);
        Assert.Equal(0, lower, 6);
        Assert.Equal(1, upper, 6);
    }

    [Fact]
    public void TheDefaultIsNoEstimate()
    {
        var none = default(JaccardEstimate);
        Assert.Equal(0, none.Lanes);
        Assert.Equal((double.NaN, double.NaN), (none.Value, none.StandardError));
        Assert.Equal((0, 1), none.Interval());
    }

    [Fact]
    public void TextIsTheSameInEveryCulture() => Assert.Equal("0.5 ± 0.0442", new JaccardEstimate(64, 128).ToString());
}
