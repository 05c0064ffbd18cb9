namespace Copypasta.Campaigns;

/// <summary>A slot of a cluster's template.</summary>
/// <param name="Type">What its values are.</param>
/// <param name="Values">Its most frequent values, as written; they tell proper names from other words.</param>
public readonly record struct SlotFacts(SlotType Type, IReadOnlyList<string> Values)
{
    private const int ProperPercent = 80;

    /// <summary>
    /// Whether the slot holds names of persons or places, as far as form can tell: words of which at least 80% begin with a capital, or with a letter of a script that has none. No more can be
    /// told without a list of all names.
    /// </summary>
    internal bool HoldsNames => Type is SlotType.Word or SlotType.Words && Values is { Count: > 0 } values
        && values.Count(v => v.FirstOrDefault(char.IsLetter) is not '\0' and var first && !char.IsLower(first)) * 100L >= (long)ProperPercent * values.Count;
}

/// <summary>What the labeller is told of a post. A member is null where the input has no such field or the post's is missing; then nothing is concluded from it.</summary>
public sealed record PostFacts
{
    /// <summary>Index of the post's input.</summary>
    public required int Source { get; init; }

    /// <summary>1-based number of the record in its input.</summary>
    public required long Row { get; init; }

    /// <summary>The text as read; of a repost it is not looked at.</summary>
    public required string Text { get; init; }

    /// <summary>Its comparable text of the profile <c>social</c>, where that is at hand and the post is known to be no repost by its text either; null where it is still to be made.</summary>
    public string? Comparable { get; init; }

    /// <summary>The account's key: equal for two posts exactly where platform and stable id are.</summary>
    public string? Account { get; init; }

    /// <summary>The account's name at the time.</summary>
    public string? Handle { get; init; }

    /// <summary>Unix milliseconds, UTC.</summary>
    public long? Time { get; init; }

    /// <summary>The program that it was posted with, as the platform names it.</summary>
    public string? Client { get; init; }

    /// <summary>Whether the platform marks it as a repost or forward.</summary>
    public bool? IsRepost { get; init; }

    /// <summary>Addresses of its links, unshortened, where the input lists them; those in <see cref="Text"/> are found without.</summary>
    public IReadOnlyList<string>? Links { get; init; }

    /// <summary>The title of a page that it links, as the platform shows it.</summary>
    public string? LinkTitle { get; init; }

    /// <summary>Its hashtags, without the sign, where the input lists them; those in <see cref="Text"/> are found without.</summary>
    public IReadOnlyList<string>? Hashtags { get; init; }

    /// <summary>The docket, proceeding or petition that it was handed in to.</summary>
    public string? Docket { get; init; }
}

/// <summary>What the labeller is told of a cluster.</summary>
public sealed record ClusterFacts
{
    /// <summary>The cluster's id.</summary>
    public required string Cluster { get; init; }

    /// <summary>Its posts, reposts included, in any order; read once, from first to last.</summary>
    public required IEnumerable<PostFacts> Posts { get; init; }

    /// <summary>Whether <see cref="Posts"/> are a sample of the cluster's posts.</summary>
    public bool IsSample { get; init; }

    /// <summary>The exemplar's raw text.</summary>
    public required string Exemplar { get; init; }

    /// <summary>Its comparable text of the profile <c>social</c>; null where that is still to be made.</summary>
    public string? ComparableExemplar { get; init; }

    /// <summary>What varies in the cluster's template, empty where nothing does; null where there is no template.</summary>
    public IReadOnlyList<SlotFacts>? Slots { get; init; }

    /// <summary>Accounts of the archive that could have been in any cluster (evidence.md, S: Eligible).</summary>
    public long? EligibleAccounts { get; init; }

    /// <summary>What an account links most outside the cluster's family, shortened addresses aside; null where that is not known.</summary>
    public Func<string, MainHost>? HostsElsewhere { get; init; }

    /// <summary>The finest difference that the times of the cluster's inputs can show, milliseconds, at least 1.</summary>
    public long TimeResolution { get; init; } = 1000;
}
