namespace Copypasta.Hashing;

/// <summary>
/// The part of step 5 that precedes NFKC, which makes ϲ and Ϲ, drawn like c, a sigma. That they are in Greek; in a word with Latin or Cyrillic letters and without other Greek ones that look like no
/// letter of those they are c.
/// </summary>
internal static class LunateSigma
{
    private const int Small = 0x03F2, Capital = 0x03F9;

    /// <summary>Makes them c where they are, in place.</summary>
    /// <returns>Whether there were any.</returns>
    internal static bool MakePlain(Span<int> points, Span<uint> classes)
    {
        var found = false;
        for (var i = 0; i < points.Length;)
        {
            var start = i;
            uint scripts = 0;
            var lunate = false;
            var greek = false;
            for (; i < points.Length && (classes[i] & CharacterClass.Separator) == 0; i++)
            {
                scripts |= classes[i] & (CharacterClass.Latin | CharacterClass.Cyrillic);
                if (points[i] is Small or Capital)
                {
                    lunate = true;
                }
                else if ((classes[i] & CharacterClass.Greek) != 0)
                {
                    greek |= (LookAlikes.ScriptsOf(LookAlikes.ClassOf(points[i])) & (LookAlikes.Latin | LookAlikes.Cyrillic)) == 0;
                }
            }

            if (lunate && scripts != 0 && !greek)
            {
                MakeWordPlain(points[start..i], classes[start..i]);
                found = true;
            }

            i++;
        }

        return found;
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
