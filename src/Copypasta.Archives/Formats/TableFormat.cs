namespace Copypasta.Archives;

/// <summary>A table whose header is documented, or known from the tool that writes it. Columns may be in any order, others among them, and all but a signature missing.</summary>
/// <param name="Name">As --format takes it.</param>
/// <param name="Platform">Where its accounts and posts live.</param>
/// <param name="Signatures">A header is of this format if it has all columns of one of these.</param>
internal sealed record TableFormat(string Name, Platform Platform, params string[][] Signatures)
{
    /// <summary>Columns per field, the preferred first; in each record the first that is not empty counts.</summary>
    public required IReadOnlyDictionary<PostField, ColumnChoice[]> Columns { get; init; }

    /// <summary>The zone of its times, where it is documented and the times do not carry one.</summary>
    public TimeZoneInfo? Zone { get; init; }

    /// <summary>The order of its dates such as 4/5/2017, where it is documented.</summary>
    public DateOrder? Order { get; init; }

    /// <summary>Whether its times are cut off to the minute while its ids tell the second: <see cref="Snowflake"/>.</summary>
    public bool HasTimesInIds { get; init; }

    /// <summary>A column that tells posts from other records, and its value for posts; null if every record is a post.</summary>
    public (string Column, string Post)? Kind { get; init; }

    /// <summary>Whether the header must be the signature itself, in its order and with nothing else.</summary>
    public bool IsExact { get; init; }

    /// <summary>Whether texts and authors were kept from spreadsheets by an apostrophe: <see cref="TableCell.Unguard"/>.</summary>
    public bool IsGuarded { get; init; }

    /// <summary>Whether its texts are HTML.</summary>
    public bool HasHtmlTexts { get; init; }

    /// <summary>By the header, how ids become those that other archives of the platform have; null where they are.</summary>
    public Func<TableHeader, IdentityForm?>? IdForm { get; init; }

    /// <summary>The same for accounts.</summary>
    public IdentityForm? AuthorForm { get; init; }

    public ArchiveFormat ToArchiveFormat() => new(Name, Platform, Recognise, Open) { Table = this };

    /// <summary>The first signature that a header has; null if it has none.</summary>
    public string[]? Match(TableHeader header)
        => IsExact
            ? Signatures.FirstOrDefault(signature => header.Columns.AsSpan().SequenceEqual(signature))
            : Signatures.FirstOrDefault(signature => header.HasAll(signature));

    private string? Recognise(InputStart start)
        => Header(start) is { } header ? $"the header has {string.Join(", ", Match(header)!)}" : null;

    private TableHeader? Header(InputStart start)
    {
        foreach (var delimiter in TableHeaders.Delimiters)
        {
            if (start.Tables[delimiter] is { } header && Match(header) is not null)
            {
                return header;
            }
        }

        return null;
    }

    private OpenedFormat Open(InputStart start, RecordCursor cursor)
    {
        var header = Header(start)
            ?? throw new ArchiveException($"{start.Path}: not a table of format {Name}; its header has the columns {string.Join(", or ", Signatures.Select(signature => string.Join(", ", signature)))}");
        return DelimitedFormat.Open(start, cursor, header, this);
    }
}
