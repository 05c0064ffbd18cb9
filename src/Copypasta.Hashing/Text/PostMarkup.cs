using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Copypasta.Hashing;

/// <summary>
/// Step 3: repost marks, URLs, mentions and hashtags. Works on the bytes of ASCII text and on code points alike, so that the two paths cannot differ;
/// the property words are empty for ASCII, the places in the raw text also where nobody asked for them. What goes leaves a space, so that its neighbours do not become one word.
/// </summary>
/// <remarks>
/// A text may be styled from end to end, its addresses with it ("ｈｔｔｐｓ：／／ｔ．ｃｏ", "𝐑𝐓 @𝐮𝐬𝐞𝐫:"). An address that begins in characters which NFKC makes ASCII is read as if they were; one that begins in ASCII
/// ends with it, as letters of other kinds often follow without a space.
/// </remarks>
internal static class PostMarkup
{
    // RFC 3986: unreserved, gen-delims, sub-delims and percent-encoding, all ASCII.
    private static readonly SearchValues<byte> s_urlCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%"u8);

    private const int FullwidthAt = 0xFF20, FullwidthHash = 0xFF03, FullwidthColon = 0xFF1A;

    /// <summary>Strips in place and returns the remaining length.</summary>
    /// <param name="text">The text.</param>
    /// <param name="classes">Its property words.</param>
    /// <param name="origins">Its places in the raw text.</param>
    /// <param name="isStyled">Whether it may have letters that NFKC makes ASCII.</param>
    /// <param name="hashtags">What becomes of hashtags.</param>
    /// <param name="repost">Whether it began as a repost does.</param>
    internal static int Strip<T>(Span<T> text, Span<uint> classes, Span<SourceRange> origins, bool isStyled, HashtagHandling hashtags, out bool repost)
        where T : unmanaged
    {
        var post = new Post<T>(text, classes, origins, isStyled);
        var start = post.RepostLength();
        repost = start > 0;
        var length = post.StripAddresses(start);
        if (hashtags == HashtagHandling.Word)
        {
            return length;
        }

        post = new Post<T>(text[..length], classes.IsEmpty ? classes : classes[..length], origins.IsEmpty ? origins : origins[..length], isStyled);
        return post.StripHashtags(trailingOnly: hashtags == HashtagHandling.DropTrailing);
    }

