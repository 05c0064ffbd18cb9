using System.Globalization;
using System.Text;
using Copypasta.Archives;

namespace Copypasta.Reports;

/// <summary>Times as every output prints them: <c>2016-10-10T08:46:00Z</c>, with milliseconds only where there are any.</summary>
public static class Timestamp
{
    /// <summary>Bytes that <see cref="Format(long, Span{byte})"/> needs at most.</summary>
    public const int MaxLength = 24;

    /// <summary>Writes a time as ISO 8601 in UTC; returns the number of bytes, 0 for a missing time.</summary>
    /// <remarks>A time outside the years 1 to 9999, which no calendar format holds, is printed as its Unix milliseconds.</remarks>
    public static int Format(long unixMilliseconds, Span<byte> destination)
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

        var time = new DateTime((unixMilliseconds - Lowest) * TimeSpan.TicksPerMillisecond, DateTimeKind.Unspecified);
        time.TryFormat(destination, out length, "s", CultureInfo.InvariantCulture);
        if (time.Millisecond != 0)
        {
            destination[length] = (byte)'.';
            time.Millisecond.TryFormat(destination[(length + 1)..], out _, "D3", CultureInfo.InvariantCulture);
            length += 4;
        }

        destination[length] = (byte)'Z';
        return length + 1;
    }

    /// <summary>The same as a string, empty for a missing time.</summary>
    public static string Format(long unixMilliseconds)
    {
        Span<byte> bytes = stackalloc byte[MaxLength];
        return Encoding.ASCII.GetString(bytes[..Format(unixMilliseconds, bytes)]);
    }
}
