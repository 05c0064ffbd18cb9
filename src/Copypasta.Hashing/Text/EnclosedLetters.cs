namespace Copypasta.Hashing;

/// <summary>
/// The part of step 5 that precedes NFKC: Latin letters in brackets (⒜, which NFKC would spell "(a)") and white on black (🅐, 🅰, for which it has nothing) become plain.
/// </summary>
/// <remarks>
/// 🅰, 🅱, 🅾 and 🅿 are pictographs too (blood groups, a car park), and with or without a variation selector it is the same character. They are letters in a word with others,
/// and wherever the text has white letters on black that are no pictographs; else they stay what they are. Regional indicators stay pictographs: in pairs they are flags.
/// Squares of several letters (🆗, 🆕) stay too.
/// </remarks>
internal static class EnclosedLetters
{
    private const int WhiteOnBlack = 0x1F150;
    private const uint Either = CharacterClass.EnclosedLetter | CharacterClass.Pictograph;

    // Whatever may be a letter of one of these scripts after the other steps. Scripts without spaces have no word for a pictograph to be part of.
    private const uint LetterLike = CharacterClass.Latin | CharacterClass.Cyrillic | CharacterClass.Greek | CharacterClass.Variant | CharacterClass.Styled | CharacterClass.NotNormalized;

    /// <summary>Makes them plain, in place.</summary>
    internal static void MakePlain(Span<int> points, Span<uint> classes)
    {
        var all = false;
        for (var i = 0; i < points.Length; i++)
        {
            all |= points[i] >= WhiteOnBlack && (classes[i] & Either) == CharacterClass.EnclosedLetter;
        }

        for (var i = 0; i < points.Length;)
        {
            var start = i;
            var letters = all;
            var enclosed = false;
            for (; i < points.Length && (classes[i] & (LetterLike | CharacterClass.Mark)) != 0; i++)
            {
                enclosed |= (classes[i] & CharacterClass.EnclosedLetter) != 0;
                letters |= (classes[i] & LetterLike) != 0 && (classes[i] & (CharacterClass.Unspaced | CharacterClass.Mark)) == 0 && (classes[i] & Either) != Either;
            }

            if (letters && enclosed)
            {
                MakeWordPlain(points[start..i], classes[start..i]);
            }

            i++;
        }
    }

    private static void MakeWordPlain(Span<int> points, Span<uint> classes)
    {
        for (var i = 0; i < points.Length; i++)
        {
            if ((classes[i] & CharacterClass.EnclosedLetter) != 0)
            {
                points[i] = Plain(points[i]);
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
        _ => point - 0x1F170 + 'A',
    };
}
