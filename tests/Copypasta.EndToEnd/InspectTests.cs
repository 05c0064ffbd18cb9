using System.Text.Json.Nodes;

namespace Copypasta.EndToEnd;

/// <summary>What inspect says of an input before a long run.</summary>
public sealed class InspectTests : IDisposable
{
    private const string Sea = "hello there my friend of the sea";

    private readonly Workspace _work = new();

    [Fact]
    public void CountsAreThoseOfTheInput()
    {
        var rows = string.Concat(Enumerable.Range(0, 20).Select(i => $"{i % 18},{(i % 4 == 0 ? "" : "a" + (i % 3))},2020-01-{(i / 2) + 1:D2} 10:{i:D2},{(i < 15 ? "en" : "de")},{(i % 5 == 0 ? 1 : 0)},{Sea} {i % 18}\n"));
        var input = _work.Write("posts.csv", "id,author,time,lang,retweet,text\n" + rows + "20,a,b\n21,a1,never,en,0,https://example.org\n");
        var json = JsonNode.Parse(CopypastaProcess.Run("inspect", input, "--json", "--quiet").Succeeded().Output)!;
        Assert.Equal(("csv", "unknown", "utf-8", "none"), ((string)json["format"]!, (string)json["platform"]!, (string)json["encoding"]!, (string)json["compression"]!));
        Assert.Equal("a first line of column names, separated by ,", (string)json["reason"]!);
        Assert.Equal(["id", "author", "time", "lang", "retweet", "text"], json["columns"]!.AsArray().Select(column => (string)column!));
        Assert.Equal(("lang", null), ((string?)json["mapping"]!["language"], (string?)json["mapping"]!["hashtags"]));
        Assert.Equal((22, 21, 1, 0), (Number("records"), Number("posts"), Number("rejected"), Number("not_posts")));
        Assert.Equal((21, "expected 6 fields, found 3"), ((int)json["first_rejects"]![0]!["row"]!, (string)json["first_rejects"]![0]!["reason"]!));
        Assert.Equal("""{"en":16,"de":5}""", json["languages"]!.ToJsonString());
        Assert.Equal(("2020-01-01T10:00:00Z", "2020-01-10T10:19:00Z", 60), ((string)json["first"]!, (string)json["last"]!, Number("time_resolution_seconds")));
        Assert.Equal((4, 3, 5, 1, 1, 1), (Number("reposts"), Number("accounts"), Number("without_author"), Number("without_time"), Number("unreadable_times"), Number("empty_texts")));

        // Ids 0 and 1 come twice, but 0 and 18 have different authors: neither has a platform that would make them one post.
        Assert.Equal(Duplicates(), Number("duplicate_ids"));
        Assert.Equal(5, json["first_posts"]!.AsArray().Count);
        Assert.Equal(("1", "a1", "2020-01-01T10:01:00Z", "en", Sea + " 1"), Post(1));
        Assert.Contains(json["notes"]!.AsArray(), note => ((string)note!).StartsWith("Times name no zone", StringComparison.Ordinal));
        Assert.Contains(json["notes"]!.AsArray(), note => ((string)note!).StartsWith("Times are whole minutes", StringComparison.Ordinal));

        int Number(string name) => (int)json[name]!;
        int Duplicates() => 20 - Enumerable.Range(0, 20).Select(i => (i % 18, i % 4 == 0 ? "" : "a" + (i % 3))).Distinct().Count();
        (string, string, string, string, string) Post(int i)
        {
            var post = json["first_posts"]![i]!;
            return ((string)post["id"]!, (string)post["author"]!, (string)post["time"]!, (string)post["language"]!, (string)post["text"]!);
        }
    }

