namespace Copypasta.Archives;

/// <summary>Tables with a header: CSV (also with semicolons) and TSV.</summary>
internal static class DelimitedFormat
{
    public static readonly ArchiveFormat Tsv = new("tsv", Platform.Unknown, start => Recognise(start, (byte)'\t'), (start, cursor) => Open(start, cursor, (byte)'\t'));
    public static readonly ArchiveFormat Csv = new("csv", Platform.Unknown, start => Recognise(start, SeparatorOf(start)), (start, cursor) => Open(start, cursor, SeparatorOf(start)));

    /// <summary>Comma, semicolon or tab: the one whose header has a text column, else the one with most columns.</summary>
    public static byte SeparatorOf(InputStart start)
    {
        var best = (byte)',';
        var bestScore = -1;
        foreach (var candidate in ",;\t"u8)
        {
            if (TableHeader.Read(start, candidate) is not { } header)
            {
                continue;
            }

            var score = Math.Min(header.Columns.Length, 10_000) + (HasText(start, header) ? 100_000 : 0);
            if (score > bestScore)
            {
                (best, bestScore) = (candidate, score);
            }
        }

        return best;
    }

    /// <summary>Reads a table by its header.</summary>
    /// <param name="start">The input.</param>
    /// <param name="cursor">Its counters.</param>
    /// <param name="header">Its header.</param>
    /// <param name="columns">The columns of a named format; null to find them by synonyms.</param>
    /// <param name="times">How its times are read.</param>
    public static OpenedFormat Open(InputStart start, RecordCursor cursor, TableHeader header, IReadOnlyDictionary<PostField, string>? columns, TimeReader times)
    {
        var plan = start.Plan;
        var mapped = new int[plan.Count];
        for (var i = 0; i < mapped.Length; i++)
        {
            mapped[i] = i < plan.Fields.Length ? Column(start, header, columns, plan.Fields[i]) : header.Find(plan.Name(i));
        }

        if (mapped[(int)PostField.Text] < 0)
        {
            throw new ArchiveException($"{start.Path}: no text column found; the columns are {List(header.Columns)}; name one with --map text=COLUMN, or pass --format text for a post a line");
        }

        var reader = new TableReader(cursor, times, plan, header, mapped, start.MaxRecordBytes);
        reader.Observe(start.Sample.Span[header.Length..], start.IsWhole);
        return new OpenedFormat(reader, times, plan.Carried);
    }

    public static string List(IEnumerable<string> names)
    {
        var first = names.Take(101).ToArray();
        return string.Join(", ", first.Take(100).Select(name => name.ReplaceLineEndings(" "))) + (first.Length > 100 ? ", …" : "");
    }

    private static OpenedFormat Open(InputStart start, RecordCursor cursor, byte delimiter)
        => TableHeader.Read(start, delimiter) is { } header
            ? Open(start, cursor, header, null, start.TimesOf())
            : throw new ArchiveException($"{start.Path}: the header cannot be read: a quote is not closed, or it is followed by text, or there is no line end; if there are no columns pass --format text");

    private static int Column(InputStart start, TableHeader header, IReadOnlyDictionary<PostField, string>? columns, PostField field)
    {
        if (start.Map.TryGetValue(field, out var wanted))
        {
            var index = header.Find(wanted);
            if (index < 0)
            {
                throw new ArchiveException($"{start.Path}: no column '{wanted}' (--map {field.Name()}={wanted}); the columns are {List(header.Columns)}");
            }

            return index;
        }

        if (columns is null)
        {
            return HeaderSynonyms.Find(field, header.Columns);
        }

        return columns.TryGetValue(field, out var name) ? header.Find(name) : -1;
    }

    private static bool HasText(InputStart start, TableHeader header)
        => start.Map.TryGetValue(PostField.Text, out var wanted) ? header.Find(wanted) >= 0 : HeaderSynonyms.Find(PostField.Text, header.Columns) >= 0;

    /// <summary>
    /// Whether the input begins like a table with this delimiter: a first record of names, followed by records with as many fields. The names of a text column
    /// and another known one, or the file's name, are enough by themselves.
    /// </summary>
    private static bool Fits(InputStart start, byte delimiter)
    {
        var named = delimiter == (byte)'\t' ? start.IsNamed(".tsv") || start.IsNamed(".tab") : start.IsNamed(".csv");
        if (TableHeader.Read(start, delimiter) is not { } header)
        {
            return named;
        }

        if (named || start.Map.Count > 0)
        {
            return named || header.Columns.Length > 1 || start.Map.Values.All(column => header.Find(column) >= 0);
        }

        var hasText = HeaderSynonyms.Find(PostField.Text, header.Columns) >= 0;
        if (hasText && Enum.GetValues<PostField>().Any(field => field != PostField.Text && HeaderSynonyms.Find(field, header.Columns) >= 0))
        {
            return true;
        }

        if (header.Columns.Length < 2 || !header.Columns.All(IsName) || header.Columns.Distinct().Count() < header.Columns.Length)
        {
            return false;
        }

        (var records, var equal) = CountRecords(start, header);
        return hasText ? equal * 2 >= records : header.Columns.Length > 2 && records > 0 && equal == records;
    }

    private static string? Recognise(InputStart start, byte delimiter)
        => Fits(start, delimiter) ? $"a first line of column names, separated by {(delimiter == (byte)'\t' ? "tabs" : ((char)delimiter).ToString())}" : null;

    private static bool IsName(string column)
        => column.Length is > 0 and <= 64 && !column.Contains("  ", StringComparison.Ordinal)
            && column.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or ' ' or '/' or ':' or '(' or ')' or '#' or '@' or '$')
            && column.Count(c => c == ' ') <= 4;

    /// <summary>How many whole records the sample has, and how many of them have as many fields as the header.</summary>
    private static (int Records, int Equal) CountRecords(InputStart start, TableHeader header)
    {
        var rest = start.Sample.Span[header.Length..];
        var records = 0;
        var equal = 0;
        while (!rest.IsEmpty && records < 1000)
        {
            var outcome = header.Syntax.Parse(rest, start.IsWhole, quoting: true, [], out var count, out var length);
            if (outcome == CsvOutcome.Incomplete)
            {
                break;
            }

            if (outcome != CsvOutcome.Record)
            {
                count = 0;
                length = header.Syntax.LineLength(rest, start.IsWhole);
                if (length < 0)
                {
                    break;
                }
            }

            if (count <= 1 && rest[..length].Trim("\r\n"u8).IsEmpty)
            {
                rest = rest[length..];
                continue;
            }

            records++;
            equal += count == header.Columns.Length ? 1 : 0;
            rest = rest[length..];
        }

        return (records, equal);
    }
}
