namespace Copypasta.Campaigns.Tests;

/// <summary>automated-feed and alert.</summary>
public sealed class FeedRuleTests
{
    private static readonly SlotFacts s_number = new(SlotType.Number, ["120", "121"]);
    private static readonly SlotFacts s_time = new(SlotType.Time, ["8:00", "9:00"]);
    private static readonly SlotFacts s_place = new(SlotType.Words, ["Velna", "Tamdo"]);

    [Fact]
    public void RegularReportsAreAFeed()
    {
        var finding = Feed(20).Judge(LabelCode.AutomatedFeed);
        Assert.Equal((Answer.Yes, 1.0), (finding.Answer, finding.Share));
        Assert.Equal(0, finding.Value("interval_cv"), 6);
    }

    [Fact]
    public void ATextThatDoesNotVaryIsNoReport() => Assert.Equal(Answer.No, (Feed(20) with { Slots = [] }).Judge(LabelCode.AutomatedFeed).Answer);

    [Theory]
    [InlineData(SlotType.Text)]
    [InlineData(SlotType.Words)]
    [InlineData(SlotType.Mention)]
    [InlineData(SlotType.Hashtag)]
    public void WordsThatVaryAreNoReport(SlotType kind) => Assert.Equal(Answer.No, (Feed(20) with { Slots = [s_number, new SlotFacts(kind, ["rising", "falling"])] }).Judge(LabelCode.AutomatedFeed).Answer);

    [Fact]
    public void NamesThatVaryAloneAreNoReport() => Assert.Equal(Answer.No, (Feed(20) with { Slots = [s_place] }).Judge(LabelCode.AutomatedFeed).Answer);

    [Fact]
    public void WithoutATemplateItCannotBeTold() => Assert.Equal(
        ["template"], (Feed(20, (p, i) => p with { Text = $"{p.Text}, {(i % 2 == 0 ? "rising" : "falling")}" }) with { Slots = null }).Judge(LabelCode.AutomatedFeed).Missing);

    [Fact]
    public void ANumberWithItsUnitIsAMeasure()
    {
        Assert.Equal(Answer.Yes, (Feed(20) with { Slots = [new SlotFacts(SlotType.Word, ["2.1m", "2.2m"])] }).Judge(LabelCode.AutomatedFeed).Answer);
        Assert.Equal(Answer.No, (Feed(20) with { Slots = [new SlotFacts(SlotType.Word, ["rising", "falling"])] }).Judge(LabelCode.AutomatedFeed).Answer);
    }

    [Fact]
    public void WithoutATemplateNumbersAndNamesTellAReport() => Assert.Equal(
        Answer.Yes, (Feed(20, (p, i) => p with { Text = $"{p.Text} at {(i % 2 == 0 ? "Tamdo" : "Velna Bridge")}" }) with { Slots = null }).Judge(LabelCode.AutomatedFeed).Answer);

    [Theory]
    [InlineData(10, 60, 0, Answer.Yes)]
    [InlineData(10, 60, 20, Answer.No)]
    [InlineData(4, 60, 0, Answer.Yes)]
    [InlineData(3, 60, 0, Answer.Yes)]
    [InlineData(3, 60, 5, Answer.No)]
    [InlineData(2, 60, 0, Answer.No)]
    [InlineData(3, 20, 0, Answer.No)]
    [InlineData(10, 20, 0, Answer.Yes)]
    public void PostsByTheClockAreRegularWhateverRunsAreMissing(int posts, int minutes, int jitter, Answer expected) => Assert.Equal(
        expected, Feed(posts, (p, i) => p with { Time = LabelSample.Monday + (i * i * minutes * 60_000L) + (i * 7 % 10 * jitter * 60_000L / 10) }).Judge(LabelCode.AutomatedFeed).Answer);

    [Fact]
    public void PostsOfManyAccountsAtOneMinuteAreNotByTheClock() => Assert.Equal(
        Answer.No, Feed(20, (p, i) => p with { Account = $"a{i}", Time = LabelSample.Monday + (i * i * LabelSample.Hour) }).Judge(LabelCode.AutomatedFeed).Answer);

    [Fact]
    public void ASourceOfKnownThatTheTextNamesIsANamedSource() => Assert.Equal(Answer.Yes, Feed(20, (p, i) => p with { Text = p.Text + ". Source: Tamdo Gauges", Time = LabelSample.Monday + ((long)i * i * LabelSample.Hour) + (i * 7919_000L) }).Judge(
        LabelCode.AutomatedFeed, new LabelReferences { Known = LabelSample.Known("Tamdo Gauges\t\tsource") }).Answer);

    [Fact]
    public void WithoutAClientItCannotBeTold() => Assert.Equal(["client"], Feed(20, (p, _) => p with { Client = null }).Judge(LabelCode.AutomatedFeed).Missing);

    [Fact]
    public void WithoutTimesItCannotBeTold() => Assert.Equal(["time"], Feed(20, (p, _) => p with { Time = null }).Judge(LabelCode.AutomatedFeed).Missing);

    [Fact]
    public void SeveralClientsAreNoFeed() => Assert.Equal(Answer.No, Feed(20, (p, i) => p with { Client = $"client {i % 2}" }).Judge(LabelCode.AutomatedFeed).Answer);

    [Fact]
    public void IrregularPostsAreNoFeed() => Assert.Equal(Answer.No, Feed(20, (p, i) => p with { Time = LabelSample.Monday + ((long)i * i * (LabelSample.Hour + 613_000)) }).Judge(LabelCode.AutomatedFeed).Answer);

