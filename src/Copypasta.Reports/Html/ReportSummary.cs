using System.Globalization;
using System.Net;
using System.Text;

namespace Copypasta.Reports;

/// <summary>The report's counts, inputs and method in words, as HTML. Reads all of a run but its environment.</summary>
internal static class ReportSummary
{
    private const int MaxInputs = 200;

    public static string Write(RunInfo run)
    {
        var html = new StringBuilder();
        Counts(html, run.Counts, run.HasAccounts);
        Selection(html, run);
        Notes(html, run);
        Method(html, run);
        Inputs(html, run.Inputs);
        return html.ToString();
    }

    private static void Counts(StringBuilder html, RunCounts counts, bool hasAccounts)
    {
        html.Append("<dl class=\"counts\">\n");
        Count(html, "records read", counts.Read);
        Count(html, "posts compared", counts.Kept);
        Count(html, "rejected", counts.Rejected);
        Count(html, "set aside", counts.SetAside.Sum(reason => reason.Count));
        Count(html, "distinct texts", counts.Texts);
        Count(html, "accounts", hasAccounts ? counts.Accounts : null, hasAccounts ? "not counted" : "not in the inputs");
        Count(html, "families", counts.Families);
        Count(html, "clusters", counts.Clusters);
        Count(html, "posts in clusters", counts.PostsInFamilies);
        html.Append("</dl>\n");
        if (counts.SetAside.Count > 0)
        {
            var reasons = counts.SetAside.Select(reason => $"{Encode(reason.Name.Replace('_', ' '))}: {Number(reason.Count)}");
            html.Append(CultureInfo.InvariantCulture, $"<p>Set aside, by reason: {string.Join("; ", reasons)}.</p>\n");
        }
    }

    /// <summary>What the user chose the posts by: without it the counts of those set aside cannot be judged.</summary>
    private static void Selection(StringBuilder html, RunInfo run)
    {
        var chosen = run.Parameters
            .Where(parameter => parameter.Name is "reposts" or "since" or "until" or "timed_only" or "where" or "duplicate_ids" && parameter.Value is not (null or false))
            .Select(parameter => $"{Encode(parameter.Name.Replace('_', ' '))}: {Encode(parameter.Value switch { true => "yes", var value => Convert.ToString(value, CultureInfo.InvariantCulture)! })}")
            .ToList();
        if (chosen.Count > 0)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>Chosen by: {string.Join("; ", chosen)}.</p>\n");
        }
    }

    private static void Notes(StringBuilder html, RunInfo run)
    {
        var notes = RunNotes.Of(run);
        if (notes.Count > 0)
        {
            html.Append("<ul class=\"notes\">\n").AppendJoin('\n', notes.Select(note => $"<li>{Encode(note)}</li>")).Append("\n</ul>\n");
        }
    }

    private static void Method(StringBuilder html, RunInfo run)
    {
        var plan = run.Plan;
        var threshold = plan.Threshold.ToString(CultureInfo.InvariantCulture);
        var recall = (Math.Floor((decimal)plan.RecallBound * 1_000_000) / 10_000).ToString("0.####", CultureInfo.InvariantCulture);
        html.Append(CultureInfo.InvariantCulture, $"<p>Two texts count as near-identical from a similarity of <strong>{threshold}</strong>: {Similarity(plan)}, ")
            .Append(CultureInfo.InvariantCulture, $"after normalisation by the profile {Encode(run.Profile)}; 1 means the same, 0 nothing in common. ")
            .Append("Every similarity on this page was computed exactly, and no text stands in a cluster below that similarity to its exemplar. ")
            .Append(CultureInfo.InvariantCulture, $"The search finds a pair of texts at exactly {threshold} with a probability of at least <strong>{recall}%</strong>, a more similar pair with a higher one.</p>\n");
        if (run.Audit is { } audit)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>{Encode(AuditWords.Result(audit))} {Encode(AuditWords.Meaning())}</p>\n");
        }
    }

    private static string Similarity(PlanInfo plan)
    {
        var shingles = plan.Shingle.Split(':') is [var unit, var length]
            ? $"runs of {Encode(length)} {(unit == "chars" ? "characters" : Encode(unit))}"
            : $"shingles of {Encode(plan.Shingle)}";
        return plan.Similarity switch
        {
            "jaccard" => $"the {shingles} that the two texts share, over those in either (Jaccard)",
            "containment" => $"the {shingles} that the two texts share, over those of the smaller one (containment)",
            _ => $"{Encode(plan.Similarity)} of {shingles}",
        };
    }

    private static void Inputs(StringBuilder html, IReadOnlyList<InputInfo> inputs)
    {
        html.Append(CultureInfo.InvariantCulture, $"<details class=\"inputs\"><summary>Inputs: {Number(inputs.Count)}</summary>\n<div class=\"wide\"><table>\n")
            .Append("<thead><tr><th>input</th><th>format</th><th>posts</th><th>rejected</th><th>SHA-256</th></tr></thead>\n<tbody>\n");
        foreach (var input in inputs.Take(MaxInputs))
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td><bdi>{Encode(input.Path)}</bdi></td><td>{Encode(input.Format)}</td>")
                .Append(CultureInfo.InvariantCulture, $"<td class=\"number\">{Number(input.Posts)}</td><td class=\"number\">{Number(input.Rejected)}</td><td><code>{Encode(input.Sha256)}</code></td></tr>\n");
        }

        html.Append("</tbody></table></div>\n");
        if (inputs.Count > MaxInputs)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>And {Number(inputs.Count - MaxInputs)} more, in run.json.</p>\n");
        }

        html.Append("</details>\n");
    }

    private static void Count(StringBuilder html, string name, long? count, string unknown = "not counted") =>
        html.Append(CultureInfo.InvariantCulture, $"<div><dt>{name}</dt><dd>{(count is { } known ? Number(known) : unknown)}</dd></div>\n");

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Encode(string text) =>
        WebUtility.HtmlEncode(VisibleText.Show(Encoding.UTF8.GetBytes(text), 1_000, out _));
}
