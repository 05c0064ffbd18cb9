namespace Copypasta.Hashing;

/// <summary>
/// The part of step 5 that precedes NFKC: Latin letters in brackets (⒜, which NFKC would spell "(a)") and white on black (🅐, 🅰, for which it has nothing) become plain.
/// </summary>
/// <remarks>
/// 🅰, 🅱, 🅾, 🅿, Ⓜ and ℹ are pictographs too (blood groups, a car park, an underground, information). Unless <see cref="Pictographs"/> has taken them for such, they are letters in a word with
/// others, and wherever the text has circled letters or white ones on black that are no pictographs; else they become a separator. Regional indicators stay pictographs: in pairs they are flags.
/// Squares of several letters (🆗, 🆕) stay too.
/// </remarks>
internal static class EnclosedLetters
{
    /// <summary>On a letter that is a pictograph too.</summary>
    internal const uint Either = CharacterClass.EnclosedLetter | CharacterClass.Pictograph;

    private const int WhiteOnBlack = 0x1F150, CircledM = 0x24C2, Information = 0x2139;

    // Whatever may be a letter of one of these scripts after the other steps. Scripts without spaces have no word for a pictograph to be part of.
    private const uint LetterLike = CharacterClass.Latin | CharacterClass.Cyrillic | CharacterClass.Greek | CharacterClass.Variant | CharacterClass.Styled | CharacterClass.NotNormalized;

    /// <summary>Whether it may be a letter of a word around an enclosed letter, and is none that is a pictograph too.</summary>
    internal static bool IsLetter(uint classWord) =>
        (classWord & LetterLike) != 0 && (classWord & (CharacterClass.Unspaced | CharacterClass.Mark)) == 0 && (classWord & Either) != Either;

    /// <summary>Whether the text is written in such letters, so that those that are pictographs too are letters.</summary>
    internal static bool AreUsedAsLetters(ReadOnlySpan<int> points, ReadOnlySpan<uint> classes)
    {
        for (var i = 0; i < points.Length; i++)
        {
            if ((points[i] >= WhiteOnBlack && (classes[i] & Either) == CharacterClass.EnclosedLetter) || points[i] is >= 0x24B6 and <= 0x24E9 and not CircledM)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Makes them plain, in place, and those that are pictographs separators if so asked.</summary>
    internal static void MakePlain(Span<int> points, Span<uint> classes, bool separatesPictographs)
    {
        var all = AreUsedAsLetters(points, classes);
        for (var i = 0; i < points.Length;)
        {
            var start = i;
            var letters = all;
            var enclosed = false;
            for (; i < points.Length && (classes[i] & (LetterLike | CharacterClass.Mark)) != 0; i++)
            {
                enclosed |= (classes[i] & CharacterClass.EnclosedLetter) != 0;
                letters |= IsLetter(classes[i]) || (!separatesPictographs && (classes[i] & CharacterClass.NotNormalized) != 0 && (classes[i] & Either) == Either); // NFKC is about to make it one
            }

            if (enclosed && (letters || separatesPictographs))
            {
                MakeWordPlain(points[start..i], classes[start..i], letters);
            }

            i++;
        }
    }

    private static void MakeWordPlain(Span<int> points, Span<uint> classes, bool areLetters)
    {
        for (var i = 0; i < points.Length; i++)
        {
            if ((classes[i] & CharacterClass.EnclosedLetter) != 0)
            {
                points[i] = areLetters ? Plain(points[i]) : Pictographs.Separator;
                classes[i] = CharacterClass.Of(points[i]);
            }
        }
    }

    /// <summary>The letter inside.</summary>
    internal static int Plain(int point) => point switch
    {
        >= 0x249C and <= 0x24B5 => point - 0x249C + 'a',
        >= 0x1F110 and <= 0x1F129 => point - 0x1F110 + 'A',
        0x1F12A => 'S', // in tortoise shell brackets
        >= WhiteOnBlack and <= 0x1F169 => point - WhiteOnBlack + 'A',
        0x1F18A => 'P', // crossed
        0x1F1A5 => 'd',
        CircledM => 'M',
        Information => 'i',
        _ => point - 0x1F170 + 'A',
    };
}
