namespace Copypasta.Detection;

/// <summary>Two distinct texts and their exact similarity; <paramref name="A"/> is the smaller index.</summary>
internal readonly record struct TextPair(int A, int B, Similarity Similarity);

/// <summary>
/// Every verified pair among the candidates. Both texts of a verified pair are in one family, so only pairs within a family are looked at; a pair that shares
/// several buckets is looked at in the first band where it does.
/// </summary>
internal static class PairFinder
{
    /// <summary>Counts verified pairs per family root, without keeping any.</summary>
    public static long[] Count(CandidateBands bands, int[] roots, Func<Verifier> newVerifier, DetectionOptions options, CancellationToken cancellation)
    {
        var counts = new long[roots.Length];
        Walk(bands, roots, newVerifier, options, _ => (a, _, _) => Interlocked.Increment(ref counts[roots[a]]), _ => true, cancellation);
        return counts;
    }

    /// <summary>Collects the verified pairs of the families whose root is not left out.</summary>
    public static List<TextPair> Find(
        CandidateBands bands, int[] roots, HashSet<int> leftOut, Func<Verifier> newVerifier, DetectionOptions options, CancellationToken cancellation)
    {
        var perBand = new List<TextPair>[bands.Buckets.Length];
        Walk(
            bands,
            roots,
            newVerifier,
            options,
            band =>
            {
                var found = perBand[band] = [];
                return (a, b, similarity) => found.Add(new TextPair(a, b, similarity));
            },
            root => !leftOut.Contains(root),
            cancellation);
        var all = new List<TextPair>(perBand.Sum(p => p.Count));
        foreach (var found in perBand)
        {
            all.AddRange(found);
        }

        return all;
    }

    private static void Walk(
        CandidateBands bands,
        int[] roots,
        Func<Verifier> newVerifier,
        DetectionOptions options,
        Func<int, Action<int, int, Similarity>> collectorOf,
        Func<int, bool> takesPart,
        CancellationToken cancellation)
    {
        Parallel.For(
            0,
            bands.Buckets.Length,
            new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation },
            newVerifier,
            (band, _, verifier) =>
            {
                var collect = collectorOf(band);
                var buckets = bands.Buckets[band];
                for (var i = 0; i < buckets.Count; i++)
                {
                    WalkBucket(buckets[i], band, bands.Keys!, roots, takesPart, verifier, collect);
                }

                return verifier;
            },
            _ => { });
    }

    private static void WalkBucket(
        ReadOnlySpan<int> texts, int band, uint[][] keys, int[] roots, Func<int, bool> takesPart, Verifier verifier, Action<int, int, Similarity> collect)
    {
        for (var i = 0; i < texts.Length; i++)
        {
            var a = texts[i];
            var root = roots[a];
            if (!takesPart(root))
            {
                continue;
            }

            foreach (var b in texts[(i + 1)..])
            {
                if (roots[b] == root && !SharesEarlierBand(a, b, band, keys) && verifier.TryMatch(a, b, out var similarity))
                {
                    collect(a, b, similarity);
                }
            }
        }
    }

    private static bool SharesEarlierBand(int a, int b, int band, uint[][] keys)
    {
        for (var earlier = 0; earlier < band; earlier++)
        {
            if (keys[earlier][a] == keys[earlier][b])
            {
                return true;
            }
        }

        return false;
    }
}
