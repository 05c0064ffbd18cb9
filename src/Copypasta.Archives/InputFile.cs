namespace Copypasta.Archives;

/// <summary>One input.</summary>
/// <param name="Path">The path as the user gave it, or as found below a folder the user gave; "-" is standard input.</param>
public sealed record InputFile(string Path)
{
    /// <summary>The <see cref="Path"/> that stands for standard input.</summary>
    public const string StandardInput = "-";
}
