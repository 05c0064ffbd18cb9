using System.Text;
using Copypasta.Hashing;

namespace Copypasta.Campaigns;

/// <summary>Mentions as they stand in raw texts, and texts without the hashtags and links that they end with. Deliberately plain: these decide labels, not similarity.</summary>
internal static class PostText
{
    /// <summary>
    /// The profile <c>social</c> without its look-alikes: there a word such as "via" or "please" amid Cyrillic becomes Cyrillic, and could not be found by its own spelling.
    /// </summary>
    public static TextProfile Plain { get; } = TextProfile.Custom(TextProfile.Social.Steps & ~TextSteps.LookAlikes);

    /// <summary>Whether a text mentions an account.</summary>
    /// <param name="text">A post's text.</param>
    /// <param name="name">The account without the sign, in lower case.</param>
    public static bool Mentions(string text, string name)
    {
        for (var i = text.AsSpan().IndexOfAny('@', '\uFF20'); i >= 0 && i < text.Length; i++)
        {
            var end = MentionEnd(text, i);
            if (end > i)
            {
                if (text.AsSpan(i + 1, end - i - 1).Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }

                i = end - 1;
            }
        }

        return false;
    }

    /// <summary>The text without the links, hashtags and white space that it ends with, and with a space for each link elsewhere.</summary>
    /// <param name="text">A post's text in UTF-8.</param>
    /// <param name="kept">Where it goes; at least as long as the text in bytes.</param>
    /// <returns>Its length in characters.</returns>
    public static int WithoutTrailingTags(ReadOnlySpan<byte> text, Span<char> kept)
    {
        int at = 0, length = 0, end = 0;
        for (var marks = new PostMarks(text); marks.Next(); at = Math.Max(at, marks.End))
        {
            // Of "#http://…" the tag and the link overlap.
            var start = Math.Max(at, marks.Start);
            (length, end) = Keep(text[at..start], kept, length, end);
            if (marks.IsLink)
            {
                kept[length++] = ' ';
            }
            else if (start < marks.End)
            {
                length += Encoding.UTF8.GetChars(text[start..marks.End], kept[length..]);
            }
        }

        return Keep(text[at..], kept, length, end).End;
    }

    private static (int Length, int End) Keep(ReadOnlySpan<byte> between, Span<char> kept, int length, int end)
    {
        var behind = length + Encoding.UTF8.GetChars(between, kept[length..]);
        var words = kept[length..behind].TrimEnd().Length;
        return (behind, words > 0 ? length + words : end);
    }

    /// <summary>Where the mention that begins here ends; the place itself where none does.</summary>
    /// <remarks>It is held against handles, which are ASCII: of "@userу" that is what the platform linked, where <see cref="TextTokenizer"/>, which looks for what varies, takes the whole as one token.</remarks>
    public static int MentionEnd(string text, int at)
    {
        if (text[at] is not ('@' or '\uFF20') || (at > 0 && (char.IsAsciiLetterOrDigit(text[at - 1]) || text[at - 1] == '/')))
        {
            return at;
        }

        var end = at + 1;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
        {
            end++;
        }

        return end > at + 1 ? end : at;
    }
}
