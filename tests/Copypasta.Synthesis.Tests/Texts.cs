using System.Globalization;
using System.Text;

namespace Copypasta.Synthesis.Tests;

/// <summary>A small stand-in for the product's normalisation, and exact Jaccard of 5-grams: oracles, not code under test.</summary>
internal static class Texts
{
    public static string Normalise(string text)
    {
        var output = new StringBuilder();
        foreach (var word in text.Split([' ', '\n', '\u00A0', '\u2009', '\u3000'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word[0] == '@' || word.StartsWith("https://", StringComparison.Ordinal))
            {
                continue;
            }

            foreach (var c in word)
            {
                var category = char.GetUnicodeCategory(c);
                if (category is UnicodeCategory.Format || c is >= '\uFE00' and <= '\uFE0F')
                {
                    continue;
                }

                var kept = char.IsLetterOrDigit(c) || category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
                Append(kept ? Fold(c) : ' ');
            }
            Append(' ');
        }
        return output.ToString().Trim();

        void Append(char c)
        {
            if (c != ' ' || (output.Length > 0 && output[^1] != ' '))
            {
                output.Append(c);
            }
        }
    }

    public static ulong[] Shingles(string text)
    {
        var set = new SortedSet<ulong>();
        for (var i = 0; i + 5 <= text.Length || i == 0; i++)
        {
            var hash = 14695981039346656037;
            foreach (var c in text.AsSpan(i, Math.Min(5, text.Length - i)))
            {
                hash = (hash ^ c) * 1099511628211;
            }

            set.Add(hash);
        }
        return [.. set];
    }

    public static double Jaccard(ulong[] a, ulong[] b)
    {
        var common = 0;
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            if (a[i] == b[j])
            {
                common++;
                i++;
                j++;
            }
            else if (a[i] < b[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }
        return (double)common / (a.Length + b.Length - common);
    }

    /// <summary>Whether the Jaccard of two sets is below a limit; sets whose sizes say so need not be gone through.</summary>
    public static bool IsBelow(double limit, ulong[] a, ulong[] b) => Math.Min(a.Length, b.Length) < limit * Math.Max(a.Length, b.Length) || Jaccard(a, b) < limit;

    private static char Fold(char c) => c is 'İ' or 'ı' or 'I' ? 'i' : char.ToLowerInvariant(c);
}
