using System.Globalization;
using System.Text;

namespace Copypasta.Reports.Tests;

/// <summary>What the page holds of labels, templates, accounts, hashtags and pairs.</summary>
public sealed class ReportEvidenceTests
{
    private const string Payload = "</script><script>alert(1)</script>";

    [Fact]
    public async Task ATemplateHasItsSlotsWithTheirValues()
    {
        var sample = await EvidenceSample.OfAsync("id,author,created_at,text\n" + string.Concat(Enumerable.Range(0, 12).Select(i =>
            $"{i},a{i},2021-03-0{1 + (i % 9)}T10:00:00Z,\"Dear committee, my name is {"Ada Bela Cyra".Split(' ')[i % 3]} and I have lived in the river valley for {20 + i} years, please keep the ferry running.\"\n")));
        var details = new PageData(sample.Page()).Details.Single();
        var template = details.GetProperty("template");
        Assert.Equal(["Dear committee, my name is ", " and I have lived in the river valley for ", " years, please keep the ferry running."], template.GetProperty("fixed").EnumerateArray().Select(text => text.GetString()));
        Assert.Equal("""["word",12,3,0,"Ada",4,"Bela",4,"Cyra",4]""", template.GetProperty("slots")[0].GetRawText());
        Assert.Equal("number", template.GetProperty("slots")[1][0].GetString());
        var pairs = details.GetProperty("member_pairs");
        Assert.Equal((66, 66), (pairs[0].GetInt32(), pairs[1].GetInt32()));
        Assert.Equal(12, details.GetProperty("minutes").GetArrayLength());
        Assert.Equal(11, details.GetProperty("gaps").EnumerateArray().Sum(gap => gap[1].GetInt32()));
    }

    [Fact]
    public async Task NothingIsToldThatIsFinerThanTheTimesAre()
    {
        var sample = await EvidenceSample.OfAsync("id,author,created_at,text\n" + string.Concat(Enumerable.Range(0, 30).Select(i =>
            $"{i},a{i},2021-03-01T10:{i / 3:D2}:00Z,the very same words about the harvest fair are posted again and again\n")));
        var details = new PageData(sample.Page()).Details.Single();
        Assert.Equal("[[0,29],[600000,0],[3600000,0],[21600000,0],[86400000,0],[604800000,0],[2419200000,0]]", details.GetProperty("gaps").GetRawText());
        Assert.Equal(60_000, details.GetProperty("timeline")[1].GetInt64());
        Assert.All(details.GetProperty("bursts").EnumerateArray(), burst => Assert.InRange(burst[0].GetInt64(), 120_000, long.MaxValue));
    }

    [Fact]
    public async Task AccountsHaveTheirOwnPostsAndDays()
    {
        var page = new PageData((await SmallAsync()).Page());
        var accounts = page["accounts"];
        Assert.Equal("""["ann","bob"]""", accounts.GetProperty("name").GetRawText());
        Assert.Equal("[3,2]", accounts.GetProperty("posts").GetRawText());
        Assert.Equal("[2,2]", accounts.GetProperty("copied").GetRawText());
        Assert.Equal("""[[0,"Ann",1,"Annie",1]]""", accounts.GetProperty("handles").GetRawText());

        // Two copied posts on 1 March 2021 (day 18687), an own one on the third.
        Assert.Equal("[0,0,0,18687,2,0,2,0,1]", page.Of("days-0")[0].GetRawText());
    }

    [Fact]
    public async Task HashtagsAndLinksHaveTheirClusters()
    {
        var page = new PageData((await SmallAsync()).Page());
        Assert.Equal("fair", page["hashtags"].GetProperty("name")[0].GetString());
        Assert.Equal((4, 5), (page["hashtags"].GetProperty("copied")[0].GetInt32(), page["hashtags"].GetProperty("posts")[0].GetInt32()));
        Assert.Equal([0], page.Places("hashtags", 0));
        Assert.Equal("https://example.org/fair", page["links"].GetProperty("name")[0].GetString());
        Assert.Equal([0], page.Places("links", 0));
        Assert.Equal("""[1,"fair",4]""", page.Details.Single().GetProperty("hashtags").GetRawText());
    }

