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
    private const uint Null = 0x6C6C_756E;
    private const uint True = 0x6575_7274;
    private const uint Fals = 0x736C_6166;

    private readonly byte[] _closing = new byte[JsonScan.MaxDepth];

    /// <summary>Reads the object that begins at a token.</summary>
    /// <param name="data">The piece that was indexed.</param>
    /// <param name="tokens">Tokens up to a line feed outside the object; at least <see cref="JsonIndex.BytesBehind"/> bytes of the piece are behind it.</param>
    /// <param name="token">The number of the brace.</param>
    /// <returns>The number of the token behind it; negative at a fault.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Runs are short: half of one would pass before the JIT had optimised it.
    public int Read(ReadOnlySpan<byte> data, ReadOnlySpan<int> tokens, int token)
    {
        cells.Clear();
        return ReadObject(new Places(data, tokens), token, root, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Runs are short: half of one would pass before the JIT had optimised it.
    private int ReadObject(in Places places, int token, JsonPathNode node, int depth)
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
        var next = places.ByteAt(token) == (byte)'}' ? (byte)'}' : (byte)',';
        token += next == (byte)'}' ? 1 : 0;
        while (next == (byte)',')
        {
            var colon = places[token + 1];
            if (places.ByteAt(token) != (byte)'"' || places.Byte(colon) != (byte)':')
            {
                return Fault;
            }

            var child = Find(places, node, token, colon);
            token += 2;
            token = child is null ? Skip(places, token, depth + 1) : ReadValue(places, token, child, depth + 1);
            if (token < 0)
            {
                return Fault;
            }

            next = places.ByteAt(token++);
        }

        if (stage is not null)
        {
            cells.EndStage(stage, places.Data);
        }

        return next == (byte)'}' ? token : Fault;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static JsonPathNode? Find(in Places places, JsonPathNode node, int token, int colon)
    {
        var name = places[token] + 1;
        var length = places.StringEnd(colon) - name;
        return places.IsEscaped(token) ? node.FindEscaped(places.Data.Slice(name, length)) : node.Find(ref places.At(name), length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Runs are short: half of one would pass before the JIT had optimised it.
    private int ReadValue(in Places places, int token, JsonPathNode node, int depth)
    {
        var start = places[token];
        switch (places.Byte(start))
        {
            case (byte)'"':
                var kind = places.IsEscaped(token) ? JsonKind.Escaped : JsonKind.Plain;
                cells.Capture(node, new JsonValue(kind, start + 1, places.StringEnd(places[token + 1]) - start - 1));
                return token + 1;
            case (byte)'{':
                token = node.HasChildren ? ReadObject(places, token, node, depth) : Skip(places, token, depth);
                if (token >= 0)
                {
                    cells.Capture(node, new JsonValue(JsonKind.Object, start, places[token - 1] + 1 - start));
                }

                return token;
            case (byte)'[':
                token = node.HasChildren || node.IsList ? ReadArray(places, token, node, depth) : Skip(places, token, depth);
                if (token >= 0 && !node.IsList)
                {
                    cells.Capture(node, new JsonValue(JsonKind.Array, start, places[token - 1] + 1 - start));
                }

                return token;
            default:
                var length = places.ScalarLength(token);
                if (length == 0)
                {
                    return Fault;
                }

                cells.Capture(node, new JsonValue(places.Byte(start) switch { (byte)'t' => JsonKind.True, (byte)'f' => JsonKind.False, (byte)'n' => JsonKind.Null, _ => JsonKind.Number }, start, length));
                return token + 1;
        }
    }

    /// <summary>Reads an array of wanted values, or one that is passed through.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Runs are short: half of one would pass before the JIT had optimised it.
    private int ReadArray(in Places places, int token, JsonPathNode node, int depth)
    {
        if (depth == JsonScan.MaxDepth)
        {
            return Fault;
        }

        token++;
        if (places.ByteAt(token) == (byte)']')
        {
            return token + 1;
        }

        while (true)
        {
            // Of an array that is only passed through, the objects count.
            token = node.IsList || places.ByteAt(token) == (byte)'{' ? ReadValue(places, token, node, depth + 1) : Skip(places, token, depth + 1);
            if (token < 0)
            {
                return Fault;
            }

            var next = places.ByteAt(token++);
            if (next != (byte)',')
            {
                return next == (byte)']' ? token : Fault;
            }
        }
    }

    /// <summary>Steps over a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Skip(in Places places, int token, int depth)
    {
        var first = places.ByteAt(token);
        return first == (byte)'"' ? token + 1
            : first is (byte)'{' or (byte)'[' ? SkipContainer(places, token, depth)
            : places.ScalarLength(token) > 0 ? token + 1
            : Fault;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Runs are short: half of one would pass before the JIT had optimised it.
    private int SkipContainer(in Places places, int token, int depth)
    {
        var outside = depth;
        var closing = (byte)0;
        while (true)
        {
            if (closing == (byte)'}')
            {
                if (places.ByteAt(token) != (byte)'"' || places.ByteAt(token + 1) != (byte)':')
                {
                    return Fault;
                }

                token += 2;
            }

            var first = places.ByteAt(token);
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
                if (places.ByteAt(token) != closing)
                {
                    continue;
                }
            }
            else if (first == (byte)'"' || places.ScalarLength(token) > 0)
            {
                token++;
            }
            else
            {
                return Fault;
            }

            while (places.ByteAt(token) is var next && next != (byte)',')
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

    /// <summary>The tokens and what stands there.</summary>
    private readonly ref struct Places(ReadOnlySpan<byte> data, ReadOnlySpan<int> tokens)
    {
        private readonly ref byte _first = ref MemoryMarshal.GetReference(data);
        private readonly ref int _tokens = ref MemoryMarshal.GetReference(tokens);

        public ReadOnlySpan<byte> Data { get; } = data;

        /// <summary>Where a token is.</summary>
        public int this[int token]
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => Unsafe.Add(ref _tokens, token) & ~JsonIndex.IsEscaped;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public ref byte At(int place) => ref Unsafe.Add(ref _first, place);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public byte Byte(int place) => Unsafe.Add(ref _first, place);

        /// <summary>The byte that a token begins with.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public byte ByteAt(int token) => Byte(this[token]);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool IsEscaped(int token) => Unsafe.Add(ref _tokens, token) < 0;

        /// <summary>Where the quote is that ends a string, given the token behind it.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public int StringEnd(int behind)
        {
            // Between them is white space at most.
            do
            {
                behind--;
            }
            while (Byte(behind) != (byte)'"');
            return behind;
        }

        /// <summary>The bytes of the number or word at a token; 0 if it is none.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public int ScalarLength(int token)
        {
            var start = this[token];
            var length = this[token + 1] - start;
            ref var first = ref At(start);
            var word = Unsafe.ReadUnaligned<uint>(ref first);
            if ((length == 4 && (word is Null or True)) || (length == 5 && word == Fals && Unsafe.Add(ref first, 4) == (byte)'e'))
            {
                return length;
            }

            // Most numbers are digits without a sign, a leading zero, a fraction or an exponent.
            var digits = Vector256.LoadUnsafe(ref first) - Vector256.Create((byte)'0');
            var others = Vector256.GreaterThan(digits, Vector256.Create((byte)9)).ExtractMostSignificantBits();
            return BitOperations.TrailingZeroCount(others) == length && (first != (byte)'0' || length == 1) ? length : OtherLength(start, length);
        }

        private int OtherLength(int start, int length)
        {
            var text = Data.Slice(start, length).TrimEnd(" \t\r"u8);
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
}
