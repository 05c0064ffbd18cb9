namespace Copypasta.Synthesis;

/// <summary>
/// The hours at which a language's authors are awake. Activity runs evenly through a day's waking hours, so a position in activity (0 to
/// <see cref="Length"/>) drawn uniformly gives a time of the daily shape; all in integers.
/// </summary>
internal sealed class DailyRhythm
{
    private const int SecondsPerHour = 3600;

    /// <summary>Posts per local hour, midnight first, in arbitrary units: low before dawn, high at noon and in the evening.</summary>
    private static ReadOnlySpan<byte> Weights => [2, 1, 1, 1, 1, 2, 4, 7, 9, 9, 8, 8, 9, 8, 7, 7, 8, 9, 10, 10, 9, 7, 5, 3];

    private readonly int[] _hours = new int[25];
    private readonly int[] _weights = new int[24];

    public DailyRhythm(int firstLocalHour, int days)
    {
        for (var h = 0; h < 24; h++)
        {
            _weights[h] = Weights[(firstLocalHour + h + 24) % 24];
            _hours[h + 1] = _hours[h] + _weights[h] * SecondsPerHour;
        }
        Length = (long)_hours[24] * days;
    }

    /// <summary>Activity of the whole period, in weighted seconds.</summary>
    public long Length { get; }

    /// <summary>The time, in seconds after the start, of a position from 0 to <see cref="Length"/>; never decreasing.</summary>
    public long SecondsAt(long position)
    {
        var day = position / _hours[24];
        var rest = (int)(position % _hours[24]);
        var hour = 0;
        while (_hours[hour + 1] <= rest)
        {
            hour++;
        }

        return day * 24 * SecondsPerHour + hour * SecondsPerHour + (rest - _hours[hour]) / _weights[hour];
    }
}
