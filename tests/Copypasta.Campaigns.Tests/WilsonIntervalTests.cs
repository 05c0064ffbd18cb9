namespace Copypasta.Campaigns.Tests;

public class WilsonIntervalTests
{
    // Its ends solve (p - x)^2 = z^2 x (1 - x) / n.
    [Theory]
    [InlineData(1, 2)]
    [InlineData(40, 60)]
    [InlineData(0, 7)]
    [InlineData(1000, 1000)]
    public void ItsEndsSolveWilsonsEquation(int count, int of)
    {
        var (low, high) = WilsonInterval.Of(count, of);
        var (p, z) = ((double)count / of, 1.959963984540054);
        Assert.All((double[])[low, high], x => Assert.Equal((p - x) * (p - x), z * z * x * (1 - x) / of, 12));
        Assert.True(low < high);
        Assert.InRange(p, low - 1e-12, high + 1e-12);
    }
}
