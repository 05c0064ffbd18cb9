namespace Copypasta.Hashing;

/// <summary>
/// The part of step 5 that precedes NFKC for accents typed apart from their letter: of "caf", a Cyrillic "е" and an acute it would leave the acute over, to be removed as decoration, where "e" and an acute become é.
/// </summary>
internal static class AccentedLookAlikes
{
    /// <summary>Makes letters that do not compose with the mark behind them those of their word's script that do, in place.</summary>
    /// <returns>Whether any stood in a word of Latin letters.</returns>
    internal static bool MakePlain(Span<int> points, Span<uint> classes)
    {
        var found = false;
        var isCounted = false;
        TextCensus text = default;
        for (var i = 1; i < points.Length; i++)
        {
            if ((classes[i] & CharacterClass.RemovableMark) == 0 || !ComposesInAnotherScript(points[i - 1], points[i]))
            {
                continue;
            }

            if (!isCounted)
            {
                text = new TextCensus(points, classes);
                isCounted = true;
            }

            var end = i;
            while (end < points.Length && (classes[end] & CharacterClass.Separator) == 0)
            {
                end++;
            }

            var start = i;
            while (start > 0 && (classes[start - 1] & CharacterClass.Separator) == 0)
            {
                start--;
            }

            found |= MakeWordPlain(points[start..end], classes[start..end], text);
            i = end;
        }

        return found;
    }

    private static bool MakeWordPlain(Span<int> points, Span<uint> classes, in TextCensus text)
    {
        LetterCensus word = default;
        word.Count(points, classes);
        var script = text.Choose(word.Common);
        var found = false;
        for (var i = 1; i < points.Length; i++)
        {
            var look = LookAlikes.ClassOf(points[i - 1]);
            if ((LookAlikes.ScriptsOf(look) & script) != 0 && ComposesAs(LookAlikes.Letter(look, script), points[i - 1], points[i]))
            {
                points[i - 1] = LookAlikes.Letter(look, script);
                classes[i - 1] = CharacterClass.Of(points[i - 1]);
                found |= script == LookAlikes.Latin && word.MixesScripts;
            }
        }

        return found;
    }

    private static bool ComposesInAnotherScript(int letter, int mark)
    {
        var look = LookAlikes.ClassOf(letter);
        return look != LookAlikes.None && (ComposesAs(LookAlikes.Letter(look, LookAlikes.Latin), letter, mark) || ComposesAs(LookAlikes.Letter(look, LookAlikes.Cyrillic), letter, mark)
            || ComposesAs(LookAlikes.Letter(look, LookAlikes.Greek), letter, mark));
    }

    private static bool ComposesAs(int other, int letter, int mark) =>
        other != letter && Normalization.TryCompose(other, mark, out _) && !Normalization.TryCompose(letter, mark, out _);
}
