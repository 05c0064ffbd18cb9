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
                    return scheme == i ? (i, i) : (scheme, UrlEnd(i + 3, styled, IsDisguised(scheme, i)));
                case '.' when i - 3 >= low && LooksLike(At(i - 1, styled), 'w') && LooksLike(At(i - 2, styled), 'w') && LooksLike(At(i - 3, styled), 'w')
                    && (i == 3 || !IsWord(i - 4)) && (IsAsciiAlphanumeric(At(i + 1, styled)) || DisguiseEnd(i + 1, isDisguised: false) > i + 1):
                    return (i - 3, UrlEnd(i + 1, styled, IsDisguised(i - 3, i)));
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

        private int UrlEnd(int i, bool styled, bool isDisguised)
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

                var end = DisguiseEnd(i, isDisguised);
                if (end == i)
                {
                    return i;
                }

                i = end;
                isDisguised = true;
            }
        }

        /// <summary>
        /// The end of the letters at <paramref name="i"/> that look like Latin ones and belong to an address, itself if there are none. Words of other scripts often follow an address without a space, but
        /// they do not turn into Latin, nor an address into them in its middle: so what goes on behind them must be the address, or they its end where it had such letters before. Nor do words mix scripts: letters of
        /// several are its end, too. (Of "@userо" nobody can tell whether that is "@usero" or "@user" and the word "о": it is read as a word.)
        /// </summary>
        private int DisguiseEnd(int i, bool isDisguised)
        {
            var end = i;
            var scripts = 0;
            while (IsLikeLatin(end))
            {
                scripts |= LetterCensus.WrittenScript(CharacterClass.Of(At(end)));
                end++;
            }

            var mixesScripts = (scripts & (scripts - 1)) != 0;
            var goesOn = IsAsciiAlphanumeric(At(end)) || (At(end) is '/' or '.' or '_' or '-' or '=' or '?' or '&' or '#' or '@' && (IsAsciiAlphanumeric(At(end + 1)) || IsLikeLatin(end + 1)));
            return end > i && (goesOn || ((isDisguised || mixesScripts) && (end == _text.Length || !IsWord(end)))) ? end : i;
        }

        private bool IsDisguised(int from, int to)
        {
            while (from < to && !IsLikeLatin(from))
            {
                from++;
            }

            return from < to;
        }

        private bool IsLikeLatin(int i) => At(i) >= 0x80 && (LunateSigma.Is(At(i)) || LookAlikes.Letter(LookAlikes.ClassOf(At(i)), LookAlikes.Latin) is > 0 and < 0x80);

        // "@user", "@user@host.tld" (ActivityPub), "@name.host.tld" (AT Protocol handles, at least two dots: "@user.Then" is a missing space).
        private int MentionEnd(int at)
        {
            var end = at + 1;
            var styled = _isStyled && At(end) >= 0x80;
            var isDisguised = false;
            end = NameEnd(end, styled, ref isDisguised);
            if (end == at + 1)
            {
                return at;
            }

            var longer = HostEnd(at + 1, styled, ref isDisguised, out var dots);
            if (At(longer, styled) == '@' && longer >= end)
            {
                var host = HostEnd(longer + 1, styled, ref isDisguised, out var hostDots);
                if (hostDots > 0)
                {
                    return host;
                }
            }

            return dots >= 2 ? longer : end;
        }

        // Letters, digits and underscores, and look-alikes.
        private int NameEnd(int i, bool styled, ref bool isDisguised)
        {
            while (true)
            {
                while (IsAsciiAlphanumeric(At(i, styled)) || At(i, styled) == '_')
                {
                    i++;
                }

                var end = DisguiseEnd(i, isDisguised);
                if (end == i)
                {
                    return i;
                }

                i = end;
                isDisguised = true;
            }
        }

        // Labels of such and hyphens, joined by single dots.
        private int HostEnd(int i, bool styled, ref bool isDisguised, out int dots)
        {
            dots = 0;
            while (true)
            {
                var next = NameEnd(i, styled, ref isDisguised);
                if (next == i && At(i, styled) == '-')
                {
                    next = i + 1;
                }
                else if (next == i && At(i, styled) == '.' && NameEnd(i + 1, styled, ref isDisguised) > i + 1 && At(i + 1, styled) != '_')
                {
                    next = i + 1;
                    dots++;
                }

                if (next == i)
                {
                    return i;
                }

                i = next;
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
