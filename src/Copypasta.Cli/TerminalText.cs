using System.Globalization;
using System.Text;

namespace Copypasta.Cli;

/// <summary>Text from outside (paths, column names, posts) on a terminal: control and direction-changing characters are shown, not obeyed.</summary>
internal static class TerminalText
{
    private const int ZeroWidthJoiner = 0x200D;
    private const int EmojiPresentation = 0xFE0F;

    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                escaped.Append(CultureInfo.InvariantCulture, $"[U+{rune.Value:X4}]");
            }
            else
            {
                escaped.Append(rune);
            }
        }

        return escaped.ToString();
    }

    /// <summary>
    /// The beginning of a post's text in one line: line ends and tabs become a space, joiners within emoji stay, other invisible characters are shown.
    /// </summary>
    /// <param name="text">UTF-8, possibly ill-formed.</param>
    /// <param name="maxLength">Code points after which it is cut.</param>
    public static string Excerpt(ReadOnlySpan<byte> text, int maxLength)
    {
        var excerpt = new StringBuilder();
        var afterSymbol = false;
        for (var shown = 0; !text.IsEmpty; shown++)
        {
            if (shown == maxLength)
            {
                return excerpt.Append('…').ToString();
            }

            Rune.DecodeFromUtf8(text, out var rune, out var length);
            text = text[length..];
            if (rune.Value is '\r' or '\n' or '\t' or 0x0B or 0x0C or 0x85 or 0x2028 or 0x2029)
            {
                if (rune.Value != '\r' || text.IsEmpty || text[0] != '\n')
                {
                    excerpt.Append(' ');
                }
            }
            else if (rune.Value == ZeroWidthJoiner && afterSymbol && StartsWithSymbol(text))
            {
                excerpt.Append(rune);
            }
            else
            {
                excerpt.Append(Escape(rune.ToString()));
            }

            // A variation selector or a skin tone may stand between a symbol and the joiner.
            afterSymbol = IsSymbol(rune) || (afterSymbol && (rune.Value == EmojiPresentation || Rune.GetUnicodeCategory(rune) == UnicodeCategory.ModifierSymbol));
        }

        return excerpt.ToString();
    }

    private static bool StartsWithSymbol(ReadOnlySpan<byte> text)
    {
        Rune.DecodeFromUtf8(text, out var rune, out _);
        return IsSymbol(rune);
    }

    // U+FFFD, which stands for bytes that are none of a character, is a symbol by category.
    private static bool IsSymbol(Rune rune) => rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol;
}
