namespace Copypasta.Campaigns.Tests;

public sealed class RecurringPhraseRuleTests
{
    private const long Week = 7 * LabelSample.Day;

    [Theory]
    [InlineData(20, 6, Answer.Yes)]
    [InlineData(19, 6, Answer.No)]
    [InlineData(20, 5, Answer.No)]
    public void TwentyAccountsInSixWeeks(int accounts, int weeks, Answer expected)
    {
        var finding = LabelSample.Cluster(accounts, (p, i) => p with { Time = LabelSample.Monday + (i % weeks * Week) }).Judge(LabelCode.RecurringPhrase);
        Assert.Equal(expected, finding.Answer);
        Assert.Equal(weeks, finding.Value("weeks"));
    }

    [Theory]
    [InlineData(6, Answer.Yes)]
    [InlineData(7, Answer.No)]
    public void NoWeekHasMoreThanThirtyPercent(int inOneWeek, Answer expected) => Assert.Equal(
        expected, LabelSample.Cluster(20, (p, i) => p with { Time = LabelSample.Monday + ((i < inOneWeek ? 0 : 1 + (i % 6)) * Week) }).Judge(LabelCode.RecurringPhrase).Answer);

    [Fact]
    public void WeeksBeginOnMonday()
    {
        // Sunday's last and Monday's first second are in two weeks, six days apart are in one.
        var cluster = LabelSample.Cluster(24, (p, i) => p with { Time = LabelSample.Monday + (i % 6 * Week) + (i < 12 ? 0 : Week - 1000) });
        Assert.Equal(6, cluster.Judge(LabelCode.RecurringPhrase).Value("weeks"));
        Assert.Equal(12, LabelSample.Cluster(24, (p, i) => p with { Time = LabelSample.Monday + (i % 6 * 2 * Week) - (i < 12 ? 0 : 1000) }).Judge(LabelCode.RecurringPhrase).Value("weeks"));
    }

    [Fact]
    public void OneAccountThatGoesOnDoesNotExplainABurstOfOthers()
    {
        var finding = LabelSample.Cluster(120, (p, i) => i < 25 ? p : p with { Account = "a0", Time = LabelSample.Monday + ((i - 24) * Week) }).Judge(LabelCode.RecurringPhrase);
        Assert.Equal((Answer.Yes, LabelEffect.Context), (finding.Answer, finding.Effect));
        Assert.InRange(finding.Value("largest_week_by_account"), 0.9, 1);
    }

    [Fact]
    public void TheSameAccountsWeekAfterWeekAreExplained()
    {
        var finding = LabelSample.Cluster(250, (p, i) => p with { Account = $"a{i % 25}", Time = LabelSample.Monday + (i / 25 * Week) }).Judge(LabelCode.RecurringPhrase);
        Assert.Equal((Answer.Yes, LabelEffect.Explains), (finding.Answer, finding.Effect));
    }

    [Theory]
    [InlineData(true, "account")]
    [InlineData(false, "time")]
    public void WithoutAccountsOrTimesItCannotBeTold(bool isAccount, string missing)
    {
        var finding = LabelSample.Cluster(60, (p, i) => p with { Account = isAccount ? null : p.Account, Time = isAccount ? LabelSample.Monday + (i % 6 * Week) : null }).Judge(LabelCode.RecurringPhrase);
        Assert.Equal(Answer.CannotTell, finding.Answer);
        Assert.Equal([missing], finding.Missing);
    }
}
