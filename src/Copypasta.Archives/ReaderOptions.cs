namespace Copypasta.Archives;

/// <summary>How inputs are read. The defaults detect everything from the content.</summary>
public sealed record ReaderOptions
{
    /// <summary>The largest <see cref="MaxRecordBytes"/>: 128 MiB. The tables that compare a text take tens of times its size.</summary>
    public const long MaxRecordBytesLimit = 128L << 20;

    /// <summary>"auto" or one of <see cref="ArchiveFormats.Names"/>.</summary>
    public string Format { get; init; } = ArchiveFormats.Auto;

    /// <summary>
    /// Field to column name (or dotted path of an NDJSON property), on top of what is detected. The fields are <see cref="PostFields.Names"/>.
    /// </summary>
    public IReadOnlyDictionary<string, string> Map { get; init; } = new Dictionary<string, string>();

    /// <summary>Fields beyond <see cref="PostField.Repost"/> to carry along with each post: <see cref="PostBatch.Carried"/>. None by default.</summary>
    public IReadOnlyList<PostField> Fields { get; init; } = [];

    /// <summary>
    /// Columns (or dotted paths of JSON properties) to carry along as they are, after <see cref="Fields"/>. A name that an input does not have is empty there; one that no
    /// input has is the caller's to report (<see cref="InputSummary.Mapping"/>).
    /// </summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The zone of times that carry none, unless the format's documentation says which it is.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>The order of dates such as 4/5/2017; null to prove it from the first values.</summary>
    public DateOrder? DateOrder { get; init; }

    /// <summary>Longest record, in decompressed bytes, 1 to <see cref="MaxRecordBytesLimit"/>; a longer one is rejected. Bounds the memory.</summary>
    public long MaxRecordBytes { get; init; } = 16L << 20;

    /// <summary>Stops an input after the batch of posts that reaches so many records: for a first look. Null to read it to its end.</summary>
    public long? MaxRecords { get; init; }

    /// <summary>Most decompressed bytes of one input; more ends the run. Null for no limit.</summary>
    public long? MaxDecompressedBytes { get; init; }

    /// <summary>Most decompressed bytes per stored byte of one input, looked at beyond its first 16 MiB; more ends the run. Null for no limit.</summary>
    public long? MaxRatio { get; init; }
}
