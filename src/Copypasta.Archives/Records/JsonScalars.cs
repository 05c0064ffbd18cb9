using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Copypasta.Archives;

/// <summary>Strings, numbers and words of JSON. Each function moves an index past one, or to the byte that cannot stand where it does.</summary>
internal static class JsonScalars
{
    private static readonly SearchValues<byte> s_special = SearchValues.Create(
        [(byte)'"', (byte)'\\', .. Enumerable.Range(0, ' ').Select(control => (byte)control)]);

    /// <summary>Looks through a string from behind its quote: its end, or its fault.</summary>
    [MethodImpl(Jit.AtOnce)]
    public static bool SkipString(ReadOnlySpan<byte> data, int at, out int end)
    {
        while (true)
        {
            if (at < data.Length && data[at] == (byte)'\\')
            {
                if (!SkipEscape(data, ref at))
                {
                    end = at;
                    return false;
                }

                continue;
            }

            var next = data[at..].IndexOfAny(s_special);
            at = end = next < 0 ? data.Length : at + next;
            if (next < 0 || data[end] < (byte)' ')
            {
                return false;
            }

            if (data[end] == (byte)'"')
            {
                end++;
                return true;
            }
        }
    }

    /// <summary>Moves past digits without a sign, a leading zero, a fraction or an exponent, as most numbers are; false, where it was, if there are others or too many to tell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool SkipInteger(ReadOnlySpan<byte> data, ref int at)
    {
        if (data.Length - at < Vector256<byte>.Count || (uint)(data[at] - '1') > 8)
        {
            return false;
        }

        var offset = Vector256.Create(data.Slice(at, Vector256<byte>.Count)) - Vector256.Create((byte)'0');
        var others = Vector256.GreaterThan(offset, Vector256.Create((byte)9)).ExtractMostSignificantBits();
        var length = BitOperations.TrailingZeroCount(others);
        if (length == Vector256<byte>.Count || data[at + length] is (byte)'.' or (byte)'e' or (byte)'E')
        {
            return false;
        }

        at += length;
        return true;
    }

    [MethodImpl(Jit.AtOnce)]
    public static bool SkipNumber(ReadOnlySpan<byte> data, ref int at)
    {
        if (at < data.Length && data[at] == (byte)'-')
        {
            at++;
        }

        if (at < data.Length && data[at] == (byte)'0')
        {
            at++;
        }
        else if (!SkipDigits(data, ref at))
        {
            return false;
        }

        if (at < data.Length && data[at] == (byte)'.')
        {
            at++;
            if (!SkipDigits(data, ref at))
            {
                return false;
            }
        }

        if (at < data.Length && (data[at] | 0x20) == 'e')
        {
            at++;
            if (at < data.Length && data[at] is (byte)'+' or (byte)'-')
            {
                at++;
            }

            return SkipDigits(data, ref at);
        }

        return true;
    }

    [MethodImpl(Jit.AtOnce)]
    public static bool SkipLiteral(ReadOnlySpan<byte> data, ref int at, ReadOnlySpan<byte> literal)
    {
        var common = data[at..].CommonPrefixLength(literal);
        at += common;
        return common == literal.Length;
    }

    private static bool SkipDigits(ReadOnlySpan<byte> data, ref int at)
    {
        var start = at;
        while (at < data.Length && (uint)(data[at] - '0') <= 9)
        {
            at++;
        }

        return at > start;
    }

    /// <summary>Moves past an escape; false, with the index of what is wrong, if it is none.</summary>
    private static bool SkipEscape(ReadOnlySpan<byte> data, ref int at)
    {
        at++;
        if (at >= data.Length)
        {
            return false;
        }

        switch (data[at])
        {
            case (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t':
                at++;
                return true;
            case (byte)'u' when data.Length - at > 4 && JsonText.Hex(data[(at + 1)..]) >= 0:
                at += 5;
                return true;
            case (byte)'u':
                // Which of them is none?
                at++;
                for (var end = at + 4; at < end; at++)
                {
                    if (at >= data.Length || !char.IsAsciiHexDigit((char)data[at]))
                    {
                        return false;
                    }
                }

                return true;
            default:
                return false;
        }
    }
}
