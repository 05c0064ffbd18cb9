namespace Copypasta.Archives;

/// <summary>
/// Times whose month is an English name, with a day of the week before it or none: RFC 5322 ("Sat, 28 Sep 2019 18:05:23 +0000"), C's ctime and Twitter's API
/// ("Sat Sep 28 18:05:23 +0000 2019"), and as people write them ("September 28, 2019, 6:05 PM"). The day of the week is not checked.
/// </summary>
internal static class MonthNameTime
{
    private static readonly string[] s_months =
    [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    ];

    private static readonly string[] s_days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    /// <summary>Reads a time.</summary>
    /// <param name="text">The characters, trimmed.</param>
    /// <param name="milliseconds">Unix milliseconds, of the local time if zone-less.</param>
    public static TimeKind Read(ReadOnlySpan<byte> text, out long milliseconds)
    {
        milliseconds = 0;
        var rest = text;
        var start = rest;
        if (Find(s_days, TakeWord(ref rest)) >= 0)
        {
            _ = TimeText.Take(ref rest, (byte)',');
            start = rest = rest.TrimStart((byte)' ');
        }

        rest = start;
        int day;
        int month;
        var monthFirst = !TimeText.TakeNumber(ref rest, 2, out day);
        if (!monthFirst && !TakeSpaces(ref rest))
        {
            return TimeKind.Unreadable;
        }

        month = Find(s_months, TakeWord(ref rest)) + 1;
        if (month == 0 || !TakeSpaces(ref rest) || (monthFirst && !TimeText.TakeNumber(ref rest, 2, out day)))
        {
            return TimeKind.Unreadable;
        }

        if (monthFirst)
        {
            _ = TimeText.Take(ref rest, (byte)',');
            if (!TakeSpaces(ref rest))
            {
                return TimeKind.Unreadable;
            }
        }

        // With a clock before the year, as ctime has it, the zone stands between them.
        return rest.IndexOf((byte)':') is 1 or 2 && monthFirst
            ? ReadYearLast(rest, month, day, ref milliseconds)
            : TimeText.TakeNumber(ref rest, 4, out var year) && TimeText.AddDay(year, month, day, ref milliseconds)
                ? TimeText.ReadTimeOfDay(rest, ref milliseconds)
                : TimeKind.Unreadable;
    }

    private static TimeKind ReadYearLast(ReadOnlySpan<byte> rest, int month, int day, ref long milliseconds)
    {
        var space = rest.LastIndexOf((byte)' ');
        if (space < 0)
        {
            return TimeKind.Unreadable;
        }

        var yearText = rest[(space + 1)..];
        return TimeText.TakeNumber(ref yearText, 4, out var year) && yearText.IsEmpty && TimeText.AddDay(year, month, day, ref milliseconds)
            ? TimeText.ReadClockAndZone(rest[..space], ref milliseconds)
            : TimeKind.Unreadable;
    }

    private static ReadOnlySpan<byte> TakeWord(ref ReadOnlySpan<byte> rest)
    {
        var n = 0;
        while (n < rest.Length && char.IsAsciiLetter((char)rest[n]))
        {
            n++;
        }

        var word = rest[..n];
        if (n >= 3 && rest.Length > n && rest[n] == (byte)'.')
        {
            n++;
        }

        rest = rest[n..];
        return word;
    }

    private static bool TakeSpaces(ref ReadOnlySpan<byte> rest)
    {
        var before = rest.Length;
        rest = rest.TrimStart((byte)' ');
        return rest.Length < before;
    }

    /// <summary>Index of the name that begins with these letters, three at least; -1 if there is none.</summary>
    private static int Find(string[] names, ReadOnlySpan<byte> word)
    {
        if (word.Length < 3)
        {
            return -1;
        }

        for (var i = 0; i < names.Length; i++)
        {
            if (word.Length <= names[i].Length && System.Text.Ascii.EqualsIgnoreCase(word, names[i].AsSpan(0, word.Length)))
            {
                return i;
            }
        }

        return -1;
    }
}
