namespace Copypasta.Hashing;

/// <summary>
/// The part of step 7 that precedes step 3: pictographs that NFKC would spell with letters or digits (™, ㊗, 🈚) become separators like all others, and so do keycaps (1️⃣), and letters
/// (🅰, Ⓜ, ℹ) that a variation selector makes pictographs. Needs the selectors and marks, which later steps remove.
/// </summary>
internal static class Pictographs
{
    /// <summary>What they become: like other symbols no white space, and part of no address.</summary>
    internal const int Separator = '|';

    private const int EmojiPresentation = 0xFE0F, Keycap = 0x20E3;

    /// <summary>Makes them separators, in place.</summary>
    internal static void MakeSeparators(Span<int> points, Span<uint> classes)
    {
        bool? areLetters = null;
        for (var i = 0; i < points.Length; i++)
        {
            if ((classes[i] & CharacterClass.Pictograph) == 0)
            {
                continue;
            }

            if (points[i] == Keycap)
            {
                var key = VisibleBefore(classes, i, CharacterClass.Invisible);
                if (key >= 0 && points[key] is '#' or '*' or (>= '0' and <= '9'))
                {
                    Replace(points, classes, key);
                    Replace(points, classes, i);
                }
            }
            else if ((classes[i] & CharacterClass.EnclosedLetter) != 0)
            {
                // In the middle of a word even those with a selector are letters, and in a text of such letters.
                if (i + 1 < points.Length && points[i + 1] == EmojiPresentation && !IsInsideWord(classes, i) && !(areLetters ??= EnclosedLetters.AreUsedAsLetters(points, classes)))
                {
                    Replace(points, classes, i);
                }
            }
            else if ((classes[i] & CharacterClass.NotNormalized) != 0)
            {
                Replace(points, classes, i);
            }
        }
    }

    private static bool IsInsideWord(ReadOnlySpan<uint> classes, int i)
    {
        var before = VisibleBefore(classes, i, CharacterClass.Invisible | CharacterClass.Mark);
        var after = i + 1;
        while (after < classes.Length && (classes[after] & (CharacterClass.Invisible | CharacterClass.Mark)) != 0)
        {
            after++;
        }

        return before >= 0 && after < classes.Length && EnclosedLetters.IsLetter(classes[before]) && EnclosedLetters.IsLetter(classes[after]);
    }

    private static int VisibleBefore(ReadOnlySpan<uint> classes, int i, uint skipped)
    {
        do
        {
            i--;
        }
        while (i >= 0 && (classes[i] & skipped) != 0);
        return i;
    }

    private static void Replace(Span<int> points, Span<uint> classes, int i)
    {
        points[i] = Separator;
        classes[i] = CharacterClass.Of(Separator);
    }
}
