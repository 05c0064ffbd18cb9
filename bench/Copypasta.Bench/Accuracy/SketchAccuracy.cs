using System.Globalization;
using System.Text;
using Copypasta.Hashing;

namespace Copypasta.Bench;

/// <summary>
/// Every sketch against its own theory, on pairs of sets of known similarity: random ones, numbers in a row, numbers of few bits, hashes of which an adversary chose the lower or the upper half, and pairs
/// of near-copies among the texts of files.
/// </summary>
internal static class SketchAccuracy
{
    private const int Lanes = 128;
    private const int Union = 100;
    private const double MostBias = 0.003;
    private const double MostDeviation = 0.05;

    // Of real texts: many of one similarity would outweigh all others, and pairs that share a text err together.
    private const int MostInTwentieth = 700;
    private const int RealSeeds = 8;

    private static readonly int[] s_shared = [30, 50, 70, 80, 95];
    private static readonly int[] s_bits = [1, 2, 4, 8, 16];

    /// <summary>Distinct hashes of two sets.</summary>
    private readonly record struct Pair(uint[] A, uint[] B, int Shared)
    {
        public int Union => A.Length + B.Length - Shared;

        public double Jaccard => (double)Shared / Union;
    }

    private sealed class Errors
    {
        private int _count;
        private double _sum;
        private double _squares;
        private double _expected;

        public void Add(double estimate, double truth, double variance)
        {
            var error = estimate - truth;
            _count++;
            _sum += error;
            _squares += error * error;
            _expected += variance;
        }

