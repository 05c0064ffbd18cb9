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
    public static Task<EvidenceSample> OfAsync(string csv, params (string Field, string Column)[] map) => ReadAsync([csv], map);

    /// <summary>The same of an archive and a background.</summary>
    public static Task<EvidenceSample> WithBackgroundAsync(string csv, string background) => ReadAsync([csv, background], []);

    private static async Task<EvidenceSample> ReadAsync(string[] inputs, (string Field, string Column)[] map)
    {
        string[] sources = ["posts.csv", .. inputs.Length > 1 ? new[] { "others.csv" } : []];
        var options = new DetectionOptions { Fields = EvidenceStage.Fields, Threads = 1 };
        var reader = new PostReader(
            [.. sources.Select((source, i) => new InputFile(source) { IsBackground = i > 0 })],
            new ReaderOptions { Fields = options.CarriedFields, Map = map.ToDictionary(mapped => mapped.Field, mapped => mapped.Column) },
            reject => Assert.Fail(reject.Reason),
            open: file => new MemoryStream(Encoding.UTF8.GetBytes(inputs[Array.IndexOf(sources, file.Path)])));
        Evidence? evidence = null;
        var clock = new StageClock();
        var run = await Detector.RunAsync(
            reader.ReadAsync(), sources, options, clock, null, TestContext.Current.CancellationToken,
            look: kept => evidence = EvidenceStage.Run(kept, [.. reader.Summaries.Select(summary => new SourceFacts(summary.TimeResolution, false, summary.IsBackground))], options, new EvidenceOptions { Permutations = 40 }, clock));
        return new EvidenceSample(run.Result, evidence!);
    }

    /// <summary>The page.</summary>
    public string Page(int threads = 1) => Sample.Written(stream => HtmlReport.Write(stream, Result, Sample.Run, null, Evidence, threads: threads));
}
