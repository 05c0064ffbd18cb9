namespace Copypasta.Archives;

/// <summary>One post as read. Its fields are ranges of the batch's block: <see cref="PostBatch.Bytes"/>.</summary>
public struct PostRecord
{
    /// <summary><see cref="Time"/> of a post whose time is missing or unreadable; sorts last.</summary>
    public const long NoTime = long.MaxValue;

    /// <summary>1-based number of the record in its input; rejected records are counted, a header is not.</summary>
    public long Row { get; set; }

    /// <summary>Unix milliseconds, UTC, from 1970-01-01 up to the end of 2100; or <see cref="NoTime"/>.</summary>
    public long Time { get; set; }

    /// <summary>The platform's id of the post, as written; empty if the input has none.</summary>
    public FieldRange Id { get; set; }

    /// <summary>The account, by its stable id where the format has one; empty if the input has none, or only the platform's word for a deleted account.</summary>
    public FieldRange Author { get; set; }

    /// <summary>The language as the input names it; empty if it has none.</summary>
    public FieldRange Language { get; set; }

    /// <summary>The text as read: UTF-8, where ill-formed bytes and NULs of the input are kept.</summary>
    public FieldRange Text { get; set; }

    /// <summary>What the input's columns say about the post.</summary>
    public PostFlags Flags { get; set; }
}
