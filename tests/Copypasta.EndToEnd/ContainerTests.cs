using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Copypasta.EndToEnd;

/// <summary>Containers and encodings, as the command sees them.</summary>
public sealed class ContainerTests : IDisposable
{
    private const string Sea = "The ferry to Wiscombe leaves at noon so bring a lamp";
    private readonly Workspace _work = new();

    [Fact]
    public void MembersAreReadAndTheRestIsSaid()
    {
        var run = _work.Detect("run", Zip("in.zip", ("b.csv", Table(2)), ("../a.csv", Table(3)), ("README.md", "no archive"), ("__MACOSX/._b.csv", "hidden")), "--duplicate-ids", "keep").CountsAddUp();
        Assert.Equal(5, run.Count("kept"));
        Assert.Equal([_work["in.zip"] + "/../a.csv", _work["in.zip"] + "/b.csv"], run.Json["inputs"]!.AsArray().Select(input => (string)input!["path"]!));
        Assert.Equal([_work["in.zip"] + "/../a.csv", _work["in.zip"] + "/b.csv"], run.Table("posts.csv").Select(post => post["source"]).Distinct());
        Assert.Equal(1, (long)run.Json["containers"]![0]!["left_out"]!["hidden"]!);
        Assert.Contains("in.zip: 2 members were read, 2 left out (hidden 1, other names 1).", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_work["../a.csv"]));
    }

    [Fact]
    public void ThreadsChangeNothing()
    {
        var inputs = new[] { Zip("in.zip", ("a.csv", Table(300)), ("b.csv", Table(200))), TarGz("in.tar.gz", ("c.csv", Table(100)), ("d.csv", "id,text\n1,a,b\n2,x\n")), _work.Write("e.csv", Table(50)) };
        var one = _work.Detect("one", [.. inputs, "--threads", "1"]).CountsAddUp();
        var four = _work.Detect("four", [.. inputs, "--threads", "4"]).CountsAddUp();
        foreach (var file in new[] { "posts.csv", "clusters.csv", "rejects.jsonl" })
        {
            Assert.Equal(File.ReadAllText(one[file]), File.ReadAllText(four[file]));
        }

        Assert.Equal(_work["in.tar.gz"] + "/d.csv", (string)Assert.Single(one.Rejects)["source"]!);
    }

    [Fact]
    public void EncodingsAreDeclared()
    {
        var bytes = Encoding.Latin1.GetBytes($"id,text\n1,{Sea} é\n2,{Sea} é\n");
        var run = _work.Detect("run", _work.Write("latin.csv", bytes), "--encoding", "windows-1252").CountsAddUp();
        Assert.Equal([Sea + " é", Sea + " é"], run.Table("posts.csv").Select(post => post["text"]));
        Assert.Equal("windows-1252", (string)run.Json["inputs"]![0]!["encoding"]!);
    }

    [Fact]
    public void ABombEndsWithOneLine()
    {
        // Some 4 GB in a few kilobytes.
        using var inner = new MemoryStream();
        using (var gzip = new GZipStream(inner, CompressionLevel.Fastest, leaveOpen: true))
        {
            var zeros = new byte[1 << 20];
            zeros.AsSpan().Fill((byte)'x');
            for (var i = 0; i < 64; i++)
            {
                gzip.Write(zeros);
            }
        }

        using var outer = new MemoryStream();
        using (var gzip = new GZipStream(outer, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (var i = 0; i < 64; i++)
            {
                gzip.Write(inner.GetBuffer(), 0, (int)inner.Length);
            }
        }

        var result = CopypastaProcess.Run("detect", "--quiet", _work.Write("bomb.csv.gz", outer.ToArray()), "--format", "text", "-o", _work["run"]);
        Assert.Equal(2, result.ExitCode);
        Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("--max-ratio", result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _work.Dispose();

    private static string Table(int rows) => "id,text\n" + string.Concat(Enumerable.Range(1, rows).Select(i => $"{i},{Sea}\n"));

    private string Zip(string name, params (string Name, string Content)[] members)
    {
        using var file = File.Create(_work[name]);
        using var zip = new ZipArchive(file, ZipArchiveMode.Create);
        foreach (var (member, content) in members)
        {
            using var stream = zip.CreateEntry(member).Open();
            stream.Write(Encoding.UTF8.GetBytes(content));
        }

        return _work[name];
    }

    private string TarGz(string name, params (string Name, string Content)[] members)
    {
        using var file = File.Create(_work[name]);
        using var gzip = new GZipStream(file, CompressionLevel.Fastest);
        using var tar = new TarWriter(gzip);
        foreach (var (member, content) in members)
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, member) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)) });
        }

        return _work[name];
    }
}
