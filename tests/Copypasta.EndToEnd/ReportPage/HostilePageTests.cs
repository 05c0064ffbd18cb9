using System.Globalization;
using System.Text;

namespace Copypasta.EndToEnd;

/// <summary>Posts that would act on the page around them, and texts from right to left, in a real browser.</summary>
public sealed class HostilePageTests : IDisposable
{
    private static readonly string[] s_payloads =
    [
        "</script><script>window.canary=1</script>", "<img src=x onerror=window.canary=1>", "<svg onload=window.canary=1>", "\"><iframe srcdoc='<script>parent.canary=1</script>'>",
        "javascript:window.canary=1", "<style>*{display:none}</style>", "&lt;script&gt;window.canary=1&lt;/script&gt;", "{{script}}", "\u202Egnp.exe", "<!--", "'-window.canary=1-'", "__proto__", "constructor",
    ];

    private static readonly string[] s_byName = ["account", "clusters&account", "clusters&hashtag", "clusters&link", "clusters&q", "cluster", "pair"];

    private readonly Workspace _work = new();

    [Fact]
    public void NothingOfAPostActsOnThePage()
    {
        using var browser = Chromium.Start();
        var run = _work.Detect("run", _work.Write("posts.csv", Posts()), "--map", "handle=nick,hashtags=tags,urls=links,client=app", "--keep", "place", "--frame", "keyword");
        browser.Open(run["report.html"]);
        var scripts = (int)browser.Value("document.scripts.length")!;
        var views = new List<string> { "overview", "clusters", "pairs", "pair=1", "accounts", "hashtags", "links" };
        views.AddRange(run.Table("clusters.csv").Select(cluster => $"cluster={cluster["cluster"]}"));
        views.AddRange(s_payloads.SelectMany(payload => s_byName.Select(view => $"{view}={Uri.EscapeDataString(payload)}")));
        foreach (var view in views)
        {
            browser.Go(view);
            Assert.True((bool)browser.Value("window.canary === undefined")!, view);
            Assert.True((bool)browser.Value("document.querySelector('main').innerText.length > 20")!, $"{view} shows nothing");
            Assert.Equal(0, (int)browser.Value("document.querySelectorAll('img, iframe, object, embed, main style, main script, main svg [onload], [onerror], a[href^=\"javascript:\" i]').length")!);
        }

        Assert.Equal(scripts, (int)browser.Value("document.scripts.length")!);
        Assert.Equal("Copypasta report", browser.Text("document.title"));
        Assert.NotEmpty(run.Table("account_pairs.csv"));
        browser.Go($"account={Uri.EscapeDataString(s_payloads[1])}");
        Assert.Equal(s_payloads[1], browser.Text("document.querySelector('#view h2').textContent"));
        browser.Go("hashtags");
        Assert.Contains("window.canary=1", browser.Text("document.querySelector('main').innerText"), StringComparison.Ordinal);
        Assert.Empty(browser.Faults);
    }

    [Fact]
    public void TextsFromRightToLeftStandOnTheRight()
    {
        using var browser = Chromium.Start();
        const string persian = "ما در کنار مردم دره رودخانه ایستاده‌ایم و امروز و هر روز با هم هستیم";
        const string arabic = "نقف مع أهل وادي النهر اليوم وكل يوم مهما حدث في هذه البلاد الجميلة";
        var run = _work.Detect("run", _work.Write("posts.csv", $"id,author,created_at,text\n1,آرش,2021-03-01T10:00:00Z,{persian} ۱۲\n2,مينا,2021-03-01T10:05:00Z,{persian} ۱۳\n3,b,2021-03-02T10:00:00Z,{arabic}\n4,c,2021-03-02T11:00:00Z,{arabic}\n"));
        browser.Open(run["report.html"], 390);
        foreach (var view in run.Table("clusters.csv").Select(cluster => $"cluster={cluster["cluster"]}").Prepend("clusters"))
        {
            browser.Go(view);
            Assert.True((int)browser.Value("document.querySelectorAll('main .text').length")! > 0);
            Assert.Equal("", browser.Text("[...document.querySelectorAll('main .text')].filter(text => text.offsetParent !== null && getComputedStyle(text).direction !== 'rtl').map(text => text.textContent).join()"));
            Assert.True((bool)browser.Value("document.documentElement.scrollWidth <= document.documentElement.clientWidth")!);
        }

        Assert.Empty(browser.Faults);
    }

    public void Dispose() => _work.Dispose();

    /// <summary>Each payload as text, author, handle, hashtag, link, client and kept column; as what is filled into a form; and two accounts with hostile names that copy each other day after day.</summary>
    private static string Posts()
    {
        var csv = new StringBuilder("id,author,nick,created_at,tags,links,app,place,text\n");
        var start = new DateTime(2021, 3, 1, 9, 0, 0, DateTimeKind.Utc);
        var id = 0;
        void Add(DateTime time, string author, string payload, string text) => csv.Append(Csv.Write(
            $"{++id}", author, payload, time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), payload.Replace(' ', '_'), $"https://example.org/{payload.Replace(' ', '_')}", payload, payload, text));
        for (var i = 0; i < s_payloads.Length; i++)
        {
            var payload = s_payloads[i];
            Add(start.AddMinutes(i), payload, payload, $"{payload} and some more words so that it is long enough to be compared {payload}");
            Add(start.AddMinutes(i + 30), $"other {i}", payload, $"{payload} and some more words so that it is long enough to be compared {payload}");
            Add(start.AddHours(i), $"third {i}", payload, $"Dear committee of the river valley, my name is {payload} and I ask you to keep the old ferry running through the whole of the winter.");
        }

        var random = new Random(3);
        for (var i = 0; i < 4_000; i++)
        {
            var saying = random.Next(80);
            Add(start.AddSeconds(random.Next(40 * 86_400)), $"account {random.Next(100)}", "none", $"saying {saying}: the lantern of the {saying * 37} keeps the harvest of the {saying * 91} from the river");
        }

        for (var day = 0; day < 20; day++)
        {
            foreach (var author in s_payloads[..2])
            {
                Add(start.AddDays(day * 2).AddSeconds(random.Next(200)), author, author, $"one text {day} for the fair of the {day * 53} and the race of the {day * 71}, be there at noon sharp");
            }
        }

        return csv.ToString();
    }
}
