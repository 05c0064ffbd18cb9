using Copypasta.Hashing;

namespace Copypasta.Detection;

/// <summary>
/// The bands that a run walks: the plan's, with hot ones replaced. A band is hot when chance gave it so common a minimum that its buckets hold far more pairs
/// than other bands' (on 527,000 tweets one band of one seed held 395 million of the run's 400 million). It is discarded for the next band of the
/// stream; only bucket sizes decide, so the choice is the same on every machine and for every order of the posts.
/// </summary>
internal sealed class CandidateBands
{
    /// <summary>A band is hot when it holds more than this many times the pairs of the median band.</summary>
    private const int HotFactor = 8;

    private CandidateBands(int[] numbers, BandBuckets[] buckets, uint[][]? keys, int[] replaced) =>
        (Numbers, Buckets, Keys, Replaced) = (numbers, buckets, keys, replaced);

    /// <summary>The bands' numbers in the plan's stream of bands.</summary>
    public int[] Numbers { get; }

    /// <summary>Each band's buckets.</summary>
    public BandBuckets[] Buckets { get; }

    /// <summary>Each band's keys, if they were to be kept.</summary>
    public uint[][]? Keys { get; }

    /// <summary>Numbers of the bands that were hot.</summary>
    public int[] Replaced { get; }

    public static CandidateBands Choose(TextSigning signing, BandingPlan plan, DetectionOptions options, CancellationToken cancellation)
    {
        var keys = signing.Sign(plan, cancellation);
        var texts = keys[0].Length;
        var buckets = new BandBuckets[plan.Bands];
        Parallel.For(
            0,
            plan.Bands,
            new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation },
            () => (new ulong[texts], new ulong[texts]),
            (band, _, scratch) =>
            {
                buckets[band] = BandBuckets.Build(keys[band], signing.Sketches, scratch);
                if (!options.Pairs)
                {
                    keys[band] = [];
                }

                return scratch;
            },
            _ => { });

        var numbers = Enumerable.Range(0, plan.Bands).ToArray();
        var replaced = ReplaceHotBands(signing, plan, options, numbers, buckets, keys, cancellation);
        return new CandidateBands(numbers, buckets, options.Pairs ? keys : null, replaced);
    }

    private static int[] ReplaceHotBands(
        TextSigning signing, BandingPlan plan, DetectionOptions options, int[] numbers, BandBuckets[] buckets, uint[][] keys, CancellationToken cancellation)
    {
        var pairs = Array.ConvertAll(buckets, b => b.Pairs);
        Array.Sort(pairs);

        // At least one pair per text is cheap whatever the median: small corpora have bands with no pairs at all.
        var most = Math.Max(pairs[pairs.Length / 2], signing.Eligible) * HotFactor;
        var replaced = new List<int>();
        var next = plan.Bands;
        for (var band = 0; band < plan.Bands; band++)
        {
            // As many tries as there are bands; after that a hot band stays: it costs time, never a pair.
            while (buckets[band].Pairs > most && next < plan.Bands * 2)
            {
                replaced.Add(numbers[band]);
                numbers[band] = next++;
                var fresh = signing.SignBand(numbers[band], plan, cancellation);
                buckets[band] = BandBuckets.Build(fresh, signing.Sketches, (new ulong[fresh.Length], new ulong[fresh.Length]));
                keys[band] = options.Pairs ? fresh : [];
            }
        }

        return [.. replaced];
    }
}
