using System.Runtime.CompilerServices;

namespace Copypasta.Hashing;

/// <summary>
/// Step 5: in each word, letters that look like letters of another script go to the word's script, and keyboard variants of Arabic letters and
/// digits are unified.
/// </summary>
/// <remarks>
/// A word that can be read in one script goes to that script: to the text's if it can be read in several. A word that no script can read whole is a compound
/// ("COVIDный"): it is cut, from its beginning, into the longest stretches that one script can read. The text's script is the one in which most of its letters
/// could be read, Latin if several. Asking what a letter <em>could</em> be instead of what it is makes the outcome depend on shapes only: whatever letters are
/// swapped for look-alikes, the same text comes out, and doing it twice changes nothing.
/// </remarks>
internal static class LookAlikeUnifier
{
    private const uint Scripts = CharacterClass.Latin | CharacterClass.Cyrillic | CharacterClass.Greek;
    private const int AllScripts = LookAlikes.Latin | LookAlikes.Cyrillic | LookAlikes.Greek;

    // What the step knows of a letter, in groups of three bits (Latin, Cyrillic, Greek); a letter that is read in none of them hinders none.
    private const int UnreadableMask = 7, WrittenShift = 3, OtherAlphabet = 1 << 6, PlainOther = 1 << 7, ReadableShift = 8, PlainShift = 11, OtherLookAlike = 1 << 14;
    private const int WordMask = OtherAlphabet | (7 << WrittenShift) | UnreadableMask;

    private static readonly ushort[] s_letters = [.. Enumerable.Range(0, CommonCharacters.Count).Select(point => (ushort)Describe(point, CharacterClass.Of(point)))];

    // By what is known of a word's letters together: the scripts of which the text must be one for the word to stay as it is.
    private static readonly byte[] s_stays = [.. Enumerable.Range(0, WordMask + 1).Select(word => (byte)StaysIn(word))];

    private static readonly ushort[] s_arabic = [.. Enumerable.Range(0, CommonCharacters.Count).Select(point => (ushort)UnifiedArabic(point))];

    /// <summary>Unifies in place. <paramref name="any"/> is the union of the text's property words.</summary>
    /// <returns>Whether a word that mixes scripts was made one script's, in a way no orthography or habit explains.</returns>
    internal static bool Unify(Span<int> points, Span<uint> classes, uint any)
    {
        if ((any & CharacterClass.ArabicVariant) != 0)
        {
            CommonCharacters.Replace(points, classes, s_arabic);
        }

        var present = any & (Scripts | CharacterClass.Variant);
        if (present is 0 or CharacterClass.Latin || (present == CharacterClass.Cyrillic && IsPlainlyCyrillic(points, classes)))
        {
            return false;
        }

        var stays = StaysIn(points, classes);
        if (stays == AllScripts)
        {
            return false;
        }

        Census text = default;
        text.Count(points, classes);
        return text.Scripts != 0 && (stays & text.Script()) == 0 && UnifyWords(points, classes, text);
    }

    private static bool UnifyWords(Span<int> points, Span<uint> classes, in Census text)
    {
        Disguise disguise = default;
        for (var i = 0; i < points.Length;)
        {
            var start = i;
            while (i < points.Length && (classes[i] & CharacterClass.Separator) == 0)
            {
                i++;
            }

            Census word = default;
            word.Count(points[start..i], classes[start..i]);
            if ((word.StaysIn & text.Script()) == 0)
            {
                UnifyWord(points[start..i], classes[start..i], word, text, ref disguise);
            }

            i++;
        }

        return disguise.IsConclusive(text);
    }

    // The scripts of which the text must be one for all its words to stay as they are. No branch depends on the length of a word.
    private static int StaysIn(ReadOnlySpan<int> points, ReadOnlySpan<uint> classes)
    {
        var stays = AllScripts;
        var word = 0;
        for (var i = 0; i < points.Length && i < classes.Length; i++)
        {
            var insideWord = (int)(classes[i] & CharacterClass.Separator) - 1; // all bits set, or none at a separator
            stays &= s_stays[word & WordMask] | insideWord;
            word = (word | LetterOf(points[i], classes[i])) & insideWord;
        }

        return stays & s_stays[word & WordMask];
    }

