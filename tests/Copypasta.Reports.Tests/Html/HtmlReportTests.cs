using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Copypasta.Reports.Tests;

public sealed partial class HtmlReportTests
{
    private static readonly string[] Hostile =
    [
        "</script><script>alert(1)</script>", "<!-- <script>", "]]>", "<img src=x onerror=alert(1)>", "a\u2028b\u2029c", "\u202Egpj.exe",
        "{{script}}", "\\u003c/script>", "&lt;b&gt;", "\"';</style>", "\0\u001B",
    ];

    [Fact]
    public void HostileTextsStayData()
    {
        var sample = new Sample { Sources = ["</script><b>.csv"] };
        sample.Cluster([.. Hostile.Select((text, i) => sample.Post(text, text + i, text, Sample.Noon + i))]);
        var run = Sample.Run with { Inputs = [Sample.Run.Inputs[0] with { Path = "</script><b>.csv" }] };
        var html = Write(sample, run);

        var page = new PageData(html);
        Assert.Equal(page.Texts.Count + 1, Count(html, "<script"));
        Assert.Equal(page.Texts.Count + 1, Count(html, "</script>"));
        Assert.DoesNotContain("<!--", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.DoesNotContain('\u2028', html);
        Assert.DoesNotContain('\u202E', html);
        Assert.All(page.Texts, text => Assert.DoesNotContain(text, c => c is '<' or '>' or '&' or '\''));
        Assert.Equal(Hostile[0], page["clusters"].GetProperty("text")[0].GetString());
        Assert.Equal("=" + Hostile[0], page.Details.Single().GetProperty("variants")[0][6].GetString());
        Assert.Contains("[U+202E]gpj.exe", page.Details.Single().GetProperty("rows").EnumerateArray().Select(row => row[2].GetString()));
    }

    [Fact]
    public void ThePolicyAdmitsExactlyTheScriptAndStyleOfThePage()
    {
        var html = Write(new Sample(), Sample.Run);
        var style = Between(html, "<style>", "</style>");
        var script = html[(html.LastIndexOf("<script>", StringComparison.Ordinal) + 8)..html.LastIndexOf("</script>", StringComparison.Ordinal)];

        Assert.Contains(
            $"default-src 'none'; style-src '{Digest(style)}'; script-src '{Digest(script)}'; base-uri 'none'; form-action 'none'",
            html,
            StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", html, StringComparison.Ordinal);
    }

    [Fact]
    public void ThePageNeedsNoNetworkAndNoMarkupFromStrings()
    {
        var html = Write(new Sample(), Sample.Run);
        Assert.Equal(["http://www.w3.org/2000/svg"], Address().Matches(html).Select(match => match.Value).Distinct());
        foreach (var unwanted in new[] { "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", " src=", "<link", "@import", "url(", " style=", "fetch(" })
        {
            Assert.DoesNotContain(unwanted, html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void TheSummaryHasTheCounts()
    {
        var html = Write(new Sample(), Sample.Run);
        Assert.Contains("<dt>records read</dt><dd>10</dd>", html, StringComparison.Ordinal);
        Assert.Contains("<dt>set aside</dt><dd>2</dd>", html, StringComparison.Ordinal);
        Assert.Contains("10 read = 7 compared + 1 rejected + 2 set aside; 7 compared = 3 in clusters + 4 in none.", html, StringComparison.Ordinal);
        Assert.Contains("repost: 1; duplicate id: 1", html, StringComparison.Ordinal);
        Assert.Contains("<dt>min posts</dt><dd><bdi>2</bdi></dd>", html, StringComparison.Ordinal);
        Assert.Contains("<dt>plan replaced bands</dt><dd><bdi>7, 12</bdi></dd>", html, StringComparison.Ordinal);
        Assert.Contains("<strong>0.7</strong>", html, StringComparison.Ordinal);
        Assert.Contains("<strong>99.9123%</strong>", html, StringComparison.Ordinal);
        Assert.Contains("runs of 5 characters", html, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", html, StringComparison.Ordinal);
    }

    [Fact]
    public void TheSummaryHasTheCountsOfScriptsAndTheirShares()
    {
        var html = Write(new Sample(), Sample.Run);
        Assert.Contains(
            "<tr><td>Cyrillic</td><td class=\"number\">6</td><td class=\"number\">2 (25.0%)</td><td class=\"number\">1 (16.7%)</td><td class=\"number\">3 (50.0%)</td><td class=\"number\">–</td><td class=\"number\">–</td></tr>",
            html,
            StringComparison.Ordinal);
        Assert.Contains(
            "<tr><td>none</td><td class=\"number\">0</td><td class=\"number\">1 (100.0%)</td><td class=\"number\">0</td><td class=\"number\">0</td><td class=\"number\">0</td><td class=\"number\">0</td></tr>",
            html,
            StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"scripts\"", Write(new Sample(), Sample.Run with { Scripts = [] }), StringComparison.Ordinal);
    }

    [Fact]
    public void TheSummaryHasTheNotes()
    {
        var run = Sample.Run with { Parameters = [new("time_zone", "<b>")] };
        Assert.Contains("<li>3 times without a zone were read as &lt;b&gt;.</li>", Write(new Sample(), run), StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"notes\"", Write(new Sample(), run with { Inputs = [] }), StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutAFieldForThemThereAreNoAccountsToCount()
    {
        var sample = new Sample();
        sample.Cluster(sample.Post("one", ""), sample.Post("one", ""));
        var without = Sample.Run with { Counts = Sample.Run.Counts with { Accounts = 0 } };
        var html = Write(sample, without);
        Assert.Contains("<dt>accounts</dt><dd>not in the inputs</dd>", html, StringComparison.Ordinal);
        Assert.False(new PageData(html)["has_accounts"].GetBoolean());

        // With one, that there are none is a finding.
        var mapped = without with { Inputs = [without.Inputs[0] with { Mapping = [new("author", "user")] }] };
        html = Write(sample, mapped);
        Assert.Contains("<dt>accounts</dt><dd>0</dd>", html, StringComparison.Ordinal);
        Assert.True(new PageData(html)["has_accounts"].GetBoolean());
    }

    [Fact]
    public void ThePageDependsOnNothingOfTheEnvironment()
    {
        var sample = new Sample();
        sample.Cluster(sample.Post("x", time: Sample.Noon), sample.Post("x"));
        var other = Sample.Run with { Environment = new RunEnvironment { Kernel = "scalar", Threads = 64, PeakMemoryBytes = 1 } };
        Assert.Equal(Write(sample, Sample.Run), Write(sample, other));
    }

    [Fact]
    public void AnEmptyRunIsAPage()
    {
        var page = new PageData(Write(new Sample(), Sample.Run));
        Assert.Equal(JsonValueKind.Null, page["timeline"].ValueKind);
        Assert.Equal(0, page["clusters"].GetProperty("id").GetArrayLength());
    }

    private static string Write(Sample sample, RunInfo run) => Sample.Written(stream => HtmlReport.Write(stream, sample.Result, run));

    private static string Between(string text, string start, string end)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }

    private static string Digest(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    private static int Count(string text, string part) => (text.Length - text.Replace(part, "", StringComparison.Ordinal).Length) / part.Length;

    [GeneratedRegex(@"[a-z]+://[^\s""'<]+")]
    private static partial Regex Address();
}
