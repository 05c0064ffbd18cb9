using Copypasta.Archives;

namespace Copypasta.Reports.Tests;

public sealed class TimestampTests
{
    [Theory]
    [InlineData(1_476_089_160_000, "2016-10-10T08:46:00Z")]
    [InlineData(1_476_089_160_007, "2016-10-10T08:46:00.007Z")]
    [InlineData(1_476_089_160_120, "2016-10-10T08:46:00.120Z")]
    [InlineData(0, "1970-01-01T00:00:00Z")]
    [InlineData(-1, "1969-12-31T23:59:59.999Z")]
    [InlineData(-62_135_596_800_000, "0001-01-01T00:00:00Z")]
    [InlineData(253_402_300_799_999, "9999-12-31T23:59:59.999Z")]
    [InlineData(253_402_300_800_000, "253402300800000")]
    [InlineData(long.MinValue, "-9223372036854775808")]
    [InlineData(PostRecord.NoTime, "")]
    public void TimesAreIso8601InUtc(long time, string expected) => Assert.Equal(expected, Timestamp.Format(time));

    [Theory]
    [InlineData("2016-10-10T08:46:00Z", "Europe/Berlin", "2016-10-10T10:46:00+02:00")]
    [InlineData("2016-12-31T23:30:00.5Z", "Europe/Berlin", "2017-01-01T00:30:00.500+01:00")]
    [InlineData("2016-10-10T00:10:00Z", "America/St_Johns", "2016-10-09T21:40:00-02:30")]
    [InlineData("2016-10-10T08:46:00Z", "Asia/Kathmandu", "2016-10-10T14:31:00+05:45")]
    [InlineData("2016-10-10T08:46:00Z", "UTC", "2016-10-10T08:46:00+00:00")]
    public void ZonesAreShownWithTheirOffset(string time, string zone, string expected)
    {
        var milliseconds = DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
        Assert.Equal(expected, Timestamp.Format(milliseconds, TimeZoneInfo.FindSystemTimeZoneById(zone)));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void OffsetsChangeWhereTheZoneDoes()
    {
        static long At(string time) => DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
        Assert.Equal(
            [(At("2016-01-01T00:00Z"), 60), (At("2016-03-27T01:00Z"), 120), (At("2016-10-30T01:00Z"), 60)],
            Timestamp.Offsets(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), At("2016-01-01T00:00Z"), At("2016-12-31T00:00Z")));
        Assert.Equal([(5L, 0)], Timestamp.Offsets(TimeZoneInfo.Utc, 5, 5));
    }
}
