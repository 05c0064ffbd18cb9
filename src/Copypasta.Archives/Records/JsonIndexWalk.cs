using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Copypasta.Archives;

/// <summary>
/// Goes through an object once, as <see cref="JsonWalk"/> does and with the same outcome, by the tokens of a <see cref="JsonIndex"/> alone: what nobody wants is stepped over
/// without a look at more than its first byte, but numbers and words. It does not tell where a fault is.
/// </summary>
internal sealed class JsonIndexWalk(JsonPathNode root, JsonCells cells)
{
    private const int Fault = -1;

    // What is read of four bytes of these words, the first byte the lowest.
    internal const uint Null = 0x6C6C_756E;
    internal const uint True = 0x6575_7274;
    internal const uint Fals = 0x736C_6166;

    private readonly byte[] _closing = new byte[JsonScan.MaxDepth];

    /// <summary>Reads the object that begins at a token.</summary>
    /// <param name="data">The piece that was indexed.</param>
    /// <param name="tokens">Tokens up to a line feed outside the object; at least <see cref="JsonIndex.BytesBehind"/> bytes of the piece are behind it.</param>
    /// <param name="token">The number of the brace.</param>
    /// <returns>The number of the token behind it; negative at a fault.</returns>
    [MethodImpl(Jit.AtOnce)]
    public int Read(ReadOnlySpan<byte> data, ReadOnlySpan<int> tokens, int token)
    {
        cells.Clear();
        return ReadObject(data, ref MemoryMarshal.GetReference(tokens), token, root, 0);
    }

