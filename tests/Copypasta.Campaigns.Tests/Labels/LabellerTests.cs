using Copypasta.Hashing;
using FsCheck.Xunit;

namespace Copypasta.Campaigns.Tests;

public sealed class LabellerTests
{
    private static readonly string[] s_verdicts =
    [
        "bot", "troll", "fake", "sockpuppet", "inauthentic", "suspicious", "malicious", "guilty", "culprit", "propaganda", "disinformation", "influence operation",
    ];

    [Fact]
    public void EveryLabelHasAFindingInOrder() => Assert.Equal(LabelCodes.All, new Labeller(new LabelReferences()).Label(LabelSample.Cluster(3)).Findings.Select(f => f.Label));

    /// <summary>A post of which nothing is known but its text: rules on other fields never say no.</summary>
    [Fact]
    public void MissingFieldsAreNeverANo()
    {
        var bare = LabelSample.Of(Enumerable.Range(0, 30).Select(i => new PostFacts { Source = 0, Row = i + 1, Text = LabelSample.Text + " #velna https://t.co/x" + i })) with { Slots = null, EligibleAccounts = null };
        var labels = new Labeller(new LabelReferences()).Label(bare);
        LabelCode[] untold = [LabelCode.Repost, LabelCode.SharedLink, LabelCode.KnownText, LabelCode.RecurringPhrase, LabelCode.AutomatedFeed, LabelCode.OneOwner, LabelCode.HashtagGame, LabelCode.SelfRepeat, LabelCode.TooCommon];
        Assert.Equal(untold, labels.Untold.Select(f => f.Label).Where(l => l != LabelCode.Alert));
        Assert.All(labels.Untold.Where(f => f.Label != LabelCode.Alert), f => Assert.NotEmpty(f.Missing));
    }

    /// <summary>Of a repost its text is not looked at, and a cluster of nothing else has the labels of no other rule than those two.</summary>
    [Fact]
    public void RepostsAloneAreRepostsAndAtMostTooCommon()
    {
        var labels = new Labeller(new LabelReferences()).Label(LabelSample.Cluster(3, (p, _) => p with { IsRepost = true, Text = "" }) with { Exemplar = "Good morning!" });
        Assert.Equal("repost too-common", labels.Codes);
        Assert.Equal(LabelCodes.All, labels.Findings.Select(f => f.Label));
    }

    [Fact]
    public void RowsOfASampleSayHowManyPostsWereRead()
    {
        var cluster = LabelSample.Cluster(5, (p, i) => p with { Account = "same", IsRepost = i == 0 });
        var labeller = new Labeller(new LabelReferences());
        Assert.Equal("""{"account":"same","account_posts":4,"other_accounts":0}""", Assert.Single(LabelRow.Of([labeller.Label(cluster)], ["in.csv"])).Values);
        Assert.Equal("""{"account":"same","account_posts":4,"other_accounts":0,"read_posts":5}""", Assert.Single(LabelRow.Of([labeller.Label(cluster with { IsSample = true })], ["in.csv"])).Values);
    }

    /// <summary>What detection has made comparable need not be made so again.</summary>
    [Fact]
    public void TheComparableTextAtHandIsTheOneThatIsMade()
    {
        foreach (var text in new[] { "Save the ferry! Copy and paste this", "So true: “The ferry leaves when it leaves” #ferry", "Win a pair of oars: follow + retweet by noon https://tamdo.example/x", "Good morning!" })
        {
            var comparable = new TextNormalizer(TextProfile.Social).Normalize(text, out _).ToString();
            var cluster = LabelSample.Cluster(5, text: text);
            var told = LabelSample.Cluster(5, (p, _) => p with { Comparable = comparable }, text) with { ComparableExemplar = comparable };
            Assert.NotEmpty(new Labeller(new LabelReferences()).Label(cluster).Codes);
            Assert.Equal(LabelRow.Of([new Labeller(new LabelReferences()).Label(cluster)], ["in.csv"]), LabelRow.Of([new Labeller(new LabelReferences()).Label(told)], ["in.csv"]));
        }
    }

