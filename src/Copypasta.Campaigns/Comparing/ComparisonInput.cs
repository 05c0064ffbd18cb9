namespace Copypasta.Campaigns;

/// <summary>A clustered post, as comparisons of campaigns see it.</summary>
/// <param name="Campaign">Number of its campaign.</param>
/// <param name="Account">Number of its account over all campaigns; a post without one has a number of its own.</param>
/// <param name="Cluster">Number of its cluster over all campaigns.</param>
/// <param name="Text">Number of its comparable text over all campaigns.</param>
/// <param name="Time">Unix milliseconds; null where it has none.</param>
public readonly record struct ComparedPost(int Campaign, int Account, int Cluster, int Text, long? Time);

/// <summary>How many posts of an account are in no cluster.</summary>
/// <param name="Campaign">Number of the campaign.</param>
/// <param name="Account">Number of the account.</param>
/// <param name="Posts">How many.</param>
public readonly record struct OwnPosts(int Campaign, int Account, int Posts);

/// <summary>When a campaign's archive saw anything.</summary>
/// <param name="First">Unix milliseconds of its first post; null where none has a time.</param>
/// <param name="Last">Of its last.</param>
/// <param name="Gaps">Stretches of a day or more between two posts, by time: the times of both.</param>
/// <param name="Resolution">The coarsest resolution of its sources' times, milliseconds.</param>
public sealed record Coverage(long? First, long? Last, IReadOnlyList<(long From, long To)> Gaps, long Resolution)
{
    /// <summary>Milliseconds without a post from which on a stretch is a gap, and for which nothing is a first sighting behind one.</summary>
    public const long Settling = 86_400_000;

    /// <summary>Of an archive's times, in any order.</summary>
    public static Coverage Of(long[] times, long resolution)
    {
        ArgumentNullException.ThrowIfNull(times);
        if (times.Length == 0)
        {
            return new Coverage(null, null, [], resolution);
        }

        Array.Sort(times);
        var gaps = new List<(long, long)>();
        for (var i = 1; i < times.Length; i++)
        {
            if (times[i] - times[i - 1] >= Settling)
            {
                gaps.Add((times[i - 1], times[i]));
            }
        }

        return new Coverage(times[0], times[^1], gaps, resolution);
    }

    /// <summary>Whether the archive had been there for a day, without a gap, when something was seen at a time.</summary>
    public bool HadSettled(long time) => First + Settling <= time && !Gaps.Any(gap => gap.From < time && time < gap.To + Settling);
}

/// <summary>What is compared: campaigns whose posts were clustered together.</summary>
public sealed record ComparisonInput
{
    /// <summary>How many campaigns.</summary>
    public required int Campaigns { get; init; }

    /// <summary>All clustered posts, in an order that does not depend on how they were read.</summary>
    public required IReadOnlyList<ComparedPost> Posts { get; init; }

    /// <summary>All others, each account of a campaign once.</summary>
    public required IReadOnlyList<OwnPosts> Own { get; init; }

    /// <summary>By campaign.</summary>
    public required IReadOnlyList<Coverage> Coverage { get; init; }
}
