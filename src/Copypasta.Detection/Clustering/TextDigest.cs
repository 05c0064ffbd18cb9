using System.Buffers.Binary;

namespace Copypasta.Detection;

/// <summary>A SHA-256, compared as its bytes are.</summary>
internal readonly record struct TextDigest(UInt128 High, UInt128 Low) : IComparable<TextDigest>
{
    public static TextDigest From(ReadOnlySpan<byte> sha256) =>
        new(BinaryPrimitives.ReadUInt128BigEndian(sha256), BinaryPrimitives.ReadUInt128BigEndian(sha256[16..]));

    public int CompareTo(TextDigest other)
    {
        var order = High.CompareTo(other.High);
        return order != 0 ? order : Low.CompareTo(other.Low);
    }

    /// <summary>The leading 96 bits, which an id shows.</summary>
    public UInt128 IdBits => High >> 32;

    /// <summary>A letter and the first 24 hexadecimal digits.</summary>
    public string ToId(char kind) => string.Create(25, (kind, High), static (id, state) =>
    {
        id[0] = state.kind;
        for (var i = 0; i < 24; i++)
        {
            id[i + 1] = "0123456789abcdef"[(int)(state.High >> (124 - (4 * i))) & 0xF];
        }
    });
}
