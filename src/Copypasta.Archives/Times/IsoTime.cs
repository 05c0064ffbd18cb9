namespace Copypasta.Archives;

/// <summary>The two forms that most archives write times in, read without a look at what else they might be: <c>2017-04-05T06:07:08Z</c> and <c>2017-04-05 06:07:08</c>.</summary>
internal static class IsoTime
{
    private const int Length = 19;

    /// <summary>Reads a time; false if it is not of these forms or there is no such time, whatever else it may be.</summary>
    /// <param name="text">The characters.</param>
    /// <param name="milliseconds">Unix milliseconds, of the local time if zoneless.</param>
    /// <param name="isZoned">Whether it ends with Z.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, out long milliseconds, out bool isZoned)
    {
        milliseconds = 0;
        isZoned = text.Length == Length + 1 && text[Length] == (byte)'Z';
        if (!(isZoned || text.Length == Length) || text[4] != '-' || text[7] != '-' || text[10] is not ((byte)'T' or (byte)' ') || text[13] != ':' || text[16] != ':')
        {
            return false;
        }

        var century = TwoDigits(text, 0);
        var year = TwoDigits(text, 2);
        var month = TwoDigits(text, 5);
        var day = TwoDigits(text, 8);
        var hour = TwoDigits(text, 11);
        var minute = TwoDigits(text, 14);
        var second = TwoDigits(text, 17);
        // A negative one makes all of them negative.
        if ((century | year | month | day | hour | minute | second) < 0 || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        var number = TimeText.DayNumber((century * 100) + year, month, day);
        milliseconds = ((((((number * 24L) + hour) * 60) + minute) * 60) + second) * 1000;
        return number >= 0;
    }

    /// <summary>A number of two digits; negative if they are none.</summary>
    private static int TwoDigits(ReadOnlySpan<byte> text, int at)
    {
        var tens = (uint)(text[at] - '0');
        var ones = (uint)(text[at + 1] - '0');
        return tens > 9 || ones > 9 ? -1 : (int)((tens * 10) + ones);
    }
}
