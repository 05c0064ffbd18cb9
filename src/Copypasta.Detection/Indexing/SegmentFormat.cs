using System.Runtime.InteropServices;

namespace Copypasta.Detection;

/// <summary>
/// A segment: one immutable file with what one part of one addition brought. Little-endian throughout.
/// <code>
/// sections     each at a multiple of 64 bytes, in any order
///   table      elements of a fixed size, back to back; then XXH3 (8 bytes) of each chunk of <see cref="ElementsPerChunk"/> elements
///   strings    blocks as <see cref="StringBlocks"/> has them, each with its own checksum
/// entries      one a section: id (4), bytes of an element, 0 for strings (4), offset (8), elements or bytes (8), XXH3 of the chunks' checksums (8)
/// footer       number of entries (4), version (4), XXH3 of entries and these 8 bytes (8), "CPSEGMNT" (8)
/// </code>
/// What is read is checked: a chunk or a block when it is first touched, the entries when the file is opened.
/// </summary>
internal static class SegmentFormat
{
    public const int Version = 1;
    public const int Alignment = 64;
    public const int FooterBytes = 24;

    public const int ChunkBytes = 4096;

    public static ReadOnlySpan<byte> Magic => "CPSEGMNT"u8;

    /// <summary>The largest power of two of elements that takes no more than 4 KiB.</summary>
    public static int ElementsPerChunk(int elementBytes) => 1 << System.Numerics.BitOperations.Log2((uint)(ChunkBytes / elementBytes));
}

/// <summary>What a section holds. Texts are numbered over the whole index in the order of additions, those of a segment one after another; records and posts by their place in the segment.</summary>
internal enum SectionId
{
    /// <summary>Strings: the distinct normalised texts that the segment is the first to have, ascending by hash.</summary>
    Texts = 1,

    /// <summary>Strings: posts as <see cref="IndexedPost"/>, ascending by number of their text, then as they were read.</summary>
    Posts,

    /// <summary>Strings: families as <see cref="FamilyRecord"/>, each as it was after the segment's addition.</summary>
    Families,

    /// <summary><see cref="BlockPlace"/>: where the blocks of <see cref="Texts"/> begin.</summary>
    TextBlocks,

    /// <summary><see cref="BlockPlace"/>: where the blocks of <see cref="Posts"/> begin.</summary>
    PostBlocks,

    /// <summary><see cref="BlockPlace"/>: where the blocks of <see cref="Families"/> begin.</summary>
    FamilyBlocks,

    /// <summary><see cref="HashEntry"/>: hash of a text and its number, ascending.</summary>
    TextHashes,

    /// <summary><see cref="HashEntry"/>: hash of a post's id and the post, ascending; empty where posts that were read before are kept.</summary>
    PostIds,

    /// <summary><see cref="BandEntry"/>: band after band, in each the key and the number of every text long enough for near matching, ascending.</summary>
    Bands,

    /// <summary><see cref="TextSketch"/>: of every text of the segment.</summary>
    Sketches,

    /// <summary>int: the first post of every text of the segment, and the number of posts at the end.</summary>
    FirstPosts,

    /// <summary><see cref="CopiedText"/>: texts of older segments that have posts here, ascending.</summary>
    CopiedTexts,

    /// <summary><see cref="FamilyMember"/>: the texts of the families of <see cref="Families"/>, ascending.</summary>
    Members,
}

/// <summary>An element that stands in the order of a key.</summary>
internal interface IKeyed
{
    ulong Key { get; }
}

[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct BlockPlace(long Offset, int First) : IKeyed
{
    public ulong Key => (uint)First;
}

[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct HashEntry(ulong Hash, int Number) : IKeyed, IComparable<HashEntry>
{
    public const int Bytes = 12;

    public ulong Key => Hash;

    public int CompareTo(HashEntry other) => Hash != other.Hash ? Hash.CompareTo(other.Hash) : Number.CompareTo(other.Number);
}

/// <summary>A band key above the number of a text, counted from the segment's first.</summary>
internal readonly record struct BandEntry(ulong Key) : IKeyed
{
    public BandEntry(uint key, int text)
        : this(((ulong)key << 32) | (uint)text)
    {
    }

    public int Text => (int)(uint)Key;
}

[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct CopiedText(int Text, int FirstPost, int Posts) : IKeyed
{
    public ulong Key => (uint)Text;
}

/// <summary>A text, the family's smallest text, by which the family goes, and its record.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct FamilyMember(int Text, int Root, int Record) : IKeyed
{
    public ulong Key => (uint)Text;
}

/// <summary>A sketch as <see cref="TextSketches"/> makes it of 32 bytes.</summary>
internal readonly record struct TextSketch(ulong A, ulong B, ulong C, ulong D)
{
    public const int Bytes = 32;

    /// <summary>Number of distinct shingles, or 0 where the text is too short for near matching.</summary>
    public int Shingles => (int)(D >> 32);

    public static TextSketch Of(ReadOnlySpan<ulong> words) => new(words[0], words[1], words[2], words[3]);

    /// <summary>Whether two texts may differ in no more shingles than <paramref name="limits"/> allow; false is certain.</summary>
    public bool MayMatch(in TextSketch other, DifferenceLimits limits)
    {
        var most = limits.For(Shingles, other.Shingles);
        return Math.Abs(Shingles - other.Shingles) <= most
            && System.Numerics.BitOperations.PopCount(A ^ other.A) + System.Numerics.BitOperations.PopCount(B ^ other.B)
                + System.Numerics.BitOperations.PopCount(C ^ other.C) + System.Numerics.BitOperations.PopCount((uint)(D ^ other.D)) <= most;
    }
}
