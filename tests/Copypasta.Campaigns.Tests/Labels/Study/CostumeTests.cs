using System.Globalization;

namespace Copypasta.Campaigns.Tests;

/// <summary>
/// Coordinated posts dressed as each label: 5 to 200 accounts that post one text within 10 minutes. A costume that anybody can put on must not explain them; one that meets a rule in full does, by the table of
/// labels, and is then shown with <c>explained_by</c>: which ones these are is pinned here.
/// </summary>
public sealed class CostumeTests(ITestOutputHelper output)
{
    private const int Groups = 40;
    private const double Jitter = 1.0 / 6;

    // 50 to 60 characters, and longer than any of the texts by far.
    private static readonly Lazy<string> s_shortVerse = new(() => StudyTexts.Verses.First(v => v.Text.Length is >= 50 and <= 60).Text);
    private static readonly Lazy<string> s_longVerse = new(() => StudyTexts.Verses.MaxBy(v => v.Text.Length).Text);

    private static readonly Dictionary<string, (Func<StudyCrowd, Func<string>, ClusterFacts> Dress, string ExplainedBy)> s_costumes = new()
    {
        // Nothing, and what anybody can add to a text.
        ["undressed"] = (Worn(t => t), ""),
        ["a link"] = (Worn(t => $"{t} https://tamdopost.example/1"), ""),
        ["a link with a title of its own"] = (Worn(t => $"{t} https://tamdopost.example/1", (p, _) => p with { LinkTitle = "Council meets on Tuesday to speak of the northern pier" }), ""),
        ["a headline before the text"] = (Worn(t => $"Council meets on Tuesday {t} https://tamdopost.example/1", (p, _) => p with { LinkTitle = "Council meets on Tuesday" }), ""),
        ["quotation marks"] = (Worn(t => $"“{t}”"), ""),
        ["a name behind the text"] = (Worn(t => $"{t}. — Odwin Velnamere"), ""),
        ["a prayer emoji"] = (Worn(t => $"{t} 🙏🙏 Amen"), ""),
        ["a verse behind the text"] = (Worn(t => $"{t} {s_shortVerse.Value}"), ""),
        ["a greeting before the text"] = (Worn(t => $"Good morning everyone! {t}"), ""),
        ["a petition's link"] = (Worn(t => $"{t} https://www.change.org/p/save-the-pier"), ""),
        ["an address to an office, all alike"] = (Worn(t => $"Dear Senator, {t}"), ""),
        ["copy and paste this"] = (Worn(t => $"{t} Copy and paste this!"), ""),
        ["a link to a text bank"] = (Worn(t => $"{t} https://clicktotweet.com/x1"), ""),
        ["a giveaway"] = (Worn(t => $"{t} Follow and retweet to win!"), ""),
        ["the word warning"] = (Worn(t => $"Emergency warning: {t}"), ""),
        ["one client, all alike, at regular intervals"] = (Worn(t => t, (p, i) => p with { Client = "WeatherLink", Time = LabelSample.Monday + (i * 60_000L) }), ""),
        ["one client and an occupation that varies"] = (Worn(t => t, (p, i) => p with { Text = $"As a {(i % 2 == 0 ? "baker" : "tailor")} I say: {p.Text}", Client = "WeatherLink", Time = LabelSample.Monday + (i * 60_000L) }, new SlotFacts(SlotType.Words, ["baker", "tailor"])), ""),
        ["numbers and a known source's name, from telephones"] = (Worn(t => t, (p, i) => p with { Text = $"{p.Text} {i + 100}. Source: Tamdo Gauges", Client = "Twitter for iPhone" }, new SlotFacts(SlotType.Number, ["100"])), ""),
        ["a popular hashtag"] = (Worn(t => $"{t} #popular"), ""),
        ["a loud account beside the group"] = (Beside(posts => Loud(posts, 40 * posts.Count, i => LabelSample.Monday)), ""),
        ["a loud account for months beside the group"] = (Beside(posts => Loud(posts, 12 * posts.Count, i => LabelSample.Monday + (i % 30 * 7 * LabelSample.Day))), ""),
        ["one host in all posts of the texts"] = (Worn(t => $"{t} https://paper.example/{t.Length}"), ""),

        // What meets a rule in full.
        ["a link and a share button's words"] = (Worn(t => $"{t} https://tamdopost.example/1 via @tamdopost"), "shared-link"),
        ["a page whose title is the text"] = (Worn(t => $"{t} https://tamdopost.example/1", (p, _) => p with { LinkTitle = p.Text.Replace(" https://tamdopost.example/1", "", StringComparison.Ordinal) }), "shared-link"),
        ["a verse of which the text is but a tenth"] = (Worn(t => $"{t[..Math.Min(t.Length, 40)]} {s_longVerse.Value}"), "known-text"),
        ["a petition's link and a call to sign"] = (Worn(t => $"{t} Please sign! https://www.change.org/p/save-the-pier"), "form-letter"),
        ["a letter to an office, signed by each"] = (Worn(t => t, (p, i) => p with { Text = $"Dear Senator, {p.Text} {StudyWords.People[i % 12]}" }, new SlotFacts(SlotType.Words, StudyWords.People)), "form-letter"),
        ["numbers by one client at regular intervals"] = (Worn(t => t, (p, i) => p with { Text = $"{p.Text} {i + 100}", Client = "WeatherLink", Time = LabelSample.Monday + (i * 60_000L) }, new SlotFacts(SlotType.Number, ["100"])), "automated-feed"),
        ["a known issuer's name and the word warning"] = (Worn(t => $"Velna Water Office warning: {t}"), "alert"),
        ["everything else that the accounts link is on one host"] = (Worn(t => t, (p, _) => p with { Account = "host-" + p.Account }), "one-owner"),
    };

