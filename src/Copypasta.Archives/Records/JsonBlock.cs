using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Copypasta.Archives;

/// <summary>
/// What 64 bytes of JSON are, a bit each, the first byte's the lowest. G. Langdale, D. Lemire, "Parsing gigabytes of JSON per second", VLDB Journal 28 (2019), stage 1; with
/// comparisons in place of its table look-ups, which have no portable form.
/// </summary>
/// <param name="Quotes">Quotes, escaped ones too.</param>
/// <param name="Backslashes">Backslashes.</param>
/// <param name="Signs">Braces, brackets, colons and commas.</param>
/// <param name="Spaces">Spaces.</param>
/// <param name="Controls">Bytes below the space.</param>
internal readonly record struct JsonBlock(ulong Quotes, ulong Backslashes, ulong Signs, ulong Spaces, ulong Controls)
{
    public const int Bytes = 64;

    /// <summary>What a string may not hold as it is.</summary>
    public ulong Special
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Quotes | Backslashes | Controls;
    }

    /// <summary>The 64 bytes that begin here, by the widest vectors there are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static JsonBlock Read(ref byte first)
        => Vector512.IsHardwareAccelerated ? Read512(ref first)
            : Vector256.IsHardwareAccelerated ? Read256(ref first)
            : Vector128.IsHardwareAccelerated ? Read128(ref first)
            : ReadScalar(ref first);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static JsonBlock Read512(ref byte first)
    {
        var bytes = Vector512.LoadUnsafe(ref first);
        // Opening and closing signs differ from each other in the bit of 0x20 alone.
        var folded = bytes | Vector512.Create((byte)0x20);
        return new JsonBlock(
            Vector512.Equals(bytes, Vector512.Create((byte)'"')).ExtractMostSignificantBits(),
            Vector512.Equals(bytes, Vector512.Create((byte)'\\')).ExtractMostSignificantBits(),
            Vector512.Equals(folded, Vector512.Create((byte)'{')).ExtractMostSignificantBits() | Vector512.Equals(folded, Vector512.Create((byte)'}')).ExtractMostSignificantBits()
                | Vector512.Equals(bytes, Vector512.Create((byte)':')).ExtractMostSignificantBits() | Vector512.Equals(bytes, Vector512.Create((byte)',')).ExtractMostSignificantBits(),
            Vector512.Equals(bytes, Vector512.Create((byte)' ')).ExtractMostSignificantBits(),
            Vector512.LessThan(bytes, Vector512.Create((byte)' ')).ExtractMostSignificantBits());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static JsonBlock Read256(ref byte first)
    {
        var low = Part256(ref first);
        var high = Part256(ref Unsafe.Add(ref first, Vector256<byte>.Count));
        return Join(low, high, Vector256<byte>.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static JsonBlock Read128(ref byte first)
    {
        const int Count = 16;
        var low = Join(Part128(ref first), Part128(ref Unsafe.Add(ref first, Count)), Count);
        var high = Join(Part128(ref Unsafe.Add(ref first, 2 * Count)), Part128(ref Unsafe.Add(ref first, 3 * Count)), Count);
        return Join(low, high, 2 * Count);
    }

    /// <summary>The definition, that the others are held against.</summary>
    internal static JsonBlock ReadScalar(ref byte first)
    {
        (ulong quotes, ulong backslashes, ulong signs, ulong spaces, ulong controls) = (0, 0, 0, 0, 0);
        for (var i = 0; i < Bytes; i++)
        {
            var value = Unsafe.Add(ref Unsafe.AsRef(ref first), i);
            var bit = 1UL << i;
            quotes |= value == (byte)'"' ? bit : 0;
            backslashes |= value == (byte)'\\' ? bit : 0;
            signs |= value is (byte)'{' or (byte)'}' or (byte)'[' or (byte)']' or (byte)':' or (byte)',' ? bit : 0;
            spaces |= value == (byte)' ' ? bit : 0;
            controls |= value < (byte)' ' ? bit : 0;
        }

        return new JsonBlock(quotes, backslashes, signs, spaces, controls);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static JsonBlock Part256(ref byte first)
    {
        var bytes = Vector256.LoadUnsafe(ref first);
        var folded = bytes | Vector256.Create((byte)0x20);
        var signs = Vector256.Equals(folded, Vector256.Create((byte)'{')) | Vector256.Equals(folded, Vector256.Create((byte)'}'))
            | Vector256.Equals(bytes, Vector256.Create((byte)':')) | Vector256.Equals(bytes, Vector256.Create((byte)','));
        return new JsonBlock(
            Vector256.Equals(bytes, Vector256.Create((byte)'"')).ExtractMostSignificantBits(),
            Vector256.Equals(bytes, Vector256.Create((byte)'\\')).ExtractMostSignificantBits(),
            signs.ExtractMostSignificantBits(),
            Vector256.Equals(bytes, Vector256.Create((byte)' ')).ExtractMostSignificantBits(),
            Vector256.Equals(Vector256.Min(bytes, Vector256.Create((byte)0x1F)), bytes).ExtractMostSignificantBits());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static JsonBlock Part128(ref byte first)
    {
        var bytes = Vector128.LoadUnsafe(ref first);
        var folded = bytes | Vector128.Create((byte)0x20);
        var signs = Vector128.Equals(folded, Vector128.Create((byte)'{')) | Vector128.Equals(folded, Vector128.Create((byte)'}'))
            | Vector128.Equals(bytes, Vector128.Create((byte)':')) | Vector128.Equals(bytes, Vector128.Create((byte)','));
        return new JsonBlock(
            Vector128.Equals(bytes, Vector128.Create((byte)'"')).ExtractMostSignificantBits(),
            Vector128.Equals(bytes, Vector128.Create((byte)'\\')).ExtractMostSignificantBits(),
            signs.ExtractMostSignificantBits(),
            Vector128.Equals(bytes, Vector128.Create((byte)' ')).ExtractMostSignificantBits(),
            Vector128.Equals(Vector128.Min(bytes, Vector128.Create((byte)0x1F)), bytes).ExtractMostSignificantBits());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static JsonBlock Join(in JsonBlock low, in JsonBlock high, int shift) => new(
        low.Quotes | (high.Quotes << shift),
        low.Backslashes | (high.Backslashes << shift),
        low.Signs | (high.Signs << shift),
        low.Spaces | (high.Spaces << shift),
        low.Controls | (high.Controls << shift));
}
