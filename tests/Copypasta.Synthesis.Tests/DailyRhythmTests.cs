namespace Copypasta.Synthesis.Tests;

public sealed class DailyRhythmTests
{
    [Fact]
    public void TimesNeverDecreaseAndSpanThePeriod()
    {
        var rhythm = new DailyRhythm(firstLocalHour: -5, days: 3);
        var last = rhythm.SecondsAt(0);
        Assert.Equal(0, last);
        for (long position = 0; position <= rhythm.Length; position += 97)
        {
            Assert.True(rhythm.SecondsAt(position) >= last);
            last = rhythm.SecondsAt(position);
        }
        Assert.Equal(3 * 86_400, rhythm.SecondsAt(rhythm.Length));
    }

    [Fact]
    public void EveningsAreBusierThanNights()
    {
        var rhythm = new DailyRhythm(firstLocalHour: 0, days: 1);
        var hours = new int[24];
        for (long position = 0; position < rhythm.Length; position += 60)
        {
            hours[rhythm.SecondsAt(position) / 3600]++;
        }

        Assert.True(hours[19] > 5 * hours[3]);
    }
}
