using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;

namespace Copypasta.Hashing;

/// <summary>
/// Whether bytes are well-formed UTF-8, sixteen at a time by three table look-ups (Keiser and Lemire, "Validating UTF-8 in less than one instruction per byte", Software: Practice and Experience
/// 2021). The framework's own check takes as long as decoding does, where most characters are of three bytes.
/// </summary>
internal static class Utf8Validity
{
    // What is wrong with a byte and the one before it, as far as these two tell; it is wrong where all three look-ups agree.
    private const byte TooShort = 1, TooLong = 2, Overlong3 = 4, TooLarge = 8, Surrogate = 16, Overlong2 = 32, TooLargeOrOverlong4 = 64, TwoContinuations = 128;
    private const byte Any = TooShort | TooLong | TwoContinuations;

    // Bytes before a block that tell about it.
    private const int Reach = 3;

    internal static bool IsValid(ReadOnlySpan<byte> utf8)
    {
        if (!Vector128.IsHardwareAccelerated || utf8.Length < 2 * Vector128<byte>.Count)
        {
            return Utf8.IsValid(utf8);
        }

        var start = utf8.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
        return start < 0 || IsValidFrom(utf8, start);
    }

    [SkipLocalsInit]
    private static bool IsValidFrom(ReadOnlySpan<byte> utf8, int start)
    {
        ref var bytes = ref MemoryMarshal.GetReference(utf8);
        var last = utf8.Length - Vector128<byte>.Count;
        var i = Math.Min(start, last); // all before it is ASCII
        var wrong = Vector128<byte>.Zero;
        if (i < Reach)
        {
            // Nothing stands before the first bytes, which is as good as ASCII.
            Span<byte> head = stackalloc byte[Reach + Vector128<byte>.Count];
            head[..Reach].Clear();
            utf8[..Vector128<byte>.Count].CopyTo(head[Reach..]);
            wrong = Wrong(ref MemoryMarshal.GetReference(head), Reach);
            i = Vector128<byte>.Count;
        }

        for (; i < last; i += Vector128<byte>.Count)
        {
            wrong |= Wrong(ref bytes, i);
        }

        // The last block overlaps the one before it; behind it nothing may be missing.
        wrong |= Wrong(ref bytes, last);
        return wrong == Vector128<byte>.Zero && utf8[^1] < 0xC0 && utf8[^2] < 0xE0 && utf8[^3] < 0xF0;
    }

    // What is wrong with sixteen bytes; those Reach before them are read too.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Wrong(ref byte bytes, int i)
    {
        var block = Vector128.LoadUnsafe(ref bytes, (nuint)i);
        var before = Vector128.LoadUnsafe(ref bytes, (nuint)i - 1);
        var nibble = Vector128.Create((byte)0x0F);
        var pair =
            Vector128.ShuffleNative(
                Vector128.Create(
                    TooLong, TooLong, TooLong, TooLong, TooLong, TooLong, TooLong, TooLong, TwoContinuations, TwoContinuations, TwoContinuations, TwoContinuations,
                    TooShort | Overlong2, TooShort, TooShort | Overlong3 | Surrogate, TooShort | TooLarge | TooLargeOrOverlong4),
                before >>> 4)
            & Vector128.ShuffleNative(
                Vector128.Create(
                    Any | Overlong3 | Overlong2 | TooLargeOrOverlong4, Any | Overlong2, Any, Any, Any | TooLarge, Any | TooLarge | TooLargeOrOverlong4, Any | TooLarge | TooLargeOrOverlong4,
                    Any | TooLarge | TooLargeOrOverlong4, Any | TooLarge | TooLargeOrOverlong4, Any | TooLarge | TooLargeOrOverlong4, Any | TooLarge | TooLargeOrOverlong4, Any | TooLarge | TooLargeOrOverlong4,
                    Any | TooLarge | TooLargeOrOverlong4, Any | TooLarge | TooLargeOrOverlong4 | Surrogate, Any | TooLarge | TooLargeOrOverlong4, Any | TooLarge | TooLargeOrOverlong4),
                before & nibble)
            & Vector128.ShuffleNative(
                Vector128.Create(
                    TooShort, TooShort, TooShort, TooShort, TooShort, TooShort, TooShort, TooShort,
                    TooLong | Overlong2 | TwoContinuations | Overlong3 | TooLargeOrOverlong4, TooLong | Overlong2 | TwoContinuations | Overlong3 | TooLarge,
                    TooLong | Overlong2 | TwoContinuations | Surrogate | TooLarge, TooLong | Overlong2 | TwoContinuations | Surrogate | TooLarge, TooShort, TooShort, TooShort, TooShort),
                block >>> 4);

        // Two continuation bytes are right as the third of three, or as the third and fourth of four.
        var third = Vector128.GreaterThanOrEqual(Vector128.LoadUnsafe(ref bytes, (nuint)i - 2), Vector128.Create((byte)0xE0));
        var fourth = Vector128.GreaterThanOrEqual(Vector128.LoadUnsafe(ref bytes, (nuint)i - 3), Vector128.Create((byte)0xF0));
        return ((third | fourth) & Vector128.Create(TwoContinuations)) ^ pair;
    }
}
