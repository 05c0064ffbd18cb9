using System.Globalization;
using System.Text;

namespace Copypasta.Reports;

/// <summary>Text from posts as the report shows it: no character of it can act on the page around it.</summary>
/// <remarks>
/// Control characters (C0, C1, but tab and line feed) and the bidirectional embeddings and overrides of UAX #9 (U+202A to U+202E)
/// are shown as <c>[U+202E]</c>. Isolates (U+2066 to U+2069) stay where they are balanced, as platforms put them around names in
/// right-to-left posts, and are shown where they are not. Ill-formed UTF-8 becomes U+FFFD. The page isolates every such text.
/// </remarks>
internal static class VisibleText
{
    /// <summary>At most <paramref name="maxRunes"/> code points of a text; a text that was cut ends in "…".</summary>
    public static string Show(ReadOnlySpan<byte> utf8, int maxRunes, out bool isCut)
    {
        var text = new StringBuilder((int)Math.Min(utf8.Length, maxRunes * 2L));
        var showIsolates = !IsolatesAreBalanced(utf8);
        var runes = 0;
        Span<char> units = stackalloc char[2];
        for (; !utf8.IsEmpty && runes < maxRunes; runes++)
        {
            Rune.DecodeFromUtf8(utf8, out var rune, out var length);
            utf8 = utf8[length..];
            if (rune.Value == '\r' && (utf8.IsEmpty || utf8[0] == '\n'))
            {
                continue;
            }

            if (IsShown(rune.Value, showIsolates))
            {
                text.Append(CultureInfo.InvariantCulture, $"[U+{rune.Value:X4}]");
            }
            else
            {
                text.Append(units[..rune.EncodeToUtf16(units)]);
            }
        }

        isCut = !utf8.IsEmpty;
        if (isCut)
        {
            text.Append('…');
        }

        return text.ToString();
    }

    private static bool IsShown(int value, bool showIsolates) => value switch
    {
        '\t' or '\n' => false,
        < 0x20 or (>= 0x7F and < 0xA0) => true,
        >= 0x202A and <= 0x202E => true,
        >= 0x2066 and <= 0x2069 => showIsolates,
        _ => false,
    };

    // U+2066 to U+2068 open, U+2069 closes; in UTF-8 E2 81 A6 to E2 81 A9.
    private static bool IsolatesAreBalanced(ReadOnlySpan<byte> utf8)
    {
        var depth = 0;
        for (int i; (i = utf8.IndexOf("\u2066"u8[..2])) >= 0; utf8 = utf8[(i + 2)..])
        {
            if (i + 2 == utf8.Length)
            {
                break;
            }

            depth += utf8[i + 2] switch
            {
                >= 0xA6 and <= 0xA8 => 1,
                0xA9 => -1,
                _ => 0,
            };
            if (depth < 0)
            {
                return false;
            }
        }

        return depth == 0;
    }
}
