using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Copypasta.Archives;

/// <summary>
/// Where the fields and records of a piece of a table end, found over blocks of 64 bytes at a time without a look at single bytes. It holds what is regular: quotes only around
/// whole fields, and doubled inside them. At any other quote it ends, as it does where the whole blocks end; what follows is for <see cref="CsvSyntax"/>, which defines all of it.
/// </summary>
internal sealed class CsvIndex(byte delimiter)
{
    /// <summary>Most bytes that are looked at: they and the index stay in the core's first cache.</summary>
    public const int MaxBytes = 128 * CsvBlock.Bytes;

    private const int HasDoubledQuotes = int.MinValue;
    private const int HasInnerLines = 1 << 30;
    private const int Index = HasInnerLines - 1;

    // What stands before the first field, then the ends, and room for what is written for nothing.
    private readonly int[] _ends = [-1, .. new int[MaxBytes + BitPlaces.AtOnce]];
    private readonly int[] _records = new int[MaxBytes];

    /// <summary>Whole records found.</summary>
    public int Count { get; private set; }

    /// <summary>Finds the records that a piece begins with.</summary>
    /// <param name="data">The piece; its first byte begins a record.</param>
    [MethodImpl(Jit.AtOnce)]
    public void Find(ReadOnlySpan<byte> data)
    {
        var count = 0;
        ref var record = ref MemoryMarshal.GetArrayDataReference(_records);
        ref var end = ref _ends[1];
        ref var first = ref MemoryMarshal.GetReference(data);
        var length = Math.Min(data.Length, MaxBytes) & -CsvBlock.Bytes;

        // Of the byte before the block: all ones if it is inside quotes; one if a field may begin behind it, if it is a quote, if it is a closing one, or a CR behind a closing one.
        (ulong inQuotes, ulong boundary, ulong quote, ulong closing, ulong closingReturn) = (0, 1, 0, 0, 0);
        var flags = 0;
        for (var at = 0; at < length; at += CsvBlock.Bytes)
        {
            var block = CsvBlock.Read(ref Unsafe.Add(ref first, at), delimiter);
            var inside = PrefixXor.Of(block.Quotes) ^ inQuotes;
            inQuotes = (ulong)((long)inside >> 63);
            var opening = block.Quotes & inside;
            var boundaries = block.Delimiters | block.LineFeeds;
            var doubled = opening & ((block.Quotes << 1) | quote);
            var closed = block.Quotes & ~inside;
            var behind = (closed << 1) | closing;
            var returns = behind & block.Returns;

            // A quote opens at a field's beginning or is the second of two; it closes before a boundary, another quote or a line's end.
            var irregular = (opening & ~doubled & ~((boundaries << 1) | boundary))
                | (behind & ~(boundaries | block.Quotes | block.Returns))
                | (((returns << 1) | closingReturn) & ~block.LineFeeds);
            boundary = boundaries >> 63;
            quote = block.Quotes >> 63;
            closing = closed >> 63;
            closingReturn = returns >> 63;
            var ends = boundaries & ~inside;
            var lines = block.LineFeeds & ~inside;
            var innerLines = block.LineFeeds & inside;
            if (irregular != 0)
            {
                // The record that the first of them is in does not count.
                var before = (irregular & (0 - irregular)) - 1;
                (ends, lines) = (ends & before, lines & before);
                length = 0;
            }

            for (; lines != 0; lines &= lines - 1)
            {
                var below = lines ^ (lines - 1);
                flags |= ((doubled & below) != 0 ? HasDoubledQuotes : 0) | ((innerLines & below) != 0 ? HasInnerLines : 0);
                doubled &= ~below;
                innerLines &= ~below;
                record = (count + BitOperations.PopCount(ends & below)) | flags;
                record = ref Unsafe.Add(ref record, 1);
                flags = 0;
            }

            flags |= (doubled != 0 ? HasDoubledQuotes : 0) | (innerLines != 0 ? HasInnerLines : 0);
            BitPlaces.Write(ends, at, ref Unsafe.Add(ref end, count));
            count += BitOperations.PopCount(ends);
        }

        Count = (int)(Unsafe.ByteOffset(ref MemoryMarshal.GetArrayDataReference(_records), ref record) / sizeof(int));
    }

    /// <summary>One of the records found.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CsvRecord Record(int number)
    {
        var last = _records[number];
        var before = number == 0 ? 0 : _records[number - 1] & Index;
        return new CsvRecord(_ends.AsSpan(before, (last & Index) - before + 1), (last & HasDoubledQuotes) != 0, (last & HasInnerLines) != 0);
    }
}

/// <summary>A whole record of an indexed piece.</summary>
/// <param name="ends">What stands before it and where its fields end, from the start of the piece: at delimiters, the last at the line feed.</param>
/// <param name="hasDoubledQuotes">Whether any field has doubled quotes.</param>
/// <param name="hasInnerLines">Whether any field holds line feeds.</param>
internal readonly ref struct CsvRecord(ReadOnlySpan<int> ends, bool hasDoubledQuotes, bool hasInnerLines)
{
    private readonly ReadOnlySpan<int> _ends = ends;

    /// <summary>Its first byte, from the start of the piece.</summary>
    public int Start => _ends[0] + 1;

    /// <summary>Its bytes with the line's end.</summary>
    public int Length => _ends[^1] - _ends[0];

    /// <summary>Its fields.</summary>
    public int Count => _ends.Length - 1;

    /// <summary>Whether any field holds line feeds.</summary>
    public bool HasInnerLines => hasInnerLines;

    /// <summary>One of its fields.</summary>
    /// <param name="record">The bytes of the record.</param>
    /// <param name="column">Its number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CsvField Field(ReadOnlySpan<byte> record, int column)
    {
        var from = _ends[column] - _ends[0];
        var to = _ends[column + 1] - Start;
        if (to > from && column == Count - 1 && record[to - 1] == (byte)'\r')
        {
            to--;
        }

        if (to <= from || record[from] != (byte)'"')
        {
            return new CsvField(from, to - from, false);
        }

        var length = to - from - 2;
        return new CsvField(from + 1, length, hasDoubledQuotes && record.Slice(from + 1, length).Contains((byte)'"'));
    }
}
