using System.Numerics;

namespace Copypasta.Hashing;

/// <summary>
/// The set of distinct shingles of one text, and the exact Jaccard similarity of other texts to it. Shingles are told apart by their tokens,
/// never by a hash alone. Loading and comparing take time in proportion to the length of the texts, whatever is in them: of texts that were written so that their shingles share a hash
/// several times as much as of others, not its square. Holds its buffers between texts; not safe for concurrent use.
/// </summary>
public sealed class ShingleSet
{
    // Buffers that a giant text has grown beyond this many slots are given back when a much smaller one follows.
    private const int LargeTable = 1 << 20;
    private const int SmallTable = 512;

    private const int MinCharShingles = 16;
    private const int MinUnspacedCharShingles = 8;
    private const int MinWordShingles = 4;

    // Full slots that a window may find on its way. Hashes as good as random have it find so many less than once in a billion times; texts that were written against the hash, which
    // anyone can compute, would take time in proportion to the square of their length. From there on a window's place comes from a hash that nobody can foresee: slower, and the same set.
    private const int MostProbes = 32;

    private readonly ShingleSequence _sequence;

    // Open addressing, at most a quarter full: an entry is a window's position + 1, 0 is empty. Collisions cost more than clearing does.
    private int[] _table = new int[SmallTable];
    private uint[] _distinct = new uint[SmallTable / 2];
    private int[] _seen = new int[SmallTable / 2];

    // Of each window the place of the first that is the same shingle.
    private int[] _first = new int[SmallTable / 2];
    private int _mask = 15;
    private bool _isKeyed;
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

    /// <summary>Most full slots of the table in a row.</summary>
    internal int LongestRun()
    {
        var (longest, run) = (0, 0);
        for (var slot = 0L; slot < 2 * (_mask + 1L) && run <= _mask; slot++)
        {
            run = _table[slot & _mask] > 0 ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

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
            (_table, _distinct, _seen, _first) = (new int[SmallTable], new uint[SmallTable / 2], new int[SmallTable / 2], new int[SmallTable / 2]);
        }

        if (_table.Length < slots)
        {
            _table = new int[slots];
        }

        if (_distinct.Length < hashes.Length)
        {
            _distinct = new uint[Math.Max(hashes.Length, (int)Math.Min(_distinct.Length * 2L, Array.MaxLength))];
            (_seen, _first) = (new int[_distinct.Length], new int[_distinct.Length]);
        }

        _mask = slots - 1;
        _isKeyed = false;
        if (!TryFill())
        {
            FillByKey();
        }
    }

    // False as soon as a window meets too many others.
    private bool TryFill()
    {
        var hashes = _sequence.Hashes;
        var table = _table.AsSpan(0, _mask + 1);
        var distinct = _distinct.AsSpan();
        var first = _first.AsSpan(0, hashes.Length);
        var count = 0;
        table.Clear();
        for (var i = 0; i < hashes.Length; i++)
        {
            var hash = hashes[i];
            var probes = 0;
            for (var slot = (int)hash & (table.Length - 1); ; slot = (slot + 1) & (table.Length - 1))
            {
                var at = table[slot] - 1;
                if (at < 0)
                {
                    table[slot] = i + 1;
                    distinct[count++] = hash;
                    first[i] = i;
                    break;
                }

                if (hashes[at] == hash && _sequence.SameWindow(at, _sequence, i))
                {
                    first[i] = at;
                    break;
                }

                if (++probes > MostProbes)
                {
                    return false;
                }
            }
        }

        Count = count;
        return true;
    }

    private void FillByKey()
    {
        _isKeyed = true;
        Count = 0;
        _table.AsSpan(0, _mask + 1).Clear();
        for (var i = 0; i < _sequence.Count; i++)
        {
            if (FindByKey(_sequence, i, out var slot) < 0)
            {
                _table[slot] = i + 1;
                _distinct[Count++] = _sequence.Hashes[i];
            }
        }
    }

    // The position of a text's window in this one, or -1 and where it would stand.
    private int FindByKey(ShingleSequence other, int window, out int slot)
    {
        var hash = other.Hashes[window];
        for (slot = other.KeyedHash(window) & _mask; _table[slot] > 0; slot = (slot + 1) & _mask)
        {
            var at = _table[slot] - 1;
            if (_sequence.Hashes[at] == hash && _sequence.SameWindow(at, other, window))
            {
                return at;
            }
        }

        return -1;
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

        // A window that is not in the set, or repeats one that was counted, cannot add to the answer.
        var misses = other.Count - fewest;
        if (misses < 0)
        {
            return -1;
        }

        return _isKeyed || !TryShared(other, misses, out var shared) ? SharedByKey(other, misses) : shared;
    }

    // False as soon as a window meets too many others; what it has counted then is marked anew by the next.
    private bool TryShared(ShingleSequence other, int misses, out int shared)
    {
        var hashes = other.Hashes;
        var own = _sequence.Hashes;
        var table = _table.AsSpan(0, _mask + 1);
        shared = 0;
        NextStamp();
        for (var i = 0; i < hashes.Length; i++)
        {
            var hash = hashes[i];
            var probes = 0;
            var run = 0;
            for (var slot = (int)hash & (table.Length - 1); ; slot = (slot + 1) & (table.Length - 1))
            {
                var at = table[slot] - 1;
                if (at < 0)
                {
                    misses--;
                    break;
                }

                if (++probes > MostProbes)
                {
                    FillByKey();
                    return false;
                }

                if (own[at] == hash && _sequence.SameWindow(at, other, i))
                {
                    // Texts that are near copies go on alike: as long as they do, windows need no looking for.
                    run = _sequence.SameWindowsAfter(at, other, i);
                    var counted = Mark(at, run + 1);
                    shared += counted;
                    misses -= run + 1 - counted;
                    break;
                }
            }

            if (misses < 0)
            {
                shared = -1;
                return true;
            }

            i += run;
        }

        return true;
    }

    // How many of the shingles of some windows in a row were not counted before; they are now.
    private int Mark(int at, int windows)
    {
        var (seen, stamp) = (_seen, _stamp);
        var counted = 0;
        foreach (var first in _first.AsSpan(at, windows))
        {
            counted += seen[first] == stamp ? 0 : 1;
            seen[first] = stamp;
        }

        return counted;
    }

    private int SharedByKey(ShingleSequence other, int misses)
    {
        NextStamp();
        var shared = 0;
        for (var i = 0; i < other.Count; i++)
        {
            var at = FindByKey(other, i, out _);
            if (at >= 0 && _seen[at] != _stamp)
            {
                _seen[at] = _stamp;
                shared++;
            }
            else if (--misses < 0)
            {
                return -1;
            }
        }

        return shared;
    }

    private void NextStamp()
    {
        if (++_stamp == int.MaxValue)
        {
            _seen.AsSpan().Clear();
            _stamp = 1;
        }
    }
}
