namespace Copypasta.Campaigns;

/// <summary>What the rules ask of a text; made once for each distinct raw text of a cluster.</summary>
internal sealed record TextTraits
{
    /// <summary>Comparable text of the profile <c>social</c>.</summary>
    public required string Normalized { get; init; }

    /// <summary>The text by <see cref="PostText.Plain"/>, without a share button's words and trailing hashtags.</summary>
    public required string Body { get; init; }

    public required bool HasShareSuffix { get; init; }

    public required bool IsMarkedRepost { get; init; }

    public required PhraseKind Phrases { get; init; }

    /// <summary>Share of its letters in quotation marks, 0 to 1.</summary>
    public required double QuotedShare { get; init; }

    public required bool IsAttributed { get; init; }

    /// <summary>Addresses in the text, as written.</summary>
    public required IReadOnlyList<string> Links { get; init; }

    /// <summary>Hashtags in the text, case as written.</summary>
    public required IReadOnlyList<string> Hashtags { get; init; }

    /// <summary>Mentioned accounts, without the sign, in lower case.</summary>
    public required IReadOnlyList<string> Mentions { get; init; }

    /// <summary>A docket's number in the text; null where there is none.</summary>
    public required string? Docket { get; init; }

    /// <summary>The reference that holds the text; null where none does.</summary>
    public required KnownMatch? Known { get; init; }
}

/// <summary>What the rules ask of a post. Of a missing field null.</summary>
internal sealed record PostTraits
{
    public required int Source { get; init; }

    public required long Row { get; init; }

    public required TextTraits Text { get; init; }

    public required string? Account { get; init; }

    public required long? Time { get; init; }

    public required string? Client { get; init; }

    public required string? LinkTitle { get; init; }

    public required string? Docket { get; init; }

    /// <summary>Comparable addresses, each once; those that cannot be told, since they are shortened, left out.</summary>
    public required string[] Links { get; init; }

    /// <summary>Whether an address was left out.</summary>
    public required bool HidesLinks { get; init; }

    /// <summary>Hashtags in folded case, each once.</summary>
    public required string[] Hashtags { get; init; }
}

/// <summary>A cluster as the rules see it.</summary>
internal sealed record ClusterTraits
{
    public required ClusterFacts Facts { get; init; }

    /// <summary>Reposts, by input and row.</summary>
    public required ExampleRow[] Reposts { get; init; }

    /// <summary>Posts that are no reposts, as far as known, by input and row: what all rules but one look at.</summary>
    public required PostTraits[] Posts { get; init; }

    /// <summary>Posts of <see cref="Posts"/> of which the platform does not say whether they are reposts.</summary>
    public required int UnknownReposts { get; init; }

    public required TextTraits Exemplar { get; init; }

    /// <summary>What was given along with the archive.</summary>
    public required LabelReferences References { get; init; }
}
