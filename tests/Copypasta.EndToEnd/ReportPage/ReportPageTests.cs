using System.Globalization;

namespace Copypasta.EndToEnd;

/// <summary>The report in a real browser, held against the tables of the same run.</summary>
public sealed class ReportPageTests : IClassFixture<ReportPageTests.Pages>
{
    private static readonly string[] s_views = ["overview", "clusters", "pairs", "pair=1", "accounts", "account=quill", "hashtags", "links"];

    private readonly Pages _pages;

    public ReportPageTests(Pages pages) => _pages = pages;

    public sealed class Pages : IDisposable
    {
        private readonly EvidenceTests.Runs _runs = new();
        private Chromium? _browser;

        public Run Run => _runs.Plain;

        internal Chromium Browser => _browser ??= Chromium.Start();

        public void Dispose()
        {
            _browser?.Dispose();
            _runs.Dispose();
        }
    }

    private Chromium Open(string hash, int width = 1280)
    {
        var browser = _pages.Browser;
        browser.Open(_pages.Run["report.html"], width);
        browser.Go(hash);
        return browser;
    }

    private static string View(Chromium browser) => browser.Text("document.querySelector('main').innerText");

    [Fact]
    public void EveryViewIsDrawnWithoutAFaultAndFitsAPhone()
    {
        foreach (var width in new[] { 1280, 390 })
        {
            var browser = Open("overview", width);
            foreach (var view in s_views.Append($"cluster={Form()}"))
            {
                browser.Go(view);
                Assert.True((bool)browser.Value("document.documentElement.scrollWidth <= document.documentElement.clientWidth")!, $"{view} is wider than {width} pixels");
                Assert.True((int)browser.Value("document.querySelector('main').innerText.length")! > 100, $"{view} is empty");
                Assert.Equal(0, (int)browser.Value("[...document.querySelectorAll('main svg')].filter(plot => plot.getAttribute('role') !== 'img' || !plot.getAttribute('aria-label')).length")!);
                Assert.Equal(0, (int)browser.Value("[...document.querySelectorAll('main figure svg')].filter(plot => plot.parentNode.querySelector('details.figures') === null).length")!);
                Assert.Equal(0, (int)browser.Value("[...document.querySelectorAll('main input, main select')].filter(field => field.closest('label') === null).length")!);
            }

            Assert.Empty(browser.Faults);
        }
    }

    [Fact]
    public void TheNetworkAndTheMatrixAreThoseOfTheTables()
    {
        var pairs = _pages.Run.Table("account_pairs.csv");
        var accounts = pairs.SelectMany(pair => new[] { pair["a"], pair["b"] }).ToHashSet();
        Assert.InRange(accounts.Count, 2, 40);
        var browser = Open("pairs");
        Assert.Equal(pairs.Count, (int)browser.Value("document.querySelectorAll('main svg line.tie').length")!);
        Assert.Equal(pairs.Count(pair => pair["tier"] == "hard-to-explain-by-chance"), (int)browser.Value("document.querySelectorAll('main svg line.tie.tier-2').length")!);
        Assert.Equal(
            accounts.Order(StringComparer.Ordinal),
            browser.Value("[...document.querySelector('main svg line.tie').closest('svg').querySelectorAll('circle title')].map(title => title.textContent)")!.AsArray().Select(name => (string)name!).Order(StringComparer.Ordinal));

        var shared = _pages.Run.Table("posts.csv").Where(post => accounts.Contains(post["author"])).Select(post => (post["author"], post["cluster"])).Distinct()
            .GroupBy(place => place.Item2).Where(cluster => cluster.Count() > 1).ToList();
        Assert.InRange(shared.Count, 2, 80);
        Assert.Equal(
            shared.SelectMany(cluster => cluster.Select(place => $"{place.Item1} in {place.Item2}: {cluster.Count()} accounts of these")).Order(StringComparer.Ordinal),
            browser.Value("[...document.querySelectorAll('main svg rect title')].map(title => title.textContent).filter(words => words.endsWith('of these'))")!.AsArray().Select(name => (string)name!).Order(StringComparer.Ordinal));
        Assert.Empty(browser.Faults);
    }

    [Fact]
    public void TheListFindsSortsAndFilters()
    {
        var clusters = _pages.Run.Table("clusters.csv");
        var browser = Open("clusters");
        Assert.Contains($"of {clusters.Count:N0} clusters", View(browser), StringComparison.Ordinal);
        Assert.Equal(Math.Min(50, clusters.Count), (int)browser.Value("document.querySelectorAll('#list > li').length")!);

        browser.Value("document.getElementById('search').value = 'FERRY running'; document.getElementById('search').dispatchEvent(new Event('input', { bubbles: true }))");
        browser.Until("document.querySelectorAll('#list > li').length === 1");
        Assert.Equal("#clusters&q=FERRY+running", browser.Text("location.hash"));

        browser.Go("clusters&label=self-repeat");
        Assert.Equal(clusters.Count(cluster => cluster["labels"].Split(' ').Contains("self-repeat")), (int)browser.Value("document.querySelectorAll('#list > li').length")!);

        browser.Go("clusters&account=quill&sort=accounts");
        var ofQuill = _pages.Run.Table("posts.csv").Where(post => post["author"] == "quill").Select(post => post["cluster"]).Distinct().Count();
        Assert.Contains($"{ofQuill:N0} found among", View(browser), StringComparison.Ordinal);

        browser.Go("clusters&tier=2");
        Assert.Contains("hard to explain by chance", View(browser), StringComparison.Ordinal);
        browser.Go("clusters&from=2021-03-02&until=2021-03-02&posts=5");
        var within = clusters.Count(cluster => int.Parse(cluster["posts"], CultureInfo.InvariantCulture) >= 5
            && string.CompareOrdinal(cluster["first"], "2021-03-03") < 0 && string.CompareOrdinal(cluster["last"], "2021-03-02") >= 0);
        Assert.Contains($"{within:N0} found among", View(browser), StringComparison.Ordinal);
        Assert.Empty(browser.Faults);
    }

