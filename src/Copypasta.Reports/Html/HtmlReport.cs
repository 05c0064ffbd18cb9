using System.Security.Cryptography;
using System.Text;
using Copypasta.Campaigns;
using Copypasta.Detection;

namespace Copypasta.Reports;

/// <summary>
/// Writes <c>report.html</c>: one file that needs no network and no other file, and depends on the posts and parameters only. Its
/// content security policy admits no script and style but its own, by their SHA-256; what comes from posts is data, never markup.
/// </summary>
public static class HtmlReport
{
    /// <summary>The parts of the page's script, each after those it uses.</summary>
    private static readonly string[] s_scripts =
    [
        "elements.js", "formats.js", "data.js", "texts.js", "plots.js", "time-plots.js", "pair-plots.js", "network-plots.js", "tables.js", "overview.js", "cluster-list.js", "cluster-page.js", "account-views.js", "word-views.js", "pair-list.js", "pair-page.js", "campaign-plots.js", "campaign-view.js", "navigation.js",
    ];

    private static readonly string[] s_styles = ["page.css", "lists.css", "details.css", "plots.css"];

    /// <summary>Writes the page; the stream is left open and is not flushed.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="result">What was found.</param>
    /// <param name="run">How.</param>
    /// <param name="zone">The zone that times are shown in; null for UTC.</param>
    /// <param name="evidence">What was drawn from the clusters; null where nothing was.</param>
    /// <param name="compared">Campaigns beside each other; null where none were compared.</param>
    /// <param name="threads">Threads that make the pages of clusters, at least 1.</param>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void Write(Stream output, DetectionResult result, RunInfo run, TimeZoneInfo? zone = null, Evidence? evidence = null, ComparedCampaigns? compared = null, int threads = 1)
    {
        var css = string.Concat(s_styles.Select(Asset));
        var script = $"\"use strict\";\n(() => {{\n{string.Concat(s_scripts.Select(Asset))}}})();\n";
        var rest = Asset("report.html").AsSpan();
        for (int i; (i = rest.IndexOf("{{")) >= 0;)
        {
            Write(output, rest[..i]);
            var end = rest.IndexOf("}}");
            switch (rest[(i + 2)..end])
            {
                case "policy":
                    Write(output, $"default-src 'none'; style-src {Digest(css)}; script-src {Digest(script)}; base-uri 'none'; form-action 'none'");
                    break;
                case "style":
                    Write(output, css);
                    break;
                case "script":
                    Write(output, script);
                    break;
                case "counts":
                    Write(output, ReportSummary.Write(run));
                    break;
                case "method":
                    Write(output, ReportMethod.Write(run));
                    break;
                case "data":
                    ReportData.Write(output, result, evidence, compared, run.Profile, zone, run.HasAccounts, threads);
                    break;
                case "zone":
                    Write(output, System.Net.WebUtility.HtmlEncode(zone?.Id ?? "UTC"));
                    break;
                default:
                    throw new InvalidOperationException($"the template asks for '{rest[(i + 2)..end]}'");
            }

            rest = rest[(end + 2)..];
        }

        Write(output, rest);
    }

    private static void Write(Stream output, ReadOnlySpan<char> text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        output.Write(bytes);
    }

    private static string Digest(string content) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}'";

    // A browser takes CR LF for LF before it compares digests.
    private static string Asset(string name)
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the resource '{name}' is missing");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
