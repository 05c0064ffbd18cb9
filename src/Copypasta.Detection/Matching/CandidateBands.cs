using Copypasta.Hashing;

namespace Copypasta.Detection;

/// <summary>
/// The bands that a run walks: the plan's, but for hot ones. A band is hot when chance gave it so common a minimum that it alone holds more pairs than all ordinary bands
/// together (on 527,000 tweets one band of one seed held 395 million of the run's 400 million). It is thrown away, and so many later bands of the stream
/// are walked as well that the plan's recall still holds, whatever the thrown-away band would have found. Only bucket sizes decide, so the
/// choice is the same on every machine and for every order of the posts.
/// </summary>
internal sealed class CandidateBands : IDisposable
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
    public sealed record Band(int Number, IBandBuckets Buckets, uint[]? Keys);

    /// <summary>The bands to walk, by number.</summary>
    public IReadOnlyList<Band> Bands => _bands;

    /// <summary>Numbers of the bands that were hot, ascending.</summary>
    public IReadOnlyList<int> Discarded { get; private set; } = [];

    /// <summary>Signs the texts and chooses the bands.</summary>
    /// <param name="signing">The texts.</param>
    /// <param name="plan">Bands and rows.</param>
    /// <param name="options">What to find and how.</param>
    /// <param name="shares">The memory there is.</param>
    /// <param name="folder">Where buckets go; null to keep them in memory.</param>
    /// <param name="journal">What an interrupted run has done, where there is a folder; null where none is kept.</param>
    /// <param name="linking">Given each band on disk that cannot be hot, as soon as it is drawn; null in memory.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <param name="onBucketed">Told, from any thread, of each band that is bucketed.</param>
    public static CandidateBands Choose(
        TextSigning signing,
        BandingPlan plan,
        DetectionOptions options,
        MatchingShares shares,
        TemporaryFolder? folder,
        RunJournal? journal,
        BandLinking? linking,
        CancellationToken cancellation,
        Action? onBucketed = null)
    {
        var bands = new CandidateBands();
        var drawing = new BandDrawing(signing, plan, options, shares, folder, journal, linking, cancellation) { OnBucketed = onBucketed };
        bands._bands.AddRange(drawing.Draw(0, plan.Bands));

        // Bands that an interrupted run left need no signing, but how many texts there are decides which are hot.
        signing.Sketch(cancellation);
        var drawn = plan.Bands;
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

            bands._bands.AddRange(drawing.Draw(drawn, more));
            drawn += more;
        }

        bands.Discarded = [.. hot.Select(b => b.Number).Order()];
        hot.ForEach(band => (band.Buckets as IDisposable)?.Dispose());
        return bands;
    }

    /// <summary>Bands of the plan's stream, by their numbers, in memory.</summary>
    public static CandidateBands Of(int[] numbers, TextSigning signing, BandingPlan plan, DetectionOptions options, CancellationToken cancellation)
    {
        var bands = new CandidateBands();
        var drawing = new BandDrawing(signing, plan, options, MatchingShares.InMemory, null, null, null, cancellation);
        bands._bands.AddRange(drawing.Draw(numbers));
        return bands;
    }

    public void Dispose() => _bands.ForEach(band => (band.Buckets as IDisposable)?.Dispose());

    /// <summary>Whether a band of so many pairs is walked whatever the other bands hold.</summary>
    /// <param name="pairs">Pairs that share a bucket.</param>
    /// <param name="texts">Texts that take part in near matching.</param>
    public static bool IsNeverHot(long pairs, int texts) => pairs <= (long)texts * OrdinaryFactor;

    private static long MostPairs(List<Band> bands, int texts)
    {
        var pairs = bands.Select(b => b.Buckets.Pairs).Order().ToArray();
        var ordinary = Math.Max(pairs[pairs.Length / 2], texts) * OrdinaryFactor;
        return Math.Max(ordinary, pairs.Where(p => p <= ordinary).Sum());
    }
}
