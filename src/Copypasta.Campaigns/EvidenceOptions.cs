namespace Copypasta.Campaigns;

/// <summary>What decides the evidence that is drawn from clusters.</summary>
public sealed record EvidenceOptions
{
    /// <summary>Most permutations.</summary>
    public const int MostPermutations = 10_000;

    /// <summary>How the posts were chosen.</summary>
    public SamplingFrame Frame { get; init; }

    /// <summary>The inputs of the background as they were given; which posts these have, the sources say: <see cref="SourceFacts.IsBackground"/>.</summary>
    public IReadOnlyList<string> Background { get; init; } = [];

    /// <summary>Permutations of the authors; 0 leaves account pairs out.</summary>
    public int Permutations { get; init; } = 100;

    /// <summary>Chooses the permutations.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Texts known by heart, sources and issuers; null where none are given.</summary>
    public KnownReferences? Known { get; init; }

    /// <summary>Owners of accounts; null where none are given.</summary>
    public AccountOwners? Accounts { get; init; }
}
