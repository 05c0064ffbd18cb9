namespace Copypasta.Detection;

/// <summary>
/// The buckets of one band that hold two texts or more, ascending by text: what of a band's keys can give candidates. Built by a stable
/// least-significant-digit radix sort, whose cost does not depend on how skewed the keys are.
/// </summary>
internal sealed class BandBuckets : IBandBuckets
{
    /// <summary>Bits of the digit by which many entries are divided first, and of the ranges of keys on disk.</summary>
    public const int LeadingBits = 8;

    private const int Digits = 3;
    private const int MostDigitBits = (MaxKeyBits + Digits - 1) / Digits;
    private const int MaxKeyBits = 32;

    // So many entries and a second buffer for them stay in a core's cache while they are sorted.
    private const int InCache = 1 << 16;

    private const int BucketsPerPart = 1 << 14;

    private readonly int[] _texts;
    private readonly int[] _starts;

    private BandBuckets(int[] texts, int[] starts, long pairs) => (_texts, _starts, Pairs) = (texts, starts, pairs);

    /// <summary>Number of buckets.</summary>
    public int Count => _starts.Length - 1;

    /// <summary>Pairs of texts that share a bucket: the sum of m (m - 1) / 2.</summary>
    public long Pairs { get; }

    /// <summary>The texts of a bucket, ascending.</summary>
    public ReadOnlySpan<int> this[int bucket] => _texts.AsSpan(_starts[bucket], _starts[bucket + 1] - _starts[bucket]);

    public int Parts => (Count + BucketsPerPart - 1) / BucketsPerPart;

    public void ForEach(int part, Action<ReadOnlySpan<int>> take)
    {
        for (var bucket = part * BucketsPerPart; bucket < Math.Min(Count, (part + 1) * BucketsPerPart); bucket++)
        {
            take(this[bucket]);
        }
    }

    /// <summary>Groups texts by equal key.</summary>
    /// <param name="keys">A key per text.</param>
    /// <param name="sketches">Tells which texts take part in near matching.</param>
    /// <param name="scratch">Two buffers, each as long as there are texts.</param>
    public static BandBuckets Build(ReadOnlySpan<uint> keys, TextSketches sketches, (ulong[] First, ulong[] Second) scratch)
    {
        var count = 0;
        for (var text = 0; text < keys.Length; text++)
        {
            if (sketches.Count(text) > 0)
            {
                scratch.First[count++] = Entry(keys[text], text);
            }
        }

        return Build(scratch.First.AsSpan(0, count), scratch.Second.AsSpan(0, count));
    }

    /// <summary>A text with its key, as <see cref="Sort"/> takes it.</summary>
    public static ulong Entry(uint key, int text) => ((ulong)key << 32) | (uint)text;

    /// <summary>Groups texts by equal key.</summary>
    /// <inheritdoc cref="Sort"/>
    public static BandBuckets Build(Span<ulong> entries, Span<ulong> spare, int keyBits = MaxKeyBits) => FromSorted(Sort(entries, spare, keyBits));

    /// <summary>
    /// Puts texts in the order of their keys, stably: by their leading digits, until so few are left as stay in a core's cache, and then from the least significant digit up. The time does not depend
    /// on how skewed the keys are.
    /// </summary>
    /// <param name="entries">The texts, ascending, with their keys; used up.</param>
    /// <param name="spare">A buffer of the same length, or empty: then the entries are sorted in place, which takes longer.</param>
    /// <param name="keyBits">Bits of the keys, from the lowest, in which they may differ.</param>
    /// <returns>One of the two.</returns>
    public static Span<ulong> Sort(Span<ulong> entries, Span<ulong> spare, int keyBits = MaxKeyBits)
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
        Divide(entries, spare, MaxKeyBits + keyBits - LeadingBits, ends);
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
        var bits = (keyBits + Digits - 1) / Digits;
        var mask = (1u << bits) - 1;
        Span<int> counts = stackalloc int[Digits << MostDigitBits];
        var offsets = counts[..(Digits << bits)];
        offsets.Clear();
        foreach (var entry in entries)
        {
            var key = (uint)(entry >> MaxKeyBits);
            offsets[(int)(key & mask)]++;
            offsets[(int)((1u << bits) + ((key >> bits) & mask))]++;
            offsets[(int)((2u << bits) + ((key >> (2 * bits)) & mask))]++;
        }

        for (var digit = 0; digit < Digits; digit++)
        {
            var digitOffsets = offsets.Slice(digit << bits, 1 << bits);
            ToStarts(digitOffsets);
            var shift = MaxKeyBits + (digit * bits);
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

    /// <summary>The buckets of texts in the order of their keys.</summary>
    public static BandBuckets FromSorted(ReadOnlySpan<ulong> entries)
    {
        var (texts, buckets) = (0, 0);
        for (int start = 0, end; start < entries.Length; start = end)
        {
            end = EndOfRun(entries, start);
            if (end - start > 1)
            {
                texts += end - start;
                buckets++;
            }
        }

        var members = new int[texts];
        var starts = new int[buckets + 1];
        (texts, buckets) = (0, 0);
        var pairs = 0L;
        for (int start = 0, end; start < entries.Length; start = end)
        {
            end = EndOfRun(entries, start);
            if (end - start > 1)
            {
                starts[buckets++] = texts;
                pairs += (long)(end - start) * (end - start - 1) / 2;
                for (var i = start; i < end; i++)
                {
                    members[texts++] = (int)(uint)entries[i];
                }
            }
        }

        starts[buckets] = texts;
        return new BandBuckets(members, starts, pairs);
    }

    private static int EndOfRun(ReadOnlySpan<ulong> entries, int start)
    {
        var end = start + 1;
        while (end < entries.Length && entries[end] >> 32 == entries[start] >> 32)
        {
            end++;
        }

        return end;
    }
}
