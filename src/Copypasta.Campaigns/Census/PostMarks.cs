using System.Buffers;
using System.Text;
using Copypasta.Hashing;

namespace Copypasta.Campaigns;

/// <summary>The hashtags and links of a raw text, in order.</summary>
/// <remarks>
/// A hashtag is # or its fullwidth form, not after a letter, digit, mark, underscore or &amp; (of a character reference), and then letters, digits, marks, underscores and joiners, a letter among
/// them: "#1" is a number. A link begins with http://, https:// or www. and ends before the first character that RFC 3986 has not, or before closing punctuation at its end.
/// </remarks>
/// <param name="text">The text, UTF-8.</param>
internal ref struct PostMarks(ReadOnlySpan<byte> text)
{
    private static readonly SearchValues<byte> s_signs = SearchValues.Create((byte)'#', 0xEF, (byte)':', (byte)'.');

    private static readonly SearchValues<byte> s_linkCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%"u8);

    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;

    // The end of the last hashtag: another may begin right there.
    private int _tagEnd = -1;

    /// <summary>Whether it is a link; else a hashtag.</summary>
    public bool IsLink { get; private set; }

    /// <summary>Where it begins, in bytes.</summary>
    public int Start { get; private set; }

    /// <summary>Where a hashtag's word begins, behind its sign.</summary>
    public int WordStart { get; private set; }

    /// <summary>Where it ends.</summary>
    public int End { get; private set; }

    /// <summary>Goes on to the next one, if there is one.</summary>
    public bool Next()
    {
        while (_text[_at..].IndexOfAny(s_signs) is >= 0 and var found)
        {
            var at = _at + found;
            var (start, end) = _text[at] is (byte)':' or (byte)'.' ? LinkAt(_text, at) : (at, at);
            if (end > at)
            {
                (IsLink, Start, End) = (true, start, end);
                _at = end;
                return true;
            }

            if (HashtagAt(_text, at, _tagEnd, out var sign) is > 0 and var tag)
            {
                (IsLink, Start, WordStart, End) = (false, at, at + sign, tag);
                _at = _tagEnd = tag;
                return true;
            }

            _at = at + 1;
        }

        return false;
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
