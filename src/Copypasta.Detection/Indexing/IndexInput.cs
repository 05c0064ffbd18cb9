using Copypasta.Archives;

namespace Copypasta.Detection;

/// <summary>An input that was added to an index.</summary>
/// <param name="Path">As given.</param>
/// <param name="Bytes">As stored.</param>
/// <param name="Sha256">Of those bytes.</param>
/// <param name="Compression">As <see cref="InputSummary"/> has it.</param>
/// <param name="Encoding">As <see cref="InputSummary"/> has it.</param>
/// <param name="Format">As <see cref="InputSummary"/> has it.</param>
/// <param name="Platform">As <see cref="InputSummary"/> has it.</param>
/// <param name="Records">Records in it.</param>
/// <param name="Posts">Of these, read as posts.</param>
/// <param name="Rejected">Of these, rejected.</param>
/// <param name="NotPosts">Of these, of other kinds.</param>
public sealed record IndexInput(
    string Path, long Bytes, string Sha256, string Compression, string Encoding, string Format, string Platform, long Records, long Posts, long Rejected, long NotPosts)
{
    /// <summary>What a reader says of an input.</summary>
    public static IndexInput From(InputSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        return new IndexInput(
            summary.Path,
            summary.Bytes,
            summary.Sha256,
            summary.Compression,
            summary.Encoding,
            summary.Format,
            summary.Platform.Name(),
            summary.Records,
            summary.Posts,
            summary.Rejected,
            summary.NotPosts);
    }
}

/// <summary>What became of the records of one addition or several: records = rejected + not posts + read, and read = kept + all others.</summary>
public sealed record IndexCounts
{
    /// <summary>Inputs.</summary>
    public int Inputs { get; init; }

    /// <summary>Records in them.</summary>
    public long Records { get; init; }

    /// <summary>Records that could not be read.</summary>
    public long Rejected { get; init; }

    /// <summary>Records of other kinds than posts.</summary>
    public long NotPosts { get; init; }

    /// <summary>Posts read.</summary>
    public long Read { get; init; }

    /// <summary>Posts that the index holds.</summary>
    public long Kept { get; init; }

    /// <summary>Posts that do not fulfil the index's condition.</summary>
    public long Where { get; init; }

    /// <summary>Posts outside the index's time range.</summary>
    public long OutsideTimeRange { get; init; }

    /// <summary>Posts without a time, where only timed ones are wanted.</summary>
    public long Untimed { get; init; }

    /// <summary>Reposts, where they are excluded.</summary>
    public long Reposts { get; init; }

    /// <summary>Posts that are no reposts, where only those were asked for.</summary>
    public long NotReposts { get; init; }

    /// <summary>Posts of which normalisation leaves nothing.</summary>
    public long EmptyTexts { get; init; }

    /// <summary>Posts that were read before, where they are dropped.</summary>
    public long DuplicateIds { get; init; }

    /// <summary>Of these, with another raw text than the post kept.</summary>
    public long ChangedDuplicates { get; init; }

    /// <summary>Of the posts kept, without a time.</summary>
    public long KeptUntimed { get; init; }

    /// <summary>What became of the posts of some inputs.</summary>
    public static IndexCounts Of(IReadOnlyCollection<IndexInput> inputs, IntakeCounts counts)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(counts);
        return new IndexCounts
        {
            Inputs = inputs.Count,
            Records = inputs.Sum(input => input.Records),
            Rejected = inputs.Sum(input => input.Rejected),
            NotPosts = inputs.Sum(input => input.NotPosts),
            Read = counts.Posts,
            Kept = counts.Kept,
            Where = counts.SetAside.Where,
            OutsideTimeRange = counts.SetAside.OutsideTimeRange,
            Untimed = counts.SetAside.Untimed,
            Reposts = counts.SetAside.Reposts,
            NotReposts = counts.SetAside.NotReposts,
            EmptyTexts = counts.SetAside.EmptyTexts,
            DuplicateIds = counts.SetAside.DuplicateIds,
            ChangedDuplicates = counts.ChangedDuplicates,
            KeptUntimed = counts.KeptUntimed,
        };
    }

    /// <summary>These and others.</summary>
    public IndexCounts Plus(IndexCounts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new IndexCounts
        {
            Inputs = Inputs + other.Inputs,
            Records = Records + other.Records,
            Rejected = Rejected + other.Rejected,
            NotPosts = NotPosts + other.NotPosts,
            Read = Read + other.Read,
            Kept = Kept + other.Kept,
            Where = Where + other.Where,
            OutsideTimeRange = OutsideTimeRange + other.OutsideTimeRange,
            Untimed = Untimed + other.Untimed,
            Reposts = Reposts + other.Reposts,
            NotReposts = NotReposts + other.NotReposts,
            EmptyTexts = EmptyTexts + other.EmptyTexts,
            DuplicateIds = DuplicateIds + other.DuplicateIds,
            ChangedDuplicates = ChangedDuplicates + other.ChangedDuplicates,
            KeptUntimed = KeptUntimed + other.KeptUntimed,
        };
    }
}
