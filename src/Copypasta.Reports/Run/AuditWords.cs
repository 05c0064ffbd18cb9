using System.Globalization;

namespace Copypasta.Reports;

/// <summary>An audit in words and numbers; <c>run.json</c>, the terminal and the report say the same. An interval is rounded outwards, to six digits, so that it covers what it covered.</summary>
public static class AuditWords
{
    private const int Millionth = 1_000_000;

    /// <summary>What was found.</summary>
    public static string Result(AuditInfo audit)
    {
        var sampled = audit.Sampled == audit.Eligible
            ? $"all {Count(audit.Eligible, "text", "texts")} long enough for near matching {(audit.Requested > audit.Eligible ? $"(fewer than the {Number(audit.Requested)} asked for) " : "")}"
            : $"{Number(audit.Sampled)} of the {Number(audit.Eligible)} texts long enough for near matching, drawn by seed {audit.Seed.ToString(CultureInfo.InvariantCulture)}, ";
        var compared = $"Audit: {sampled}{(audit.Sampled == 1 ? "was" : "were")} compared with all of them by brute force. ";
        return audit.WithNeighbours == 0
            ? $"{compared}None has a text near-identical to it, so nothing can be said about the recall (interval 0 to 1){(audit.Sampled < audit.Eligible ? "; audit more texts" : "")}."
            : $"{compared}{Count(audit.WithNeighbours, "has", "have")} a text near-identical to {(audit.WithNeighbours == 1 ? "it" : "them")}; one drawn for each is in the same family for {Number(audit.Found)}: "
                + $"found recall {Digits(Recall(audit)!.Value)}, {audit.ConfidencePercent.ToString(CultureInfo.InvariantCulture)}% interval {Digits(Low(audit))} to {Digits(High(audit))} (Clopper-Pearson).";
    }

    /// <summary>What that is the recall of.</summary>
    public static string Meaning() =>
        "This is the recall of linking: which share of a text's near-identical texts is in its family, on average over the texts that have one, each weighing the same however many it has. "
        + "A pair that only other texts link counts as found; texts too short for near matching are left out.";

    internal static decimal? Recall(AuditInfo audit) => audit.WithNeighbours == 0 ? null : decimal.Floor((decimal)audit.Found * Millionth / audit.WithNeighbours) / Millionth;

    internal static decimal Low(AuditInfo audit) => decimal.Floor((decimal)audit.Low * Millionth) / Millionth;

    internal static decimal High(AuditInfo audit) => decimal.Ceiling((decimal)audit.High * Millionth) / Millionth;

    private static string Digits(decimal share) => share.ToString("0.######", CultureInfo.InvariantCulture);

    private static string Number(long n) => n.ToString("N0", CultureInfo.InvariantCulture);

    private static string Count(long n, string one, string many) => $"{Number(n)} {(n == 1 ? one : many)}";
}
