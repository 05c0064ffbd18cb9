namespace Copypasta.Hashing;

/// <summary>
/// Marks piled on a character higher than any language piles them go before step 3, and so before they can compose: "e" under a pile with an acute in it would become "é".
/// </summary>
/// <remarks>
/// What belongs to the letter stays: the marks within й and é as they were typed, and of a letter typed in parts those it begins with, if they compose one after the other. That is right
/// as long as no pile of the text holds accents itself. Where one does, the first accent on a plain letter is the pile's: "e, acute, pile" is an e under a pile, or an é typed in parts under the rest of it, and
/// canonically equivalent to é, so nobody can tell. Plain letters and letters typed whole keep their identity then, letters typed in parts lose their accents.
/// </remarks>
internal static class MarkPiles
{
    // Decomposed polytonic Greek has three marks on a letter (ᾂ), Vietnamese two; those of the scripts below are vowels, points and tones, of which a letter has more.
    private const int Highest = 3;

    // Of marks that do not compose with the letter, more than any orthography has: as in Obfuscation.IsZalgo.
    private const int MostBesides = 2;

    private const uint Pointed = CharacterClass.RightToLeft | CharacterClass.Joining | CharacterClass.Indic | CharacterClass.Unspaced | CharacterClass.Mark | CharacterClass.Invisible;

    /// <summary>Not a bit of the generated property words: on a code point that goes.</summary>
    internal const uint Removed = 1u << 31;

    /// <summary>Marks what goes as <see cref="Removed"/>; returns whether there is any.</summary>
    /// <param name="points">The text.</param>
    /// <param name="classes">Its property words.</param>
    /// <param name="isDecoration">Whether a pile is higher than orthographies go.</param>
    internal static bool Find(ReadOnlySpan<int> points, Span<uint> classes, out bool isDecoration)
    {
        var found = false;
        isDecoration = false;
        bool? holdsAccents = null;
        for (var i = 1; i < points.Length; i++)
        {
            if ((classes[i] & CharacterClass.RemovableMark) == 0 || !TryReadPile(points, classes, i - 1, out var pile))
            {
                continue;
            }

            if (pile.Marks > Highest && pile.Besides > 0)
            {
                found = true;
                isDecoration |= pile.Besides > MostBesides;
                var kept = pile.Leading > 0 && !(holdsAccents ??= HoldAccents(points, classes)) ? pile.Leading : 0;
                foreach (ref var word in classes[(i + kept)..pile.End])
                {
                    word |= Removed;
                }
            }

            i = pile.End - 1;
        }

        return found;
    }

    // Whether a pile has accents besides those that its letter begins with.
    private static bool HoldAccents(ReadOnlySpan<int> points, ReadOnlySpan<uint> classes)
    {
        for (var i = 1; i < points.Length; i++)
        {
            if ((classes[i] & CharacterClass.RemovableMark) == 0 || !TryReadPile(points, classes, i - 1, out var pile))
            {
                continue;
            }

            if (pile.Marks > Highest && pile.Besides > MostBesides)
            {
                foreach (var word in classes[(i + pile.Leading)..pile.End])
                {
                    if ((word & CharacterClass.NotNormalized) != 0)
                    {
                        return true;
                    }
                }
            }

            i = pile.End - 1;
        }

        return false;
    }

    // The marks of the code point at that place, behind which one stands.
    private static bool TryReadPile(ReadOnlySpan<int> points, ReadOnlySpan<uint> classes, int at, out Pile pile)
    {
        pile = default;
        if ((classes[at] & Pointed) != 0)
        {
            return false; // a mark among them, so that no run of marks is read twice
        }

        var end = at + 1;
        while (end < classes.Length && (classes[end] & CharacterClass.RemovableMark) != 0)
        {
            end++;
        }

        // ASCII has no marks within and a mark stands for two at most: an accent typed apart from its letter is not looked up.
        if (end == at + 2 && points[at] < 0x80)
        {
            return false;
        }

        Span<int> parts = stackalloc int[Normalization.LongestDecomposition];
        var length = Normalization.Decompose(points[at], parts);
        var own = 0;
        while (own < length - 1 && (CharacterClass.Of(parts[length - 1 - own]) & CharacterClass.RemovableMark) != 0)
        {
            own++;
        }

        var composite = own == 0 ? parts[length - 1] : -1;
        int marks = 0, leading = 0, leadingMarks = 0;
        for (var i = at + 1; i < end; i++)
        {
            // A mark may stand for two (U+0344).
            length = Normalization.Decompose(points[i], parts);
            marks += length;
            for (var part = 0; part < length && composite >= 0; part++)
            {
                composite = Normalization.TryCompose(composite, parts[part], out var next) ? next : -1;
            }

            if (composite >= 0)
            {
                (leading, leadingMarks) = (i - at, marks);
            }
        }

        pile = new Pile(end, own + marks, leading, marks - leadingMarks);
        return true;
    }

    /// <summary>A character's marks.</summary>
    /// <param name="End">Where they end.</param>
    /// <param name="Marks">Their number, those within the character as it was typed included.</param>
    /// <param name="Leading">How many code points, the first, compose with the character one after the other; none if it was typed with marks within.</param>
    /// <param name="Besides">The number of marks that are neither.</param>
    private readonly record struct Pile(int End, int Marks, int Leading, int Besides);
}