        public bool Print(string sets, string sketch, TextWriter output)
        {
            var (bias, spread, theory) = (_sum / _count, Math.Sqrt(_squares / _count), Math.Sqrt(_expected / _count));
            var holds = Math.Abs(bias) <= MostBias && Math.Abs(spread - theory) <= MostDeviation * theory;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sets,-22} {sketch,-24} {_count,7} {bias,9:F5} {spread,9:F5} {theory,9:F5} {spread / theory,7:F3}{(holds ? "" : "  beyond the bounds")}"));
            return holds;
        }
    }

    /// <summary>Prints a row for each kind of sets and each sketch.</summary>
    /// <returns>Whether every bias is at most 0.003 and every root mean square error within 5% of theory.</returns>
    internal static bool Print(int pairs, string[] files, TextWriter output)
    {
        output.WriteLine("sets                   sketch                     pairs      bias      RMSE    theory   share");
        var holds = true;
        foreach (var sets in (string[])["random", "sequential", "few bits", "equal low 16 bits", "equal high 16 bits"])
        {
            var random = new Random(1);
            holds &= Print(sets, [.. Enumerable.Range(0, pairs).Select(i => Deal(Elements(sets, i, random), s_shared[i % s_shared.Length]))], seeds: 1, output);
        }

        foreach (var file in files)
        {
            holds &= Print(Path.GetFileName(file), RealPairs(file), RealSeeds, output);
        }

        return holds;
    }

    private static bool Print(string sets, Pair[] pairs, int seeds, TextWriter output)
    {
        var holds = true;
        var minhash = new Errors();
        var packed = s_bits.Select(_ => new Errors()).ToArray();
        var contained = new Errors();
        var fast = new Errors();
        for (var seed = 1; seed <= seeds; seed++)
        {
            var hasher = new MinHasher(new MinHashOptions { Lanes = Lanes, Seed = (ulong)seed });
            var sketcher = new FastSimilaritySketcher(new FastSimilaritySketchOptions { Lanes = Lanes, Seed = (ulong)seed });
            uint[] a = new uint[Lanes], b = new uint[Lanes];
            foreach (var pair in pairs)
            {
                var (j, variance) = (pair.Jaccard, pair.Jaccard * (1 - pair.Jaccard) / Lanes);
                hasher.TrySign(pair.A, a);
                hasher.TrySign(pair.B, b);
                minhash.Add(MinHash.EstimateJaccard(a, b), j, variance);
                var spread = Containment.StandardError(j, Math.Sqrt(variance), pair.A.Length, pair.B.Length);

                // Its theory has a bias of the second order, which Containment.Estimate states.
                var below = spread * spread * (1 + j) * Math.Min(pair.A.Length, pair.B.Length) / (pair.A.Length + pair.B.Length);
                contained.Add(Containment.Estimate(a, pair.A.Length, b, pair.B.Length), Containment.FromJaccard(j, pair.A.Length, pair.B.Length) - below, spread * spread);
                for (var i = 0; i < s_bits.Length; i++)
                {
                    // Li and Koenig 2010: P (1 - P) / (k (1 - C)^2) with P = C + (1 - C) J, C = 2^-b.
                    var words = BBitMinHash.WordCount(Lanes, s_bits[i]);
                    var (x, y) = (new ulong[words], new ulong[words]);
                    BBitMinHash.Pack(a, s_bits[i], x);
                    BBitMinHash.Pack(b, s_bits[i], y);
                    var chance = Math.Pow(2, -s_bits[i]);
                    var agreement = chance + ((1 - chance) * j);
                    packed[i].Add(BBitMinHash.Estimate(x, y, Lanes, s_bits[i]).Value, j, agreement * (1 - agreement) / (Lanes * (1 - chance) * (1 - chance)));
                }

                sketcher.TrySketch(pair.A, a);
                sketcher.TrySketch(pair.B, b);
                fast.Add(FastSimilaritySketch.EstimateJaccard(a, b), j, FastSimilaritySketch.Variance(j, Lanes, pair.Union));
            }
        }

        holds &= minhash.Print(sets, "MinHash, J", output);
        for (var i = 0; i < s_bits.Length; i++)
        {
            holds &= packed[i].Print(sets, $"MinHash of {s_bits[i]} bits, J", output);
        }

        holds &= contained.Print(sets, "MinHash, containment", output);
        holds &= fast.Print(sets, "FastSimilarity, J", output);

        // SimHash has no seeds. What it estimates is the probability that a bit differs.
        var (simhash, wide) = (new Errors(), new Errors());
        foreach (var pair in pairs)
        {
            SimHash.TrySign(pair.A, out ulong a64);
            SimHash.TrySign(pair.B, out ulong b64);
            SimHash.TrySign(pair.A, out UInt128 a128);
            SimHash.TrySign(pair.B, out UInt128 b128);
            var differs = BitDiffers(pair.Shared, pair.A.Length - pair.Shared, pair.B.Length - pair.Shared);
            simhash.Add(SimHash.Distance(a64, b64) / 64.0, differs, differs * (1 - differs) / 64);
            wide.Add(SimHash.Distance(a128, b128) / 128.0, differs, differs * (1 - differs) / 128);
        }

        holds &= simhash.Print(sets, "SimHash64, bits", output);
        return wide.Print(sets, "SimHash128, bits", output) & holds;
    }

    /// <summary>Exact probability that a bit differs: the votes of both sets, +1 or -1 each, share the sum of what they have in common, and are independent beyond it; a bit is set by a sum above 0.</summary>
    private static double BitDiffers(int shared, int onlyA, int onlyB)
    {
        double[] both = Binomial(shared), a = Binomial(onlyA), b = Binomial(onlyB);
        var differs = 0.0;
        for (var votes = 0; votes <= shared; votes++)
        {
            var sum = (2 * votes) - shared;
            var (setA, setB) = (Above(a, onlyA, -sum), Above(b, onlyB, -sum));
            differs += both[votes] * ((setA * (1 - setB)) + (setB * (1 - setA)));
        }

        return differs;

        static double Above(double[] binomial, int count, int least)
        {
            var sum = 0.0;
            for (var votes = 0; votes <= count; votes++)
            {
                sum += (2 * votes) - count > least ? binomial[votes] : 0;
            }

            return sum;
        }
    }

    // Logarithms keep texts of a thousand shingles above the smallest double.
    private static double[] Binomial(int n)
    {
        var result = new double[n + 1];
        var log = n * Math.Log(0.5);
        for (var k = 0; k <= n; k++)
        {
            result[k] = Math.Exp(log);
            log += Math.Log(n - k) - Math.Log(k + 1);
        }

        return result;
    }

    private static Pair Deal(uint[] distinct, int shared)
    {
        var (both, rest) = (distinct[..shared], distinct[shared..]);
        return new Pair([.. both, .. rest.Where((_, i) => i % 2 == 0)], [.. both, .. rest.Where((_, i) => i % 2 == 1)], shared);
    }

    private static uint[] Elements(string sets, int pair, Random random)
    {
        var elements = new HashSet<uint>();
        for (var i = 0u; elements.Count < Union; i++)
        {
            var number = (uint)random.NextInt64(1L << 32);
            elements.Add(sets switch
            {
                "random" => number,
                "sequential" => MinHash.Hash(((ulong)pair * Union) + i),
                "few bits" => MinHash.Hash((1ul << (int)(number & 63)) | (1ul << (int)((number >> 8) & 63)) | (1ul << (int)((number >> 16) & 63))),
                "equal low 16 bits" => (number << 16) | 0x1234,
                _ => (number & 0xFFFF) | 0x12340000,
            });
        }

        return [.. elements];
    }

    private static Pair[] RealPairs(string file)
    {
        var normalizer = new TextNormalizer(TextProfile.Social);
        string[] texts = [.. File.ReadLines(file).Select(line => Encoding.UTF8.GetString(normalizer.Normalize(Encoding.UTF8.GetBytes(line), out _))).Distinct(StringComparer.Ordinal)];
        var index = new LshIndex(new LshIndexOptions { Threshold = new Threshold(0.5m), Profile = TextProfile.Exact, Seed = 99 }); // a seed that signs none of the pairs
        Array.ForEach(texts, text => index.Add(text));

        var pairs = new List<Pair>();
        var taken = new HashSet<int>();
        var inTwentieth = new int[21];
        var matches = new List<LshMatch>();
        var set = new ShingleSet(Shingle.Default);
        for (var id = 0; id < texts.Length; id++)
        {
            if (taken.Contains(id))
            {
                continue;
            }

            index.Query(texts[id], matches);
            foreach (var match in matches)
            {
                if (match.Id > id && match.Similarity < 1 && !taken.Contains(match.Id) && inTwentieth[(int)(match.Similarity * 20)] < MostInTwentieth)
                {
                    inTwentieth[(int)(match.Similarity * 20)]++;
                    taken.Add(id);
                    taken.Add(match.Id);
                    pairs.Add(new Pair(Hashes(texts[id]), Hashes(texts[match.Id]), match.Shared));
                    break;
                }
            }
        }

        return [.. pairs];

        uint[] Hashes(string text)
        {
            set.Load(Encoding.UTF8.GetBytes(text));
            return set.Hashes.ToArray();
        }
    }
}
