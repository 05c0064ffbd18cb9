using System.Text.Json;
using Copypasta.Hashing;

namespace Copypasta.Reports.Tests;

public sealed class ReportDataTests
{
    [Fact]
    public void AClusterHasItsVariantsAccountsAndPosts()
    {
        var sample = new Sample();
        var exemplar = sample.Post("the lake is not grey", "ann", "1", Sample.Noon);
        var variants = new[] { sample.Post("the lake is grey", "bob", "2", Sample.Noon + 60_000), sample.Post("the lake is grey", "bob", "3"), sample.Post("the pond is not grey 12", "", "4") };
        sample.Cluster([exemplar, .. variants]);
        var page = Page(sample);
        var cluster = page.Details.Single();

        Assert.Equal(
            [
                "[1,1000000,0,1,[],0,\"=the lake is not grey\"]",
                "[2,800000,0,2,[[\"negation\",1,\"not\",\"\"]],0,[0,12],\"-not \",[16,4]]",
                "[1,800000,0,4,[[\"number\",4,\"\",\"12\"]],0,[0,4],\"-lake \",\"\\u002Bpond \",\"=is not grey \",\"\\u002B12\"]",
            ],
            cluster.GetProperty("variants").EnumerateArray().Select(variant => variant.GetRawText()));
        Assert.Equal("""["bob","ann"]""", page["accounts"].GetProperty("name").GetRawText());
        Assert.Equal("[[0,2],[1,1]]", cluster.GetProperty("by_account").GetRawText());
        Assert.Equal(1, cluster.GetProperty("without_account").GetInt32());
        Assert.Equal(4, cluster.GetProperty("rows").GetArrayLength());
        Assert.Equal($"""[0,1,"1",1,{Sample.Noon},1000000]""", cluster.GetProperty("rows")[0].GetRawText());
        Assert.Equal(JsonValueKind.Null, cluster.GetProperty("rows")[2][4].ValueKind);
        Assert.Equal(2, cluster.GetProperty("timeline").EnumerateArray().Skip(2).Sum(bin => bin.GetInt32()));
        Assert.Equal(2, page["untimed"].GetInt32());
    }

    [Fact]
    public void ObfuscationsAreShown()
    {
        var sample = new Sample();
        sample.Cluster(sample.Post("the lake is grey today"), sample.Post("the la\u200Bke is gr\u0435y today"));
        Assert.Equal(["the la", "[U+200B]", "ke is gr", "\u0435[U+0435]", "y today"], Page(sample).Details.Single().GetProperty("variants")[1][5].EnumerateArray().Select(piece => piece.GetString()));
    }

    /// <summary>Links and mentions differ from post to post and were not compared: where a text has them, changed words are told from them.</summary>
    [Fact]
    public void WhatWasSetAsideIsToldFromWhatWasCompared()
    {
        var sample = new Sample();
        sample.Cluster(sample.Post("the lake is grey! https://t.co/a @ann"), sample.Post("RT @bob: the lake was grey! https://t.co/b @ann"));
        Assert.Equal(
            [
                "[1,1000000,0,1,[],0,\"=the lake is grey! \",\"~https://t.co/a @ann\"]",
                "[1,800000,0,2,[],0,\"\\u003ERT @bob:\",\"\\u002B \",[0,9],\"-is \",\"\\u002Bwas \",[12,6],\"\\u003Chttps://t.co/a \",\"\\u003Ehttps://t.co/b \",[33,4,1]]",
            ],
            Page(sample).Details.Single().GetProperty("variants").EnumerateArray().Select(variant => variant.GetRawText()));

        sample.Cluster(sample.Post("the pond has 7 swans https://t.co/a"), sample.Post("https://t.co/b the pond has 8 swans https://t.co/a"));
        Assert.Equal("""[["number",3,"7","8"]]""", Page(sample).Details.Last().GetProperty("variants")[1][4].GetRawText());

        var exact = new PageData(Sample.Written(stream => HtmlReport.Write(stream, sample.Result, Sample.Run with { Profile = TextProfile.Exact })));
        Assert.Equal("=the lake is grey! https://t.co/a @ann", exact.Details.First().GetProperty("variants")[0][6].GetString());
    }

