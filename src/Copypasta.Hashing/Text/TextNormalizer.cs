namespace Copypasta.Hashing;

/// <summary>
/// Turns posts into comparable text, one after the other: deterministic, and independent of the host's locale, ICU and operating system (Unicode 15.0.0
/// from tables in this assembly). Any bytes are accepted. The result is well-formed UTF-8, and normalising it again changes nothing (character references
/// aside). Not thread-safe: it owns the buffers it works in, which grow linearly with the longest text; use one per thread.
/// </summary>
public sealed partial class TextNormalizer
{
    /// <summary>
    /// Most bytes of a text, and most code points that it may have on its way to being comparable: 2^28, 268,435,456. NFKC makes up to 18 code points of one (U+FDFA), so that
    /// a text of 45 MB may reach the second limit; one of up to 44,739,242 bytes never does.
    /// </summary>
    public const int MaxTextLength = 1 << 28;

    // Buffers that a giant text has grown beyond this many elements are given back when so many much shorter ones have followed.
    private const int LargeBuffer = 1 << 18;
    private const int ShortTextsBeforeShrinking = 4096;

    private const uint NotLatin = CharacterClass.Cyrillic | CharacterClass.Greek | CharacterClass.Variant;

    private readonly TextProfile _profile;
    private readonly TextSteps _steps;
    private readonly bool _takesAll;
    private readonly bool _pictographs;
    private readonly uint _separators;
    private readonly uint _removed;
    private readonly Normalization _normalization = new();
    private CodePointBuffer _text = new();
    private CodePointBuffer _spare = new();
    private int _shortTexts;
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
        _steps = profile.Steps;
        _takesAll = _steps == TextProfile.Social.Steps;
        // Where marks, selectors or symbols are left, a pictograph left over could be another one the second time.
        _pictographs = _steps.HasFlag(TextSteps.Invisibles | TextSteps.Compatibility | TextSteps.Marks | TextSteps.Punctuation);
        _separators = ((_steps & TextSteps.Punctuation) != 0 ? CharacterClass.Separator : 0) | ((_steps & TextSteps.WhiteSpace) != 0 ? CharacterClass.WhiteSpace : 0);
        _removed = ((_steps & TextSteps.Marks) != 0 ? CharacterClass.RemovableMark : 0) | ((_steps & TextSteps.Invisibles) != 0 ? CharacterClass.Invisible : 0);
    }

    /// <summary>
    /// The number of ill-formed sequences that the last call replaced by U+FFFD (maximal subparts, Unicode Standard section 3.9, as
    /// <see cref="System.Text.Encoding.UTF8"/> does).
    /// </summary>
    public int LastIllFormedCount { get; private set; }

    /// <summary>Normalises one text.</summary>
    /// <param name="utf8">The text's bytes: UTF-8, well-formed or not.</param>
    /// <param name="flags">What was seen on the way.</param>
    /// <returns>Well-formed UTF-8, valid until the next call; with the <c>exact</c> profile and well-formed input, the input itself.</returns>
    /// <exception cref="ArgumentException">The text is longer than <see cref="MaxTextLength"/>, or grows beyond it.</exception>
    public ReadOnlySpan<byte> Normalize(ReadOnlySpan<byte> utf8, out TextFlags flags)
    {
        Begin(utf8.Length, out flags);
        if (!Utf8Validity.IsValid(utf8))
        {
            Reserve(ref _repaired, utf8.Length * 3L);
            var length = Utf8Text.Repair(utf8, _repaired, out var illFormed);
            utf8 = _repaired.AsSpan(0, length);
            LastIllFormedCount = illFormed;
            flags = TextFlags.IllFormed;
        }

        if (_steps == TextSteps.None)
        {
            return utf8;
        }

        if ((_steps & TextSteps.CharacterReferences) != 0 && utf8.Contains((byte)'&'))
        {
            Reserve(ref _decoded, utf8.Length);
            utf8 = _decoded.AsSpan(0, HtmlEntities.Decode(utf8, _decoded));
        }

        return _takesAll && TryNormalizeAscii(utf8, ref flags, out var asciiLength)
            ? _output.AsSpan(0, asciiLength)
            : NormalizeCodePoints(utf8, ref flags);
    }

    /// <summary>Normalises one text and maps the result back to it, for highlighting: the same result, two to five times as slow.</summary>
    /// <param name="utf8">The text's bytes: UTF-8, well-formed or not.</param>
    /// <param name="offsets">Is overwritten with the place in <paramref name="utf8"/> of each byte of the result.</param>
    /// <param name="flags">What was seen on the way.</param>
    /// <returns>Well-formed UTF-8, valid until the next call.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="offsets"/> is null.</exception>
    /// <exception cref="ArgumentException">The text is longer than <see cref="MaxTextLength"/>, or grows beyond it.</exception>
    public ReadOnlySpan<byte> Normalize(ReadOnlySpan<byte> utf8, OffsetMap offsets, out TextFlags flags)
    {
        ArgumentNullException.ThrowIfNull(offsets);
        Begin(utf8.Length, out flags);
        _text.Track(true);
        _spare.Track(true);
        try
        {
            var any = Utf8Text.DecodeTracked(utf8, references: (_steps & TextSteps.CharacterReferences) != 0, _text, out var illFormed);
            LastIllFormedCount = illFormed;
            flags = illFormed > 0 ? TextFlags.IllFormed : TextFlags.None;
            if (_steps != TextSteps.None)
            {
                NormalizeDecoded(any, ref flags);
            }

            var result = Encode();
            offsets.Fill(_text, _separators, result.Length);
            return result;
        }
        finally
        {
            _text.Track(false);
            _spare.Track(false);
        }
    }

    private void Begin(int length, out TextFlags flags)
    {
        flags = TextFlags.None;
        LastIllFormedCount = 0;
        if (length > MaxTextLength)
        {
            throw TooLong(length);
        }

        // Long texts now and then among short ones must not have their buffers made anew each time.
        _shortTexts = length < LargeBuffer / 32 ? _shortTexts + 1 : 0;
        if (_shortTexts > ShortTextsBeforeShrinking)
        {
            _shortTexts = 0;
            if (_output.Length + _text.Capacity > LargeBuffer)
            {
                Shrink();
            }
        }
    }

    private bool TryNormalizeAscii(ReadOnlySpan<byte> utf8, scoped ref TextFlags flags, out int length)
    {
        Reserve(ref _ascii, utf8.Length);
        if (!AsciiText.TryReduce(utf8, _ascii, out length))
        {
            return false;
        }

        length = PostMarkup.Strip(_ascii.AsSpan(0, length), [], [], isStyled: false, _profile.Hashtags, out var repost);
        flags |= repost ? TextFlags.Repost : TextFlags.None;
        Reserve(ref _output, length + 32L);
        length = AsciiText.Fold(_ascii.AsSpan(0, length), _output);
        return true;
    }

    internal ReadOnlySpan<byte> NormalizeCodePoints(ReadOnlySpan<byte> utf8, scoped ref TextFlags flags)
    {
        NormalizeDecoded(Utf8Text.Decode(utf8, _text), ref flags);
        return Encode();
    }

    // Steps 3 to 6 in place; step 7 is the encoding's.
    private void NormalizeDecoded(uint any, scoped ref TextFlags flags)
    {
        RemoveHidden(any, ref flags);
        if ((_steps & TextSteps.Addresses) != 0)
        {
            _text.Length = PostMarkup.Strip(_text.Points, _text.Classes, _text.Origins, (any & CharacterClass.Styled) != 0, _profile.Hashtags, out var repost);
            flags |= repost ? TextFlags.Repost : TextFlags.None;
        }

        any = _text.AnyClass();
        var lookAlikes = (_steps & TextSteps.LookAlikes) != 0;
        if (lookAlikes)
        {
            any = UnifyBeforeNfkc(any, ref flags);
        }

        any = Compose(any, ref flags);
        if (lookAlikes && LookAlikeUnifier.Unify(_text.Points, _text.Classes, any))
        {
            flags |= TextFlags.MixedScript;
        }

        if ((any & CharacterClass.Folds) != 0 && (_steps & TextSteps.Case) != 0)
        {
            any = FoldCase();

            // Case decides which letters look alike (В like B, в not like b): a second look at the folded text makes that final.
            if (lookAlikes)
            {
                LookAlikeUnifier.Unify(_text.Points, _text.Classes, any);
            }
        }

        // And so does writing letters for capital shapes (ᴍ could be m, and м can not).
        if (lookAlikes && (any & CharacterClass.Variant) != 0)
        {
            LookAlikeUnifier.Unify(_text.Points, _text.Classes, any);
        }
    }

    // Step 3 reads the text without invisible characters, so they go first; nothing between here and step 4 brings them back. What they and the marks are is seen before they go.
    private void RemoveHidden(uint any, scoped ref TextFlags flags)
    {
        if ((any & (CharacterClass.Invisible | CharacterClass.Styled)) != 0)
        {
            flags |= Obfuscation.Inspect(_text.Points, _text.Classes, any);
        }

        if (_pictographs && (any & CharacterClass.Pictograph) != 0)
        {
            Pictographs.MakeSeparators(_text.Points, _text.Classes);
        }

        if ((any & _removed & CharacterClass.Invisible) != 0)
        {
            _text.Remove(CharacterClass.Invisible);
        }

        if ((any & _removed & CharacterClass.RemovableMark) != 0 && MarkPiles.Find(_text.Points, _text.Classes, out var isDecoration))
        {
            flags |= isDecoration ? TextFlags.Zalgo : TextFlags.None;
            _text.Remove(MarkPiles.Removed);
        }
    }

    // What of step 5 NFKC would spoil.
    private uint UnifyBeforeNfkc(uint any, scoped ref TextFlags flags)
    {
        if ((any & CharacterClass.EnclosedLetter) != 0)
        {
            EnclosedLetters.MakePlain(_text.Points, _text.Classes, _pictographs);
            any = _text.AnyClass();
        }

        var mixesScripts = false;
        if ((any & CharacterClass.Greek) != 0 && (any & CharacterClass.NotNormalized) != 0)
        {
            mixesScripts = LunateSigma.MakePlain(_text.Points, _text.Classes);
            any = _text.AnyClass();
        }

        if ((any & CharacterClass.RemovableMark) != 0 && (any & NotLatin) != 0)
        {
            mixesScripts |= AccentedLookAlikes.MakePlain(_text.Points, _text.Classes);
            any = _text.AnyClass();
        }

        flags |= mixesScripts ? TextFlags.MixedScript : TextFlags.None;
        return any;
    }

    private uint FoldCase()
    {
        var any = CaseFolding.FoldSimple(_text.Points, _text.Classes);
        if ((any & CharacterClass.Folds) != 0)
        {
            _spare.Clear();
            CaseFolding.Fold(_text, _spare);
            (_text, _spare) = (_spare, _text);
            any = _text.AnyClass();
        }

        var ignored = TextFlags.None;
        return Compose(any, ref ignored);
    }

    /// <summary>
    /// NFKC, then removal of the marks it did not compose (and of tatweel that it took out of presentation forms), then NFKC again, as what remains may
    /// have become neighbours that compose. No base composes both with a removable mark and with another, so this is stable.
    /// </summary>
    private uint Compose(uint any, scoped ref TextFlags flags)
    {
        if ((_steps & TextSteps.Compatibility) == 0)
        {
            return any;
        }

        any = _normalization.ToNfkc(ref _text, ref _spare, any);
        if ((any & _removed) == 0)
        {
            return any;
        }

        if ((_steps & TextSteps.Marks) != 0 && Obfuscation.IsZalgo(_text.Classes))
        {
            flags |= TextFlags.Zalgo;
        }

        _text.Remove(_removed);
        return _normalization.ToNfkc(ref _text, ref _spare, _text.AnyClass());
    }

    private ReadOnlySpan<byte> Encode()
    {
        Reserve(ref _output, (_text.Length * 4L) + SpacedUtf8.Slack);
        return _output.AsSpan(0, SpacedUtf8.Encode(_text.Points, _text.Classes, _separators, _output));
    }

    private void Shrink()
    {
        _text.Shrink();
        _spare.Shrink();
        _normalization.Shrink();
        _repaired = [];
        _decoded = [];
        _utf8 = [];
        _utf16 = [];
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

    private static ArgumentException TooLong(long length) => new($"A text has at most {MaxTextLength} bytes; this one has {length} or more. Cut it.");
}
