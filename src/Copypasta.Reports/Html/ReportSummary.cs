using System.Globalization;
using System.Net;
using System.Text;

namespace Copypasta.Reports;

/// <summary>The report's counts in words, as HTML: what was read, what became of it, and what a reader must know of it.</summary>
internal static class ReportSummary
{
    public static string Write(RunInfo run)
    {
        var html = new StringBuilder();
        Counts(html, run.Counts, run.HasAccounts);
        Selection(html, run);
        Scripts(html, run.Scripts);
        Notes(html, run);
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
        html.Append("</dl>\n")
            .Append(CultureInfo.InvariantCulture, $"<p>{Number(counts.Read)} read = {Number(counts.Kept)} compared + {Number(counts.Rejected)} rejected + {Number(counts.SetAside.Sum(reason => reason.Count))} set aside; ")
            .Append(CultureInfo.InvariantCulture, $"{Number(counts.Kept)} compared = {Number(counts.PostsInFamilies)} in clusters + {Number(counts.Kept - counts.PostsInFamilies)} in none.</p>\n")
            .Append("<p class=\"note\">A cluster is an exemplar text with all posts near-identical to it. A family is all that near-identical texts link, step by step: a text and what became of it, one cluster or several.</p>\n");
        if (counts.SetAside.Any(reason => reason.Count > 0))
        {
            var reasons = counts.SetAside.Where(reason => reason.Count > 0).Select(reason => $"{Encode(reason.Name.Replace('_', ' '))}: {Number(reason.Count)}");
            html.Append(CultureInfo.InvariantCulture, $"<p>Set aside, by reason: {string.Join("; ", reasons)}.</p>\n");
        }
    }

    /// <summary>What became of the posts of each script, so that unequal treatment shows.</summary>
    private static void Scripts(StringBuilder html, IReadOnlyList<ScriptInfo> scripts)
    {
        if (scripts.Count == 0)
        {
            return;
        }

        html.Append("<details class=\"scripts\"><summary>By the script that most letters of a post are of</summary>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Posts by script\"><table>\n")
            .Append("<thead><tr><th>script</th><th>posts compared</th><th>set aside</th><th>with hidden or look-alike characters</th><th>in clusters</th><th>of accounts in a tier</th><th>of accounts in the upper tier</th></tr></thead>\n<tbody>\n");
        foreach (var script in scripts)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Encode(script.Script)}</td>");
            Cell(html, script.Kept, null);
            Cell(html, script.SetAside, script.Kept + script.SetAside);
            Cell(html, script.Obfuscated, script.Kept);
            Cell(html, script.Clustered, script.Kept);
            Cell(html, script.InTier, script.Kept);
            Cell(html, script.InUpperTier, script.Kept);
            html.Append("</tr>\n");
        }

        html.Append("</tbody></table></div>\n<p class=\"note\">Set aside: in percent of the posts read; all else in percent of those compared. Records that could not be read have no script. Links and mentions do not count as letters.</p></details>\n");
    }

    private static void Cell(StringBuilder html, long? count, long? of) =>
        html.Append("<td class=\"number\">").Append(count is { } known ? Number(known) : "–")
            .Append(count is { } part && of is > 0 and var whole ? string.Create(CultureInfo.InvariantCulture, $" ({100m * part / whole:0.0}%)") : "").Append("</td>");

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

    private static void Count(StringBuilder html, string name, long? count, string unknown = "not counted") =>
        html.Append(CultureInfo.InvariantCulture, $"<div><dt>{name}</dt><dd>{(count is { } known ? Number(known) : unknown)}</dd></div>\n");

    internal static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    internal static string Encode(string text) =>
        WebUtility.HtmlEncode(VisibleText.Show(Encoding.UTF8.GetBytes(text), 1_000, out _));
}
