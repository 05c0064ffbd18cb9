using System.Globalization;

namespace Copypasta.Hashing;

/// <summary>What an <see cref="LshIndex"/> finds, and with what probability. Fixed when the index is made.</summary>
public sealed record LshIndexOptions
{
    private readonly double? _recall; // null until it is asked for

    /// <summary>Exact Jaccard similarity at which two texts match; queries may ask for a higher one, not for a lower.</summary>
    public Threshold Threshold { get; init; } = new(0.7m);

    /// <summary>Probability, above 0 and below 1, with which a text at exactly the threshold is found; more similar ones are found with a higher one.</summary>
    public double Recall
    {
        get => _recall ?? 0.999;
        init => _recall = value;
    }

    /// <summary>About how many distinct texts there will be, 1 to 2^40. Decides which plan is cheapest; neither a limit nor a reservation.</summary>
    public long ExpectedTexts { get; init; } = 1_000_000;

    /// <summary>Bands and rows of one's own instead of the cheapest plan for <see cref="Recall"/>; its threshold must be <see cref="Threshold"/>, and a <see cref="Recall"/> that is set no higher than its own.</summary>
    public BandingPlan? Plan { get; init; }

    /// <summary>How raw text is made comparable.</summary>
    public TextProfile Profile { get; init; } = TextProfile.Social;

    /// <summary>What a text is cut into.</summary>
    public Shingle Shingle { get; init; } = Shingle.Default;

    /// <summary>
    /// Fewest distinct shingles of a text for near matching, at least 1; a shorter text matches identical texts only. Null for the default: 16 for
    /// code points, 8 where most letters are Han, Kana or Thai, 4 for words.
    /// </summary>
    public int? MinShingles { get; init; }

    /// <summary>Chooses the lanes' permutations. One of your own keeps a stranger from writing texts that crowd together.</summary>
    public ulong Seed { get; init; } = 1;

    internal BandingPlan CheckedPlan()
    {
        ArgumentNullException.ThrowIfNull(Profile);
        if (Threshold.Denominator == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(Threshold), Threshold.Denominator, "A threshold is above 0 and at most 1.");
        }

        if (MinShingles < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(MinShingles), MinShingles, "Near matching needs at least 1 shingle.");
        }

        if (!Enum.IsDefined(Shingle.Unit) || Shingle.Size is < 1 or > Shingle.MaxSize)
        {
            throw new ArgumentOutOfRangeException(nameof(Shingle), Shingle.Size, $"A shingle has 1 to {Shingle.MaxSize} code points or words.");
        }

        if (Recall is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(Recall), Recall, "A recall is above 0 and below 1: no LSH finds every pair with certainty.");
        }

        if (ExpectedTexts is < 1 or > 1L << 40)
        {
            throw new ArgumentOutOfRangeException(nameof(ExpectedTexts), ExpectedTexts, "The number of texts is at least 1 and at most 2^40.");
        }

        if (Plan is null)
        {
            return BandingPlan.For(Threshold, Recall, ExpectedTexts, CollisionRates.Typical);
        }

        if (Plan.Threshold != Threshold)
        {
            throw new ArgumentException($"The plan states its recall at {Plan.Threshold}, the index matches at {Threshold}.", nameof(Plan));
        }

        return _recall is null || Plan.Recall >= _recall
            ? Plan
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The plan finds a pair at {Threshold} with probability {Plan.Recall:R}, less than the recall of {Recall} asked for: leave one of the two out."), nameof(Plan));
    }
}
