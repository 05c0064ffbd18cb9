using Copypasta.Hashing;

namespace Copypasta.Detection;

/// <summary>
/// The bands that a run walks: the plan's, but for hot ones. A band is hot when chance gave it so common a minimum that it alone holds more pairs than all ordinary bands
/// together (on 527,000 tweets one band of one seed held 395 million of the run's 400 million). It is thrown away, and so many later bands of the stream
/// are walked as well that the plan's recall still holds, whatever the thrown-away band would have found. Only bucket sizes decide, so the
/// choice is the same on every machine and for every order of the posts.
/// </summary>
internal sealed class CandidateBands
{
    /// <summary>An ordinary band holds at most this many times the pairs of the median band, or this many pairs a text.</summary>
    private const int OrdinaryFactor = 8;

    /// <summary>A run throws away so many bands at the most: where more seem hot, it is the texts that are alike, not chance.</summary>
    private const int MaxDiscarded = 3;

    private readonly List<Band> _bands = [];

    private CandidateBands()
    {
    }

    /// <summary>A band's number in the plan's stream of bands, its buckets, and its keys if they were to be kept.</summary>
    public sealed record Band(int Number, BandBuckets Buckets, uint[]? Keys);

    /// <summary>The bands to walk, by number.</summary>
    public IReadOnlyList<Band> Bands => _bands;

    /// <summary>Numbers of the bands that were hot, ascending.</summary>
    public IReadOnlyList<int> Discarded { get; private set; } = [];

    public static CandidateBands Choose(TextSigning signing, BandingPlan plan, DetectionOptions options, CancellationToken cancellation)
    {
        var bands = new CandidateBands();
        var drawn = bands.Draw(signing.Sign(plan, cancellation), 0, signing, options, cancellation);
        var most = MostPairs(bands._bands, signing.Eligible);
        var hot = new List<Band>();
        while (true)
        {
            hot.AddRange(bands._bands.Where(b => b.Buckets.Pairs > most).OrderByDescending(b => b.Buckets.Pairs).ThenBy(b => b.Number).Take(MaxDiscarded - hot.Count));
            bands._bands.RemoveAll(hot.Contains);
            var more = plan.BandsAfterDiscarding(hot.Count) - bands._bands.Count;
            if (more <= 0)
            {
                break;
            }

            drawn = bands.Draw(signing.SignBands([.. Enumerable.Range(drawn, more)], plan, cancellation), drawn, signing, options, cancellation);
        }

        bands.Discarded = [.. hot.Select(b => b.Number).Order()];
        return bands;
    }

    private static long MostPairs(List<Band> bands, int texts)
    {
        var pairs = bands.Select(b => b.Buckets.Pairs).Order().ToArray();
        var ordinary = Math.Max(pairs[pairs.Length / 2], texts) * OrdinaryFactor;
        return Math.Max(ordinary, pairs.Where(p => p <= ordinary).Sum());
    }

    /// <summary>Buckets the next bands of the stream; returns the number after the last.</summary>
    private int Draw(uint[][] keys, int first, TextSigning signing, DetectionOptions options, CancellationToken cancellation)
    {
        var texts = keys[0].Length;
        var drawn = new Band[keys.Length];
        Parallel.For(
            0,
            keys.Length,
            new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation },
            () => (new ulong[texts], new ulong[texts]),
            (band, _, scratch) =>
            {
                drawn[band] = new Band(first + band, BandBuckets.Build(keys[band], signing.Sketches, scratch), options.Pairs ? keys[band] : null);
                keys[band] = [];
                return scratch;
            },
            _ => { });
        _bands.AddRange(drawn);
        return first + keys.Length;
    }
}
