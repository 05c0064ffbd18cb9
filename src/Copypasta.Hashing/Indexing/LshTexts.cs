namespace Copypasta.Hashing;

/// <summary>A distinct comparable text of an index: one cache line.</summary>
internal struct LshEntry
{
    /// <summary>Where its bytes are.</summary>
    public long Address;

    /// <summary>How many bytes.</summary>
    public int Length;

    /// <summary>A hash of the bytes, good for this process only.</summary>
    public int Hash;

    /// <summary>Number of distinct shingles where it is long enough for near matching, 0 where it is too short, -1 where it has none at all.</summary>
    public int Shingles;

    /// <summary>Its lowest id + 1, or 0 when all were removed: then the entry waits to be added again or compacted away.</summary>
    public int FirstId;

    /// <summary>Its shingles' parity.</summary>
    public LshBitmap Bitmap;
}

/// <summary>
/// The distinct texts of an index and the ids that share each: a text that is added again costs a link, no entry. Identical means equal in every byte; the hash
/// only says where to look.
/// </summary>
/// <remarks>64 bytes, the text's bytes and 6 to 11 bytes of slots per distinct text; 12 bytes per id.</remarks>
internal sealed class LshTexts
{
    /// <summary>Where ids end: the last block is left out, so that counting past a block does not overflow.</summary>
    public const int MaxIds = int.MaxValue - ((1 << IdBlockBits) - 1);

    private const int EntryBlockBits = 9;
    private const int IdBlockBits = 9;

    private readonly LshArena _arena = new();
    private readonly LshBlocks<LshEntry> _entries = new(1, EntryBlockBits);
    private readonly LshBlocks<IdLink> _ids;

    // Linear probing, at most 0.7 full; an entry + 1, or 0. Nothing is deleted from it: compaction builds another.
    private int[] _slots = new int[16];

    public LshTexts()
        : this(new LshBlocks<IdLink>(1, IdBlockBits), 0)
    {
    }

    private LshTexts(LshBlocks<IdLink> ids, int nextId) => (_ids, NextId) = (ids, nextId);

    // The ids of a text form a ring in ascending order.
    private struct IdLink
    {
        public int EntryPlusOne;
        public int Next;
        public int Previous;
    }

    /// <summary>Number of entries, dead ones included.</summary>
    public int Entries { get; private set; }

    /// <summary>Number of entries that have an id.</summary>
    public int LiveEntries { get; private set; }

    /// <summary>Number of ids in use.</summary>
    public int Ids { get; private set; }

    /// <summary>The id that the next text gets.</summary>
    public int NextId { get; private set; }

    public ref LshEntry this[int entry] => ref _entries.At(entry);

    public static int Hash(ReadOnlySpan<byte> text)
    {
        // Keyed anew in each process: nobody can prepare texts that crowd one slot. Nothing that can be seen depends on it.
        var hash = default(HashCode);
        hash.AddBytes(text);
        return hash.ToHashCode();
    }

    public ReadOnlySpan<byte> Text(int entry) => _arena.Read(_entries.At(entry).Address, _entries.At(entry).Length);

    /// <summary>The entry of a text, dead or alive, or -1.</summary>
    public int Find(ReadOnlySpan<byte> text, int hash)
    {
        var mask = _slots.Length - 1;
        for (var slot = hash & mask; _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            ref readonly var entry = ref _entries.At(_slots[slot] - 1);
            if (entry.Hash == hash && entry.Length == text.Length && Text(_slots[slot] - 1).SequenceEqual(text))
            {
                return _slots[slot] - 1;
            }
        }

        return -1;
    }

    /// <summary>Adds a text that is not there yet, without an id.</summary>
    public int Append(ReadOnlySpan<byte> text, int hash, int shingles, in LshBitmap bitmap)
    {
        if ((Entries + 1) * 10L > _slots.Length * 7L)
        {
            GrowSlots();
        }

        var entry = Entries++;
        _entries.Write(entry)[0] = new LshEntry { Address = _arena.Append(text), Length = text.Length, Hash = hash, Shingles = shingles, Bitmap = bitmap };
        Place(entry);
        return entry;
    }

    /// <summary>Gives an entry the next id.</summary>
    public int AddId(int entry)
    {
        AddId(entry, NextId);
        return NextId++;
    }

    /// <summary>Where the ids that were read from a file end.</summary>
    public void SetNextId(int id) => NextId = id;

