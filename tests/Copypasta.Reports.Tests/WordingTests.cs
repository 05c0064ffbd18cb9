namespace Copypasta.Reports.Tests;

/// <summary>The product reports behaviour: none of these words is in anything it writes by itself.</summary>
public sealed class WordingTests
{
    internal static readonly string[] Verdicts =
    [
        "bot", "troll", "fake", "sockpuppet", "inauthentic", "suspicious", "malicious", "guilty", "culprit", "propaganda", "disinformation", "influence operation",
    ];

    [Fact]
    public void NothingWrittenPassesAVerdict()
    {
        var sample = new Sample();
        sample.Cluster(sample.Post("x", time: Sample.Noon), sample.Post("y"));
        var result = sample.Result;
        var written = string.Concat(
            Sample.Written(stream => HtmlReport.Write(stream, result, Sample.Run with { Audit = Sample.Audit })),
            Sample.Written(stream => RunJson.Write(stream, Sample.Run)),
            Sample.Written(stream => Tables.Posts(result, TableFormat.JsonLines).Write(stream)),
            Sample.Written(stream => Tables.Clusters(result, TableFormat.JsonLines).Write(stream)),
            Sample.Written(stream => Tables.Families(result, TableFormat.JsonLines).Write(stream)),
            Sample.Written(stream => Tables.Pairs(result, TableFormat.JsonLines).Write(stream)),
            string.Join(' ', RunFolder.KnownFiles));

        // The page's own digests are random letters and would sooner or later spell one of them.
        written = System.Text.RegularExpressions.Regex.Replace(written, "sha256-[A-Za-z0-9+/=]+", "");
        Assert.All(Verdicts, word => Assert.DoesNotContain(word, written, StringComparison.OrdinalIgnoreCase));
    }
}
