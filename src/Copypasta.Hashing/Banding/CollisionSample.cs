using System.Numerics;

namespace Copypasta.Hashing;

/// <summary>Collects the sample on which <see cref="CollisionRates"/> are measured. Texts may be added from many threads, each at its own place.</summary>
public sealed class CollisionSample
{
    // Independent groups of lanes; their median is taken, so that one hot band does not decide the plan.
    private const int Groups = 5;
    private const ulong Seed = 0x0C0FFEE;

    private readonly LaneParameters _parameters;
    private readonly int _maxRows;
    private readonly bool[] _added;

    // By group and number of rows: each text's key over the first rows of the group.
    private readonly uint[][] _keys;
    private long _shingles;

    /// <summary>Makes an empty sample.</summary>
    /// <param name="places">Most texts, 0 or more.</param>
    /// <param name="maxRows">Most rows of a band to measure, 1 to <see cref="BandingPlan.MaxRows"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public CollisionSample(int places, int maxRows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(places);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxRows, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxRows, BandingPlan.MaxRows);
        _maxRows = maxRows;
        _parameters = LaneParameters.First(Seed, Groups * maxRows);
        _added = new bool[places];
        _keys = new uint[Groups * maxRows][];
        for (var i = 0; i < _keys.Length; i++)
        {
            _keys[i] = new uint[places];
        }
    }

    /// <summary>Adds a text.</summary>
    /// <param name="place">0 to the number of places - 1, each at most once.</param>
    /// <param name="hashes">Hashes of its shingles, at least one.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    /// <exception cref="ArgumentException">There are no hashes: an empty text agrees with none.</exception>
    public void Add(int place, ReadOnlySpan<uint> hashes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(place);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(place, _added.Length);
        if (hashes.IsEmpty)
        {
            throw new ArgumentException("An empty text has no minima, and agrees with none.", nameof(hashes));
        }

        Span<uint> minima = stackalloc uint[Groups * BandingPlan.MaxRows];
        MinHashKernel.Minima(hashes, _parameters.Multipliers, _parameters.Increments, minima[.._keys.Length]);
        for (var group = 0; group < Groups; group++)
        {
            var key = 0u;
            for (var row = group * _maxRows; row < (group + 1) * _maxRows; row++)
            {
                key = BandKeys.Add(key, minima[row]);
                _keys[row][place] = key;
            }
        }

        _added[place] = true;
        Interlocked.Add(ref _shingles, hashes.Length);
    }

    /// <summary>The rates of the texts added.</summary>
    /// <param name="threads">Threads to count with, at least 1; the result does not depend on them.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer threads.</exception>
    public CollisionRates ToRates(int threads = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        var texts = _added.Count(added => added);
        var equal = new long[_keys.Length];
        Parallel.For(
            0,
            _keys.Length,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            () => new KeyCounter(_added),
            (i, _, counter) =>
            {
                equal[i] = counter.EqualPairs(_keys[i]);
                return counter;
            },
            _ => { });
        var pairs = (double)texts * (texts - 1) / 2;
        var rates = new double[_maxRows];
        Span<long> perGroup = stackalloc long[Groups];
        for (var row = 0; row < _maxRows; row++)
        {
            for (var group = 0; group < Groups; group++)
            {
                perGroup[group] = equal[(group * _maxRows) + row];
            }

            perGroup.Sort();
            rates[row] = pairs == 0 ? 0 : perGroup[Groups / 2] / pairs;
        }

        return new CollisionRates(rates, texts == 0 ? 0 : (double)_shingles / texts);
    }

    /// <summary>Counts equal pairs among well-mixed keys by open addressing.</summary>
    private sealed class KeyCounter(bool[] counted)
    {
        private readonly uint[] _keys = new uint[BitOperations.RoundUpToPowerOf2((uint)(counted.Length * 2) | 15)];
        private readonly int[] _counts = new int[BitOperations.RoundUpToPowerOf2((uint)(counted.Length * 2) | 15)];

        public long EqualPairs(ReadOnlySpan<uint> keys)
        {
            Array.Clear(_counts);
            var mask = _keys.Length - 1;
            long pairs = 0;
            for (var i = 0; i < keys.Length; i++)
            {
                if (!counted[i])
                {
                    continue;
                }

                var slot = (int)keys[i] & mask;
                while (_counts[slot] != 0 && _keys[slot] != keys[i])
                {
                    slot = (slot + 1) & mask;
                }

                _keys[slot] = keys[i];
                pairs += _counts[slot]++;
            }

            return pairs;
        }
    }
}
