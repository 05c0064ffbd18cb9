namespace Copypasta.EndToEnd;

/// <summary>--force: nothing of the old run is touched before the new one is complete.</summary>
public sealed class ReplacementTests : IDisposable
{
    private const string Sea = "hello there my friend of the sea";

    private readonly Workspace _work = new();

    [Fact]
    public void ARunCanReadItsOwnTableAndReplaceIt()
    {
        var run = _work.Detect("run", Posts());
        var again = _work.Detect("run", run["posts.csv"], "--force", "--outputs", "jsonl").CountsAddUp();
        Assert.Equal(2, again.Count("kept"));
        Assert.False(File.Exists(run["posts.csv"]));
        Assert.False(File.Exists(run["report.html"]));
        Assert.Equal(2, File.ReadLines(run["posts.jsonl"]).Count());
    }

    [Fact]
    public void ARunThatFailsLeavesTheOldOneWhole()
    {
        var run = _work.Detect("run", Posts());
        var before = Contents(run.Folder);
        var result = CopypastaProcess.Run("detect", run["posts.csv"], _work.Write("cut.csv.gz", [0x1F, 0x8B, 8, 0]), "-o", run.Folder, "--force");
        Assert.Equal(2, result.ExitCode);
        Assert.Equal(before, Contents(run.Folder));
    }

    [Fact]
    public void AFolderThatIsNoRunIsNotTaken()
    {
        var input = Posts();
        var folder = Directory.CreateDirectory(_work["archive"]).FullName;
        File.Copy(input, Path.Combine(folder, "posts.csv"));
        var result = CopypastaProcess.Run("detect", input, "-o", folder, "--force");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("not a run", result.Error, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(input), Assert.Single(Contents(folder)).Value);
    }

    public void Dispose() => _work.Dispose();

    private string Posts() => _work.Write("good.csv", $"id,text\n1,{Sea}\n2,{Sea}\n");

    private static SortedDictionary<string, string> Contents(string folder) => new(Directory.GetFiles(folder).ToDictionary(file => file, File.ReadAllText), StringComparer.Ordinal);
}
