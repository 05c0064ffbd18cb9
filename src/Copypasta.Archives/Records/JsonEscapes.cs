using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Copypasta.Archives;

/// <summary>Finds the escapes in blocks that follow each other, and whether they are any of JSON's.</summary>
internal struct JsonEscapes
{
    // One if the last byte was a backslash that escapes; which of the next four bytes have to be hexadecimal digits.
    private ulong _escape;
    private ulong _digits;

    /// <summary>Whether the bytes before have something to say about the next block.</summary>
    public readonly bool IsOpen
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (_escape | _digits) != 0;
    }

    /// <summary>Looks through the next block.</summary>
    /// <param name="first">Its first byte.</param>
    /// <param name="backslashes">Its backslashes.</param>
    /// <param name="faults">Bytes that cannot stand in an escape.</param>
    /// <returns>The bytes that a backslash escapes.</returns>
    public ulong Next(ref byte first, ulong backslashes, out ulong faults)
    {
        var escaped = Next(backslashes);
        var units = escaped & Equal(ref first, (byte)'u');
        faults = 0;
        for (var others = escaped & ~units; others != 0; others &= others - 1)
        {
            var isOne = Unsafe.Add(ref first, BitOperations.TrailingZeroCount(others)) is (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t';
            faults |= isOne ? 0 : others & (0 - others);
        }

        var digits = (units << 1) | (units << 2) | (units << 3) | (units << 4) | _digits;
        _digits = (units >> 60) | (units >> 61) | (units >> 62) | (units >> 63);
        if (digits != 0)
        {
            faults |= digits & ~Digits(ref first);
        }

        return escaped;
    }

    /// <summary>The bytes that a backslash escapes: those behind an odd number of them. The sum carries the parity through each run (Langdale and Lemire, 3.1.1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next(ulong backslashes)
    {
        const ulong Odd = 0xAAAA_AAAA_AAAA_AAAA;
        var potential = backslashes & ~_escape;
        var series = (((potential << 1) | Odd) - potential) ^ Odd;
        var escaped = series ^ (backslashes | _escape);
        _escape = (series & backslashes) >> 63;
        return escaped;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Equal(ref byte first, byte value)
        => Vector256.Equals(Vector256.LoadUnsafe(ref first), Vector256.Create(value)).ExtractMostSignificantBits()
            | ((ulong)Vector256.Equals(Vector256.LoadUnsafe(ref first, (nuint)Vector256<byte>.Count), Vector256.Create(value)).ExtractMostSignificantBits() << Vector256<byte>.Count);

    /// <summary>The hexadecimal digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Digits(ref byte first)
        => Digits(Vector256.LoadUnsafe(ref first)) | ((ulong)Digits(Vector256.LoadUnsafe(ref first, (nuint)Vector256<byte>.Count)) << Vector256<byte>.Count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Digits(Vector256<byte> bytes)
    {
        var decimals = bytes - Vector256.Create((byte)'0');
        var letters = (bytes | Vector256.Create((byte)0x20)) - Vector256.Create((byte)'a');
        return (Vector256.Equals(Vector256.Min(decimals, Vector256.Create((byte)9)), decimals)
            | Vector256.Equals(Vector256.Min(letters, Vector256.Create((byte)5)), letters)).ExtractMostSignificantBits();
    }
}
