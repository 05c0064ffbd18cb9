namespace Copypasta.EndToEnd;

/// <summary>What evaluate refuses and how it writes what it found.</summary>
public sealed class EvaluateTests : IDisposable
{
    private const string Sea = "hello there my friend of the sea";

    private readonly Workspace _work = new();

    [Fact]
    public void LabelsOfAnotherCorpusAreRefused()
    {
        var run = Detect("run");
        Assert.Contains("only 0 of 4 ids of", Refused(run, Truth("a,1", "b,1")), StringComparison.Ordinal);
        var error = Refused(run, Truth("1,x", "z,x"));
        Assert.Contains("only 1 of 4 ids of", error, StringComparison.Ordinal);
        Assert.Contains("is it another corpus?", error, StringComparison.Ordinal);
        CopypastaProcess.Run("evaluate", run, Truth("1,x", "2,x", "z,y")).Succeeded();
    }

    [Fact]
    public void ARunThatFoundNothingIsNoOtherCorpus()
    {
        var run = _work.Detect("run", _work.Write("posts.csv", $"id,text\n1,{Sea}\n2,alone\n")).Folder;
        var output = CopypastaProcess.Run("evaluate", run, Truth("1,x", "2,x")).Succeeded().Output;
        Assert.Contains("cluster,2,1,0,1.000000,0.000000,", output, StringComparison.Ordinal);
    }

    [Fact]
    public void ARunWithoutCsvIsNamed()
    {
        var run = _work.Detect("run", Posts(), "--outputs", "jsonl").Folder;
        Assert.Contains("evaluate needs a run with CSV outputs", Refused(run, Truth("1,x")), StringComparison.Ordinal);
    }

    [Fact]
    public void MissingColumnsAreNamedWithoutOptionsOfOtherCommands()
    {
        var run = Detect("run");
        var label = Refused(run, _work.Write("label.csv", "id,kind,topic\n1,a,x\n2,a,x\n"));
        Assert.Contains("no column 'group'; the columns are id, kind, topic; name the column of the label with --label COL", label, StringComparison.Ordinal);
        Assert.Contains("no column 'id'; the columns are post, group", Refused(run, _work.Write("id.csv", "post,group\n1,x\n2,x\n")), StringComparison.Ordinal);
        Assert.Contains("--label COL", Refused(run, _work.Write("lines.txt", "hello there\nand more\n")), StringComparison.Ordinal);
        CopypastaProcess.Run("evaluate", run, _work["label.csv"], "--label", "topic").Succeeded();
    }

    [Fact]
    public void ALabelThatContradictsItselfIsOneLine() => Assert.Contains("twice with different values", Refused(Detect("run"), Truth("1,x", "1,y", "2,x", "3,x")), StringComparison.Ordinal);

    [Fact]
    public void KindsAreCellsAndAShareOfNothingIsEmpty()
    {
        var truth = _work.Write("truth.csv", "id,group,kind,date\n1,x,\"a, \"\"b\"\"\",4/5/2017\n2,x,\"=cmd\u001b[31m|x\",5/4/2017\n3,,none,\n4,,none,\n");
        var output = CopypastaProcess.Run("evaluate", Detect("run"), truth).Succeeded().Output;
        Assert.EndsWith(
            "kind,posts,true_pairs,pair_recall_in_families\n'=cmd[U+001B][31m|x,1,1,1.000000\n\"a, \"\"b\"\"\",1,1,1.000000\nnone,2,0,\n",
            output,
            StringComparison.Ordinal);
    }

    public void Dispose() => _work.Dispose();

    private string Posts() => _work.Write("posts.csv", string.Concat(Enumerable.Range(1, 4).Select(id => $"{id},{Sea}\n").Prepend("id,text\n")));

    private string Detect(string name) => _work.Detect(name, Posts()).Folder;

    private string Truth(params string[] rows) => _work.Write("truth.csv", "id,group\n" + string.Join('\n', rows) + "\n");

    private static string Refused(string run, string truth)
    {
        var result = CopypastaProcess.Run("evaluate", run, truth);
        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Bytes);
        Assert.StartsWith("copypasta: ", result.Error, StringComparison.Ordinal);
        Assert.Equal(result.Error.Length - 1, result.Error.IndexOf('\n', StringComparison.Ordinal));
        Assert.DoesNotContain("--map", result.Error, StringComparison.Ordinal);
        return result.Error;
    }
}
