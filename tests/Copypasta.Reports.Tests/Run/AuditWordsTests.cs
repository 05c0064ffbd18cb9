using System.Net;
using System.Text.Json;

namespace Copypasta.Reports.Tests;

public sealed class AuditWordsTests
{
    [Fact]
    public void ResultsAreNeverRoundedInTheirFavour() =>
        Assert.Equal(
            "Audit: 1,000 of the 250,000 texts long enough for near matching, drawn by seed 7, were compared with all of them by brute force. "
                + "300 have a text near-identical to them; one drawn for each is in the same family for 299: found recall 0.996666, 95% interval 0.981567 to 0.999916 (Clopper-Pearson).",
            AuditWords.Result(Sample.Audit));

    [Fact]
    public void OneIsSingular() =>
        Assert.Equal(
            "Audit: 1 of the 250,000 texts long enough for near matching, drawn by seed 7, was compared with all of them by brute force. "
                + "1 has a text near-identical to it; one drawn for each is in the same family for 1: found recall 1, 95% interval 0.025 to 1 (Clopper-Pearson).",
            AuditWords.Result(Sample.Audit with { Requested = 1, Sampled = 1, WithNeighbours = 1, Found = 1, Low = 0.025, High = 1 }));

    [Fact]
    public void WhereNoTextHasANeighbourNothingIsClaimed()
    {
        var none = Sample.Audit with { WithNeighbours = 0, Found = 0, Low = 0, High = 1 };
        Assert.EndsWith(
            " None has a text near-identical to it, so nothing can be said about the recall (interval 0 to 1); audit more texts.", AuditWords.Result(none), StringComparison.Ordinal);
        Assert.Equal(
            "Audit: all 0 texts long enough for near matching (fewer than the 1,000 asked for) were compared with all of them by brute force. "
                + "None has a text near-identical to it, so nothing can be said about the recall (interval 0 to 1).",
            AuditWords.Result(none with { Eligible = 0, Sampled = 0 }));
        Assert.StartsWith("Audit: all 1,000 texts long enough for near matching were compared ", AuditWords.Result(Sample.Audit with { Eligible = 1_000 }), StringComparison.Ordinal);
    }

    [Fact]
    public void TheRunHoldsTheSameNumbers()
    {
        using var json = JsonDocument.Parse(Sample.Written(stream => RunJson.Write(stream, Sample.Run with { Audit = Sample.Audit })));
        Assert.Equal(
            """{"requested":1000,"eligible":250000,"sampled":1000,"with_neighbours":300,"found":299,"recall":0.996666,"interval":"clopper-pearson","confidence_percent":95,"low":0.981567,"high":0.999916,"seed":7}""",
            json.RootElement.GetProperty("audit").GetRawText().Replace("\n", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal));
        var names = json.RootElement.EnumerateObject().Select(property => property.Name).ToList();
        Assert.True(names.IndexOf("audit") < names.IndexOf("environment"));
    }

    [Fact]
    public void TheReportSaysWhatWasMeasuredAndOfWhat()
    {
        var page = Sample.Written(stream => HtmlReport.Write(stream, new Sample().Result, Sample.Run with { Audit = Sample.Audit }));
        Assert.Contains($"<p>{WebUtility.HtmlEncode(AuditWords.Result(Sample.Audit))} {WebUtility.HtmlEncode(AuditWords.Meaning())}</p>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Audit:", Sample.Written(stream => HtmlReport.Write(stream, new Sample().Result, Sample.Run)), StringComparison.Ordinal);
    }
}
