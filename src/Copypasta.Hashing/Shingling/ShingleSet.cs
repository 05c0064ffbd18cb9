using System.Numerics;

namespace Copypasta.Hashing;

/// <summary>
/// The set of distinct shingles of one text, and the exact Jaccard similarity of other texts to it. Shingles are told apart by their tokens,
/// never by a hash alone. Holds its buffers between texts; not safe for concurrent use.
/// </summary>
public sealed class ShingleSet
{
    // Buffers that a giant text has grown beyond this many slots are given back when a much smaller one follows.
    private const int LargeTable = 1 << 20;
    private const int SmallTable = 512;

    private const int MinCharShingles = 16;
    private const int MinUnspacedCharShingles = 8;
    private const int MinWordShingles = 4;

    private readonly ShingleSequence _sequence;

    // Open addressing, at most a quarter full: an entry is a window's position + 1, 0 is empty. Collisions cost more than clearing does.
    private int[] _table = new int[SmallTable];
    private uint[] _distinct = new uint[SmallTable / 2];
    private int[] _seen = new int[SmallTable / 2];
    private int _mask = 15;
    private int _stamp;

    /// <summary>Makes an empty set.</summary>
    /// <param name="shingle">What a shingle is.</param>
    /// <exception cref="ArgumentOutOfRangeException">The shingle has no known unit, or not 1 to <see cref="Shingle.MaxSize"/> of them.</exception>
    public ShingleSet(Shingle shingle) => _sequence = new ShingleSequence(shingle);

    /// <summary>Number of distinct shingles; 0 for an empty text.</summary>
    public int Count { get; private set; }

    /// <summary>A 32-bit hash of each distinct shingle, in order of first appearance. Distinct shingles may rarely share a hash.</summary>
    public ReadOnlySpan<uint> Hashes => _distinct.AsSpan(0, Count);

    /// <summary>Whether most letters of the loaded text are Han, Kana or Thai, whose code points say more than other scripts'.</summary>
    public bool IsMostlyUnspaced
    {
        get
        {
            var balance = 0;
            foreach (var codePoint in _sequence.CodePoints)
            {
                balance += ScriptUnits.IsUnspaced(codePoint) ? 1 : ScriptUnits.IsSpacedLetter(codePoint) ? -1 : 0;
            }

            return balance > 0;
        }
    }

    /// <summary>Slots of the table held.</summary>
    internal int Capacity => _table.Length;

    /// <summary>
    /// Whether the loaded text has shingles enough for near matching: fewer agree by chance, so shorter texts match only where they are identical.
    /// </summary>
    /// <param name="fewest">Fewest distinct shingles, at least 1; null for 16 of code points (8 where the text <see cref="IsMostlyUnspaced"/>), 4 of words.</param>
    public bool IsLongEnough(int? fewest) => fewest is { } least ? Count >= Math.Max(1, least)
        : _sequence.Shingle.Unit == ShingleUnit.Words ? Count >= MinWordShingles
        : Count >= MinCharShingles || (Count >= MinUnspacedCharShingles && IsMostlyUnspaced);

    /// <summary>Replaces the set by the shingles of a text.</summary>
    /// <param name="utf8">Comparable text as a profile returns it: well-formed UTF-8.</param>
    /// <exception cref="ArgumentException">The bytes are not well-formed UTF-8, or have more than <see cref="TextNormalizer.MaxTextLength"/> code points.</exception>
    public void Load(ReadOnlySpan<byte> utf8)
    {
        _sequence.Load(utf8);
        var hashes = _sequence.Hashes;
        var slots = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(hashes.Length * 4, 16)); // 2^30 for the longest text
        if (_table.Length > LargeTable && slots < LargeTable / 32)
        {
            (_table, _distinct, _seen) = (new int[SmallTable], new uint[SmallTable / 2], new int[SmallTable / 2]);
        }

        if (_table.Length < slots)
        {
            _table = new int[slots];
        }
        else
        {
            _table.AsSpan(0, slots).Clear();
        }

        if (_distinct.Length < hashes.Length)
        {
            _distinct = new uint[Math.Max(hashes.Length, (int)Math.Min(_distinct.Length * 2L, Array.MaxLength))];
            _seen = new int[_distinct.Length];
        }

        _mask = slots - 1;
        var table = _table.AsSpan(0, slots);
        var distinct = _distinct.AsSpan();
        var count = 0;
        for (var i = 0; i < hashes.Length; i++)
        {
            var hash = hashes[i];
            for (var slot = (int)hash & (table.Length - 1); ; slot = (slot + 1) & (table.Length - 1))
            {
                var at = table[slot] - 1;
                if (at < 0)
                {
                    table[slot] = i + 1;
                    distinct[count++] = hash;
                    break;
                }

                if (hashes[at] == hash && _sequence.SameWindow(at, _sequence, i))
                {
                    break;
                }
            }
        }

        Count = count;
    }

    /// <summary>How many shingles two sets share.</summary>
    /// <remarks>
    /// With s shared shingles and sizes a and b, Jaccard similarity reaches a threshold where <c>threshold.IsMetBy(s, a + b - s)</c>, containment where
    /// <see cref="Containment.IsMet"/>; both are exact.
    /// </remarks>
    /// <param name="other">Another text, cut by the same shingle.</param>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    /// <exception cref="ArgumentException">The two are cut by different shingles.</exception>
    public int Shared(ShingleSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Shared(other._sequence);
    }

    /// <summary>
    /// How many distinct shingles of <paramref name="other"/> are in this set, or -1 as soon as it is sure that there are fewer than <paramref name="fewest"/>.
    /// </summary>
    /// <param name="other">Another text, cut by the same shingle.</param>
    /// <param name="fewest">The smallest answer of interest; 0 to always count to the end.</param>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    /// <exception cref="ArgumentException">The two are cut by different shingles.</exception>
    public int Shared(ShingleSequence other, int fewest = 0)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Shingle != _sequence.Shingle)
        {
            throw new ArgumentException($"Shingles of {other.Shingle} cannot be compared with shingles of {_sequence.Shingle}.", nameof(other));
        }

        if (++_stamp == int.MaxValue)
        {
            _seen.AsSpan().Clear();
            _stamp = 1;
        }

        var hashes = other.Hashes;
        var own = _sequence.Hashes;
        var table = _table.AsSpan(0, _mask + 1);
        var shared = 0;

        // A window that is not in the set, or repeats one that was counted, cannot add to the answer.
        var misses = hashes.Length - fewest;
        if (misses < 0)
        {
            return -1;
        }

        var lastHere = int.MinValue;
        var lastThere = int.MinValue;
        for (var i = 0; i < hashes.Length; i++)
        {
            var hash = hashes[i];
            for (var slot = (int)hash & (table.Length - 1); ; slot = (slot + 1) & (table.Length - 1))
            {
                var at = table[slot] - 1;
                if (at < 0)
                {
                    break;
                }

                if (own[at] != hash)
                {
                    continue;
                }

                var same = at == lastHere + 1 && i == lastThere + 1
                    ? _sequence.SameNextWindow(at, other, i)
                    : _sequence.SameWindow(at, other, i);
                if (!same)
                {
                    continue;
                }

                (lastHere, lastThere) = (at, i);
                if (_seen[at] != _stamp)
                {
                    _seen[at] = _stamp;
                    shared++;
                    misses++;
                }

                break;
            }

            if (--misses < 0)
            {
                return -1;
            }
        }

        return shared;
    }
}
