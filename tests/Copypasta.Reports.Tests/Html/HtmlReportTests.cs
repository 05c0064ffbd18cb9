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

        Assert.Equal(2, Count(html, "<script"));
        Assert.Equal(2, Count(html, "</script>"));
        Assert.DoesNotContain("<!--", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.DoesNotContain('\u2028', html);
        Assert.DoesNotContain('\u202E', html);
        Assert.DoesNotContain('<', DataText(html));
        Assert.DoesNotContain('&', DataText(html));

        using var data = Data(html);
        var cluster = data.RootElement.GetProperty("clusters")[0];
        Assert.Equal(Hostile[0], cluster.GetProperty("exemplar").GetString());
        Assert.Contains("[U+202E]gpj.exe", cluster.GetProperty("rows").EnumerateArray().Select(row => row[2].GetString()));
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
        Assert.Contains("repost: 1; duplicate id: 1", html, StringComparison.Ordinal);
        Assert.Contains("<strong>0.7</strong>", html, StringComparison.Ordinal);
        Assert.Contains("<strong>99.9123%</strong>", html, StringComparison.Ordinal);
        Assert.Contains("runs of 5 characters", html, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", html, StringComparison.Ordinal);
    }

    [Fact]
    public void TheSummaryHasTheNotes()
    {
        var run = Sample.Run with { Parameters = [new("time_zone", "<b>")] };
        Assert.Contains("<li>3 times without a zone were read as &lt;b&gt;.</li>", Write(new Sample(), run), StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"notes\"", Write(new Sample(), run with { Inputs = [] }), StringComparison.Ordinal);
    }

    [Fact]
    public void AccountsAreIndexedWhereSomethingIsCut()
    {
        var sample = new Sample();
        sample.Cluster([.. Enumerable.Range(0, ReportData.MaxAccounts + 1).Select(i => sample.Post($"text {i}", $"author {i:D2}"))]);
        sample.Cluster(sample.Post("one", "author 20"), sample.Post("one", "author 20"), sample.Post("one", ""));
        using var data = Data(Write(sample, Sample.Run));
        Assert.Equal(1, data.RootElement.GetProperty("omitted").GetProperty("parts").GetInt32());
        var accounts = data.RootElement.GetProperty("accounts");
        Assert.Equal(1, accounts.GetProperty("least").GetInt32());
        Assert.Equal(ReportData.MaxAccounts + 1, accounts.GetProperty("all").GetArrayLength());
        Assert.Equal("""["author 20",3,2]""", accounts.GetProperty("all")[0].GetRawText());
        Assert.Equal("""["author 00",1,1]""", accounts.GetProperty("all")[1].GetRawText());
    }

    [Fact]
    public void WithoutAFieldForThemThereAreNoAccountsToCount()
    {
        var sample = new Sample();
        sample.Cluster(sample.Post("one", ""), sample.Post("one", ""));
        var without = Sample.Run with { Counts = Sample.Run.Counts with { Accounts = 0 } };
        var html = Write(sample, without);
        Assert.Contains("<dt>accounts</dt><dd>not in the inputs</dd>", html, StringComparison.Ordinal);
        Assert.False(Data(html).RootElement.GetProperty("has_accounts").GetBoolean());

        // With one, that there are none is a finding.
        var mapped = without with { Inputs = [without.Inputs[0] with { Mapping = [new("author", "user")] }] };
        html = Write(sample, mapped);
        Assert.Contains("<dt>accounts</dt><dd>0</dd>", html, StringComparison.Ordinal);
        Assert.True(Data(html).RootElement.GetProperty("has_accounts").GetBoolean());
    }

    [Fact]
    public void WhatASearchLeavesOutIsSaidOnceThereIsOne()
    {
        var html = Write(new Sample(), Sample.Run);
        Assert.Equal(1, Count(html, "byId(\"coverage\").textContent"));
        Assert.Contains("byId(\"coverage\").textContent = text === \"\" ? \"\" : coverage();", html, StringComparison.Ordinal);
    }

    [Fact]
    public void WholePagesHaveNoIndex()
    {
        var sample = new Sample();
        sample.Cluster(sample.Post("one", "ann"), sample.Post("one", "bob"));
        using var data = Data(Write(sample, Sample.Run));
        Assert.False(data.RootElement.TryGetProperty("accounts", out _));
    }

    [Fact]
    public void TooManyAccountsAreIndexedByRank()
    {
        var sample = new Sample();
        var posts = Enumerable.Range(0, ReportData.MaxIndexedAccounts + 1).Select(i => sample.Post("one", $"{i}")).ToList();
        posts.Add(sample.Post("one", "7"));
        posts.Add(sample.Post("one", "3"));
        sample.Cluster([.. posts]);
        using var data = Data(Write(sample, Sample.Run));
        Assert.Equal("""{"least":2,"all":[["3",2,1],["7",2,1]]}""", data.RootElement.GetProperty("accounts").GetRawText());
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
    public void AClusterHasItsVariantsAccountsAndPosts()
    {
        var sample = new Sample();
        var exemplar = sample.Post("the lake is not grey", "ann", "1", Sample.Noon);
        var variants = new[] { sample.Post("the lake is grey", "bob", "2", Sample.Noon + 60_000), sample.Post("the lake is grey", "bob", "3"), sample.Post("the pond is not grey", "", "4") };
        sample.Cluster([exemplar, .. variants]);
        using var data = Data(Write(sample, Sample.Run));
        var cluster = data.RootElement.GetProperty("clusters")[0];

        Assert.Equal(
            ["1|1000000|0|1|=the lake is not grey", "2|800000|0|2|=the lake is |-not |=grey", "1|800000|0|4|=the |-lake |+pond |=is not grey"],
            cluster.GetProperty("variants").EnumerateArray().Select(variant => string.Join('|', variant.EnumerateArray())));
        Assert.Equal("""[["bob",2],["ann",1]]""", cluster.GetProperty("by_account").GetRawText());
        Assert.Equal(1, cluster.GetProperty("without_account").GetInt32());
        Assert.Equal(4, cluster.GetProperty("rows").GetArrayLength());
        Assert.Equal($"""[0,1,"1","ann",{Sample.Noon},1000000]""", cluster.GetProperty("rows")[0].GetRawText());
        Assert.Equal(JsonValueKind.Null, cluster.GetProperty("rows")[2][4].ValueKind);
        Assert.Equal(2, cluster.GetProperty("timeline").EnumerateArray().Skip(2).Sum(bin => bin.GetInt32()));
        Assert.Equal(2, data.RootElement.GetProperty("untimed").GetInt32());
    }

    [Fact]
    public void WhatIsLeftOutIsCapped()
    {
        var sample = new Sample();
        var many = Enumerable.Range(0, 70).Select(i => sample.Post($"text {i}", $"author {i:D2}", $"{i}")).ToArray();
        sample.Cluster(many);
        sample.Cluster(sample.Post(new string('x', 1_500)));
        for (var i = 0; i < ReportData.MaxClusters; i++)
        {
            sample.Cluster(sample.Post($"small {i}"));
        }

        using var data = Data(Write(sample, Sample.Run));
        var first = data.RootElement.GetProperty("clusters")[0];
        Assert.Equal(ReportData.MaxClusters, data.RootElement.GetProperty("clusters").GetArrayLength());
        Assert.Equal(2, data.RootElement.GetProperty("omitted").GetProperty("clusters").GetInt32());
        Assert.Equal(2, data.RootElement.GetProperty("omitted").GetProperty("texts").GetInt32());
        Assert.Equal(ReportData.MaxVariants, first.GetProperty("variants").GetArrayLength());
        Assert.Equal(ReportData.MaxRows, first.GetProperty("rows").GetArrayLength());
        Assert.Equal(ReportData.MaxAccounts, first.GetProperty("by_account").GetArrayLength());
        Assert.Equal("author 00", first.GetProperty("by_account")[0][0].GetString());
    }

    [Fact]
    public void ClustersBeyondTheBudgetAreWithoutDetails()
    {
        var sample = new Sample();
        var text = string.Concat(Enumerable.Repeat("\U0001F600", 990));
        for (var cluster = 0; cluster < 60; cluster++)
        {
            sample.Cluster([.. Enumerable.Range(0, 50).Select(i => sample.Post($"{text}{cluster}.{i}"))]);
        }

        var html = Write(sample, Sample.Run);
        using var data = Data(html);
        var without = data.RootElement.GetProperty("clusters").EnumerateArray().Count(cluster => !cluster.TryGetProperty("variants", out _));
        Assert.InRange(without, 1, 59);
        Assert.Equal(without, data.RootElement.GetProperty("omitted").GetProperty("details").GetInt32());
        Assert.InRange(html.Length, ReportData.MaxDetailBytes, ReportData.MaxDetailBytes + (4 << 20));
    }

    [Fact]
    public void AnEmptyRunIsAPage()
    {
        using var data = Data(Write(new Sample(), Sample.Run));
        Assert.Equal(JsonValueKind.Null, data.RootElement.GetProperty("timeline").ValueKind);
        Assert.Equal(0, data.RootElement.GetProperty("clusters").GetArrayLength());
    }

    private static string Write(Sample sample, RunInfo run) => Sample.Written(stream => HtmlReport.Write(stream, sample.Result, run));

    private static JsonDocument Data(string html) => JsonDocument.Parse(DataText(html));

    private static string DataText(string html) => Between(html, "id=\"data\">", "</script>");

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
