using Copypasta.Archives;
using Copypasta.Campaigns;
using Copypasta.Detection;
using Copypasta.Hashing;

namespace Copypasta.Reports;

/// <summary>
/// The page's data. The elements <c>index</c> and <c>contents</c> hold what all lists need and are read when the page opens; the details of clusters, days of accounts and co-posts of pairs stand in elements of their
/// own, which are read when they are first looked at. What <see cref="ReportLimits"/> leaves out is counted in the contents.
/// </summary>
internal static class ReportData
{
    /// <summary>Writes all elements, one after the other.</summary>
    /// <param name="output">Left open.</param>
    /// <param name="result">The clusters.</param>
    /// <param name="evidence">What was drawn from them; null where nothing was.</param>
    /// <param name="compared">Campaigns beside each other; null where none were compared.</param>
    /// <param name="profile">How texts were made comparable.</param>
    /// <param name="zone">The zone that times are to be shown in; null for UTC.</param>
    /// <param name="hasAccounts">Whether the inputs tell accounts at all.</param>
    /// <param name="threads">Threads that make the pages of clusters, at most, of those of the current scheduler.</param>
    public static void Write(Stream output, DetectionResult result, Evidence? evidence, ComparedCampaigns? compared, TextProfile profile, TimeZoneInfo? zone, bool hasAccounts, int threads)
    {
        using var writer = new ReportWriter(output);
        var pairs = new ReportPairs(result, evidence, profile);
        var accounts = new ReportAccounts(result, evidence, pairs.Listed.SelectMany(pair => new[] { pair.A, pair.B }));
        var ofClusters = evidence is null ? null : new EvidenceOfClusters(evidence);
        ClusterDetails NewDetails() => new(result, ofClusters, profile, zone, accounts);
        var json = writer.Json;

        // What takes long and is one thread's stands first: the run's other files are written meanwhile.
        writer.Begin("index");
        json.WriteStartObject();
        json.WriteBoolean("has_accounts"u8, hasAccounts);
        writer.Strings("sources"u8, result.Sources.Select(ReportWriter.Name));
        writer.Strings("columns"u8, result.KeptColumns.Select(ReportWriter.Name));
        Timeline(writer, NewDetails(), result, zone);
        ReportClusters.Write(writer, result, evidence, pairs.Tiers);
        ReportClusters.WriteLabels(writer);
        accounts.Write(writer);
        pairs.Write(writer, accounts);
        if (compared is not null)
        {
            ReportCampaigns.Write(writer, compared);
        }

        json.WriteEndObject();
        writer.End();

        using var details = new DetailObjects(NewDetails, threads);
        var (words, parts, inPart) = (default(ReportWords), default(List<List<int>>)!, 0);
        Parallel.Invoke(
            new ParallelOptions { MaxDegreeOfParallelism = threads, TaskScheduler = null },
            () => (parts, inPart) = Details(writer, details, result, pairs),
            () => words = evidence is null ? null : new ReportWords(result, evidence));
        var coPosts = pairs.WriteEvidence(writer);
        var days = accounts.WriteDays(writer);

        writer.Begin("contents");
        json.WriteStartObject();
        words?.Write(writer);
        json.WriteStartArray("parts"u8);
        parts.ForEach(writer.Ascending);
        json.WriteEndArray();
        writer.Numbers("days"u8, days.Select(first => (long)first));
        writer.Numbers("co_posts"u8, coPosts.Select(first => (long)first));
        Limits(writer, accounts, result, parts.Sum(part => part.Count), inPart);
        json.WriteEndObject();
        writer.End();
    }

    /// <summary>The details of clusters, in elements <c>part-0</c>, <c>part-1</c>, ...: first of those that pairs of accounts rest on, then of the largest. Returns the clusters of each part, and how many are not whole.</summary>
    private static (List<List<int>> Parts, int InPart) Details(ReportWriter writer, DetailObjects details, DetectionResult result, ReportPairs pairs)
    {
        var (parts, inPart, begun) = (new List<List<int>>(), 0, writer.Bytes);
        var numbers = Enumerable.Range(0, Math.Min(result.Clusters.Length, ReportLimits.Clusters)).ToLookup(cluster => pairs.Tiers[cluster] is not null);
        foreach (var isOfPair in new[] { true, false })
        {
            using var made = details.Of(numbers[isOfPair]).GetEnumerator();
            bool Next() => writer.Bytes - begun < ReportLimits.DetailBytes && made.MoveNext();
            for (var more = Next(); more;)
            {
                writer.Begin($"part-{parts.Count}");
                writer.Json.WriteStartArray();
                var part = new List<int>();
                for (; more && writer.ElementBytes < ReportLimits.PartBytes; more = Next())
                {
                    writer.Detail(made.Current);
                    part.Add(made.Current.Cluster);
                    inPart += made.Current.IsWhole ? 0 : 1;
                    writer.Flush();
                }

                parts.Add(part);
                writer.Json.WriteEndArray();
                writer.End();
            }
        }

        return (parts, inPart);
    }

    private static void Timeline(ReportWriter writer, ClusterDetails details, DetectionResult result, TimeZoneInfo? zone)
    {
        long first = long.MaxValue, last = long.MinValue, untimed = 0;
        foreach (ref readonly var member in result.Members.AsSpan())
        {
            var time = result.Posts[member.Post].Time;
            if (time == PostRecord.NoTime)
            {
                untimed++;
                continue;
            }

            first = Math.Min(first, time);
            last = Math.Max(last, time);
        }

        writer.Json.WriteNumber("untimed"u8, untimed);

        // The page has no table of zones.
        if (zone is not null && first <= last)
        {
            writer.Json.WriteStartArray("offsets"u8);
            foreach (var (from, minutes) in Timestamp.Offsets(zone, first, last))
            {
                writer.Json.WriteStartArray();
                writer.Json.WriteNumberValue(from);
                writer.Json.WriteNumberValue(minutes);
                writer.Json.WriteEndArray();
            }

            writer.Json.WriteEndArray();
        }

        writer.Json.WritePropertyName("timeline"u8);
        details.Timeline(writer, result.Members, first, last, ReportLimits.RunBins, 1);
    }

    private static void Limits(ReportWriter writer, ReportAccounts accounts, DetectionResult result, int detailed, int inPart)
    {
        var json = writer.Json;
        json.WriteStartObject("omitted"u8);
        json.WriteNumber("details"u8, Math.Min(result.Clusters.Length, ReportLimits.Clusters) - detailed);
        json.WriteNumber("parts"u8, inPart);
        json.WriteNumber("texts"u8, writer.CutTexts);
        json.WriteNumber("accounts"u8, accounts.Omitted);
        json.WriteEndObject();
        json.WriteStartObject("limits"u8);
        json.WriteNumber("excerpt"u8, ReportLimits.ExcerptLength);
        json.WriteNumber("length"u8, ReportLimits.TextLength);
        json.WriteNumber("texts"u8, ReportLimits.Variants);
        json.WriteNumber("accounts"u8, ReportLimits.ClusterAccounts);
        json.WriteNumber("posts"u8, ReportLimits.Rows);
        json.WriteNumber("co_posts"u8, ReportLimits.CoPosts);
        json.WriteNumber("evidence_length"u8, ReportLimits.EvidenceTextLength);
        json.WriteNumber("days_accounts"u8, AccountTimeline.MaxAccounts);
        json.WriteEndObject();
    }
}
