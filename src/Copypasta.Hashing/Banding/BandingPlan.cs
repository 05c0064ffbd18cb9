namespace Copypasta.Hashing;

/// <summary>
/// So many bands of so many rows: two texts become candidates when all rows of one band agree (Leskovec, Rajaraman and Ullman,
/// "Mining of Massive Datasets", 3.4). Chosen by expected cost among all layouts that keep the recall asked for.
/// </summary>
public sealed record BandingPlan
{
    /// <summary>Most bands of a plan.</summary>
    public const int MaxBands = 1024;

    /// <summary>Most rows of a band.</summary>
    public const int MaxRows = 16;

    /// <summary>Most minima of a plan that <see cref="For(double, double, long)"/> chooses, where any layout within it keeps the recall.</summary>
    private const int MaxLanes = 1024;

    private const int MostBandsWalked = 1_000_000;

    // Doubles below 2.2e-308 have fewer digits, and a sum that begins with one is off by as much.
    private const double LeastFirstTerm = 1e-300;

    // Relative costs in nanoseconds, measured with 512-bit kernels on one core; only their ratios matter. They are constants of the
    // algorithm, not read from the machine, since the same posts must give the same plan everywhere.
    private const double NanosecondsPerLaneShingle = 0.04;
    private const double NanosecondsPerBandKey = 30;
    private const double NanosecondsPerCandidate = 80;

    /// <summary>Makes a plan of one's own.</summary>
    /// <param name="bands">1 to <see cref="MaxBands"/>.</param>
    /// <param name="rows">1 to <see cref="MaxRows"/>.</param>
    /// <param name="threshold">Similarity at which <see cref="Recall"/> is stated.</param>
    /// <exception cref="ArgumentOutOfRangeException">Bands or rows are out of range, or the threshold is <c>default</c>.</exception>
    public BandingPlan(int bands, int rows, Threshold threshold)
    {
        if (bands is < 1 or > MaxBands)
        {
            throw new ArgumentOutOfRangeException(nameof(bands), bands, $"A plan has 1 to {MaxBands} bands.");
        }

        if (rows is < 1 or > MaxRows)
        {
            throw new ArgumentOutOfRangeException(nameof(rows), rows, $"A band has 1 to {MaxRows} rows.");
        }

        if (!threshold.IsSet)
        {
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "A plan has a threshold above 0.");
        }

