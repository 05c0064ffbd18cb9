namespace Copypasta.Detection;

/// <summary>A radix sort of numbered items by keys of 32 bits: each in one number, the key above and the item below.</summary>
internal static class KeySort
{
    /// <summary>Bits of a key.</summary>
    public const int KeyBits = 32;

    /// <summary>Bits of the digit by which many entries are divided first.</summary>
    public const int LeadingBits = 8;

    /// <summary>Most bits of a digit: counts of three such stay in a core's first cache.</summary>
    private const int MostDigitBits = 11;

    // So many entries and a second buffer for them stay in a core's cache while they are sorted.
    private const int InCache = 1 << 16;

    /// <summary>An item with its key.</summary>
    public static ulong Entry(uint key, int item) => ((ulong)key << KeyBits) | (uint)item;

    /// <summary>
    /// Puts items in the order of their keys, stably: by their leading digits, until so few are left as stay in a core's cache, and then from the least significant digit up. The time does not depend
    /// on how skewed the keys are.
    /// </summary>
    /// <param name="entries">The items with their keys; used up.</param>
    /// <param name="spare">A buffer of the same length, or empty: then the entries are sorted in place, which takes longer, and items of one key ascend.</param>
    /// <param name="keyBits">Bits of the keys, from the lowest, in which they may differ.</param>
    /// <returns>One of the two.</returns>
    public static Span<ulong> Sort(Span<ulong> entries, Span<ulong> spare, int keyBits = KeyBits)
    {
        if (spare.IsEmpty)
        {
            entries.Sort();
            return entries;
        }

        if (entries.Length <= InCache || keyBits <= LeadingBits)
        {
            return SortInCache(entries, spare, keyBits);
        }

        Span<int> ends = stackalloc int[1 << LeadingBits];
        Divide(entries, spare, KeyBits + keyBits - LeadingBits, ends);
        var start = 0;
        foreach (var end in ends)
        {
            var part = spare[start..end];
            var room = entries[start..end];
            start = end;
            if (!Sort(part, room, keyBits - LeadingBits).Overlaps(room))
            {
                part.CopyTo(room);
            }
        }

        return entries;
    }

    /// <summary>Moves entries into the order of their leading digit, which begins at a bit; of each value where its entries end.</summary>
    private static void Divide(ReadOnlySpan<ulong> entries, Span<ulong> into, int shift, Span<int> ends)
    {
        ends.Clear();
        foreach (var entry in entries)
        {
            ends[(byte)(entry >> shift)]++;
        }

        ToStarts(ends);
        foreach (var entry in entries)
        {
            into[ends[(byte)(entry >> shift)]++] = entry;
        }
    }

    private static Span<ulong> SortInCache(Span<ulong> entries, Span<ulong> spare, int keyBits)
    {
        var digits = (keyBits + MostDigitBits - 1) / MostDigitBits;
        var bits = (keyBits + digits - 1) / digits;
        var mask = (1u << bits) - 1;
        Span<int> offsets = stackalloc int[digits << bits];
        offsets.Clear();
        foreach (var entry in entries)
        {
            var key = (uint)(entry >> KeyBits);
            for (var digit = 0; digit < digits; digit++)
            {
                offsets[(int)(((uint)digit << bits) + (key & mask))]++;
                key >>= bits;
            }
        }

        for (var digit = 0; digit < digits; digit++)
        {
            var digitOffsets = offsets.Slice(digit << bits, 1 << bits);
            ToStarts(digitOffsets);
            var shift = KeyBits + (digit * bits);
            foreach (var entry in entries)
            {
                spare[digitOffsets[(int)((uint)(entry >> shift) & mask)]++] = entry;
            }

            var sorted = spare;
            spare = entries;
            entries = sorted;
        }

        return entries;
    }

    /// <summary>Numbers of entries to where they begin.</summary>
    private static void ToStarts(Span<int> counts)
    {
        var next = 0;
        foreach (ref var count in counts)
        {
            (count, next) = (next, next + count);
        }
    }
}
