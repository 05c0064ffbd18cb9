namespace Copypasta.Synthesis;

/// <summary>What a synthetic corpus is made of. Equal options give equal bytes on every machine, for as long as the version stays the same.</summary>
public sealed record SynthesisOptions
{
    /// <summary>Number of posts, 0 or more. From 5,000 on (with the other options at their defaults) every kind and language occurs.</summary>
    public int Posts { get; init; } = 5000;

    /// <summary>Seed of the pseudo-random generator; any value.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Share of the posts that belong to a group of copies, planted or organic, in percent, 0 to 100. Very small corpora may hold fewer.</summary>
    public int GroupedPercent { get; init; } = 40;

    /// <summary>The earliest possible time of a post, used as UTC and to whole seconds. At most the year 9000.</summary>
    public DateTimeOffset Start { get; init; } = new(2025, 3, 3, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Length of the period in days of 24 hours, 1 to 3660. Eight weeks let recurring phrases recur.</summary>
    public int Days { get; init; } = 56;

    /// <summary>
    /// The built-in sample. Beside what every corpus has, many readers in one language pass on the same headlines and sayings, so many that chance can be told there, and a crew of eight of them posts
    /// the same messages within minutes, on one day after another.
    /// </summary>
    public static SynthesisOptions Sample { get; } = new() { GroupedPercent = 60, HasCrew = true };

    /// <summary>Whether some of the grouped posts are the readers' and the crew's of <see cref="Sample"/>. Without them a corpus keeps its bytes: figures were measured on such.</summary>
    internal bool HasCrew { get; init; }

    internal void Validate()
    {
        Require(Posts, 0, int.MaxValue, nameof(Posts));
        Require(GroupedPercent, 0, 100, nameof(GroupedPercent));
        Require(Days, 1, 3660, nameof(Days));
        Require(Start.UtcDateTime.Year, 1, 9000, nameof(Start));
    }

    private static void Require(int value, int low, int high, string name)
    {
        if (value < low || value > high)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be from {low} to {high}.");
        }
    }
}
