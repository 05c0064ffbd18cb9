using Copypasta.Detection;
using Copypasta.Hashing;

namespace Copypasta.Campaigns;

/// <summary>
/// How many pairs of a cluster's distinct texts are less similar than the threshold: a cluster guarantees similarity to its exemplar only.
/// </summary>
/// <param name="Pairs">Pairs of distinct texts, n(n - 1)/2.</param>
/// <param name="Compared">Pairs that were compared: all, or a seeded sample.</param>
/// <param name="Below">Compared pairs below the threshold.</param>
public readonly record struct MemberPairs(long Pairs, int Compared, int Below)
{
    /// <summary>Whether the figures are exact.</summary>
    public bool IsExact => Compared == Pairs;

    /// <summary>Share of pairs below the threshold; 0 where there are none.</summary>
    public double Share => Compared == 0 ? 0 : (double)Below / Compared;

    /// <summary>Wilson's 95% interval of the share; the share itself where all pairs were compared.</summary>
    public (double Low, double High) Interval => IsExact ? (Share, Share) : WilsonInterval.Of(Below, Compared);
}

/// <summary>Counts them. Holds its buffers; not safe for concurrent use.</summary>
/// <param name="shingle">What a shingle is.</param>
/// <param name="threshold">The threshold of the run.</param>
/// <param name="measure">What similarity is.</param>
/// <param name="seed">Chooses the samples.</param>
public sealed class MemberPairCounter(Shingle shingle, Threshold threshold, SimilarityMeasure measure, ulong seed)
{
    /// <summary>Most distinct texts of which all pairs are compared: 990.</summary>
    public const int MostCompared = 45;

    /// <summary>Pairs that are drawn, with replacement, of a cluster with more texts: an interval of at most 6.2 percentage points.</summary>
    public const int Sample = 1000;

    /// <summary>Compares the texts of a cluster with one another.</summary>
    /// <param name="texts">Its distinct comparable texts, in any order.</param>
    public MemberPairs Count(IReadOnlyList<ReadOnlyMemory<byte>> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);

        // By position in ordinal order, so that the order of arrival chooses nothing.
        var sorted = texts.ToArray();
        Array.Sort(sorted, OrdinalBytes.Comparer);
        var pairs = sorted.Length <= MostCompared ? All(sorted.Length) : Drawn(sorted.Length);

        // In order, so that a text is put into a table once for all pairs it is the first of.
        Array.Sort(pairs);
        var similarity = new ShingleSimilarity(text => sorted[text].Span, new int[sorted.Length], threshold, shingle, measure);
        var below = pairs.Count(pair => similarity.Compare(pair.First, pair.Second) is null);
        return new MemberPairs((long)sorted.Length * (sorted.Length - 1) / 2, pairs.Length, below);
    }

    private static (int First, int Second)[] All(int texts) =>
        [.. Enumerable.Range(0, texts).SelectMany(first => Enumerable.Range(0, first).Select(second => (first, second)))];

    private (int First, int Second)[] Drawn(int texts)
    {
        var pairs = new (int First, int Second)[Sample];
        var state = seed;
        foreach (ref var pair in pairs.AsSpan())
        {
            var first = Draw(ref state, texts);
            var second = Draw(ref state, texts - 1);
            pair = (first, second + (second >= first ? 1 : 0));
        }

        return pairs;
    }

    // SplitMix64 (Steele, Lea and Flood, OOPSLA 2014), and the high half of a product: the same on every machine and version.
    private static int Draw(ref ulong state, int bound)
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)Math.BigMul(z ^ (z >> 31), (ulong)bound, out _);
    }
}
