using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Copypasta.Archives;

/// <summary>The content of JSON strings.</summary>
internal static class JsonText
{
    /// <summary>By character, the value of a hexadecimal digit; -1 for other characters.</summary>
    private static readonly int[] s_hexValues =
        [.. Enumerable.Range(0, 256).Select(c => char.IsAsciiHexDigit((char)c) ? int.Parse(((char)c).ToString(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) : -1)];

    /// <summary>
    /// Copies a string's content without its escapes. Half a surrogate pair becomes U+FFFD; ill-formed UTF-8 stays as it is (the framework's own function throws at both).
    /// </summary>
    /// <param name="content">What stands between the quotes, checked by <see cref="JsonScan"/>.</param>
    /// <param name="destination">At least as long.</param>
    /// <returns>Bytes written.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Runs are short: half of one would pass before the JIT had optimised it.
    public static int Unescape(ReadOnlySpan<byte> content, Span<byte> destination)
    {
        var written = 0;
        while (!content.IsEmpty)
        {
            if (content[0] != (byte)'\\')
            {
                var backslash = content.IndexOf((byte)'\\');
                var plain = content[..(backslash < 0 ? content.Length : backslash)];
                plain.CopyTo(destination[written..]);
                written += plain.Length;
                content = content[plain.Length..];
                continue;
            }

            var escape = content[1];
            if (escape == (byte)'u')
            {
                written += UnescapeUnits(ref content, destination[written..]);
                continue;
            }

            destination[written++] = escape switch
            {
                (byte)'n' => (byte)'\n',
                (byte)'t' => (byte)'\t',
                (byte)'r' => (byte)'\r',
                (byte)'b' => (byte)'\b',
                (byte)'f' => (byte)'\f',
                _ => escape,
            };
            content = content[2..];
        }

        return written;
    }

    /// <summary>The UTF-16 unit that four hexadecimal digits write; negative if they are none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Hex(ReadOnlySpan<byte> digits)
    {
        ReadOnlySpan<int> values = s_hexValues;
        return (values[digits[0]] << 12) | (values[digits[1]] << 8) | (values[digits[2]] << 4) | values[digits[3]];
    }

    /// <summary>Takes the escapes of UTF-16 units that the content begins with: texts that have any often have nothing else.</summary>
    /// <returns>Bytes written.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int UnescapeUnits(ref ReadOnlySpan<byte> content, Span<byte> destination)
    {
        var written = 0;
        do
        {
            // The scan has seen to it that these are digits.
            var unit = Hex(content[2..]);
            content = content[6..];
            if (unit is >= 0x800 and < 0xD800)
            {
                destination[written + 2] = (byte)(0x80 | (unit & 0x3F));
                destination[written + 1] = (byte)(0x80 | ((unit >> 6) & 0x3F));
                destination[written] = (byte)(0xE0 | (unit >> 12));
                written += 3;
            }
            else if (unit is >= 0x80 and < 0x800)
            {
                destination[written + 1] = (byte)(0x80 | (unit & 0x3F));
                destination[written] = (byte)(0xC0 | (unit >> 6));
                written += 2;
            }
            else
            {
                written += RuneOf(unit, ref content).EncodeToUtf8(destination[written..]);
            }
        }
        while (content.Length > 1 && content[0] == (byte)'\\' && content[1] == (byte)'u');

        return written;
    }

    /// <summary>The character of a unit, or of it and the one behind it that completes the pair.</summary>
    private static Rune RuneOf(int unit, ref ReadOnlySpan<byte> content)
    {
        if (!char.IsSurrogate((char)unit))
        {
            return new Rune(unit);
        }

        if (content.StartsWith("\\u"u8) && Rune.TryCreate((char)unit, (char)Hex(content[2..]), out var pair))
        {
            content = content[6..];
            return pair;
        }

        return Rune.ReplacementChar;
    }
}
