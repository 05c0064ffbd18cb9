namespace Copypasta.Detection;

/// <summary>
/// What comparing a sample of texts with all others by brute force says of the families that a run has linked. Of every sampled text that has a neighbour, a text at or above the
/// threshold to it, one neighbour was drawn; it was found where the two are in one family.
/// </summary>
/// <remarks>
/// So it measures the recall of linking: the expected share of a text's neighbours that are in its family, every text with a neighbour weighing the same however many it has. A pair
/// that only other texts link counts as found; texts too short for near matching are not looked at.
/// </remarks>
public sealed record AuditResult
{
    /// <summary>Probability with which the interval holds the recall, at least.</summary>
    public const double Confidence = 0.95;

    /// <summary>Texts to be sampled.</summary>
    public required int Requested { get; init; }

    /// <summary>Texts sampled: as many as were to be, or all that are long enough for near matching.</summary>
    public required int Sampled { get; init; }

    /// <summary>Sampled texts that have a neighbour.</summary>
    public required int WithNeighbours { get; init; }

    /// <summary>Those of them whose drawn neighbour is in their family.</summary>
    public required int Found { get; init; }

    /// <summary>Estimated recall; null where no sampled text has a neighbour, which says nothing.</summary>
    public double? Recall => WithNeighbours == 0 ? null : (double)Found / WithNeighbours;

    /// <summary>The two-sided interval of the recall by Clopper and Pearson; 0 to 1 where no sampled text has a neighbour.</summary>
    public (double Low, double High) Interval => ClopperPearson.Interval(Found, WithNeighbours, Confidence);
}
