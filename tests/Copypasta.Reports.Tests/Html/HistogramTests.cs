using FsCheck;
using FsCheck.Xunit;

namespace Copypasta.Reports.Tests;

public sealed class HistogramTests
{
    private const long Day = 86_400_000;

    [Property]
    public void EveryTimeHasItsBin(int first, NonNegativeInt length, PositiveInt scale)
    {
        var start = first * 1_000L;
        var end = start + (length.Get * (long)scale.Get * 997);
        var histogram = new Histogram(start, end, 60);
        histogram.Add(start);
        histogram.Add(end);
        histogram.Add(start + ((end - start) / 2));

        Assert.InRange(histogram.Counts.Length, 1, 60);
        Assert.InRange(start - histogram.Start, 0, histogram.Step - 1);
        Assert.True(histogram.Counts[0] >= 1 && histogram.Counts[^1] >= 1);
    }

    [Fact]
    public void BinsAreTheShortestThatFit()
    {
        Assert.Equal(1_000, new Histogram(0, 59_999, 60).Step);
        Assert.Equal(5_000, new Histogram(0, 60_000, 60).Step);
        Assert.Equal(Day, new Histogram(0, 50 * Day, 60).Step);
    }

    [Fact]
    public void WeeksBeginOnMonday()
    {
        var histogram = new Histogram(Sample.Noon, Sample.Noon + (100 * Day), 60);
        Assert.Equal(7 * Day, histogram.Step);
        Assert.Equal(DayOfWeek.Monday, DateTimeOffset.FromUnixTimeMilliseconds(histogram.Start).DayOfWeek);
    }

    [Fact]
    public void NoBinIsShorterThanTheTimesAre()
    {
        Assert.Equal(15_000, new Histogram(0, 600_000, 60).Step);
        Assert.Equal(60_000, new Histogram(0, 600_000, 60, 60_000).Step);
    }
}