    private readonly ref struct Post<T>(Span<T> text, Span<uint> classes, Span<SourceRange> origins, bool isStyled)
        where T : unmanaged
    {
        private readonly bool _isStyled = isStyled;
        private readonly Span<T> _text = text;
        private readonly Span<uint> _classes = classes;
        private readonly Span<SourceRange> _origins = origins;

        /// <summary>The length of a leading "RT @user:", or of several.</summary>
        internal int RepostLength()
        {
            var length = 0;
            while (true)
            {
                var i = SkipWhiteSpace(length);
                if (!LooksLike(At(i, _isStyled), 'r') || !LooksLike(At(i + 1, _isStyled), 't'))
                {
                    return length;
                }

                var name = SkipWhiteSpace(i + 2);
                if (name == i + 2 || At(name) is not ('@' or FullwidthAt))
                {
                    return length;
                }

                var end = MentionEnd(name);
                if (end == name)
                {
                    return length;
                }

                end = SkipWhiteSpace(end);
                if (At(end) is not (':' or FullwidthColon))
                {
                    return length;
                }

                length = end + 1;
            }
        }

        internal int StripAddresses(int start)
        {
            var written = 0;
            var read = start;
            var i = start;
            while ((i = NextTrigger(i)) < _text.Length)
            {
                (var from, var to) = Address(i, read);
                if (from == to)
                {
                    i++;
                    continue;
                }

                Keep(read, from, ref written);
                KeepSpace(from, ref written);
                i = read = to;
            }

            Keep(read, _text.Length, ref written);
            return written;
        }

        internal int StripHashtags(bool trailingOnly)
        {
            var written = 0;
            var read = 0;
            var tail = -1; // where the run of hashtags that may end the text began
            var previousEnd = 0;
            for (var i = 0; i < _text.Length;)
            {
                var end = HashtagEnd(i, previousEnd);
                if (end == i)
                {
                    if (!IsSeparator(i))
                    {
                        tail = -1;
                    }

                    i++;
                    continue;
                }

                if (trailingOnly)
                {
                    tail = tail < 0 ? i : tail;
                }
                else
                {
                    Keep(read, i, ref written);
                    KeepSpace(i, ref written);
                    read = end;
                }

                i = previousEnd = end;
            }

            if (trailingOnly)
            {
                return tail < 0 ? _text.Length : tail;
            }

            Keep(read, _text.Length, ref written);
            return written;
        }

        // A hashtag begins where no word goes on, or right after another hashtag.
        private int HashtagEnd(int i, int previousEnd)
        {
            if (At(i) is not ('#' or FullwidthHash) || (i > previousEnd && IsWord(i - 1)))
            {
                return i;
            }

            var end = i + 1;
            while (end < _text.Length && IsWord(end))
            {
                end++;
            }

            return end == i + 1 ? i : end;
        }

        /// <summary>The URL or mention that the character at <paramref name="i"/> gives away, empty if none; it begins at or after <paramref name="low"/>.</summary>
        private (int From, int To) Address(int i, int low)
        {
            var styled = _isStyled && (At(i) >= 0x80 || At(i - 1) >= 0x80);
            switch (At(i, styled))
            {
                case ':' when At(i + 1, styled) == '/' && At(i + 2, styled) == '/':
                    var scheme = SchemeStart(i, low, styled);
                    return scheme == i ? (i, i) : (scheme, UrlEnd(i + 3, styled));
                case '.' when i - 3 >= low && (At(i - 1, styled) | 0x20) == 'w' && (At(i - 2, styled) | 0x20) == 'w' && (At(i - 3, styled) | 0x20) == 'w'
                    && (i == 3 || !IsWord(i - 4)) && IsAsciiAlphanumeric(At(i + 1, styled)):
                    return (i - 3, UrlEnd(i + 1, styled));
                case '@' or FullwidthAt when i == 0 || !JoinsBefore(i - 1):
                    return (i, MentionEnd(i));
                default:
                    return (i, i);
            }
        }

        // RFC 3986: scheme = ALPHA *( ALPHA / DIGIT / "+" / "-" / "." ); the dot is left out, as a sentence often ends right before a URL, and
        // of letters run together with "http" only that is taken.
        private int SchemeStart(int colon, int low, bool styled)
        {
            var start = colon;
            var first = colon;
            while (start > low && (IsAsciiAlphanumeric(At(start - 1, styled)) || At(start - 1, styled) is '+' or '-'))
            {
                start--;
                if (IsAsciiLetter(At(start, styled)))
                {
                    first = start;
                }
            }

            var http = (At(colon - 1, styled) | 0x20) == 's' ? colon - 5 : colon - 4;
            var isHttp = http >= first && (At(http, styled) | 0x20) == 'h' && (At(http + 1, styled) | 0x20) == 't' && (At(http + 2, styled) | 0x20) == 't'
                && (At(http + 3, styled) | 0x20) == 'p';
            return isHttp ? http : first;
        }

        private int UrlEnd(int i, bool styled)
        {
            i = Math.Min(i, _text.Length);
            if (typeof(T) == typeof(byte))
            {
                var found = MemoryMarshal.Cast<T, byte>(_text[i..]).IndexOfAnyExcept(s_urlCharacters);
                return found < 0 ? _text.Length : i + found;
            }

            var points = MemoryMarshal.Cast<T, int>(_text);
            while (i < points.Length && (uint)At(i, styled) < 128 && s_urlCharacters.Contains((byte)At(i, styled)))
            {
                i++;
            }

            return i;
        }

        // "@user", "@user@host.tld" (ActivityPub), "@name.host.tld" (AT Protocol handles, at least two dots: "@user.Then" is a missing space).
        private int MentionEnd(int at)
        {
            var end = at + 1;
            var styled = _isStyled && At(end) >= 0x80;
            while (IsAsciiAlphanumeric(At(end, styled)) || At(end, styled) == '_')
            {
                end++;
            }

            if (end == at + 1)
            {
                return at;
            }

            var longer = HostEnd(at + 1, styled, out var dots);
            if (At(longer, styled) == '@' && longer >= end)
            {
                var host = HostEnd(longer + 1, styled, out var hostDots);
                if (hostDots > 0)
                {
                    return host;
                }
            }

            return dots >= 2 ? longer : end;
        }

        // Labels of letters, digits, hyphens and underscores, joined by single dots.
        private int HostEnd(int i, bool styled, out int dots)
        {
            dots = 0;
            while (true)
            {
                var c = At(i, styled);
                if (c == '.' && IsAsciiAlphanumeric(At(i + 1, styled)))
                {
                    dots++;
                }
                else if (!IsAsciiAlphanumeric(c) && c is not ('_' or '-'))
                {
                    return i;
                }

                i++;
            }
        }

        private int NextTrigger(int i)
        {
            if (typeof(T) == typeof(byte))
            {
                var found = MemoryMarshal.Cast<T, byte>(_text[i..]).IndexOfAny((byte)'@', (byte)':', (byte)'.');
                return found < 0 ? _text.Length : i + found;
            }

            var points = MemoryMarshal.Cast<T, int>(_text);
            for (; !_isStyled && i <= points.Length - Vector<int>.Count; i += Vector<int>.Count)
            {
                var block = new Vector<int>(points[i..]);
                var found = Vector.Equals(block, new Vector<int>('@')) | Vector.Equals(block, new Vector<int>(':'))
                    | Vector.Equals(block, new Vector<int>('.')) | Vector.Equals(block, new Vector<int>(FullwidthAt));
                if (found != Vector<int>.Zero)
                {
                    break;
                }
            }

            while (i < points.Length && (_isStyled ? PlainAt(i) : points[i]) is not ('@' or ':' or '.' or FullwidthAt))
            {
                i++;
            }

            return i;
        }

        private int SkipWhiteSpace(int i)
        {
            while (i < _text.Length && IsWhiteSpace(i))
            {
                i++;
            }

            return i;
        }

        // T is byte or int, and the test of its type is gone after compilation.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private int At(int i) => (uint)i >= (uint)_text.Length ? -1 : typeof(T) == typeof(byte) ? Unsafe.BitCast<T, byte>(_text[i]) : Unsafe.BitCast<T, int>(_text[i]);

        // As NFKC has it, where that is one ASCII character.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private int At(int i, bool styled) => styled ? PlainAt(i) : At(i);

        private int PlainAt(int i)
        {
            var c = At(i);
            if (c < 0x80 || (_classes[i] & CharacterClass.NotNormalized) == 0)
            {
                return c;
            }

            Span<int> parts = stackalloc int[Normalization.LongestDecomposition];
            return Normalization.Decompose(c, parts) == 1 && parts[0] < 0x80 ? parts[0] : c;
        }

        private bool IsWhiteSpace(int i) => _classes.IsEmpty ? At(i) is ' ' or (>= '\t' and <= '\r') : (_classes[i] & CharacterClass.WhiteSpace) != 0;

        private bool IsSeparator(int i) => _classes.IsEmpty ? !IsAsciiAlphanumeric(At(i)) : (_classes[i] & CharacterClass.Separator) != 0;

        private bool IsWord(int i) => (_classes.IsEmpty ? IsAsciiAlphanumeric(At(i)) : (_classes[i] & CharacterClass.Word) != 0) || At(i) == '_';

        // Scripts written without spaces have no word start before a mention: there any letter may precede it.
        private bool JoinsBefore(int i) => IsWord(i) && (_classes.IsEmpty || (_classes[i] & CharacterClass.Unspaced) == 0);

        private void Keep(int from, int to, ref int written)
        {
            if (from != written)
            {
                _text[from..to].CopyTo(_text[written..]);
                if (!_classes.IsEmpty)
                {
                    _classes[from..to].CopyTo(_classes[written..]);
                }

                if (!_origins.IsEmpty)
                {
                    _origins[from..to].CopyTo(_origins[written..]);
                }
            }

            written += to - from;
        }

        // In place of what begins at from, which nothing is to map into.
        private void KeepSpace(int from, ref int written)
        {
            _text[written] = typeof(T) == typeof(byte) ? Unsafe.BitCast<byte, T>((byte)' ') : Unsafe.BitCast<int, T>(' ');
            if (!_classes.IsEmpty)
            {
                _classes[written] = CharacterClass.Of(' ');
            }

            if (!_origins.IsEmpty)
            {
                _origins[written] = new SourceRange(_origins[from].Start, _origins[from].Start);
            }

            written++;
        }
    }

    // "RТ" with a Cyrillic Т reads the same, and step 5 comes too late for it.
    private static bool LooksLike(int c, int letter) =>
        (c | 0x20) == letter || (c >= 0x80 && LookAlikes.ClassOf(c) is not LookAlikes.None and var look && (look == LookAlikes.ClassOf(letter) || look == LookAlikes.ClassOf(letter - 0x20)));

    private static bool IsAsciiLetter(int c) => (uint)((c | 0x20) - 'a') <= 'z' - 'a';

    private static bool IsAsciiAlphanumeric(int c) => IsAsciiLetter(c) || (uint)(c - '0') <= 9;
}
