namespace Copypasta.Archives;

/// <summary>What one input was taken for and how many records it had. <see cref="Records"/> = <see cref="Posts"/> + <see cref="Rejected"/> + <see cref="NotPosts"/>.</summary>
public sealed record InputSummary
{
    /// <summary>The path as given.</summary>
    public required string Path { get; init; }

    /// <summary>Whether it was given as background: <see cref="InputFile.IsBackground"/>.</summary>
    public bool IsBackground { get; init; }

    /// <summary>Bytes of the input as stored (compressed); of a container's member its bytes as the container gives them.</summary>
    public required long Bytes { get; init; }

    /// <summary>Bytes of the input after decompression and transcoding to UTF-8.</summary>
    public required long DecompressedBytes { get; init; }

    /// <summary>Whether it was read to its end; false where <see cref="ReaderOptions.MaxRecords"/> came first.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>SHA-256 of those <see cref="Bytes"/>, 64 lower-case hexadecimal digits; empty unless <see cref="IsWhole"/>.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The layers around the text, the outermost first: "none", "gzip", "zstd", "lz4", "bzip2", "zip", "gzip+tar", "tar+bzip2" and so on.</summary>
    public required string Compression { get; init; }

    /// <summary>"utf-8", "utf-16le", "utf-16be", or the name of the encoding given.</summary>
    public required string Encoding { get; init; }

    /// <summary>Bytes that are none of the encoding and became U+FFFD; 0 for UTF-8, whose bytes are kept as they are.</summary>
    public long UndecodableBytes { get; init; }

    /// <summary>The format's name, one of <see cref="ArchiveFormats.Names"/>.</summary>
    public required string Format { get; init; }

    /// <summary>What the format was recognised by, in words; empty where the user named it.</summary>
    public required string Reason { get; init; }

    /// <summary>Where its accounts and posts live.</summary>
    public required Platform Platform { get; init; }

    /// <summary>Field name, or name of a carried column that is no field's, to the column or path it was read from; those without one left out.</summary>
    public required IReadOnlyDictionary<string, string> Mapping { get; init; }

    /// <summary>The columns that its header names, or the dotted paths of its first records; empty where records have no named parts.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Whether <see cref="Columns"/> are all there are, as where a header names them.</summary>
    public bool HasHeader { get; init; }

    /// <summary>Records read, rejected ones included, header and blank lines not.</summary>
    public required long Records { get; init; }

    /// <summary>Posts delivered.</summary>
    public required long Posts { get; init; }

    /// <summary>Records rejected; each was reported.</summary>
    public required long Rejected { get; init; }

    /// <summary>Whether it ends within a record, or before the brackets around its records are closed: it may be cut off.</summary>
    public bool EndsEarly { get; init; }

    /// <summary>Records of other kinds than posts, which the format mixes in: service messages, likes, deletions.</summary>
    public required long NotPosts { get; init; }

    /// <summary>Posts whose id a spreadsheet had rounded (9.06E+17): delivered without it, as many posts share what is left.</summary>
    public required long RoundedIds { get; init; }

    /// <summary>Posts whose author a spreadsheet had rounded: delivered without it.</summary>
    public required long RoundedAuthors { get; init; }

    /// <summary>
    /// Resolution of the times in milliseconds: the largest of a day, a minute, a second and a millisecond that all of them are whole multiples of; null if there are no times.
    /// </summary>
    public required long? TimeResolution { get; init; }

    /// <summary>Posts whose time named no zone and was read in <see cref="ReaderOptions.TimeZone"/>.</summary>
    public required long ZonelessTimes { get; init; }

    /// <summary>Posts whose time field was not empty but could not be read; they were delivered without a time.</summary>
    public required long UnreadableTimes { get; init; }

    /// <summary>The first of those times, or its beginning, as written; null where there is none.</summary>
    public string? FirstUnreadableTime { get; init; }

    /// <summary>Posts marked as reposts by the input.</summary>
    public required long Reposts { get; init; }

    /// <summary>The order dates such as 4/5/2017 were read in, if there were any; null if there were none.</summary>
    public DateOrder? DateOrder { get; init; }
}
