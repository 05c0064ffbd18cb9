namespace Copypasta.Hashing;

/// <summary>
/// The part of step 4 that precedes NFKC: marks piled on a letter higher than any language piles them go before they can compose, or "e" under a pile with an acute in it would
/// become "é". The letter itself stays as it was written: й and é have their marks within.
/// </summary>
internal static class MarkPiles
{
    // Decomposed polytonic Greek has three marks on a letter (ᾂ), Vietnamese two; points of Hebrew, Arabic and Indic scripts are none of these.
    private const int Highest = 3;

    /// <summary>Not a bit of the generated property words: on a code point that goes.</summary>
    internal const uint Removed = 1u << 31;

    /// <summary>Marks what goes as <see cref="Removed"/>; returns whether there is any.</summary>
    internal static bool Find(Span<uint> classes)
    {
        var found = false;
        for (var i = 0; i < classes.Length; i++)
        {
            if ((classes[i] & (CharacterClass.Latin | CharacterClass.Cyrillic | CharacterClass.Greek | CharacterClass.Styled)) == 0)
            {
                continue;
            }

            var end = i + 1;
            while (end < classes.Length && (classes[end] & CharacterClass.RemovableMark) != 0)
            {
                end++;
            }

            if (end - i - 1 > Highest)
            {
                foreach (ref var word in classes[(i + 1)..end])
                {
                    word |= Removed;
                }

                found = true;
            }

            i = end - 1;
        }

        return found;
    }
}
