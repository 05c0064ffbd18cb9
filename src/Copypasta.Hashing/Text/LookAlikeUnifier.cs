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

    // ReadableOrAll of the code points below U+0600, among them nearly all letters of the three scripts.
    private static readonly byte[] s_readable = [.. Enumerable.Range(0, 0x600).Select(point => (byte)ReadableOrAll(point, CharacterClass.Of(point)))];

    /// <summary>Unifies in place. <paramref name="any"/> is the union of the text's property words.</summary>
    /// <returns>Whether a word that mixes scripts was made one script's, in a way no orthography or habit explains.</returns>
    internal static bool Unify(Span<int> points, Span<uint> classes, uint any)
    {
        if ((any & CharacterClass.ArabicVariant) != 0)
        {
            UnifyArabic(points, classes);
        }

        var present = any & (Scripts | CharacterClass.Variant);
        if (present is 0 or CharacterClass.Latin || (present == CharacterClass.Cyrillic && IsPlainlyCyrillic(points, classes)))
        {
            return false;
        }

        Census text = default;
        var mixed = false;
        for (var i = 0; i < points.Length;)
        {
            var start = i;
            if (IsPlainWord(points, classes, ref i))
            {
                continue;
            }

            if (!text.HasLetters)
            {
                text.Count(points, classes);
            }

            Census word = default;
            word.Count(points[start..i], classes[start..i]);
            if (word.HasLetters)
            {
                mixed |= UnifyWord(points[start..i], classes[start..i], word, text);
            }
        }

        return mixed;
    }

    // Steps over separators and a word; the word is plain if written in one script and not wholly readable in any other: then it stays as it is.
    private static bool IsPlainWord(ReadOnlySpan<int> points, ReadOnlySpan<uint> classes, ref int i)
    {
        uint written = 0;
        var common = AllScripts;
        while (i < points.Length && (classes[i] & CharacterClass.Separator) != 0)
        {
            i++;
        }

        for (; i < points.Length && i < classes.Length && (classes[i] & CharacterClass.Separator) == 0; i++)
        {
            written |= classes[i];
            common &= (uint)points[i] < (uint)s_readable.Length ? s_readable[points[i]] : ReadableOrAll(points[i], classes[i]);
        }

        written &= Scripts | CharacterClass.Variant;
        return written == 0 || (common == WrittenScript(written) && (written & (written - 1)) == 0);
    }

    private static int ReadableOrAll(int point, uint classWord)
    {
        var readable = ReadableScripts(point, classWord);
        return readable == 0 ? AllScripts : readable;
    }

    private static bool UnifyWord(Span<int> points, Span<uint> classes, in Census word, in Census text)
    {
        // Letters of other alphabets are read as look-alikes only where the word is not theirs.
        var readsOthers = !word.HasPlainOthers && word.Scripts != 0;
        var textScript = text.Script();
        var evidence = new MixtureEvidence();
        var start = 0;
        var common = AllScripts;
        for (var i = 0; i < points.Length; i++)
        {
            evidence.See(points[i], classes[i]);
            var readable = (classes[i] & Scripts) != 0 || readsOthers ? ReadableOrAll(points[i], classes[i]) : AllScripts;
            if ((common & readable) == 0)
            {
                Write(points[start..i], classes[start..i], Choose(common, textScript), readsOthers);
                start = i;
                common = AllScripts;
            }

            common &= readable;
        }

        var script = Choose(common, textScript);
        Write(points[start..], classes[start..], script, readsOthers);
        return start == 0 && word.MixesScripts && evidence.IsConclusive(script, text);
    }

    private static int Choose(int scripts, int textScript) => (scripts & textScript) != 0 ? textScript : scripts & -scripts;

    private static void Write(Span<int> points, Span<uint> classes, int script, bool readsOthers)
    {
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
            }
        }
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

    private static void UnifyArabic(Span<int> points, Span<uint> classes)
    {
        for (var i = 0; i < points.Length; i++)
        {
            if ((classes[i] & CharacterClass.ArabicVariant) == 0)
            {
                continue;
            }

            points[i] = points[i] switch
            {
                0x064A or 0x0649 => 0x06CC, // yeh and alef maksura: Farsi yeh
                0x0643 => 0x06A9, // kaf: keheh
                0x0629 or 0x06C1 => 0x0647, // teh marbuta and heh goal: heh
                >= 0x0660 and <= 0x0669 => '0' + (points[i] - 0x0660),
                _ => '0' + (points[i] - 0x06F0),
            };
            classes[i] = CharacterClass.Of(points[i]);
        }
    }

    /// <summary>The script of a letter as it is written, 0 for other scripts.</summary>
    internal static int WrittenScript(uint classWord) =>
        (classWord & CharacterClass.Latin) != 0 ? LookAlikes.Latin
        : (classWord & CharacterClass.Cyrillic) != 0 ? LookAlikes.Cyrillic
        : (classWord & CharacterClass.Greek) != 0 ? LookAlikes.Greek : 0;

    /// <summary>The scripts a letter could be read in.</summary>
    internal static int ReadableScripts(int point, uint classWord)
    {
        var look = LookAlikes.ClassOf(point);
        return look == LookAlikes.None ? WrittenScript(classWord) : LookAlikes.ScriptsOf(look);
    }

    /// <summary>Counts of a word's or a text's letters by the scripts they could be read in.</summary>
    internal struct Census
    {
        private int _letters, _latin, _cyrillic, _greek;

        /// <summary>The scripts the letters are written in, other alphabets aside.</summary>
        internal int Scripts { get; private set; }

        /// <summary>The scripts of letters that can be read in no other.</summary>
        internal int PlainScripts { get; private set; }

        /// <summary>Look-alike letters of other alphabets were seen.</summary>
        internal bool HasOtherLookAlikes { get; private set; }

        /// <summary>Letters of other alphabets without a look-alike were seen.</summary>
        internal bool HasPlainOthers { get; private set; }

        internal readonly bool HasLetters => _letters != 0;

        internal readonly bool MixesScripts => (Scripts & (Scripts - 1)) != 0 || (Scripts != 0 && HasOtherLookAlikes && !HasPlainOthers);

        internal void Count(ReadOnlySpan<int> points, ReadOnlySpan<uint> classes)
        {
            for (var i = 0; i < points.Length; i++)
            {
                Count(points[i], classes[i]);
            }
        }

        private void Count(int point, uint classWord)
        {
            if ((classWord & (LookAlikeUnifier.Scripts | CharacterClass.Variant)) == 0)
            {
                return;
            }

            var readable = ReadableScripts(point, classWord);
            var written = WrittenScript(classWord);
            if (written == 0)
            {
                HasOtherLookAlikes |= readable != 0;
                HasPlainOthers |= readable == 0;
            }

            if (readable == 0)
            {
                return;
            }

            Scripts |= written;
            if ((readable & (readable - 1)) == 0)
            {
                PlainScripts |= readable;
            }

            _letters++;
            _latin += readable & 1;
            _cyrillic += (readable >> 1) & 1;
            _greek += readable >> 2;
        }

        /// <summary>The script most letters could be read in, the first if several.</summary>
        internal readonly int Script()
        {
            var most = Math.Max(_latin, Math.Max(_cyrillic, _greek));
            return _latin == most ? LookAlikes.Latin : _cyrillic == most ? LookAlikes.Cyrillic : LookAlikes.Greek;
        }
    }
}
