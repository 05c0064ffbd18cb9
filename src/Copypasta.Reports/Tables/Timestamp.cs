using System.Globalization;
using System.Text;
using Copypasta.Archives;

namespace Copypasta.Reports;

/// <summary>Times as every output prints them: <c>2016-10-10T08:46:00Z</c>, with milliseconds only where there are any.</summary>
public static class Timestamp
{
    /// <summary>Bytes that <see cref="Format(long, Span{byte})"/> needs at most.</summary>
    public const int MaxLength = 29;

    /// <summary>Writes a time as ISO 8601 in UTC; returns the number of bytes, 0 for a missing time.</summary>
    /// <remarks>A time outside the years 1 to 9999, which no calendar format holds, is printed as its Unix milliseconds.</remarks>
    public static int Format(long unixMilliseconds, Span<byte> destination) => Format(unixMilliseconds, null, destination);

    /// <summary>Writes a time as ISO 8601 in a zone, with the offset it has then (<c>+02:00</c>); null is UTC, <c>Z</c>.</summary>
    /// <remarks>Offsets are rounded down to minutes, and the clock time goes with them: zones had odd seconds before 1970.</remarks>
    public static int Format(long unixMilliseconds, TimeZoneInfo? zone, Span<byte> destination)
    {
        const long Lowest = -62_135_596_800_000;
        const long Highest = 253_402_300_799_999;
        int length;
        if (unixMilliseconds == PostRecord.NoTime)
        {
            return 0;
        }

        if (unixMilliseconds is < Lowest or > Highest)
        {
            unixMilliseconds.TryFormat(destination, out length, default, CultureInfo.InvariantCulture);
            return length;
        }

        var time = new DateTime((unixMilliseconds - Lowest) * TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);
        var offset = zone is null ? 0 : OffsetMinutes(time, zone);
        time = time.AddMinutes(offset);
        time.TryFormat(destination, out length, "s", CultureInfo.InvariantCulture);
        if (time.Millisecond != 0)
        {
            destination[length] = (byte)'.';
            time.Millisecond.TryFormat(destination[(length + 1)..], out _, "D3", CultureInfo.InvariantCulture);
            length += 4;
        }

        if (zone is null)
        {
            destination[length] = (byte)'Z';
            return length + 1;
        }

        destination[length] = (byte)(offset < 0 ? '-' : '+');
        var (hours, minutes) = Math.DivRem(Math.Abs(offset), 60);
        hours.TryFormat(destination[(length + 1)..], out _, "D2", CultureInfo.InvariantCulture);
        destination[length + 3] = (byte)':';
        minutes.TryFormat(destination[(length + 4)..], out _, "D2", CultureInfo.InvariantCulture);
        return length + 6;
    }

    /// <summary>The same as a string, empty for a missing time.</summary>
    public static string Format(long unixMilliseconds, TimeZoneInfo? zone = null)
    {
        Span<byte> bytes = stackalloc byte[MaxLength];
        return Encoding.ASCII.GetString(bytes[..Format(unixMilliseconds, zone, bytes)]);
    }

    /// <summary>The changes of a zone's offset between two times, for readers without a table of zones.</summary>
    /// <returns>Unix milliseconds from which on an offset holds, and that offset in minutes; the first holds from <paramref name="first"/> on. Ascending.</returns>
    internal static List<(long From, int Minutes)> Offsets(TimeZoneInfo zone, long first, long last)
    {
        const long Day = 24 * 60 * 60 * 1000;
        int At(long time) => OffsetMinutes(DateTime.UnixEpoch.AddMilliseconds(time), zone);
        var changes = new List<(long From, int Minutes)> { (first, At(first)) };
        for (var day = first; day < last; day += Day)
        {
            if (At(day) == At(day + Day))
            {
                continue;
            }

            // Zones do not change twice within a day.
            var (before, after) = (day, day + Day);
            while (after - before > 1)
            {
                var middle = before + ((after - before) / 2);
                (before, after) = At(middle) == At(day) ? (middle, after) : (before, middle);
            }

            changes.Add((after, At(after)));
        }

        return changes;
    }

    private static int OffsetMinutes(DateTime utc, TimeZoneInfo zone) => (int)Math.Floor(zone.GetUtcOffset(utc).TotalMinutes);
}
