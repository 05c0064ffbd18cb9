using System.Runtime.InteropServices;

namespace Copypasta.Hashing;

/// <summary>
/// The shingles of one text, in order, repeats included: its tokens (code points, or words) and a 32-bit hash of every window.
/// Holds its buffers between texts, so that loading allocates nothing once they have grown. Not safe for concurrent use.
/// </summary>
public sealed class ShingleSequence
{
    // Buffers that a giant text has grown beyond this many elements are given back when a much smaller one follows.
    private const int LargeBuffer = 1 << 18;
    private const int SmallBuffer = 256;

    private int[] _codePoints = new int[SmallBuffer];
    private int[] _words = [];
    private int[] _wordStarts = [];
    private uint[] _hashes = new uint[SmallBuffer];
    private int _tokens;

    /// <summary>Makes an empty sequence.</summary>
    /// <param name="shingle">What a shingle is.</param>
    /// <exception cref="ArgumentOutOfRangeException">The shingle has no known unit, or not 1 to <see cref="Shingle.MaxSize"/> of them.</exception>
    public ShingleSequence(Shingle shingle)
    {
        if (!shingle.IsValid)
        {
            throw new ArgumentOutOfRangeException(nameof(shingle), shingle.Size, $"A shingle has 1 to {Shingle.MaxSize} code points or words.");
        }

        Shingle = shingle;
    }

    /// <summary>What a shingle is.</summary>
    public Shingle Shingle { get; }

    /// <summary>Number of windows, repeats included: 0 for an empty text, 1 for one shorter than a shingle.</summary>
    public int Count { get; private set; }

    /// <summary>A 32-bit hash of every window.</summary>
    public ReadOnlySpan<uint> Hashes => _hashes.AsSpan(0, Count);

    /// <summary>The code points of the text that was loaded last.</summary>
    internal ReadOnlySpan<int> CodePoints => _codePoints.AsSpan(0, CodePointCount);

    /// <summary>Code points that fit into the buffers held.</summary>
    internal int Capacity => _codePoints.Length;

    private int CodePointCount { get; set; }

    private int[] Tokens => Shingle.Unit == ShingleUnit.Chars ? _codePoints : _words;

    /// <summary>Cuts a text into shingles.</summary>
    /// <param name="utf8">Comparable text as a profile returns it: well-formed UTF-8.</param>
    /// <exception cref="ArgumentException">The bytes are not well-formed UTF-8, or have more than <see cref="TextNormalizer.MaxTextLength"/> code points.</exception>
    public void Load(ReadOnlySpan<byte> utf8)
    {
        CheckLength(utf8);
        // The decoder trusts lead bytes; a cut-off sequence would have it read beyond the span.
        if (!Utf8Validity.IsValid(utf8))
        {
            throw new ArgumentException("A comparable text is well-formed UTF-8; a profile makes it so.", nameof(utf8));
        }

        LoadWellFormed(utf8);
    }

    /// <summary><see cref="Load"/> of what a normaliser has just returned: looking for ill-formed bytes again would cost half of the decoding.</summary>
    internal void LoadWellFormed(ReadOnlySpan<byte> utf8)
    {
        if (_codePoints.Length > LargeBuffer && utf8.Length < LargeBuffer / 32)
        {
            (_codePoints, _words, _wordStarts, _hashes) = (new int[SmallBuffer], [], [], new uint[SmallBuffer]);
        }

        if (_codePoints.Length < utf8.Length + Utf8CodePoints.Slack)
        {
            _codePoints = new int[Math.Max(utf8.Length + Utf8CodePoints.Slack, (int)Math.Min(_codePoints.Length * 2L, Array.MaxLength))];
        }

        CodePointCount = Utf8CodePoints.Decode(utf8, _codePoints);
        _tokens = Shingle.Unit == ShingleUnit.Chars ? CodePointCount : CutWords();
        Count = _tokens == 0 ? 0 : Math.Max(1, _tokens - Shingle.Size + 1);
        if (_hashes.Length < Count)
        {
            _hashes = new uint[Math.Max(Count, (int)Math.Min(_hashes.Length * 2L, Array.MaxLength))];
        }

        if (_tokens >= Shingle.Size)
        {
            ShingleKernel.Hash(Tokens.AsSpan(0, _tokens), Shingle.Size, _hashes);
        }
        else if (_tokens > 0)
        {
            _hashes[0] = ShingleKernel.Whole(Tokens.AsSpan(0, _tokens));
        }
    }