    [MethodImpl(Jit.AtOnce | MethodImplOptions.NoInlining)] // It has no registers to spare for what calls it.
    private int ReadObject(ReadOnlySpan<byte> data, ref int tokens, int token, JsonPathNode node, int depth)
    {
        if (depth == JsonScan.MaxDepth)
        {
            return Fault;
        }

        var stage = node.Stage;
        if (stage is not null)
        {
            cells.BeginStage(stage);
        }

        token++;
        var next = ByteAt(data, ref tokens, token) == (byte)'}' ? (byte)'}' : (byte)',';
        token += next == (byte)'}' ? 1 : 0;
        while (next == (byte)',')
        {
            var colon = Place(ref tokens, token + 1);
            if (ByteAt(data, ref tokens, token) != (byte)'"' || ByteOf(data, colon) != (byte)':')
            {
                return Fault;
            }

            var child = Find(data, ref tokens, node, token, colon);
            token += 2;
            if (ByteAt(data, ref tokens, token) == (byte)'"')
            {
                if (child is not null)
                {
                    ReadString(data, ref tokens, token, child, isElement: false);
                }

                token++;
            }
            else
            {
                token = child is null ? Skip(data, ref tokens, token, depth + 1) : ReadValue(data, ref tokens, token, child, depth + 1, isElement: false);
                if (token < 0)
                {
                    return Fault;
                }
            }

            next = ByteAt(data, ref tokens, token++);
        }

        if (stage is not null)
        {
            cells.EndStage(stage, data);
        }

        return next == (byte)'}' ? token : Fault;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static JsonPathNode? Find(ReadOnlySpan<byte> data, ref int tokens, JsonPathNode node, int token, int colon)
    {
        var name = Place(ref tokens, token) + 1;
        var length = StringEnd(data, colon) - name;
        return Unsafe.Add(ref tokens, token) < 0 ? node.FindEscaped(data.Slice(name, length)) : node.Find(ref Unsafe.Add(ref MemoryMarshal.GetReference(data), name), length);
    }

    [MethodImpl(Jit.AtOnce)]
    private int ReadValue(ReadOnlySpan<byte> data, ref int tokens, int token, JsonPathNode node, int depth, bool isElement)
    {
        var start = Place(ref tokens, token);
        switch (ByteOf(data, start))
        {
            case (byte)'"':
                ReadString(data, ref tokens, token, node, isElement);
                return token + 1;
            case (byte)'{':
                token = node.HasChildren ? ReadObject(data, ref tokens, token, node, depth) : Skip(data, ref tokens, token, depth);
                if (token >= 0)
                {
                    cells.Capture(node, new JsonValue(JsonKind.Object, start, Place(ref tokens, token - 1) + 1 - start), isElement);
                }

                return token;
            case (byte)'[':
                token = node.HasChildren || node.TakesElements ? ReadArray(data, ref tokens, token, node, depth) : Skip(data, ref tokens, token, depth);
                if (token >= 0)
                {
                    cells.CaptureWhole(node, new JsonValue(JsonKind.Array, start, Place(ref tokens, token - 1) + 1 - start), isElement);
                }

                return token;
            default:
                var length = ScalarLength(data, ref tokens, token);
                if (length == 0)
                {
                    return Fault;
                }

                cells.Capture(node, new JsonValue(ByteOf(data, start) switch { (byte)'t' => JsonKind.True, (byte)'f' => JsonKind.False, (byte)'n' => JsonKind.Null, _ => JsonKind.Number }, start, length), isElement);
                return token + 1;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ReadString(ReadOnlySpan<byte> data, ref int tokens, int token, JsonPathNode node, bool isElement)
    {
        var start = Place(ref tokens, token) + 1;
        var kind = Unsafe.Add(ref tokens, token) < 0 ? JsonKind.Escaped : JsonKind.Plain;
        cells.Capture(node, new JsonValue(kind, start, StringEnd(data, Place(ref tokens, token + 1)) - start), isElement);
    }

    /// <summary>Reads an array of wanted values, or one that is passed through.</summary>
    [MethodImpl(Jit.AtOnce)]
    private int ReadArray(ReadOnlySpan<byte> data, ref int tokens, int token, JsonPathNode node, int depth)
    {
        if (depth == JsonScan.MaxDepth)
        {
            return Fault;
        }

        token++;
        if (ByteAt(data, ref tokens, token) == (byte)']')
        {
            return token + 1;
        }

        while (true)
        {
            // Of an array that is only passed through, the objects count.
            token = node.TakesElements || ByteAt(data, ref tokens, token) == (byte)'{' ? ReadValue(data, ref tokens, token, node, depth + 1, isElement: true) : Skip(data, ref tokens, token, depth + 1);
            if (token < 0)
            {
                return Fault;
            }

            var next = ByteAt(data, ref tokens, token++);
            if (next != (byte)',')
            {
                return next == (byte)']' ? token : Fault;
            }
        }
    }

    /// <summary>Steps over a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Skip(ReadOnlySpan<byte> data, ref int tokens, int token, int depth)
    {
        var first = ByteAt(data, ref tokens, token);
        return first == (byte)'"' ? token + 1
            : first is (byte)'{' or (byte)'[' ? SkipContainer(data, ref tokens, token, depth)
            : ScalarLength(data, ref tokens, token) > 0 ? token + 1
            : Fault;
    }

    [MethodImpl(Jit.AtOnce)]
    private int SkipContainer(ReadOnlySpan<byte> data, ref int tokens, int token, int depth)
    {
        var outside = depth;
        var closing = (byte)0;
        while (true)
        {
            if (closing == (byte)'}')
            {
                if (ByteAt(data, ref tokens, token) != (byte)'"' || ByteAt(data, ref tokens, token + 1) != (byte)':')
                {
                    return Fault;
                }

                token += 2;
            }

            var first = ByteAt(data, ref tokens, token);
            if (first is (byte)'{' or (byte)'[')
            {
                if (depth == JsonScan.MaxDepth)
                {
                    return Fault;
                }

                // '}' and ']' are two behind '{' and '['.
                closing = (byte)(first + 2);
                _closing[depth++] = closing;
                token++;
                if (ByteAt(data, ref tokens, token) != closing)
                {
                    continue;
                }
            }
            else if (first == (byte)'"' || ScalarLength(data, ref tokens, token) > 0)
            {
                token++;
            }
            else
            {
                return Fault;
            }

            while (ByteAt(data, ref tokens, token) is var next && next != (byte)',')
            {
                if (next != closing)
                {
                    return Fault;
                }

                token++;
                if (--depth == outside)
                {
                    return token;
                }

                closing = _closing[depth - 1];
            }

            token++;
        }
    }

    /// <summary>Where a token is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Place(ref int tokens, int token) => Unsafe.Add(ref tokens, token) & ~JsonIndex.IsEscaped;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte ByteOf(ReadOnlySpan<byte> data, int place) => Unsafe.Add(ref MemoryMarshal.GetReference(data), place);

    /// <summary>The byte that a token begins with.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte ByteAt(ReadOnlySpan<byte> data, ref int tokens, int token) => ByteOf(data, Place(ref tokens, token));

    /// <summary>Where the quote is that ends a string, given the place of the token behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int StringEnd(ReadOnlySpan<byte> data, int behind)
    {
        // Between them is white space at most.
        do
        {
            behind--;
        }
        while (ByteOf(data, behind) != (byte)'"');
        return behind;
    }

    /// <summary>The bytes of the number or word at a token; 0 if it is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int ScalarLength(ReadOnlySpan<byte> data, ref int tokens, int token)
    {
        var start = Place(ref tokens, token);
        var length = Place(ref tokens, token + 1) - start;
        ref var first = ref Unsafe.Add(ref MemoryMarshal.GetReference(data), start);
        var word = Unsafe.ReadUnaligned<uint>(ref first);
        if ((length == 4 && (word is Null or True)) || (length == 5 && word == Fals && Unsafe.Add(ref first, 4) == (byte)'e'))
        {
            return length;
        }

        // Most numbers are digits without a sign, a leading zero, a fraction or an exponent.
        var digits = Vector256.LoadUnsafe(ref first) - Vector256.Create((byte)'0');
        var others = Vector256.GreaterThan(digits, Vector256.Create((byte)9)).ExtractMostSignificantBits();
        return BitOperations.TrailingZeroCount(others) == length && (first != (byte)'0' || length == 1) ? length : OtherLength(data.Slice(start, length));
    }

    /// <summary>The bytes of a number or word that white space may follow.</summary>
    private static int OtherLength(ReadOnlySpan<byte> text)
    {
        text = text.TrimEnd(" \t\r"u8);
        var end = 0;
        return text.IsEmpty ? 0 : text[0] switch
        {
            (byte)'t' => text.SequenceEqual("true"u8),
            (byte)'f' => text.SequenceEqual("false"u8),
            (byte)'n' => text.SequenceEqual("null"u8),
            _ => JsonScalars.SkipNumber(text, ref end) && end == text.Length,
        } ? text.Length : 0;
    }
}
