using System.IO.Compression;
using System.Text;
using K4os.Compression.LZ4.Streams;

namespace Copypasta.EndToEnd;

/// <summary>Bad input and bad arguments: one clear line and exit code 2, or rejects that are counted and located; never a trace, never half a run.</summary>
public sealed class BadInputTests : IDisposable
{
    private const string Sea = "hello there my friend of the sea";

    // Without a checksum, which the format does not ask for, a changed letter is no corruption that anybody could see.
    private static readonly LZ4EncoderSettings s_summed = new() { ContentChecksum = true };
    private readonly Workspace _work = new();

    [Fact]
    public void MissingInputs()
    {
        AssertRefused("no such file", _work["missing.csv"]);
        AssertRefused("no archives in this folder", Directory.CreateDirectory(_work["folder"]).FullName);
        AssertRefused("no file matches", _work["*.csv"]);
        AssertRefused("no input");
        AssertRefused("given twice", Good(), Good());
    }

    [Theory]
    [InlineData("empty.csv", "", "empty file")]
    [InlineData("columns.csv", "a,b\n1,2\n", "no text column found; the columns are a, b")]
    [InlineData("nul.csv", "id,text\n1,hello\0there\n", "binary data")]
    [InlineData("dates.csv", "date,text\n4/5/2017,hello\n5/4/2017,hello\n", "--date-order")]
    [InlineData("image.csv", "%PDF-1.7 and so on\n", "PDF")]
    [InlineData("array.json", "[{\"a\":\"hello\"},\n{\"a\":\"there\"}]\n", "no text field found; the fields are a")]
    public void UnreadableContent(string name, string content, string message) => AssertRefused(message, _work.Write(name, content));

    [Fact]
    public void BrokenCompression()
    {
        var gzip = Compress(output => new GZipStream(output, CompressionLevel.Fastest));
        AssertRefused("broken", _work.Write("short.csv.gz", gzip[..^100]));
        AssertRefused("broken", _work.Write("corrupt.csv.gz", Damage(gzip)));
        var lz4 = Compress(output => LZ4Stream.Encode(output, s_summed, leaveOpen: true));
        AssertRefused("LZ4 frame is cut off or corrupt", _work.Write("short.csv.lz4", lz4[..^100]));
        AssertRefused("broken", _work.Write("corrupt.csv.lz4", Damage(lz4)));
        Assert.Equal(5_000, _work.Detect("whole", _work.Write("whole.csv.lz4", lz4)).CountsAddUp().Count("kept"));
    }

    /// <summary>What was gzip, and noise: few NULs in it, but many a character that is of no text. Whatever it is given as, nothing of it is taken for posts.</summary>
    [Fact]
    public void BytesThatAreNoText()
    {
        var gzip = Compress(output => new GZipStream(output, CompressionLevel.Fastest));
        gzip[0] ^= 1;
        var noise = new byte[20_000];
        new Random(1).NextBytes(noise);
        foreach (var path in new[] { _work.Write("flipped.csv.gz", gzip), _work.Write("noise.csv", noise) })
        {
            AssertRefused("looks like binary data", path);
            AssertRefused("looks like binary data", path, "--text-lines");
            AssertRefused("looks like binary data", path, "--map", "text=1");
        }
    }

