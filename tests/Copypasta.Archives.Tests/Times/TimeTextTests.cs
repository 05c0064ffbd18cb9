using System.Globalization;
using System.Text;
using FsCheck.Xunit;

namespace Copypasta.Archives.Tests;

public sealed class TimeTextTests
{
    [Theory]
    [InlineData("2019-09-28T18:05:23Z", "2019-09-28T18:05:23.000")]
    [InlineData("2019-09-28T18:05:23.456Z", "2019-09-28T18:05:23.456")]
    [InlineData("2019-09-28T18:05:23.456789+00:00", "2019-09-28T18:05:23.456")]
    [InlineData("2019-09-28 21:05:23+03:00", "2019-09-28T18:05:23.000")]
    [InlineData("2019-09-28T12:35:23-0530", "2019-09-28T18:05:23.000")]
    [InlineData("2019-09-28 18:05 UTC", "2019-09-28T18:05:00.000")]
    [InlineData("Sat Sep 28 18:05:23 +0000 2019", "2019-09-28T18:05:23.000")]
    [InlineData("1569693923", "2019-09-28T18:05:23.000")]
    [InlineData("1569693923.5", "2019-09-28T18:05:23.500")]
    [InlineData("1569693923456", "2019-09-28T18:05:23.456")]
    [InlineData("1569693923456789", "2019-09-28T18:05:23.456")]
    [InlineData("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000")]
    [InlineData("2019-09-28 13:05:23 EST", "2019-09-28T18:05:23.000")]
    [InlineData("2019-09-28 14:05:23 EDT", "2019-09-28T18:05:23.000")]
    [InlineData("2019-09-28 20:05:23 cest", "2019-09-28T18:05:23.000")]
    [InlineData("2019-09-28 20:05:23 GMT+02:00", "2019-09-28T18:05:23.000")]
    [InlineData("Sat, 28 Sep 2019 18:05:23 +0000", "2019-09-28T18:05:23.000")]
    [InlineData("Sat, 28 Sep 2019 14:05:23 -0400 (EDT)", "2019-09-28T18:05:23.000")]
    [InlineData("28 Sep 2019 18:05 GMT", "2019-09-28T18:05:00.000")]
    [InlineData("Sep 28, 2019, 6:05 PM UTC", "2019-09-28T18:05:00.000")]
    [InlineData("Sat Sep 28 20:05:23 CEST 2019", "2019-09-28T18:05:23.000")]
    public void ReadsPoints(string text, string expected) => Check(text, TimeKind.Zoned, expected);