    [Fact]
    public void TextIsReadableAndActsOnNothing()
    {
        var input = _work.Write("posts.csv", $"id,author,colour\u001b[31m,text\n1,\u202Eabc,x,\"{Sea}\u001b[2J\nsecond line\"\n2,b,x,{new string('w', 300)}\n");
        var result = CopypastaProcess.Run("inspect", input).Succeeded();
        Assert.DoesNotContain(result.Output, c => c is '\u001b' or '\u202E');
        Assert.Contains("author [U+202E]abc", result.Output, StringComparison.Ordinal);
        Assert.Contains($"{Sea}[U+001B][2J second line\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("colour[U+001B][31m", result.Output, StringComparison.Ordinal);
        Assert.Contains("  format        csv: a first line of column names", result.Output, StringComparison.Ordinal);
        Assert.Contains("  note          No post has a time", result.Output, StringComparison.Ordinal);
        Assert.All(result.Output.Split('\n').Skip(1), line => Assert.True(line.Length <= 100, line));
        Assert.DoesNotContain("No post has a time", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id,author,lang,text\n1,a,,same old words\n2,b,,same old words\n", "All texts are the same", "The language column 'lang' is empty")]
    [InlineData("id,author,text\n1,a,https://example.org\n2,b,@someone\n3,c,words\n", "66.7% of the texts have nothing to compare", "No post has a time")]
    [InlineData("text,author\nwords,9.06E+17\nothers,9.06E+17\n", "A spreadsheet has rounded ids (0) or authors (2)", "No post names an author")]
    [InlineData("id,text\n1,a\n2,b,c\n", "50% of the records are rejected", "No post names an author")]
    public void WhatLooksWrongIsSaid(string content, string first, string second)
    {
        var json = JsonNode.Parse(CopypastaProcess.Run(["inspect", "-", "--json", "--quiet"], stdin => stdin.Write(System.Text.Encoding.UTF8.GetBytes(content))).Succeeded().Output)!;
        foreach (var note in new[] { first, second })
        {
            Assert.Contains(json["notes"]!.AsArray(), found => ((string)found!).StartsWith(note, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void RepostsAreCountedAsARunDoes()
    {
        var input = _work.Write("reposts.csv", $"id,author,time,retweet,text\n1,a,,1,{Sea}\n2,b,,1,{Sea} 2\n3,c,,0,RT @a: {Sea}\n4,d,,0,{Sea} 4\n");
        var words = string.Join(' ', CopypastaProcess.Run("inspect", input).Succeeded().Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("reposts 3 (75%): 2 by their field, as a run's inputs count them under flagged_reposts, 1 by their text alone", words, StringComparison.Ordinal);
        var run = _work.Detect("run", input);
        Assert.Equal(3, run.SetAside("reposts"));
        Assert.Equal(2, (long)run.Json["inputs"]![0]!["flagged_reposts"]!);
    }

    [Fact]
    public void ASampleIsTheBeginning()
    {
        var input = _work.Write("lines.txt", string.Concat(Enumerable.Repeat(Sea + "\n", 50_000)));
        var json = JsonNode.Parse(CopypastaProcess.Run("inspect", input, "--text-lines", "--sample", "100", "--json", "--quiet").Succeeded().Output)!;
        Assert.False((bool)json["whole"]!);
        Assert.InRange((int)json["records"]!, 100, 49_999);
        Assert.True((bool)JsonNode.Parse(CopypastaProcess.Run("inspect", input, "--text-lines", "--json", "--quiet").Succeeded().Output)!["whole"]!);
    }

    [Fact]
    public void EveryInputIsInspectedAndOneThatCannotBeReadEndsIt()
    {
        var good = _work.Write("a.csv", $"id,text\n1,{Sea}\n");
        var bad = _work.Write("b.csv", "%PDF-1.7 and so on\n");
        var result = CopypastaProcess.Run("inspect", good, bad, "--quiet");
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith(good + "\n", result.Output, StringComparison.Ordinal);
        Assert.StartsWith($"copypasta: {bad}: looks like a PDF", Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    public void Dispose() => _work.Dispose();
}
