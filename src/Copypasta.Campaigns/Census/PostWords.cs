using System.Buffers;
using System.Text;
using Copypasta.Archives;
using Copypasta.Hashing;

namespace Copypasta.Campaigns;

/// <summary>
/// The hashtags and links of posts, in comparable form: from the input's own field where the source has one, else from the raw text. Hashtags come without the sign, in NFKC_Casefold; links as <see cref="LinkForm"/>
/// has them. Keeps its buffers; one thread at a time.
/// </summary>
/// <remarks>
/// In a text a hashtag is # or its fullwidth form, not after a letter, digit, mark, underscore or &amp; (of a character reference), and then letters, digits, marks, underscores and joiners, a letter among
/// them: "#1" is a number. A link begins with http://, https:// or www. and ends before the first character that RFC 3986 has not, or before closing punctuation at its end. Links that platforms
/// shorten stay short.
/// </remarks>
internal sealed class PostWords
{
    private static readonly SearchValues<byte> s_signs = SearchValues.Create((byte)'#', 0xEF, (byte)':', (byte)'.');

    private static readonly SearchValues<byte> s_linkCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%"u8);

    private readonly TextNormalizer _folding = new(TextProfile.Custom(TextSteps.Invisibles | TextSteps.Compatibility | TextSteps.Case));

    /// <summary>The hashtags of the post that was read last.</summary>
    public WordList Hashtags { get; } = new();

    /// <summary>The links of the post that was read last.</summary>
    public WordList Links { get; } = new();

    /// <summary>Reads a post.</summary>
    /// <param name="text">The raw text.</param>
    /// <param name="hashtags">The value of <see cref="PostField.Hashtags"/>.</param>
    /// <param name="hasHashtags">Whether the source has that field.</param>
    /// <param name="links">The value of <see cref="PostField.Urls"/>.</param>
    /// <param name="hasLinks">Whether the source has that field.</param>
    public void Read(ReadOnlySpan<byte> text, ReadOnlySpan<byte> hashtags, bool hasHashtags, ReadOnlySpan<byte> links, bool hasLinks)
    {
        Hashtags.Clear();
        Links.Clear();
        while (!hashtags.IsEmpty)
        {
            AddHashtag(WithoutSign(NextPart(ref hashtags)));
        }

        while (!links.IsEmpty)
        {
            LinkForm.Add(NextPart(ref links), Links);
        }

        if (!hasHashtags || !hasLinks)
        {
            Scan(text, !hasHashtags, !hasLinks);
        }
    }

    /// <summary>Takes the next value of a list.</summary>
    private static ReadOnlySpan<byte> NextPart(ref ReadOnlySpan<byte> list)
    {
        var end = list.IndexOf((byte)' ') is >= 0 and var found ? found : list.Length;
        var part = list[..end];
        list = list[Math.Min(list.Length, end + 1)..];
        return part;
    }

    private static ReadOnlySpan<byte> WithoutSign(ReadOnlySpan<byte> tag) => tag.StartsWith("#"u8) ? tag[1..] : tag.StartsWith("＃"u8) ? tag[3..] : tag;

    private void Scan(ReadOnlySpan<byte> text, bool hashtags, bool links)
    {
        // The end of the last hashtag: another may begin right there.
        var tagEnd = -1;
        for (var at = 0; text[at..].IndexOfAny(s_signs) is >= 0 and var found;)
        {
            at += found;
            var (start, end) = text[at] is (byte)':' or (byte)'.' ? LinkAt(text, at) : (at, at);
            if (end > at)
            {
                if (links)
                {
                    LinkForm.Add(text[start..end], Links);
                }

                at = end;
            }
            else if (hashtags && HashtagAt(text, at, tagEnd, out var sign) is > 0 and var tag)
            {
                AddHashtag(text[(at + sign)..tag]);
                at = tagEnd = tag;
            }
            else
            {
                at++;
            }
        }
    }

    private void AddHashtag(ReadOnlySpan<byte> tag)
    {
        if (tag.IsEmpty)
        {
            return;
        }

        var room = Hashtags.Reserve(tag.Length);
        if (Ascii.ToLower(tag, room, out var length) != OperationStatus.Done)
        {
            var folded = _folding.Normalize(tag, out _);
            folded.CopyTo(Hashtags.Reserve(folded.Length));
            length = folded.Length;
        }

        Hashtags.Commit(length);
    }

    /// <summary>The link that a colon or a full stop gives away; empty where none.</summary>
    private static (int Start, int End) LinkAt(ReadOnlySpan<byte> text, int at)
    {
        var start = at;
        if (text[at] == ':')
        {
            if (!text[at..].StartsWith("://"u8))
            {
                return (at, at);
            }

            start = EndsWith(text[..at], "https"u8) ? at - 5 : EndsWith(text[..at], "http"u8) ? at - 4 : at;
        }
        else if (EndsWith(text[..at], "www"u8) && (at == 3 || !char.IsAsciiLetterOrDigit((char)text[at - 4])))
        {
            start = at - 3;
        }

        if (start == at)
        {
            return (at, at);
        }

        var length = text[at..].IndexOfAnyExcept(s_linkCharacters);
        var end = length < 0 ? text.Length : at + length;
        while (end > at && IsClosing(text[start..end]))
        {
            end--;
        }

        return (start, end);
    }

    private static bool EndsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) => text.Length >= word.Length && Ascii.EqualsIgnoreCase(text[^word.Length..], word);

    /// <summary>Whether a link's last character belongs to the sentence around it; a bracket does where the link has no other of its kind.</summary>
    private static bool IsClosing(ReadOnlySpan<byte> link) => link[^1] switch
    {
        (byte)'.' or (byte)',' or (byte)';' or (byte)':' or (byte)'!' or (byte)'?' or (byte)'\'' or (byte)'*' or (byte)'~' => true,
        (byte)')' => !link.Contains((byte)'('),
        (byte)']' => !link.Contains((byte)'['),
        _ => false,
    };

    /// <summary>The end of the hashtag that begins at a place; 0 where none does.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The place.</param>
    /// <param name="previousEnd">Where the last hashtag ended.</param>
    /// <param name="sign">Bytes of its sign.</param>
    private static int HashtagAt(ReadOnlySpan<byte> text, int at, int previousEnd, out int sign)
    {
        sign = text[at] == '#' ? 1 : text[at..].StartsWith("＃"u8) ? 3 : 0;
        if (sign == 0)
        {
            return 0;
        }

        if (at > 0 && at != previousEnd)
        {
            Rune.DecodeLastFromUtf8(text[..at], out var before, out _);
            if (before.Value == '&' || IsWord(before.Value))
            {
                return 0;
            }
        }

        var end = at + sign;
        var hasLetter = false;
        while (end < text.Length)
        {
            if (Rune.DecodeFromUtf8(text[end..], out var rune, out var length) != OperationStatus.Done || !(IsWord(rune.Value) || rune.Value is 0x200C or 0x200D))
            {
                break;
            }

            hasLetter |= (CharacterClass.Of(rune.Value) & CharacterClass.Letter) != 0;
            end += length;
        }

        return hasLetter ? end : 0;
    }

    private static bool IsWord(int point) => point == '_' || (CharacterClass.Of(point) & CharacterClass.Word) != 0;
}
