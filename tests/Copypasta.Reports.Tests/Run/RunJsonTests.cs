using System.Text.Json;

namespace Copypasta.Reports.Tests;

public sealed class RunJsonTests
{
    [Fact]
    public void HasItsPropertiesInAFixedOrder()
    {
        using var json = Parse(Sample.Run);
        Assert.Equal(
            ["version", "parameters", "plan", "profile", "algorithms", "inputs", "counts", "families_without_pairs", "scripts", "files", "environment"],
            json.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            ["threshold", "similarity", "shingle", "recall_bound", "bands", "rows", "lanes", "seed", "replaced_bands"],
            json.RootElement.GetProperty("plan").EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            ["path", "bytes", "sha256", "compression", "encoding", "format", "reason", "platform", "mapping", "records", "posts", "rejected", "not_posts", "time_resolution_seconds", "zoneless_times"],
            json.RootElement.GetProperty("inputs")[0].EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public void HasTheValues()
    {
        using var json = Parse(Sample.Run);
        var root = json.RootElement;
        Assert.Equal(0.7m, root.GetProperty("plan").GetProperty("threshold").GetDecimal());
        Assert.Equal("[7,12]", Compact(root.GetProperty("plan").GetProperty("replaced_bands")));
        Assert.Equal("""{"threshold":0.7,"profile":"social","outputs":["csv","html"],"pairs":false,"min_posts":2,"since":null}""", Compact(root.GetProperty("parameters")));
        Assert.Equal("""{"repost":1,"duplicate_id":1}""", Compact(root.GetProperty("counts").GetProperty("set_aside")));
        Assert.Equal(2, root.GetProperty("counts").GetProperty("short_texts").GetInt64());
        Assert.Equal(
            """[{"script":"Cyrillic","kept":6,"set_aside":2,"obfuscated":1,"clustered":3,"in_tier":null,"in_upper_tier":null},{"script":"none","kept":0,"set_aside":1,"obfuscated":0,"clustered":0,"in_tier":0,"in_upper_tier":0}]""",
            Compact(root.GetProperty("scripts")));
        Assert.Equal("""{"f0123":99}""", Compact(root.GetProperty("families_without_pairs")));
        Assert.Equal(
            """{"kernel":"Vector256","threads":2,"seconds":{"read":1.235,"match":2},"peak_memory_bytes":123456789,"counts":{"candidates":17},"runtime":".NET10"}""",
            Compact(root.GetProperty("environment")));
    }

    [Fact]
    public void OnlyTheEnvironmentDependsOnMachineAndSchedule()
    {
        var other = Sample.Run with { Environment = new RunEnvironment { Kernel = "scalar", Threads = 64, PeakMemoryBytes = 1 } };
        Assert.Equal(WithoutEnvironment(Sample.Run), WithoutEnvironment(other));
        Assert.DoesNotContain("Vector256", WithoutEnvironment(Sample.Run), StringComparison.Ordinal);
    }

    [Fact]
    public void CountsThatDoNotAddUpAreRefused()
    {
        Assert.Throws<ArgumentException>(() => RunJson.Write(Stream.Null, Sample.Run with { Counts = Sample.Run.Counts with { Kept = 6 } }));
        Assert.Throws<ArgumentException>(() => RunJson.Write(Stream.Null, Sample.Run with { Inputs = [Sample.Run.Inputs[0] with { Posts = 8 }] }));
    }

    [Fact]
    public void ValuesOfOtherTypesAreRefused() =>
        Assert.Throws<ArgumentException>(() => RunJson.Write(Stream.Null, Sample.Run with { Parameters = [new("when", DateTime.UnixEpoch)] }));

    [Fact]
    public void HasLineFeedsOnlyAndEndsInOne()
    {
        var text = Sample.Written(stream => RunJson.Write(stream, Sample.Run));
        Assert.DoesNotContain('\r', text);
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
    }

    private static JsonDocument Parse(RunInfo run) => JsonDocument.Parse(Sample.Written(stream => RunJson.Write(stream, run)));

    private static string Compact(JsonElement element) => element.GetRawText().Replace("\n", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);

    private static string WithoutEnvironment(RunInfo run)
    {
        var text = Sample.Written(stream => RunJson.Write(stream, run));
        return text[..text.IndexOf("\"environment\"", StringComparison.Ordinal)];
    }
}
