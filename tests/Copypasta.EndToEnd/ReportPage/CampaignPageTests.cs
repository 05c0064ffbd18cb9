using System.Globalization;
using System.Text;

namespace Copypasta.EndToEnd;

/// <summary>Campaigns on the page, in a real browser, held against the tables of the same run.</summary>
public sealed class CampaignPageTests : IDisposable
{
    private static readonly string[] s_words = "harvest river lantern copper meadow winter saddle orchard pepper window timber garden violet marble anchor candle".Split(' ');

    private readonly Workspace _work = new();

    [Fact]
    public void CampaignsStandBesideEachOther()
    {
        var run = Compare("north", "south", "west");
        using var browser = Chromium.Start();
        foreach (var width in new[] { 1280, 390 })
        {
            browser.Open(run["report.html"], width);
            browser.Go("campaigns");
            Assert.True((bool)browser.Value("document.documentElement.scrollWidth <= document.documentElement.clientWidth")!, $"wider than {width} pixels");
            Assert.Equal(0, (int)browser.Value("[...document.querySelectorAll('main svg')].filter(plot => plot.getAttribute('role') !== 'img' || !plot.getAttribute('aria-label')).length")!);
        }

        Assert.Equal("Campaigns 3", browser.Text("document.querySelector('#tabs a[aria-current]').textContent"));
        foreach (var campaign in run.Table("campaigns.csv"))
        {
            var row = Row(browser, 0, campaign["campaign"]);
            Assert.Equal([campaign["posts"], campaign["accounts"], campaign["clusters"], campaign["own_clusters"]], row[1..5]);
            Assert.Equal(Share(campaign, "near_copies"), row[6]);
            browser.Go($"clusters&campaign={Uri.EscapeDataString(campaign["campaign"])}");
            Assert.Equal(campaign["clusters"], browser.Text("String(document.querySelectorAll('#list > li').length)"));
            browser.Go("campaigns");
        }

        var pairs = run.Table("campaign_pairs.csv");
        Assert.Equal(3, pairs.Count);
        Assert.Contains(pairs, pair => pair["clusters"] != "0");
        foreach (var pair in pairs)
        {
            var row = Row(browser, 2, pair["campaign_a"], pair["campaign_b"]);
            Assert.Equal([pair["clusters"], pair["texts"], pair["accounts"], pair["hashtags"], pair["links"]], row[2..7]);
            Assert.Equal(pair["lags"], row[8]);
        }

        // Six of nine cells have figures: a campaign beside itself has none.
        Assert.Equal(6, (int)browser.Value("document.querySelectorAll('.matrix .shade').length")!);
        Assert.Empty(browser.Faults);
    }

    [Fact]
    public void NamesOfCampaignsDoNotActOnThePage()
    {
        var run = Compare("</script><script>window.canary=1</script>", "<img src=x onerror=window.canary=1>", "\u202Egnp.exe");
        using var browser = Chromium.Start();
        browser.Open(run["report.html"]);
        foreach (var view in run.Table("campaigns.csv").Select(campaign => $"clusters&campaign={Uri.EscapeDataString(campaign["campaign"])}").Prepend("campaigns").Append("overview"))
        {
            browser.Go(view);
            Assert.True((bool)browser.Value("window.canary === undefined")!, view);
            Assert.Equal(0, (int)browser.Value("document.querySelectorAll('img, iframe, main script, [onerror]').length")!);
        }

        browser.Go("campaigns");
        Assert.Contains("<img src=x onerror=window.canary=1>", browser.Text("document.querySelector('main').innerText"), StringComparison.Ordinal);
        Assert.DoesNotContain("\u202E", browser.Text("document.querySelector('main').innerText"), StringComparison.Ordinal);
        Assert.Empty(browser.Faults);
    }

    [Fact]
    public void APageWithoutCampaignsHasNoTabOfThem()
    {
        var run = _work.Detect("detected", _work.Write("posts.csv", Posts("north", "south", "west")), "--permutations", "0");
        using var browser = Chromium.Start();
        browser.Open(run["report.html"]);
        Assert.Equal("none", browser.Text("getComputedStyle(document.querySelector(\"#tabs a[href='#campaigns']\")).display"));
        browser.Go("campaigns");
        Assert.Contains("None were compared", browser.Text("document.querySelector('main').innerText"), StringComparison.Ordinal);
        Assert.Empty(browser.Faults);
    }

    public void Dispose() => _work.Dispose();

    /// <summary>The cells of the row of a table whose first cells, their numbers aside, are these.</summary>
    private static string[] Row(Chromium browser, int table, params string[] heads) =>
        browser.Text($"[...document.querySelectorAll('#view table:not(.figures table)')][{table}].innerText").Split('\n')
            .Select(line => line.Split('\t', StringSplitOptions.TrimEntries))
            .Single(cells => cells.Length > heads.Length && heads.Index().All(head => cells[head.Index].TrimStart([.. "0123456789 "]) == head.Item));

    private static string Share(Dictionary<string, string> row, string name)
    {
        string Percent(string column) => (100 * double.Parse(row[column], CultureInfo.InvariantCulture)).ToString("0.0", CultureInfo.InvariantCulture);
        return $"{Percent(name)}% ({Percent(name + "_low")} to {Percent(name + "_high")})";
    }

    private Run Compare(params string[] campaigns)
    {
        var result = CopypastaProcess.Run("compare", "-o", _work["run"], "--permutations", "0", "--group-by", "side", _work.Write("sides.csv", Posts(campaigns))).Succeeded();
        return new Run(_work["run"], result.Error);
    }

    /// <summary>Of each campaign twelve accounts over twenty days; every third post is one of five texts that all have.</summary>
    private static string Posts(params string[] campaigns)
    {
        var random = new Random(3);
        var csv = new StringBuilder("id,author,created_at,side,text\n");
        var id = 0;
        foreach (var campaign in campaigns)
        {
            for (var i = 0; i < 240; i++)
            {
                var text = i % 3 == 0 ? $"what all of them say {s_words[i / 3 % 5]} {s_words[(i / 3 % 5) + 5]} {s_words[(i / 3 % 5) + 10]} again" : string.Join(' ', random.GetItems(s_words, 14));
                csv.Append(CultureInfo.InvariantCulture, $"{++id},{campaign.Length}writer{i % 12},2021-03-{1 + (i / 12):00}T{i % 12:00}:{id % 60:00}:00Z,\"{campaign}\",{text} #tag{i % 7}\n");
            }
        }

        return csv.ToString();
    }
}