    [Theory]
    [InlineData("2019-09-28", "2019-09-28T00:00:00.000")]
    [InlineData("20190928", "2019-09-28T00:00:00.000")]
    [InlineData("2019-09-28 18:05", "2019-09-28T18:05:00.000")]
    [InlineData("2019-09-28 18:05:23", "2019-09-28T18:05:23.000")]
    [InlineData("2019/9/8 8:05", "2019-09-08T08:05:00.000")]
    [InlineData("28.9.2019 8:05", "2019-09-28T08:05:00.000")]
    [InlineData("8.9.2019", "2019-09-08T00:00:00.000")]
    [InlineData("9/28/2019 18:05", "2019-09-28T18:05:00.000")]
    [InlineData("28/9/2019, 6:05:23 PM", "2019-09-28T18:05:23.000")]
    [InlineData("28-09-2019 12:05 am", "2019-09-28T00:05:00.000")]
    [InlineData("9/9/2019 1:02", "2019-09-09T01:02:00.000")]
    [InlineData("28.09.2019 18:05:23", "2019-09-28T18:05:23.000")]
    [InlineData("Saturday, September 28, 2019", "2019-09-28T00:00:00.000")]
    [InlineData("Sat Sep 28 18:05:23 2019", "2019-09-28T18:05:23.000")]
    [InlineData("28 Sept. 2019 18:05", "2019-09-28T18:05:00.000")]
    public void ReadsLocalTimes(string text, string expected) => Check(text, TimeKind.Zoneless, expected);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("2019-02-29")]
    [InlineData("2019-13-01")]
    [InlineData("2019-09-28 24:00")]
    [InlineData("2019-09-28 18:60")]
    [InlineData("2019-09-28 18:05 IST")]
    [InlineData("2019-09-28 18:05 XYZ")]
    [InlineData("2019-09-28 18:05 ()")]
    [InlineData("2019-09-28 18:05 UTC+")]
    [InlineData("28 Foo 2019")]
    [InlineData("Sat Sep 28 18:05:23")]
    [InlineData("Sep 31, 2019")]
    [InlineData("43736.75")]
    [InlineData("43736")]
    [InlineData("2019-09-28T")]
    [InlineData("1969-12-31")]
    [InlineData("2101-01-01")]
    [InlineData("9.06E+17")]
    [InlineData("31/31/2019")]
    [InlineData("4/5/17")]
    [InlineData("-5")]
    [InlineData("99999999999999999999999999")]
    [InlineData("28.09.2019.5")]
    [InlineData("Sat Sep 31 18:05:23 +0000 2019")]
    [InlineData("9/28/2019 13:05 PM")]
    public void RefusesWhatIsNoTime(string text)
        => Assert.Equal(TimeKind.Unreadable, TimeText.Read(Encoding.UTF8.GetBytes(text), null, out _, out _));

    [Fact]
    public void OrderDecides()
    {
        Assert.Equal(TimeKind.Ambiguous, TimeText.Read("4/5/2019"u8, null, out _, out _));
        Assert.Equal(TimeKind.Zoneless, TimeText.Read("4/5/2019"u8, DateOrder.Mdy, out var mdy, out _));
        Assert.Equal(TimeKind.Zoneless, TimeText.Read("4/5/2019"u8, DateOrder.Dmy, out var dmy, out _));
        Assert.Equal(TimeKind.Unreadable, TimeText.Read("4/5/2019"u8, DateOrder.Ymd, out _, out _));
        Assert.Equal(TimeKind.Unreadable, TimeText.Read("13/5/2019"u8, DateOrder.Mdy, out _, out _));
        Assert.Equal(new DateTime(2019, 4, 5) - DateTime.UnixEpoch, TimeSpan.FromMilliseconds(mdy));
        Assert.Equal(new DateTime(2019, 5, 4) - DateTime.UnixEpoch, TimeSpan.FromMilliseconds(dmy));
    }

    [Fact]
    public void DayNumbersAreThoseOfTheCalendar()
    {
        var expected = 0;
        for (var date = new DateTime(1970, 1, 1); date.Year <= 2100; date = date.AddDays(1))
        {
            Assert.Equal(expected++, TimeText.DayNumber(date.Year, date.Month, date.Day));
        }
    }

    [Property]
    public void AnyMillisecondComesBack(uint seconds, ushort fraction)
    {
        DateTimeOffset time = DateTimeOffset.FromUnixTimeMilliseconds((seconds * 1000L % 4_000_000_000_000) + (fraction % 1000));
        var text = time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        Assert.Equal(TimeKind.Zoned, TimeText.Read(Encoding.UTF8.GetBytes(text), null, out var milliseconds, out _));
        Assert.Equal(time.ToUnixTimeMilliseconds(), milliseconds);
    }

    [Property(MaxTest = 1000)]
    public void AnyBytesAreReadOrRefused(byte[] bytes, int shape)
    {
        byte[] likely = [.. bytes.Select(b => "0123456789-/.: TZ+"u8[b % 18])];
        var kind = TimeText.Read(shape % 2 == 0 ? bytes : likely, null, out var milliseconds, out _);
        if (kind is TimeKind.Zoned or TimeKind.Zoneless)
        {
            Assert.InRange(milliseconds, 0, 4_133_980_799_999);
        }
    }

    /// <summary>The quick way is the long one: a fraction keeps a time out of it.</summary>
    [Property(MaxTest = 3000)]
    public void UsualFormsAreReadAsAllOthers(int seed)
    {
        var random = new Random(seed);
        var text = DateTime.UnixEpoch.AddSeconds(random.NextInt64(0, 5_000_000_000)).ToString(random.Next(2) == 0 ? "yyyy-MM-ddTHH:mm:ss" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture).ToCharArray();
        if (random.Next(2) == 0)
        {
            text[random.Next(text.Length)] = "0123456789-:T "[random.Next(14)];
        }

        var zone = random.Next(2) == 0 ? "Z" : "";
        var quick = TimeText.Read(Encoding.UTF8.GetBytes(new string(text) + zone), null, out var quickly, out _);
        var slow = TimeText.Read(Encoding.UTF8.GetBytes(new string(text) + ".0" + zone), null, out var slowly, out _);
        Assert.Equal((slow, slow == TimeKind.Unreadable ? 0 : slowly), (quick, quick == TimeKind.Unreadable ? 0 : quickly));
    }

    private static void Check(string text, TimeKind kind, string expected)
    {
        Assert.Equal(kind, TimeText.Read(Encoding.UTF8.GetBytes(text), null, out var milliseconds, out _));
        Assert.Equal(expected, DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture));
    }
}