    [Fact]
    public void AClusterShowsItsTemplateItsDifferencesAndItsLabels()
    {
        var browser = Open($"cluster={Form()}");
        var text = View(browser);
        Assert.All(["40 posts by 40 accounts", "Template", "1 word", "2 number", "numbers differ", "How alike", "From each post to the next", "Minute"], part =>
            Assert.Contains(part, text + browser.Text("[...document.querySelectorAll('svg')].map(plot => plot.getAttribute('aria-label')).join()"), StringComparison.Ordinal));
        Assert.Equal("Ada × 5", browser.Text("[...document.querySelectorAll('td.values .value')].map(value => value.textContent).find(value => value.startsWith('Ada'))"));
        Assert.True((int)browser.Value("document.querySelectorAll('ins.pointed').length")! > 0);

        // Each post has a dot that can be pointed at and says when it was.
        Assert.Equal(40, (int)browser.Value("document.querySelectorAll('circle.dot').length")!);
        Assert.Matches(@"^20\d\d-\d\d-\d\d \d\d:\d\d$", browser.Text("(dot => { dot.scrollIntoView({ block: 'center' }); const box = dot.getBoundingClientRect(); return document.elementFromPoint(box.x + box.width / 2, box.y - 2).closest('.dot').textContent; })([...document.querySelectorAll('circle.dot')].pop())"));

        var echo = _pages.Run.Table("clusters.csv").First(cluster => cluster["exemplar"].StartsWith("my little shop", StringComparison.Ordinal));
        browser.Go($"cluster={echo["cluster"]}");
        Assert.Contains("one account repeating itself, in 100% of its posts, reposts aside; explains them", View(browser), StringComparison.Ordinal);
        Assert.Empty(browser.Faults);
    }

    [Fact]
    public void APairShowsItsFiguresItsPostsAndWhatAProbabilityIsNot()
    {
        const string caution = "This is not the probability that the accounts acted independently; common causes remain possible.";
        var pair = _pages.Run.Table("account_pairs.csv")[0];
        var browser = Open("pairs");
        Assert.Contains(caution, View(browser), StringComparison.Ordinal);
        Assert.Contains("10 hard to explain by chance", View(browser), StringComparison.Ordinal);
        browser.Go("pair=1");
        var text = View(browser);
        Assert.Contains(caution, text, StringComparison.Ordinal);
        Assert.Contains($"{pair["a"]} – {pair["b"]}", text, StringComparison.Ordinal);
        Assert.Contains($"on {pair["occasions"]} occasions on {pair["days"]} days", text, StringComparison.Ordinal);
        Assert.All(["q, all occasions", "q, unexplained occasions", "fragility", "within", "Times as many occasions as expected"], part => Assert.Contains(part, text, StringComparison.Ordinal));
        var rows = _pages.Run.Table("pair_evidence.csv").Count(row => row["a"] == pair["a"] && row["b"] == pair["b"]);
        Assert.Equal(Math.Min(40, rows), (int)browser.Value("document.querySelectorAll('ol.variants > li').length")!);
        Assert.Empty(browser.Faults);
    }

    [Fact]
    public void AnAccountShowsItsOwnPostsBesideTheCopiedOnes()
    {
        var account = _pages.Run.Table("accounts.csv").First(row => row["account"] == "quill");
        var (posts, copied) = (int.Parse(account["posts"], CultureInfo.InvariantCulture), int.Parse(account["posts_clustered"], CultureInfo.InvariantCulture));
        var browser = Open("account=quill");
        var text = View(browser);
        Assert.Contains($"{posts - copied:N0} of its {posts:N0} posts are its own", text, StringComparison.Ordinal);
        Assert.Contains($"{posts - copied:N0} own post", browser.Text("document.querySelector('#view svg').getAttribute('aria-label')"), StringComparison.Ordinal);
        Assert.Equal(4, (int)browser.Value("document.querySelectorAll('#view td .tier-2').length")!);
        Assert.Empty(browser.Faults);
    }

    [Fact]
    public void ThePageWorksWithoutAMouse()
    {
        var browser = Open("overview");
        browser.Value("document.activeElement.blur()");
        for (var pressed = 0; browser.Text("(document.activeElement.hash || '')") != "#accounts"; pressed++)
        {
            Assert.True(pressed < 20, "the tab of accounts is not reached");
            browser.Press("Tab");
        }

        browser.Press("Enter");
        browser.Until("location.hash === '#accounts' && document.querySelector('table.sorted') !== null");
        for (var pressed = 0; browser.Text("document.activeElement.textContent") != "clusters"; pressed++)
        {
            Assert.True(pressed < 30, "the head of the column is not reached");
            browser.Press("Tab");
        }

        browser.Press("Enter");
        Assert.Equal("descending", browser.Text("[...document.querySelectorAll('#view th')].find(head => head.textContent === 'clusters').getAttribute('aria-sort')"));
        Assert.Empty(browser.Faults);
    }

    private string Form() => _pages.Run.Table("clusters.csv").First(cluster => cluster["exemplar"].StartsWith("Dear committee", StringComparison.Ordinal))["cluster"];
}
