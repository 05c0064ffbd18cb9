using System.Buffers.Text;
using System.Runtime.CompilerServices;

namespace Copypasta.Archives;

/// <summary>What the characters of a time say.</summary>
internal enum TimeKind
{
    /// <summary>None of the notations, no such day, or outside 1970 to 2100.</summary>
    Unreadable,

    /// <summary>A point in time.</summary>
    Zoned,

    /// <summary>A local time whose zone is not written.</summary>
    Zoneless,

    /// <summary>A date such as 4/5/2017 whose order is not known.</summary>
    Ambiguous,
}

/// <summary>
/// Reads times over UTF-8 without allocating: ISO 8601 (date, or date and time with T or a space, optional seconds and fraction, a numeric zone or one of
/// <see cref="ZoneNames"/>), Unix seconds, milliseconds, microseconds and nanoseconds (by magnitude, seconds with a fraction too), YYYYMMDD, those of
/// <see cref="MonthNameTime"/>, M/D/YYYY or D/M/YYYY (also with -), D.M.YYYY and YYYY/M/D, with AM or PM if need be. The serial numbers of spreadsheets are not guessed at.
/// </summary>
internal static class TimeText
{
    internal const long MillisecondsPerDay = 86_400_000;

    private const int FirstYear = 1970;
    private const int LastYear = 2100;

    /// <summary>The first day of each month, from that of January 1970 to that after December 2100, in days from 1970-01-01.</summary>
    private static readonly int[] s_months =
        [.. Enumerable.Range(0, ((LastYear - FirstYear + 1) * 12) + 1).Select(month => DateOnly.FromDateTime(DateTime.UnixEpoch).AddMonths(month).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber)];

    /// <summary>Unix milliseconds of the end of 2100.</summary>
    internal const long End = 47_847 * MillisecondsPerDay; // 2101-01-01

    /// <summary>Reads a time.</summary>
    /// <param name="text">The characters, trimmed.</param>
    /// <param name="order">The order of dates with slashes, if known.</param>
    /// <param name="milliseconds">Unix milliseconds (of the local time, if zoneless); defined for the kinds Zoned and Zoneless only.</param>
    /// <param name="shownOrder">The order that a date with slashes has, if the value itself proves it.</param>
    public static TimeKind Read(ReadOnlySpan<byte> text, DateOrder? order, out long milliseconds, out DateOrder? shownOrder)
    {
        shownOrder = null;
        var kind = ReadUnchecked(text, order, out milliseconds, ref shownOrder);
        return kind is TimeKind.Zoned or TimeKind.Zoneless && milliseconds is < 0 or >= End ? TimeKind.Unreadable : kind;
    }

    /// <summary>Days from 1970-01-01 in the proleptic Gregorian calendar; -1 if there is no such day in the years 1970 to 2100.</summary>
    internal static int DayNumber(int year, int month, int day)
    {
        if (year is < FirstYear or > LastYear || month is < 1 or > 12 || day < 1)
        {
            return -1;
        }

        var at = ((year - FirstYear) * 12) + month - 1;
        var number = s_months[at] + day - 1;
        return number < s_months[at + 1] ? number : -1;
    }

