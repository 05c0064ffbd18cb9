using Copypasta.Campaigns;
using Copypasta.Detection;

namespace Copypasta.Reports;

/// <summary>The list of clusters, column by column, in the order of <see cref="DetectionResult.Clusters"/>: what the page searches, sorts and filters.</summary>
internal static class ReportClusters
{
    /// <summary>The property <c>clusters</c>.</summary>
    /// <param name="writer">Where it goes.</param>
    /// <param name="result">The clusters.</param>
    /// <param name="evidence">Their labels; null where none were looked for.</param>
    /// <param name="tiers">By cluster, the highest tier of a pair with a co-post there.</param>
    public static void Write(ReportWriter writer, DetectionResult result, Evidence? evidence, PairTier?[] tiers)
    {
        var listed = Math.Min(result.Clusters.Length, ReportLimits.Clusters);
        var clusters = result.Clusters.Take(listed);
        writer.Json.WriteStartObject("clusters"u8);
        writer.Json.WriteNumber("omitted"u8, result.Clusters.Length - listed);
        writer.Strings("id"u8, clusters.Select(cluster => cluster.Id));
        writer.Numbers("family"u8, clusters.Select(cluster => (long)cluster.Family));
        writer.Numbers("posts"u8, clusters.Select(cluster => (long)cluster.Posts));
        writer.Numbers("texts"u8, clusters.Select(cluster => (long)cluster.Texts));
        writer.Numbers("accounts"u8, clusters.Select(cluster => (long)cluster.Accounts));
        writer.Times("first"u8, clusters.Select(cluster => cluster.First));
        writer.Times("last"u8, clusters.Select(cluster => cluster.Last));
        writer.Numbers("min"u8, clusters.Select(cluster => (long)cluster.MinSimilarity.Millionths));
        writer.Numbers("mean"u8, clusters.Select(cluster => (long)cluster.MeanSimilarity.Millionths));
        if (evidence?.Background is { } background)
        {
            writer.Numbers("background"u8, Enumerable.Range(0, listed).Select(cluster => (long)background.PostsOfCluster(cluster)));
        }

        if (evidence is not null)
        {
            var bits = LabelCodes.All.ToDictionary(label => label.Code(), label => 1L << (int)label, StringComparer.Ordinal);
            writer.Numbers("labels"u8, evidence.LabelCodes.Take(listed).Select(codes => codes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Sum(code => bits[code])));
        }

        if (evidence?.Pairs is not null)
        {
            writer.Numbers("tier"u8, tiers.Take(listed).Select(tier => tier switch { PairTier.HardToExplainByChance => 2L, PairTier.WorthALook => 1, _ => 0 }));
        }

        writer.Strings("text"u8, clusters.Select(cluster => VisibleText.Show(result.Posts.RawText(cluster.ExemplarPost), ReportLimits.ExcerptLength, out _)));
        writer.Json.WriteEndObject();
    }

    /// <summary>The labels there are, as the property <c>labels</c>: code, effect, words; by their bits in the list.</summary>
    public static void WriteLabels(ReportWriter writer)
    {
        writer.Json.WriteStartArray("labels"u8);
        foreach (var label in LabelCodes.All)
        {
            writer.Json.WriteStartArray();
            writer.Json.WriteStringValue(label.Code());
            writer.Json.WriteStringValue(label.Effect().Name());
            writer.Json.WriteStringValue(label.Words());
            writer.Json.WriteEndArray();
        }

        writer.Json.WriteEndArray();
    }
}
