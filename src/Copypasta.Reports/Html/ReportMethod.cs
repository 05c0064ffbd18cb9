using System.Globalization;
using System.Text;

namespace Copypasta.Reports;

/// <summary>How the run found what it found, in words, as HTML: the search and its recall, the statistic of account pairs, every parameter, every input. Reads all of a run but its environment.</summary>
internal static class ReportMethod
{
    private const int MaxInputs = 200;

    /// <summary>Names of <see cref="RunInfo.AccountPairs"/> that the page shows elsewhere: as a plot, or beside every figure.</summary>
    private static readonly string[] s_shownElsewhere = ["null_curve", "note", "describes_archive_only"];

    public static string Write(RunInfo run)
    {
        var html = new StringBuilder();
        Search(html, run);
        Pairs(html, run);
        Values(html, "Every parameter", [new NamedValue("version", run.Version), .. run.Parameters, .. Plan(run.Plan), .. run.Algorithms]);
        if (run.AccountPairs.Count > 0)
        {
            Values(html, "What the statistic of account pairs rests on", [.. run.AccountPairs.Where(value => !s_shownElsewhere.Contains(value.Name))]);
        }

        if (run.Comparison.Count > 0)
        {
            Values(html, "What the comparison of campaigns rests on", [.. run.Comparison.Where(value => value.Name != "campaigns")]);
        }

        Inputs(html, run.Inputs);
        return html.ToString();
    }

    private static void Search(StringBuilder html, RunInfo run)
    {
        var plan = run.Plan;
        var threshold = plan.Threshold.ToString(CultureInfo.InvariantCulture);
        var recall = (Math.Floor((decimal)plan.RecallBound * 1_000_000) / 10_000).ToString("0.####", CultureInfo.InvariantCulture);
        html.Append(CultureInfo.InvariantCulture, $"<p>Two texts count as near-identical from a similarity of <strong>{threshold}</strong>: {Similarity(plan)}, ")
            .Append(CultureInfo.InvariantCulture, $"after normalisation by the profile {ReportSummary.Encode(run.Profile.Id)}; 1 means the same, 0 nothing in common. ")
            .Append("Every similarity on this page was computed exactly, and no text stands in a cluster below that similarity to its exemplar. ")
            .Append(CultureInfo.InvariantCulture, $"The search finds a pair of texts at exactly {threshold} with a probability of at least <strong>{recall}%</strong>, a more similar pair with a higher one.</p>\n");
        if (run.Audit is { } audit)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>{ReportSummary.Encode(AuditWords.Result(audit))} {ReportSummary.Encode(AuditWords.Meaning())}</p>\n");
        }
    }

    private static string Similarity(PlanInfo plan)
    {
        var shingles = plan.Shingle.Split(':') is [var unit, var length]
            ? $"runs of {ReportSummary.Encode(length)} {(unit == "chars" ? "characters" : ReportSummary.Encode(unit))}"
            : $"shingles of {ReportSummary.Encode(plan.Shingle)}";
        return plan.Similarity switch
        {
            "jaccard" => $"the {shingles} that the two texts share, over those in either (Jaccard)",
            "containment" => $"the {shingles} that the two texts share, over those of the smaller one (containment)",
            _ => $"{ReportSummary.Encode(plan.Similarity)} of {shingles}",
        };
    }

    private static void Inputs(StringBuilder html, IReadOnlyList<InputInfo> inputs)
    {
        html.Append(CultureInfo.InvariantCulture, $"<details class=\"inputs\"><summary>Inputs: {ReportSummary.Number(inputs.Count)}</summary>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Inputs\"><table>\n")
            .Append("<thead><tr><th>input</th><th>format</th><th>posts</th><th>rejected</th><th>SHA-256</th></tr></thead>\n<tbody>\n");
        foreach (var input in inputs.Take(MaxInputs))
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td><bdi>{ReportSummary.Encode(input.Path)}</bdi>{(input.IsBackground ? " (background)" : "")}</td><td>{ReportSummary.Encode(input.Format)}</td>")
                .Append(CultureInfo.InvariantCulture, $"<td class=\"number\">{ReportSummary.Number(input.Posts)}</td><td class=\"number\">{ReportSummary.Number(input.Rejected)}</td><td><code>{ReportSummary.Encode(input.Sha256)}</code></td></tr>\n");
        }

        html.Append("</tbody></table></div>\n");
        if (inputs.Count > MaxInputs)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>And {ReportSummary.Number(inputs.Count - MaxInputs)} more, in run.json.</p>\n");
        }

        html.Append("</details>\n");
    }

    private static void Pairs(StringBuilder html, RunInfo run)
    {
        if (run.AccountPairs.Count == 0)
        {
            return;
        }

        html.Append("<p>Pairs of accounts: two accounts co-post where posts of theirs in one family reach the threshold with each other within a window of time. Co-posts within 12 hours of each other, or of one family, are one occasion. ")
            .Append("How many occasions chance would bring about follows from permuting the authors within platform, language, ten days and quarter of the day, while texts and times stay. ")
            .Append("q is the larger of Benjamini and Hochberg's over all pairs and of the rate that the permutations show. ")
            .Append("<strong>A p or q is not the probability that the accounts acted independently; common causes remain possible.</strong></p>\n");
        if (run.AccountPairs.Any(value => value is { Name: "describes_archive_only", Value: true }))
        {
            html.Append("<p>There is no outside population: expected counts describe this archive only.</p>\n");
        }

        if (run.Inputs.Any(input => input.IsBackground))
        {
            html.Append("<p>Other people's posts of the period, the background, are permuted along with the archive's, so that what is expected describes them too. A pair of accounts is tested only where one of the two has a post in the archive; ")
                .Append("pairs within the background count neither among those found nor among those that permutations show.</p>\n");
        }
    }

    private static IEnumerable<NamedValue> Plan(PlanInfo plan) =>
    [
        new("plan_bands", plan.Bands), new("plan_rows", plan.Rows), new("plan_lanes", plan.Lanes), new("plan_seed", plan.Seed), new("plan_recall_bound", plan.RecallBound),
        new("plan_replaced_bands", (string[])[.. plan.ReplacedBands.Select(band => band.ToString(CultureInfo.InvariantCulture))]),
    ];

    private static void Values(StringBuilder html, string title, IReadOnlyList<NamedValue> values)
    {
        html.Append(CultureInfo.InvariantCulture, $"<details><summary>{title}</summary>\n<dl class=\"values\">\n");
        foreach (var value in values)
        {
            html.Append(CultureInfo.InvariantCulture, $"<div><dt>{ReportSummary.Encode(value.Name.Replace('_', ' '))}</dt><dd><bdi>{ReportSummary.Encode(Words(value.Value))}</bdi></dd></div>\n");
        }

        html.Append("</dl></details>\n");
    }

    private static string Words(object? value) => value switch
    {
        null => "–",
        true => "yes",
        false => "no",
        IEnumerable<string> list => list.Any() ? string.Join(", ", list) : "none",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
