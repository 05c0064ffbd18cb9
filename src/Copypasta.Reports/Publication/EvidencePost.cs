namespace Copypasta.Reports;

/// <summary>What there is of a post's record.</summary>
public enum RecordForm
{
    /// <summary>Its bytes as they stand in the decompressed input.</summary>
    Verbatim,

    /// <summary>The same, decoded from another encoding to UTF-8; offset and length are those of that form.</summary>
    Decoded,

    /// <summary>The values of its columns, as Parquet keeps a row in no one place.</summary>
    Columns,

    /// <summary>Nothing: the input could not be had.</summary>
    Missing,
}

/// <summary>An input that exported posts are of.</summary>
public sealed class EvidenceInput(RecordedInput recorded)
{
    /// <summary>What the run says of it.</summary>
    public RecordedInput Recorded => recorded;

    /// <summary>What there is of its records.</summary>
    public RecordForm Form { get; set; } = RecordForm.Missing;

    /// <summary>Why there are no records, in words; empty where there are.</summary>
    public string Missing { get; set; } = "";

    /// <summary>The file with its records; null where there are none.</summary>
    public string? File { get; set; }
}

/// <summary>An exported post: what the run says of it, and its record.</summary>
public sealed class EvidencePost
{
    /// <summary>Its number in the export, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The input it is of.</summary>
    public required EvidenceInput Input { get; init; }

    /// <summary>Its row there.</summary>
    public required long Row { get; init; }

    /// <summary>The platform's id; empty where the input has none.</summary>
    public required string Id { get; init; }

    /// <summary>The account; empty where the input has none.</summary>
    public required string Author { get; init; }

    /// <summary>Unix milliseconds, or <see cref="Archives.PostRecord.NoTime"/>.</summary>
    public required long Time { get; init; }

    /// <summary>Its cluster.</summary>
    public required string Cluster { get; init; }

    /// <summary>Its similarity to the cluster's exemplar, 0 to 1.</summary>
    public required double Similarity { get; init; }

    /// <summary>The text as read from the input; where that could not be had as the run's table has it.</summary>
    public required byte[] Text { get; set; }

    /// <summary>Whether the input, read again, had this post.</summary>
    public bool IsRead { get; set; }

    /// <summary>Where its record begins in the decompressed input, from 0; negative where that is not known.</summary>
    public long Offset { get; set; } = -1;

    /// <summary>Bytes of its record there.</summary>
    public long Length { get; set; } = -1;

    /// <summary>Where its record begins in the file of <see cref="EvidenceInput.File"/>; negative where there is none.</summary>
    public long FileOffset { get; set; } = -1;

    /// <summary>Bytes of its record there.</summary>
    public long FileLength { get; set; } = -1;

    /// <summary>The SHA-256 of those; empty where there are none.</summary>
    public string Sha256 { get; set; } = "";

    /// <summary>Where the platform would show it; null where its ids do not tell.</summary>
    public string? Permalink => Reports.Permalink.Of(Input.Recorded.Platform, Id, Author);
}

/// <summary>Two posts of a pair of accounts that are near-identical.</summary>
/// <param name="Occasion">The occasion's number.</param>
/// <param name="A">The one account's post.</param>
/// <param name="B">The other's.</param>
/// <param name="Similarity">Their own exact similarity, 0 to 1.</param>
/// <param name="Lag">Seconds from a to b, as the run's table has it.</param>
/// <param name="Labels">The labels that explain it, as the run's table has them.</param>
public sealed record EvidenceCoPost(long Occasion, EvidencePost A, EvidencePost B, double Similarity, string Lag, string Labels);

/// <summary>What is exported.</summary>
public sealed record EvidenceSelection
{
    /// <summary>Of what, in words: "cluster 0123".</summary>
    public required string Title { get; init; }

    /// <summary>What the run's tables say of it, what explains it included.</summary>
    public required IReadOnlyList<(string Name, string Value)> Facts { get; init; }

    /// <summary>Its posts, by their numbers.</summary>
    public required IReadOnlyList<EvidencePost> Posts { get; init; }

    /// <summary>The inputs they are of.</summary>
    public required IReadOnlyList<EvidenceInput> Inputs { get; init; }

    /// <summary>The post that others are compared with; null for a pair, whose posts are compared with each other.</summary>
    public EvidencePost? Reference { get; init; }

    /// <summary>Of a pair, what it rests on.</summary>
    public IReadOnlyList<EvidenceCoPost> CoPosts { get; init; } = [];
}
