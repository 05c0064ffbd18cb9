namespace Copypasta.Hashing;

/// <summary>The mapping of step 6: NFKC_Casefold of text that is in NFKC already (Unicode Standard, section 3.13), and dotless i as i.</summary>
internal static class CaseFolding
{
    private static readonly ushort[] s_common = [.. Enumerable.Range(0, CommonCharacters.Count).Select(CommonFold)];

    /// <summary>Maps every code point that maps to a single one, in place.</summary>
    /// <returns>The union of all property words: where it has <see cref="CharacterClass.Folds"/>, <see cref="Fold"/> does the rest.</returns>
    internal static uint FoldSimple(Span<int> points, Span<uint> classes)
    {
        var any = CommonCharacters.Replace(points, classes, s_common);
        if ((any & CharacterClass.Folds) == 0)
        {
            return any;
        }

        any = 0;
        for (var i = 0; i < classes.Length; i++)
        {
            if ((classes[i] & CharacterClass.Folds) != 0)
            {
                points[i] = Simple(points[i]);
                classes[i] = CharacterClass.Of(points[i]);
            }

            any |= classes[i];
        }

        return any;
    }

    /// <summary>Writes the mapped <paramref name="source"/>, not yet normalised again, to the empty <paramref name="target"/>.</summary>
    internal static void Fold(CodePointBuffer source, CodePointBuffer target)
    {
        ReadOnlySpan<int> points = source.Points;
        ReadOnlySpan<uint> classes = source.Classes;
        ReadOnlySpan<SourceRange> origins = source.Origins;
        target.Reserve(points.Length);
        for (var i = 0; i < points.Length; i++)
        {
            var origin = source.IsTracked ? origins[i] : default;
            if ((classes[i] & CharacterClass.Folds) == 0)
            {
                target.Append(points[i], classes[i], origin);
                continue;
            }

            var units = Utf16Pool.At(CaseFoldingData.FoldPool, Offset(points[i]));
            while (Utf16Pool.TryNext(ref units, out var part))
            {
                target.Append(part, CharacterClass.Of(part), origin);
            }
        }
    }

    /// <summary>The single code point that <paramref name="point"/> folds to; itself when it does not fold or folds to several.</summary>
    internal static int Simple(int point)
    {
        var offset = Offset(point);
        if (offset == 0)
        {
            return point;
        }

        var units = Utf16Pool.At(CaseFoldingData.FoldPool, offset);
        return Utf16Pool.TryNext(ref units, out var folded) && units.IsEmpty ? folded : point;
    }

    // A fold beyond the table is left to the general mapping.
    private static ushort CommonFold(int point)
    {
        var folded = Simple(point);
        return (ushort)(folded < CommonCharacters.Count ? folded : point);
    }

    private static int Offset(int point) =>
        CaseFoldingData.FoldOffset[(CaseFoldingData.FoldBlock[point >> 7] << 7) | (point & 127)];
}
