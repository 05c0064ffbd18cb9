using System.Text;

namespace Copypasta.Archives;

/// <summary>The first record of a table.</summary>
/// <param name="Syntax">Delimiter and line ends.</param>
/// <param name="Columns">The column names, trimmed.</param>
/// <param name="Length">Bytes of the record with its line end.</param>
internal sealed record TableHeader(CsvSyntax Syntax, string[] Columns, int Length)
{
    private const int MaxColumns = 4096;

    /// <summary>Parses the header; null if the sample does not begin with a whole record.</summary>
    public static TableHeader? Read(InputStart start, byte delimiter)
    {
        var sample = start.Sample.Span;
        // A header's own line end says what ends the records: until then a lone CR ends one.
        var syntax = new CsvSyntax(delimiter, endsWithCarriageReturn: true);
        var fields = new CsvField[MaxColumns];
        if (syntax.Parse(sample, start.IsWhole, quoting: true, fields, out var count, out var length) != CsvOutcome.Record || count > MaxColumns)
        {
            return null;
        }

        var columns = new string[count];
        for (var i = 0; i < count; i++)
        {
            var name = Encoding.UTF8.GetString(sample.Slice(fields[i].Start, fields[i].Length));
            columns[i] = (fields[i].HasDoubledQuotes ? name.Replace("\"\"", "\"", StringComparison.Ordinal) : name).Trim();
        }

        var carriageReturn = length > 0 && sample[length - 1] == (byte)'\r' && !(start.IsWhole && length == sample.Length);
        return new TableHeader(new CsvSyntax(delimiter, carriageReturn), columns, length);
    }

    /// <summary>Index of the column a user named: as written, else ignoring case; -1 if there is none.</summary>
    public int Find(string name)
    {
        var index = Array.IndexOf(Columns, name);
        return index >= 0 ? index : Array.FindIndex(Columns, column => column.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    public bool HasAll(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Find(name) < 0)
            {
                return false;
            }
        }

        return true;
    }
}
