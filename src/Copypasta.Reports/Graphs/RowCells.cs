using System.Globalization;
using System.Text;
using Copypasta.Detection;

namespace Copypasta.Reports;

/// <summary>Takes rows of a table as strings that XML 1.0 can hold, numbers as CSV has them. Characters of posts that would act on what stands around them are shown as the report shows them.</summary>
/// <param name="zone">Zone of times; null for UTC.</param>
/// <param name="columns">Columns of the table.</param>
internal sealed class RowCells(TimeZoneInfo? zone, int columns) : IRowWriter
{
    private readonly string?[] _cells = new string?[columns];
    private int _column;

    /// <summary>The values of the row that was ended last; null where one is missing.</summary>
    public IReadOnlyList<string?> Cells => _cells;

    public void Key(ReadOnlySpan<byte> value) => Text(value);

    public void Key(string ascii) => Add(ascii);

    // The two code points that are no characters and which XML forbids beside control characters.
    public void Text(ReadOnlySpan<byte> value) => Add(
        value.IsEmpty ? null : VisibleText.Show(value, value.Length, out _).Replace("\uFFFE", "[U+FFFE]", StringComparison.Ordinal).Replace("\uFFFF", "[U+FFFF]", StringComparison.Ordinal));

    public void Integer(long value) => Add(value.ToString(CultureInfo.InvariantCulture));

    public void Time(long value) => Add(Timestamp.Format(value, zone) is { Length: > 0 } time ? time : null);

    public void Similarity(Similarity value) => Add((value.Millionths / 1_000_000m).ToString("F6", CultureInfo.InvariantCulture));

    // What is no number is written differently in XML Schema, Python and Java.
    public void Real(double value) => Add(double.IsFinite(value) ? value.ToString("G6", CultureInfo.InvariantCulture) : null);

    public void Probability(double logarithm) => Add(RowWriting.ProbabilityText(logarithm));

    public void Seconds(long milliseconds) => Add((milliseconds / 1000m).ToString("F3", CultureInfo.InvariantCulture));

    public void Boolean(bool value) => Add(value ? "true" : "false");

    public void Missing() => Add(null);

    public void EndRow()
    {
        if (_column != _cells.Length)
        {
            throw new InvalidOperationException($"a row of {_column} values in a table of {_cells.Length} columns");
        }

        _column = 0;
    }

    private void Add(string? value) => _cells[_column++] = value;
}
