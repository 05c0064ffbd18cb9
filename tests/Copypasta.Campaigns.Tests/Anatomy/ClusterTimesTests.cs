using Copypasta.Archives;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Copypasta.Campaigns.Tests;

public sealed class ClusterTimesTests
{
    private const long Second = 1000, Minute = 60 * Second, Hour = 60 * Minute, Day = 24 * Hour;

    [Fact]
    public void TimesOfAClusterAreDescribed()
    {
        long[] times = [Day + Hour, Day, PostRecord.NoTime, Day + (5 * Second), Day + (10 * Second), Day + (2 * Hour)];
        var read = ClusterTimes.Of(times, Second);
        Assert.Equal((5, Day, Day + (2 * Hour)), (read.Posts, read.First, read.Last));
        Assert.Equal([(10 * Second, 3), (Minute, 3), (10 * Minute, 3), (Hour, 4), (Day, 5)], read.Bursts.Select(burst => (burst.Window, burst.Posts)));
        Assert.Equal(5 * Second, read.MedianGap);
        Assert.Equal((3, 1, 1), (read.MinutesOfDay![0], read.MinutesOfDay[60], read.MinutesOfDay[120]));
    }

    [Fact]
    public void AClockHasNoVariation()
    {
        var read = ClusterTimes.Of([.. Enumerable.Range(0, 50).Select(i => i * 10 * Minute)], Second);
        Assert.Equal(0, read.GapVariation!.Value, 12);
        Assert.Equal(10 * Minute, read.MedianGap);
    }

    [Fact]
    public void DaysSayNothingOfMinutes()
    {
        var read = ClusterTimes.Of([0, Day, Day, 3 * Day], Day);
        Assert.Null(read.MinutesOfDay);
        Assert.Empty(read.Bursts);
        Assert.Null(read.MedianGap);
        Assert.Null(read.GapVariation);
        Assert.Equal((4, 0, 3 * Day), (read.Posts, read.First, read.Last));
    }

    [Fact]
    public void MinutesAllowWindowsOfTwoAndMore() =>
        Assert.Equal([10 * Minute, Hour, Day], ClusterTimes.Of([0, Minute, Hour], Minute).Bursts.Select(burst => burst.Window));

    [Fact]
    public void NoTimesAreNoTimes()
    {
        var read = ClusterTimes.Of([PostRecord.NoTime], Second);
        Assert.Equal((0, PostRecord.NoTime, PostRecord.NoTime), (read.Posts, read.First, read.Last));
        Assert.Null(read.MedianGap);
    }

    [Fact]
    public void TheDayIsTheZones()
    {
        var zone = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromMinutes(210), null, null);
        Assert.Equal(1, ClusterTimes.Of([0], Second, zone).MinutesOfDay![210]);
    }

    [Property]
    public Property BurstsAreTheDensestWindows() => Prop.ForAll(Times(), times =>
    {
        foreach (var burst in ClusterTimes.Of(times, Second).Bursts)
        {
            Assert.Equal(times.Max(start => times.Count(time => time >= start && time <= start + burst.Window)), burst.Posts);
            Assert.Equal(burst.Posts, times.Count(time => time >= burst.Start && time <= burst.Start + burst.Window));
        }
    });

    private static Arbitrary<long[]> Times() => Gen.Choose(0, 200_000).Select(second => second * Second).NonEmptyListOf().Select(list => list.ToArray()).ToArbitrary();
}
