namespace Copypasta.Campaigns.Tests;

public sealed class KnownTextRuleTests
{
    private const string File = """
        The oak bends before the southern wind and rises when it has passed	Book of Oaks 1:1
        The reed asks the river for its way and the river answers with the sea	Book of Oaks 1:2
        Many happy returns
        A morning that begins with fog will end with a sky so wide that none remembers the fog	Sayings
        """;

    private static readonly LabelReferences s_references = new() { Known = LabelSample.Known(File) };

    [Theory]
    [InlineData("The oak bends before the southern wind and rises when it has passed", "Book of Oaks 1:1")]
    [InlineData("THE OAK bends before the southern wind, and rises when it has passed! 🙏 @velna", "Book of Oaks 1:1")]
    [InlineData("bends before the southern wind and rises", "Book of Oaks 1:1")]
    [InlineData("rises when it has passed. The reed asks the river for its way", "Book of Oaks 1:2")]
    [InlineData("Many happy returns!", "known.tsv:3")]
    public void TextsOfAReferenceAreKnown(string text, string citation)
    {
        var finding = LabelSample.Cluster(5, text: text).Judge(LabelCode.KnownText, s_references);
        Assert.Equal((Answer.Yes, citation), (finding.Answer, finding.Words("citation")));
        Assert.InRange(finding.Value("containment"), 0.8, 1);
    }

    [Theory]
    [InlineData("“The oak bends before the southern wind and rises when it has passed” - Book of Oaks 1:1")]
    [InlineData("Book of Oaks 1:1: The oak bends before the southern wind and rises when it has passed. Amen 🙏")]
    [InlineData("Verse of the day: The oak bends before the southern wind and rises when it has passed. (Book of Oaks 1:1) #oaks")]
    [InlineData("As my grandmother said: The oak bends before the southern wind and rises when it has passed")]
    public void AReferenceInAFrameIsKnown(string text)
    {
        var finding = LabelSample.Cluster(5, text: text).Judge(LabelCode.KnownText, s_references);
        Assert.Equal((Answer.Yes, "Book of Oaks 1:1"), (finding.Answer, finding.Words("citation")));
        Assert.InRange(finding.Value("containment"), 0.5, 1);
    }

    [Theory]
    [InlineData(LabelSample.Text)]
    [InlineData("Sign against the bridge now! The oak bends before the southern wind and rises when it has passed. We meet at the pier")]
    [InlineData("Many happy")]
    [InlineData("The oak bends before the southern wind and rises when it has passed. So vote against the bridge today")]
    [InlineData("The oak bends before the southern wind, they say, but we shall not bend before the council")]
    [InlineData("Many happy returns A morning that begins with fog will end with a sky so wide that nobody is ever going to know it again")]
    public void OthersAreNot(string text) => Assert.Equal(Answer.No, LabelSample.Cluster(5, text: text).Judge(LabelCode.KnownText, s_references).Answer);

    [Fact]
    public void WithoutReferencesItCannotBeTold() => Assert.Equal(Answer.CannotTell, LabelSample.Cluster(5).Judge(LabelCode.KnownText).Answer);
}
