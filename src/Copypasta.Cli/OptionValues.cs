using System.CommandLine;
using System.Globalization;
using Copypasta.Hashing;

namespace Copypasta.Cli;

/// <summary>From the words of the command line to values; a word that is none is a <see cref="UsageException"/> that says what is allowed.</summary>
internal static class OptionValues
{
    /// <summary>An option with a value; its words are checked by the command, which knows what is allowed.</summary>
    public static Option<string?> Word(string name, string description, string? valueName = null) =>
        new(name) { Description = description, HelpName = valueName };

    public static Option<bool> Flag(string name, string description) => new(name) { Description = description };

    /// <summary>One of several words.</summary>
    public static T Choice<T>(string option, string? word, T whenAbsent, params (string Word, T Value)[] choices)
    {
        if (word is null)
        {
            return whenAbsent;
        }

        foreach (var (name, value) in choices)
        {
            if (name == word)
            {
                return value;
            }
        }

        throw new UsageException($"{option} {word}: allowed are {string.Join(", ", choices.Select(c => c.Word))}");
    }

    /// <summary>A whole number within a range.</summary>
    public static long Integer(string option, string? word, long whenAbsent, long least, long most)
    {
        if (word is null)
        {
            return whenAbsent;
        }

        return long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw new UsageException($"{option} {word}: allowed are whole numbers from {least} to {most}");
    }

    /// <summary>A seed: any unsigned 64-bit number.</summary>
    public static ulong Seed(string option, string? word, ulong whenAbsent)
    {
        if (word is null)
        {
            return whenAbsent;
        }

        return ulong.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new UsageException($"{option} {word}: allowed are whole numbers from 0 to {ulong.MaxValue}");
    }

    /// <summary>A similarity threshold.</summary>
    public static Threshold Threshold(string option, string? word, decimal whenAbsent)
    {
        var value = whenAbsent;
        if (word is not null && !decimal.TryParse(word, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value))
        {
            value = -1;
        }

        try
        {
            return new Threshold(value);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new UsageException(
                $"{option} {word}: allowed are decimal numbers above 0 and at most 1, with at most {Hashing.Threshold.MaxDecimals} digits after the point");
        }
    }

    /// <summary>A probability strictly between 0 and 1.</summary>
    public static double Probability(string option, string? word, double whenAbsent)
    {
        if (word is null)
        {
            return whenAbsent;
        }

        return double.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value is > 0 and < 1
            ? value
            : throw new UsageException($"{option} {word}: allowed are numbers above 0 and below 1; no method of this kind finds every pair with certainty");
    }

    /// <summary>A size in bytes: a number with B, KiB, MiB, GiB, TiB (or K, M, G, T, meaning the same).</summary>
    public static long? Size(string option, string? word)
    {
        if (word is null)
        {
            return null;
        }

        var digits = word.TakeWhile(char.IsAsciiDigit).Count();
        var shift = word[digits..].ToUpperInvariant() switch
        {
            "" or "B" => 0,
            "K" or "KB" or "KIB" => 10,
            "M" or "MB" or "MIB" => 20,
            "G" or "GB" or "GIB" => 30,
            "T" or "TB" or "TIB" => 40,
            _ => -1,
        };
        return shift >= 0 && long.TryParse(word.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value > 0 && value <= long.MaxValue >> shift
            ? value << shift
            : throw new UsageException($"{option} {word}: allowed are sizes such as 65536, 64KiB, 16MiB or 2GiB");
    }

    /// <summary>A ceiling for the memory of the process, in bytes.</summary>
    public static long Memory(string option, string? word, long whenAbsent)
    {
        const long least = 256L << 20;
        var memory = Size(option, word) ?? whenAbsent;
        return memory >= least ? memory : throw new UsageException($"{option} {word}: allowed are sizes from {least >> 20}MiB");
    }

    /// <summary>Threads to work with: all cores unless it says otherwise.</summary>
    public static int Threads(string option, string? word) => (int)Integer(option, word, Environment.ProcessorCount, 1, 1024);

    /// <summary>A time zone by its name.</summary>
    public static TimeZoneInfo Zone(string option, string? word)
    {
        if (word is null)
        {
            return TimeZoneInfo.Utc;
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(word, out var zone)
            ? zone
            : throw new UsageException($"{option} {word}: no such zone on this system; allowed are names such as UTC or Europe/Berlin");
    }

    /// <summary>A point in time: a date, or date and time, UTC unless it names an offset.</summary>
    public static long? Time(string option, string? word)
    {
        if (word is null)
        {
            return null;
        }

        string[] formats =
        [
            "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK",
            "yyyy-MM-dd'T'HH:mm:ss.FFFK", "yyyy-MM-dd HH:mm:ss.FFFK",
        ];
        return DateTimeOffset.TryParseExact(word, formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUnixTimeMilliseconds()
            : throw new UsageException($"{option} {word}: allowed are times such as 2017-08-01, 2017-08-01T12:30 or 2017-08-01T12:30:00+02:00");
    }
}
