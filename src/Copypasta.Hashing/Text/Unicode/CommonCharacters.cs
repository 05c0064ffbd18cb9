namespace Copypasta.Hashing;

/// <summary>
/// The code points that take one or two bytes of UTF-8 (Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic): nearly all text of those scripts. For them a step
/// may have a table without blocks, and treat every code point alike without a branch.
/// </summary>
internal static class CommonCharacters
{
    /// <summary>The first code point beyond.</summary>
    internal const int Count = 0x800;

    private static readonly uint[] s_classes = [.. Enumerable.Range(0, Count).Select(CharacterClass.Of)];

    /// <summary>Writes the property word of each code point.</summary>
    /// <returns>The union of all of them.</returns>
    internal static uint OfAll(ReadOnlySpan<int> points, Span<uint> classes)
    {
        var common = s_classes;
        uint any = 0;
        for (var i = 0; i < points.Length && i < classes.Length; i++)
        {
            var word = (uint)points[i] < (uint)common.Length ? common[points[i]] : CharacterClass.Of(points[i]);
            classes[i] = word;
            any |= word;
        }

        return any;
    }

    /// <summary>Replaces code points below <see cref="Count"/>, and their property words, by means of a table that keeps them there.</summary>
    /// <returns>The union of all property words, those of other code points included.</returns>
    internal static uint Replace(Span<int> points, Span<uint> classes, ushort[] replacements)
    {
        var common = s_classes;
        uint any = 0;
        for (var i = 0; i < points.Length && i < classes.Length; i++)
        {
            if ((uint)points[i] < (uint)replacements.Length)
            {
                int point = replacements[points[i]];
                points[i] = point;
                classes[i] = common[point];
            }

            any |= classes[i];
        }

        return any;
    }
}
