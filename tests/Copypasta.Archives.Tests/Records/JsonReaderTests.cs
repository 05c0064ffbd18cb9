using System.Text.Json;
using FsCheck;
using FsCheck.Xunit;

namespace Copypasta.Archives.Tests;

public sealed class JsonReaderTests
{
    [Fact]
    public void ReadsTweetsOfTheFirstApi()
    {
        Reading read = Reading.Of("""
            {"id":1178006214826401793,"id_str":"1178006214826401793","created_at":"Sat Sep 28 18:05:23 +0000 2019","text":"cut…","full_text":"Say \"hi\"\nза \u043c\u0438\u0440 \ud83d\ude00","user":{"id":5,"id_str":"5","screen_name":"a"},"lang":"ru"}

            {"id_str":"2","created_at":null,"text":"short","extended_tweet":{"full_text":"long"},"user":{"id_str":"6"}}
            """);
        Assert.Equal(
            [
                new ReadPost(1, "1178006214826401793", "5", 1569693923000, "ru", "Say \"hi\"\nза мир 😀", false),
                new ReadPost(2, "2", "6", PostRecord.NoTime, "", "long", false),
            ],
            read.Posts);
        Assert.Equal("x-v1", read.Summary.Format);
        Assert.Equal("user.id_str", read.Summary.Mapping["author"]);
        Assert.Equal("extended_tweet.full_text|full_text", read.Summary.Mapping["text"]);
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

    [Theory]
    [InlineData("\"a\\n\"")] // found by fuzzing: what a line of an index begins with
    [InlineData("\"a\"")]
    [InlineData("[{}]")]
    [InlineData("null")]
    [InlineData(":")]
    [InlineData(" \t{\"text\":1")]
    [InlineData("{\"text\":\"\\q\"}")]
    [InlineData("{\"text\":\"")]
    public void LinesThatAreNoRecordsCostThemselvesAlone(string line)
    {
        var record = "{\"text\":\"b\"}\r\n";
        Reading read = Reading.Of(record + line + "\n" + string.Concat(Enumerable.Repeat(record, 50)), new ReaderOptions { Format = "ndjson" });
        Assert.Equal((51, 2L), (read.Posts.Count, Assert.Single(read.Rejects).Line));
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
    [InlineData("[\n  {\n    \"text\": \"a\"\n  },\n  {\n    \"text\": \"b\"\n  }\n]\n")]
    [InlineData("{\n \"messages\": [ {\"text\": \"a\"}, {\"text\":\"b\"} ]\n}\n")]
    [InlineData("{\"text\":\"a\"}{\"text\":\"b\"}")]
    [InlineData("{\"text\":\n\"a\"}\n{\n\"text\":\"b\"}")]
    [InlineData("[[{\"text\":\"a\"}],[{\"text\":\"b\"}]]")]
    [InlineData("[{\"text\":\"a\"}]\n[{\"text\":\"b\"}]\n")]
    public void DocumentsAreRead(string content)
    {
        var read = Reading.Of(content);
        Assert.Equal("json", read.Summary.Format);
        Assert.Equal(["a", "b"], read.Texts);
        Assert.Empty(read.Rejects);
        Assert.Equal(read.Posts, Reading.Of(content, seed: 1).Posts);
    }

    [Theory]
    [InlineData("{\"text\":\"b\",}", 1)]
    [InlineData("{\"text\":\"b}", 1)]
    [InlineData("{\"text\":b\"}", 1)]
    [InlineData("{\"text\" \"b\"}", 1)]
    [InlineData("{\"text\":[1,2}", 1)]
    [InlineData("{\"text\":[{\"b\":{}]", 1)]
    [InlineData("{\"text\":\"b\\x\"}", 1)]
    [InlineData("7", 1)]
    [InlineData("{\"id\":7}", 1)]
    public void ADamagedElementIsOneRejectAndReadingGoesOn(string element, int rejects)
    {
        foreach (var layout in new[] { "[{0},{1},{2},{3}]", "[\n  {0},\n  {1},\n  {2},\n  {3}\n]\n", "{{\"a\":{{\"x\":[1,\"]\"]}},\"posts\":[{0},{1},{2},{3}],\"z\":0}}" })
        {
            var content = string.Format(System.Globalization.CultureInfo.InvariantCulture, layout, "{\"text\":\"a\"}", element, "{\"text\":\"c\"}", "{\"text\":\"d\"}");
            foreach (int? seed in new int?[] { null, 1, 2 })
            {
                var read = Reading.Of(content, Reading.Options("json"), seed: seed);
                Assert.Equal(["a", "c", "d"], read.Texts);
                Assert.Equal(rejects, read.Rejects.Count);
                Assert.Equal(2, read.Rejects[0].Row);
                Assert.Equal(content.IndexOf(element, StringComparison.Ordinal), read.Rejects[0].Offset);
                Assert.Equal(content[..(int)read.Rejects[0].Offset].Count(c => c == '\n') + 1, read.Rejects[0].Line);
            }
        }
    }

    [Theory]
    [InlineData("{\"text\":tru}")]
    [InlineData("{\"te\u0001xt\":\"a\"}")] // in its first name, by which the next record would be found
    [InlineData("{ 7:[\"}\",{}] }")]
    [InlineData("{\"<256>\":1,\"text\":tru}")] // too long a name for that
    [InlineData("{\"te\" \"a\"}")] // no name, as no colon follows
    public void BehindADamagedFirstElementTheOthersAreRead(string element)
    {
        element = element.Replace("<256>", new string('n', 256), StringComparison.Ordinal);
        foreach (var layout in new[] { "[{0},{1},{2}]", "[\n  {0},\n  {1},\n  {2}\n]\n", "[[{0},{1}],[{2}]]", "{0}{1}{2}" })
        {
            var content = string.Format(System.Globalization.CultureInfo.InvariantCulture, layout, element, "{\"text\":\"b\"}", "{\"text\":\"c\"}");
            foreach (int? seed in new int?[] { null, 1, 2 })
            {
                var read = Reading.Of(content, Reading.Options("json"), seed: seed);
                Assert.Equal(["b", "c"], read.Texts);
                Assert.Equal(content.IndexOf(element, StringComparison.Ordinal), Assert.Single(read.Rejects).Offset);
            }
        }
    }

    [Theory]
    [InlineData("[{\"te\u0001xt\":\"a", "not valid JSON at byte 4 of the record", "the input ends before its brackets are closed: it may be cut off")]
    [InlineData("[{\"te", "not valid JSON at byte 4 of the record: cut off at the end of the input")]
    public void AFirstElementDamagedAndCutOffSaysSo(string content, params string[] reasons)
    {
        var read = Reading.Of(content, Reading.Options("json"));
        Assert.Empty(read.Texts);
        Assert.Equal(reasons, read.Rejects.Select(reject => reject.Reason));
    }

    [Theory]
    [InlineData("[!,[{\"text\":\"a\"},{\"text\":\"b\"}]]", 4)]
    [InlineData("[{}!\"x\",{\"text\":\"a\"},{\"text\":\"b\"}]", 8)]
    [InlineData("[{\"text\":\"a\"}!7]", -1)]
    public void WhatIsGivenUpIsAReject(string content, long offset)
    {
        foreach (int? seed in new int?[] { null, 1, 2 })
        {
            var read = Reading.Of(content, Reading.Options("json"), seed: seed);
            Assert.Equal(offset, read.Rejects.Where(reject => reject.Reason.StartsWith("not read, nor what follows", StringComparison.Ordinal)).Select(reject => reject.Offset).SingleOrDefault(-1));
        }
    }

    [Fact]
    public void AStrayBracketIsAReject()
    {
        var read = Reading.Of("[{\"text\":\"a\"},{\"text\":\"b\"}},{\"text\":\"c\"}]", Reading.Options("json"));
        Assert.Equal(["a", "b", "c"], read.Texts);
        Assert.Equal(new Reject(0, 3, 1, 26, "not valid JSON at byte 0 of the record"), Assert.Single(read.Rejects));
    }

    [Fact]
    public void ADocumentCutOffIsOneReject()
    {
        Assert.Contains("cut off", Assert.Single(Reading.Of("[{\"text\":\"a\"},{\"text\":\"b", Reading.Options("json")).Rejects).Reason, StringComparison.Ordinal);
        var unclosed = Reading.Of("[{\"text\":\"a\"},{\"text\":\"b\"}", Reading.Options("json"));
        Assert.Equal(["a", "b"], unclosed.Texts);
        Assert.Equal(new Reject(0, 3, 1, 26, "the input ends before its brackets are closed: it may be cut off"), Assert.Single(unclosed.Rejects));
    }

    [Fact]
    public void TheFirstOfEqualNamesCounts()
        => Assert.Equal(["a"], Reading.Of("{\"text\":\"a\",\"text\":\"b\"}\n").Texts);

    [Fact]
    public void NamesMayBeEscaped()
        => Assert.Equal(["a", "b"], Reading.Of("{\"te\\u0078t\":\"a\"}\n{\"\\u0074ext\":\"b\"}\n").Texts);

    [Theory]
    [InlineData("ndjson", "{0}\n{1}\n{2}\n")]
    [InlineData("json", "[{0},{1},{2}]")]
    public void DeepNestingIsARejectAndNoMore(string format, string layout)
    {
        var deep = "{\"text\":\"x\",\"a\":" + new string('[', 100_000) + new string(']', 100_000) + "}";
        var content = string.Format(System.Globalization.CultureInfo.InvariantCulture, layout, "{\"text\":\"a\"}", deep, "{\"text\":\"c\"}");
        var read = Reading.Of(content, Reading.Options(format));
        Assert.Equal(["a", "c"], read.Texts);
        Assert.StartsWith("nested deeper than 256 levels at byte", Assert.Single(read.Rejects).Reason, StringComparison.Ordinal);
        Reading.Of(new string('[', 100_000), Reading.Options(format));
        Reading.Of(string.Concat(Enumerable.Repeat("{\"text\":", 100_000)), Reading.Options(format));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(3)]
    public void ALongElementIsRejected(int? seed)
    {
        var content = "[{\"text\":\"a\"},{\"text\":\"" + new string('x', 3000) + "\"},{\"text\":\"b\"}]";
        var read = Reading.Of(content, new ReaderOptions { Format = "json", MaxRecordBytes = 20 }, seed: seed);
        Assert.Equal(["a", "b"], read.Texts);
        Assert.Equal(new Reject(0, 2, 1, 14, "longer than 20 bytes (--max-record)"), Assert.Single(read.Rejects));
    }

    [Theory]
    [InlineData("[{\"text\":\"a\"},\"?\",{\"text\":\"b\"}]")]
    [InlineData("{\"posts\":[{\"text\":\"a\"}],\"?\":1,\"posts\":[{\"text\":\"b\"}]}")]
    public void WhatIsTooLongIsNotSaidToBeCutOff(string layout)
    {
        var content = layout.Replace("?", new string('x', 3000), StringComparison.Ordinal);
        Reading read = Reading.Of(content, new ReaderOptions { Format = "json", MaxRecordBytes = 20 });
        Assert.Equal(["a", "b"], read.Texts);
        Assert.Equal("longer than 20 bytes (--max-record)", Assert.Single(read.Rejects).Reason);
    }

    [Theory]
    [InlineData("[{\"n\":1,\"text\":\"a\",\"x\":tru},{\"text\":\"b\"},{\"text\":\"c\"}]", "b,c")]
    [InlineData("[{\"text\":\"a\"},{\"text\":tru},{\"id\":1,\"text\":\"c\"}]", "a,c")]
    [InlineData("{\"text\":\"a\"}{\"text\":tru}{\"id\":1,\"text\":\"c\"}", "a,c")]
    [InlineData("[{\"text\":\"a\"},{\"text\":\"b\"\"},{\"id\":1,\"text\":\"c\"}]", "a,c")]
    [InlineData("[{\"text\":\"a\"},{\"text\":\"b,\"id\":1},{\"id\":1,\"text\":\"c\"}]", "a,c")]
    [InlineData("[{\"text\":\"a\"},{\"id\":1,\"text\":b\",\"x\":\"y\"},{\"id\":1,\"text\":\"c\"}]", "a,c")]
    [InlineData("[{\"text\":\"a\"},{\"text\":\"b\",{\"id\":1,\"text\":\"c\"},{\"text\":\"d\"}]", "a,d")]
    [InlineData("[{\"text\":\"a\",{\"x\":1},{\"text\":\"b\"}]", "b")]
    [InlineData("[{\"text\":\"a\"},{\"text\":\"b\",\"x\":[1,{\"y\":2]},{\"id\":1,\"text\":\"c\"}]", "a,c")]
    [InlineData("[{\"text\":\"a\"},{\"text\":tru,\"replies\":[{\"text\":\"no\"},{\"text\":\"post\"}]},{\"id\":1,\"text\":\"c\"}]", "a,c")]
    [InlineData("[{\"text\":\"a\"}!{\"id\":1,\"text\":\"b\"}]", "a,b")]
    [InlineData("[{\"text\":\"a\"}{\"id\":1,\"text\":\"b\"},{\"text\":\"c\"}]", "a,b,c")]
    [InlineData("[{\"text\":\"a\"},\"id\":1,\"text\":\"b\"},{\"id\":1,\"text\":\"c\"}]", "a,c", 2)]
    [InlineData("[{\"text\":\"a\"},,{\"id\":1,\"text\":\"b\"},{\"text\":\"c\"}]", "a,b,c")]
    public void ReadingGoesOnBehindTheBracketsOfADamagedElement(string content, string texts, int rejects = 1)
    {
        foreach (int? seed in new int?[] { null, 1, 2 })
        {
            var read = Reading.Of(content, Reading.Options("json", ("text", "text")), seed: seed);
            Assert.Equal(texts.Split(','), read.Texts);
            Assert.Equal(rejects, read.Rejects.Count);
        }
    }

    [Property(MaxTest = 3000)]
    public bool ADamagedByteCostsItsRecordAndTheNextAtMost(DoNotSize<int> seed, bool isIndented)
    {
        var random = new Random(seed.Item);
        var records = Enumerable.Range(0, 6).Select(i => Record(random, i)).ToArray();
        var separator = isIndented ? ",\n  " : ",";
        var content = "[" + string.Join(separator, records) + "]";
        var at = random.Next(1 + records[0].Length, content.Length - 1);
        var damaged = content[..at] + "\"{}[],:\\x7\n"[random.Next(11)] + content[(at + random.Next(2))..];

        // The record that the byte is in or behind, and the next, which is one with it if the byte was a brace or a quote.
        var hurt = new List<int>();
        for (int i = 0, start = 1; i < records.Length; start += records[i++].Length + separator.Length)
        {
            if (at >= start - separator.Length && at < start + records[i].Length + separator.Length)
            {
                hurt.AddRange([i, i + 1]);
            }
        }

        var read = Reading.Of(damaged, Reading.Options("json", ("text", "text")), seed: random.Next());
        var isTold = read.Rejects.Any(reject => reject.Reason.StartsWith("not read", StringComparison.Ordinal));
        return isTold || Enumerable.Range(0, records.Length).Except(hurt).All(i => read.Texts.Contains("t" + i));
    }

    private static string Record(Random random, int number)
    {
        var parts = new List<string> { $"\"text\":\"t{number}\"", "\"links\":[{\"text\":\"no post\",\"at\":1},{\"text\":\"nor this\"}]", "\"said\":\"a, {b} and \\\"c\\\": d\"", "\"likes\":12", "\"is\":true" };
        for (var i = parts.Count; i > 1; i--)
        {
            var other = random.Next(i);
            (parts[i - 1], parts[other]) = (parts[other], parts[i - 1]);
        }

        return "{" + string.Join(',', parts.Where(part => part.StartsWith("\"text", StringComparison.Ordinal) || random.Next(3) > 0)) + "}";
    }

    // Damaged twice; what is behind it may be records that begin in another way.
    [Theory]
    [InlineData("[{\"text\":\"a\"},{\"text\":tru,\"x\":fals},{\"id\":1,\"text\":\"c\"}]", "a", "{\"id\"")]
    [InlineData("[{\"text\":\"a\"},{\"text\":tru,\"x\":fals},{\"id\":1,\"text\":\"c\"},{\"id\":2},{\"text\":\"d\"}]", "a,d", "{\"id\"")]
    [InlineData("{\"text\":\"a\"}{\"text\":tru,\"x\":fals}{\"id\":1,\"text\":\"c\"}{\"text\":\"d\"}", "a,d", "{\"id\"")]
    [InlineData("[{\"text\":\"a\"},{\"text\":tru,\"x\":fals,\"y\":{\"z\":[{}]}},7]", "a", "")]
    public void WhatIsPassedOverBehindDamageIsAReject(string content, string texts, string passed)
    {
        foreach (int? seed in new int?[] { null, 1, 2 })
        {
            var read = Reading.Of(content, Reading.Options("json", ("text", "text")), seed: seed);
            Assert.Equal(texts.Split(','), read.Texts);
            long[] places = passed.Length == 0 ? [] : [content.IndexOf(passed, StringComparison.Ordinal)];
            Assert.Equal(places, read.Rejects.Skip(1).Select(reject => reject.Offset));
            Assert.All(read.Rejects.Skip(1), reject => Assert.StartsWith("not read, nor what follows it", reject.Reason, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void ManyDamagedElementsTakeTimeInProportion()
    {
        // Each would run to the limit of a record if brackets alone were looked at.
        var content = "[{\"text\":\"a\"}," + string.Concat(Enumerable.Repeat("{\"text\",", 200_000)) + "{\"text\":\"z\"}]";
        var read = Reading.Of(content, Reading.Options("json"));
        Assert.Equal(["a", "z"], read.Texts);
        Assert.Equal(200_000, read.Rejects.Count);
    }

    [Fact]
    public void APageIsReadAcrossBatches()
    {
        var tweets = string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"{{\"id\":\"{i}\",\"text\":\"t{i}\",\"author_id\":\"{i % 7}\",\"public_metrics\":{{\"retweet_count\":0}}}}"));
        var read = Reading.Of($"{{\"data\":[{tweets}],\"includes\":{{\"users\":[]}}}}\n{{\"data\":[{tweets}]}}\n");
        Assert.Equal("x-v2", read.Summary.Format);
        Assert.Equal(Enumerable.Range(0, 20_000).Select(i => $"t{i % 10_000}"), read.Texts);
        Assert.Equal(Enumerable.Range(1, 20_000).Select(i => (long)i), read.Posts.Select(post => post.Row));
    }

    [Fact]
    public void ADamagedPageGivesWhatStandsBeforeTheDamage()
    {
        var good = "{\"id\":\"1\",\"text\":\"a\",\"author_id\":\"1\",\"conversation_id\":\"1\",\"public_metrics\":{\"retweet_count\":0}}";
        var read = Reading.Of($"{{\"data\":[{good},{good}]}}\n{{\"data\":[{good},{{\"id\":!}},{good}]}}\n{{\"data\":[{good}],\"includes\":!}}\n{{\"data\":[{good}]}}\n");
        Assert.Equal([1L, 2, 3, 5, 7], read.Posts.Select(post => post.Row));
        Assert.Equal([4L, 6], read.Rejects.Select(reject => reject.Row));
        Assert.Equal([2L, 3], read.Rejects.Select(reject => reject.Line));
    }

    [Property(MaxTest = 100)]
    public void StringsComeBackWhole(NonNull<string>[] texts, int seed)
    {
        string[] clean = [.. texts.Select(text => string.Concat(text.Get.EnumerateRunes()))];
        var content = "{\"text\":\"\"}\n" + string.Concat(clean.Select(text => JsonSerializer.Serialize(new { id = 1, text }) + "\n"));
        Assert.Equal(clean.Prepend(""), Reading.Of(content, seed: seed).Texts);
    }
}
