namespace Copypasta.Campaigns;

/// <summary>What varies in a slot of a cluster's template.</summary>
public enum SlotKind : byte
{
    /// <summary>Words of no kind below.</summary>
    Text,

    /// <summary>A number, an amount, a measure.</summary>
    Number,

    /// <summary>A date or a time of day.</summary>
    Time,

    /// <summary>The name of a place.</summary>
    Place,

    /// <summary>The name of a person.</summary>
    Name,

    /// <summary>An address.</summary>
    Link,

    /// <summary>A mentioned account.</summary>
    Mention,

    /// <summary>A hashtag.</summary>
    Hashtag,
}

/// <summary>What the labeller is told of a post. A member is null where the input has no such field or the post's is missing; then nothing is concluded from it.</summary>
public sealed record PostFacts
{
    /// <summary>Index of the post's input.</summary>
    public required int Source { get; init; }

    /// <summary>1-based number of the record in its input.</summary>
    public required long Row { get; init; }

    /// <summary>The text as read.</summary>
    public required string Text { get; init; }

    /// <summary>The account's key: equal for two posts exactly where platform and stable id are.</summary>
    public string? Account { get; init; }

    /// <summary>Unix milliseconds, UTC.</summary>
    public long? Time { get; init; }

    /// <summary>The program that it was posted with, as the platform names it.</summary>
    public string? Client { get; init; }

    /// <summary>Whether the platform marks it as a repost or forward.</summary>
    public bool? IsRepost { get; init; }

    /// <summary>Addresses of its links, unshortened, where the input lists them; those in <see cref="Text"/> are found without.</summary>
    public IReadOnlyList<string>? Links { get; init; }

    /// <summary>The title of the page that its first link leads to.</summary>
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

    /// <summary>The exemplar's raw text.</summary>
    public required string Exemplar { get; init; }

    /// <summary>What varies in the cluster's template, empty where nothing does; null where there is no template.</summary>
    public IReadOnlyList<SlotKind>? Slots { get; init; }

    /// <summary>Accounts of the archive that could have been in any cluster (evidence.md, S: Eligible).</summary>
    public long? EligibleAccounts { get; init; }

    /// <summary>The finest difference that the times of the cluster's inputs can show, milliseconds, at least 1.</summary>
    public long TimeResolution { get; init; } = 1000;
}
