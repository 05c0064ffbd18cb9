using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Unicode;

namespace Copypasta.Hashing;

/// <summary>
/// Turns posts into comparable text, one after the other: deterministic, and independent of the host's locale, ICU and operating system (Unicode 15.0.0
/// from tables in this assembly). Any bytes are accepted. The result is well-formed UTF-8, and normalising it again changes nothing (character references
/// aside). Not thread-safe: it owns the buffers it works in, which grow linearly with the longest text; use one per thread.
/// </summary>
public sealed class TextNormalizer
{
    // Buffers that a giant text has grown beyond this many elements are given back when a much smaller one follows.
    private const int LargeBuffer = 1 << 18;

    private readonly TextProfile _profile;
    private readonly Normalization _normalization = new();
    private CodePointBuffer _text = new();
    private CodePointBuffer _spare = new();
    private byte[] _repaired = [];
    private byte[] _decoded = [];
    private byte[] _ascii = new byte[512];
    private byte[] _output = new byte[512];

    /// <summary>Makes a normaliser for one profile.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> is null.</exception>
    public TextNormalizer(TextProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        _profile = profile;
    }

    /// <summary>
    /// The number of ill-formed sequences that the last call replaced by U+FFFD (maximal subparts, Unicode Standard section 3.9, as
    /// <see cref="System.Text.Encoding.UTF8"/> does).
    /// </summary>
    public int LastIllFormedCount { get; private set; }

    /// <summary>Normalises one text.</summary>
    /// <param name="utf8">The text's bytes: UTF-8, well-formed or not, of any length.</param>
    /// <param name="flags">What was seen on the way.</param>
    /// <returns>Well-formed UTF-8, valid until the next call; with the <c>exact</c> profile and well-formed input, the input itself.</returns>
    public ReadOnlySpan<byte> Normalize(ReadOnlySpan<byte> utf8, out TextFlags flags)
    {
        flags = TextFlags.None;
        LastIllFormedCount = 0;
        if (_output.Length + _text.Capacity > LargeBuffer && utf8.Length < LargeBuffer / 32)
        {
            Shrink();
        }

        if (!Utf8.IsValid(utf8))
        {
            Reserve(ref _repaired, utf8.Length * 3L);
            var length = Utf8Text.Repair(utf8, _repaired, out var illFormed);
            utf8 = _repaired.AsSpan(0, length);
            LastIllFormedCount = illFormed;
            flags = TextFlags.IllFormed;
        }

        if (_profile.Steps == TextSteps.Exact)
        {
            return utf8;
        }

        if (utf8.Contains((byte)'&'))
        {
            Reserve(ref _decoded, utf8.Length);
            utf8 = _decoded.AsSpan(0, HtmlEntities.Decode(utf8, _decoded));
        }

        return _profile.Steps == TextSteps.Social && TryNormalizeAscii(utf8, ref flags, out var asciiLength)
            ? _output.AsSpan(0, asciiLength)
            : NormalizeCodePoints(utf8, ref flags);
    }

    private bool TryNormalizeAscii(ReadOnlySpan<byte> utf8, scoped ref TextFlags flags, out int length)
    {
        Reserve(ref _ascii, utf8.Length);
        if (!AsciiText.TryReduce(utf8, _ascii, out length))
        {
            return false;
        }

        length = PostMarkup.Strip(_ascii.AsSpan(0, length), [], _profile.Hashtags, out var repost);
        flags |= repost ? TextFlags.Repost : TextFlags.None;
        Reserve(ref _output, length + 32L);
        length = AsciiText.Fold(_ascii.AsSpan(0, length), _output);
        return true;
    }

