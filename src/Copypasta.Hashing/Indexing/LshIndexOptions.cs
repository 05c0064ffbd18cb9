using System.Globalization;

namespace Copypasta.Hashing;

/// <summary>What an <see cref="LshIndex"/> finds, and with what probability. Fixed when the index is made.</summary>
public sealed record LshIndexOptions
{
    /// <summary>The <see cref="Recall"/> that a plan is chosen for where none is asked for: 0.999.</summary>
    public const double DefaultRecall = 0.999;

    /// <summary>Exact Jaccard similarity at which two texts match, above 0 and at most 1, 0.7 by default; queries may ask for a higher one, not for a lower.</summary>
    public Threshold Threshold { get; init; } = new(0.7m);

    /// <summary>
    /// The least probability, above 0 and below 1, with which a text at exactly the threshold is to be found; more similar ones are found with a higher one. Null, the default, asks for
    /// <see cref="DefaultRecall"/>, or for nothing where a <see cref="Plan"/> is given. Always null in <see cref="LshIndex.Options"/>: what an index keeps is its plan's
    /// <see cref="BandingPlan.Recall"/>.
    /// </summary>
    public double? Recall { get; init; }

    /// <summary>
    /// About how many distinct texts there will be, 1 to 2^40, a million by default. Decides which plan is cheapest; neither a limit nor a reservation.
    /// </summary>
    public long ExpectedTexts { get; init; } = 1_000_000;

    /// <summary>
    /// Bands and rows of one's own. Null, the default, for the cheapest plan that keeps <see cref="Recall"/>. A plan's threshold must be <see cref="Threshold"/>; where a
    /// <see cref="Recall"/> is asked for too, the plan must keep it.
    /// </summary>
    public BandingPlan? Plan { get; init; }

    /// <summary>How raw text is made comparable, <see cref="TextProfile.Social"/> by default.</summary>
    public TextProfile Profile { get; init; } = TextProfile.Social;

    /// <summary>What a text is cut into, 1 to <see cref="Shingle.MaxSize"/> code points or words, five code points by default.</summary>
    public Shingle Shingle { get; init; } = Shingle.Default;

    /// <summary>
    /// Fewest distinct shingles of a text for near matching, at least 1; a shorter text matches identical texts only. Null, the default: 16 for
    /// code points, 8 where most letters are Han, Kana or Thai, 4 for words.
    /// </summary>
    public int? MinShingles { get; init; }

    /// <summary>
    /// Chooses the lanes' permutations; any number, 1 by default. One of your own, kept to yourself, keeps a stranger from foreseeing which texts of different shingle hashes share a band key. It does nothing against
    /// texts that were written to have the same shingle hashes: those hashes have no key, so such texts share every band under every seed. They are candidates of each other, which
    /// costs time, and never matches, as every match is verified.
    /// </summary>
    public ulong Seed { get; init; } = 1;

    internal BandingPlan CheckedPlan()
    {
        ArgumentNullException.ThrowIfNull(Profile);
        if (!Threshold.IsSet)
        {
            throw new ArgumentOutOfRangeException(nameof(Threshold), Threshold.Denominator, "A threshold is above 0 and at most 1.");
        }

        if (MinShingles < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(MinShingles), MinShingles, "Near matching needs at least 1 shingle.");
        }

        if (!Shingle.IsValid)
        {
            throw new ArgumentOutOfRangeException(nameof(Shingle), Shingle.Size, $"A shingle has 1 to {Shingle.MaxSize} code points or words.");
        }

        if (Recall is not (null or (> 0 and < 1)))
        {
            throw new ArgumentOutOfRangeException(nameof(Recall), Recall, "A recall is above 0 and below 1: no LSH finds every pair with certainty.");
        }

        if (ExpectedTexts is < 1 or > 1L << 40)
        {
            throw new ArgumentOutOfRangeException(nameof(ExpectedTexts), ExpectedTexts, "The number of texts is at least 1 and at most 2^40.");
        }

        if (Plan is null)
        {
            return BandingPlan.For(Threshold, Recall ?? DefaultRecall, ExpectedTexts, CollisionRates.Typical);
        }

        if (Plan.Threshold != Threshold)
        {
            throw new ArgumentException($"The plan states its recall at {Plan.Threshold}, the index matches at {Threshold}.", nameof(Plan));
        }

        return Recall is null || Plan.Recall >= Recall
            ? Plan
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The plan finds a pair at {Threshold} with probability {Plan.Recall:R}, less than the recall of {Recall} asked for: leave one of the two out."), nameof(Plan));
    }
}
