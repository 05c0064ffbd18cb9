namespace Copypasta.Archives;

/// <summary>The created_at of Twitter's API v1.1: <c>Sat Sep 28 18:05:23 +0000 2019</c>.</summary>
internal static class TwitterTime
{
    /// <summary>Reads a time; false if it is not of this form or there is no such time, whatever else it may be.</summary>
    /// <param name="text">The characters.</param>
    /// <param name="milliseconds">Unix milliseconds.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, out long milliseconds)
    {
        milliseconds = 0;
        if (text.Length != 30 || text[3] != ' ' || text[7] != ' ' || text[10] != ' ' || text[19] != ' ' || text[25] != ' ')
        {
            return false;
        }

        ReadOnlySpan<byte> months = "JanFebMarAprMayJunJulAugSepOctNovDec"u8;
        var month = months.IndexOf(text.Slice(4, 3));
        var dayText = text.Slice(8, 2);
        var clockText = text.Slice(11, 8);
        var yearText = text[26..];
        if (month < 0 || month % 3 != 0
            || !TimeText.TakeTwoDigits(ref dayText, out var day)
            || !TimeText.TakeNumber(ref yearText, 4, out var year) || !yearText.IsEmpty
            || !TimeText.ReadClock(ref clockText, out var clock) || !clockText.IsEmpty
            || !TimeText.ReadZone(text.Slice(20, 5), out var minutes))
        {
            return false;
        }

        var number = TimeText.DayNumber(year, (month / 3) + 1, day);
        milliseconds = (number * TimeText.MillisecondsPerDay) + clock - (minutes * 60_000L);
        return number >= 0;
    }
}
