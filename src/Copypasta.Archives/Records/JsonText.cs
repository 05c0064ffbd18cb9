using System.Runtime.CompilerServices;
using System.Text;

namespace Copypasta.Archives;

/// <summary>The content of JSON strings.</summary>
internal static class JsonText
{
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
        // The scan has seen to it that these are four digits.
        return System.Buffers.Text.Utf8Parser.TryParse(digits[..4], out ushort value, out _, 'x') ? (char)value : '\uFFFD';
    }
}