    internal ReadOnlySpan<byte> NormalizeCodePoints(ReadOnlySpan<byte> utf8, scoped ref TextFlags flags)
    {
        var social = _profile.Steps == TextSteps.Social;
        var any = Utf8Text.Decode(utf8, _text);

        // Step 3 reads the text without invisible characters, so they go first; nothing between here and step 4 brings them back.
        if ((any & (CharacterClass.Invisible | CharacterClass.Styled)) != 0)
        {
            flags |= Obfuscation.Inspect(_text.Points, _text.Classes, any);
        }

        if ((any & CharacterClass.Invisible) != 0)
        {
            _text.Remove(CharacterClass.Invisible);
        }

        if (social)
        {
            _text.Length = PostMarkup.Strip(_text.Points, _text.Classes, _profile.Hashtags, out var repost);
            flags |= repost ? TextFlags.Repost : TextFlags.None;
        }

        any = Compose(_text.AnyClass(), ref flags);
        if (social && LookAlikeUnifier.Unify(_text.Points, _text.Classes, any))
        {
            flags |= TextFlags.MixedScript;
        }

        if ((any & CharacterClass.Folds) != 0)
        {
            if (!CaseFolding.FoldSimple(_text.Points, _text.Classes))
            {
                _spare.Clear();
                CaseFolding.Fold(_text, _spare);
                (_text, _spare) = (_spare, _text);
            }

            var ignored = TextFlags.None;
            any = Compose(_text.AnyClass(), ref ignored);

            // Case decides which letters look alike (В like B, в not like b): a second look at the folded text makes that final.
            if (social)
            {
                LookAlikeUnifier.Unify(_text.Points, _text.Classes, any);
            }
        }

        return Encode(social ? CharacterClass.Separator | CharacterClass.WhiteSpace : CharacterClass.WhiteSpace);
    }

    /// <summary>
    /// NFKC, then removal of the marks it did not compose (and of tatweel that it took out of presentation forms), then NFKC again, as what remains may
    /// have become neighbours that compose. No base composes both with a removable mark and with another, so this is stable.
    /// </summary>
    private uint Compose(uint any, scoped ref TextFlags flags)
    {
        any = ToNfkc(any);
        if ((any & (CharacterClass.RemovableMark | CharacterClass.Invisible)) == 0)
        {
            return any;
        }

        if (Obfuscation.IsZalgo(_text.Classes))
        {
            flags |= TextFlags.Zalgo;
        }

        _text.Remove(CharacterClass.RemovableMark | CharacterClass.Invisible);
        return ToNfkc(_text.AnyClass());
    }

    private uint ToNfkc(uint any)
    {
        if ((any & CharacterClass.NfkcSensitive) == 0)
        {
            return any;
        }

        _spare.Clear();
        _normalization.ToNfkc(_text, _spare);
        (_text, _spare) = (_spare, _text);
        return _text.AnyClass();
    }

    // Runs of separators become one space, none at the ends.
    private ReadOnlySpan<byte> Encode(uint separators)
    {
        ReadOnlySpan<int> points = _text.Points;
        ReadOnlySpan<uint> classes = _text.Classes;
        Reserve(ref _output, points.Length * 4L);
        ref var output = ref MemoryMarshal.GetArrayDataReference(_output);
        var written = 0;
        var pendingSpace = 0;
        for (var i = 0; i < points.Length && i < classes.Length; i++)
        {
            if ((classes[i] & separators) != 0)
            {
                pendingSpace = written != 0 ? 1 : 0;
                continue;
            }

            // A pending space took the place of a code point: four bytes for each suffice.
            Unsafe.Add(ref output, written) = (byte)' ';
            written += pendingSpace;
            pendingSpace = 0;
            written += Utf8Text.Encode(points[i], ref Unsafe.Add(ref output, written));
        }

        return _output.AsSpan(0, written);
    }

    private void Shrink()
    {
        _text.Shrink();
        _spare.Shrink();
        _normalization.Shrink();
        _repaired = [];
        _decoded = [];
        _ascii = new byte[512];
        _output = new byte[512];
    }

    private static void Reserve(ref byte[] buffer, long length)
    {
        if (buffer.Length < length)
        {
            buffer = new byte[Math.Max(checked((int)length), (int)Math.Min(buffer.Length * 2L, Array.MaxLength))];
        }
    }
}
