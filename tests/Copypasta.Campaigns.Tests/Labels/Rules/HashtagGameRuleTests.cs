namespace Copypasta.Campaigns.Tests;

public sealed class HashtagGameRuleTests
{
    private static readonly string[] s_jokes =
    [
        "The Lord of the Oars", "Twelve Angry Otters", "Gone with the Ferry", "A Fistful of Barnacles", "Pier Pressure", "Some Like It Wet", "The Good, the Bad and the Anchor", "Raiders of the Lost Buoy",
    ];

    [Fact]
    public void JokesUnderOneHashtagAreAGame()
    {
        var finding = LabelSample.Cluster(8, (p, i) => p with { Text = $"{s_jokes[i]} #MakeAFilmMaritime" }).Judge(LabelCode.HashtagGame);
        Assert.Equal((Answer.Yes, "makeafilmmaritime", LabelEffect.Context), (finding.Answer, finding.Words("hashtag"), finding.Effect));
    }

    [Fact]
    public void OneTextUnderAHashtagIsNone() => Assert.Equal(
        Answer.No, Tagged().Judge(LabelCode.HashtagGame, new LabelReferences { Hashtags = _ => new HashtagUse(40, 21, 35) }).Answer);

    [Fact]
    public void WhatTheArchiveSaysUnderItCounts() => Assert.Equal(
        Answer.Yes, Tagged().Judge(LabelCode.HashtagGame, new LabelReferences { Hashtags = tag => tag == "velna" ? new HashtagUse(40, 20, 35) : null }).Answer);

    [Theory]
    [InlineData(40, 20, 10, Answer.Yes)]
    [InlineData(40, 20, 9, Answer.No)]
    [InlineData(150, 20, 10, Answer.Yes)]
    [InlineData(151, 20, 10, Answer.No)]
    [InlineData(40, 20, 0, Answer.CannotTell)]
    public void ManyMustSayOtherThings(int posts, int copies, int accounts, Answer expected) => Assert.Equal(
        expected, Tagged().Judge(LabelCode.HashtagGame, new LabelReferences { Hashtags = _ => new HashtagUse(posts, copies, accounts) }).Answer);

    [Fact]
    public void TheSameFewWithOneHashtagPlayNoGame() => Assert.Equal(
        Answer.No, LabelSample.Cluster(8, (p, i) => p with { Text = $"{s_jokes[i]} #MakeAFilmMaritime", Account = $"a{i % 4}" }).Judge(LabelCode.HashtagGame, new LabelReferences { Hashtags = _ => new HashtagUse(8, 8, 4) }).Answer);

    /// <summary>The census has its hashtags in NFKC_Casefold.</summary>
    [Theory]
    [InlineData("#Straße", "strasse")]
    [InlineData("#ＶＥＬＮＡ", "velna")]
    [InlineData("＃Velna", "velna")]
    public void TheArchivesUseIsFoundHoweverTheHashtagIsWritten(string written, string key) => Assert.Equal(
        Answer.Yes, LabelSample.Cluster(8, text: $"{LabelSample.Text} {written}").Judge(LabelCode.HashtagGame, new LabelReferences { Hashtags = tag => tag == key ? new HashtagUse(40, 20, 35) : null }).Answer);

    /// <summary>"#1" is a number, as for the census.</summary>
    [Fact]
    public void ANumberIsNoOtherHashtag() => Assert.Equal(
        "velna", LabelSample.Cluster(8, text: LabelSample.Text + " is #1 #Velna").Judge(LabelCode.HashtagGame).Words("hashtag"));

    [Fact]
    public void WithoutTheArchivesUseItCannotBeTold() => Assert.Equal(["use of the hashtag"], Tagged().Judge(LabelCode.HashtagGame).Missing);

    [Fact]
    public void OtherNumbersAreNoOtherThingSaid() => Assert.Equal(Answer.CannotTell, LabelSample.Cluster(8, (p, i) => p with { Text = $"{i}{i} km in {7 * i} min #rower" }).Judge(LabelCode.HashtagGame).Answer);

    [Fact]
    public void TwoHashtagsAreNone() => Assert.Equal(Answer.No, LabelSample.Cluster(8, (p, i) => p with { Text = $"{s_jokes[i]} #MakeAFilmMaritime #film" }).Judge(LabelCode.HashtagGame).Answer);

    private static ClusterFacts Tagged() => LabelSample.Cluster(8, text: LabelSample.Text + " #Velna");
}
