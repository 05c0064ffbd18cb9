namespace Copypasta.Archives;

/// <summary>What the records of a document begin with, up to their first name: with its white space it tells records from objects inside them, and behind damage the next record by it.</summary>
internal sealed class JsonBeginning
{
    private const int MaxBytes = 256;

    private readonly byte[] _bytes;

    private JsonBeginning(byte[] bytes) => _bytes = bytes;

    /// <summary>That of a document of which no record is known.</summary>
    public static JsonBeginning Unknown { get; } = new([]);

    /// <summary>Whether a record has shown it.</summary>
    public bool IsKnown => _bytes.Length > 0;

    /// <summary>Its bytes.</summary>
    public int Length => _bytes.Length;

    /// <summary>That of a record; unknown where the record is damaged in it, or it is very long.</summary>
    public static JsonBeginning Of(ReadOnlySpan<byte> record)
    {
        var quote = record.IndexOf((byte)'"');
        var close = quote < 0 ? -1 : record[(quote + 1)..].IndexOf((byte)'"');
        var length = quote + close + 2;
        return close < 0 || length > MaxBytes || record[1..quote].ContainsAnyExcept(JsonSigns.White) || !record[length..].TrimStart(" \t\r\n"u8).StartsWith(":"u8) ? Unknown : new(record[..length].ToArray());
    }

    /// <summary>Where the first record begins that begins like this, and where a record may; negative if there is none.</summary>
    /// <param name="bytes">Where it is looked for.</param>
    /// <param name="before">The last byte before them that is no white space.</param>
    public int IndexIn(ReadOnlySpan<byte> bytes, byte before)
    {
        for (var at = 0; ; at++)
        {
            var next = bytes[at..].IndexOf(_bytes);
            if (next < 0)
            {
                return -1;
            }

            at += next;
            if (SolidBefore(bytes, at, before) is (byte)',' or (byte)'[' or (byte)'}')
            {
                return at;
            }
        }
    }

    /// <summary>Where the first object begins behind a comma or another object; negative if there is none.</summary>
    /// <param name="bytes">Where it is looked for.</param>
    /// <param name="before">The last byte before them that is no white space.</param>
    /// <param name="from">The first place where it may begin.</param>
    public static int IndexOfObject(ReadOnlySpan<byte> bytes, byte before, int from)
    {
        while (true)
        {
            var next = bytes[from..].IndexOf((byte)'{');
            if (next < 0)
            {
                return -1;
            }

            from += next;
            if (SolidBefore(bytes, from, before) is (byte)',' or (byte)'}')
            {
                return from;
            }

            from++;
        }
    }

    private static byte SolidBefore(ReadOnlySpan<byte> bytes, int at, byte before)
    {
        var solid = bytes[..at].LastIndexOfAnyExcept(JsonSigns.White);
        return solid < 0 ? before : bytes[solid];
    }
}
