namespace Copypasta.EndToEnd;

/// <summary>What does not fit into the memory allowed is worked on on disk, for the same bytes.</summary>
public sealed class MemoryTests
{
    private const long Little = 256L << 20;

    [Fact]
    public void ASmallCeilingIsKeptAndChangesNothing()
    {
        using var work = new Workspace();
        var input = work.Synthesise(200_000, 9);
        var whole = work.Detect("whole", input, "--keep", "lang", "--outputs", "csv,jsonl,gexf,graphml,html", "--threads", "2");
        var temp = Directory.CreateDirectory(work["temp"]).FullName;
        var small = work.Detect("small", input, "--keep", "lang", "--outputs", "csv,jsonl,gexf,graphml,html", "--threads", "2", "--memory", "256MiB", "--temp", temp);

        Assert.Equal(0, (long)whole.Json["environment"]!["counts"]!["peak_temporary_bytes"]!);
        Assert.True((long)small.Json["environment"]!["counts"]!["peak_temporary_bytes"]! > 0, "everything fitted into memory: nothing is put to the test");
        Assert.True((long)small.Json["network"]!["edges"]! > 0, "no pair, no network");
        Assert.InRange((long)small.Json["environment"]!["peak_memory_bytes"]!, 1, Little);
        foreach (var file in new[] { "posts.csv", "clusters.csv", "families.csv", "posts.jsonl", "clusters.jsonl", "families.jsonl", "accounts.csv", "hashtags.csv", "links.csv", "accounts.jsonl", "account_pairs.csv", "pair_evidence.csv", "communities.csv", "communities.jsonl", "network.gexf", "network.graphml", "nodes.csv", "edges.jsonl", "rejects.jsonl", "report.html" })
        {
            Assert.True(File.ReadAllBytes(whole[file]).AsSpan().SequenceEqual(File.ReadAllBytes(small[file])), file);
        }

        Assert.Equal(WithoutEnvironment(whole), WithoutEnvironment(small));
        Assert.Empty(Directory.EnumerateFileSystemEntries(temp));
    }

    [Theory]
    [InlineData("--memory", "1MiB", "allowed are sizes from 256MiB")]
    [InlineData("--memory", "much", "allowed are sizes such as")]
    [InlineData("--temp", "no-such-folder", "there is no such folder")]
    public void OptionsAreChecked(string option, string value, string allowed)
    {
        using var work = new Workspace();
        var result = CopypastaProcess.Run("detect", "--sample", "-o", work["run"], option, value);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(allowed, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    internal static string WithoutEnvironment(Run run)
    {
        var json = run.Json.AsObject();
        json.Remove("environment");
        return json.ToJsonString();
    }
}
