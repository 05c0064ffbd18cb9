using Copypasta.Detection;

namespace Copypasta.Reports;

/// <summary>Takes the rows of one table, values in the order of the columns. Ill-formed UTF-8 becomes U+FFFD, since consumers refuse such a file.</summary>
internal interface IRowWriter
{
    /// <summary>An id or key: never changed by the spreadsheet guard; missing where empty.</summary>
    void Key(ReadOnlySpan<byte> value);

    /// <summary>An id of this product: ASCII, nothing to escape.</summary>
    void Key(string ascii);

    /// <summary>Free text.</summary>
    void Text(ReadOnlySpan<byte> value);

    /// <summary>A whole number.</summary>
    void Integer(long value);

    /// <summary>Unix milliseconds, in text as ISO 8601 in the table's zone; missing where there is none.</summary>
    void Time(long value);

    /// <summary>0 to 1, six decimals.</summary>
    void Similarity(Similarity value);

    /// <summary>A number, in text of six significant digits.</summary>
    void Real(double value);

    /// <summary>A probability given by its logarithm, in text of six significant digits: also one that is smaller than any double.</summary>
    void Probability(double logarithm);

    /// <summary>A duration in seconds, three decimals.</summary>
    void Seconds(long milliseconds);

    /// <summary>Yes or no.</summary>
    void Boolean(bool value);

    /// <summary>No value.</summary>
    void Missing();

    /// <summary>Ends the row.</summary>
    /// <exception cref="InvalidOperationException">It has not as many values as the table has columns.</exception>
    void EndRow();
}
