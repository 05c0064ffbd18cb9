using System.Buffers;

namespace Copypasta.Archives;

/// <summary>The bytes that have a meaning of their own in JSON (RFC 8259, section 2).</summary>
internal static class JsonSigns
{
    /// <summary>White space.</summary>
    public static readonly SearchValues<byte> White = SearchValues.Create(" \t\r\n"u8);

    /// <summary>What strings and containers begin and end with.</summary>
    public static readonly SearchValues<byte> Nested = SearchValues.Create("\"{}[]"u8);
}
