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

/// <summary>What became of the posts of all additions: read = kept + all others.</summary>
public sealed record IndexCounts
{
    /// <summary>Posts read, rejected records not included.</summary>
    public long Read { get; init; }

    /// <summary>Posts that the index holds.</summary>
    public long Kept { get; init; }

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

    /// <summary>These and what became of further posts.</summary>
    public IndexCounts Plus(IntakeCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return new IndexCounts
        {
            Read = Read + counts.Posts,
            Kept = Kept + counts.Kept,
            Reposts = Reposts + counts.SetAside.Reposts,
            NotReposts = NotReposts + counts.SetAside.NotReposts,
            EmptyTexts = EmptyTexts + counts.SetAside.EmptyTexts,
            DuplicateIds = DuplicateIds + counts.SetAside.DuplicateIds,
            ChangedDuplicates = ChangedDuplicates + counts.ChangedDuplicates,
        };
    }
}
