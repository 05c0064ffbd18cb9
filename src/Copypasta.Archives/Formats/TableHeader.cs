using System.Globalization;
using System.Text;

namespace Copypasta.Archives;

/// <summary>The first record of a table.</summary>
/// <param name="Syntax">Delimiter and line ends.</param>
/// <param name="Columns">The column names, trimmed; the numbers from 1 of a table without header.</param>
/// <param name="Length">Bytes before the first record of posts: of the header with its line end, and of a line "sep=;" before it.</param>
internal sealed record TableHeader(CsvSyntax Syntax, string[] Columns, int Length)
{
    /// <summary>Most columns of a table.</summary>
    public const int MaxColumns = 4096;

    private readonly Lazy<ILookup<string, string>> _spellings = new(() => Columns.Distinct().ToLookup(FieldSynonyms.Normalise));

    /// <summary>Parses the header; null if the sample does not begin with a whole record, or says that its delimiter is another one.</summary>
    public static TableHeader? Read(InputStart start, byte delimiter)
    {
        var sample = start.Sample.Span;
        var skipped = DeclarationLength(sample, out var declared);
        if (skipped > 0 && declared != delimiter)
        {
            return null;
        }

        sample = sample[skipped..];
        // A header's own line end says what ends the records: until then a lone CR ends one.
        var syntax = new CsvSyntax(delimiter, endsWithCarriageReturn: true);
        // Counted first: of most inputs all delimiters are tried, and room for the most columns allowed costs more than a second look.
        if (syntax.Parse(sample, start.IsWhole, quoting: true, [], out var count, out var length) != CsvOutcome.Record || count > MaxColumns)
        {
            return null;
        }

        var fields = new CsvField[count];
        syntax.Parse(sample, start.IsWhole, quoting: true, fields, out _, out _);
        var columns = new string[count];
        for (var i = 0; i < count; i++)
        {
            var name = Encoding.UTF8.GetString(sample.Slice(fields[i].Start, fields[i].Length));
            columns[i] = (fields[i].HasDoubledQuotes ? name.Replace("\"\"", "\"", StringComparison.Ordinal) : name).Trim();
        }

        var carriageReturn = length > 0 && sample[length - 1] == (byte)'\r' && !(start.IsWhole && length == sample.Length);
        return new TableHeader(new CsvSyntax(delimiter, carriageReturn), columns, skipped + length);
    }

    /// <summary>The same table taken as one without a header: its columns have numbers, and what was the header is its first record.</summary>
    public TableHeader WithoutNames(InputStart start)
        => new(Syntax, [.. Enumerable.Range(1, Columns.Length).Select(number => number.ToString(CultureInfo.InvariantCulture))], DeclarationLength(start.Sample.Span, out _));

    /// <summary>The columns of a field by their usual names, the preferred first; empty if there is none.</summary>
    public string[] Known(PostField field) => FieldSynonyms.Find(field, name => _spellings.Value[name], isSample: false);

    /// <summary>The columns a user named: one, or of several with | between them those that there are, each one or some that are put together with + between them; empty if there is none.</summary>
    public ColumnChoice[] Named(string wanted)
        => Find(wanted) >= 0 ? [wanted] : [.. wanted.Split('|').Select(name => Find(name) >= 0 ? name : new ColumnChoice(" ", name.Split('+'))).Where(choice => Array.TrueForAll(choice.Columns, name => Find(name) >= 0))];

    /// <summary>Index of a column: as written, else ignoring case; -1 if there is none.</summary>
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

    /// <summary>Bytes of a line such as "sep=;", by which spreadsheets tell each other the delimiter; 0 if there is none.</summary>
    private static int DeclarationLength(ReadOnlySpan<byte> sample, out byte delimiter)
    {
        delimiter = 0;
        var quotes = sample.StartsWith("\""u8) ? 1 : 0;
        var line = sample[quotes..];
        if (line.Length < 5 || !Ascii.EqualsIgnoreCase(line[..4], "sep="u8))
        {
            return 0;
        }

        delimiter = line[4];
        line = line[5..];
        if (quotes == 1)
        {
            if (!line.StartsWith("\""u8))
            {
                return 0;
            }

            line = line[1..];
        }

        var end = line.StartsWith("\r\n"u8) ? 2 : line.StartsWith("\n"u8) || line.StartsWith("\r"u8) ? 1 : 0;
        return end == 0 ? 0 : sample.Length - line.Length + end;
    }
}
