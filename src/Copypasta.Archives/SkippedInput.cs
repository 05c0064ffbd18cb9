namespace Copypasta.Archives;

/// <summary>A file or folder of a folder, or a member of a container, that was not read.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record SkippedInput(string Path, string Reason)
{
    /// <summary>The <see cref="Reason"/> of inputs that are read by another name, a link.</summary>
    public const string LinkToInput = "read by another name: one is a link to the other";

    /// <summary>The <see cref="Reason"/> of folders, and of files in them found by a pattern, that hold what was found in posts, and so the same posts again.</summary>
    public const string Run = "the folder of a run, whose posts are copies of others";

    /// <summary>The <see cref="Reason"/> of files of a folder that are named otherwise than archives.</summary>
    public const string OtherName = "not named like an archive of posts";
}
