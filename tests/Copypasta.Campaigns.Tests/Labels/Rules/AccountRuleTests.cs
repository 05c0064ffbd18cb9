namespace Copypasta.Campaigns.Tests;

/// <summary>one-owner, self-repeat and too-common.</summary>
public sealed class AccountRuleTests
{
    [Theory]
    [InlineData(9, Answer.Yes)]
    [InlineData(8, Answer.CannotTell)]
    public void NineTenthsMustHaveOneOwner(int owned, Answer expected)
    {
        var owners = LabelSample.Owners("account,owner\n" + string.Concat(Enumerable.Range(0, owned).Select(i => $"a{i},Tamdo Media\n")));
        var finding = LabelSample.Cluster(10).Judge(LabelCode.OneOwner, new LabelReferences { Accounts = owners });
        Assert.Equal((expected, "Tamdo Media", (double)owned), (finding.Answer, finding.Words("owner"), finding.Value("with_owner")));
    }

    [Fact]
    public void TwoOwnersAreNotOne()
    {
        var owners = LabelSample.Owners("account,owner,profile\n" + string.Concat(Enumerable.Range(0, 10).Select(i => $"a{i},Owner {i % 2},https://x.example/a{i}\n")));
        var cluster = LabelSample.Cluster(10) with { HostsElsewhere = account => new MainHost($"{account}.example", 20, 20) };
        Assert.Equal(Answer.No, cluster.Judge(LabelCode.OneOwner, new LabelReferences { Accounts = owners }).Answer);
    }

    [Fact]
    public void ProfilesMustLinkBothWays()
    {
        string File(bool back) => "account,profile,links\na0,https://x.example/a0,https://x.example/a1\na1,https://x.example/a1," + (back ? "https://X.example/a0/" : "") + "\n";
        Assert.Equal(Answer.Yes, LabelSample.Cluster(2).Judge(LabelCode.OneOwner, new LabelReferences { Accounts = LabelSample.Owners(File(true)) }).Answer);
        Assert.NotEqual(Answer.Yes, LabelSample.Cluster(2).Judge(LabelCode.OneOwner, new LabelReferences { Accounts = LabelSample.Owners(File(false)) }).Answer);
    }

    [Theory]
    [InlineData("tamdo.example", 8, 2, Answer.Yes)]
    [InlineData("tamdo.example", 79, 21, Answer.No)]
    [InlineData("youtube.com", 20, 0, Answer.No)]
    [InlineData("tamdo.example", 7, 1, Answer.CannotTell)]
    public void WhatAccountsLinkElsewhere(string host, int there, int others, Answer expected)
    {
        var references = new LabelReferences { Accounts = LabelSample.Owners("account,owner,profile\n" + string.Concat(Enumerable.Range(0, 10).Select(i => $"a{i},o{i},https://x.example/a{i}\n"))) };
        var finding = (LabelSample.Cluster(10) with { HostsElsewhere = _ => new MainHost(host, there, there + others) }).Judge(LabelCode.OneOwner, references);
        Assert.Equal(expected, finding.Answer);
    }

    [Fact]
    public void ALinkInTheClustersOwnPostsIsNotElsewhere() => Assert.NotEqual(
        Answer.Yes, (LabelSample.Cluster(10, text: LabelSample.Text + " https://tamdo.example/x") with { HostsElsewhere = _ => default }).Judge(LabelCode.OneOwner).Answer);

    [Theory]
    [InlineData(9, Answer.Yes, LabelEffect.Explains)]
    [InlineData(8, Answer.No, LabelEffect.Explains)]
    public void NineTenthsAreOneAccounts(int own, Answer expected, LabelEffect effect)
    {
        var finding = LabelSample.Cluster(10, (p, i) => i < own ? p with { Account = "same" } : p).Judge(LabelCode.SelfRepeat);
        Assert.Equal(expected, finding.Answer);
        Assert.True(finding.Answer == Answer.No || finding.Effect == effect);
    }

    [Fact]
    public void OneAccountThatRepeatsItselfDoesNotExplainTheOthers()
    {
        var finding = LabelSample.Cluster(300, (p, i) => i < 20 ? p : p with { Account = "same" }).Judge(LabelCode.SelfRepeat);
        Assert.Equal((Answer.Yes, LabelEffect.Context, 20.0), (finding.Answer, finding.Effect, finding.Value("other_accounts")));
    }

    [Fact]
    public void WithoutAccountsSelfRepeatCannotBeTold() => Assert.Equal(Answer.CannotTell, LabelSample.Cluster(10, (p, _) => p with { Account = null }).Judge(LabelCode.SelfRepeat).Answer);

    [Theory]
    [InlineData("Good morning!", Answer.Yes)]
    [InlineData("早上好", Answer.Yes)]
    [InlineData(LabelSample.Text, Answer.No)]
    public void ShortTextsAreTooCommon(string text, Answer expected) => Assert.Equal(expected, LabelSample.Cluster(5, text: text).Judge(LabelCode.TooCommon).Answer);

    [Theory]
    [InlineData(50, 5000L, Answer.Yes)]
    [InlineData(49, 5000L, Answer.No)]
    [InlineData(19, 100L, Answer.No)]
    [InlineData(50, null, Answer.CannotTell)]
    public void OnePercentOfTheEligibleIsTooCommon(int accounts, long? eligible, Answer expected) =>
        Assert.Equal(expected, (LabelSample.Cluster(accounts) with { EligibleAccounts = eligible }).Judge(LabelCode.TooCommon).Answer);
}
