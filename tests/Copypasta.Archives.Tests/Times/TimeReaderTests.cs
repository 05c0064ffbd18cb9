namespace Copypasta.Archives.Tests;

public sealed class TimeReaderTests
{
    [Fact]
    public void CountsWhatItCouldNotRead()
    {
        var times = new TimeReader("input", TimeZoneInfo.Utc, TimeZoneInfo.Utc, null);
        Assert.Equal(0, times.Read(" 1970-01-01 "u8));
        Assert.Equal(PostRecord.NoTime, times.Read("  "u8));
        Assert.Equal(PostRecord.NoTime, times.Read("yesterday"u8));
        Assert.Equal((1, 1), (times.Zoneless, times.Unreadable));
        times.Read("the day before"u8);
        Assert.Equal("yesterday", times.FirstUnreadable);
        Assert.Null(times.OrderUsed);
    }

    [Fact]
    public void DocumentedZoneIsNotZoneless()
    {
        var times = new TimeReader("input", null, TimeZoneInfo.Utc, DateOrder.Mdy);
        Assert.Equal(1506881880000, times.Read("10/1/2017 18:18"u8));
        Assert.Equal(0, times.Zoneless);
        Assert.Equal(DateOrder.Mdy, times.OrderUsed);
    }

    [Fact]
    public void ObservedValuesProveTheOrder()
    {
        var times = new TimeReader("input", TimeZoneInfo.Utc, TimeZoneInfo.Utc, null);
        times.Observe("4/5/2017"u8);
        times.Observe("4/25/2017"u8);
        times.Observe("25/4/2017"u8);
        Assert.Equal(1491350400000, times.Read("4/5/2017"u8));
    }

    [Fact]
    public void SummerTimeIsThatOfTheDay()
    {
        TimeZoneInfo.AdjustmentRule rule = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
            new DateTime(2000, 1, 1),
            new DateTime(2050, 12, 31),
            TimeSpan.FromHours(1),
            TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 2, 0, 0), 4, 1),
            TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 3, 0, 0), 10, 1));
        TimeZoneInfo zone = TimeZoneInfo.CreateCustomTimeZone("z", TimeSpan.FromHours(1), "z", "z", "zs", [rule]);
        var times = new TimeReader("input", zone, zone, null);
        Assert.Equal(times.Read("2019-01-10T11:00Z"u8), times.Read("2019-01-10 12:00"u8));
        Assert.Equal(times.Read("2019-06-10T10:00Z"u8), times.Read("2019-06-10 12:00"u8));
    }
}
