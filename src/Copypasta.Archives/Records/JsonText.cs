using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Copypasta.Archives;

/// <summary>The content of JSON strings.</summary>
internal static class JsonText
{
    /// <summary>Bytes of the escape of a UTF-16 unit.</summary>
    private const int EscapeBytes = 6;

    /// <summary>By character, the value of a hexadecimal digit; -1 for other characters.</summary>
    private static readonly int[] s_hexValues =
        [.. Enumerable.Range(0, 256).Select(c => char.IsAsciiHexDigit((char)c) ? int.Parse(((char)c).ToString(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) : -1)];

    /// <summary>
    /// Copies a string's content without its escapes. Half a surrogate pair becomes U+FFFD; ill-formed UTF-8 stays as it is (the framework's own function throws at both).
    /// </summary>
    /// <param name="content">What stands between the quotes, checked by <see cref="JsonScan"/>.</param>
    /// <param name="destination">At least as long.</param>
    /// <returns>Bytes written.</returns>
    [MethodImpl(Jit.AtOnce)]
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
    private static int UnescapeUnits(ref ReadOnlySpan<byte> content, Span<byte> destination)
    {
        var written = 0;
        do
        {
            var unit = Unit(MemoryMarshal.Read<uint>(content[2..]));
            content = content[EscapeBytes..];
            if (unit is >= 0x800 and < 0xD800 && destination.Length - written >= sizeof(uint))
            {
                var bytes = 0x8080E0 | (unit >> 12) | ((unit << 2) & 0x3F00) | ((unit & 0x3F) << 16);
                BinaryPrimitives.WriteUInt32LittleEndian(destination[written..], bytes);
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
                written += RuneOf((int)unit, ref content).EncodeToUtf8(destination[written..]);
            }
        }
        while (content.Length >= EscapeBytes && content[0] == (byte)'\\' && content[1] == (byte)'u');

        return written;
    }

    /// <summary>The UTF-16 unit that four hexadecimal digits write, which the scan has seen them to be.</summary>
    /// <param name="digits">Their characters, the first the lowest.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Unit(uint digits)
    {
        // Of letters the low four bits count from 1, which is ten.
        var values = (digits & 0x0F0F_0F0F) + (((digits >> 6) & 0x0101_0101) * 9);
        values = BinaryPrimitives.ReverseEndianness(values);
        values = (values | (values >> 4)) & 0x00FF_00FF;
        return (values | (values >> 8)) & 0xFFFF;
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
