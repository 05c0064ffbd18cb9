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

    /// <summary>
    /// Encoding of inputs without a byte order mark, by its IANA or Windows name; null for UTF-8, and UTF-16 where its zeros show it. Bytes that are none
    /// of it become U+FFFD and are counted.
    /// </summary>
    public string? Encoding { get; init; }

    /// <summary>Stops an input after the batch of posts that reaches so many records: for a first look. Null to read it to its end.</summary>
    public long? MaxRecords { get; init; }

    /// <summary>
    /// Most bytes that a compressed input may have at any layer, its members together; more ends the run. Null for no limit. Real archives do not come near
    /// the default of 4 TiB.
    /// </summary>
    public long? MaxDecompressedBytes { get; init; } = 4L << 40;

    /// <summary>
    /// Most decompressed bytes per stored byte of one input, at any layer, looked at beyond its first 16 MiB; more ends the run. Null for no limit. Real archives
    /// have 3 to 30, a file of one repeated line in gzip 1,000; the default is 2,000.
    /// </summary>
    public long? MaxRatio { get; init; } = 2_000;

    /// <summary>
    /// Threads to read with, from 1 on. With more than one, an input is fetched, hashed and decompressed beside its parsing, and so many inputs are read at once; what is delivered, and in
    /// which order, is the same.
    /// </summary>
    public int Threads { get; init; } = 1;

    /// <summary>How much of an input is looked at to tell its format, and so the least that readers get at first. Tests and fuzzers make it small to see records cross from window to window.</summary>
    internal int SampleBytes { get; init; } = 256 * 1024;
}
