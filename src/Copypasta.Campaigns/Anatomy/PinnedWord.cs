using System.Text;

namespace Copypasta.Campaigns;

/// <summary>Finds pinned words in texts: as whole words where the script writes spaces, anywhere where it does not.</summary>
internal static class PinnedWord
{
    /// <summary>Whether a word may begin or end at a position of a text: always in a script without spaces, else where a letter does not meet a letter.</summary>
    /// <param name="word">The pinned word.</param>
    /// <param name="text">The text.</param>
    /// <param name="at">A position where the word begins or ends, 0 to the text's length.</param>
    public static bool IsBoundary(string word, ReadOnlySpan<char> text, int at) =>
        TextTokenizer.IsUnspaced(word[0]) || at == 0 || at == text.Length || !IsLetter(text[at - 1]) || !IsLetter(text[at]);

    private static bool IsLetter(char c) => char.IsLetter(c) || char.IsSurrogate(c) || IsMark(c);

    /// <summary>Whether a UTF-16 unit is a combining mark.</summary>
    public static bool IsMark(char c) =>
        Rune.TryCreate(c, out var rune) && Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;
}