    // A profile returns no longer texts.
    private static void CheckLength(ReadOnlySpan<byte> utf8)
    {
        var codePoints = utf8.Length / 4; // at least
        if (utf8.Length > TextNormalizer.MaxTextLength && codePoints <= TextNormalizer.MaxTextLength)
        {
            codePoints = Utf8CodePoints.Count(utf8);
        }

        if (codePoints > TextNormalizer.MaxTextLength)
        {
            throw new ArgumentException($"A comparable text has at most {TextNormalizer.MaxTextLength} code points; this one has {codePoints} or more.", nameof(utf8));
        }
    }

    /// <summary>Whether two windows are the same shingle, compared in full: no hash decides it.</summary>
    internal bool SameWindow(int at, ShingleSequence other, int otherAt)
    {
        var length = Math.Min(Shingle.Size, _tokens);
        if (length != Math.Min(other.Shingle.Size, other._tokens)
            || !Tokens.AsSpan(at, length).SequenceEqual(other.Tokens.AsSpan(otherAt, length)))
        {
            return false;
        }

        for (var i = 0; Shingle.Unit == ShingleUnit.Words && i < length; i++)
        {
            if (!Word(at + i).SequenceEqual(other.Word(otherAt + i)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>How many windows right after two that are the same shingle are the same one after the other: of each only the last token is compared, for the others are known to be equal.</summary>
    internal int SameWindowsAfter(int at, ShingleSequence other, int otherAt)
    {
        var (next, otherNext) = (at + Shingle.Size, otherAt + Shingle.Size);
        if (next >= _tokens || otherNext >= other._tokens)
        {
            return 0;
        }

        var same = Tokens.AsSpan(next.._tokens).CommonPrefixLength(other.Tokens.AsSpan(otherNext..other._tokens));
        if (Shingle.Unit == ShingleUnit.Chars)
        {
            return same;
        }

        var words = 0;
        while (words < same && Word(next + words).SequenceEqual(other.Word(otherNext + words)))
        {
            words++;
        }

        return words;
    }

    /// <summary>
    /// A hash of a window that differs from process to process and that nobody can foresee: equal for the same shingle of any text, and slower than <see cref="Hashes"/>. It is .NET's own
    /// for strings (Marvin, with a random key), which any tokens may be taken for.
    /// </summary>
    internal int KeyedHash(int at)
    {
        var length = Math.Min(Shingle.Size, _tokens);
        if (Shingle.Unit == ShingleUnit.Chars)
        {
            return Keyed(_codePoints.AsSpan(at, length));
        }

        // Words, not their tokens: those may have been written to be equal.
        Span<int> words = stackalloc int[Shingle.MaxSize];
        for (var i = 0; i < length; i++)
        {
            words[i] = Keyed(Word(at + i));
        }

        return Keyed(words[..length]);
    }

    private static int Keyed(ReadOnlySpan<int> tokens) => string.GetHashCode(MemoryMarshal.Cast<int, char>(tokens));

    private ReadOnlySpan<int> Word(int index)
    {
        var start = _wordStarts[index];
        var end = start;
        if (ScriptUnits.IsUnspaced(_codePoints[start]))
        {
            return _codePoints.AsSpan(start, 1);
        }

        while (end < CodePointCount && !EndsWord(_codePoints[end]))
        {
            end++;
        }

        return _codePoints.AsSpan(start, end - start);
    }

    private static bool EndsWord(int codePoint) => ScriptUnits.IsWhiteSpace(codePoint) || ScriptUnits.IsUnspaced(codePoint);

    // A word's token is a hash of its code points; SameWindow compares the code points themselves.
    private int CutWords()
    {
        if (_words.Length < _codePoints.Length)
        {
            _words = new int[_codePoints.Length];
            _wordStarts = new int[_codePoints.Length];
        }

        var words = 0;
        for (var i = 0; i < CodePointCount;)
        {
            if (ScriptUnits.IsWhiteSpace(_codePoints[i]))
            {
                i++;
                continue;
            }

            _wordStarts[words] = i;
            var word = Word(words);
            _words[words++] = (int)ShingleKernel.Whole(word);
            i += word.Length;
        }

        return words;
    }
}