    /// <summary>Gives an entry an id that is higher than all its others.</summary>
    public void AddId(int entry, int id)
    {
        ref var link = ref _ids.Write(id)[0];
        ref var first = ref _entries.At(entry).FirstId;
        link.EntryPlusOne = entry + 1;
        if (first == 0)
        {
            first = id + 1;
            (link.Next, link.Previous) = (id, id);
            LiveEntries++;
        }
        else
        {
            (link.Next, link.Previous) = (first - 1, _ids.At(first - 1).Previous);
            _ids.At(link.Previous).Next = id;
            _ids.At(link.Next).Previous = id;
        }

        Ids++;
    }

    /// <summary>The entry of an id, or -1 where there is no such id.</summary>
    public int EntryOf(int id) => _ids.Has(id) ? _ids.At(id).EntryPlusOne - 1 : -1;

    /// <summary>The next higher id of the same text, or -1 after the last.</summary>
    public int NextOfText(int id)
    {
        ref readonly var link = ref _ids.At(id);
        return link.Next == _entries.At(link.EntryPlusOne - 1).FirstId - 1 ? -1 : link.Next;
    }

    /// <summary>The lowest id in use from <paramref name="id"/> on, or -1.</summary>
    public int NextInUse(int id)
    {
        while (id < NextId)
        {
            if (!_ids.Has(id))
            {
                id = _ids.NextBlock(id);
            }
            else if (_ids.At(id).EntryPlusOne != 0)
            {
                return id;
            }
            else
            {
                id++;
            }
        }

        return -1;
    }

    /// <summary>Takes an id away from its text.</summary>
    public bool RemoveId(int id)
    {
        var entry = EntryOf(id);
        if (entry < 0)
        {
            return false;
        }

        ref var link = ref _ids.At(id);
        ref var first = ref _entries.At(entry).FirstId;
        _ids.At(link.Next).Previous = link.Previous;
        _ids.At(link.Previous).Next = link.Next;
        if (first == id + 1)
        {
            first = link.Next == id ? 0 : link.Next + 1;
            LiveEntries -= first == 0 ? 1 : 0;
        }

        link = default;
        Ids--;
        ReleaseIfEmpty(id);
        return true;
    }

    /// <summary>Gives back the block of ids around one if it is full and none of them is in use any more.</summary>
    private void ReleaseIfEmpty(int id)
    {
        var end = _ids.NextBlock(id);
        if (end > NextId)
        {
            return;
        }

        for (var other = _ids.FirstOfBlock(id); other < end; other++)
        {
            if (_ids.At(other).EntryPlusOne != 0)
            {
                return;
            }
        }

        _ids.Release(id);
    }

    /// <summary>The same texts without dead entries. It shares the ids, which lead to its entries only once <see cref="TakeIds"/> was called.</summary>
    /// <param name="kept">The old entries in their new order.</param>
    public LshTexts Compact(out int[] kept)
    {
        var compact = new LshTexts(_ids, NextId) { Ids = Ids, LiveEntries = LiveEntries };
        kept = new int[LiveEntries];
        for (var old = 0; old < Entries; old++)
        {
            ref readonly var entry = ref _entries.At(old);
            if (entry.FirstId != 0)
            {
                var moved = compact.Append(Text(old), entry.Hash, entry.Shingles, entry.Bitmap);
                compact[moved].FirstId = entry.FirstId;
                kept[moved] = old;
            }
        }

        return compact;
    }

    /// <summary>Has the ids lead to this object's entries; what it was compacted from must not be used any more. Allocates nothing, so it cannot fail halfway.</summary>
    public void TakeIds()
    {
        for (var entry = 0; entry < Entries; entry++)
        {
            var first = _entries.At(entry).FirstId - 1;
            var id = first;
            do
            {
                ref var link = ref _ids.At(id);
                link.EntryPlusOne = entry + 1;
                id = link.Next;
            }
            while (id != first);
        }
    }

    private void Place(int entry)
    {
        var mask = _slots.Length - 1;
        var slot = _entries.At(entry).Hash & mask;
        while (_slots[slot] != 0)
        {
            slot = (slot + 1) & mask;
        }

        _slots[slot] = entry + 1;
    }

    private void GrowSlots()
    {
        _slots = new int[_slots.Length * 2];
        for (var entry = 0; entry < Entries; entry++)
        {
            Place(entry);
        }
    }
}
