using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Copypasta.Archives;

/// <summary>What stands where an account or a post id should, and is none.</summary>
internal static class Identity
{
    private static readonly SearchValues<byte> s_decimal = SearchValues.Create("0123456789.,"u8);

    private static readonly string[] s_placeholders =
    [
        "[deleted]", "[removed]", "deleted account", "automoderator", "anonymous", "[unknown]", "unknown", "none", "null", "nan", "n/a", "absent",
    ];

    /// <summary>By first byte, the lengths of the placeholders that begin with it, a bit each.</summary>
    private static readonly ushort[] s_lengths =
        [.. Enumerable.Range(0, 256).Select(value => (ushort)s_placeholders.Where(word => word[0] == char.ToLowerInvariant((char)value)).Aggregate(0, (bits, word) => bits | (1 << word.Length)))];

    /// <summary>Whether an author is missing: the platform's word for a deleted account, a moderation program's shared name, or a spreadsheet's "nothing".</summary>
    [MethodImpl(Jit.AtOnce)]
    public static bool IsPlaceholder(ReadOnlySpan<byte> author)
    {
        if (author.Length is 0 or > 15)
        {
            return author.IsEmpty;
        }

        // Few authors have a placeholder's first character and length.
        if (((s_lengths[author[0]] >> author.Length) & 1) == 0)
        {
            return false;
        }

        foreach (var placeholder in s_placeholders)
        {
            if (author.Length == placeholder.Length && System.Text.Ascii.EqualsIgnoreCase(author, placeholder))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether an id went through a spreadsheet and lost its last digits (9.06E+17, or 9.06e17 with a comma): many posts or accounts share what is left of it.
    /// </summary>
    [MethodImpl(Jit.AtOnce)]
    public static bool IsRounded(ReadOnlySpan<byte> id)
    {
        // Names seldom begin like a number, and most ids have no such letter where their exponent would begin, which is seen faster than the first is found.
        if (id.IsEmpty || (!char.IsAsciiDigit((char)id[0]) && id[0] is not ((byte)'.' or (byte)',')))
        {
            return false;
        }

        if (id.Length >= sizeof(ulong) && !MayHaveExponent(BinaryPrimitives.ReadUInt64LittleEndian(id[^sizeof(ulong)..])))
        {
            return false;
        }

        var hasExponent = false;
        for (var i = Math.Max(1, id.Length - 5); i < id.Length - 1; i++)
        {
            hasExponent |= (id[i] | 0x20) == 'e';
        }

        if (!hasExponent)
        {
            return false;
        }

        var exponent = id.IndexOfAny((byte)'E', (byte)'e');
        if (exponent <= 0 || exponent > 24 || id.Length - exponent is < 2 or > 5)
        {
            return false;
        }

        var sign = id[exponent + 1] is (byte)'+' ? 1 : 0;
        var power = id[(exponent + 1 + sign)..];
        return power.Length is > 0 and <= 3
            && power.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0
            && id[..exponent].IndexOfAnyExcept(s_decimal) < 0
            && (sign == 1 || id[..exponent].IndexOfAny((byte)'.', (byte)',') > 0);
    }

    /// <summary>Whether any of the last bytes but one, up to the fifth, is an E; true for some others too.</summary>
    /// <param name="last">The last eight bytes, the very last the highest.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool MayHaveExponent(ulong last)
    {
        const ulong Ones = 0x0101_0101_0101_0101;
        var others = (last | (Ones * 0x20)) ^ (Ones * 'e');
        // What is zero has its highest bit set after this; a borrow may set it for the byte above too.
        return (((others - Ones) & ~others) & 0x0080_8080_8000_0000) != 0;
    }
}
