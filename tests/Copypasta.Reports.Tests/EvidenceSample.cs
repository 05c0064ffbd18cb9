using System.Text;
using Copypasta.Archives;
using Copypasta.Campaigns;
using Copypasta.Detection;

namespace Copypasta.Reports.Tests;

/// <summary>Clusters and evidence as a run finds them in some posts.</summary>
internal sealed record EvidenceSample(DetectionResult Result, Evidence Evidence)
{
    /// <summary>Reads a CSV with a header, finds the clusters and draws the evidence.</summary>
    /// <param name="csv">The posts.</param>
    /// <param name="map">Field to column.</param>
    public static async Task<EvidenceSample> OfAsync(string csv, params (string Field, string Column)[] map)
    {
        var options = new DetectionOptions { Fields = EvidenceStage.Fields, Threads = 1 };
        var reader = new PostReader(
            [new InputFile("posts.csv")],
            new ReaderOptions { Fields = options.CarriedFields, Map = map.ToDictionary(mapped => mapped.Field, mapped => mapped.Column) },
            reject => Assert.Fail(reject.Reason),
            open: _ => new MemoryStream(Encoding.UTF8.GetBytes(csv)));
        Evidence? evidence = null;
        var clock = new StageClock();
        var run = await Detector.RunAsync(
            reader.ReadAsync(), ["posts.csv"], options, clock, null, TestContext.Current.CancellationToken,
            look: kept => evidence = EvidenceStage.Run(kept, [new SourceFacts(reader.Summaries[0].TimeResolution, false)], options, new EvidenceOptions { Permutations = 40 }, clock));
        return new EvidenceSample(run.Result, evidence!);
    }

    /// <summary>The page.</summary>
    public string Page(int threads = 1) => Sample.Written(stream => HtmlReport.Write(stream, Result, Sample.Run, null, Evidence, threads));
}
