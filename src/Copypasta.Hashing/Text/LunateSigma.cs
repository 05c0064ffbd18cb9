namespace Copypasta.Hashing;

/// <summary>
/// The part of step 5 that precedes NFKC, which makes ϲ and Ϲ, drawn like c, a sigma. That they are in Greek. In a text of Latin or Cyrillic letters they are c, everywhere where the text, and else in words with such
/// letters where the word, has no Greek letters but those that look like others.
/// </summary>
internal static class LunateSigma
{
    private const int Small = 0x03F2, Capital = 0x03F9;

    /// <summary>Makes them c where they are, in place.</summary>
    /// <returns>Whether there were any in words with Latin or Cyrillic letters; alone, or among Greek letters, they may be what is written about.</returns>
    internal static bool MakePlain(Span<int> points, Span<uint> classes)
    {
        if (!points.Contains(Small) && !points.Contains(Capital))
        {
            return false;
        }

        var everywhere = IsForeign(points, classes);
        var found = false;
        for (var i = 0; i < points.Length;)
        {
            var start = i;
            while (i < points.Length && (classes[i] & CharacterClass.Separator) == 0)
            {
                i++;
            }

            var word = points[start..i];
            var wordClasses = classes[start..i];
            if (word.Contains(Small) || word.Contains(Capital))
            {
                var foreign = IsForeign(word, wordClasses);
                found |= foreign;
                if (foreign || everywhere)
                {
                    MakeWordPlain(word, wordClasses);
                }
            }

            i++;
        }

        return found;
    }

    // Whether it has Latin or Cyrillic letters, and no Greek ones that look like none of them.
    private static bool IsForeign(ReadOnlySpan<int> points, ReadOnlySpan<uint> classes)
    {
        var foreign = false;
        for (var i = 0; i < points.Length; i++)
        {
            foreign |= (classes[i] & (CharacterClass.Latin | CharacterClass.Cyrillic)) != 0;
            if ((classes[i] & CharacterClass.Greek) != 0 && points[i] is not (Small or Capital)
                && (LookAlikes.ScriptsOf(LookAlikes.ClassOf(points[i])) & (LookAlikes.Latin | LookAlikes.Cyrillic)) == 0)
            {
                return false;
            }
        }

        return foreign;
    }

    private static void MakeWordPlain(Span<int> points, Span<uint> classes)
    {
        for (var i = 0; i < points.Length; i++)
        {
            if (points[i] is Small or Capital)
            {
                points[i] = points[i] == Small ? 'c' : 'C';
                classes[i] = CharacterClass.Of(points[i]);
            }
        }
    }
}
