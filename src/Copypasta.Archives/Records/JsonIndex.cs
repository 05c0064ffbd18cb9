using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Copypasta.Archives;

/// <summary>
/// Where the tokens of a piece of lines begin: braces, brackets, colons, commas, opening quotes, whatever else stands outside strings, and line feeds. They are found over blocks
/// of 64 bytes without a look at single bytes. It holds what is regular: at a fault inside a string, or a control character that may not be where it is, it ends before the
/// line, as it does where the whole blocks end; what follows is for <see cref="JsonScan"/>, which tells where a fault is.
/// </summary>
internal sealed class JsonIndex
{
    /// <summary>Most bytes that are looked at: they and the index stay in the core's second cache, and the line that they break off in, which is looked at again, is one of many.</summary>
    public const int MaxBytes = 1024 * JsonBlock.Bytes;

    /// <summary>A bit of a token: a string with an escape.</summary>
    public const int IsEscaped = int.MinValue;

    /// <summary>At least so many bytes of the piece lie behind the last token's.</summary>
    public const int BytesBehind = 32;

    private readonly int[] _tokens = new int[MaxBytes + BitPlaces.AtOnce];

    /// <summary>Tokens of whole lines: the last is a line feed, behind which there is one more.</summary>
    public int Count { get; private set; }

    /// <summary>The places of the tokens, with <see cref="IsEscaped"/>.</summary>
    public ReadOnlySpan<int> Tokens => _tokens.AsSpan(0, Count);

    /// <summary>Finds the tokens of the whole lines that a piece begins with.</summary>
    /// <param name="data">The piece; its first byte is outside any string.</param>
    [MethodImpl(Jit.AtOnce)]
    public void Find(ReadOnlySpan<byte> data)
    {
        ref var first = ref MemoryMarshal.GetReference(data);
        ref var tokens = ref MemoryMarshal.GetArrayDataReference(_tokens);
        var length = Math.Min(data.Length - BytesBehind, MaxBytes) & -JsonBlock.Bytes;
        var count = 0;
        var whole = 0;

        // Of the byte before the block: all ones if it is in a string; one if it is not the last of a word.
        (ulong inString, ulong word) = (0, 0);
        var escapes = default(JsonEscapes);
        for (var at = 0; at < length; at += JsonBlock.Bytes)
        {
            var block = JsonBlock.Read(ref Unsafe.Add(ref first, at));
            var quotes = block.Quotes;
            var irregular = 0UL;
            if (block.Backslashes != 0 || escapes.IsOpen)
            {
                quotes &= ~escapes.Next(ref Unsafe.Add(ref first, at), block.Backslashes, out irregular);
            }

            var inside = PrefixXor.Of(quotes) ^ inString;
            inString = (ulong)((long)inside >> 63);
            var lineFeeds = 0UL;
            var returnsAndTabs = 0UL;
            for (var controls = block.Controls; controls != 0; controls &= controls - 1)
            {
                var bit = controls & (0 - controls);
                var value = Unsafe.Add(ref first, at + BitOperations.TrailingZeroCount(controls));
                lineFeeds |= value == (byte)'\n' ? bit : 0;
                returnsAndTabs |= value is (byte)'\t' or (byte)'\r' ? bit : 0;
            }

            irregular |= (block.Controls & (inside | ~(lineFeeds | returnsAndTabs))) | (block.Backslashes & ~inside);
            var words = ~(block.Signs | block.Spaces | block.Controls | quotes | inside);
            var found = ((block.Signs | lineFeeds) & ~inside) | (quotes & inside) | (words & ~((words << 1) | word));
            word = words >> 63;
            var escaped = block.Backslashes & inside;
            if (irregular != 0)
            {
                // The line that the first of them is in does not count.
                var before = (irregular & (0 - irregular)) - 1;
                (found, lineFeeds, escaped) = (found & before, lineFeeds & before, escaped & before);
                length = 0;
            }

            BitPlaces.Write(found, at, ref Unsafe.Add(ref tokens, count));
            if (escaped != 0)
            {
                Mark(escaped, quotes & inside, found, ref tokens, count);
            }

            if (lineFeeds != 0)
            {
                whole = count + BitOperations.PopCount(found & (ulong.MaxValue >> BitOperations.LeadingZeroCount(lineFeeds)));
            }

            count += BitOperations.PopCount(found);
        }

        Count = whole;
        if (whole > 0)
        {
            // The end of the last is known too.
            Unsafe.Add(ref tokens, whole) = Unsafe.Add(ref tokens, whole - 1) + 1;
        }
    }

    /// <summary>Marks the strings that backslashes lie in.</summary>
    private static void Mark(ulong escaped, ulong openings, ulong found, ref int tokens, int count)
    {
        while (escaped != 0)
        {
            var lowest = escaped & (0 - escaped);
            var opened = openings & (lowest - 1);
            // One that was opened before is the last token before.
            var index = opened == 0 ? count - 1 : count + BitOperations.PopCount(found & ((1UL << BitOperations.Log2(opened)) - 1));
            Unsafe.Add(ref tokens, index) |= IsEscaped;
            var later = openings & ~(lowest | (lowest - 1));
            escaped = later == 0 ? 0 : escaped & (0 - (later & (0 - later)));
        }
    }
}
