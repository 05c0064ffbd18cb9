using System.Globalization;
using System.Text;

namespace Copypasta.Reports;

/// <summary>How a run found what it found, in sentences to publish, with every parameter and the digest of every input. Values come from outside: whoever prints them escapes the whole.</summary>
public static class MethodsText
{
    /// <summary>The same sentence beside every figure that could be taken for more.</summary>
    public const string Limits =
        "It tells what was posted, where and when, in these inputs: near-identical texts. It does not tell why accounts posted them, nor that they acted together; common causes remain possible.";

    /// <summary>Stands beside every p or q.</summary>
    public const string PairNote = "A p or q is not the probability that the accounts acted independently; common causes remain possible.";

    /// <summary>A paragraph.</summary>
    public static string Paragraph(RecordedRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var (plan, counts) = (run.Plan, run.Counts);
        string Plan(string name) => RecordedRun.Of(plan, name);
        string Count(string name) => RecordedRun.Of(counts, name);
        var aside = run.SetAside.Where(reason => reason.Value != "0").Select(reason => $"{reason.Name.Replace('_', ' ')} {reason.Value}").ToArray();
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Copies and near-copies were looked for with Copypasta {run.Version}{(run.Finished.Length > 0 ? $" (run finished {run.Finished})" : "")}. ");
        text.Append(CultureInfo.InvariantCulture, $"{Count("read")} records of {run.Inputs.Count} input{(run.Inputs.Count == 1 ? "" : "s")} were read: {Count("kept")} posts were kept, {Count("rejected")} records could not be read, ");
        text.Append(CultureInfo.InvariantCulture, $"{(aside.Length == 0 ? "none were set aside" : $"others were set aside ({string.Join(", ", aside)})")}. ");
        text.Append(CultureInfo.InvariantCulture, $"Texts were made comparable by the profile {run.Profile}. Two texts count as near-identical from a similarity of {Plan("threshold")} ({Plan("similarity")} of {Plan("shingle")}), which is computed exactly for every match. ");
        text.Append(CultureInfo.InvariantCulture, $"Candidates are found by MinHash in {Plan("bands")} bands of {Plan("rows")} rows with seed {Plan("seed")}: a pair exactly at the threshold with a probability of at least {Bound(Plan("recall_bound"))}. ");
        text.Append(CultureInfo.InvariantCulture, $"{Count("clusters")} clusters in {Count("families")} families with {Count("posts_in_families")} posts were found. Each text of a cluster has that similarity to the cluster's exemplar; two texts of a cluster may have less to each other. ");
        text.Append(run.HasAccountPairs ? "Pairs of accounts were tested against permutations of authors within platform, language and time. " + PairNote + " " : "");
        return text.Append(Limits).ToString();
    }

    /// <summary>Lists of every parameter and of the inputs, a line each.</summary>
    public static string Lists(RecordedRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var text = new StringBuilder();
        List(text, "Parameters", run.Parameters);
        List(text, "Plan", run.Plan);
        List(text, "Algorithms", run.Algorithms);
        text.Append("Inputs\n");
        foreach (var input in run.Inputs)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {input.Number}. {OneLine(input.Name)}: {(input.Sha256.Length == 0 ? "" : $"{input.Bytes} bytes, SHA-256 {input.Sha256}, ")}format {input.Format}, compression {input.Compression}, encoding {input.Encoding}, {input.Records} records\n");
            if (input.IsMember)
            {
                text.Append(CultureInfo.InvariantCulture, $"     in a file with SHA-256 {input.FileSha256}\n");
            }

            text.Append(input.Mapping.Count == 0 ? "" : $"     {string.Join(", ", input.Mapping.Select(field => $"{field.Name} from {OneLine(field.Value)}"))}\n");
        }

        if (run.Skipped.Count > 0)
        {
            List(text, "Files that were not read", run.Skipped);
        }

        return text.ToString();
    }

    // As a sentence has it; the list of the plan has every digit.
    private static string Bound(string recall) =>
        double.TryParse(recall, CultureInfo.InvariantCulture, out var bound) ? (Math.Floor(bound * 10_000) / 10_000).ToString("0.####", CultureInfo.InvariantCulture) : recall;

    private static void List(StringBuilder text, string title, IReadOnlyList<(string Name, string Value)> values)
    {
        text.Append(title).Append('\n');
        foreach (var (name, value) in values)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {OneLine(name)} = {OneLine(value)}\n");
        }
    }

    private static string OneLine(string value) => value.ReplaceLineEndings(" ");
}