    [Fact]
    public void EachStationsOwnIntervalsCount()
    {
        // Ten stations, each at its own minute of every hour.
        var cluster = Feed(100, (p, i) => p with { Account = $"station{i % 10}", Time = LabelSample.Monday + (i / 10 * LabelSample.Hour) + (i % 10 * i % 10 * 60_000) });
        Assert.Equal(Answer.Yes, cluster.Judge(LabelCode.AutomatedFeed).Answer);
    }

    [Fact]
    public void TimesCoarserThanTheIntervalsShowNoRegularity() =>
        Assert.Equal(Answer.No, (Feed(20) with { TimeResolution = LabelSample.Day }).Judge(LabelCode.AutomatedFeed).Answer);

    [Theory]
    [InlineData("I rowed {0} km with Tamdo Rower", "Tamdo Rower", Answer.Yes)]
    [InlineData("I rowed {0} km with @TamdoRower", "Tamdo Rower", Answer.Yes)]
    [InlineData("I rowed {0} km with Twitter for iPhone", "Twitter for iPhone", Answer.No)]
    [InlineData("I rowed {0} km with my own oars today", "Tamdo Rower", Answer.No)]
    public void AnAppThatNamesItselfIsANamedSource(string text, string client, Answer expected) => Assert.Equal(expected, Feed(
        20, (p, i) => p with { Text = text.Replace("{0}", $"{i + 3}", StringComparison.Ordinal), Client = client, Time = LabelSample.Monday + ((long)i * i * (LabelSample.Hour + 613_000)) }).Judge(LabelCode.AutomatedFeed).Answer);

    [Fact]
    public void ASourceOfKnownIsANamedSource() => Assert.Equal(Answer.Yes, Feed(20, (p, i) => p with { Time = LabelSample.Monday + ((long)i * i * (LabelSample.Hour + 613_000)) }).Judge(
        LabelCode.AutomatedFeed, new LabelReferences { Known = LabelSample.Known("TamdoWeather\tWeather office of Tamdo\tsource") }).Answer);

    [Theory]
    [InlineData("Flood warning for {1}, {0}:00: stay off the pier")]
    [InlineData("Штормовое предупреждение: {1}, {0}:00")]
    [InlineData("{1}发布暴雨预警，{0}时")]
    [InlineData("{1} için fırtına uyarısı, saat {0}")]
    [InlineData("Unwetterwarnung für {1} ab {0} Uhr")]
    public void AFeedOfPlaceTimeAndSeverityIsAnAlert(string text)
    {
        var feed = Feed(20, (p, i) => p with { Text = string.Format(System.Globalization.CultureInfo.InvariantCulture, text, i, i % 2 == 0 ? "Velna" : "Tamdo") });
        Assert.Equal(Answer.Yes, (feed with { Slots = [s_place, s_time] }).Judge(LabelCode.Alert).Answer);
        Assert.Equal(Answer.No, (feed with { Slots = [s_number] }).Judge(LabelCode.Alert).Answer);
    }

    [Fact]
    public void AFeedThatSaysNothingGraveIsNoAlert() => Assert.Equal(Answer.No, (Feed(20) with { Slots = [s_place, s_time] }).Judge(LabelCode.Alert).Answer);

    [Fact]
    public void AnIssuersPostsAreAlerts()
    {
        var references = new LabelReferences { Known = LabelSample.Known("velna-water\tWater office of Velna\tissuer\nVelna Water Office\t\tissuer") };
        Assert.Equal(Answer.Yes, LabelSample.Cluster(5, (p, _) => p with { Account = "velna-water" }).Judge(LabelCode.Alert, references).Answer);
        Assert.Equal(Answer.Yes, LabelSample.Cluster(5, text: "Velna Water Office: flood warning, leave the pier").Judge(LabelCode.Alert, references).Answer);
        Assert.Equal(Answer.No, LabelSample.Cluster(5, text: "Velna Water Office is a place where nobody works").Judge(LabelCode.Alert, references).Answer);
        Assert.Equal(Answer.No, LabelSample.Cluster(5, text: "Flood warning, leave the pier").Judge(LabelCode.Alert, references).Answer);
    }

    [Fact]
    public void WhatOthersPostAfterAnIssuerIsAnAlert()
    {
        var references = new LabelReferences { Known = LabelSample.Known("@VelnaWater\t\tissuer") };
        ClusterFacts Copied(Func<PostFacts, int, PostFacts> edit) => LabelSample.Cluster(6, edit, "Boil the water of the northern pier until we say that it is clean");
        Assert.Equal(Answer.Yes, Copied((p, i) => p with { Handle = i == 0 ? "VelnaWater" : $"h{i}" }).Judge(LabelCode.Alert, references).Answer);
        Assert.Equal(Answer.No, Copied((p, i) => p with { Handle = i == 1 ? "VelnaWater" : $"h{i}" }).Judge(LabelCode.Alert, references).Answer);
        Assert.Equal(Answer.No, Copied((p, i) => p with { Handle = i == 0 ? "VelnaWater" : $"h{i}", Time = LabelSample.Monday }).Judge(LabelCode.Alert, references).Answer);
        Assert.Equal(Answer.No, Copied((p, i) => p with { Handle = i == 0 ? "VelnaWater" : $"h{i}", Time = i == 3 ? null : p.Time }).Judge(LabelCode.Alert, references).Answer);
    }

    private static ClusterFacts Feed(int posts, Func<PostFacts, int, PostFacts>? edit = null) => LabelSample.Cluster(
        posts,
        (p, i) => (edit ?? ((q, _) => q))(p with { Text = $"Water at Velnamere stands at {120 + i} cm", Account = "station", Client = "TamdoWeather", Time = LabelSample.Monday + (i * LabelSample.Hour) }, i)) with
    { Slots = [s_number] };
}
