using System.Globalization;
using System.Text;

namespace Copypasta.Cli;

/// <summary>Text from outside (paths, column names, posts) on a terminal: control and direction-changing characters are shown, not obeyed.</summary>
internal static class TerminalText
{
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
}
