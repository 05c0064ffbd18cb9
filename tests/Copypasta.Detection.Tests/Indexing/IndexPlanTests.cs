using Copypasta.Hashing;

namespace Copypasta.Detection.Tests;

public sealed class IndexPlanTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.7)]
    [InlineData(0.9)]
    public void MoreTextsTakeMoreRowsAndEveryPlanKeepsTheRecall(double threshold)
    {
        var at = Threshold.FromDouble(threshold);
        var rows = 0;
        for (var capacity = 1L; capacity <= 1L << 31; capacity *= 8)
        {
            var plan = IndexPlan.For(at, 0.999, capacity);
            Assert.True(plan.Rows >= rows, $"{capacity} texts: {plan.Rows} rows after {rows}");
            Assert.InRange(plan.Recall, 0.999, 1);
            Assert.True(new BandingPlan(plan.Bands - 1, plan.Rows, at).Recall < 0.999);
            rows = plan.Rows;
        }

        Assert.True(rows > 2);
    }

    // By hand: 11, 17, 26, 38, 56 bands of 2, 3, 4, 5, 6 rows keep 0.999 at 0.7; times 6 pages and a page for each of 1e7 texts that agrees by chance.
    [Theory]
    [InlineData(10_000, 11, 2)]
    [InlineData(1_000_000, 17, 3)]
    [InlineData(10_000_000, 38, 5)]
    [InlineData(100_000_000, 56, 6)]
    public void ThePlanIsThatOfTheFewestPages(long capacity, int bands, int rows) =>
        Assert.Equal(new BandingPlan(bands, rows, Threshold.FromDouble(0.7)), IndexPlan.For(Threshold.FromDouble(0.7), 0.999, capacity));

    [Fact]
    public void ARecallThatNoPlanKeepsIsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => IndexPlan.For(Threshold.FromDouble(0.001), 0.999999, 1_000));
}
