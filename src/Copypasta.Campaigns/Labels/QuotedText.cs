using System.Buffers;
using System.Globalization;

namespace Copypasta.Campaigns;

/// <summary>Quotation marks of all scripts, and names behind a dash: typographic signs that a text is somebody's words.</summary>
internal static class QuotedText
{
    private const int MostAttributionLength = 60;
    private const int MostAttributionWords = 6;

    private const string Dashes = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212~\uFF5E";

    private static readonly SearchValues<char> s_beforeName = SearchValues.Create(Dashes + ")");
    private static readonly SearchValues<char> s_noName = SearchValues.Create("!?:;\n\u3002\uFF01\uFF1F");

    // Opening marks and what closes them. The same mark opens in one language and closes in another (German „…“, Swedish ”…”, Danish »…«).
    private static readonly (char Open, string Close)[] s_pairs =
    [
        ('"', "\""), ('\uFF02', "\uFF02"), ('\u201C', "\u201D"), ('\u201D', "\u201D"), ('\u201E', "\u201C\u201D"), ('\u201F', "\u201D"), ('\u00AB', "\u00BB"), ('\u00BB', "\u00AB\u00BB"),
        ('\u2039', "\u203A"), ('\u203A', "\u2039"), ('\u2018', "\u2019"), ('\u201A', "\u2018\u2019"), ('\u300C', "\u300D"), ('\u300E', "\u300F"), ('\uFF62', "\uFF63"), ('\u300A', "\u300B"), ('\u3008', "\u3009"), ('\u301D', "\u301E\u301F"), ('\u275D', "\u275E"),
    ];

    /// <summary>Whether a text has a quotation mark at all.</summary>
    public static bool MayQuote(string text) => text.AsSpan().ContainsAny(s_openings);

    /// <summary>Whether a text has a dash or a bracket at all.</summary>
    public static bool MayName(string text) => text.AsSpan().ContainsAny(s_beforeName);

    /// <summary>The share of the text's letters and digits that stand in quotation marks, 0 to 1. Addresses do not count.</summary>
    /// <param name="text">A post's text by <see cref="PostText.WithoutTrailingTags"/>.</param>
    public static double Share(string text)
    {
        var all = Letters(text);
        var quoted = 0;
        for (var i = 0; i < text.Length && text.AsSpan(i).IndexOfAny(s_openings) is >= 0 and var skipped; i++)
        {
            i += skipped;
            var end = QuoteEnd(text, i);
            if (end > i)
            {
                quoted += Letters(text.AsSpan(i + 1, end - i - 1));
                i = end;
            }
        }

        return all == 0 ? 0 : (double)quoted / all;
    }

    /// <summary>Whether the text ends with a name behind a dash, on its own line or after a sentence's end, or with a name in brackets after a sentence's end.</summary>
    /// <param name="trimmed">A post's text by <see cref="PostText.WithoutTrailingTags"/>.</param>
    public static bool IsAttributed(string trimmed)
    {
        var text = trimmed.AsSpan().TrimEnd();
        if (text.Length > 0 && text[^1] == ')')
        {
            var open = text.LastIndexOf('(');
            return open > 0 && EndsSentence(text[..open]) && IsName(text[(open + 1)..^1]);
        }

        var from = Math.Max(0, text.Length - MostAttributionLength);
        for (var i = text.Length - 1; i >= from; i--)
        {
            if (!IsDash(text[i]) || (i + 1 < text.Length && IsDash(text[i + 1]) && i > from && IsDash(text[i - 1])))
            {
                continue;
            }

            var start = i;
            while (start > 0 && IsDash(text[start - 1]))
            {
                start--;
            }

            // A hyphen within a name or word is none of these.
            if (start > 0 && !char.IsWhiteSpace(text[start - 1]) && !EndsSentence(text[..start]))
            {
                continue;
            }

            return start > 0 && EndsSentence(text[..start]) && IsName(text[(i + 1)..]);
        }

        return false;
    }

    private static readonly SearchValues<char> s_openings = SearchValues.Create([.. s_pairs.Select(pair => pair.Open)]);

    private static int QuoteEnd(string text, int at)
    {
        foreach ((var open, var close) in s_pairs)
        {
            if (text[at] != open || (at > 0 && char.IsLetterOrDigit(text[at - 1]) && open is '"' or '\u2018' or '\u201D'))
            {
                continue;
            }

            // A closing mark of its own kind after a letter; an apostrophe stands between two.
            for (var end = at + 1; end < text.Length; end++)
            {
                if (close.Contains(text[end], StringComparison.Ordinal) && !(text[end] == '\u2019' && end + 1 < text.Length && char.IsLetter(text[end + 1])))
                {
                    return end;
                }
            }
        }

        return at;
    }

    // Of a line, or of a sentence, or of a quotation.
    private static bool EndsSentence(ReadOnlySpan<char> text)
    {
        var end = text.TrimEnd();
        return end.Length > 0 && (text[end.Length..].Contains('\n')
            || end[^1] is '.' or '!' or '?' or '\u2026' or '\u3002' or '\uFF01' or '\uFF1F' or '\u061F' or '\u06D4' or '\u0964' or '"' or '\uFF02' or '\u201C' or '\u201D' or '\u2019' or '\u00BB' or '\u00AB' or '\u203A' or '\u300D' or '\u300F' or '\u300B' or ')');
    }

    private static bool IsName(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.Length is < 2 or > MostAttributionLength || !char.IsLetter(text[0]) || char.IsLower(text[0]) || text.ContainsAny(s_noName))
        {
            return false;
        }

        var words = 1;
        foreach (var c in text)
        {
            words += char.IsWhiteSpace(c) ? 1 : 0;
        }

        return words <= MostAttributionWords;
    }

    private static bool IsDash(char c) => Dashes.Contains(c);

    private static int Letters(ReadOnlySpan<char> text)
    {
        var letters = 0;
        foreach (var c in text)
        {
            letters += char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Surrogate ? 1 : 0;
        }

        return letters;
    }
}