    [Property(MaxTest = 50)]
    public void TheOrderOfPostsDoesNotMatter(int seed)
    {
        var random = new Random(seed);
        var cluster = LabelSample.Cluster(40, (p, i) => p with { Account = $"a{random.Next(5)}", Time = LabelSample.Monday + (random.Next(80) * LabelSample.Day), Text = p.Text + (random.Next(2) == 0 ? " #velna" : " via @tamdo https://tamdo.example/" + random.Next(2)), IsRepost = random.Next(4) == 0 });
        var posts = cluster.Posts.ToArray();
        var expected = LabelRow.Of([new Labeller(new LabelReferences()).Label(cluster)], ["in.csv"]);
        random.Shuffle(posts);
        Assert.Equal(expected, LabelRow.Of([new Labeller(new LabelReferences()).Label(cluster with { Posts = posts })], ["in.csv"]));
    }

    [Fact]
    public void RowsAreInTotalOrderAndEscapeWhatTheyQuote()
    {
        var labeller = new Labeller(new LabelReferences());
        var second = labeller.Label(LabelSample.Cluster(5, (p, _) => p with { Account = "<b>\"x\",\n" }) with { Cluster = "c2" });
        var first = labeller.Label(LabelSample.Cluster(5, text: "“Copy and paste this, says the ferry”"));
        var rows = LabelRow.Of([second, first], ["in.csv"]);
        Assert.Equal(["c1 asks-to-be-copied context 1 in.csv:1 in.csv:2 in.csv:3", "c1 quotation context 1 in.csv:1 in.csv:2 in.csv:3", "c2 self-repeat explains 1 in.csv:1 in.csv:2 in.csv:3"], rows.Select(r => $"{r.Cluster} {r.Label} {r.Effect} {r.Share} {r.Examples}"));
        Assert.Equal("asks-to-be-copied quotation", first.Codes);
        Assert.Equal(("self-repeat", ""), (second.ExplainedBy, first.ExplainedBy));
        Assert.Equal("""{"account":"\u003Cb\u003E\u0022x\u0022,\n","account_posts":5,"other_accounts":0}""", rows[2].Values);
    }

    [Fact]
    public void NothingWrittenPassesAVerdict()
    {
        var labels = new Labeller(new LabelReferences()).Label(LabelSample.Cluster(30, (p, _) => p with { Account = null, Client = null }));
        var written = string.Join(' ', LabelCodes.All.Select(l => $"{l.Code()} {l.Words()} {l.Effect().Name()}").Concat(labels.Findings.SelectMany(f => f.Values.Select(v => v.Name).Concat(f.Missing))).Concat(LabelRow.Columns));
        Assert.All(s_verdicts, word => Assert.DoesNotContain(word, written, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Letters can be read in a table; what turns the direction of a text, hides in it or ends a line stays an escape.</summary>
    [Theory]
    [InlineData("Книга дубов 1:1 树 ágil", "Книга дубов 1:1 树 ágil")]
    [InlineData("a\u202Eb\u2066c\u200Bd\u061Ce\uFEFFf\u2028g\nh\u0007", "a\\u202Eb\\u2066c\\u200Bd\\u061Ce\\uFEFFf\\u2028g\\nh\\u0007")]
    [InlineData("a\"<b>", "a\\u0022\\u003Cb\\u003E")]
    public void ValuesAreJsonWithLettersAsTheyAre(string citation, string expected)
    {
        var known = new LabelReferences { Known = LabelSample.Known($"{LabelSample.Text}\tX") };
        var judged = new Labeller(known).Label(LabelSample.Cluster(5));
        var finding = judged[LabelCode.KnownText] with { Values = [new RuleValue("citation", citation)] };
        var row = Assert.Single(LabelRow.Of([new ClusterLabels("c1", [finding])], ["posts.csv"]));
        Assert.Equal($$"""{"citation":"{{expected}}"}""", row.Values);
        Assert.Equal(citation, System.Text.Json.JsonDocument.Parse(row.Values).RootElement.GetProperty("citation").GetString());
    }
}
