using System.Text;
using System.Text.Unicode;

namespace Copypasta.Hashing;

/// <content>Texts as .NET has them: the same normalisation, from UTF-16 to UTF-16, with places in UTF-16 units.</content>
public sealed partial class TextNormalizer
{
    private byte[] _utf8 = [];
    private char[] _utf16 = [];

    /// <summary>Normalises one text.</summary>
    /// <param name="text">UTF-16; a lone surrogate is an ill-formed sequence and counts as U+FFFD.</param>
    /// <param name="flags">What was seen on the way.</param>
    /// <returns>Well-formed UTF-16, valid until the next call: the same text that the UTF-8 of <paramref name="text"/> gives.</returns>
    /// <exception cref="ArgumentException">The text's UTF-8 is longer than <see cref="MaxTextLength"/>, or grows beyond it.</exception>
    public ReadOnlySpan<char> Normalize(ReadOnlySpan<char> text, out TextFlags flags)
    {
        var utf8 = Encode(text, out var loneSurrogates);
        return Decode(Normalize(utf8, out flags), loneSurrogates, ref flags);
    }

    /// <summary>Normalises one text and maps the result back to it, for highlighting: the same result, two to five times as slow.</summary>
    /// <param name="text">UTF-16; a lone surrogate is an ill-formed sequence and counts as U+FFFD.</param>
    /// <param name="offsets">Is overwritten with the place in <paramref name="text"/> of each UTF-16 unit of the result, in UTF-16 units: <c>text[offsets.ToRaw(range)]</c>.</param>
    /// <param name="flags">What was seen on the way.</param>
    /// <returns>Well-formed UTF-16, valid until the next call.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="offsets"/> is null.</exception>
    /// <exception cref="ArgumentException">The text's UTF-8 is longer than <see cref="MaxTextLength"/>, or grows beyond it.</exception>
    public ReadOnlySpan<char> Normalize(ReadOnlySpan<char> text, OffsetMap offsets, out TextFlags flags)
    {
        ArgumentNullException.ThrowIfNull(offsets);
        var utf8 = Encode(text, out var loneSurrogates);
        var comparable = Normalize(utf8, offsets, out flags);
        offsets.CountUtf16(utf8, comparable);
        return Decode(comparable, loneSurrogates, ref flags);
    }

    /// <summary>Bytes that a text takes in UTF-8.</summary>
    /// <exception cref="ArgumentException">They are more than a text may have.</exception>
    internal static int LengthInUtf8(ReadOnlySpan<char> text)
    {
        // Three bytes a unit must not overflow.
        var length = text.Length <= MaxTextLength ? Encoding.UTF8.GetByteCount(text) : text.Length;
        return length <= MaxTextLength ? length : throw TooLong(length);
    }

    private ReadOnlySpan<byte> Encode(ReadOnlySpan<char> text, out int loneSurrogates)
    {
        loneSurrogates = 0;
        for (var i = text.IndexOfAnyInRange('\uD800', '\uDFFF'); i >= 0 && i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                var isPair = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
                loneSurrogates += isPair ? 0 : 1;
                i += isPair ? 1 : 0;
            }
        }

        // An encoder's fallback would allocate for each lone surrogate; this replaces them in place. Three bytes are the most that a unit takes; a giant text is counted instead.
        Reserve(ref _utf8, text.Length <= LargeBuffer ? text.Length * 3L : LengthInUtf8(text));
        Utf8.FromUtf16(text, _utf8, out _, out var written);
        return _utf8.AsSpan(0, written);
    }

    private ReadOnlySpan<char> Decode(ReadOnlySpan<byte> comparable, int loneSurrogates, scoped ref TextFlags flags)
    {
        // They came to the steps as U+FFFD, which is well-formed.
        LastIllFormedCount = loneSurrogates;
        flags |= loneSurrogates > 0 ? TextFlags.IllFormed : TextFlags.None;
        if (_utf16.Length < comparable.Length)
        {
            _utf16 = new char[Math.Max(comparable.Length, (int)Math.Min(_utf16.Length * 2L, Array.MaxLength))];
        }

        return _utf16.AsSpan(0, Encoding.UTF8.GetChars(comparable, _utf16));
    }
}