    // A word stays if it has no letter of the three scripts nor of another alphabet, if written in one of the three and not wholly readable in any other, or if written in the
    // text's and wholly readable in that. (Letters of other alphabets may look like one of its own script and yet be written as another.)
    private static int StaysIn(int word)
    {
        var written = (word >> WrittenShift) & AllScripts;
        var common = ~word & AllScripts;
        return (word & OtherAlphabet) != 0 || (written & (written - 1)) != 0 ? 0
            : written == 0 ? AllScripts
            : common == written ? AllScripts
            : common & written;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int LetterOf(int point, uint classWord) =>
        (uint)point < (uint)s_letters.Length ? s_letters[point]
        : (classWord & (Scripts | CharacterClass.Variant)) == 0 ? 0 : Describe(point, classWord);

    private static int Describe(int point, uint classWord)
    {
        if ((classWord & (Scripts | CharacterClass.Variant)) == 0)
        {
            return 0;
        }

        var written = WrittenScript(classWord);
        var look = LookAlikes.ClassOf(point);
        var readable = look == LookAlikes.None ? written : LookAlikes.ScriptsOf(look);
        return (readable == 0 ? PlainOther : ~readable & UnreadableMask)
            | (written << WrittenShift)
            | ((classWord & CharacterClass.Variant) != 0 ? OtherAlphabet : 0)
            | (readable << ReadableShift)
            | ((readable & (readable - 1)) == 0 ? readable << PlainShift : 0)
            | (readable != 0 && written == 0 ? OtherLookAlike : 0);
    }

    /// <summary>Unifies one word of a text, and adds to <paramref name="disguise"/> the letters of the rarer script, where no orthography or habit explains the mixture.</summary>
    internal static void UnifyWord(Span<int> points, Span<uint> classes, in Census word, in Census text, ref Disguise disguise)
    {
        // Letters of other alphabets are read as look-alikes only where the word is not theirs, and one of nothing but such letters where the text has no others of them.
        var readsOthers = !word.HasPlainOthers && (word.Scripts != 0 || (text.Scripts != 0 && !text.HasPlainOthers));
        var textScript = text.Script();
        var evidence = new MixtureEvidence();
        var isFormula = word.Scripts == (LookAlikes.Latin | LookAlikes.Greek) && GreekSymbols.Explain(points, classes, textScript == LookAlikes.Greek);
        var start = 0;
        var common = AllScripts;
        var swapped = 0;
        for (var i = 0; i < points.Length; i++)
        {
            evidence.See(points[i], classes[i]);
            var readable = (classes[i] & Scripts) != 0 || readsOthers ? ~LetterOf(points[i], classes[i]) & AllScripts : AllScripts;
            if ((common & readable) == 0)
            {
                swapped += Write(points[start..i], classes[start..i], Choose(common, textScript), readsOthers);
                start = i;
                common = AllScripts;
            }

            common &= readable;
        }

        var script = Choose(common, textScript);
        swapped += Write(points[start..], classes[start..], script, readsOthers);
        if (start != 0 || isFormula || !word.MixesScripts || !evidence.IsConclusive(script, text))
        {
            return;
        }

        // "CBС" in a Cyrillic text becomes "СВС", and yet one letter was the odd one.
        var kept = evidence.Letters - swapped;
        disguise.Add(kept > 0 ? Math.Min(swapped, kept) : swapped, evidence.IsOfSharedKey(script) ? AllScripts & ~script & word.Scripts : 0);
    }

    private static int Choose(int scripts, int textScript) => (scripts & textScript) != 0 ? textScript : scripts & -scripts;

    private static int Write(Span<int> points, Span<uint> classes, int script, bool readsOthers)
    {
        var swapped = 0;
        for (var i = 0; i < points.Length; i++)
        {
            var look = LookAlikes.ClassOf(points[i]);
            if (look == LookAlikes.None || ((classes[i] & Scripts) == 0 && !readsOthers))
            {
                continue;
            }

            var letter = LookAlikes.Letter(look, script);
            if (letter != points[i])
            {
                points[i] = letter;
                classes[i] = CharacterClass.Of(letter);
                swapped++;
            }
        }

        return swapped;
    }

    // Then every word's script is Cyrillic, before and after case folding: the whole step would change nothing.
    private static bool IsPlainlyCyrillic(ReadOnlySpan<int> points, ReadOnlySpan<uint> classes)
    {
        for (var i = 0; i < points.Length; i++)
        {
            if ((classes[i] & CharacterClass.Cyrillic) != 0 && LookAlikes.ClassOf(points[i]) == LookAlikes.None
                && ((classes[i] & CharacterClass.Folds) == 0 || LookAlikes.ClassOf(CaseFolding.Simple(points[i])) == LookAlikes.None))
            {
                return true;
            }
        }

        return false;
    }

    private static int UnifiedArabic(int point) => (CharacterClass.Of(point) & CharacterClass.ArabicVariant) == 0 ? point : point switch
    {
        0x064A or 0x0649 => 0x06CC, // yeh and alef maksura: Farsi yeh
        0x0643 => 0x06A9, // kaf: keheh
        0x0629 or 0x06C1 => 0x0647, // teh marbuta and heh goal: heh
        >= 0x0660 and <= 0x0669 => '0' + (point - 0x0660),
        _ => '0' + (point - 0x06F0),
    };

    /// <summary>The script of a letter as it is written, 0 for other scripts.</summary>
    internal static int WrittenScript(uint classWord) =>
        (classWord & CharacterClass.Latin) != 0 ? LookAlikes.Latin
        : (classWord & CharacterClass.Cyrillic) != 0 ? LookAlikes.Cyrillic
        : (classWord & CharacterClass.Greek) != 0 ? LookAlikes.Greek : 0;

    /// <summary>The letters of a text that no orthography or habit explains.</summary>
    internal struct Disguise
    {
        private int _letters, _slips, _slipScripts;

        /// <summary>Adds those of a word.</summary>
        /// <param name="letters">Their number.</param>
        /// <param name="slipScripts">Their scripts, if c and с, which share a key, are all of them; else 0.</param>
        internal void Add(int letters, int slipScripts)
        {
            _letters += slipScripts == 0 ? letters : 0;
            _slips += slipScripts == 0 ? 0 : letters;
            _slipScripts |= slipScripts;
        }

        /// <summary>
        /// Whether they are enough. Who writes Cyrillic or Greek has the Latin letters on the same keyboard and types one of them by mistake now and then ("внeсување" with a Latin e: 2 in 1,000
        /// texts of a carefully edited corpus); on a Latin keyboard there is nothing to mistake, unless the text has Cyrillic words too: then one с may be a slip on the key of c.
        /// </summary>
        internal readonly bool IsConclusive(in Census text)
        {
            var isSlip = _slips <= 1 && (_slipScripts & ~text.PlainScripts) == 0;
            return _letters + (isSlip ? 0 : _slips) >= (text.Script() == LookAlikes.Latin ? 1 : 2);
        }
    }

    /// <summary>What a word's or a text's letters are together, and how many could be read in each script.</summary>
    internal struct Census
    {
        private int _seen, _latin, _cyrillic, _greek;

        /// <summary>The scripts the letters are written in, other alphabets aside.</summary>
        internal readonly int Scripts => (_seen >> WrittenShift) & AllScripts;

        /// <summary>The scripts of letters that can be read in no other.</summary>
        internal readonly int PlainScripts => (_seen >> PlainShift) & AllScripts;

        /// <summary>Letters of other alphabets without a look-alike were seen.</summary>
        internal readonly bool HasPlainOthers => (_seen & PlainOther) != 0;

        internal readonly bool MixesScripts => (Scripts & (Scripts - 1)) != 0 || (Scripts != 0 && (_seen & OtherLookAlike) != 0 && !HasPlainOthers);

        /// <summary>The scripts of which the text must be one for this word to stay as it is.</summary>
        internal readonly int StaysIn => s_stays[_seen & WordMask];

        internal void Count(ReadOnlySpan<int> points, ReadOnlySpan<uint> classes)
        {
            for (var i = 0; i < points.Length && i < classes.Length; i++)
            {
                var letter = LetterOf(points[i], classes[i]);
                _seen |= letter;
                _latin += (letter >> ReadableShift) & 1;
                _cyrillic += (letter >> (ReadableShift + 1)) & 1;
                _greek += (letter >> (ReadableShift + 2)) & 1;
            }
        }

        /// <summary>The script most letters could be read in, the first if several.</summary>
        internal readonly int Script()
        {
            var most = Math.Max(_latin, Math.Max(_cyrillic, _greek));
            return _latin == most ? LookAlikes.Latin : _cyrillic == most ? LookAlikes.Cyrillic : LookAlikes.Greek;
        }
    }
}
