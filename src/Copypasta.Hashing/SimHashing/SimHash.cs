using System.Numerics;
using System.Runtime.CompilerServices;

namespace Copypasta.Hashing;

/// <summary>
/// SimHash fingerprints (Charikar, "Similarity estimation techniques from rounding algorithms", STOC 2002; Manku, Jain and Das Sarma,
/// "Detecting near-duplicates for web crawling", WWW 2007) of ready features, and what two fingerprints say of the angle between the
/// weighted feature vectors they were made from.
/// </summary>
/// <remarks>
/// Every feature votes with its weight on every bit: for it where the feature's hash has the bit set, against it elsewhere; a bit is set where
/// the votes' sum is above 0, and clear where it is 0 or below. Sums are integers, so neither the order of the features nor the machine can
/// change a bit. A feature given twice weighs twice.
/// </remarks>
public static class SimHash
{
    /// <summary>
    /// The algorithm of 64-bit fingerprints. Word w of the hash x of a shingle is value x of the SplitMix64 stream of seed w (Steele, Lea and
    /// Flood, OOPSLA 2014); 64-bit fingerprints use word 0.
    /// </summary>
    public const string Algorithm64 = "simhash64/1";

    /// <summary>
    /// The algorithm of 128-bit fingerprints: the lower half is the fingerprint of <see cref="Algorithm64"/>, the upper half is made of word 1 in the same way.
    /// </summary>
    public const string Algorithm128 = "simhash128/1";

    /// <summary>Makes the 64-bit fingerprint of ready shingle hashes.</summary>
    /// <param name="hashes">32-bit hashes; they are mixed further. A hash that occurs twice weighs twice: give each once for the fingerprint of a set.</param>
    /// <param name="fingerprint">The fingerprint; 0 where there is none.</param>
    /// <returns>False where there are no hashes: there is nothing to sign.</returns>
    public static bool TrySign(ReadOnlySpan<uint> hashes, out ulong fingerprint)
    {
        fingerprint = Sign(new MixedWords(hashes, 0));
        return !hashes.IsEmpty;
    }

    /// <summary>Makes the 128-bit fingerprint of ready shingle hashes.</summary>
    /// <inheritdoc cref="TrySign(ReadOnlySpan{uint}, out ulong)"/>
    public static bool TrySign(ReadOnlySpan<uint> hashes, out UInt128 fingerprint)
    {
        fingerprint = new UInt128(Sign(new MixedWords(hashes, 1)), Sign(new MixedWords(hashes, 0)));
        return !hashes.IsEmpty;
    }

    /// <summary>Makes the 64-bit fingerprint of ready shingle hashes with weights.</summary>
    /// <param name="hashes">32-bit hashes; they are mixed further.</param>
    /// <param name="weights">
    /// One per hash; any value, negative ones too (a feature that speaks against). Sums are 64-bit and cannot overflow. Only the ratios of
    /// weights matter; round real weights, such as tf-idf, to a fixed point of your choice, for instance <c>(int)Math.Round(w * 65536)</c>.
    /// </param>
    /// <param name="fingerprint">The fingerprint; 0 where there is none.</param>
    /// <returns>False where no hash has a weight other than 0. Weights of one hash that cancel out are a vote of 0, not an error.</returns>
    /// <exception cref="ArgumentException">There are not as many weights as hashes.</exception>
    public static bool TrySign(ReadOnlySpan<uint> hashes, ReadOnlySpan<int> weights, out ulong fingerprint)
    {
        CheckWeights(hashes.Length, weights.Length);
        fingerprint = SignWeighted(new MixedWords(hashes, 0), weights);
        return weights.ContainsAnyExcept(0);
    }

    /// <summary>Makes the 128-bit fingerprint of ready shingle hashes with weights.</summary>
    /// <inheritdoc cref="TrySign(ReadOnlySpan{uint}, ReadOnlySpan{int}, out ulong)"/>
    public static bool TrySign(ReadOnlySpan<uint> hashes, ReadOnlySpan<int> weights, out UInt128 fingerprint)
    {
        CheckWeights(hashes.Length, weights.Length);
        fingerprint = new UInt128(SignWeighted(new MixedWords(hashes, 1), weights), SignWeighted(new MixedWords(hashes, 0), weights));
        return weights.ContainsAnyExcept(0);
    }

