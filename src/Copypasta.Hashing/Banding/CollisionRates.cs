using System.Numerics;

namespace Copypasta.Hashing;

/// <summary>How often two texts of a corpus agree on r minima by chance or by likeness: what the number of candidates, and so a plan's cost, follows from.</summary>
public sealed class CollisionRates
{
    // Independent groups of lanes; their median is taken, so that one hot band does not decide the plan.
    private const int Groups = 5;
    private const ulong Seed = 0x0C0FFEE;

    private readonly double[] _rates;

    private CollisionRates(double[] rates, double meanShingles) => (_rates, MeanShingles) = (rates, meanShingles);

    /// <summary>
    /// Rates for when no sample is at hand: measured on 256,597 distinct tweets of 2015 to 2017 in several languages (the public FiveThirtyEight release),
    /// profile social/1, shingles of five code points.
    /// </summary>
    public static CollisionRates Typical { get; } = new(
        [1.66e-3, 6.21e-5, 1.41e-5, 1.05e-5, 7.82e-6, 6.38e-6, 5.03e-6, 4.22e-6, 3.47e-6, 2.85e-6, 2.37e-6, 1.97e-6, 1.62e-6, 1.33e-6, 1.15e-6, 9.28e-7], 72.6);

    /// <summary>Mean number of distinct shingles of a text.</summary>
    public double MeanShingles { get; }

    /// <summary>Measures the rates on a sample.</summary>
    /// <param name="texts">Number of texts in the sample.</param>
    /// <param name="hashesOf">Loads the shingle hashes of the sample's i-th text; the span need only live until the next call.</param>
    /// <param name="maxRows">Most rows of a band to measure, 1 to <see cref="BandingPlan.MaxRows"/>, more count as the most.</param>
    public static CollisionRates Measure(int texts, Func<int, ReadOnlySpan<uint>> hashesOf, int maxRows = BandingPlan.MaxRows)
    {
        var parameters = LaneParameters.First(Seed, Groups * maxRows);
        var minima = new uint[Groups * maxRows];
        var prefixes = new uint[Groups * maxRows][];
        for (var i = 0; i < prefixes.Length; i++)
        {
            prefixes[i] = new uint[texts];
        }

        long shingles = 0;
        for (var text = 0; text < texts; text++)
        {
            var hashes = hashesOf(text);
            shingles += hashes.Length;
            MinHashKernel.Minima(hashes, parameters.Multipliers, parameters.Increments, minima);
            for (var group = 0; group < Groups; group++)
            {
                var key = 0u;
                for (var row = 0; row < maxRows; row++)
                {
                    key = BandKeys.Add(key, minima[(group * maxRows) + row]);
                    prefixes[(group * maxRows) + row][text] = key;
                }
            }
        }

        var rates = new double[maxRows];
        var perGroup = new long[Groups];
        var counter = new KeyCounter(texts);
        var pairs = (double)texts * (texts - 1) / 2;
        for (var row = 0; row < maxRows; row++)
        {
            for (var group = 0; group < Groups; group++)
            {
                perGroup[group] = counter.EqualPairs(prefixes[(group * maxRows) + row]);
            }

            Array.Sort(perGroup);
            rates[row] = pairs == 0 ? 0 : perGroup[Groups / 2] / pairs;
        }

        return new CollisionRates(rates, texts == 0 ? 0 : (double)shingles / texts);
    }

    /// <summary>Probability that two texts agree on all of so many minima.</summary>
    /// <param name="rows">1 to <see cref="BandingPlan.MaxRows"/>.</param>
    internal double Rate(int rows) => _rates[Math.Min(rows, _rates.Length) - 1];

    /// <summary>Counts equal pairs among well-mixed keys by open addressing.</summary>
    private sealed class KeyCounter(int keys)
    {
        private readonly uint[] _keys = new uint[BitOperations.RoundUpToPowerOf2((uint)(keys * 2) | 15)];
        private readonly int[] _counts = new int[BitOperations.RoundUpToPowerOf2((uint)(keys * 2) | 15)];

        public long EqualPairs(ReadOnlySpan<uint> keys)
        {
            Array.Clear(_counts);
            var mask = _keys.Length - 1;
            long pairs = 0;
            foreach (var key in keys)
            {
                var slot = (int)key & mask;
                while (_counts[slot] != 0 && _keys[slot] != key)
                {
                    slot = (slot + 1) & mask;
                }

                _keys[slot] = key;
                pairs += _counts[slot]++;
            }

            return pairs;
        }
    }
}
