using System.Numerics;
using System.Runtime.CompilerServices;

namespace Copypasta.Hashing;

/// <summary>
/// Finds all fingerprints within a Hamming distance of another, exactly: nothing within the distance is missed, whatever it is. In memory, for 64 and
/// 128 bits (<see cref="ulong"/>, <see cref="UInt128"/>). Any number of threads may query at once while none adds or removes.
/// </summary>
/// <remarks>
/// Multi-index hashing: of m blocks of 16 bits, at least one differs in at most distance / m bits (Manku, Jain and Das Sarma, WWW 2007, for
/// a difference of 0; Norouzi, Punjani and Fleet, CVPR 2012, and IEEE TPAMI 2014 for how many blocks need the larger radius). Up to 16,384
/// distinct fingerprints, beyond distances of 15 (64 bits) or 31 (128 bits), and wherever the blocks would propose more than one fingerprint in 64, all
/// are scanned instead, so that no query costs more than a scan and 700 look-ups a block, however skewed the fingerprints. Equal fingerprints are stored and
/// compared once: a million entries of one fingerprint cost a query no more than one does, except for those that it writes.
/// </remarks>
/// <typeparam name="TFingerprint"><see cref="ulong"/> or <see cref="UInt128"/>.</typeparam>
public sealed partial class HammingIndex<TFingerprint>
    where TFingerprint : unmanaged, IBinaryInteger<TFingerprint>, IUnsignedNumber<TFingerprint>
{
    // Up to here a scan takes a few microseconds, and the tables' two megabytes and more would outweigh the entries.
    private const int DefaultScanLimit = 1 << 14;

    // A candidate costs cache misses where a scan reads on: by measurement 40 to 65 times as much, look-ups included.
    private const int DefaultCandidateCost = 64;

    private readonly int _scanLimit;
    private readonly int _candidateCost;

    // Equal fingerprints form a group. A group whose entries are all removed stays until Compact.
    private TFingerprint[] _fingerprints = [];
    private Group[] _groups = [];
    private int[] _buckets = new int[16];
    private int _groupCount;

    private Entry[] _entries = [];
    private int _entryCount;
    private int _firstFree = -1;
    private BlockTables? _tables;

    /// <summary>Makes an empty index.</summary>
    /// <param name="scheme">
    /// What the fingerprints are, as <see cref="SimHasher.Scheme"/> says it, or any name of at most 1,000 bytes of UTF-8; it is stored with the index and
    /// asked for when it is loaded.
    /// </param>
    /// <exception cref="NotSupportedException"><typeparamref name="TFingerprint"/> is neither of the two types.</exception>
    /// <exception cref="ArgumentException">The scheme is too long.</exception>
    public HammingIndex(string scheme)
        : this(scheme, DefaultScanLimit, DefaultCandidateCost)
    {
    }

    internal HammingIndex(string scheme, int scanLimit, int candidateCost)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        if (typeof(TFingerprint) != typeof(ulong) && typeof(TFingerprint) != typeof(UInt128))
        {
            throw new NotSupportedException($"Fingerprints are ulong or UInt128, not {typeof(TFingerprint).Name}.");
        }

        CheckScheme(scheme);
        (Scheme, _scanLimit, _candidateCost) = (scheme, scanLimit, candidateCost);
    }

    /// <summary>Bits of a fingerprint, 64 or 128.</summary>
    public int Bits { get; } = Unsafe.SizeOf<TFingerprint>() * 8;

    /// <summary>What the fingerprints are.</summary>
    public string Scheme { get; }

    /// <summary>Number of entries, equal fingerprints included.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// Bytes of the arrays that the index holds, room to grow included. Measured per entry with distinct random fingerprints of 64 and 128 bits: 51 and 63 at
    /// 16,000 entries, 136 and 209 at 65,536, 89 and 148 at 200,000, 80 and 108 at a million; of that, 2 MiB (4 MiB for 128 bits) do not grow, from 16,384
    /// distinct fingerprints on. One more entry of a fingerprint that is there already takes 12 to 18.
    /// </summary>
    public long MemoryBytes =>
        ((long)_fingerprints.Length * Unsafe.SizeOf<TFingerprint>()) + ((long)_groups.Length * Unsafe.SizeOf<Group>())
        + ((long)_buckets.Length * sizeof(int)) + ((long)_entries.Length * Unsafe.SizeOf<Entry>()) + (_tables?.MemoryBytes ?? 0);

    /// <summary>Groups that have no entries; they stay until they outnumber the others.</summary>
    internal int EmptyGroups { get; private set; }

    private static int Blocks => Unsafe.SizeOf<TFingerprint>() * 8 / BlockTables.BlockBits;

    /// <summary>Adds an entry, in constant time on average. A fingerprint may be added any number of times.</summary>
    /// <param name="fingerprint">A fingerprint made by <see cref="Scheme"/>.</param>
    /// <returns>The entry's number, 0 or more: the smallest never given, or one of a removed entry.</returns>
    public int Add(TFingerprint fingerprint)
    {
        var number = _firstFree;
        if (number >= 0)
        {
            _firstFree = _entries[number].Next;
        }
        else
        {
            if (_entryCount == _entries.Length)
            {
                Array.Resize(ref _entries, Growth.Next(_entries.Length, Math.Max(16, _entryCount + 1)));
            }

            number = _entryCount++;
        }

        Place(number, fingerprint);
        return number;
    }

    /// <summary>Removes an entry, in constant time on average.</summary>
    /// <param name="entry">The entry's number; it may be given again.</param>
    /// <returns>False where there is no such entry.</returns>
    public bool Remove(int entry)
    {
        if (!Has(entry))
        {
            return false;
        }

        var (index, next, previous) = _entries[entry];
        ref var group = ref _groups[index];
        if (previous < 0)
        {
            group.First = next;
        }
        else
        {
            _entries[previous].Next = next;
        }

        if (next >= 0)
        {
            _entries[next].Previous = previous;
        }

        _entries[entry] = new Entry(-1, _firstFree, -1);
        _firstFree = entry;
        Count--;
        if (--group.Size == 0 && ++EmptyGroups > Math.Max(_scanLimit, _groupCount / 2))
        {
            Compact();
        }

        return true;
    }

    /// <summary>Tells an entry's fingerprint.</summary>
    /// <param name="entry">The entry's number.</param>
    /// <param name="fingerprint">Its fingerprint; 0 where there is no such entry.</param>
    /// <returns>False where there is no such entry.</returns>
    public bool TryGet(int entry, out TFingerprint fingerprint)
    {
        fingerprint = Has(entry) ? _fingerprints[_entries[entry].Group] : TFingerprint.Zero;
        return Has(entry);
    }

    /// <summary>
    /// Finds the entries within a distance: all are counted, and as many as there is room for are written, nearest first, equally near ones by number. Where there
    /// is not room for all, the nearest are written; which of those at the last distance is not specified. Allocates nothing.
    /// </summary>
    /// <param name="fingerprint">The fingerprint to look for.</param>
    /// <param name="distance">Most bits that may differ, 0 to <see cref="Bits"/>.</param>
    /// <param name="matches">Where matches are written; its length is the limit. Empty to count only.</param>
    /// <returns>The number of entries within the distance, which may be more than were written.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The distance is out of range.</exception>
    public int Query(TFingerprint fingerprint, int distance, Span<HammingMatch> matches)
    {
        if (distance < 0 || distance > Bits)
        {
            throw new ArgumentOutOfRangeException(nameof(distance), distance, $"Fingerprints of {Bits} bits have distances of 0 to {Bits}.");
        }

        var found = new NearestMatches(matches);
        if (distance == 0)
        {
            var group = Find(fingerprint);
            if (group >= 0)
            {
                Take(group, 0, ref found);
            }
        }
        else if (!TrySearchTables(fingerprint, distance, ref found))
        {
            Scan(fingerprint, distance, ref found);
        }

        found.Order();
        return found.Total;
    }

    /// <summary>Finds the nearest entries, nearest first; of equally near ones at the last distance, which are written is not specified.</summary>
    /// <param name="fingerprint">The fingerprint to look for.</param>
    /// <param name="maxDistance">Most bits that may differ, 0 to <see cref="Bits"/>; the smaller, the faster where little is near.</param>
    /// <param name="matches">Where matches are written; its length is the number wanted.</param>
    /// <returns>The number of matches written: fewer than wanted only where no more are within the distance.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The distance is out of range.</exception>
    public int Nearest(TFingerprint fingerprint, int maxDistance, Span<HammingMatch> matches)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxDistance);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxDistance, Bits);

        // Each step is the largest distance that the tables serve with the same radius in every block.
        for (var distance = Math.Min(Blocks - 1, maxDistance); ; distance = Math.Min(distance + Blocks, maxDistance))
        {
            if (_tables is null || distance / Blocks > BlockTables.MaxRadius)
            {
                distance = maxDistance;
            }

            var total = Query(fingerprint, distance, matches);
            if (total >= matches.Length || distance == maxDistance)
            {
                return Math.Min(total, matches.Length);
            }
        }
    }

    private bool Has(int entry) => entry >= 0 && entry < _entryCount && _entries[entry].Group >= 0;

    private void Place(int number, TFingerprint fingerprint)
    {
        var index = Find(fingerprint);
        if (index < 0)
        {
            index = AddGroup(fingerprint);
        }

        ref var group = ref _groups[index];
        _entries[number] = new Entry(index, group.First, -1);
        if (group.First >= 0)
        {
            _entries[group.First].Previous = number;
        }

        group.First = number;
        EmptyGroups -= group.Size++ == 0 ? 1 : 0;
        Count++;
    }
}

/// <summary>Reads stored Hamming indexes.</summary>
public static class HammingIndex
{
    /// <summary>Reads an index that <see cref="HammingIndex{TFingerprint}.Save"/> wrote.</summary>
    /// <typeparam name="TFingerprint"><see cref="ulong"/> or <see cref="UInt128"/>.</typeparam>
    /// <param name="stream">A stream at the index's first byte; it is read to the index's last byte and no further.</param>
    /// <param name="scheme">What the fingerprints must be.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> or <paramref name="scheme"/> is null.</exception>
    /// <exception cref="InvalidDataException">
    /// This is no such index, is damaged or cut short, is of another version, or holds fingerprints of another scheme or number of bits.
    /// </exception>
    public static HammingIndex<TFingerprint> Load<TFingerprint>(Stream stream, string scheme)
        where TFingerprint : unmanaged, IBinaryInteger<TFingerprint>, IUnsignedNumber<TFingerprint>
        => HammingIndex<TFingerprint>.Load(stream, scheme);
}
