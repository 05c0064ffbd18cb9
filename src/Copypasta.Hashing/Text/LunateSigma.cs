namespace Copypasta.Hashing;

/// <summary>
/// The part of step 5 that precedes NFKC, which makes ϲ and Ϲ, drawn like c, a sigma. That they are among Greek letters. In a text, and else in a word with Latin or Cyrillic letters, that has no Greek letters but
/// those that look like others, they are c.
/// </summary>
internal static class LunateSigma
{
    private const int Small = 0x03F2, Capital = 0x03F9;

    internal static bool Is(int point) => point is Small or Capital;

    /// <summary>Makes them c where they are, in place.</summary>
    /// <returns>Whether there were any in words with Latin or Cyrillic letters; alone, or among Greek letters, they may be what is written about.</returns>
    internal static bool MakePlain(Span<int> points, Span<uint> classes)
    {
        if (!points.Contains(Small) && !points.Contains(Capital))
        {
            return false;
        }

        var everywhere = !HasPlainGreek(points, classes);
        var found = false;
        for (var i = 0; i < points.Length;)
        {
            var start = i;
            var mixes = false;
            while (i < points.Length && (classes[i] & CharacterClass.Separator) == 0)
            {
                mixes |= (classes[i] & (CharacterClass.Latin | CharacterClass.Cyrillic)) != 0;
                i++;
            }

            var word = points[start..i];
            mixes &= word.Contains(Small) || word.Contains(Capital);
            if (everywhere || (mixes && !HasPlainGreek(word, classes[start..i])))
            {
                MakeWordPlain(word, classes[start..i]);
                found |= mixes;
            }

            i++;
        }

        return found;
    }

    // Letters that look like none of the other two scripts.
    private static bool HasPlainGreek(ReadOnlySpan<int> points, ReadOnlySpan<uint> classes)
    {
        for (var i = 0; i < points.Length; i++)
        {
            if ((classes[i] & CharacterClass.Greek) != 0 && !Is(points[i])
                && (LookAlikes.ScriptsOf(LookAlikes.ClassOf(points[i])) & (LookAlikes.Latin | LookAlikes.Cyrillic)) == 0)
            {
                return true;
            }
        }

        return false;
    }

    private static void MakeWordPlain(Span<int> points, Span<uint> classes)
    {
        for (var i = 0; i < points.Length; i++)
        {
            if (Is(points[i]))
            {
                points[i] = points[i] == Small ? 'c' : 'C';
                classes[i] = CharacterClass.Of(points[i]);
            }
        }
    }
}
