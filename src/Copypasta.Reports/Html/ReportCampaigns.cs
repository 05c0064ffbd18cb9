using Copypasta.Archives;
using Copypasta.Campaigns;

namespace Copypasta.Reports;

/// <summary>Campaigns beside each other, as the property <c>campaigns</c>. Shares are lists of value, low and high; ends that are not known are null.</summary>
internal static class ReportCampaigns
{
    /// <summary>Writes them.</summary>
    /// <param name="writer">Where they go.</param>
    /// <param name="compared">The campaigns.</param>
    public static void Write(ReportWriter writer, ComparedCampaigns compared)
    {
        var json = writer.Json;
        var (campaigns, numbers) = (compared.Comparison.Campaigns, Enumerable.Range(0, compared.Names.Count));
        json.WriteStartObject("campaigns"u8);
        writer.Strings("name"u8, compared.Names.Select(ReportWriter.Name));
        writer.Numbers("posts"u8, campaigns.Select(figures => figures.Posts));
        writer.Numbers("accounts"u8, campaigns.Select(figures => (long)figures.Accounts));
        writer.Numbers("clusters"u8, campaigns.Select(figures => (long)figures.Clusters));
        writer.Numbers("own_clusters"u8, campaigns.Select(figures => (long)figures.OwnClusters));
        writer.Numbers("hashtags"u8, numbers.Select(campaign => (long)compared.Hashtags[campaign, campaign]));
        writer.Numbers("links"u8, numbers.Select(campaign => (long)compared.Links[campaign, campaign]));
        writer.Times("first"u8, compared.Coverage.Select(coverage => coverage.First ?? PostRecord.NoTime));
        writer.Times("last"u8, compared.Coverage.Select(coverage => coverage.Last ?? PostRecord.NoTime));
        Estimates(writer, "exact"u8, campaigns.Select(figures => figures.ExactCopies));
        Estimates(writer, "near"u8, campaigns.Select(figures => figures.NearCopies));
        Estimates(writer, "others"u8, campaigns.Select(figures => figures.CopiesOfOthers));
        Curves(writer, campaigns);
        Clusters(writer, compared);
        Pairs(writer, compared);
        Scope(writer, compared);
        json.WriteEndObject();
    }

    /// <summary>Of each campaign (size of the sample, exact copies, near copies, copies of others) by size.</summary>
    private static void Curves(ReportWriter writer, IReadOnlyList<CampaignFigures> campaigns)
    {
        writer.Json.WriteStartArray("curves"u8);
        foreach (var figures in campaigns)
        {
            writer.Json.WriteStartArray();
            foreach (var shares in figures.Curve)
            {
                writer.Json.WriteStartArray();
                writer.Json.WriteNumberValue(shares.Sample);
                writer.Real(shares.ExactCopies);
                writer.Real(shares.NearCopies);
                writer.Real(shares.CopiesOfOthers);
                writer.Json.WriteEndArray();
            }

            writer.Json.WriteEndArray();
        }

        writer.Json.WriteEndArray();
    }

    /// <summary>Of each campaign the clusters in the page's list that it has posts of.</summary>
    private static void Clusters(ReportWriter writer, ComparedCampaigns compared)
    {
        var clusters = compared.Clusters.Where(row => row.Cluster < ReportLimits.Clusters).ToLookup(row => row.Campaign, row => row.Cluster);
        writer.Json.WriteStartArray("in"u8);
        for (var campaign = 0; campaign < compared.Names.Count; campaign++)
        {
            writer.Ascending(clusters[campaign].Order());
            writer.Flush();
        }

        writer.Json.WriteEndArray();
    }

    private static void Pairs(ReportWriter writer, ComparedCampaigns compared)
    {
        var json = writer.Json;
        json.WriteStartArray("pairs"u8);
        foreach (var pair in compared.Comparison.Pairs)
        {
            json.WriteStartObject();
            json.WriteNumber("a"u8, pair.A);
            json.WriteNumber("b"u8, pair.B);
            json.WriteNumber("sample"u8, pair.Sample);
            json.WriteNumber("accounts"u8, pair.SharedAccounts);
            json.WriteNumber("texts"u8, pair.SharedTexts);
            json.WriteNumber("clusters"u8, pair.SharedClusters);
            json.WriteNumber("hashtags"u8, compared.Hashtags[pair.A, pair.B]);
            json.WriteNumber("links"u8, compared.Links[pair.A, pair.B]);
            Estimate(writer, "of_a"u8, pair.SharedOfA);
            Estimate(writer, "of_b"u8, pair.SharedOfB);
            Estimate(writer, "exact"u8, pair.ExactCopies);
            Estimate(writer, "near"u8, pair.NearCopies);
            Estimate(writer, "others"u8, pair.CopiesOfOthers);
            json.WriteNumber("lags"u8, pair.Counted);
            json.WriteNumber("censored"u8, pair.Lags.Count - pair.Counted);
            json.WriteNumber("ties"u8, pair.Ties);
            Estimate(writer, "earlier"u8, pair.SeenEarlierInA);
            Estimate(writer, "lag"u8, pair.MedianLag);
            json.WriteEndObject();
            writer.Flush();
        }

        json.WriteEndArray();
    }

    /// <summary>What was compared of what was kept.</summary>
    private static void Scope(ReportWriter writer, ComparedCampaigns compared)
    {
        var json = writer.Json;
        json.WriteNumber("sample"u8, compared.Comparison.Sample);
        json.WriteNumber("compared"u8, compared.Compared);
        if (compared.Period is var (from, to))
        {
            writer.Times("period"u8, [from, to]);
        }

        if (compared.Languages is { } languages)
        {
            writer.Strings("languages"u8, languages.Select(ReportWriter.Name));
        }

        json.WriteBoolean("no_period"u8, compared.HaveNoCommonPeriod);
        json.WriteBoolean("no_language"u8, compared.HaveNoCommonLanguage);
        writer.Strings("without_common"u8, compared.WithoutCommonPosts.Select(ReportWriter.Name));
        writer.Strings("without_posts"u8, compared.WithoutPosts.Select(ReportWriter.Name));
        json.WriteNumber("of_none"u8, compared.OfNone);
        json.WriteNumber("of_background"u8, compared.OfBackground);
        json.WriteNumber("outside"u8, compared.Outside);
        json.WriteNumber("reposts"u8, compared.Reposts);
    }

    private static void Estimates(ReportWriter writer, ReadOnlySpan<byte> name, IEnumerable<Estimate> estimates)
    {
        writer.Json.WriteStartArray(name);
        foreach (var estimate in estimates)
        {
            Estimate(writer, estimate);
        }

        writer.Json.WriteEndArray();
    }

    private static void Estimate(ReportWriter writer, ReadOnlySpan<byte> name, Estimate? estimate)
    {
        writer.Json.WritePropertyName(name);
        if (estimate is { } known)
        {
            Estimate(writer, known);
        }
        else
        {
            writer.Json.WriteNullValue();
        }
    }

    private static void Estimate(ReportWriter writer, Estimate estimate)
    {
        writer.Json.WriteStartArray();
        writer.Real(estimate.Value);
        writer.Real(estimate.Low ?? double.NaN);
        writer.Real(estimate.High ?? double.NaN);
        writer.Json.WriteEndArray();
    }
}
