using System.Globalization;
using System.Text;
using Copypasta.Hashing;

namespace Copypasta.Campaigns;

/// <summary>
/// Cuts raw posts into tokens: words where the script writes spaces, else code points. Unlike a profile's comparable text nothing is left out, so that a text
/// is put together again from its tokens and what lies between them. Any bytes are accepted.
/// </summary>
public static class TextTokenizer
{
    private const int NonJoiner = 0x200C, Joiner = 0x200D;

    /// <summary>Replaces the content of <paramref name="tokens"/> by the tokens of a text, in order.</summary>
    /// <param name="utf8">The raw text.</param>
    /// <param name="tokens">Is overwritten.</param>
    /// <param name="most">Most tokens to cut.</param>
    /// <returns>Whether that was the whole text; otherwise there are more tokens than <paramref name="most"/>.</returns>
    public static bool Cut(ReadOnlySpan<byte> utf8, List<TextToken> tokens, int most = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        tokens.Clear();
        for (var at = 0; at < utf8.Length;)
        {
            var rune = RuneAt(utf8, at, out var length);
            if (Rune.IsWhiteSpace(rune) || IsFormat(rune) || IsMark(rune))
            {
                at += length;
                continue;
            }

            if (tokens.Count == most)
            {
                return false;
            }

            var end = at + length;
            var kind = KindOf(utf8, at, rune, ref end);
            tokens.Add(new TextToken(at, end, kind));
            at = end;
        }

        return true;
    }

    /// <summary>Whether a code point stands for itself where no spaces are written: as for shingles of words, and Lao, Burmese and Khmer.</summary>
    internal static bool IsUnspaced(int c) => ScriptUnits.IsUnspaced(c) || c is (>= 0x0E80 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF);

    private static TokenKind KindOf(ReadOnlySpan<byte> utf8, int at, Rune rune, ref int end)
    {
        if (LinkEnd(utf8, at) is > 0 and var linkEnd)
        {
            end = linkEnd;
            return TokenKind.Link;
        }

        if (rune.Value is '@' or 0xFF20 or '#' or 0xFF03)
        {
            var name = WordEnd(utf8, end);
            if (name > end)
            {
                end = name;
                return rune.Value is '@' or 0xFF20 ? TokenKind.Mention : TokenKind.Hashtag;
            }
        }

        if (Rune.IsDigit(rune))
        {
            end = NumberEnd(utf8, end);
            var after = WordEnd(utf8, end, unspaced: false);
            var isNumber = after == end;
            end = after;
            return isNumber ? TokenKind.Number : TokenKind.Word;
        }

        if (IsUnspaced(rune.Value))
        {
            end = MarksEnd(utf8, end);
            return Rune.IsLetter(rune) || IsMark(rune) ? TokenKind.Character
                : Rune.GetUnicodeCategory(rune) == UnicodeCategory.CurrencySymbol ? TokenKind.Currency : TokenKind.Mark;
        }

        if (Rune.IsLetter(rune))
        {
            end = WordEnd(utf8, at, unspaced: false);
            return TokenKind.Word;
        }

        if (IsPictograph(rune.Value))
        {
            end = PictographEnd(utf8, at);
            return TokenKind.Emoji;
        }

        return Rune.GetUnicodeCategory(rune) == UnicodeCategory.CurrencySymbol ? TokenKind.Currency : TokenKind.Mark;
    }

    // Letters, digits, marks, format characters and underscores; an apostrophe only between letters. Of a tag the letters of any script, of a word those of spaced ones.
    private static int WordEnd(ReadOnlySpan<byte> utf8, int at, bool unspaced = true)
    {
        var end = at;
        while (at < utf8.Length)
        {
            var rune = RuneAt(utf8, at, out var length);
            if ((Rune.IsLetterOrDigit(rune) && (unspaced || !IsUnspaced(rune.Value))) || rune.Value == '_' || (end == at && IsMark(rune)))
            {
                end = at += length;
            }
            else if (IsFormat(rune) || (end == at && rune.Value is '\'' or 0x2019))
            {
                at += length; // part of the word only if letters follow
            }
            else
            {
                break;
            }
        }

        return end;
    }

