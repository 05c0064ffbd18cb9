using System.Diagnostics.CodeAnalysis;

namespace Copypasta.Hashing;

/// <summary>
/// What was seen in a text while it was normalised. Except for <see cref="Repost"/> and <see cref="IllFormed"/> these are uses of Unicode that
/// alter how a text compares but hardly how it looks; the uses that belong to a script's orthography are never flagged.
/// A profile sees what its steps look at: <see cref="TextProfile.Exact"/> sees none but <see cref="IllFormed"/>.
/// </summary>
[Flags]
[SuppressMessage("Naming", "CA1711:Identifiers should not have incorrect suffix", Justification = "It is a set of flags.")]
public enum TextFlags : ushort
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The text begins with <c>RT @user:</c>.</summary>
    Repost = 1,

    /// <summary>An invisible character stands inside a word where no orthography puts it.</summary>
    ZeroWidth = 2,

    /// <summary>A word mixes look-alike letters of different scripts.</summary>
    MixedScript = 4,

    /// <summary>Combining marks are piled up beyond what any orthography uses.</summary>
    Zalgo = 8,

    /// <summary>Bidirectional controls override the order of characters, or stand where they have no orthographic use.</summary>
    BidiControl = 16,

    /// <summary>Words are written in mathematical, enclosed or (outside East Asian text) fullwidth letters.</summary>
    StyledLetters = 32,

    /// <summary>The bytes were not well-formed UTF-8.</summary>
    IllFormed = 64,
}
