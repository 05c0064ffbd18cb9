using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Copypasta.Archives;

/// <summary>
/// Where the tokens of JSON begin: braces, brackets, colons, commas, opening quotes, and whatever else stands outside strings (numbers, words, garbage). They are found some blocks
/// at a time, as they are asked for: the memory is bounded, and little is looked at that nobody asks for. There is always a token after the last: the end.
/// </summary>
internal ref struct JsonTokens
{
    /// <summary>A bit of a token: a string with an escape or a control character in it, or without an end. No other string needs to be looked through.</summary>
    public const int IsSpecial = int.MinValue;

    // At first few, as often nothing but the next sign is wanted; then more, as a call costs as much as a block.
    private const int FirstBlocks = 2;
    private const int BlocksAtATime = 8;

    /// <summary>Room for the tokens: one kept, those of the blocks, the end, and what is written for nothing.</summary>
    public const int Room = 1 + (BlocksAtATime * JsonBlock.Bytes) + 1 + BitPlaces.AtOnce;

    private ref byte _first;
    private int _length;
    private bool _isLine;
    private int _indexed;
    private int _blocks;
    private bool _isAtEnd;

    // All ones if the last byte was in a string; one if it was not the last of a word.
    private ulong _inString;
    private ulong _word;
    private JsonEscapes _escapes;
    private int _count;
    private ref int _room;

    /// <summary>Finds the first tokens, of which number 0 is the first.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="at">Where to begin, outside any string.</param>
    /// <param name="isLine">Whether the first line end is the end.</param>
    /// <param name="room">Where they go, <see cref="Room"/> of them at a time.</param>
    public void Begin(ReadOnlySpan<byte> data, int at, bool isLine, Span<int> room)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(room.Length, Room);
        _room = ref MemoryMarshal.GetReference(room);
        _first = ref MemoryMarshal.GetReference(data);
        _length = data.Length;
        _isLine = isLine;
        _indexed = at;
        _isAtEnd = false;
        _inString = _word = 0;
        _escapes = default;
        _count = 0;
        _blocks = FirstBlocks;
        Fetch(0);
    }

    /// <summary>A token's place, with <see cref="IsSpecial"/>. Of the token behind the current one it is known too, except behind the end.</summary>
    public readonly ref int this[int token]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.Add(ref _room, token);
    }

    /// <summary>The number of the token behind one: after this, no other number counts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int After(int token) => token + 2 < _count || _isAtEnd ? token + 1 : Fetch(token + 1);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private int Fetch(int token)
    {
        var kept = 0;
        while (token < _count)
        {
            this[kept++] = this[token++];
        }

        _count = kept;
        while (_count < 2 && !_isAtEnd)
        {
            for (var i = 0; i < _blocks && !_isAtEnd; i++)
            {
                FetchBlock();
            }

            _blocks = BlocksAtATime;
        }

        return 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void FetchBlock()
    {
        var at = _indexed;
        JsonBlock block;
        if (_length - at >= JsonBlock.Bytes)
        {
            block = JsonBlock.Read(ref Unsafe.Add(ref _first, at));
        }
        else
        {
            ReadLast(out block);
        }

        var quotes = block.Quotes;
        if (block.Backslashes != 0 || _escapes.IsOpen)
        {
            quotes &= ~_escapes.Next(block.Backslashes);
        }

        var inString = PrefixXor.Of(quotes) ^ _inString;
        _inString = (ulong)((long)inString >> 63);
        var whites = block.Spaces;
        var mask = ulong.MaxValue;
        var end = at + JsonBlock.Bytes;
        if (block.Controls != 0)
        {
            whites |= Whites(block.Controls, inString, ref mask, ref end);
        }

        var words = ~(block.Signs | whites | quotes | inString);
        var tokens = ((block.Signs & ~inString) | (quotes & inString) | (words & ~((words << 1) | _word))) & mask;
        _word = words >> 63;
        var before = _count;
        BitPlaces.Write(tokens, at, ref this[_count]);
        _count += BitOperations.PopCount(tokens);
        var special = (block.Backslashes | block.Controls) & inString & mask;
        if (special != 0)
        {
            Mark(special, quotes & inString, tokens, before);
        }

        _indexed = end;
        if (_isAtEnd || end >= _length)
        {
            AddEnd(Math.Min(end, _length));
        }
    }

    private readonly void ReadLast(out JsonBlock block)
    {
        Span<byte> last = stackalloc byte[JsonBlock.Bytes];
        last.Fill((byte)' ');
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref _first, _indexed), Math.Max(0, _length - _indexed)).CopyTo(last);
        block = JsonBlock.Read(ref last[0]);
    }

    /// <summary>Which control characters are white space; the line end is the end of a line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ulong Whites(ulong controls, ulong inString, ref ulong mask, ref int end)
    {
        var whites = 0UL;
        for (; controls != 0; controls &= controls - 1)
        {
            var bit = BitOperations.TrailingZeroCount(controls);
            var value = Unsafe.Add(ref _first, _indexed + bit);
            if (value == (byte)'\n' && _isLine)
            {
                mask = (1UL << bit) - 1;
                end = _indexed + bit;
                _inString = (inString >> bit) & 1;
                _isAtEnd = true;
                return whites;
            }

            whites |= value is (byte)'\t' or (byte)'\r' or (byte)'\n' ? 1UL << bit : 0;
        }

        return whites;
    }

    /// <summary>Marks the strings that special bytes lie in.</summary>
    private void Mark(ulong special, ulong openings, ulong tokens, int before)
    {
        while (special != 0)
        {
            var first = special & (0 - special);
            var opened = openings & (first - 1);
            // One that was opened before is the last token before.
            var index = opened == 0 ? before - 1 : before + BitOperations.PopCount(tokens & ((1UL << BitOperations.Log2(opened)) - 1));
            this[index] |= IsSpecial;
            var later = openings & ~(first | (first - 1));
            special = later == 0 ? 0 : special & (0 - (later & (0 - later)));
        }
    }

    private void AddEnd(int end)
    {
        if (_inString != 0)
        {
            this[_count - 1] |= IsSpecial;
        }

        this[_count++] = end;
        _isAtEnd = true;
    }
}
