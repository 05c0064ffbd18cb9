using Copypasta.Detection;

namespace Copypasta.Campaigns;

/// <summary>What the statistic says about a pair of accounts. Never how probable it is that they acted independently.</summary>
public enum PairTier
{
    /// <summary>Copies of each other more often than chance is expected to bring about, but a check failed or a label explains it.</summary>
    WorthALook,

    /// <summary>Every check was passed, on occasions that no label explains.</summary>
    HardToExplainByChance,
}

/// <summary>Why a pair is not in the upper tier.</summary>
[Flags]
public enum PairReasons
{
    /// <summary>It is.</summary>
    None = 0,

    /// <summary>On the occasions that no label explains, in strata with posts and accounts enough, q is above 0.01.</summary>
    Unexplained = 1,

    /// <summary>Fewer than 3 such occasions, or on fewer than 3 days.</summary>
    FewOccasions = 2,

    /// <summary>The lower end of the lift's interval is below 5.</summary>
    Lift = 4,

    /// <summary>Without some one occasion q is above 0.05.</summary>
    OneOccasion = 8,

    /// <summary>Without some one day q is above 0.05.</summary>
    OneDay = 16,

    /// <summary>With expectations from which hyperactive accounts are left out, q is above 0.05.</summary>
    Hyperactive = 32,

    /// <summary>The posts are of accounts that were removed together, and no account of a background is eligible: no outside population.</summary>
    Takedown = 64,

    /// <summary>Some of its co-posts lie in strata with too few posts or accounts, or with one cluster too large; they were not counted for the upper tier.</summary>
    SmallStrata = 128,

    /// <summary>
    /// Without the occasions that following explains q is above 0.05: one of the two follows the other, or both follow a third who was before them, and they were more than a minute apart (<see cref="FollowedAccounts"/>).
    /// </summary>
    Following = 256,

    /// <summary>Every check was passed, but not when authors change places only within the interests that their hashtags show.</summary>
    SharedInterest = 512,
}

/// <summary>What a pair shows at one window.</summary>
/// <param name="IsTestable">Whether the times of both accounts can test it; otherwise the rest says nothing.</param>
/// <param name="Occasions">Occasions.</param>
/// <param name="Expected">Co-posts expected when authors change places.</param>
/// <param name="LogP">ln P(Poisson(expected) >= occasions), 0 below two occasions; not yet multiplied by the number of windows.</param>
public readonly record struct PairWindow(bool IsTestable, int Occasions, double Expected, double LogP);

/// <summary>A pair of accounts whose copies of each other chance does not readily explain. Figures are those of <see cref="BestWindow"/> unless said otherwise.</summary>
public sealed record AccountPair
{
    /// <summary>Number of one account in the input, one of the archive.</summary>
    public required int A { get; init; }

    /// <summary>Number of the other: a larger one, or one of the background.</summary>
    public required int B { get; init; }

    /// <summary>Occasions.</summary>
    public required int Occasions { get; init; }

    /// <summary>Days (UTC) on which occasions began.</summary>
    public required int Days { get; init; }

    /// <summary>Occasions with a co-post that no label explains.</summary>
    public required int Unexplained { get; init; }

    /// <summary>Co-posts expected when authors change places: an upper bound on the mean of occasions.</summary>
    public required double Expected { get; init; }

    /// <summary>Occasions over expected co-posts.</summary>
    public double Lift => Occasions / Expected;

    /// <summary>Lower end of its 95% interval (Garwood 1936).</summary>
    public double LiftLow => Garwood.Low(Occasions) / Expected;

    /// <summary>Upper end.</summary>
    public double LiftHigh => Garwood.High(Occasions) / Expected;

    /// <summary>ln p: the smallest of the windows, times their number. This is not the probability that the accounts acted independently; common causes remain possible.</summary>
    public required double LogP { get; init; }

    /// <summary>The false discovery rate at which it would be reported, on all occasions. Above 0.</summary>
    public required double Q { get; init; }

    /// <summary>The same on the occasions that count for the upper tier: not explained, in adequate strata.</summary>
    public required double QUnexplained { get; init; }

    /// <summary>Each window of <see cref="CoPostWindows"/>.</summary>
    public required IReadOnlyList<PairWindow> Windows { get; init; }

    /// <summary>The window with the smallest p: an index into <see cref="CoPostWindows.Limits"/>.</summary>
    public required int BestWindow { get; init; }

    /// <summary>Clustered posts of the account with fewer over those of the other: 1 where both copy as much.</summary>
    public required double Symmetry { get; init; }

    /// <summary>Occasions over the clustered posts of the account with fewer.</summary>
    public required double Share { get; init; }

    /// <summary>The fewest occasions whose removal, from every window, lifts q above 0.01; 0 where it is above.</summary>
    public required int Fragility { get; init; }

    /// <summary>Windows that alone, at p times the number of windows, have q at most 0.05, by index.</summary>
    public required IReadOnlyList<int> HoldsAtWindows { get; init; }

    /// <summary>Of the run's threshold (0), 0.8 (1), 0.9 (2) and 1 (3) those at which the pair has q at most 0.05 when only co-posts as similar count.</summary>
    public required IReadOnlyList<int> HoldsAtSimilarities { get; init; }

    /// <summary>The tier.</summary>
    public required PairTier Tier { get; init; }

    /// <summary>Why it is not a higher one.</summary>
    public required PairReasons Reasons { get; init; }

    /// <summary>Codes of the labels that explain some of its co-posts, ordinal.</summary>
    public required IReadOnlyList<string> ExplainedBy { get; init; }

    /// <summary>Every co-post, by (occasion, time of the earlier post, places in the input).</summary>
    public required IReadOnlyList<PairCoPost> Evidence { get; init; }
}

/// <summary>A co-post of a pair.</summary>
/// <param name="Occasion">Number of its occasion over all windows, from 1, by time.</param>
/// <param name="PostOfA">Place of the first account's post in the input.</param>
/// <param name="PostOfB">Place of the second's.</param>
/// <param name="Similarity">Exact similarity of the two.</param>
/// <param name="Lag">Milliseconds from the first account's post to the second's; negative where the second came first.</param>
/// <param name="Labels">Codes of the labels that explain it, ordinal.</param>
public readonly record struct PairCoPost(int Occasion, int PostOfA, int PostOfB, Similarity Similarity, long Lag, IReadOnlyList<string> Labels);