    private static int NumberEnd(ReadOnlySpan<byte> utf8, int at)
    {
        var end = at;
        while (at < utf8.Length)
        {
            var rune = RuneAt(utf8, at, out var length);
            if (Rune.IsDigit(rune))
            {
                end = at += length;
            }
            else if (end == at && rune.Value is '.' or ',' or ':' or '/' or '-' or '\'' or 0x066B or 0x066C)
            {
                at += length;
            }
            else
            {
                break;
            }
        }

        return end;
    }

    private static int LinkEnd(ReadOnlySpan<byte> utf8, int at)
    {
        // Most tokens begin none.
        if ((utf8[at] | 0x20) is not ('h' or 'w'))
        {
            return 0;
        }

        var rest = utf8[at..];
        var scheme = StartsWith(rest, "https://"u8) ? 8 : StartsWith(rest, "http://"u8) ? 7 : StartsWith(rest, "www."u8) ? 4 : 0;
        if (scheme == 0)
        {
            return 0;
        }

        var end = scheme;
        while (end < rest.Length && rest[end] is > 0x20 and < 0x7F and not ((byte)'"' or (byte)'<' or (byte)'>'))
        {
            end++;
        }

        while (end > scheme && rest[end - 1] is (byte)'.' or (byte)',' or (byte)';' or (byte)':' or (byte)'!' or (byte)'?' or (byte)')' or (byte)'\'' or (byte)']')
        {
            end--;
        }

        return end > scheme ? at + end : 0;
    }

    private static bool StartsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lower) =>
        text.Length >= lower.Length && Ascii.EqualsIgnoreCase(text[..lower.Length], lower);

    private static int MarksEnd(ReadOnlySpan<byte> utf8, int at)
    {
        while (at < utf8.Length && IsMark(RuneAt(utf8, at, out var length)))
        {
            at += length;
        }

        return at;
    }

    // Selectors, keycaps and skin tones follow; a joiner takes the next pictograph along, and two regional indicators are a flag.
    private static int PictographEnd(ReadOnlySpan<byte> utf8, int at)
    {
        var first = RuneAt(utf8, at, out var length);
        at += length;
        if (IsRegionalIndicator(first.Value) && at < utf8.Length && IsRegionalIndicator(RuneAt(utf8, at, out length).Value))
        {
            at += length;
        }

        while (at < utf8.Length)
        {
            var rune = RuneAt(utf8, at, out length);
            if (IsMark(rune) || rune.Value is >= 0x1F3FB and <= 0x1F3FF || rune.Value is >= 0xE0020 and <= 0xE007F)
            {
                at += length;
            }
            else if (rune.Value == Joiner && at + length < utf8.Length && IsPictograph(RuneAt(utf8, at + length, out var joined).Value))
            {
                at += length + joined;
            }
            else
            {
                break;
            }
        }

        return at;
    }

    private static bool IsPictograph(int c) => c is (>= 0x1F000 and <= 0x1FAFF) or (>= 0x2600 and <= 0x27BF) or (>= 0x2B00 and <= 0x2BFF) or (>= 0x2300 and <= 0x23FF);

    private static bool IsRegionalIndicator(int c) => c is >= 0x1F1E6 and <= 0x1F1FF;

    private static bool IsMark(Rune rune) =>
        rune.Value >= 0x300 && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static bool IsFormat(Rune rune) =>
        rune.Value >= 0xAD && (rune.Value is NonJoiner or Joiner || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format);

    private static Rune RuneAt(ReadOnlySpan<byte> utf8, int at, out int length)
    {
        if (utf8[at] < 0x80)
        {
            length = 1;
            return new Rune(utf8[at]);
        }

        Rune.DecodeFromUtf8(utf8[at..], out var rune, out length);
        return rune;
    }
}