    [Fact]
    public void BrokenRecordsAreRejectedAndTheRestIsRead()
    {
        var input = _work.Write("quotes.csv", $"id,text\n1,{Sea}\n2,\"unclosed {Sea}\n3,{Sea}\n4,a,b\n5,{Sea}\n");
        var run = _work.Detect("quotes", input).CountsAddUp();
        Assert.Equal((5, 3, 2), (run.Count("read"), run.Count("kept"), run.Count("rejected")));
        Assert.Equal(["1", "3", "5"], run.Table("posts.csv").Select(post => post["id"]));
        Assert.Equal([2, 4], run.Rejects.Select(reject => (int)reject["row"]!));
        Assert.Contains(run["rejects.jsonl"], run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void BrokenJsonLinesAreRejected()
    {
        var input = _work.Write("posts.ndjson", $"{{\"id\":1,\"text\":\"{Sea}\"}}\n{{\"id\":2,\"text\":\n{{\"id\":3,\"text\":\"{Sea}\"}}\n[]\n{{\"id\":5}}\n");
        var run = _work.Detect("ndjson", input).CountsAddUp();
        Assert.Equal((5, 2, 3), (run.Count("read"), run.Count("kept"), run.Count("rejected")));
    }

    [Fact]
    public void IllFormedBytesAndLateNulsAreKept()
    {
        var bytes = Encoding.Latin1.GetBytes($"id,text\n1,hello \u00FF\u00FE there my friend of the sea\n2,{Sea}\n" + new string('x', 5000) + ",x\n3,hello\0 there my friend of the sea\n");
        var run = _work.Detect("bytes", _work.Write("bytes.csv", bytes)).CountsAddUp();
        Assert.Equal(4, run.Count("kept"));
        Assert.Equal(1, run.Count("flagged_ill_formed"));
        Assert.Equal(3, run.Table("posts.csv").Count);
    }

    [Fact]
    public void AHugeLineIsRejectedInBoundedMemory()
    {
        var chunk = Encoding.ASCII.GetBytes(new string('x', 1 << 20));
        void Feed(Stream input)
        {
            input.Write(Encoding.ASCII.GetBytes($"id,text\n1,{Sea}\n2,"));
            for (var i = 0; i < 200; i++)
            {
                input.Write(chunk);
            }

            input.Write(Encoding.ASCII.GetBytes($"\n3,{Sea}\n"));
        }

        var result = CopypastaProcess.Run(["detect", "-", "-o", _work["huge"]], Feed).Succeeded();
        var run = new Run(_work["huge"], result.Error).CountsAddUp();
        Assert.Equal((3, 2, 1), (run.Count("read"), run.Count("kept"), run.Count("rejected")));
        Assert.True((long)run.Json["environment"]!["peak_memory_bytes"]! < 1L << 30);
    }

    [Theory]
    [InlineData("--threshold 0", "above 0 and at most 1")]
    [InlineData("--threshold 1.1", "above 0 and at most 1")]
    [InlineData("--threshold abc", "above 0 and at most 1")]
    [InlineData("--threshold -0.5", "above 0 and at most 1")]
    [InlineData("--recall 1", "above 0 and below 1")]
    [InlineData("--recall 0", "above 0 and below 1")]
    [InlineData("--nonsense", "--nonsense: no such option")]
    [InlineData("--bands 4", "--bands and --rows go together")]
    [InlineData("--plan nowhere", "name the folder of a finished run")]
    [InlineData("--map text=zzz", "no column 'zzz'")]
    [InlineData("--map zzz=text", "no such field")]
    [InlineData("--map text", "FIELD=COLUMN")]
    [InlineData("--format zzz", "no such format")]
    [InlineData("--outputs pdf", "allowed are csv, jsonl, parquet, gexf, graphml, html")]
    [InlineData("--threads 0", "from 1 to 1024")]
    [InlineData("--audit 0", "from 1 to 1000000")]
    [InlineData("--audit -5", "from 1 to 1000000")]
    [InlineData("--audit 1000001", "from 1 to 1000000")]
    [InlineData("--audit some", "from 1 to 1000000")]
    [InlineData("--shingle bytes:5", "chars:N and words:N")]
    [InlineData("--since yesterday", "2017-08-01")]
    [InlineData("--since 2020-01-02 --until 2020-01-01", "must be before")]
    [InlineData("--reposts maybe", "exclude, include, only")]
    [InlineData("--profile web --hashtags drop", "--profile social")]
    [InlineData("--max-record none", "16MiB")]
    [InlineData("--keep id,ID", "two columns 'input_id'")]
    [InlineData("--keep source,SOURCE", "two columns 'input_source'")]
    [InlineData("--keep idd", "no input has a column 'idd', perhaps 'id' is meant")]
    [InlineData("--map text=txet", "no column 'txet' (--map text=txet), perhaps 'text' is meant")]
    [InlineData("--where txet=1", "no input has a column 'txet', perhaps 'text' is meant")]
    [InlineData("--where id>=1,000", "'1,000' is no number")]
    [InlineData("--encoding klingon", "examples are utf-8, utf-16le, windows-1252")]
    [InlineData("--threshold", "--threshold")]
    public void BadArguments(string arguments, string message) => AssertRefused(message, [Good(), .. arguments.Split(' ')]);

    [Theory]
    [InlineData("", "no command; allowed are detect, compare, inspect, normalize, synth, evaluate")]
    [InlineData("find", "find: no such command")]
    [InlineData("detect --sample", "no output")]
    [InlineData("evaluate nowhere nothing", "no such file")]
    [InlineData("synth --posts 5", "no output")]
    [InlineData("synth --sample --seed 2 -o -", "--sample writes the built-in sample; leave out --seed")]
    [InlineData("synth --posts 5 -o nowhere/at/all.csv", "there is no folder")]
    [InlineData("synth --posts -1 -o -", "whole numbers from 0")]
    public void BadCommands(string arguments, string message) =>
        AssertOneLine(message, CopypastaProcess.Run(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [Fact]
    public void OutputFolders()
    {
        var input = Good();
        var note = _work.Write("note.txt", "mine");
        AssertOneLine("it is a file", CopypastaProcess.Run("detect", input, "-o", note));
        AssertOneLine("cannot write to", CopypastaProcess.Run("detect", input, "-o", Path.Combine(note, "run")));
        AssertOneLine("no folder can be made there; name a folder in a place where you may write", CopypastaProcess.Run("detect", input, "-o", "/proc/nowhere"));
        var run = _work.Detect("run", input);
        var before = File.ReadAllBytes(run["posts.csv"]);
        File.WriteAllText(run["note.txt"], "mine");
        AssertOneLine("not empty", CopypastaProcess.Run("detect", input, "-o", run.Folder));
        Assert.Equal(before, File.ReadAllBytes(run["posts.csv"]));
        CopypastaProcess.Run("detect", input, "-o", run.Folder, "--force", "--outputs", "jsonl").Succeeded();
        Assert.False(File.Exists(run["posts.csv"]));
        Assert.Equal("mine", File.ReadAllText(run["note.txt"]));
    }

    [Theory]
    [InlineData("detect", "-o", "RUN", "GOOD", "--known", "FOLDER", "--known: FOLDER is a folder; name a file")]
    [InlineData("detect", "-o", "RUN", "GOOD", "--accounts", "FOLDER", "--accounts: FOLDER is a folder; name a file")]
    [InlineData("detect", "-o", "RUN", "GOOD", "--known", "GOOD/x", "--known: GOOD/x cannot be read: there is no such file")]
    [InlineData("detect", "-o", "RUN", "GOOD", "--accounts", "nowhere", "--accounts: nowhere cannot be read: there is no such file")]
    [InlineData("synth", "-o", "FOLDER", "'FOLDER' is a folder; name a file")]
    [InlineData("synth", "-o", "FOLDER/", "'FOLDER/' is a folder; name a file")]
    [InlineData("synth", "-o", "FOLDER", "--force", "'FOLDER' is a folder; name a file")]
    [InlineData("synth", "-o", "nowhere/", "'nowhere/' is a folder; name a file")]
    [InlineData("index", "create", "GOOD", "'GOOD' is a file, not a folder; name another")]
    [InlineData("index", "create", "GOOD/x", "cannot write 'GOOD/x': 'GOOD' is a file, not a folder")]
    public void FoldersForFilesAndFilesForFolders(params string[] words)
    {
        var (folder, good) = (Directory.CreateDirectory(_work["folder"]).FullName, Good());
        string Fill(string word) => word.Replace("FOLDER", folder, StringComparison.Ordinal).Replace("GOOD", good, StringComparison.Ordinal).Replace("RUN", _work["run"], StringComparison.Ordinal);
        AssertOneLine(Fill(words[^1]), CopypastaProcess.Run([.. words[..^1].Select(Fill)]));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
        Assert.False(Path.Exists(_work["run"]));
    }

    [Theory]
    [InlineData("index", "create", "")]
    [InlineData("index", "create", "NEW", "")]
    [InlineData("index", "add", "", "GOOD")]
    [InlineData("index", "info", "")]
    [InlineData("index", "export", "", "-o", "NEW")]
    [InlineData("query", "", "hello")]
    [InlineData("detect", "-o", "NEW", "GOOD", "")]
    [InlineData("inspect", "")]
    [InlineData("normalize", "")]
    [InlineData("evaluate", "", "GOOD")]
    [InlineData("evaluate", "NEW", "")]
    public void PathsWithNothingBetweenTheQuotes(params string[] words)
    {
        AssertOneLine(" '': there is nothing between the quotes; name a file or folder", CopypastaProcess.Run([.. words.Select(word => word == "GOOD" ? Good() : word == "NEW" ? _work["new"] : word)]));
        Assert.False(Path.Exists(_work["new"]));
    }

    [Theory]
    [InlineData("detect", "--known")]
    [InlineData("detect", "--accounts")]
    [InlineData("detect", "-o")]
    [InlineData("synth", "-o")]
    public void OptionsWithNothingBetweenTheQuotes(string command, string option) =>
        AssertOneLine("there is nothing between the quotes", CopypastaProcess.Run(command, option, ""));

    /// <summary>Known texts that alone take more than the memory allowed: the limit holds before they are read, and what the folder held stays.</summary>
    [Fact]
    public void KnownTextsBeyondTheMemory()
    {
        var input = Good();
        var run = _work.Detect("known", input);
        var before = File.ReadAllBytes(run["posts.csv"]);
        var known = _work.Write("known.txt", string.Concat(Enumerable.Range(0, 150_000).Select(i => $"{i} {Guid.NewGuid()}{Guid.NewGuid()}\n")));
        AssertOneLine("out of memory: allow more with --memory", CopypastaProcess.Run("detect", input, "-o", run.Folder, "--force", "--memory", "256MiB", "--known", known, "--quiet"));
        Assert.Equal(before, File.ReadAllBytes(run["posts.csv"]));
    }

    public void Dispose() => _work.Dispose();

    private string Good() => _work.Write("good.csv", $"id,text\n1,{Sea}\n2,{Sea}\n");

    private static byte[] Compress(Func<Stream, Stream> encoder)
    {
        using var bytes = new MemoryStream();
        using (var stream = encoder(bytes))
        {
            stream.Write("id,text\n"u8);
            for (var i = 0; i < 5_000; i++)
            {
                stream.Write(Encoding.ASCII.GetBytes($"{i},post {i * 7919} of the sea\n"));
            }
        }

        return bytes.ToArray();
    }

    private static byte[] Damage(byte[] bytes)
    {
        var damaged = (byte[])bytes.Clone();
        damaged.AsSpan(bytes.Length / 2, 64).Fill(0xA5);
        return damaged;
    }

    private void AssertRefused(string message, params string[] arguments)
    {
        AssertOneLine(message, CopypastaProcess.Run(["detect", "--quiet", "-o", _work["run"], .. arguments]));
        Assert.False(Path.Exists(_work["run"]));
    }

    private static void AssertOneLine(string message, CopypastaProcess.Result result)
    {
        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Bytes);
        var line = result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        Assert.StartsWith("copypasta: ", line, StringComparison.Ordinal);
        Assert.Equal(line + "\n", result.Error);
        Assert.Contains(message, line, StringComparison.Ordinal);
    }
}
