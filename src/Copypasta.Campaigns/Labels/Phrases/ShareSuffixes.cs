using System.Text;
using Copypasta.Hashing;

namespace Copypasta.Campaigns;

/// <summary>What share buttons add to a page's title. Not safe for concurrent use: it owns a normaliser.</summary>
internal sealed class ShareSuffixes
{
    // Normalising removes mentions; this word, which nobody writes, keeps their places.
    private const string Mention = "qzmentionqz";

    private static readonly (string[] Endings, string[] Beginnings) s_phrases = Load();

    private readonly TextNormalizer _normalizer = new(PostText.Plain);
    private readonly StringBuilder _marked = new();

    /// <summary>Whether a share button left its words at an end of the text, and the comparable text without them.</summary>
    /// <param name="trimmed">A post's text by <see cref="PostText.WithoutTrailingTags"/>.</param>
    /// <param name="body">The comparable text without the button's words, addresses, mentions and trailing hashtags.</param>
    public bool Find(string trimmed, out string body)
    {
        var text = Marked(trimmed);
        var found = false;
        foreach (var ending in s_phrases.Endings)
        {
            if (text.EndsWith(ending, StringComparison.Ordinal) && (text.Length == ending.Length || text[^(ending.Length + 1)] == ' '))
            {
                (text, found) = (text[..^ending.Length].TrimEnd(), true);
                break;
            }
        }

        foreach (var beginning in s_phrases.Beginnings)
        {
            if (text.StartsWith(beginning + " ", StringComparison.Ordinal))
            {
                (text, found) = (text[(beginning.Length + 1)..], true);
                break;
            }
        }

        body = text.Replace(Mention, "", StringComparison.Ordinal).Trim();
        return found;
    }

    private string Marked(string rest)
    {
        _marked.Clear();
        for (var i = 0; i < rest.Length; i++)
        {
            var end = PostText.MentionEnd(rest, i);
            if (end > i)
            {
                _marked.Append(' ').Append(Mention).Append(' ');
                i = end - 1;
            }
            else
            {
                _marked.Append(rest[i]);
            }
        }

        return _normalizer.Normalize(_marked.ToString(), out _).ToString();
    }

    // The longest first, so that all of the button's words go.
    private static (string[], string[]) Load()
    {
        var normalizer = new TextNormalizer(PostText.Plain);
        var phrases = PhraseFile.Read("share-suffix.txt").Select(p => p.Text).Distinct().ToLookup(
            p => p[0] == '^', p => normalizer.Normalize(p.TrimStart('^').Replace("@", $" {Mention} ", StringComparison.Ordinal), out _).ToString());
        return ([.. phrases[false].Distinct().OrderByDescending(p => p.Length)], [.. phrases[true].Distinct().OrderByDescending(p => p.Length)]);
    }
}
