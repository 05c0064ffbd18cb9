namespace Copypasta.Campaigns.Tests;

public sealed class RepostRuleTests
{
    [Theory]
    [InlineData(5, Answer.Yes)]
    [InlineData(4, Answer.No)]
    public void HalfOfThePostsMustBeReposts(int reposts, Answer expected)
    {
        var finding = LabelSample.Cluster(10, (p, i) => p with { IsRepost = i < reposts }).Judge(LabelCode.Repost);
        Assert.Equal((expected, reposts / 10.0, LabelEffect.Out), (finding.Answer, finding.Share, finding.Effect));
    }

    [Fact]
    public void ATextThatBeginsAsARepostIsOneWithoutThePlatformsMark() =>
        Assert.Equal(Answer.Yes, LabelSample.Cluster(4, (p, _) => p with { IsRepost = null }, "RT @velna: " + LabelSample.Text).Judge(LabelCode.Repost).Answer);

    [Fact]
    public void WithoutThePlatformsMarkItCannotBeTold()
    {
        var finding = LabelSample.Cluster(4, (p, _) => p with { IsRepost = null }).Judge(LabelCode.Repost);
        Assert.Equal(Answer.CannotTell, finding.Answer);
        Assert.Equal(["repost mark"], finding.Missing);
    }

    [Fact]
    public void OtherRulesDoNotCountReposts()
    {
        // One author's text, reposted by nine: of what was posted, all is one account's, and one post is no repetition.
        var labels = new Labeller(new LabelReferences()).Label(LabelSample.Cluster(10, (p, i) => p with { IsRepost = i > 0 }));
        Assert.Equal("repost", labels.Codes);
        Assert.Equal(1, labels[LabelCode.SelfRepeat].Value("account_posts"));
    }
}
