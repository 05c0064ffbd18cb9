namespace Copypasta.Archives;

/// <summary>What an input's own columns say about a post.</summary>
[Flags]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1711", Justification = "It is a set of flags.")]
public enum PostFlags : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The platform marks the post as a repost. A text that begins with "RT @" is recognised later, by the normaliser.</summary>
    Repost = 1,
}
