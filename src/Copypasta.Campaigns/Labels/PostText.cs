using Copypasta.Hashing;

namespace Copypasta.Campaigns;

/// <summary>Addresses, mentions and hashtags as they stand in raw texts. Deliberately plain: these decide labels, not similarity.</summary>
internal static class PostText
{
    /// <summary>
    /// The profile <c>social</c> without its look-alikes: there a word such as "via" or "please" amid Cyrillic becomes Cyrillic, and could not be found by its own spelling.
    /// </summary>
    public static TextProfile Plain { get; } = TextProfile.Custom(TextProfile.Social.Steps & ~TextSteps.LookAlikes);

    /// <summary>The addresses of a text, in order.</summary>
    public static List<string> Links(string text)
    {
        var links = new List<string>();
        for (var i = 0; i < text.Length; i++)
        {
            var end = LinkEnd(text, i);
            if (end > i)
            {
                links.Add(text[i..end]);
                i = end - 1;
            }
        }

        return links;
    }

    /// <summary>The hashtags of a text, in order, without the sign, each once; case is left as written.</summary>
    public static List<string> Hashtags(string text)
    {
        var tags = new List<string>();
        for (var i = 0; i < text.Length; i++)
        {
            var link = LinkEnd(text, i);
            if (link > i)
            {
                i = link - 1;
                continue;
            }

            var end = HashtagEnd(text, i);
            if (end > i)
            {
                var tag = text[(i + 1)..end];
                if (!tags.Contains(tag, StringComparer.OrdinalIgnoreCase))
                {
                    tags.Add(tag);
                }

                i = end - 1;
            }
        }

        return tags;
    }

    /// <summary>The mentioned accounts of a text, in order, without the sign, in lower case.</summary>
    public static List<string> Mentions(string text)
    {
        var mentions = new List<string>();
        for (var i = 0; i < text.Length; i++)
        {
            var end = MentionEnd(text, i);
            if (end > i)
            {
                mentions.Add(text[(i + 1)..end].ToLowerInvariant());
                i = end - 1;
            }
        }

        return mentions;
    }

    /// <summary>The text without the addresses, hashtags and white space that it ends with, and without addresses elsewhere.</summary>
    public static string WithoutTrailingTags(string text)
    {
        var kept = new System.Text.StringBuilder(text.Length);
        var end = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var link = LinkEnd(text, i);
            if (link > i)
            {
                kept.Append(' ');
                i = link - 1;
                continue;
            }

            var tag = HashtagEnd(text, i);
            if (tag > i)
            {
                kept.Append(text, i, tag - i);
                i = tag - 1;
                continue;
            }

            kept.Append(text[i]);
            end = char.IsWhiteSpace(text[i]) ? end : kept.Length;
        }

        return kept.ToString(0, end);
    }

    /// <summary>Where the mention that begins here ends; the place itself where none does.</summary>
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

    private static int HashtagEnd(string text, int at)
    {
        if (text[at] is not ('#' or '\uFF03') || (at > 0 && (char.IsLetterOrDigit(text[at - 1]) || text[at - 1] is '&' or '/')))
        {
            return at;
        }

        var end = at + 1;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '\u200C' || char.GetUnicodeCategory(text[end]) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark))
        {
            end++;
        }

        return end > at + 1 ? end : at;
    }

    private static int LinkEnd(string text, int at)
    {
        // Most places begin none.
        if ((text[at] | 0x20) is not ('h' or 'w'))
        {
            return at;
        }

        var rest = text.AsSpan(at);
        var isLink = rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            || (rest.StartsWith("www.", StringComparison.OrdinalIgnoreCase) && (at == 0 || !char.IsLetterOrDigit(text[at - 1])));
        if (!isLink)
        {
            return at;
        }

        var end = at;
        while (end < text.Length && text[end] is > ' ' and < '\u007F' and not ('"' or '<' or '>'))
        {
            end++;
        }

        // Punctuation of the sentence around it.
        while (end > at && text[end - 1] is '.' or ',' or ';' or ':' or '!' or '?' or '\'' or ')' or ']' or '}')
        {
            end--;
        }

        return end;
    }
}
