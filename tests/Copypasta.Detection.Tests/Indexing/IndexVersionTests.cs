namespace Copypasta.Detection.Tests;

/// <summary>Files of versions that this program does not know.</summary>
public sealed class IndexVersionTests
{
    private static readonly DetectionOptions s_options = Corpus.Exhaustive(0.6m) with { Plan = (8, 2) };

    [Fact]
    public async Task A_file_of_a_newer_version_is_refused()
    {
        using var index = new TestIndex().Create(s_options);
        await index.AddAsync(("day.csv", Corpus.OfTexts(Corpus.RandomTexts(0, 150))));
        var path = Path.Combine(index.Path, "00000001.segment");
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        bytes[^20] = 2;
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
        Assert.Contains("of version 2; this program reads version 1", Assert.Throws<IndexException>(() => IndexReader.Open(index.Path, IndexBudget.Unlimited)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_versions_are_refused()
    {
        using var index = new TestIndex().Create(s_options);
        var path = Path.Combine(index.Path, "index.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("copypasta-index/2", "copypasta-index/3", StringComparison.Ordinal));
        Assert.Contains("'copypasta-index/3'; this program reads copypasta-index/2", Assert.Throws<IndexException>(() => IndexReader.Open(index.Path, IndexBudget.Unlimited)).Message, StringComparison.Ordinal);
    }
}