    [Fact]
    public void AClusterIsCapped()
    {
        var sample = new Sample();
        sample.Cluster([.. Enumerable.Range(0, 70).Select(i => sample.Post($"text {i}", $"author {i:D2}", $"{i}"))]);
        sample.Cluster(sample.Post(new string('x', 1_500)));
        var page = Page(sample);
        var first = page.Details.First();
        Assert.Equal(ReportLimits.Variants, first.GetProperty("variants").GetArrayLength());
        Assert.Equal(ReportLimits.Rows, first.GetProperty("rows").GetArrayLength());
        Assert.Equal(ReportLimits.ClusterAccounts, first.GetProperty("by_account").GetArrayLength());
        Assert.Equal(1, page["omitted"].GetProperty("parts").GetInt32());
        Assert.Equal(1, page["omitted"].GetProperty("texts").GetInt32());
        Assert.Equal(ReportLimits.ExcerptLength + 1, page["clusters"].GetProperty("text")[1].GetString()!.Length);
    }

    [Fact]
    public void ClustersBeyondTheBudgetAreListedWithoutDetails()
    {
        var sample = new Sample();
        var text = string.Concat(Enumerable.Repeat("\U0001F600", 990));
        for (var cluster = 0; cluster < 120; cluster++)
        {
            sample.Cluster([.. Enumerable.Range(0, 40).Select(i => sample.Post($"{text}{cluster}.{i}"))]);
        }

        var html = Sample.Written(stream => HtmlReport.Write(stream, sample.Result, Sample.Run));
        var page = new PageData(html);
        var details = page.Details.Count();
        Assert.InRange(details, 1, 119);
        Assert.Equal(120, page["clusters"].GetProperty("id").GetArrayLength());
        Assert.Equal(120 - details, page["omitted"].GetProperty("details").GetInt32());
        Assert.Equal(details, page["parts"].EnumerateArray().Sum(part => part.GetArrayLength()));
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(html), ReportLimits.DetailBytes, ReportLimits.DetailBytes + (2 << 20));
        Assert.All(page.Texts, part => Assert.InRange(part.Length, 1, ReportLimits.PartBytes + (1 << 20)));
    }

    [Fact]
    public void AccountsAreListedWithTheirClusters()
    {
        var sample = new Sample();
        sample.Cluster(sample.Post("one", "ann"), sample.Post("one", "bob"), sample.Post("one", "ann"));
        sample.Cluster(sample.Post("two", "cyd"), sample.Post("two", "ann"));
        var page = Page(sample);
        Assert.Equal("""["ann","bob","cyd"]""", page["accounts"].GetProperty("name").GetRawText());
        Assert.Equal("[3,1,1]", page["accounts"].GetProperty("copied").GetRawText());
        Assert.Equal("[2,1,1]", page["accounts"].GetProperty("clusters").GetRawText());
        Assert.Equal([0, 1], page.Places("accounts", 0));
        Assert.Equal([1], page.Places("accounts", 2));
    }

    [Fact]
    public void TooManyAccountsAreListedByRank()
    {
        var sample = new Sample();
        var posts = Enumerable.Range(0, ReportLimits.Accounts + 5).Select(i => sample.Post("one", $"{i}")).ToList();
        posts.Add(sample.Post("one", "7"));
        sample.Cluster([.. posts]);
        var page = Page(sample);
        Assert.Equal("7", page["accounts"].GetProperty("name")[0].GetString());
        Assert.Equal(ReportLimits.Accounts, page["accounts"].GetProperty("name").GetArrayLength());
        Assert.Equal(5, page["omitted"].GetProperty("accounts").GetInt32());
    }

    [Fact]
    public void PlacesBeyondTheBudgetAreTakenFromTheEndOfTheListWhole()
    {
        var places = new ReportPlaces(3);
        for (var cluster = 0; cluster < ReportLimits.Places / 2; cluster++)
        {
            places.Add(0, cluster);
            places.Add(0, cluster);
            places.Add(2, cluster);
            places.Add(1, cluster < 10 ? cluster : 9);
        }

        var written = Sample.Written(stream =>
        {
            using var writer = new ReportWriter(stream);
            writer.Json.WriteStartObject();
            places.Write(writer);
            writer.Json.WriteEndObject();
        });
        using var json = JsonDocument.Parse(written);
        Assert.Equal([ReportLimits.Places / 2, 10], json.RootElement.GetProperty("in").EnumerateArray().Select(item => item.GetArrayLength()));
    }

    private static PageData Page(Sample sample) => new(Sample.Written(stream => HtmlReport.Write(stream, sample.Result, Sample.Run)));
}
