namespace Copypasta.Archives;

/// <summary>
/// Tables of which only the syntax is known: CSV, also with semicolons or bars, and TSV. Columns are found by their usual names, or named by the user; a table
/// without a header is read where the user numbers its columns from 1 (--map text=2,id=1).
/// </summary>
internal static class DelimitedFormat
{
    public static readonly ArchiveFormat Tsv = new("tsv", Platform.Unknown, start => Recognise(start, (byte)'\t'), (start, cursor) => Open(start, cursor, (byte)'\t'));
    public static readonly ArchiveFormat Csv = new("csv", Platform.Unknown, start => Recognise(start, SeparatorOf(start)), (start, cursor) => Open(start, cursor, SeparatorOf(start)));

    private const int MaxCountedRecords = 1000;
    private const int MaxNameLength = 100;

    /// <summary>Comma, semicolon, bar or tab: the one whose header has a text column, else the one with most columns.</summary>
    public static byte SeparatorOf(InputStart start)
    {
        var best = (byte)',';
        var bestScore = -1;
        foreach (var candidate in ",;|\t"u8)
        {
            if (Header(start, candidate) is not { } header)
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
    /// <param name="format">What is known of its columns; null to find them by synonyms.</param>
    public static OpenedFormat Open(InputStart start, RecordCursor cursor, TableHeader header, TableFormat? format)
    {
        var columns = ColumnsOf(start, header, format);
        var times = TimesOf(start, format);
        var reader = new TableReader(cursor, times, start.Plan, header, columns, format, start.MaxRecordBytes);
        reader.Observe(start.Sample.Span[header.Length..], start.IsWhole);
        return Opened(start, cursor, header, format, reader, times);
    }

    /// <summary>What is opened, with what the format says of the values. Columns that the user named are taken as they are.</summary>
    public static OpenedFormat Opened(InputStart start, RecordCursor cursor, TableHeader header, TableFormat? format, IRecordReader reader, TimeReader times)
    {
        cursor.IdForm = start.Map.ContainsKey(PostField.Id) ? null : format?.IdForm?.Invoke(header);
        cursor.AuthorForm = start.Map.ContainsKey(PostField.Author) ? null : format?.AuthorForm;
        return new OpenedFormat(reader, times, start.Plan.Carried) { HasHtmlTexts = format is { HasHtmlTexts: true } && !start.Map.ContainsKey(PostField.Text) };
    }

    /// <summary>The columns of each slot: those the user named, else those of the format, else those with one of the usual names.</summary>
    /// <exception cref="ArchiveException">There is no text, or no column that the user named.</exception>
    public static TableColumns ColumnsOf(InputStart start, TableHeader header, TableFormat? format)
    {
        var plan = start.Plan;
        var columns = new TableColumns(plan.Count);
        for (var slot = 0; slot < plan.Count; slot++)
        {
            if (slot < plan.Fields.Length)
            {
                SetColumns(columns, slot, plan.Fields[slot], start, header, format);
            }
            else
            {
                columns.Set(slot, header.Find(plan.Name(slot)));
            }
        }

        if (columns.IsMissing((int)PostField.Text))
        {
            throw new ArchiveException(
                $"{start.Path}: no text column found; the columns are {List(header.Columns)}; name one with --map text=COLUMN, number them from 1 if there is no header (--map text=2,id=1), or pass --text-lines for a post a line")
            { IsForeign = true };
        }

        return columns;
    }

    /// <summary>A user who names an order or maps another time column knows better than the documentation.</summary>
    public static TimeReader TimesOf(InputStart start, TableFormat? format)
        => format is null || start.Map.ContainsKey(PostField.Time) ? start.TimesOf() : start.TimesOf(format.Zone, start.Options.DateOrder ?? format.Order);

    /// <summary>Names for a message: the first hundred, each cut short if it is as long as no name is.</summary>
    public static string List(IEnumerable<string> names)
    {
        var first = names.Take(101).ToArray();
        return string.Join(", ", first.Take(100).Select(name => (name.Length > MaxNameLength ? name[..MaxNameLength] + "…" : name).ReplaceLineEndings(" "))) + (first.Length > 100 ? ", …" : "");
    }

    private static OpenedFormat Open(InputStart start, RecordCursor cursor, byte delimiter)
    {
        var header = Header(start, delimiter)
            ?? throw new ArchiveException(
                $"{start.Path}: the header cannot be read: a quote in it is not closed or is followed by text, there is no line end in the first {start.Sample.Length} bytes, or it has more than {TableHeader.MaxColumns} columns; pass --text-lines if every line is a post");
        if (HasNumbers(start) && start.Tables[delimiter] is { } named && IsHeader(named))
        {
            throw new ArchiveException($"{start.Path}: --map numbers columns, which is for tables without a header, but the first line names them: {List(named.Columns)}; name one with --map text=COLUMN");
        }

        return Open(start, cursor, header, null);
    }

    /// <summary>The header, or the numbers of the columns where that is how the user names them.</summary>
    private static TableHeader? Header(InputStart start, byte delimiter)
        => start.Tables[delimiter] is { } header && HasNumbers(start) && !HasAll(start, header)
            ? header.WithoutNames(start)
            : start.Tables[delimiter];

    private static bool HasNumbers(InputStart start)
        => start.MappedColumns.Any() && start.MappedColumns.All(column => column.Split('|', '+').All(name => name.Length is > 0 and <= 4 && name.All(char.IsAsciiDigit)));

    private static void SetColumns(TableColumns columns, int slot, PostField field, InputStart start, TableHeader header, TableFormat? format)
    {
        if (start.Map.TryGetValue(field, out var wanted))
        {
            if (wanted.Length == 0)
            {
                return;
            }

            var named = header.Named(wanted);
            if (named.Length == 0)
            {
                throw new ArchiveException($"{start.Path}: no column '{wanted}' (--map {field.Name()}={wanted}){NearestName.Hint(wanted, header.Columns)}; the columns are {List(header.Columns)}");
            }

            columns.Set(slot, header, named);
        }
        else if (format is null)
        {
            columns.Set(slot, header, [.. header.Known(field)]);
        }
        else if (format.Columns.TryGetValue(field, out var choices))
        {
            columns.Set(slot, header, choices);
        }
    }

    private static bool HasText(InputStart start, TableHeader header)
        => start.Map.TryGetValue(PostField.Text, out var wanted) ? header.Named(wanted).Length > 0 : header.Known(PostField.Text).Length > 0;

    /// <summary>Whether there is each column that the user named.</summary>
    private static bool HasAll(InputStart start, TableHeader header) => start.MappedColumns.All(column => header.Named(column).Length > 0);

    /// <summary>Whether the names are those of a text column and of another that is known.</summary>
    private static bool IsHeader(TableHeader header)
        => header.Known(PostField.Text).Length > 0 && Enum.GetValues<PostField>().Any(field => field != PostField.Text && header.Known(field).Length > 0);

    private static string? Recognise(InputStart start, byte delimiter)
    {
        var separator = delimiter == (byte)'\t' ? "tabs" : ((char)delimiter).ToString();
        return !Fits(start, delimiter) ? null : HasNumbers(start) ? $"columns named by number, separated by {separator}" : $"a first line of column names, separated by {separator}";
    }

    /// <summary>
    /// Whether the input begins like a table with this delimiter: a first record of names, followed by records with as many fields. The names of a text column
    /// and another known one, or the file's name, are enough by themselves.
    /// </summary>
    private static bool Fits(InputStart start, byte delimiter)
    {
        var named = delimiter == (byte)'\t' ? start.IsNamed(".tsv") || start.IsNamed(".tab") : start.IsNamed(".csv");
        if (Header(start, delimiter) is not { } header)
        {
            return named;
        }

        if (named || start.MappedColumns.Any())
        {
            return named || header.Columns.Length > 1 || (!HasNumbers(start) && HasAll(start, header));
        }

        if (IsHeader(header))
        {
            return true;
        }

        if (header.Columns.Length < 2 || !header.Columns.All(IsName) || header.Columns.Distinct().Count() < header.Columns.Length)
        {
            return false;
        }

        (var records, var equal) = CountRecords(start, header);
        return HasText(start, header) ? equal * 2 >= records : header.Columns.Length > 2 && records > 0 && equal == records;
    }

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
        while (!rest.IsEmpty && records < MaxCountedRecords)
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
