using System.Buffers.Binary;

namespace Copypasta.Detection;

/// <summary>A SHA-256, compared as its bytes are.</summary>
/// <remarks>Four words rather than two of 128 bits: methods that touch <see cref="UInt128"/> cannot be compiled ahead of time.</remarks>
internal readonly record struct TextDigest(ulong First, ulong Second, ulong Third, ulong Fourth) : IComparable<TextDigest>
{
    public static TextDigest From(ReadOnlySpan<byte> sha256) => new(
        BinaryPrimitives.ReadUInt64BigEndian(sha256),
        BinaryPrimitives.ReadUInt64BigEndian(sha256[8..]),
        BinaryPrimitives.ReadUInt64BigEndian(sha256[16..]),
        BinaryPrimitives.ReadUInt64BigEndian(sha256[24..]));

    /// <summary>The leading half.</summary>
    public UInt128 Leading => new(First, Second);

    public int CompareTo(TextDigest other)
    {
        var order = First.CompareTo(other.First);
        order = order != 0 ? order : Second.CompareTo(other.Second);
        order = order != 0 ? order : Third.CompareTo(other.Third);
        return order != 0 ? order : Fourth.CompareTo(other.Fourth);
    }

    /// <summary>A letter and the first 24 hexadecimal digits.</summary>
    public string ToId(char kind) => ToId(kind, First, Second);

    /// <summary>The same of a leading half.</summary>
    public static string ToId(char kind, UInt128 leading) => ToId(kind, (ulong)(leading >> 64), (ulong)leading);

    private static string ToId(char kind, ulong first, ulong second) => string.Create(25, (kind, first, second), static (id, state) =>
    {
        id[0] = state.kind;
        for (var i = 0; i < 24; i++)
        {
            var word = i < 16 ? state.first : state.second;
            id[i + 1] = "0123456789abcdef"[(int)(word >> (60 - (4 * (i % 16)))) & 0xF];
        }
    });
}
