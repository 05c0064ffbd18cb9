using System.IO.Hashing;

namespace Copypasta.Detection;

/// <summary>
/// Interns byte strings: the same bytes always get the same index, in order of first appearance. Open addressing on a 64-bit
/// XXH3 hash; a hash hit is compared in full, so two different strings never share an index.
/// </summary>
/// <remarks>36 to 52 bytes and the string per distinct string: the entry, two to four slots, the string's length. Not safe for concurrent use while strings are added.</remarks>
public sealed class ByteStringTable : ITextSource, ITextReader
{
    /// <summary>Leading bits of a hash by which the smallest are told: few hashes share all of them.</summary>
    private const int SampleBits = 16;

    private readonly ByteArena _arena = new();
    private readonly Column<Entry> _entries = new();

    // The low half of a hash above an index + 1, or 0: a slot that holds another string is passed by without a look at its entry.
    private ulong[] _slots = new ulong[1024];

    private struct Entry
    {
        public long Address;
        public ulong Hash;
    }

    /// <summary>Bytes at most that a string takes beside its own: its length, its entry and four slots.</summary>
    internal const int MostBytesBeside = 52;

    /// <summary>Number of distinct strings.</summary>
    public int Count => _entries.Count;

    /// <summary>Bytes of memory that the table takes.</summary>
    internal long Bytes => _arena.Bytes + _entries.Bytes + (_slots.Length * (long)sizeof(ulong));

    /// <summary>Bytes of the longest string.</summary>
    internal int Longest { get; private set; }

    /// <summary>The string at an index, 0-based.</summary>
    public ReadOnlySpan<byte> this[int index] => _arena[_entries[index].Address];

    /// <summary>The hash under which a string is kept: XXH3, seed 0, the same on every machine.</summary>
    public static ulong Hash(ReadOnlySpan<byte> bytes) => XxHash3.HashToUInt64(bytes);

    /// <summary>The hash of the string at an index.</summary>
    public ulong HashOf(int index) => _entries[index].Hash;

    /// <summary>The index of <paramref name="bytes"/>, which is added when it is new.</summary>
    /// <param name="bytes">The string.</param>
    /// <param name="hash"><see cref="Hash"/> of it.</param>
    public int Intern(ReadOnlySpan<byte> bytes, ulong hash)
    {
        if (_entries.Count * 2 >= _slots.Length)
        {
            Grow();
        }

        if (Find(bytes, hash, out var slot) is >= 0 and var known)
        {
            return known;
        }

        var index = _entries.Add(new Entry { Address = _arena.Append(bytes), Hash = hash });
        _slots[slot] = (hash << 32) | (uint)(index + 1);
        Longest = Math.Max(Longest, bytes.Length);
        return index;
    }

    /// <summary>The index of <paramref name="bytes"/>; -1 where they are not in the table.</summary>
    /// <param name="bytes">The string.</param>
    /// <param name="hash"><see cref="Hash"/> of it.</param>
    internal int Find(ReadOnlySpan<byte> bytes, ulong hash) => Find(bytes, hash, out _);

    /// <param name="bytes">The string.</param>
    /// <param name="hash"><see cref="Hash"/> of it.</param>
    /// <param name="slot">Where it stands, or would.</param>
    private int Find(ReadOnlySpan<byte> bytes, ulong hash, out int slot)
    {
        var mask = _slots.Length - 1;
        for (slot = (int)hash & mask; _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            if ((uint)(_slots[slot] >> 32) != (uint)hash)
            {
                continue;
            }

            var known = (int)(uint)_slots[slot] - 1;
            ref readonly var entry = ref _entries[known];
            if (entry.Hash == hash && _arena[entry.Address].SequenceEqual(bytes))
            {
                return known;
            }
        }

        return -1;
    }

    ITextReader ITextSource.NewReader(bool ascending) => this;

    int[] ITextSource.SmallestHashes(int count)
    {
        if (Count <= count)
        {
            return [.. Enumerable.Range(0, Count)];
        }

        // Counted by their leading bits, hashes tell with which bits the sample ends, and only those that begin with these need be sorted.
        var counts = new int[1 << SampleBits];
        for (var text = 0; text < Count; text++)
        {
            counts[HashOf(text) >> (64 - SampleBits)]++;
        }

        var (last, below) = (0, 0);
        while (below + counts[last] < count)
        {
            below += counts[last++];
        }

        var sample = new int[count];
        var ending = new List<(ulong Hash, int Text)>(counts[last]);
        var taken = 0;
        for (var text = 0; text < Count; text++)
        {
            var leading = (int)(HashOf(text) >> (64 - SampleBits));
            if (leading < last)
            {
                sample[taken++] = text;
            }
            else if (leading == last)
            {
                ending.Add((HashOf(text), text));
            }
        }

        ending.Sort((a, b) => a.Hash.CompareTo(b.Hash));
        foreach (var (_, text) in ending[..(count - below)])
        {
            sample[taken++] = text;
        }

        return sample;
    }

    private void Grow()
    {
        var slots = new ulong[_slots.Length * 2];
        var mask = slots.Length - 1;
        foreach (var taken in _slots)
        {
            if (taken == 0)
            {
                continue;
            }

            var slot = (int)(taken >> 32) & mask;
            while (slots[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            slots[slot] = taken;
        }

        _slots = slots;
    }
}