    [Fact]
    public async Task PairsHaveEveryFigureOfTheTableAndTheirPosts()
    {
        var sample = await PairsAsync();
        Assert.NotEmpty(sample.Evidence.Pairs!.Pairs);
        var html = sample.Page();
        var page = new PageData(html);
        var pairs = page["pairs"];
        Assert.Equal(sample.Evidence.Pairs.Pairs.Count, pairs.GetProperty("all").GetArrayLength());
        var (pair, written) = (sample.Evidence.Pairs.Pairs[0], pairs.GetProperty("all")[0]);
        Assert.Equal(pair.Occasions, written.GetProperty("occasions").GetInt32());
        Assert.Equal(pair.Q, written.GetProperty("q").GetDouble(), 5);
        Assert.Equal(pair.QUnexplained, written.GetProperty("q_unexplained").GetDouble(), 5);
        Assert.NotEqual("0", written.GetProperty("p").GetString());
        var coPosts = page.Of("co-posts-0")[0];
        Assert.Equal(Math.Min(ReportLimits.CoPosts, pair.Evidence.Count), coPosts.GetArrayLength());
        Assert.Equal(pair.Evidence[0].Lag, coPosts[0][9].GetInt64());
        Assert.StartsWith("one text 0", coPosts[0][11].GetString(), StringComparison.Ordinal);
        Assert.Equal(2, page["clusters"].GetProperty("tier").EnumerateArray().Max(tier => tier.GetInt32()) + (pair.Tier == Campaigns.PairTier.HardToExplainByChance ? 0 : 1));

        // The names are payloads.
        Assert.Equal(page.Texts.Count + 1, html.Split("<script").Length - 1);
        Assert.Contains(page["accounts"].GetProperty("name").EnumerateArray(), name => name.GetString() == Payload);
    }

    [Fact]
    public async Task ThreadsDoNotChangeAByte()
    {
        var sample = await PairsAsync();
        Assert.True(sample.Result.Clusters.Length > 64);
        Assert.Equal(sample.Page(), sample.Page(threads: 3));
    }

    [Fact]
    public async Task NothingWrittenPassesAVerdict()
    {
        var html = (await PairsAsync()).Page();
        html = System.Text.RegularExpressions.Regex.Replace(html, "sha256-[A-Za-z0-9+/=]+", "");
        Assert.All(WordingTests.Verdicts, word => Assert.DoesNotContain(word, html, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("This is not the probability that the accounts acted independently; common causes remain possible.", html, StringComparison.Ordinal);
    }

    private static Task<EvidenceSample> SmallAsync()
    {
        const string copied = "the very same words about the harvest fair are posted again and again #Fair https://example.org/fair";
        return EvidenceSample.OfAsync(
            $"id,author,nick,created_at,text\n1,ann,Ann,2021-03-01T10:00:00Z,{copied}\n2,bob,Bob,2021-03-01T10:10:00Z,{copied}\n3,bob,Bob,2021-03-02T10:00:00Z,{copied}\n4,ann,Annie,2021-03-01T12:00:00Z,{copied}\n"
            + "5,ann,Annie,2021-03-03T12:00:00Z,a post of no other words on tomatoes #fair\n",
            ("handle", "nick"));
    }

    private static Task<EvidenceSample> PairsAsync()
    {
        var random = new Random(3);
        var csv = new StringBuilder("id,author,created_at,lang,text\n");
        var start = new DateTime(2021, 3, 1, 9, 0, 0, DateTimeKind.Utc);
        var id = 0;
        void Add(DateTime time, string author, string text) => csv.Append(CultureInfo.InvariantCulture, $"{++id},{author},{time:yyyy-MM-ddTHH:mm:ss}Z,en,\"{text}\"\n");
        for (var i = 0; i < 4_000; i++)
        {
            var saying = random.Next(80);
            Add(start.AddSeconds(random.Next(40 * 86_400)), $"account{random.Next(100)}", $"saying {saying}: the lantern of the {saying * 37} keeps the harvest of the {saying * 91} from the river");
        }

        for (var day = 0; day < 20; day++)
        {
            Add(start.AddDays(day * 2).AddSeconds(random.Next(200)), Payload, $"one text {day} for the fair of the {day * 53} and the race of the {day * 71}, be there at noon sharp");
            Add(start.AddDays(day * 2).AddSeconds(random.Next(200)), "quill", $"one text {day} for the fair of the {day * 53} and the race of the {day * 71}, be there at noon sharp");
        }

        return EvidenceSample.OfAsync(csv.ToString());
    }
}
