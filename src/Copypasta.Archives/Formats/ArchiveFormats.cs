using System.Globalization;

namespace Copypasta.Archives;

/// <summary>The formats that can be read. A new one is one file and one line in this list.</summary>
public static class ArchiveFormats
{
    /// <summary>The name that stands for detection by content.</summary>
    public const string Auto = "auto";

    /// <summary>In the order they are tried: the more specific first; text, which fits everything, last.</summary>
    private static readonly ArchiveFormat[] s_formats =
    [
        ParquetFormat.Format,
        CopypastaPostsTable.Format,
        XInformationOperationsTable.Format,
        FiveThirtyEightTable.Format,
        TwarcTable.Format,
        Twarc1Table.Format,
        TelegramTable.Format,
        CrowdTangleTable.Facebook,
        CrowdTangleTable.Instagram,
        MetaContentLibraryTable.Format,
        YouTubeToolsTable.Format,
        TikTokTable.Format,
        FourCatTable.Bluesky,
        FourCatTable.Twitter,
        FourCatTable.Format,
        RegulationsTable.Format,
        EcfsTable.Format,
        CoordinationToolkitTable.Format,
        CooRTweetTable.Format,
        RedditTable.Format,
        ZeeschuimerFormats.X,
        ZeeschuimerFormats.TikTok,
        ZeeschuimerFormats.Threads,
        ZeeschuimerFormats.Instagram,
        XVersion1Format.Format,
        XVersion2Format.Format,
        TelegramDesktopFormat.Format,
        TelethonFormat.Format,
        RedditFormat.Format,
        MetaContentLibraryFormat.Format,
        YouTubeCommentsFormat.Format,
        TikTokResearchFormat.Format,
        BlueskyJetstreamFormat.Format,
        MastodonFormat.Format,
        RegulationsGovFormat.Format,
        FccEcfsFormat.Format,
        CooRTweetFormat.Format,
        GenericJsonFormats.Lines,
        GenericJsonFormats.Document,
        DelimitedFormat.Tsv,
        DelimitedFormat.Csv,
        TextFormat.Format,
    ];

    /// <summary>The names that <see cref="ReaderOptions.Format"/> takes, beside <see cref="Auto"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_formats.Select(format => format.Name).Order(StringComparer.Ordinal)];

    /// <summary>The format that the user named, or the first that recognises the input, and by what.</summary>
    internal static (ArchiveFormat Format, string Reason) Select(InputStart start)
    {
        var name = start.Options.Format;
        if (name != Auto)
        {
            return (s_formats.First(format => format.Name == name), "");
        }

        foreach (var format in s_formats)
        {
            if (format.Recognise(start) is { } reason)
            {
                return (format, reason);
            }
        }

        if (start.Json.DamagedAt is { } damage)
        {
            // Not foreign: posts may be lost.
            throw new ArchiveException(string.Create(CultureInfo.InvariantCulture, $"{start.Path}: begins like JSON and is damaged at about byte {damage}, before what its records are can be seen; --format json or ndjson may still read some of it"));
        }

        throw new ArchiveException($"{start.Path}: of no format that is known; name columns with --map text=COLUMN, a format with --format ({string.Join(", ", Names)}), or pass --text-lines if every line is a post") { IsForeign = true };
    }

    /// <summary>The first table format whose columns these are; null if they are of none.</summary>
    internal static TableFormat? TableOf(TableHeader header)
        => s_formats.Select(format => format.Table).FirstOrDefault(table => table?.Match(header) is not null);

    /// <exception cref="ArchiveException">There is no such format.</exception>
    internal static void ThrowIfUnknown(string name)
    {
        if (name != Auto && !Names.Contains(name))
        {
            throw new ArchiveException($"--format {name}: no such format; allowed are {Auto}, {string.Join(", ", Names)}");
        }
    }
}

/// <summary>A format: its name, how it is recognised by content, and how it is read.</summary>
/// <param name="Name">As --format takes it.</param>
/// <param name="Platform">Where its accounts and posts live.</param>
/// <param name="Recognise">By what an input that begins so is known to be of this format, in words ("the header has tweetid and tweet_text"); null if it is not.</param>
/// <param name="Open">Makes the reader; throws <see cref="ArchiveException"/> if the input does not fit after all.</param>
internal sealed record ArchiveFormat(string Name, Platform Platform, Func<InputStart, string?> Recognise, Func<InputStart, RecordCursor, OpenedFormat> Open)
{
    /// <summary>What is known of its columns, if it is a table by its header.</summary>
    public TableFormat? Table { get; init; }
}

/// <summary>A reader and what it reads times with.</summary>
/// <param name="Reader">The reader.</param>
/// <param name="Times">How times are read.</param>
/// <param name="Carried">How many values the reader carries along with each post: <see cref="FieldPlan.Carried"/>.</param>
internal sealed record OpenedFormat(IRecordReader Reader, TimeReader Times, int Carried)
{
    /// <summary>Whether texts come as HTML, and the reader leaves it to the batch to take their text.</summary>
    public bool HasHtmlTexts { get; init; }
}

/// <summary>What is known of an input before its format is.</summary>
/// <param name="Path">The path, for messages and the file name's extension.</param>
/// <param name="Sample">The first bytes of the content.</param>
/// <param name="IsWhole">Whether the sample is all there is.</param>
/// <param name="Options">The user's wishes.</param>
/// <param name="Map">The columns the user named, by field; an empty one where the field is not to be read.</param>
/// <param name="IsFile">Whether the content is that of the file at the path, byte for byte: neither unpacked, nor a member of an archive, nor piped.</param>
internal sealed record InputStart(string Path, ReadOnlyMemory<byte> Sample, bool IsWhole, ReaderOptions Options, IReadOnlyDictionary<PostField, string> Map, bool IsFile)
{
    /// <summary>The columns that the user named; none of a field that is not to be read.</summary>
    public IEnumerable<string> MappedColumns => Map.Values.Where(column => column.Length > 0);

    /// <summary>What is taken from each record.</summary>
    public FieldPlan Plan { get; } = new(Options);

    /// <summary>What the sample shows if it is JSON.</summary>
    public JsonOutline Json => field ??= JsonOutline.Of(this);

    /// <summary>The first record of the input, taken as that of a table.</summary>
    public TableHeaders Tables => field ??= new TableHeaders(this);

    public int MaxRecordBytes => (int)Options.MaxRecordBytes;

    /// <summary>Times whose zone is not documented by the format.</summary>
    public TimeReader TimesOf(TimeZoneInfo? documentedZone = null, DateOrder? documentedOrder = null)
        => new(Path, documentedZone is null ? Options.TimeZone : null, documentedZone ?? Options.TimeZone, documentedOrder ?? Options.DateOrder);

    /// <summary>Whether the file's name, compression aside, ends so.</summary>
    public bool IsNamed(string extension)
        => FileNames.WithoutCompression(Path).EndsWith(extension, StringComparison.OrdinalIgnoreCase);
}
