namespace Copypasta.Archives;

/// <summary>A zip or tar archive that was read to its end: what it was, and what became of its members.</summary>
public sealed record ContainerSummary
{
    /// <summary>The path; a container within a container has its member's.</summary>
    public required string Path { get; init; }

    /// <summary>Its layers, the outermost first, as "zip" or "gzip+tar".</summary>
    public required string Kind { get; init; }

    /// <summary>Its bytes as stored.</summary>
    public required long Bytes { get; init; }

    /// <summary>SHA-256 of those bytes, 64 lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Members that were read as inputs or containers.</summary>
    public required long Members { get; init; }

    /// <summary>Members that were left out, by reason: "folders", "links and devices", "hidden", "empty", "other names".</summary>
    public required IReadOnlyDictionary<string, long> LeftOut { get; init; }
}
