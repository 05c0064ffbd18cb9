namespace Copypasta.Hashing;

/// <content>What the tables say of one code point, and of two.</content>
internal sealed partial class Normalization
{
    /// <summary>Writes the full compatibility decomposition of a code point, itself if it has none; returns its length, at most <see cref="LongestDecomposition"/>.</summary>
    internal static int Decompose(int point, Span<int> parts)
    {
        parts[0] = point;
        var units = Utf16Pool.At(NormalizationData.DecompositionPool, DecompositionOffset(point));
        var length = 0;
        while (Utf16Pool.TryNext(ref units, out var part))
        {
            parts[length++] = part;
        }

        return Math.Max(1, length);
    }

    /// <summary>The primary composite of two code points, if there is one.</summary>
    internal static bool TryCompose(int first, int second, out int composite)
    {
        var lead = first - HangulLeads;
        var vowel = second - HangulVowels;
        if ((uint)lead < LeadCount && (uint)vowel < VowelCount)
        {
            composite = HangulSyllables + (((lead * VowelCount) + vowel) * TrailCount);
            return true;
        }

        var syllable = first - HangulSyllables;
        var trail = second - HangulTrails;
        if ((uint)syllable < SyllableCount && syllable % TrailCount == 0 && trail is > 0 and < TrailCount)
        {
            composite = first + trail;
            return true;
        }

        var pair = ((ulong)(uint)first << 42) | ((ulong)(uint)second << 21);
        var compositions = NormalizationData.Compositions;
        var low = 0;
        var high = compositions.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (compositions[middle] < pair)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        composite = low < compositions.Length ? (int)(compositions[low] & 0x1FFFFF) : 0;
        return low < compositions.Length && compositions[low] >> 21 == pair >> 21;
    }

    private static int DecompositionOffset(int point) =>
        NormalizationData.DecompositionOffset[(NormalizationData.DecompositionBlock[point >> 7] << 7) | (point & 127)];

    private static byte CombiningClass(int point) =>
        NormalizationData.CombiningClassValue[(NormalizationData.CombiningClassBlock[point >> 7] << 7) | (point & 127)];
}
