using System.Buffers.Binary;

namespace Copypasta.Archives;

/// <summary>
/// The two forms that most archives write times in, read without a look at what else they might be: <c>2017-04-05T06:07:08Z</c> and <c>2017-04-05 06:07:08</c>. Eight characters
/// are looked at at a time, the first the lowest byte.
/// </summary>
internal static class IsoTime
{
    private const int Length = 19;

    private const ulong Ones = 0x0101_0101_0101_0101;
    private const ulong Highest = Ones * 0x80;

    // "0000-00-" and "00:00:00"; what, added to a byte less these, sets its highest bit: from ten on for a digit, from one on for a sign.
    private const ulong DateForm = 0x2D30_302D_3030_3030;
    private const ulong DateLimits = 0x7F76_767F_7676_7676;
    private const ulong ClockForm = 0x3030_3A30_303A_3030;
    private const ulong ClockLimits = 0x7676_7F76_767F_7676;

    /// <summary>Reads a time; false if it is not of these forms or there is no such time, whatever else it may be.</summary>
    /// <param name="text">The characters.</param>
    /// <param name="milliseconds">Unix milliseconds, of the local time if zoneless.</param>
    /// <param name="isZoned">Whether it ends with Z.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, out long milliseconds, out bool isZoned)
    {
        milliseconds = 0;
        isZoned = text.Length == Length + 1 && text[Length] == (byte)'Z';
        if (!(isZoned || text.Length == Length) || text[10] is not ((byte)'T' or (byte)' '))
        {
            return false;
        }

        var date = BinaryPrimitives.ReadUInt64LittleEndian(text) ^ DateForm;
        var clock = BinaryPrimitives.ReadUInt64LittleEndian(text[11..]) ^ ClockForm;
        var tens = (uint)(text[8] - '0');
        var ones = (uint)(text[9] - '0');
        // Where a sum carries into the next byte, the byte that it comes from has its own highest bit.
        if (((date | (date + DateLimits) | clock | (clock + ClockLimits)) & Highest) != 0 || tens > 9 || ones > 9)
        {
            return false;
        }

        // Each byte as tens, the next as ones: no number of two digits carries either.
        date = (date * 10) + (date >> 8);
        clock = (clock * 10) + (clock >> 8);
        var hour = clock & 0xFF;
        var minute = (clock >> 24) & 0xFF;
        var second = (clock >> 48) & 0xFF;
        if (hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        var year = ((date & 0xFF) * 100) + ((date >> 16) & 0xFF);
        var day = TimeText.DayNumber((int)year, (int)((date >> 40) & 0xFF), (int)((tens * 10) + ones));
        milliseconds = ((((((day * 24L) + (long)hour) * 60) + (long)minute) * 60) + (long)second) * 1000;
        return day >= 0;
    }
}