    /// <summary>
    /// Makes the 64-bit fingerprint of 64-bit feature hashes taken as they are, without weights: another system's fingerprints come out where its
    /// feature hashes go in and it clears a bit on a tie, as is usual.
    /// </summary>
    /// <param name="features">Well-mixed 64-bit hashes; one that occurs twice weighs twice.</param>
    /// <param name="fingerprint">The fingerprint; 0 where there is none.</param>
    /// <returns>False where there are no features.</returns>
    public static bool TrySign(ReadOnlySpan<ulong> features, out ulong fingerprint)
    {
        fingerprint = Sign(new ReadyWords(features));
        return !features.IsEmpty;
    }

    /// <summary>Makes the 64-bit fingerprint of 64-bit feature hashes taken as they are, with weights.</summary>
    /// <param name="features">Well-mixed 64-bit hashes.</param>
    /// <param name="weights">As in <see cref="TrySign(ReadOnlySpan{uint}, ReadOnlySpan{int}, out ulong)"/>.</param>
    /// <param name="fingerprint">The fingerprint; 0 where there is none.</param>
    /// <returns>False where no feature has a weight other than 0.</returns>
    /// <exception cref="ArgumentException">There are not as many weights as features.</exception>
    public static bool TrySign(ReadOnlySpan<ulong> features, ReadOnlySpan<int> weights, out ulong fingerprint)
    {
        CheckWeights(features.Length, weights.Length);
        fingerprint = SignWeighted(new ReadyWords(features), weights);
        return weights.ContainsAnyExcept(0);
    }

    /// <summary>The Hamming distance of two 64-bit fingerprints: the number of bits in which they differ, 0 to 64.</summary>
    /// <param name="a">A fingerprint.</param>
    /// <param name="b">Another, made in the same way.</param>
    public static int Distance(ulong a, ulong b) => BitOperations.PopCount(a ^ b);

    /// <summary>The Hamming distance of two 128-bit fingerprints, 0 to 128.</summary>
    /// <inheritdoc cref="Distance(ulong, ulong)"/>
    public static int Distance(UInt128 a, UInt128 b)
    {
        var difference = a ^ b;
        return BitOperations.PopCount((ulong)difference) + BitOperations.PopCount((ulong)(difference >> 64));
    }

    /// <summary>
    /// Estimates the angle between two feature vectors, pi * distance / bits: a random hyperplane separates two vectors with probability angle / pi
    /// (Goemans and Williamson, J. ACM 1995; Charikar 2002). The hyperplanes here have components of +1 and -1, and ties clear bits: for two sets of n features
    /// each, n >= 16, the expected estimate is too small by at most 0.25 / sqrt(n) radians, by exact calculation up to n = 200.
    /// </summary>
    /// <param name="distance">Hamming distance, 0 to <paramref name="bits"/>.</param>
    /// <param name="bits">Bits of a fingerprint, 64 or 128.</param>
    /// <returns>Radians, 0 to pi.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The bits are neither 64 nor 128, or the distance is out of range.</exception>
    public static double EstimateAngle(int distance, int bits)
    {
        Check(distance, bits);
        return Math.PI * distance / bits;
    }

    /// <summary>
    /// Estimates the cosine similarity of two feature vectors, the cosine of <see cref="EstimateAngle"/>. Two sets of equal size with Jaccard
    /// similarity J have the cosine 2 J / (1 + J).
    /// </summary>
    /// <param name="distance">Hamming distance, 0 to <paramref name="bits"/>.</param>
    /// <param name="bits">Bits of a fingerprint, 64 or 128.</param>
    /// <returns>-1 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The bits are neither 64 nor 128, or the distance is out of range.</exception>
    public static double EstimateCosine(int distance, int bits) => Math.Cos(EstimateAngle(distance, bits));

    /// <summary>
    /// The standard error of <see cref="EstimateAngle"/>: the distance is a binomial count, so pi * sqrt(p (1 - p) / bits) at p = distance / bits. It is
    /// 0 at the ends of the range, where the estimate of p itself says nothing of its error.
    /// </summary>
    /// <param name="distance">Hamming distance, 0 to <paramref name="bits"/>.</param>
    /// <param name="bits">Bits of a fingerprint, 64 or 128.</param>
    /// <returns>Radians.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The bits are neither 64 nor 128, or the distance is out of range.</exception>
    public static double AngleStandardError(int distance, int bits)
    {
        Check(distance, bits);
        var p = (double)distance / bits;
        return Math.PI * Math.Sqrt(p * (1 - p) / bits);
    }

