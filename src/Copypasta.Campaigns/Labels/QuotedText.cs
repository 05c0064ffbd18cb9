using System.Buffers;
using System.Globalization;

namespace Copypasta.Campaigns;

/// <summary>Quotation marks of all scripts, and names behind a dash: typographic signs that a text is somebody's words.</summary>
internal static class QuotedText
{
    private const int MostAttributionLength = 60;
    private const int MostAttributionWords = 6;

    private const string Dashes = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212~\uFF5E";

    private static readonly SearchValues<char> s_beforeName = SearchValues.Create(Dashes + ")\uFF09:\uFF1A\u300A");
    private static readonly SearchValues<char> s_noName = SearchValues.Create("!?:;\n\u3002\uFF01\uFF1F");

    // What names have in lower case between or before their words, in languages that begin these with capitals.
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> s_particles = new HashSet<string>(
        "von van der den de del della di da do dos das du des la le les el al bin ibn ben af av zu zur zum und and of the et y e i и".Split(' '), StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    // Marks that can close as well as open, and so open only before a letter and not behind one.
    private const string Ambiguous = "\"\uFF02\u201C\u201D\u00BB\u203A\u2018'";

    // A quotation of fewer words, or where words are not spaced of fewer letters, is a name or a term.
    private const int FewestWords = 3;
    private const int FewestLetters = 6;
    private const double Core = 0.5;

    private const int MostSpeakerLength = 40;
    private const int MostSpeakerWords = 4;
    private const int FewestSaid = 25;
    private const int DigitPart = 12;

    private static readonly HashSet<string> s_headings = [.. PhraseFile.Lines("headings.txt")];

    // Opening marks and what closes them. The same mark opens in one language and closes in another (German „…“, Swedish ”…”, Danish »…«).
    private static readonly (char Open, string Close)[] s_pairs =
    [
        ('"', "\""), ('\'', "'"), ('\uFF02', "\uFF02"), ('\u201C', "\u201D"), ('\u201D', "\u201D"), ('\u201E', "\u201C\u201D"), ('\u201F', "\u201D"), ('\u00AB', "\u00BB"), ('\u00BB', "\u00AB\u00BB"),
        ('\u2039', "\u203A"), ('\u203A', "\u2039"), ('\u2018', "\u2019"), ('\u201A', "\u2018\u2019"), ('\u300C', "\u300D"), ('\u300E', "\u300F"), ('\uFF62', "\uFF63"), ('\u300A', "\u300B"), ('\u3008', "\u3009"), ('\u301D', "\u301E\u301F"), ('\u275D', "\u275E"),
    ];

    /// <summary>Whether a text has a quotation mark at all.</summary>
    public static bool MayQuote(string text) => text.AsSpan().ContainsAny(s_openings);

    /// <summary>Whether a text has a dash, a bracket, a colon or the marks of a work's title at all.</summary>
    public static bool MayName(string text) => text.AsSpan().ContainsAny(s_beforeName);

    /// <summary>The share of the text's letters and digits that stand in quotation marks, 0 to 1. Addresses do not count, nor do titles and terms of a word or two.</summary>
    /// <param name="text">A post's text by <see cref="PostText.WithoutTrailingTags"/>.</param>
    public static double Share(ReadOnlySpan<char> text)
    {
        var all = Letters(text);
        var quoted = 0;
        for (var i = 0; i < text.Length && text[i..].IndexOfAny(s_openings) is >= 0 and var skipped; i++)
        {
            i += skipped;
            var end = QuoteEnd(text, i);
            if (end > i)
            {
                var inner = text[(i + 1)..end];
                quoted += IsPhrase(inner) ? Letters(inner) : 0;
                i = end;
            }
        }

        return all == 0 ? 0 : (double)quoted / all;
    }

    /// <summary>
    /// Whether the text ends with a name behind a dash, on its own line or after a sentence's end, or with a name in brackets after a sentence's end; begins with a name and a colon; or has a work's title beside its
    /// author's name as its first or last line.
    /// </summary>
    /// <param name="trimmed">A post's text by <see cref="PostText.WithoutTrailingTags"/>.</param>
    public static bool IsAttributed(string trimmed)
    {
        var text = trimmed.AsSpan().Trim();
        return EndsWithName(text) || BeginsWithSpeaker(text) || HasWork(text);
    }

    private static bool EndsWithName(ReadOnlySpan<char> text)
    {
        if (text.Length > 0 && text[^1] is ')' or '\uFF09')
        {
            var open = text.LastIndexOfAny('(', '\uFF08');
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

            // A hyphen within a name or word is none of these, nor is one that joins a word to a quotation.
            if (start > 0 && !char.IsWhiteSpace(text[start - 1]) && (!EndsSentence(text[..start]) || (text[i] == '-' && start == i && i + 1 < text.Length && char.IsLetter(text[i + 1]))))
            {
                continue;
            }

            return start > 0 && EndsSentence(text[..start]) && IsName(text[(i + 1)..]);
        }

        return false;
    }

    // "Mirabel Tamdo: ..." and "RT tamdo: ...", but no "Breaking: ...", and no "Velna: 12 cm, 3 m/s" either: a place and its numbers.
    private static bool BeginsWithSpeaker(ReadOnlySpan<char> text)
    {
        var colon = text.IndexOf(": ");
        if (colon <= 0 || colon > MostSpeakerLength || text.Length - colon < FewestSaid)
        {
            return false;
        }

        if (Digits(text[colon..]) * DigitPart > text.Length - colon)
        {
            return false;
        }

        var head = text[..colon].Trim('*').Trim();
        if (head.StartsWith("RT "))
        {
            return !head[3..].Contains(' ');
        }

        // Capitals throughout are a heading's, as are digits; a name in quotation marks is a thing's, and one behind a comma is greeted. A script without capitals does not tell names from other words.
        var name = head.ToString();
        return head.Count(' ') < MostSpeakerWords && head.IndexOfAnyInRange('0', '9') < 0 && !head.Contains(',') && !head.ContainsAny(s_openings) && IsName(head)
            && name.Any(char.IsLower) && !s_headings.Contains(name.ToLowerInvariant());
    }

    // As poems are quoted: the work's title in its marks, and beside it but the author's name.
    private static bool HasWork(ReadOnlySpan<char> text)
    {
        var first = text.IndexOfAny("\n\uFF1A");
        return first > 0 && (IsWork(text[..first]) || IsWork(text[(text.LastIndexOf('\n') + 1)..]));

        static bool IsWork(ReadOnlySpan<char> line)
        {
            var (open, close) = (line.IndexOf('\u300A'), line.LastIndexOf('\u300B'));
            return open >= 0 && close > open + 1 && Letters(line) - Letters(line[open..close]) is > 0 and <= FewestLetters;
        }
    }

    private static readonly SearchValues<char> s_openings = SearchValues.Create([.. s_pairs.Select(pair => pair.Open)]);

    private static int QuoteEnd(ReadOnlySpan<char> text, int at)
    {
        if (Ambiguous.Contains(text[at]) && ((at > 0 && (text[at - 1] == text[at] || (char.IsLetterOrDigit(text[at - 1]) && !IsUnspaced(text[at - 1])))) || at + 1 == text.Length || char.IsWhiteSpace(text[at + 1]) || text[at + 1] == text[at]))
        {
            return at;
        }

        foreach ((var open, var close) in s_pairs)
        {
            if (text[at] != open)
            {
                continue;
            }

            // A closing mark of its own kind after a letter; an apostrophe stands between two.
            for (var end = at + 1; end < text.Length; end++)
            {
                if (close.Contains(text[end], StringComparison.Ordinal) && !(text[end] is '\u2019' or '\'' && end + 1 < text.Length && char.IsLetter(text[end + 1])))
                {
                    return end;
                }
            }
        }

        return at;
    }

    // Of a line, or of a sentence, or of a quotation that is most of what stands before.
    private static bool EndsSentence(ReadOnlySpan<char> text)
    {
        var end = text.TrimEnd();
        if (end.Length == 0)
        {
            return false;
        }

        if (text[end.Length..].Contains('\n') || IsStop(end[^1]))
        {
            return true;
        }

        return IsClosing(end[^1]) && ((end.Length > 1 && IsStop(end[^2])) || Share(end) >= Core);
    }

    private static bool IsStop(char c) => c is '.' or '!' or '?' or '\u2026' or '\u3002' or '\uFF01' or '\uFF1F' or '\u061F' or '\u06D4' or '\u0964';

    private static bool IsClosing(char c) => c is '"' or '\'' or '\uFF02' or '\u201C' or '\u201D' or '\u2019' or '\u00BB' or '\u00AB' or '\u203A' or '\u300D' or '\u300F' or '\u300B';

    // A few words, all of which begin as names do. A colon stands between digits: of a chapter and a verse.
    private static bool IsName(ReadOnlySpan<char> text)
    {
        text = text.Trim().TrimEnd(".,");
        if (text.Length is < 2 or > MostAttributionLength || !char.IsLetter(text[0]) || char.IsLower(text[0]))
        {
            return false;
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (s_noName.Contains(text[i]) && !(text[i] == ':' && i + 1 < text.Length && char.IsDigit(text[i - 1]) && char.IsDigit(text[i + 1])))
            {
                return false;
            }
        }

        var words = 0;
        foreach (var range in text.Split(' '))
        {
            var word = text[range];
            words++;
            if (word.Length > 0 && char.IsLower(word[0]) && !s_particles.Contains(word))
            {
                return false;
            }
        }

        return words <= MostAttributionWords;
    }

    private static bool IsPhrase(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        var words = 1;
        foreach (var c in text)
        {
            words += char.IsWhiteSpace(c) ? 1 : 0;
        }

        return words >= FewestWords || (text.Length > 0 && IsUnspaced(text[0]) && text.Length >= FewestLetters);
    }

    // Thai, Kana and Han of the basic plane.
    private static bool IsUnspaced(char c) => c is (>= '\u0E00' and <= '\u0E7F') or (>= '\u3041' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF');

    private static int Digits(ReadOnlySpan<char> text)
    {
        var digits = 0;
        foreach (var c in text)
        {
            digits += char.IsDigit(c) ? 1 : 0;
        }

        return digits;
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