        (Bands, Rows, Threshold) = (bands, rows, threshold);
    }

    /// <summary>Number of bands.</summary>
    public int Bands { get; }

    /// <summary>Minima that must agree within a band.</summary>
    public int Rows { get; }

    /// <summary>The similarity at which the plan was asked to keep its recall.</summary>
    public Threshold Threshold { get; }

    /// <summary>Minima a text needs: bands times rows.</summary>
    public int Lanes => Bands * Rows;

    /// <summary>Probability that a pair exactly at the threshold becomes a candidate; a pair above it has a higher one.</summary>
    public double Recall => RecallAt(Threshold.Value);

    /// <summary>Probability that a pair of a given similarity becomes a candidate: 1 - (1 - J^rows)^bands.</summary>
    /// <param name="similarity">Jaccard similarity J, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is below 0, above 1 or no number.</exception>
    public double RecallAt(double similarity) => similarity is >= 0 and <= 1
        ? 1 - Power(1 - Power(similarity, Rows), Bands)
        : throw new ArgumentOutOfRangeException(nameof(similarity), similarity, "A similarity is 0 to 1.");

    /// <summary>
    /// Lower bound of the probability that a pair at the threshold becomes a candidate when some bands were thrown away, whichever they were and why: the pair is
    /// missed only if every band in which its texts meet is among them, so at most with P(X &lt;= discarded) for X ~ Binomial(kept + discarded, T^rows).
    /// </summary>
    /// <param name="kept">Bands that were walked, 1 to a million.</param>
    /// <param name="discarded">Bands that were thrown away, 0 to a million; the time is at most in proportion to the number of all.</param>
    /// <returns>0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There cannot be so few bands, or so many.</exception>
    public double RecallAfterDiscarding(int kept, int discarded)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(kept, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(kept, MostBandsWalked);
        ArgumentOutOfRangeException.ThrowIfNegative(discarded);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(discarded, MostBandsWalked);
        var meet = Power(Threshold.Value, Rows);
        if (meet >= 1)
        {
            return 1;
        }

        var bands = kept + discarded;
        var term = Power(1 - meet, bands);
        if (term < LeastFirstTerm)
        {
            return RecallAfterDiscardingMany(bands, discarded, meet);
        }

        var missed = term;
        for (var met = 1; met <= discarded; met++)
        {
            term *= meet / (1 - meet) * (bands - met + 1) / met;
            missed += term;
        }

        // Where all but nothing is left, roundings would make it less than nothing.
        return Math.Max(0, 1 - missed);
    }

    // The first term is next to nothing or nothing at all, and so is the last, perhaps: the terms are taken as multiples of the largest, outwards from it on both sides until they vanish.
    private static double RecallAfterDiscardingMany(int bands, int discarded, double meet)
    {
        var odds = meet / (1 - meet);
        var mode = (int)Math.Min(bands, (bands + 1) * meet);
        var (missed, found) = (0.0, 0.0);
        var term = 1.0;
        for (var met = mode; met >= 0 && term > 0; met--)
        {
            missed += met <= discarded ? term : 0;
            found += met > discarded ? term : 0;
            term *= met / (odds * (bands - met + 1));
        }

        term = 1;
        for (var met = mode + 1; met <= bands && term > 0; met++)
        {
            term *= odds * (bands - met + 1) / met;
            missed += met <= discarded ? term : 0;
            found += met > discarded ? term : 0;
        }

        return found / (missed + found);
    }

    /// <summary>
    /// How many bands must be walked for this plan's <see cref="Recall"/> to hold although some were thrown away; four times the plan's at most, whose recall
    /// <see cref="RecallAfterDiscarding"/> states. (Only a plan of one's own of tiny recall would ask for more, and for thousands of times as many.)
    /// </summary>
    /// <param name="discarded">Bands that were thrown away, 0 to a million.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is out of range.</exception>
    public int BandsAfterDiscarding(int discarded)
    {
        var kept = Bands;
        while (kept < Bands * 4 && RecallAfterDiscarding(kept, discarded) < Recall)
        {
            kept++;
        }

        return kept;
    }

    /// <summary>The cheapest plan that finds a pair at the threshold with at least the recall asked for.</summary>
    /// <param name="threshold">Similarity at which the recall must hold, above 0 and at most 1.</param>
    /// <param name="recall">Probability of finding a pair at exactly the threshold, above 0 and below 1.</param>
    /// <param name="expectedTexts">Number of distinct texts, at least 1; rounded up to a power of two.</param>
    /// <returns>The plan; its cost was estimated with how often posts of a real archive agree (<see cref="CollisionRates.Typical"/>).</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range, or no plan of at most <see cref="MaxBands"/> bands keeps the recall.</exception>
    public static BandingPlan For(double threshold, double recall, long expectedTexts) =>
        For(Threshold.FromDouble(threshold), recall, expectedTexts, CollisionRates.Typical);

    /// <summary>The cheapest plan that finds a pair at the threshold with at least the recall asked for.</summary>
    /// <param name="threshold">Similarity at which the recall must hold.</param>
    /// <param name="recall">Probability of finding a pair at exactly the threshold, above 0 and below 1.</param>
    /// <param name="expectedTexts">Number of distinct texts, 1 to 2^40; rounded up to a power of two.</param>
    /// <param name="rates">How often two texts of the corpus agree by rows.</param>
    /// <exception cref="ArgumentNullException"><paramref name="rates"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range, or no plan of at most <see cref="MaxBands"/> bands keeps the recall.</exception>
    public static BandingPlan For(Threshold threshold, double recall, long expectedTexts, CollisionRates rates)
    {
        ArgumentNullException.ThrowIfNull(rates);
        Check(threshold, recall);
        if (expectedTexts is < 1 or > 1L << 40)
        {
            throw new ArgumentOutOfRangeException(nameof(expectedTexts), expectedTexts, "The number of texts is at least 1 and at most 2^40.");
        }

        var texts = (double)System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)expectedTexts);
        BandingPlan? best = null;
        var least = double.PositiveInfinity;
        for (var rows = 1; rows <= MaxRows; rows++)
        {
            var bands = FewestBands(threshold.Value, recall, rows);
            if (bands is null || (best is not null && bands * rows > MaxLanes))
            {
                break;
            }

            var cost = ExpectedCost(bands.Value, rows, texts, rates);
            if (cost < least)
            {
                (best, least) = (new BandingPlan(bands.Value, rows, threshold), cost);
            }
        }

        return best ?? throw NoPlan(threshold, recall);
    }

    /// <summary>The plan of so many rows with the fewest bands that find a pair at the threshold with at least the recall asked for: for who weighs costs otherwise than <see cref="For(double, double, long)"/>.</summary>
    /// <param name="threshold">Similarity at which the recall must hold.</param>
    /// <param name="recall">Probability of finding a pair at exactly the threshold, above 0 and below 1.</param>
    /// <param name="rows">1 to <see cref="MaxRows"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range, or no plan of so many rows and at most <see cref="MaxBands"/> bands keeps the recall.</exception>
    public static BandingPlan OfRows(Threshold threshold, double recall, int rows)
    {
        Check(threshold, recall);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, MaxRows);
        return FewestBands(threshold.Value, recall, rows) is { } bands ? new BandingPlan(bands, rows, threshold) : throw NoPlan(threshold, recall);
    }

    /// <summary>
    /// The cheapest plan that finds a pair of texts at a threshold of containment, whatever their size ratio up to <see cref="Containment.MaxSizeRatio"/>: a plan for the Jaccard similarity T / (5 - T),
    /// the least that such a pair can have, which becomes its <see cref="Threshold"/>. Pairs nearer in size have a higher one and are found more often; pairs beyond the ratio may be missed.
    /// </summary>
    /// <remarks>
    /// So low a similarity takes bands of few rows, and few rows find many pairs by chance: expect far more candidates than a plan for Jaccard similarity at the same threshold has (T = 0.7 is planned
    /// as J = 0.163, in place of 0.7).
    /// </remarks>
    /// <param name="threshold">Containment at which the recall must hold, above 0 and at most 1.</param>
    /// <param name="recall">Probability of finding a pair at exactly the threshold and the largest size ratio, above 0 and below 1.</param>
    /// <param name="expectedTexts">Number of distinct texts, at least 1; rounded up to a power of two.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range, or no plan of at most <see cref="MaxBands"/> bands keeps the recall.</exception>
    public static BandingPlan ForContainment(double threshold, double recall, long expectedTexts) =>
        ForContainment(Threshold.FromDouble(threshold), recall, expectedTexts, CollisionRates.Typical);

    /// <inheritdoc cref="ForContainment(double, double, long)"/>
    /// <param name="threshold">Containment at which the recall must hold.</param>
    /// <param name="recall">Probability of finding a pair at exactly the threshold and the largest size ratio, above 0 and below 1.</param>
    /// <param name="expectedTexts">Number of distinct texts, at least 1; rounded up to a power of two.</param>
    /// <param name="rates">How often two texts of the corpus agree by rows.</param>
    public static BandingPlan ForContainment(Threshold threshold, double recall, long expectedTexts, CollisionRates rates) =>
        For(Containment.LeastJaccard(threshold), recall, expectedTexts, rates);

    /// <summary>Whether any plan of at most <see cref="MaxBands"/> bands keeps a recall at a threshold: whether <see cref="For(Threshold, double, long, CollisionRates)"/> finds one.</summary>
    /// <param name="threshold">Similarity at which the recall must hold; none does at <c>default</c>.</param>
    /// <param name="recall">Probability of finding a pair at exactly the threshold; none keeps one that is not above 0 and below 1.</param>
    public static bool Exists(Threshold threshold, double recall) => threshold.IsSet && recall is > 0 and < 1 && FewestBands(threshold.Value, recall, 1) is not null;

    /// <summary>The most rows that a chosen plan can have: beyond them the recall takes too many lanes.</summary>
    /// <param name="threshold">Similarity at which the recall must hold.</param>
    /// <param name="recall">Probability of finding a pair at exactly the threshold, above 0 and below 1.</param>
    /// <returns>1 to <see cref="MaxRows"/>; 1 also where no plan <see cref="Exists"/>.</returns>
    public static int MostRows(Threshold threshold, double recall)
    {
        var rows = 1;
        while (rows < MaxRows && FewestBands(threshold.Value, recall, rows + 1) * (rows + 1) <= MaxLanes)
        {
            rows++;
        }

        return rows;
    }

    /// <summary>Expected cost of finding the candidates, in arbitrary units.</summary>
    internal static double ExpectedCost(int bands, int rows, double texts, CollisionRates rates) =>
        (texts * bands * ((rows * rates.MeanShingles * NanosecondsPerLaneShingle) + NanosecondsPerBandKey))
        + (bands * rates.Rate(rows) * texts * (texts - 1) / 2 * NanosecondsPerCandidate);

    private static void Check(Threshold threshold, double recall)
    {
        if (!threshold.IsSet)
        {
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "A threshold is above 0 and at most 1.");
        }

        if (!(recall > 0 && recall < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(recall), recall, "A recall is above 0 and below 1: no LSH finds every pair with certainty.");
        }
    }

    private static ArgumentOutOfRangeException NoPlan(Threshold threshold, double recall) =>
        new(nameof(recall), recall, $"No plan of at most {MaxBands} bands finds pairs at {threshold} with that probability; raise the threshold or lower the recall.");

    private static int? FewestBands(double threshold, double recall, int rows)
    {
        var miss = 1 - Power(threshold, rows);
        var missed = 1.0;
        for (var bands = 1; bands <= MaxBands; bands++)
        {
            missed *= miss;
            if (1 - missed >= recall)
            {
                return bands;
            }
        }

        return null;
    }

    // Repeated multiplication: Math.Pow may round differently from one C library to another, and a plan must not.
    private static double Power(double x, int n)
    {
        var result = 1.0;
        for (var i = 0; i < n; i++)
        {
            result *= x;
        }

        return result;
    }
}
