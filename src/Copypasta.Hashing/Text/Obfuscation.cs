namespace Copypasta.Hashing;

/// <summary>
/// Finds uses of invisible characters, bidirectional controls, styled letters and combining marks that no orthography explains. Where in doubt, a use is
/// ordinary: the flags are evidence about people.
/// </summary>
internal static class Obfuscation
{
    private const int Tatweel = 0x0640, SoftHyphen = 0x00AD, NonJoiner = 0x200C, Joiner = 0x200D;
    private const int PopDirectionalFormatting = 0x202C, LeftToRightOverride = 0x202D, RightToLeftOverride = 0x202E;
    private const int LongestNumber = 40; // a telephone number's digits, of which there are 15 at most, and what stands between them

    private const int RightToLeftShare = 4; // of whose letters one in so many is of a right-to-left script is a text in it, quoting and tagging in Latin

    /// <summary>Looks at a text before its invisible characters are removed.</summary>
    internal static TextFlags Inspect(ReadOnlySpan<int> points, ReadOnlySpan<uint> classes, uint any)
    {
        var flags = TextFlags.None;
        if ((any & CharacterClass.Invisible) != 0)
        {
            flags |= InspectInvisibles(points, classes);
        }

        if ((any & CharacterClass.Styled) != 0 && HasStyledWord(points, classes, any))
        {
            flags |= TextFlags.StyledLetters;
        }

        return flags;
    }

    /// <summary>
    /// Looks at a text in NFKC before its removable marks are removed. Orthographies stack up to two marks that do not compose on a letter
    /// (up to five in pointed Hebrew and Arabic), and none decorates nearly every letter.
    /// </summary>
    internal static bool IsZalgo(ReadOnlySpan<uint> classes)
    {
        int letters = 0, decorated = 0, stack = 0;
        uint baseClass = 0;
        foreach (var word in classes)
        {
            if ((word & CharacterClass.RemovableMark) == 0)
            {
                baseClass = (word & CharacterClass.Mark) != 0 ? baseClass : word;
                stack = 0;
                letters += (word & (CharacterClass.Latin | CharacterClass.Cyrillic | CharacterClass.Greek)) != 0 ? 1 : 0;
                continue;
            }

            var pointed = (baseClass & (CharacterClass.RightToLeft | CharacterClass.Joining | CharacterClass.Indic)) != 0;
            if (++stack > (pointed ? 5 : 2))
            {
                return true;
            }

            if (stack == 1 && (baseClass & (CharacterClass.Latin | CharacterClass.Cyrillic | CharacterClass.Greek)) != 0)
            {
                decorated++;
            }
        }

        return decorated >= 5 && decorated * 3 > letters * 2;
    }

    private static TextFlags InspectInvisibles(ReadOnlySpan<int> points, ReadOnlySpan<uint> classes)
    {
        var flags = TextFlags.None;
        uint before = 0; // the last visible character
        uint letterBefore = 0; // the last letter, for the script of a mark
        var visibleSinceHyphen = -1;
        var loneLetters = 0;
        var next = 0;
        var depth = 0;
        var atStart = 0;
        var balanced = true;
        for (var i = 0; i < points.Length; i++)
        {
            if (IsVisible(points[i], classes[i]))
            {
                before = classes[i];
                if ((before & CharacterClass.Mark) == 0)
                {
                    letterBefore = before;
                }

                if (visibleSinceHyphen >= 0)
                {
                    visibleSinceHyphen = (before & CharacterClass.Word) != 0 ? visibleSinceHyphen + 1 : -1;
                }

                continue;
            }

            for (next = Math.Max(next, i + 1); next < points.Length && !IsVisible(points[next], classes[next]);)
            {
                next++;
            }

            var after = next < points.Length ? classes[next] : 0;
            var insideWord = (before & CharacterClass.Word) != 0 && (after & CharacterClass.Word) != 0;
            if ((classes[i] & CharacterClass.BidiControl) != 0)
            {
                // Copying from a dialogue box leaves an opening one before all else, and behind all else there is nothing to reorder.
                if (points[i] is 0x202A or 0x202B or LeftToRightOverride or (>= 0x2066 and <= 0x2068))
                {
                    atStart += before == 0 ? 1 : 0;
                    depth += before != 0 && next < points.Length ? 1 : 0;
                }
                else if (points[i] is PopDirectionalFormatting or 0x2069)
                {
                    balanced &= depth + atStart > 0 || next == points.Length;
                    (depth, atStart) = depth > 0 ? (depth - 1, atStart) : (0, Math.Max(0, atStart - 1));
                }

                // Between words a mark moves punctuation only, and keyboards and programs for right-to-left scripts leave it in any text; within a word it has a use beside their letters.
                var ordinary = points[i] == LeftToRightOverride ? IsNumber(points[(i + 1)..], classes[(i + 1)..])
                    : points[i] != RightToLeftOverride && (!insideWord || ((before | letterBefore | after) & CharacterClass.RightToLeft) != 0);
                flags |= ordinary ? TextFlags.None : TextFlags.BidiControl;
            }
            else if (points[i] == SoftHyphen)
            {
                // Hyphenation may leave one letter between two hyphens ("Amer-i-cans"), but not one after the other.
                loneLetters = insideWord && visibleSinceHyphen == 1 ? loneLetters + 1 : 0;
                flags |= loneLetters >= 2 ? TextFlags.ZeroWidth : TextFlags.None;
                visibleSinceHyphen = 0;
            }
            else if (points[i] is >= 0xE0020 and <= 0xE007F ? (before & CharacterClass.Pictograph) == 0
                : insideWord && (IsRepeated(points, i) || (!IsOrthographic(points[i], before, before | letterBefore, after) && !IsLigatureBreak(points, i))))
            {
                flags |= TextFlags.ZeroWidth;
            }
        }

        if ((depth != 0 || !balanced) && !IsRightToLeft(classes))
        {
            flags |= TextFlags.BidiControl;
        }

        return flags;
    }

