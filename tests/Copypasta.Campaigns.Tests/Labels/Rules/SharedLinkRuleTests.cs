namespace Copypasta.Campaigns.Tests;

public sealed class SharedLinkRuleTests
{
    private const string Title = "Ferry to Velnamere leaves from northern pier until bridge is mended | The Tamdo Post";
    private const string Headline = "Ferry to Velnamere leaves from northern pier until bridge is mended";

    [Fact]
    public void ATitleSharedWithItsLinkIsASharedLink()
    {
        var finding = Linked(10, 10, Headline, Title).Judge(LabelCode.SharedLink);
        Assert.Equal((Answer.Yes, "tamdopost.example/ferry"), (finding.Answer, finding.Words("link")));
        Assert.Equal([new ExampleRow(0, 1), new ExampleRow(0, 2), new ExampleRow(0, 3)], finding.Examples);
    }

    [Theory]
    [InlineData(8, Answer.Yes)]
    [InlineData(7, Answer.No)]
    public void FourFifthsMustShareIt(int linked, Answer expected) => Assert.Equal(expected, Linked(10, linked, Headline, Title).Judge(LabelCode.SharedLink).Answer);

    [Fact]
    public void ALinkBesideATextOfTheirOwnIsNone() =>
        Assert.Equal(Answer.No, Linked(10, 10, "We all know what the council will do with the bridge and we will not be silent about it", Title).Judge(LabelCode.SharedLink).Answer);

    [Fact]
    public void ATitleWithinALongerTextIsNone() =>
        Assert.Equal(Answer.No, Linked(10, 10, Headline + " and this is what they will never tell you about the council of Velnamere", Title).Judge(LabelCode.SharedLink).Answer);

    [Fact]
    public void WithoutATitleItCannotBeTold()
    {
        var finding = Linked(10, 10, Headline, null).Judge(LabelCode.SharedLink);
        Assert.Equal(Answer.CannotTell, finding.Answer);
        Assert.Equal(["link title"], finding.Missing);
    }

    [Theory]
    [InlineData("{0} {1} via @tamdopost")]
    [InlineData("{0} via @tamdopost {1}")]
    [InlineData("{0} {1} vía @tamdopost #ferry")]
    [InlineData("{0} {1} через @tamdopost")]
    [InlineData("{0} {1} @tamdopostより")]
    [InlineData("{0} {1} @tamdopostさんから")]
    [InlineData("I liked a @YouTube video {1} {0}")]
    public void ShareButtonsWordsNeedNoTitle(string pattern) =>
        Assert.Equal(Answer.Yes, Linked(10, 10, string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, Headline, "https://www.tamdopost.example/ferry?utm_source=tw"), null).Judge(LabelCode.SharedLink).Answer);

    [Theory]
    [InlineData("We travel to Velnamere via @tamdoferry, every day {0}")]
    [InlineData("They travel to Velnamere via the northern pier {0}")]
    public void ViaWithinASentenceIsNoShareButtons(string text) =>
        Assert.Equal(Answer.CannotTell, Linked(10, 10, string.Format(System.Globalization.CultureInfo.InvariantCulture, text, "https://www.tamdopost.example/ferry"), null).Judge(LabelCode.SharedLink).Answer);

    [Fact]
    public void ShortenedAddressesMayBeOneLinkOrMany()
    {
        var finding = LabelSample.Cluster(10, (p, i) => p with { Text = $"{Headline} https://t.co/x{i}", LinkTitle = Title }).Judge(LabelCode.SharedLink);
        Assert.Equal(Answer.CannotTell, finding.Answer);
        Assert.Equal(["unshortened link"], finding.Missing);
    }

    [Fact]
    public void TrackingParametersDoNotTellAddressesApart()
    {
        var finding = LabelSample.Cluster(10, (p, i) => p with { Text = $"{Headline} HTTPS://m.TamdoPost.example/ferry/?utm_campaign=x{i}#part{i}", LinkTitle = Title }).Judge(LabelCode.SharedLink);
        Assert.Equal((Answer.Yes, "tamdopost.example/ferry"), (finding.Answer, finding.Words("link")));
    }

    [Theory]
    [InlineData("{0}", "")]
    [InlineData("{0} | The Tamdo Post", " | The Tamdo Post")]
    [InlineData("{0} – The Tamdo Post", "")]
    [InlineData("“{0}”", " - The Tamdo Post")]
    [InlineData("«{0}»", "")]
    [InlineData("{0}… #ferry", "")]
    [InlineData("Ferry to Velnamere leaves from northern pier until br…", " | The Tamdo Post")]
    [InlineData("{0} #ferry #velna", " | The Tamdo Post")]
    [InlineData("Worth a read: {0}", " | The Tamdo Post")]
    [InlineData("{0} 👏👏", "")]
    public void ATitleMayHaveAFewThingsAboutIt(string pattern, string site) => Assert.Equal(
        Answer.Yes, Linked(10, 10, string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, Headline), Headline + site).Judge(LabelCode.SharedLink).Answer);

    [Theory]
    [InlineData("{0} and that is why we say no to all of it")]
    [InlineData("No to the council, no to the northern pier: {0}")]
    public void AMessageBesideATitleIsNone(string pattern) => Assert.Equal(
        Answer.No, Linked(10, 10, string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, Headline), Title).Judge(LabelCode.SharedLink).Answer);

    [Fact]
    public void OneTitleOnOneHostIsOnePage()
    {
        Assert.Equal(Answer.Yes, Addressed(i => $"https://tamdopost.example/?p=7&ref=x{i}").Answer);
        Assert.Equal(Answer.No, Addressed(i => $"https://tamdopost{i}.example/?p=7").Answer);

        static Finding Addressed(Func<int, string> address) => LabelSample.Cluster(10, (p, i) => p with { Links = [address(i)], LinkTitle = Title }, Headline).Judge(LabelCode.SharedLink);
    }

    private static ClusterFacts Linked(int posts, int linked, string text, string? title) => LabelSample.Cluster(
        posts, (p, i) => p with { Links = i < linked ? ["https://www.tamdopost.example/ferry"] : ["https://elsewhere.example/" + i], LinkTitle = title }, text);
}
