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
}
