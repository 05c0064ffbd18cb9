using System.Text;

namespace Copypasta.Archives.Tests;

/// <summary>What posts are told to stand as; that it is what the input has at that place, every reading of these tests checks.</summary>
public sealed class RecordBytesTests
{
    [Theory]
    [InlineData("csv", "id,text\r\n", "1,\"a\nb\"\r\n", "2,c")]
    [InlineData("tsv", "id\ttext\n", "1\ta\n", "2\t\"c\n")]
    [InlineData("ndjson", "", "{\"id\":1,\"text\":\"a\"}\r\n", "{ \"text\" : \"{c}\" }")]
    [InlineData("text", "", "a\r\n", "c")]
    public void LinesFollowOneAnotherWithTheirEnds(string format, string header, string first, string second)
    {
        var read = Reading.Of(header + first + second, new ReaderOptions { Format = format });
        string[] expected = header.Length > 0 ? [header, first, second] : [first, second];
        Assert.Equal(expected, read.Records.Select(record => record.Bytes));
    }

    [Fact]
    public void WhatStandsBetweenRecordsOfADocumentIsNoPartOfThem()
        => Assert.Equal(
            ["{\"text\":\"a\"}", "{\n \"text\": \"b\",\n \"x\": {}\n}"],
            Reading.Of("{\"posts\": [ {\"text\":\"a\"} ,\n {\n \"text\": \"b\",\n \"x\": {}\n} ], \"n\": 2}", new ReaderOptions { Format = "json" }).Records.Select(record => record.Bytes));

    /// <summary>Batches end within the page, whose posts are then read on from there.</summary>
    [Fact]
    public void RecordsOfAPageThatFillsSeveralBatchesAreToldOnce()
    {
        var posts = Enumerable.Range(1, 3 * PostBatch.MaxPosts).Select(id => $"{{\"id\":\"{id}\",\"author_id\":\"7\",\"created_at\":\"2024-05-01T10:00:00.000Z\",\"text\":\"a {id}\",\"edit_history_tweet_ids\":[]}}").ToArray();
        var read = Reading.Of($"{{\"data\":[{string.Join(" , ", posts)}],\"meta\":{{}}}}\n", new ReaderOptions { Format = "x-v2" });
        Assert.Equal(posts, read.Records.Select(record => record.Bytes));
    }

    [Fact]
    public void ARejectedRecordIsNotTold()
        => Assert.Equal(["id,text\n", "1,a\n", "3,c\n"], Reading.Of("id,text\n1,a\n2\n3,c\n").Records.Select(record => record.Bytes));

    [Fact]
    public void OffsetsCountAByteOrderMark()
        => Assert.Equal([3L, 5, 7], Reading.Of([.. Encoding.UTF8.Preamble, .. "a\nb\nc"u8.ToArray()], new ReaderOptions { Format = "text" }).Records.Select(record => record.Offset));
}
