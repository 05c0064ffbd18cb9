using System.Text.Json;
using FsCheck;
using FsCheck.Xunit;

namespace Copypasta.Archives.Tests;

public sealed class NdjsonReaderTests
{
    [Fact]
    public void ReadsTweetsOfTheFirstApi()
    {
        Reading read = Reading.Of("""
            {"id":1178006214826401793,"id_str":"1178006214826401793","created_at":"Sat Sep 28 18:05:23 +0000 2019","text":"cut…","full_text":"Say \"hi\"\nза \u043c\u0438\u0440 \ud83d\ude00","user":{"id":5,"id_str":"5","screen_name":"a"},"lang":"ru"}

            {"id_str":"2","created_at":null,"text":"short","extended_tweet":{"full_text":"long"},"user":{"id_str":"6"},"retweeted_status":{"id_str":"9","text":"no","user":{"id_str":"7"}}}
            """);
        Assert.Equal(
            [
                new ReadPost(1, "1178006214826401793", "5", 1569693923000, "ru", "Say \"hi\"\nза мир 😀", false),
                new ReadPost(2, "2", "6", PostRecord.NoTime, "", "long", true),
            ],
            read.Posts);
        Assert.Equal("ndjson", read.Summary.Format);
        Assert.Equal("user.id_str", read.Summary.Mapping["author"]);
        Assert.Equal("retweeted_status", read.Summary.Mapping["repost"]);
    }

    [Fact]
    public void FlattenedNamesAndArraysAreFollowed()
    {
        Reading read = Reading.Of("{\"id\":\"1\",\"author.username\":\"a\",\"text\":\"x\",\"referenced_tweets\":[{\"type\":\"quoted\"}]}\n{\"id\":\"2\",\"author.username\":\"b\",\"text\":\"y\",\"referenced_tweets\":[{\"type\":\"quoted\"},{\"type\":\"retweeted\"}]}\n");
        Assert.Equal([("a", false), ("b", true)], read.Posts.Select(post => (post.Author, post.IsRepost)));
    }

    [Fact]
    public void NumbersStayAsWritten()
    {
        Reading read = Reading.Of("{\"id\":9007199254740993,\"text\":1.10,\"time\":1569693923}\n{\"id\":null,\"text\":null}\n");
        Assert.Equal(("9007199254740993", "1.10", 1569693923000), (read.Posts[0].Id, read.Posts[0].Text, read.Posts[0].Time));
        Assert.Equal(("", ""), (read.Posts[1].Id, read.Posts[1].Text));
    }

    [Fact]
    public void BadLinesAreLocatedRejects()
    {
        Reading read = Reading.Of("{\"text\":\"a\"}\n{\"text\":\n\n[1]\n{\"id\":1}\n{\"text\":{\"x\":1}}\n{\"text\":\"b\"} x\n{\"text\":\"c\"}");
        Assert.Equal(["a", "c"], read.Texts);
        Assert.Equal([2L, 3, 4, 5, 6], read.Rejects.Select(reject => reject.Row));
        Assert.Equal([2L, 4, 5, 6, 7], read.Rejects.Select(reject => reject.Line));
        Assert.Equal([13L, 23, 27, 36, 53], read.Rejects.Select(reject => reject.Offset));
        Assert.StartsWith("not valid JSON at byte", read.Rejects[0].Reason, StringComparison.Ordinal);
        Assert.Equal("not a JSON object", read.Rejects[1].Reason);
        Assert.StartsWith("no field '", read.Rejects[2].Reason, StringComparison.Ordinal);
        Assert.Equal("field 'text' is not a string", read.Rejects[3].Reason);
    }

    [Fact]
    public void HalfSurrogatePairBecomesReplacementCharacter()
        => Assert.Equal(["a\uFFFDb", "\uFFFDA", "\uFFFD"], Reading.Of("{\"text\":\"a\\ud83db\"}\n{\"text\":\"\\ude00\\u0041\"}\n{\"text\":\"\\ud83d\"}").Texts);

    [Fact]
    public void MapTakesDottedPaths()
    {
        Reading read = Reading.Of("{\"a\":{\"b\":\"x\"},\"w\":{\"h\":\"me\"}}\n{\"a\":{}}", Reading.Options("auto", ("text", "a.b"), ("author", "w.h")));
        Assert.Equal(("x", "me"), (Assert.Single(read.Posts).Text, read.Posts[0].Author));
        Assert.Equal("no field 'a.b'", Assert.Single(read.Rejects).Reason);
    }

    [Fact]
    public void MissingFieldsListWhatThereIs()
    {
        Assert.Contains("a, a.b, c", Reading.Error("{\"a\":{\"b\":1},\"c\":2}"), StringComparison.Ordinal);
        Assert.Contains("--map text=FIELD", Reading.Error("{\"a\":1}"), StringComparison.Ordinal);
        Assert.Contains("no field 'z'", Reading.Error("{\"text\":1}", Reading.Options("auto", ("id", "z"))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(3)]
    public void LongLineIsRejected(int? seed)
    {
        Reading read = Reading.Of("{\"text\":\"a\"}\n{\"text\":\"" + new string('x', 3000) + "\"}\n{\"text\":\"b\"}\n", new ReaderOptions { Format = "ndjson", MaxRecordBytes = 20 }, seed: seed);
        Assert.Equal(["a", "b"], read.Texts);
        Assert.Equal(new Reject(0, 2, 2, 13, "longer than 20 bytes (--max-record)"), Assert.Single(read.Rejects));
    }

    [Theory]
    [InlineData("[{\"text\":\"a\"},{\"text\":\"b\"}]")]
    [InlineData("{\n \"messages\": [ {\"text\": \"a\"} ]\n}\n")]
    public void WholeDocumentsAreNotLines(string content) => Assert.Contains("one object a line", Reading.Error(content), StringComparison.Ordinal);

    [Property(MaxTest = 100)]
    public void StringsComeBackWhole(NonNull<string>[] texts, int seed)
    {
        string[] clean = [.. texts.Select(text => string.Concat(text.Get.EnumerateRunes()))];
        var content = "{\"text\":\"\"}\n" + string.Concat(clean.Select(text => JsonSerializer.Serialize(new { id = 1, text }) + "\n"));
        Assert.Equal(clean.Prepend(""), Reading.Of(content, seed: seed).Texts);
    }
}
