using System.Text.Json.Nodes;
using Deque.AxeCore.Commons;

namespace Copypasta.EndToEnd;

/// <summary>What axe-core, which shares no code with the page, finds in it: WCAG's rules as far as a program can check them.</summary>
public sealed class AccessibilityTests(ReportPageTests.Pages pages) : IClassFixture<ReportPageTests.Pages>
{
    private static readonly string s_axe = new BundledAxeScriptProvider().GetScript();

    [Theory]
    [InlineData(1280, "light")]
    [InlineData(1280, "dark")]
    [InlineData(390, "light")]
    [InlineData(390, "dark")]
    public void NoViewHasASeriousViolation(int width, string colours)
    {
        var browser = pages.Browser;
        browser.Open(pages.Run["report.html"], width, colours);
        browser.Value($"(() => {{ {s_axe}\n; return true }})()");
        var cluster = pages.Run.Table("clusters.csv")[0]["cluster"];
        var found = new List<string>();
        foreach (var view in new[] { "overview", "clusters", $"cluster={cluster}", "pairs", "pair=1", "accounts", "account=quill", "hashtags", "links" })
        {
            browser.Go(view);
            browser.Value("[...document.querySelectorAll('main details')].forEach(part => part.open = true)");
            var answer = JsonNode.Parse(browser.Text("axe.run(document, { resultTypes: ['violations'] }).then(found => JSON.stringify({ passes: found.passes.length, violations: found.violations }))"))!;
            Assert.True((int)answer["passes"]! >= 20, $"{view}: axe-core hardly looked at it");
            foreach (var violation in answer["violations"]!.AsArray())
            {
                if ((string?)violation!["impact"] is "serious" or "critical")
                {
                    found.Add($"{view}: {violation["id"]}: {violation["nodes"]!.AsArray().Count} times, as {violation["nodes"]![0]!["html"]} {violation["nodes"]![0]!["failureSummary"]}");
                }
            }
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
    }
}
