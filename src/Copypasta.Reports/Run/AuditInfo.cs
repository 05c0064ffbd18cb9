namespace Copypasta.Reports;

/// <summary>The recall of a run as measured by comparing a sample of its texts with all others by brute force.</summary>
public sealed record AuditInfo
{
    /// <summary>Texts that were to be sampled.</summary>
    public required long Requested { get; init; }

    /// <summary>Texts that are long enough for near matching.</summary>
    public required long Eligible { get; init; }

    /// <summary>Texts sampled.</summary>
    public required long Sampled { get; init; }

    /// <summary>Sampled texts that have a near-identical text; one of those was drawn for each.</summary>
    public required long WithNeighbours { get; init; }

    /// <summary>Those in one family with the text drawn for them.</summary>
    public required long Found { get; init; }

    /// <summary>Probability, in percent, with which the interval holds the recall, at least.</summary>
    public required int ConfidencePercent { get; init; }

    /// <summary>Lower end of the interval; in [0, 1].</summary>
    public required double Low { get; init; }

    /// <summary>Upper end of the interval; in [0, 1].</summary>
    public required double High { get; init; }

    /// <summary>The seed by which texts were drawn.</summary>
    public required ulong Seed { get; init; }
}
