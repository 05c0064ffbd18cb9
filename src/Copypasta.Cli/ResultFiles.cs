using Copypasta.Campaigns;
using Copypasta.Detection;
using Copypasta.Reports;

namespace Copypasta.Cli;

/// <summary>The tables and the report that a command writes of a result.</summary>
internal static class ResultFiles
{
    /// <exception cref="UsageException">The folder for results is an index's, or within it.</exception>
    public static void CheckOutside(string output, string index)
    {
        if (RealPath.IsWithin(output, index))
        {
            throw new UsageException($"-o {output}: that is within the index {index}, whose folder holds nothing but the index; name another folder");
        }
    }

    /// <summary>What <c>--outputs</c> asks for.</summary>
    /// <param name="list">Its value.</param>
    /// <param name="withoutPairs">Why there are no pairs of accounts, of which a network is made; null where there are.</param>
    public static HashSet<string> Outputs(string list, string? withoutPairs)
    {
        var outputs = new HashSet<string>(list.Split(','), StringComparer.Ordinal);
        foreach (var output in outputs)
        {
            if (output is not ("csv" or "jsonl" or "parquet" or "gexf" or "graphml" or "html"))
            {
                throw new UsageException($"--outputs {output}: allowed are csv, jsonl, parquet, {(withoutPairs is null ? "gexf, graphml, " : "")}html");
            }

            if (output is "gexf" or "graphml" && withoutPairs is not null)
            {
                throw new UsageException($"--outputs {output}: a network is made of pairs of accounts, and {withoutPairs}");
            }
        }

        return outputs;
    }

    /// <summary>The network of accounts; null where it is not asked for.</summary>
    public static AccountNetwork? Network(DetectionResult result, Evidence evidence, HashSet<string> outputs) =>
        outputs.Contains("gexf") || outputs.Contains("graphml") ? new AccountNetwork(result, evidence) : null;

    public static List<RunFile> Of(DetectionResult result, RunInfo info, HashSet<string> outputs, CsvMode csvMode, TimeZoneInfo? zone, bool allPosts, int threads, Evidence? evidence = null, ComparedCampaigns? compared = null, AccountNetwork? network = null, Sharing? sharing = null)
    {
        var files = new List<RunFile>();
        var tables = new List<(string Name, Table Table)>();
        if (outputs.Contains("html"))
        {
            files.Add(new RunFile("report.html", 1, (stream, _) => HtmlReport.Write(stream, result, info, zone, evidence, compared, threads)));
        }

        if (outputs.Contains("gexf"))
        {
            files.Add(new RunFile("network.gexf", 1, (stream, _) => NetworkFile.WriteGexf(stream, network!, zone)));
        }

        if (outputs.Contains("graphml"))
        {
            files.Add(new RunFile("network.graphml", 1, (stream, _) => NetworkFile.WriteGraphML(stream, network!, zone)));
        }

        foreach (var format in Formats(outputs, csvMode).Select(format => format with { Zone = zone }))
        {
            Add("posts", allPosts ? Tables.AllPosts(result, format, evidence?.Background) : Tables.Posts(result, format, evidence?.Background), format);
            if (sharing is { IsOfIds: true })
            {
                continue;
            }

            Add("clusters", Tables.Clusters(result, format, evidence?.LabelCodes, evidence?.Background), format);
            Add("families", Tables.Families(result, format), format);
            if (result.Pairs is not null && sharing is null)
            {
                Add("pairs", Tables.Pairs(result, format), format);
            }

            if (evidence is not null)
            {
                Add("accounts", CensusTables.Accounts(result, evidence, format), format);
                Add("hashtags", CensusTables.Hashtags(result, evidence.Census, format), format);
                Add("links", CensusTables.Links(result, evidence.Census, format), format);
                Add("labels", EvidenceTables.Labels(evidence, format), format);
                Add("slots", EvidenceTables.Slots(result, evidence, format), format);
            }

            if (evidence?.Pairs is { } pairs)
            {
                Add("account_pairs", EvidenceTables.Pairs(result, pairs, format, evidence.Background), format);
                Add("pair_evidence", EvidenceTables.PairEvidence(result, evidence, format), format);
                Add("communities", EvidenceTables.Communities(evidence.Communities!, format), format);
            }

            if (network is not null)
            {
                Add("nodes", network.NodeTable(format), format);
                Add("edges", network.EdgeTable(format), format);
            }

            if (compared is not null)
            {
                Add("campaigns", ComparisonTables.Campaigns(compared, format), format);
                Add("campaign_pairs", ComparisonTables.Pairs(compared, format), format);
                Add("campaign_clusters", ComparisonTables.Clusters(compared, result, format), format);
                Add("rarefaction", ComparisonTables.Rarefaction(compared, format), format);
                Add("lags", ComparisonTables.Lags(compared, result, format), format);
            }
        }

        if (tables.Count > 0)
        {
            files.Add(new RunFile("schema.json", 1, (stream, _) => SchemaJson.Write(stream, tables.DistinctBy(table => table.Name), csvMode)));
        }

        return files;

        void Add(string name, Table table, TableFormat format)
        {
            table = sharing is null ? table : table.Shared(sharing);
            tables.Add((name, table));
            files.Add(new RunFile(name + format.Extension, table.Parts, table.WritePart));
        }
    }

    private static IEnumerable<TableFormat> Formats(HashSet<string> outputs, CsvMode csvMode)
    {
        if (outputs.Contains("csv"))
        {
            yield return TableFormat.Csv(csvMode);
        }

        if (outputs.Contains("jsonl"))
        {
            yield return TableFormat.JsonLines;
        }

        if (outputs.Contains("parquet"))
        {
            yield return TableFormat.Parquet;
        }
    }
}
