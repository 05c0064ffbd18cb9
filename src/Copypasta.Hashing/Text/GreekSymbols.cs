namespace Copypasta.Hashing;

/// <summary>
/// Tells the Greek symbols of the sciences in a word of Latin letters ("TNFα", "αSMA", "NFκB", "FcαR", "Gαi", "αvβ3") from Greek letters that complete it ("FRαUD", "vαccine"). A symbol is small, and no omicron.
/// It stands at the end of an abbreviation, before one, or, single, within one before its last letter. Where in doubt it is a symbol: "WαR" is written like "NFκB".
/// </summary>
internal static class GreekSymbols
{
    // Before a symbol the name of a substance or a line may be so long ("Lyα", "Polκ"); an abbreviation after one ("αSMA").
    private const int ShortName = 3;

    /// <summary>Whether all Greek letters of a word of Latin and Greek ones are symbols.</summary>
    /// <param name="points">The word.</param>
    /// <param name="classes">Its property words.</param>
    /// <param name="inGreekText">Whether the text around it is Greek: there a word of mostly Greek letters is no formula.</param>
    internal static bool Explain(ReadOnlySpan<int> points, ReadOnlySpan<uint> classes, bool inGreekText)
    {
        int latin = 0, greek = 0;
        for (var i = 0; i < points.Length;)
        {
            var script = LetterCensus.WrittenScript(classes[i]);
            var start = i;
            i = End(classes, i, script);
            latin += script == LookAlikes.Latin ? i - start : 0;
            if (script != LookAlikes.Greek)
            {
                continue;
            }

            greek += i - start;
            var afterEnd = End(classes, i, LookAlikes.Latin);
            var symbols = points[start..i];
            if (!AreSymbols(symbols) || !IsFormula(points[Start(classes, start)..start], symbols.Length, points[i..afterEnd], hasNumber: afterEnd < points.Length))
            {
                return false;
            }
        }

        return !inGreekText || greek < latin;
    }

    private static bool AreSymbols(ReadOnlySpan<int> letters) => !letters.ContainsAnyExceptInRange('α', 'ω') && !letters.Contains('ο');

    // What stands around symbols: the Latin letters up to the next others.
    private static bool IsFormula(ReadOnlySpan<int> before, int symbols, ReadOnlySpan<int> after, bool hasNumber)
    {
        if (before.Length + after.Length <= 1)
        {
            return true;
        }

        if (after.IsEmpty)
        {
            return IsCapital(before[^1]) || (before.Length <= ShortName && IsCapital(before[0]));
        }

        if (before.IsEmpty)
        {
            return IsCapital(after[0]) && (after.Length <= ShortName || hasNumber || !AreCapitals(after));
        }

        if (symbols > 1)
        {
            return false;
        }

        if (!IsCapital(after[0]))
        {
            return after.Length == 1 && AreCapitals(before);
        }

        // A receptor's number and subtype may follow ("FcγRIIIa").
        var rest = after[1..].TrimStart('I');
        return rest.Length <= (rest.Length < after.Length - 1 ? 1 : 0);
    }

    private static int Start(ReadOnlySpan<uint> classes, int end)
    {
        while (end > 0 && LetterCensus.WrittenScript(classes[end - 1]) == LookAlikes.Latin)
        {
            end--;
        }

        return end;
    }

    // Of a stretch of one script.
    private static int End(ReadOnlySpan<uint> classes, int start, int script)
    {
        while (start < classes.Length && LetterCensus.WrittenScript(classes[start]) == script)
        {
            start++;
        }

        return start;
    }

    private static bool IsCapital(int point) => point is >= 'A' and <= 'Z';

    private static bool AreCapitals(ReadOnlySpan<int> points) => !points.ContainsAnyExceptInRange('A', 'Z');
}