    [MethodImpl(Jit.AtOnce)]
    private static TimeKind ReadUnchecked(ReadOnlySpan<byte> text, DateOrder? order, out long milliseconds, ref DateOrder? shownOrder)
    {
        milliseconds = 0;
        if (text.IsEmpty)
        {
            return TimeKind.Unreadable;
        }

        if (!IsDigit(text[0]))
        {
            return TwitterTime.TryRead(text, out milliseconds) ? TimeKind.Zoned : MonthNameTime.Read(text, out milliseconds);
        }

        if (IsoTime.TryRead(text, out milliseconds, out var isZoned))
        {
            return isZoned ? TimeKind.Zoned : TimeKind.Zoneless;
        }

        milliseconds = 0;
        var digits = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (digits < 0 || (text[digits] == (byte)'.' && digits >= 9))
        {
            return ReadNumber(text, out milliseconds);
        }

        var rest = text;
        var separator = text[digits];
        if (separator == (byte)' ' && digits <= 2)
        {
            return MonthNameTime.Read(text, out milliseconds);
        }

        if (separator is not ((byte)'-' or (byte)'/' or (byte)'.')
            || !TakeNumber(ref rest, 4, out var first) || !Take(ref rest, separator)
            || !TakeNumber(ref rest, 2, out var second) || !Take(ref rest, separator)
            || !TakeNumber(ref rest, 4, out var third))
        {
            return TimeKind.Unreadable;
        }

        var ambiguous = false;
        (int Year, int Month, int Day) date;
        if (digits == 4)
        {
            date = (first, second, third);
        }
        else if (digits > 2 || third < 1000)
        {
            return TimeKind.Unreadable;
        }
        else if (separator == (byte)'.')
        {
            date = (third, second, first);
        }
        else
        {
            if (first > 12)
            {
                shownOrder = DateOrder.Dmy;
            }
            else if (second > 12)
            {
                shownOrder = DateOrder.Mdy;
            }
            // 5/5/2017 is the same day in either order.
            ambiguous = order is null && shownOrder is null && first != second;
            date = (order ?? shownOrder) switch
            {
                DateOrder.Dmy => (third, second, first),
                DateOrder.Ymd => (0, 0, 0),
                _ => (third, first, second),
            };
        }

        if (!AddDay(date.Year, date.Month, date.Day, ref milliseconds))
        {
            return TimeKind.Unreadable;
        }

        var kind = ReadTimeOfDay(rest, ref milliseconds);
        return ambiguous && kind != TimeKind.Unreadable ? TimeKind.Ambiguous : kind;
    }

    /// <summary>Adds the beginning of a day; false if there is no such day.</summary>
    internal static bool AddDay(int year, int month, int day, ref long milliseconds)
    {
        var number = DayNumber(year, month, day);
        milliseconds += number * MillisecondsPerDay;
        return number >= 0;
    }

    /// <summary>What follows the date: nothing, or a time of day and perhaps a zone.</summary>
    internal static TimeKind ReadTimeOfDay(ReadOnlySpan<byte> rest, ref long milliseconds)
    {
        if (rest.IsEmpty)
        {
            return TimeKind.Zoneless;
        }

        if (rest[0] is (byte)'T' or (byte)'t')
        {
            rest = rest[1..];
        }
        else
        {
            _ = Take(ref rest, (byte)',');
            if (!Take(ref rest, (byte)' '))
            {
                return TimeKind.Unreadable;
            }

            rest = rest.TrimStart((byte)' ');
        }

        return ReadClockAndZone(rest, ref milliseconds);
    }

    internal static TimeKind ReadClockAndZone(ReadOnlySpan<byte> rest, ref long milliseconds)
    {
        if (!ReadClock(ref rest, out var clock))
        {
            return TimeKind.Unreadable;
        }

        milliseconds += clock;
        rest = rest.TrimStart((byte)' ');
        if (rest.IsEmpty)
        {
            return TimeKind.Zoneless;
        }

        if (!ReadZone(rest, out var minutes))
        {
            return TimeKind.Unreadable;
        }

        milliseconds -= minutes * 60_000L;
        return TimeKind.Zoned;
    }

    /// <summary>H:MM, optionally :SS, a fraction, AM or PM.</summary>
    internal static bool ReadClock(ref ReadOnlySpan<byte> rest, out long milliseconds)
    {
        milliseconds = 0;
        if (!TakeNumber(ref rest, 2, out var hour) || !Take(ref rest, (byte)':') || !TakeTwoDigits(ref rest, out var minute))
        {
            return false;
        }

        var second = 0;
        var fraction = 0;
        if (Take(ref rest, (byte)':'))
        {
            if (!TakeTwoDigits(ref rest, out second))
            {
                return false;
            }

            if (rest.Length > 1 && rest[0] is (byte)'.' or (byte)',' && IsDigit(rest[1]))
            {
                fraction = TakeFraction(ref rest);
            }
        }

        var half = rest.TrimStart((byte)' ');
        if (half.Length >= 2 && (half[1] | 0x20) == 'm' && (half[0] | 0x20) is 'a' or 'p')
        {
            if (hour is < 1 or > 12)
            {
                return false;
            }

            hour = (hour % 12) + ((half[0] | 0x20) == 'p' ? 12 : 0);
            rest = half[2..];
        }

        // A leap second, 60, is the next minute's beginning.
        if (hour > 23 || minute > 59 || second > 60)
        {
            return false;
        }

        milliseconds = (((hour * 60L) + minute) * 60_000) + (second * 1000L) + fraction;
        return true;
    }

