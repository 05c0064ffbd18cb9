using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Copypasta.Archives;

/// <summary>What 64 bytes of a table are, a bit each, the first byte's the lowest.</summary>
/// <param name="Quotes">Double quotes.</param>
/// <param name="Delimiters">What stands between fields.</param>
/// <param name="LineFeeds">Line feeds.</param>
/// <param name="Returns">Carriage returns.</param>
internal readonly record struct CsvBlock(ulong Quotes, ulong Delimiters, ulong LineFeeds, ulong Returns)
{
    public const int Bytes = 64;

    /// <summary>The 64 bytes that begin here, by the widest vectors there are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CsvBlock Read(ref byte first, byte delimiter)
        => Vector512.IsHardwareAccelerated ? Read512(ref first, delimiter)
            : Vector256.IsHardwareAccelerated ? Read256(ref first, delimiter)
            : Vector128.IsHardwareAccelerated ? Read128(ref first, delimiter)
            : ReadScalar(ref first, delimiter);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static CsvBlock Read512(ref byte first, byte delimiter)
    {
        var bytes = Vector512.LoadUnsafe(ref first);
        return new CsvBlock(
            Vector512.Equals(bytes, Vector512.Create((byte)'"')).ExtractMostSignificantBits(),
            Vector512.Equals(bytes, Vector512.Create(delimiter)).ExtractMostSignificantBits(),
            Vector512.Equals(bytes, Vector512.Create((byte)'\n')).ExtractMostSignificantBits(),
            Vector512.Equals(bytes, Vector512.Create((byte)'\r')).ExtractMostSignificantBits());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static CsvBlock Read256(ref byte first, byte delimiter)
        => Join(Part256(ref first, delimiter), Part256(ref Unsafe.Add(ref first, Vector256<byte>.Count), delimiter), Vector256<byte>.Count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static CsvBlock Read128(ref byte first, byte delimiter)
    {
        const int Count = 16;
        var low = Join(Part128(ref first, delimiter), Part128(ref Unsafe.Add(ref first, Count), delimiter), Count);
        var high = Join(Part128(ref Unsafe.Add(ref first, 2 * Count), delimiter), Part128(ref Unsafe.Add(ref first, 3 * Count), delimiter), Count);
        return Join(low, high, 2 * Count);
    }

    /// <summary>The definition, that the others are held against.</summary>
    internal static CsvBlock ReadScalar(ref byte first, byte delimiter)
    {
        (ulong quotes, ulong delimiters, ulong lineFeeds, ulong returns) = (0, 0, 0, 0);
        for (var i = 0; i < Bytes; i++)
        {
            var value = Unsafe.Add(ref first, i);
            var bit = 1UL << i;
            quotes |= value == (byte)'"' ? bit : 0;
            delimiters |= value == delimiter ? bit : 0;
            lineFeeds |= value == (byte)'\n' ? bit : 0;
            returns |= value == (byte)'\r' ? bit : 0;
        }

        return new CsvBlock(quotes, delimiters, lineFeeds, returns);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static CsvBlock Part256(ref byte first, byte delimiter)
    {
        var bytes = Vector256.LoadUnsafe(ref first);
        return new CsvBlock(
            Vector256.Equals(bytes, Vector256.Create((byte)'"')).ExtractMostSignificantBits(),
            Vector256.Equals(bytes, Vector256.Create(delimiter)).ExtractMostSignificantBits(),
            Vector256.Equals(bytes, Vector256.Create((byte)'\n')).ExtractMostSignificantBits(),
            Vector256.Equals(bytes, Vector256.Create((byte)'\r')).ExtractMostSignificantBits());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static CsvBlock Part128(ref byte first, byte delimiter)
    {
        var bytes = Vector128.LoadUnsafe(ref first);
        return new CsvBlock(
            Vector128.Equals(bytes, Vector128.Create((byte)'"')).ExtractMostSignificantBits(),
            Vector128.Equals(bytes, Vector128.Create(delimiter)).ExtractMostSignificantBits(),
            Vector128.Equals(bytes, Vector128.Create((byte)'\n')).ExtractMostSignificantBits(),
            Vector128.Equals(bytes, Vector128.Create((byte)'\r')).ExtractMostSignificantBits());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static CsvBlock Join(in CsvBlock low, in CsvBlock high, int shift) => new(
        low.Quotes | (high.Quotes << shift),
        low.Delimiters | (high.Delimiters << shift),
        low.LineFeeds | (high.LineFeeds << shift),
        low.Returns | (high.Returns << shift));
}
