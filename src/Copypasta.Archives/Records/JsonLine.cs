using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Copypasta.Archives;

/// <summary>What is asked of single JSON texts.</summary>
internal static class JsonLine
{
    private const int MaxPaths = 1000;
    private const int MaxPathDepth = 6;

    public static readonly JsonReaderOptions Options = new() { MaxDepth = 256 };

    /// <summary>Why the line is not one JSON object; null if it is.</summary>
    public static string? Problem(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line, Options);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return NotAnObject;
            }

            while (reader.Read())
            {
            }

            return null;
        }
        catch (JsonException e)
        {
            return Problem(e);
        }
    }

    public const string NotAnObject = "not a JSON object";

    public static string Problem(JsonException e)
        => string.Create(CultureInfo.InvariantCulture, $"not valid JSON at byte {e.BytePositionInLine ?? 0} of the line");

    /// <summary>Adds the dotted paths of an object's properties; arrays are passed through. A line that is no object adds none.</summary>
    public static void AddPaths(ReadOnlySpan<byte> line, SortedSet<string> paths)
    {
        if (Problem(line) is not null)
        {
            return;
        }

        var reader = new Utf8JsonReader(line, Options);
        reader.Read();
        AddPaths(ref reader, "", 1, paths);
    }

    /// <summary>
    /// Copies a string's content without its escapes. Half a surrogate pair becomes U+FFFD; ill-formed UTF-8 stays as it is (the framework's own function throws at both).
    /// </summary>
    /// <param name="content">What stands between the quotes, checked by <see cref="Utf8JsonReader"/>.</param>
    /// <param name="destination">At least as long.</param>
    /// <returns>Bytes written.</returns>
    public static int Unescape(ReadOnlySpan<byte> content, Span<byte> destination)
    {
        var written = 0;
        while (true)
        {
            var backslash = content.IndexOf((byte)'\\');
            if (backslash < 0)
            {
                content.CopyTo(destination[written..]);
                return written + content.Length;
            }

            content[..backslash].CopyTo(destination[written..]);
            written += backslash;
            var escape = content[backslash + 1];
            content = content[(backslash + 2)..];
            if (escape != (byte)'u')
            {
                destination[written++] = escape switch
                {
                    (byte)'n' => (byte)'\n',
                    (byte)'t' => (byte)'\t',
                    (byte)'r' => (byte)'\r',
                    (byte)'b' => (byte)'\b',
                    (byte)'f' => (byte)'\f',
                    _ => escape,
                };
                continue;
            }

            var unit = Hex(content);
            content = content[4..];
            var rune = Rune.ReplacementChar;
            if (!char.IsSurrogate(unit))
            {
                rune = new Rune(unit);
            }
            else if (content.StartsWith("\\u"u8) && Rune.TryCreate(unit, Hex(content[2..]), out var pair))
            {
                rune = pair;
                content = content[6..];
            }

            written += rune.EncodeToUtf8(destination[written..]);
        }
    }

    private static char Hex(ReadOnlySpan<byte> digits)
    {
        // The JSON reader has seen to it that these are four digits.
        return System.Buffers.Text.Utf8Parser.TryParse(digits[..4], out ushort value, out _, 'x') ? (char)value : '\uFFFD';
    }

    private static void AddPaths(ref Utf8JsonReader reader, string prefix, int depth, SortedSet<string> paths)
    {
        // The reader stands on the beginning of an object or array.
        var isObject = reader.TokenType == JsonTokenType.StartObject;
        while (reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
        {
            var path = prefix;
            if (isObject)
            {
                var name = new byte[reader.ValueSpan.Length];
                var length = Unescape(reader.ValueSpan, name);
                path += (prefix.Length > 0 ? "." : "") + Encoding.UTF8.GetString(name.AsSpan(0, length));
                if (paths.Count < MaxPaths)
                {
                    paths.Add(path);
                }

                reader.Read();
            }

            if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            {
                continue;
            }

            if (depth < MaxPathDepth)
            {
                AddPaths(ref reader, path, depth + 1, paths);
            }
            else
            {
                reader.Skip();
            }
        }
    }
}
