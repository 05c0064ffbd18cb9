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
internal static partial class PostMarkup
{
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

    private readonly ref partial struct Post<T>(Span<T> text, Span<uint> classes, Span<SourceRange> origins, bool isStyled)
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
        (c | 0x20) == letter || (c >= 0x80 && (LookAlikes.Letter(LookAlikes.ClassOf(c), LookAlikes.Latin) | 0x20) == letter);

    private static bool IsAsciiLetter(int c) => (uint)((c | 0x20) - 'a') <= 'z' - 'a';

    private static bool IsAsciiAlphanumeric(int c) => IsAsciiLetter(c) || (uint)(c - '0') <= 9;
}
