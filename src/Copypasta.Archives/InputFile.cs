namespace Copypasta.Archives;

/// <summary>One input.</summary>
/// <param name="Path">The path as the user gave it, or as found below a folder the user gave; "-" is standard input.</param>
public sealed record InputFile(string Path)
{
    /// <summary>Whether it was found in a folder, and not named: if it holds no posts it is passed over, which is told.</summary>
    public bool IsFound { get; init; }

    /// <summary>Whether its posts are other people's, read beside those of the archive.</summary>
    public bool IsBackground { get; init; }

    /// <summary>The <see cref="Path"/> that stands for standard input.</summary>
    public const string StandardInput = "-";
}
