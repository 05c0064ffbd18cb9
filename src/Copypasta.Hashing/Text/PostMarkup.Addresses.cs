using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Copypasta.Hashing;

/// <content>URLs and mentions: where one begins and ends.</content>
internal static partial class PostMarkup
{
    // RFC 3986: unreserved, gen-delims, sub-delims and percent-encoding, all ASCII.
    private static readonly SearchValues<byte> s_urlCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%"u8);

    private readonly ref partial struct Post<T>
    {
        /// <summary>The URL or mention that the character at <paramref name="i"/> gives away, empty if none; it begins at or after <paramref name="low"/>.</summary>
        private (int From, int To) Address(int i, int low)
        {
            var styled = _isStyled && (At(i) >= 0x80 || At(i - 1) >= 0x80);
            switch (At(i, styled))
            {
                case ':' when At(i + 1, styled) == '/' && At(i + 2, styled) == '/':
                    var scheme = SchemeStart(i, low, styled);
                    return scheme == i ? (i, i) : (scheme, UrlEnd(i + 3, styled));
                case '.' when i - 3 >= low && LooksLike(At(i - 1, styled), 'w') && LooksLike(At(i - 2, styled), 'w') && LooksLike(At(i - 3, styled), 'w')
                    && (i == 3 || !IsWord(i - 4)) && (IsAsciiAlphanumeric(At(i + 1, styled)) || DisguiseEnd(i + 1) > i + 1):
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
            var http = LooksLike(At(colon - 1, styled), 's') ? colon - 5 : colon - 4;
            if (http >= low && LooksLike(At(http, styled), 'h') && LooksLike(At(http + 1, styled), 't') && LooksLike(At(http + 2, styled), 't') && LooksLike(At(http + 3, styled), 'p'))
            {
                return http;
            }

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

            return first;
        }

        private int UrlEnd(int i, bool styled)
        {
            i = Math.Min(i, _text.Length);
            if (typeof(T) == typeof(byte))
            {
                var found = MemoryMarshal.Cast<T, byte>(_text[i..]).IndexOfAnyExcept(s_urlCharacters);
                return found < 0 ? _text.Length : i + found;
            }

            while (true)
            {
                while ((uint)At(i, styled) < 128 && s_urlCharacters.Contains((byte)At(i, styled)))
                {
                    i++;
                }

                var end = DisguiseEnd(i);
                if (end == i)
                {
                    return i;
                }

                i = end;
            }
        }

        /// <summary>
        /// The end of the letters at <paramref name="i"/> that look like Latin ones and have an ASCII letter or digit behind them, itself if there are none. Words of other scripts often follow an address
        /// without a space, but they do not turn into Latin before they end.
        /// </summary>
        private int DisguiseEnd(int i)
        {
            var end = i;
            while (At(end) >= 0x80 && LookAlikes.Letter(LookAlikes.ClassOf(At(end)), LookAlikes.Latin) is > 0 and < 0x80)
            {
                end++;
            }

            return end > i && IsAsciiAlphanumeric(At(end)) ? end : i;
        }

        // "@user", "@user@host.tld" (ActivityPub), "@name.host.tld" (AT Protocol handles, at least two dots: "@user.Then" is a missing space).
        private int MentionEnd(int at)
        {
            var end = at + 1;
            var styled = _isStyled && At(end) >= 0x80;
            while (true)
            {
                var next = IsAsciiAlphanumeric(At(end, styled)) || At(end, styled) == '_' ? end + 1 : DisguiseEnd(end);
                if (next == end)
                {
                    break;
                }

                end = next;
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
                if (c == '.' && (IsAsciiAlphanumeric(At(i + 1, styled)) || DisguiseEnd(i + 1) > i + 1))
                {
                    dots++;
                }
                else if (!IsAsciiAlphanumeric(c) && c is not ('_' or '-'))
                {
                    var end = DisguiseEnd(i);
                    if (end == i)
                    {
                        return i;
                    }

                    i = end;
                    continue;
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
    }
}
