using System.Runtime.CompilerServices;

namespace Copypasta.Archives;

/// <summary>Reads the times of one input: its zone, its date order (given, or proved by its values), and what could not be read.</summary>
internal sealed class TimeReader(string path, TimeZoneInfo? assumedZone, TimeZoneInfo documentedZone, DateOrder? order)
{
    private const int ShownBytes = 40;
    private const long Minute = 60_000;
    private const long Day = 24 * 60 * Minute;

    private readonly TimeZoneInfo _zone = assumedZone ?? documentedZone;
    private readonly bool _isUtc = (assumedZone ?? documentedZone).HasSameRules(TimeZoneInfo.Utc);
    private DateOrder? _order = order;
    private long _finest;

    /// <summary>The order that dates with slashes were read in; null while there was none.</summary>
    public DateOrder? OrderUsed { get; private set; }

    /// <summary>The largest of a day, a minute, a second and a millisecond, in milliseconds, that all times read so far are whole multiples of; null if there were none.</summary>
    public long? Resolution => _finest == 0 ? null : _finest;

    public long Zoneless { get; private set; }

    public long Unreadable { get; private set; }

    /// <summary>The first value that could not be read, or its beginning; null where there is none.</summary>
    public string? FirstUnreadable { get; private set; }

    /// <summary>Learns the date order from a value before it has to be read.</summary>
    public void Observe(ReadOnlySpan<byte> value)
    {
        if (_order is not null)
        {
            return;
        }

        TimeText.Read(value.Trim(" \t"u8), null, out _, out var shown);
        _order = shown;
    }

    /// <summary>Unix milliseconds, or <see cref="PostRecord.NoTime"/> for an empty or unreadable value.</summary>
    /// <exception cref="ArchiveException">The date order matters and is not known.</exception>
    public long Read(ReadOnlySpan<byte> value) => Read(value, default);

    /// <summary>Unix milliseconds, or <see cref="PostRecord.NoTime"/>: of a time that is cut off to the minute those of the post's id, if that was made in this minute.</summary>
    /// <param name="value">The time.</param>
    /// <param name="id">The post's id, that may be a <see cref="Snowflake"/>.</param>
    /// <exception cref="ArchiveException">The date order matters and is not known.</exception>
    [MethodImpl(Jit.AtOnce)]
    public long Read(ReadOnlySpan<byte> value, ReadOnlySpan<byte> id)
    {
        // Few are padded, and to see that is cheaper than to trim.
        if (value.IsEmpty || value[0] <= ' ' || value[^1] <= ' ')
        {
            value = value.Trim(" \t"u8);
            if (value.IsEmpty)
            {
                return PostRecord.NoTime;
            }
        }

        var kind = TimeText.Read(value, _order, out var milliseconds, out var shown);
        if (shown is not null)
        {
            _order ??= shown;
        }

        if (kind != TimeKind.Unreadable && HasOrder(value))
        {
            OrderUsed = _order;
        }

        switch (kind)
        {
            case TimeKind.Zoned:
                return Finish(milliseconds, milliseconds, id);
            case TimeKind.Zoneless:
                return FinishZoneless(milliseconds, id);
            case TimeKind.Ambiguous:
                throw new ArchiveException(
                    $"{path}: '{System.Text.Encoding.UTF8.GetString(value)}' may be month/day or day/month, and no earlier time tells; pass --date-order mdy, dmy or ymd");
            default:
                FirstUnreadable ??= System.Text.Encoding.UTF8.GetString(value[..Math.Min(value.Length, ShownBytes)]);
                Unreadable++;
                return PostRecord.NoTime;
        }
    }

    /// <summary>Counts a time that needs no reading.</summary>
    /// <param name="milliseconds">Unix milliseconds, of the local time if zone-less.</param>
    /// <param name="isZoned">Whether it is a point in time.</param>
    public long Take(long milliseconds, bool isZoned) => isZoned ? Finish(milliseconds, milliseconds, default) : FinishZoneless(milliseconds, default);

    /// <summary>Counts a time that there is but that cannot be read.</summary>
    public long TakeUnreadable()
    {
        Unreadable++;
        return PostRecord.NoTime;
    }

    private long FinishZoneless(long local, ReadOnlySpan<byte> id)
    {
        // Times of formats whose documentation names the zone are not zone-less.
        if (assumedZone is not null)
        {
            Zoneless++;
        }

        return Finish(_isUtc ? local : ToUtc(local), local, id);
    }

    /// <param name="milliseconds">Unix milliseconds.</param>
    /// <param name="written">The same as it was written, in whatever zone: midnight is midnight there.</param>
    /// <param name="id">The post's id.</param>
    private long Finish(long milliseconds, long written, ReadOnlySpan<byte> id)
    {
        if (!id.IsEmpty && milliseconds % Minute == 0 && Snowflake.TryGetTime(id, out var exact) && exact - milliseconds is >= 0 and < Minute)
        {
            // To the second, as every other archive of the platform has it.
            milliseconds = written = exact - (exact % 1000);
        }

        if (_finest != 1)
        {
            _finest = Math.Min(_finest == 0 ? Day : _finest, ResolutionOf(written));
        }

        return milliseconds;
    }

    private static long ResolutionOf(long milliseconds)
        => milliseconds % 1000 != 0 ? 1 : milliseconds % Minute != 0 ? 1000 : milliseconds % Day != 0 ? Minute : Day;

    private static bool HasOrder(ReadOnlySpan<byte> value) => value.Length > 2 && !IsSign(value[0]) && (IsSign(value[1]) || IsSign(value[2]));

    private static bool IsSign(byte value) => value is (byte)'/' or (byte)'-';

    private long ToUtc(long local)
    {
        var time = new DateTime(DateTime.UnixEpoch.Ticks + (local * TimeSpan.TicksPerMillisecond), DateTimeKind.Unspecified);
        return local - (_zone.GetUtcOffset(time).Ticks / TimeSpan.TicksPerMillisecond);
    }
}