    [SkipLocalsInit]
    private static ulong Sign<TWords>(TWords source)
        where TWords : IWords, allows ref struct
    {
        Span<ulong> words = stackalloc ulong[SimHashKernel.MaxWords];
        Span<ulong> planes = stackalloc ulong[SimHashKernel.Planes];
        planes.Clear();
        for (var start = 0; start < source.Count; start += SimHashKernel.MaxWords)
        {
            var count = Math.Min(source.Count - start, SimHashKernel.MaxWords);
            for (var i = 0; i < count; i++)
            {
                words[i] = source.Word(start + i);
            }

            Add(words, count, planes);
        }

        return SimHashKernel.Majority(planes, (ulong)source.Count);
    }

    /// <summary>
    /// A vote of -w on a bit is one of w on its opposite, so weights are sizes, at most 2^31. They are summed bit by bit: the words whose weight has
    /// bit k are counted 2^k times each.
    /// </summary>
    [SkipLocalsInit]
    private static ulong SignWeighted<TWords>(TWords source, ReadOnlySpan<int> weights)
        where TWords : IWords, allows ref struct
    {
        Span<ulong> words = stackalloc ulong[SimHashKernel.MaxWords];
        Span<ulong> chosen = stackalloc ulong[SimHashKernel.MaxWords];
        Span<uint> sizes = stackalloc uint[SimHashKernel.MaxWords];
        Span<ulong> planes = stackalloc ulong[SimHashKernel.WeightedPlanes];
        planes.Clear();
        var all = 0UL;
        for (var start = 0; start < source.Count; start += SimHashKernel.MaxWords)
        {
            var count = Math.Min(source.Count - start, SimHashKernel.MaxWords);
            var used = 0u;
            for (var i = 0; i < count; i++)
            {
                var weight = weights[start + i];
                words[i] = source.Word(start + i) ^ (ulong)(weight >> 31);
                sizes[i] = (uint)Math.Abs((long)weight);
                used |= sizes[i];
                all += sizes[i];
            }

            for (; used != 0; used &= used - 1)
            {
                var bit = BitOperations.TrailingZeroCount(used);
                var n = 0;
                for (var i = 0; i < count; i++)
                {
                    // Written in any case and kept where the bit is set: no branch that weights would make unpredictable.
                    chosen[n] = words[i];
                    n += (int)(sizes[i] >> bit) & 1;
                }

                Add(chosen, n, planes[bit..]);
            }
        }

        return SimHashKernel.Majority(planes, all);
    }

    private static void Add(Span<ulong> words, int count, Span<ulong> planes)
    {
        // A word of zeros adds nothing to any count.
        var padded = (count + SimHashKernel.BlockWords - 1) & -SimHashKernel.BlockWords;
        words[count..padded].Clear();
        SimHashKernel.Add(words[..padded], count, planes);
    }

    private static void CheckWeights(int features, int weights)
    {
        if (features != weights)
        {
            throw new ArgumentException($"{features} hashes take as many weights; there are {weights}.", nameof(weights));
        }
    }

    private static void Check(int distance, int bits)
    {
        if (bits is not (64 or 128))
        {
            throw new ArgumentOutOfRangeException(nameof(bits), bits, "A fingerprint has 64 or 128 bits.");
        }

        if (distance < 0 || distance > bits)
        {
            throw new ArgumentOutOfRangeException(nameof(distance), distance, $"Fingerprints of {bits} bits have distances of 0 to {bits}.");
        }
    }

    private interface IWords
    {
        int Count { get; }

        ulong Word(int index);
    }

    private readonly ref struct MixedWords(ReadOnlySpan<uint> hashes, ulong word) : IWords
    {
        private readonly ReadOnlySpan<uint> _hashes = hashes;
        private readonly ulong _word = word;

        public int Count => _hashes.Length;

        public ulong Word(int index) => Mix.SplitMix64(_word, _hashes[index]);
    }

    private readonly ref struct ReadyWords(ReadOnlySpan<ulong> words) : IWords
    {
        private readonly ReadOnlySpan<ulong> _words = words;

        public int Count => _words.Length;

        public ulong Word(int index) => _words[index];
    }
}
