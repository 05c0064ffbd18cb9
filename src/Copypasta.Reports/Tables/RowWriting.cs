using System.Globalization;
using Copypasta.Detection;

namespace Copypasta.Reports;

/// <summary>What all writers of rows have in common.</summary>
internal static class RowWriting
{
    /// <summary>Codes of this product, joined by a space; missing where there are none.</summary>
    public static void Codes(this IRowWriter rows, string ascii)
    {
        if (ascii.Length == 0)
        {
            rows.Missing();
        }
        else
        {
            rows.Key(ascii);
        }
    }

    /// <summary>Free text; missing where empty.</summary>
    public static void TextOrMissing(this IRowWriter rows, ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
        {
            rows.Missing();
        }
        else
        {
            rows.Text(value);
        }
    }

    /// <summary>A similarity; missing where there is none.</summary>
    public static void SimilarityOrMissing(this IRowWriter rows, Similarity? value)
    {
        if (value is { } known)
        {
            rows.Similarity(known);
        }
        else
        {
            rows.Missing();
        }
    }

    /// <summary>A share, 0 to 1, six decimals.</summary>
    public static void Share(this IRowWriter rows, double value) => rows.Similarity(new Similarity((int)Math.Round(value * 1_000_000)));

    /// <summary>A probability given by its logarithm, six significant digits: also one that is smaller than any double.</summary>
    public static string ProbabilityText(double logarithm)
    {
        if (logarithm > -600)
        {
            return Math.Exp(logarithm).ToString("G6", CultureInfo.InvariantCulture);
        }

        var tens = Math.Floor(logarithm / Math.Log(10));
        var mantissa = Math.Round(Math.Exp(logarithm - (tens * Math.Log(10))), 5);
        return mantissa < 10
            ? string.Create(CultureInfo.InvariantCulture, $"{mantissa:0.#####}E{tens:0}")
            : string.Create(CultureInfo.InvariantCulture, $"1E{tens + 1:0}");
    }
}
