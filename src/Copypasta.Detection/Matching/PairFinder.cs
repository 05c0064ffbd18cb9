using System.Collections.Concurrent;

namespace Copypasta.Detection;

/// <summary>Two distinct texts and their exact similarity.</summary>
internal readonly record struct TextPair(int A, int B, Similarity Similarity);

/// <summary>
/// Every verified pair among the candidates. Both texts of a verified pair are in one family, so only pairs within a family are looked at; a pair that shares
/// several buckets is looked at in the first band where it does.
/// </summary>
internal static class PairFinder
{
    /// <summary>Pairs that one piece of work looks at, about: a large bucket is cut into many, since near-identical texts share their first band.</summary>
    private const long PairsPerPiece = 1 << 15;

    /// <summary>Rows of a bucket's triangle of pairs, or several whole buckets of a band.</summary>
    private readonly record struct Piece(int Band, int FirstBucket, int EndBucket, int FirstRow, int EndRow);

    /// <summary>
    /// Counts verified pairs per family root, without keeping any. A family that alone has more than <paramref name="most"/> is counted no further: its count is <paramref name="most"/> + 1.
    /// </summary>
    public static long[] Count(
        CandidateBands bands, int[] roots, bool[] wanted, long most, Func<Verifier> newVerifier, DetectionOptions options, CancellationToken cancellation)
    {
        var counts = new long[roots.Length];
        Walk(
            bands,
            roots,
            root => wanted[root] && Volatile.Read(ref counts[root]) <= most,
            () => (newVerifier(), (a, _, _) => Interlocked.Increment(ref counts[roots[a]])),
            options,
            cancellation);
        return Array.ConvertAll(counts, count => Math.Min(count, most + 1));
    }

    /// <summary>Collects the verified pairs of the families whose root is wanted, in no particular order.</summary>
    /// <param name="bands">The candidates.</param>
    /// <param name="roots">By text, the smallest text of its family.</param>
    /// <param name="wanted">By text, whether it is the root of a family whose pairs are wanted.</param>
    /// <param name="most">Beyond so many, pairs are counted and not kept.</param>
    /// <param name="newVerifier">Makes a thread's verifier.</param>
    /// <param name="options">Threads.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The pairs in lists that are to be taken together, and how many there are.</returns>
    public static (IReadOnlyCollection<Column<TextPair>> Lists, long Count) Find(
        CandidateBands bands, int[] roots, bool[] wanted, long most, Func<Verifier> newVerifier, DetectionOptions options, CancellationToken cancellation)
    {
        var count = 0L;
        var perThread = new ConcurrentBag<Column<TextPair>>();
        Walk(
            bands,
            roots,
            root => wanted[root],
            () =>
            {
                var found = new Column<TextPair>();
                perThread.Add(found);
                return (newVerifier(), (a, b, similarity) =>
                {
                    if (Interlocked.Increment(ref count) <= most)
                    {
                        found.Add(new TextPair(a, b, similarity));
                    }
                }
                );
            },
            options,
            cancellation);
        return (perThread, count);
    }

    private static void Walk(
        CandidateBands bands,
        int[] roots,
        Func<int, bool> takesPart,
        Func<(Verifier Verifier, Action<int, int, Similarity> Collect)> newWorker,
        DetectionOptions options,
        CancellationToken cancellation)
    {
        Parallel.ForEach(
            Partitioner.Create(Pieces(bands), EnumerablePartitionerOptions.NoBuffering),
            new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation },
            newWorker,
            (piece, _, worker) =>
            {
                for (var bucket = piece.FirstBucket; bucket < piece.EndBucket; bucket++)
                {
                    WalkBucket(bands, piece, bucket, roots, takesPart, worker.Verifier, worker.Collect);
                }

                return worker;
            },
            _ => { });
    }

    private static IEnumerable<Piece> Pieces(CandidateBands bands)
    {
        for (var band = 0; band < bands.Bands.Count; band++)
        {
            var buckets = (BandBuckets)bands.Bands[band].Buckets;
            var (first, pairs) = (0, 0L);
            for (var bucket = 0; bucket < buckets.Count; bucket++)
            {
                var size = buckets[bucket].Length;
                pairs += (long)size * (size - 1) / 2;
                if (pairs < PairsPerPiece)
                {
                    continue;
                }

                if (first < bucket)
                {
                    yield return new Piece(band, first, bucket, 0, int.MaxValue);
                }

                var rows = (int)Math.Max(1, PairsPerPiece / size);
                for (var row = 0; row < size; row += rows)
                {
                    yield return new Piece(band, bucket, bucket + 1, row, row + rows);
                }

                (first, pairs) = (bucket + 1, 0);
            }

            if (first < buckets.Count)
            {
                yield return new Piece(band, first, buckets.Count, 0, int.MaxValue);
            }
        }
    }

    private static void WalkBucket(
        CandidateBands bands, Piece piece, int bucket, int[] roots, Func<int, bool> takesPart, Verifier verifier, Action<int, int, Similarity> collect)
    {
        var texts = ((BandBuckets)bands.Bands[piece.Band].Buckets)[bucket];
        for (var row = piece.FirstRow; row < Math.Min(piece.EndRow, texts.Length); row++)
        {
            var a = texts[row];
            var root = roots[a];
            if (!takesPart(root))
            {
                continue;
            }

            foreach (var b in texts[(row + 1)..])
            {
                if (roots[b] == root && !SharesEarlierBand(a, b, piece.Band, bands) && verifier.TryMatch(a, b, out var similarity))
                {
                    collect(a, b, similarity);
                }
            }
        }
    }

    private static bool SharesEarlierBand(int a, int b, int band, CandidateBands bands)
    {
        for (var earlier = 0; earlier < band; earlier++)
        {
            var keys = bands.Bands[earlier].Keys!;
            if (keys[a] == keys[b])
            {
                return true;
            }
        }

        return false;
    }
}
