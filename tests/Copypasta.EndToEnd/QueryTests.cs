using System.Text;
using System.Text.Json.Nodes;

namespace Copypasta.EndToEnd;

/// <summary><c>query</c> as its users run it.</summary>
public sealed class QueryTests : IDisposable
{
    private readonly Workspace _work = new();

    [Fact]
    public void AQueryPrintsTheClustersOfTheMostSimilarTexts()
    {
        const string sea = "hello there my friend of the wide open sea";
        Index("create", _work.Write("a.csv", $"id,author,time,text\n1,ann,2020-01-01T00:00:00Z,{sea}\n2,bob,2020-01-02T00:00:00Z,{sea}\u001b\n3,ann,,{sea} again\n4,cy,,nothing of the kind is to be read here\n"));
        var result = CopypastaProcess.Run("query", _work["index"], "HELLO there, my friend of the wide open sea again").Succeeded();
        var rows = result.Output.TrimEnd('\n').Split('\n').Select(line => line.Split('\t')).ToArray();
        Assert.Equal(["similarity", "cluster", "family", "posts", "accounts", "first", "last", "text", "exemplar"], rows[0]);
        Assert.Equal(["1.000000", "0.863636"], rows[1..].Select(row => row[0]));
        Assert.Equal(["3", "2", "2020-01-01T00:00:00Z", "2020-01-02T00:00:00Z"], rows[1][3..7]);
        Assert.Equal(rows[1][1..7], rows[2][1..7]);
        Assert.Equal([$"{sea} again", sea], rows[1..].Select(row => row[7]));
        Assert.Equal([sea, sea], rows[1..].Select(row => row[8]));
        Assert.Single(CopypastaProcess.Run("query", _work["index"], sea, "--top", "1").Succeeded().Output.TrimEnd('\n').Split('\n')[1..]);

        var lines = CopypastaProcess.Run(["query", _work["index"], "-"], input => input.Write("something else\nnothing of the kind is to be read here!\n"u8)).Succeeded();
        var objects = lines.Output.TrimEnd('\n').Split('\n').Select(line => JsonNode.Parse(line)!).ToArray();
        Assert.Equal([1, 2], objects.Select(line => (int)line["row"]!));
        Assert.Empty(objects[0]["matches"]!.AsArray());
        var match = Assert.Single(objects[1]["matches"]!.AsArray())!;
        Assert.Null(match["cluster"]);
        Assert.Equal((1, 1), ((int)match["posts"]!, (int)match["accounts"]!));

        var nothing = CopypastaProcess.Run("query", _work["index"], "a text that nobody has posted so far");
        Assert.Equal((1, "", ""), (nothing.ExitCode, nothing.Output, nothing.Error));
    }

    [Fact]
    public void TextsAreShownOnOneLineEachAndObeyedByNoTerminal()
    {
        var words = string.Join(' ', Enumerable.Range(0, 200).Select(i => $"word{i}"));
        var text = $"red \u202Eand\u001B[31m\ngreen {words}";
        Index("create", _work.Write("a.csv", $"id,text\n1,\"{text}\"\n"), "--profile", "exact");
        var lines = CopypastaProcess.Run("query", _work["index"], text).Succeeded().Output.TrimEnd('\n').Split('\n');
        var cells = Assert.Single(lines[1..]).Split('\t');
        Assert.StartsWith("red [U+202E]and[U+001B][31m green word0 word1", cells[7], StringComparison.Ordinal);
        Assert.EndsWith("…", cells[7], StringComparison.Ordinal);
        Assert.InRange(cells[7].Length, 100, 250);
        Assert.Equal(cells[7], cells[8]);
    }

    [Fact]
    public async Task AQueryAnswersALineBeforeTheNextIsAsked()
    {
        Index("create", _work.Write("a.csv", "id,author,time,text\n1,ann,2020-01-01T00:00:00Z,hello there my friend of the wide open sea\n"));
        using var query = CopypastaProcess.Start(["query", _work["index"], "-"]);
        using var answers = new StreamReader(query.Output);
        foreach (var matches in new[] { 1, 0 })
        {
            query.Input.Write(Encoding.UTF8.GetBytes(matches > 0 ? "Hello there, my friend of the wide open sea!\n" : "something else\n"));
            query.Input.Flush();
            var answer = await answers.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
            Assert.Equal(matches, JsonNode.Parse(answer!)!["matches"]!.AsArray().Count);
        }

        query.Input.Dispose();
        Assert.Equal(0, query.WaitForExit());
    }

    [Fact]
    public void ALineThatIsTooLongIsRejectedAndTheNextIsAnswered()
    {
        Index("create", _work.Write("a.csv", "id,text\n1,hello there my friend of the wide open sea\n"));
        var result = CopypastaProcess.Run(["query", _work["index"], "-", "--memory", "256MiB"], input =>
        {
            input.Write("hello there my friend of the wide open sea\r\n"u8);
            var piece = new byte[1 << 20];
            piece.AsSpan().Fill((byte)'x');
            for (var i = 0; i < 100; i++)
            {
                input.Write(piece);
            }

            input.Write("\nhello there my friend of the wide open sea"u8);
        }).Succeeded();
        var answers = result.Output.TrimEnd('\n').Split('\n').Select(line => JsonNode.Parse(line)!).ToArray();
        Assert.Equal([1, 2, 3], answers.Select(answer => (int)answer["row"]!));
        Assert.Equal([1, 0, 1], answers.Select(answer => answer["matches"]!.AsArray().Count));
        Assert.Equal("longer than 1,048,576 bytes, for which --memory leaves room", (string)answers[1]["rejected"]!);
        Assert.Equal("copypasta: 1 line was rejected: longer than 1,048,576 bytes, for which --memory leaves room", result.Error.TrimEnd());
    }

    [Fact]
    public void LongTextsAreLookedUpAsFarAsTheCeilingLeavesRoomForThem()
    {
        // Random letters, so that nearly every window is distinct.
        var random = new Random(8);
        string Letters(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => (char)('a' + random.Next(26))));
        var text = Letters(1_048_000);
        Index("create", _work.Write("a.txt", $"{text}\n{text[..^9]} more\n"), "--memory", "1GiB");
        var lines = new[] { text, Letters(3 << 20), "short", text[3..] };
        var result = CopypastaProcess.Run(["query", _work["index"], "-", "--memory", "256MiB"], input => input.Write(Encoding.UTF8.GetBytes(string.Join('\n', lines)))).Succeeded();
        var answers = result.Output.TrimEnd('\n').Split('\n').Select(line => JsonNode.Parse(line)!).ToArray();
        Assert.Equal([2, 0, 0, 2], answers.Select(answer => answer["matches"]!.AsArray().Count));
        Assert.Equal([false, true, false, false], answers.Select(answer => answer["rejected"] is not null));

        var whole = CopypastaProcess.Run(["query", _work["index"], "-", "--memory", "8GiB"], input => input.Write(Encoding.UTF8.GetBytes(new string('x', (16 << 20) + 1)))).Error.TrimEnd();
        Assert.Equal("copypasta: 1 line was rejected: longer than 16 MiB", whole);
    }

    public void Dispose() => _work.Dispose();

    private void Index(string command, params string[] arguments) => CopypastaProcess.Run(["index", command, _work["index"], .. arguments]).Succeeded();
}