    public static TheoryData<string> Costumes => [.. s_costumes.Keys];

    [Theory]
    [MemberData(nameof(Costumes))]
    public void CoordinatedPostsInCostume(string costume)
    {
        StudyTexts.SkipUnlessInstalled();
        (var dress, var explainedBy) = s_costumes[costume];
        var crowd = new StudyCrowd(77);
        var labeller = new Labeller(s_references.Value);
        var judged = Enumerable.Range(0, Groups).Select(_ => labeller.Label(dress(crowd, () => crowd.Pick(StudyTexts.Of(crowd.Pick(StudyTexts.Languages)))) with { HostsElsewhere = HostsElsewhere })).ToArray();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{costume}: {judged.Count(l => l.IsExplained)} of {Groups} explained; labels {string.Join(", ", judged.SelectMany(l => l.Applying).CountBy(f => f.Label.Code()).Select(c => $"{c.Key} {c.Value}"))}"));
        if (explainedBy.Length == 0)
        {
            Assert.All(judged, labels => Assert.Equal("", labels.ExplainedBy));
        }
        else
        {
            Assert.All(judged, labels => Assert.Equal(explainedBy, labels.ExplainedBy));
        }
    }

    private static MainHost HostsElsewhere(string account) => account.StartsWith("host-", StringComparison.Ordinal) ? new MainHost("paper.example", 90, 90) : new MainHost("a.example", 8, 16);

    private static readonly Lazy<LabelReferences> s_references = new(() => new LabelReferences
    {
        Known = LabelSample.Known(string.Join('\n', StudyTexts.Verses.Select(v => $"{v.Text}\t{v.Citation}")) + "\nVelna Water Office\t\tissuer\nTamdo Gauges\t\tsource"),
        Accounts = LabelSample.Owners("account,owner\nother,Tamdo Media\n"),
        Hashtags = _ => new HashtagUse(10_000, 500, 4_000),
    });

    private static Func<StudyCrowd, Func<string>, ClusterFacts> Worn(Func<string, string> text, Func<PostFacts, int, PostFacts>? edit = null, params SlotFacts[] slots) => (crowd, source) =>
    {
        var worn = text(source());
        return crowd.Cluster(crowd.Posts(crowd.Number(5, 200), crowd.Burst(Jitter), _ => worn, edit), slots);
    };

    private static Func<StudyCrowd, Func<string>, ClusterFacts> Beside(Func<List<PostFacts>, IEnumerable<PostFacts>> others) => (crowd, source) =>
    {
        var text = source();
        var posts = crowd.Posts(crowd.Number(20, 100), crowd.Burst(Jitter), _ => text);
        posts.AddRange(others(posts));
        return crowd.Cluster(posts);
    };

    private static PostFacts[] Loud(List<PostFacts> posts, int count, Func<int, long> time) =>
        Enumerable.Range(0, count).Select(i => posts[0] with { Account = "loud", Row = 10_000 + i, Time = time(i) }).ToArray();
}