    // One letter of a right-to-left script does not make a text that directions are left open in.
    private static bool IsRightToLeft(ReadOnlySpan<uint> classes)
    {
        int letters = 0, rightToLeft = 0;
        foreach (var word in classes)
        {
            letters += (word & CharacterClass.Letter) != 0 ? 1 : 0;
            rightToLeft += (word & CharacterClass.RightToLeft) != 0 ? 1 : 0;
        }

        return rightToLeft * RightToLeftShare >= letters && rightToLeft > 0;
    }

    // One joiner or non-joiner has a meaning; a second one is a slip (in 7 of 12,471 Persian and Arabic, 12 of 2,367 Malayalam sentences of a carefully edited corpus), a third is none.
    private static bool IsRepeated(ReadOnlySpan<int> points, int i) => points[i] is NonJoiner or Joiner && i > 1 && points[i - 1] == points[i] && points[i - 2] == points[i];

    // An address book copies a telephone number with an override around it, which changes nothing of digits and signs.
    private static bool IsNumber(ReadOnlySpan<int> points, ReadOnlySpan<uint> classes)
    {
        var end = points[..Math.Min(points.Length, LongestNumber + 1)].IndexOf(PopDirectionalFormatting);
        if (end < 0)
        {
            return false;
        }

        var hasDigit = false;
        foreach (var word in classes[..end])
        {
            hasDigit |= (word & CharacterClass.Number) != 0;
            if ((word & (CharacterClass.Letter | CharacterClass.Mark | CharacterClass.Invisible)) != 0)
            {
                return false;
            }
        }

        return hasDigit;
    }

    private static bool IsVisible(int point, uint classWord) => (classWord & CharacterClass.Invisible) == 0 || point == Tatweel;

    /// <summary>Whether an invisible character inside a word belongs to the orthography of its neighbours.</summary>
    private static bool IsOrthographic(int point, uint before, uint scriptBefore, uint after)
    {
        var scripts = scriptBefore | after;
        return point switch
        {
            // Non-joiner and joiner: between letters of cursive scripts, after a virama or in other Indic clusters.
            NonJoiner or Joiner => (scripts & (CharacterClass.Joining | CharacterClass.Indic)) != 0,
            // The zero-width space and the word joiner: line breaks in scripts without spaces.
            0x200B or 0x2060 or 0xFEFF => (scripts & (CharacterClass.Unspaced | CharacterClass.Indic)) != 0,
            // Variation selectors: Han, Myanmar, Phags-pa, Mongolian, digits and symbols.
            (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) or (>= 0x180B and <= 0x180F) =>
                (before & CharacterClass.Number) != 0 || (scriptBefore & (CharacterClass.Unspaced | CharacterClass.Indic | CharacterClass.Joining)) != 0,
            // The grapheme joiner: Hebrew points, and the order of marks.
            0x034F => (scripts & CharacterClass.RightToLeft) != 0 || ((before | after) & CharacterClass.Mark) != 0,
            // Hangul fillers, Khmer inherent vowels.
            0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x17B4 or 0x17B5 => (scripts & (CharacterClass.Unspaced | CharacterClass.Indic)) != 0,
            _ => false,
        };
    }

    // German and English keep the letters of a ligature apart where two parts of a word meet ("Auf|lage", "shelf|ful").
    private static bool IsLigatureBreak(ReadOnlySpan<int> points, int i) =>
        points[i] == NonJoiner && i > 0 && points[i - 1] == 'f' && i + 1 < points.Length && points[i + 1] is 'f' or 'i' or 'l' or 't' or 'b' or 'h' or 'j' or 'k';

    // Three letters or more, one of them styled; fewer are variables and list marks, and letterlike symbols like ℋ are written in formulas ("ℋom"). Fullwidth letters are ordinary beside East Asian text, and pictographs
    // (Ⓜ, 🅰) anywhere.
    private static bool HasStyledWord(ReadOnlySpan<int> points, ReadOnlySpan<uint> classes, uint any)
    {
        var fullwidthIsOrdinary = (any & CharacterClass.Unspaced) != 0;
        var letters = 0;
        var styled = false;
        for (var i = 0; i < points.Length; i++)
        {
            if ((classes[i] & (CharacterClass.Letter | CharacterClass.Styled)) == 0)
            {
                if ((classes[i] & (CharacterClass.Invisible | CharacterClass.Mark)) == 0)
                {
                    (letters, styled) = (0, false);
                }

                continue;
            }

            letters++;
            styled |= (classes[i] & (CharacterClass.Styled | CharacterClass.Pictograph)) == CharacterClass.Styled && points[i] is not (>= 0x2100 and <= 0x214F)
                && !(fullwidthIsOrdinary && points[i] is >= 0xFF00 and <= 0xFFEF) && !IsSign(points, classes, i);
            if (styled && letters >= 3)
            {
                return true;
            }
        }

        return false;
    }

    // Of a word in small letters the next is no circled capital: that is a sign like ™ ("TokyoTomⒶ").
    private static bool IsSign(ReadOnlySpan<int> points, ReadOnlySpan<uint> classes, int i) =>
        points[i] is >= 0x24B6 and <= 0x24CF && i > 0 && points[i - 1] is >= 'a' and <= 'z' && (i + 1 == points.Length || (classes[i + 1] & CharacterClass.Word) == 0);
}
