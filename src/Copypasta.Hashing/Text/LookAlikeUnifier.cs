namespace Copypasta.Hashing;

/// <summary>
/// Step 5: in each word, letters that look like letters of another script go to the word's script, and keyboard variants of Arabic letters and
/// digits are unified.
/// </summary>
/// <remarks>
/// A word that can be read in one script goes to that script: to the text's if it can be read in several. A word that no script can read whole, but Cyrillic without the stress of its vowels
/// ("бóльший" with a Latin ó), goes there, and in a Cyrillic text one that mixes scripts, too. One that none can read at all is a compound ("COVIDный"): it is cut, from its beginning, into the longest stretches that one script can read. The
/// text's script is the one in which most of its words could be read; if several could read them all, the one most letters are written in. Asking what a letter <em>could</em> be instead of what it is makes the outcome depend on shapes only:
/// whatever letters are swapped for look-alikes, the same text comes out (of a text that several scripts can read, as long as most letters stay), and doing it twice changes nothing.
/// </remarks>
internal static class LookAlikeUnifier
{
    private const uint Scripts = CharacterClass.Latin | CharacterClass.Cyrillic | CharacterClass.Greek;

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

        var stays = LetterCensus.AllWordsStayIn(points, classes);
        if (stays == LookAlikes.AllScripts)
        {
            return false;
        }

        var text = new TextCensus(points, classes);
        return (text.Scripts != 0 || text.ReadsOthers) && (stays & text.Script) == 0 && UnifyWords(points, classes, text);
    }

    private static bool UnifyWords(Span<int> points, Span<uint> classes, in TextCensus text)
    {
        Disguise disguise = default;
        for (var i = 0; i < points.Length;)
        {
            var start = i;
            while (i < points.Length && (classes[i] & CharacterClass.Separator) == 0)
            {
                i++;
            }

            LetterCensus word = default;
            word.Count(points[start..i], classes[start..i]);
            if ((word.StaysIn & text.Script) == 0)
            {
                UnifyWord(points[start..i], classes[start..i], word, text, ref disguise);
            }

            i++;
        }

        return disguise.IsConclusive(text);
    }

    /// <summary>Unifies one word of a text, and adds to <paramref name="disguise"/> the letters of the rarer script, where no orthography or habit explains the mixture.</summary>
    internal static void UnifyWord(Span<int> points, Span<uint> classes, in LetterCensus word, in TextCensus text, ref Disguise disguise)
    {
        // Letters of other alphabets are read as look-alikes only where the word is not theirs, and one of nothing but such letters where the text is not.
        var readsOthers = !word.HasPlainOthers && (word.Scripts != 0 || text.ReadsOthers);
        var isFormula = word.Scripts == (LookAlikes.Latin | LookAlikes.Greek) && GreekSymbols.Explain(points, classes, text.Script == LookAlikes.Greek);
        var evidence = new MixtureEvidence();
        for (var i = 0; i < points.Length; i++)
        {
            evidence.See(points[i], classes[i]);
        }

        evidence.End();
        if (word.IsCyrillicWithStress && (word.Common == 0 || (word.MixesScripts && text.Script == LookAlikes.Cyrillic)))
        {
            RemoveStress(points, classes);
        }

        var start = 0;
        var common = LookAlikes.AllScripts;
        var swapped = 0;
        for (var i = 0; i < points.Length; i++)
        {
            var readable = (classes[i] & Scripts) != 0 || readsOthers ? LetterCensus.ReadableIn(points[i], classes[i]) : LookAlikes.AllScripts;
            if ((common & readable) == 0)
            {
                swapped += Write(points[start..i], classes[start..i], text.Choose(common), readsOthers);
                start = i;
                common = LookAlikes.AllScripts;
            }

            common &= readable;
        }

        var script = text.Choose(common);
        swapped += Write(points[start..], classes[start..], script, readsOthers);
        if (isFormula || !word.MixesScripts || !(start == 0 ? evidence.IsConclusive(script, text) : evidence.IsPatchwork && swapped > 0))
        {
            return;
        }

        // "CBС" in a Cyrillic text becomes "СВС", and yet one letter was the odd one.
        var kept = evidence.Letters - swapped;
        disguise.Add(kept > 0 ? Math.Min(swapped, kept) : swapped, start == 0 && evidence.IsOfSharedKey(script) ? LookAlikes.AllScripts & ~script & word.Scripts : 0);
    }

    private static void RemoveStress(Span<int> points, Span<uint> classes)
    {
        for (var i = 0; i < points.Length; i++)
        {
            if ((LetterCensus.ReadableIn(points[i], classes[i]) & LookAlikes.Cyrillic) == 0)
            {
                points[i] = LookAlikes.Letter(LookAlikes.ClassOf(LookAlikes.WithoutStress(points[i])), LookAlikes.Cyrillic);
                classes[i] = CharacterClass.Of(points[i]);
            }
        }
    }

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
}