    /// <summary>A name, ±hh, ±hhmm or ±hh:mm, the latter also after UTC or GMT; a comment in parentheses may follow.</summary>
    internal static bool ReadZone(ReadOnlySpan<byte> rest, out int minutes)
    {
        if (rest[^1] == (byte)')' && rest.LastIndexOf(" ("u8) is > 0 and var comment)
        {
            rest = rest[..comment].TrimEnd((byte)' ');
        }

        if (char.IsAsciiLetter((char)rest[0]))
        {
            if (!(rest.Length > 3 && rest[3] is (byte)'+' or (byte)'-') || !(rest.StartsWith("UTC"u8) || rest.StartsWith("GMT"u8)))
            {
                return ZoneNames.TryFind(rest, out minutes);
            }

            rest = rest[3..];
        }

        minutes = 0;
        var sign = rest[0] == (byte)'+' ? 1 : rest[0] == (byte)'-' ? -1 : 0;
        rest = rest[1..];
        if (sign == 0 || !TakeTwoDigits(ref rest, out var hours))
        {
            return false;
        }

        var rests = 0;
        if (!rest.IsEmpty)
        {
            _ = Take(ref rest, (byte)':');
            if (!TakeTwoDigits(ref rest, out rests) || !rest.IsEmpty)
            {
                return false;
            }
        }

        minutes = sign * ((hours * 60) + rests);
        return hours <= 18 && rests < 60;
    }

    /// <summary>A number without separators: Unix time by its magnitude, or YYYYMMDD.</summary>
    private static TimeKind ReadNumber(ReadOnlySpan<byte> text, out long milliseconds)
    {
        milliseconds = 0;
        if (!Utf8Parser.TryParse(text, out long value, out var length))
        {
            return TimeKind.Unreadable;
        }

        // As seconds, eight digits would all lie in 1970; a date is what is meant.
        if (length == 8 && text.Length == 8)
        {
            var day = DayNumber((int)(value / 10_000), (int)(value / 100 % 100), (int)(value % 100));
            milliseconds = day * MillisecondsPerDay;
            return day < 0 ? TimeKind.Unreadable : TimeKind.Zoneless;
        }

        // Five digits are some day around the year 2000 as spreadsheets count, or a second of 1970: neither is guessed at.
        if (length == 5)
        {
            return TimeKind.Unreadable;
        }

        var rest = text[length..];
        var fraction = 0;
        if (!rest.IsEmpty)
        {
            if (rest.Length < 2 || rest[0] != (byte)'.' || !IsDigit(rest[1]))
            {
                return TimeKind.Unreadable;
            }

            fraction = TakeFraction(ref rest);
            if (!rest.IsEmpty)
            {
                return TimeKind.Unreadable;
            }
        }

        milliseconds = value switch
        {
            < 100_000_000_000 => (value * 1000) + fraction,
            < 100_000_000_000_000 => value,
            < 100_000_000_000_000_000 => value / 1000,
            _ => value / 1_000_000,
        };
        return TimeKind.Zoned;
    }

    private static bool IsDigit(byte c) => (uint)(c - '0') <= 9;

    internal static bool Take(ref ReadOnlySpan<byte> rest, byte expected)
    {
        if (rest.IsEmpty || rest[0] != expected)
        {
            return false;
        }

        rest = rest[1..];
        return true;
    }

    internal static bool TakeNumber(ref ReadOnlySpan<byte> rest, int maxDigits, out int value)
    {
        value = 0;
        var n = 0;
        while (n < rest.Length && n < maxDigits && IsDigit(rest[n]))
        {
            value = (value * 10) + (rest[n++] - '0');
        }

        rest = rest[n..];
        return n > 0;
    }

    internal static bool TakeTwoDigits(ref ReadOnlySpan<byte> rest, out int value)
    {
        value = 0;
        return rest.Length >= 2 && IsDigit(rest[0]) && IsDigit(rest[1]) && TakeNumber(ref rest, 2, out value);
    }

    /// <summary>Milliseconds of a decimal fraction, cut off, not rounded: a time never moves into the next second.</summary>
    private static int TakeFraction(ref ReadOnlySpan<byte> rest)
    {
        var value = 0;
        var scale = 100;
        var n = 1;
        for (; n < rest.Length && IsDigit(rest[n]); n++)
        {
            value += (rest[n] - '0') * scale;
            scale /= 10;
        }

        rest = rest[n..];
        return value;
    }
}
