using System.Text;

namespace Copypasta.Archives.Tests;

/// <summary>What each format's traps must come out as.</summary>
public sealed class JsonFormatsTests
{
    [Fact]
    public void XVersion1() => AssertPosts(
        JsonFixtures.XVersion1,
        1,
        "1178006214826401793|9007199254740993|Our bakery opens at eight, come and see the new oven #bread #rolls https://t.co/a|1569693923000",
        "1178006214826401794|6|Our bakery opens at eight, come and see the new oven|1569693983000 repost",
        "3|7||");

    /// <summary>Short posts of an API may be all that the first records are.</summary>
    [Fact]
    public void LongTextsThatComeLateAreTaken()
    {
        var lines = string.Concat(Enumerable.Range(0, 5000).Select(i => $"{{\"id\":{i},\"text\":\"short {i}, and so that it fills what is looked at first, with some words more\"}}\n"));
        Assert.Equal("in full", Reading.Of(lines + "{\"id\":1,\"text\":\"in…\",\"extended_tweet\":{\"full_text\":\"in full\"}}\n").Texts.Last());
        Assert.Equal("in full", Reading.Of(lines + "{\"id\":1,\"text\":\"in…\",\"full_text\":\"in full\"}\n").Texts.Last());
    }

    /// <summary>The spelling of most records may not be that of the first in any order; none is passed over for another.</summary>
    [Fact]
    public void NamesThatDifferInSpellingAreAlternatives()
    {
        Assert.Equal(["a", "b"], Reading.Of("{\"id\":1,\"text\":\"a\",\"Text\":null}\n{\"ID\":2,\"text\":\"b\",\"Text\":\"x\"}\n").Texts);
        Reading read = Reading.Of("{\"id\":1,\"text\":\"a\"}\n{\"Id\":2,\"Text\":\"b\"}\n");
        Assert.Equal([("1", "a"), ("2", "b")], read.Posts.Select(post => (post.Id, post.Text)));
        Assert.Equal(["a", "b", "c"], Reading.Of("{\"Data\":[{\"text\":\"a\"}],\"data\":[{\"text\":\"b\"},{\"text\":\"c\"}]}").Texts);
        Assert.Equal(["a"], Reading.Of("{\"Message\":{\"x\":1},\"message\":\"a\",\"id\":1}\n").Texts);
    }

    /// <summary>Each array of a document calls its fields as it likes.</summary>
    [Fact]
    public void ArraysOfADocumentMayDifferInNames()
    {
        Reading read = Reading.Of("{\"posts\":[{\"content\":\"a\",\"username\":\"u\",\"created_at\":\"2020-01-02T03:04:05Z\"}],\"comments\":[{\"body\":\"b\",\"author\":\"v\",\"timestamp\":\"2020-01-02T03:04:06Z\"}]}");
        Assert.Equal([("u", "a", 1_577_934_245_000), ("v", "b", 1_577_934_246_000)], read.Posts.Select(post => (post.Author, post.Text, post.Time)));
    }

    /// <summary>What an API says of its answer is no post; what says who posted it is one, whatever it holds.</summary>
    [Theory]
    [InlineData("{\"status\":\"ok\",\"message\":\"success\",\"posts\":[{\"id\":1,\"text\":\"a\"},{\"id\":2,\"text\":\"b\"}]}", "a", "b")]
    [InlineData("{\n\"comment\":\"made by hand\",\n\"tweets\":[{\"author\":\"u\",\"text\":\"a\"}]}", "a")]
    [InlineData("{\"id\":1,\"message\":\"a\",\"replies\":[{\"id\":2,\"text\":\"b\"}]}", "a")]
    [InlineData("{\"text\":\"a\",\"hashtags\":[{\"text\":\"b\"}]}", "a")]
    [InlineData("{\"message\":\"a\",\"links\":[{\"id\":1,\"text\":\"x\"}]}\n{\"message\":\"b\",\"links\":[]}\n", "a", "b")]
    public void AnEnvelopeIsNoPost(string json, params string[] texts) => Assert.Equal(texts, Reading.Of(json).Texts);

    [Fact]
    public void XVersion2RestoresCutOffRetweets() => AssertPosts(
        JsonFixtures.XVersion2,
        1,
        "1500000000000000001|11|The loom in the museum runs again every Sunday, entry is free for children|1646470800000 repost",
        "1500000000000000002|12|Seen it yesterday|1646470860000",
        "1500000000000000003|13|No includes here|1646470920000");

    [Fact]
    public void XVersion2Flattened() => AssertPosts(
        JsonFixtures.XVersion2Flat,
        0,
        "1500000000000000001|11|The loom runs again every Sunday|1646470800000 repost",
        "1500000000000000002|12|Seen it|1646470860000");

    [Fact]
    public void TelegramDesktop()
    {
        AssertPosts(
            JsonFixtures.Telegram,
            1,
            "1001724666_2|channel1001724666|Plant the beans today #beans here|1619863260000",
            "1001724666_3|channel1001724666|Seeds are in|1619870700000 repost",
            "1001724666_4|channel1001724666||1619863560000 repost");
        Assert.Equal(1, Reading.Of(JsonFixtures.Telegram).Summary.ZonelessTimes);
        AssertPosts(
            JsonFixtures.TelegramFull,
            0,
            "42_1|user42|The beans are up|1619863260000",
            "43_1|channel43|Water them|1619863260000",
            "43_2|channel43|Every day|1619863320000");
    }

    [Fact]
    public void Telethon() => AssertPosts(
        JsonFixtures.Telethon,
        1,
        "1001724666_7|channel1001724666|Plant the beans today|1619863260000",
        "1001724666_8|user5|Seeds are in|1619863260000 repost");

    [Fact]
    public void Reddit() => AssertPosts(
        JsonFixtures.Reddit,
        0,
        "t3_abc12|knitter|Two needles\n\nHow do I cast on?|1500000000000",
        "t3_abc13||Wool|1500000060000 repost",
        "t1_dk1|purl|With a slip knot|1500000120000",
        "t1_dk2|||1500000121000");

    [Fact]
    public void YouTubeThreads() => AssertPosts(
        JsonFixtures.YouTube, 0, "Ug1|UC1|Lovely & calm\nmusic|1577934245000", "Ug1.a|UC2|I agree here|1577934305000");

    [Fact]
    public void TikTok()
    {
        AssertPosts(JsonFixtures.TikTok, 0, "7123456789012345678|potter|Throwing a bowl #clay|1650000000000", "7123456789012345679|glazer||1650000060000");
        AssertPosts(JsonFixtures.ZeeschuimerTikTok, 0, "7200000000000000001|folder|Folding a crane #paper|1680000000000", "7200000000000000002|folder||1680000060000");
    }

    [Fact]
    public void Jetstream() => AssertPosts(
        JsonFixtures.Jetstream,
        3,
        "at://did:plc:aaa/app.bsky.feed.post/3k1|did:plc:aaa|De molen draait|1725911162102",
        "at://did:plc:bbb/app.bsky.feed.post/3k3|did:plc:bbb|No time but the event's|1725911162329");

    [Fact]
    public void JetstreamFrames() => AssertPosts(
        JsonFixtures.JetstreamFrames,
        2,
        "at://did:plc:aaa/app.bsky.feed.post/3k1|did:plc:aaa|De molen draait|1725911162102",
        "at://did:plc:bbb/app.bsky.feed.post/3k3|did:plc:bbb|No time but the event's|1725911164329");

    /// <summary>An export with nothing in it is one of its format all the same.</summary>
    [Theory]
    [InlineData("""{"name":"Garden news","type":"public_channel","id":1001724666,"messages":[]}""", "telegram-desktop")]
    [InlineData("""{"about":"","personal_information":{"user_id":1},"chats":{"about":"","list":[]}}""", "telegram-desktop")]
    [InlineData("""{"about":"","chats":{"about":"","list":[{"name":"Ann","type":"personal_chat","id":42,"messages":[]}]}}""", "telegram-desktop")]
    [InlineData("""{"about":"","left_chats":{"about":"","list":[{"name":"Ann","type":"personal_chat","id":42,"messages":[]}]}}""", "telegram-desktop")]
    [InlineData("""{"statuses":[],"search_metadata":{"count":15}}""", "x-v1")]
    [InlineData("""{"meta":{"result_count":0}}""", "x-v2")]
    [InlineData("""{"kind":"youtube#commentThreadListResponse","items":[],"pageInfo":{}}""", "youtube")]
    [InlineData("""{"data":{"videos":[],"has_more":false,"cursor":0},"error":{"code":"ok"}}""", "tiktok-research")]
    [InlineData("""{"filing":[],"aggregations":{}}""", "fcc-ecfs")]
    [InlineData("""{"accounts":[],"statuses":[],"hashtags":[]}""", "mastodon")]
    [InlineData("""{"ancestors":[],"descendants":[]}""", "mastodon")]
    [InlineData("[]", "json")]
    public void EmptyExports(string content, string format)
    {
        var read = Reading.Of(content, path: "result.dat");
        Assert.Equal(format, read.Summary.Format);
        Assert.Equal((0, 0), (read.Posts.Count, read.Rejects.Count));
    }

    [Fact]
    public void Mastodon() => AssertPosts(
        JsonFixtures.Mastodon,
        0,
        "110|baecker@dorf.example|Frisches Brot & Salz\nam Markt\n\nMehr https://brot.example <3|1682928000000",
        "111|muellerin|Frisches Brot|1682928060000 repost");

    /// <summary>What the API answers about the statuses around one; either side may be empty.</summary>
    [Fact]
    public void MastodonThreads()
    {
        static string Status(int id) => $$"""{"id":"{{id}}","created_at":"2023-05-01T11:40:00.000Z","content":"<p>Bread {{id}} &amp; salt</p>","account":{"acct":"ann"},"language":null,"reblog":null}""";
        foreach (var (before, after) in new[] { ("", Status(2)), (Status(1), Status(2)), (Status(1), "") })
        {
            var read = Reading.Of($$"""{"ancestors":[{{before}}],"descendants":[{{after}}]}""", path: "thread.json");
            Assert.Equal("mastodon", read.Summary.Format);
            Assert.Equal(new[] { before, after }.Count(status => status.Length > 0), read.Posts.Count);
            Assert.All(read.Posts, post => Assert.Equal($"Bread {post.Id} & salt", post.Text));
        }
    }

    [Fact]
    public void Zeeschuimer()
    {
        AssertPosts(
            JsonFixtures.ZeeschuimerX, 0, "1600000000000000001|21|New buttons in the window|1569693923000", "1600000000000000002|22|New buttons in the window|1569693924000 repost");
        AssertPosts(JsonFixtures.ZeeschuimerInstagram, 0, "C1|41|Boats in the morning|1690000000000", "C2|42||1690000060000");
    }

    [Fact]
    public void Others()
    {
        AssertPosts(JsonFixtures.MetaContentLibrary, 0, "1001|55|Choir practice moves to Thursday|1675245600000", "1002|56||1675245900000");
        AssertPosts(JsonFixtures.RegulationsGovFlat, 0, "EX-1|Ann Walker|Keep the path|1590984000000");
        AssertPosts(
            JsonFixtures.RegulationsGov,
            0,
            "EX-2020-0001-0002|Ann Walker|Please keep the footpath open.\nThank you &ndash; it's used daily|1590984000000",
            "EX-2020-0001-0003|Ramblers|See attached|1591070400000");
        AssertPosts(
            JsonFixtures.FccEcfs, 0, "10601|Ann Walker; Bob Miller|The mast should stand behind the barn.|1496311200000", "10602|Barn Owners||1496314800000");
        AssertPosts(JsonFixtures.CooRTweet, 0, "9007199254740993|51|https://fair.example/|1600000000000", "9007199254740995|52|The fair opens|1600000010000");
    }

    [Fact]
    public void FurtherFieldsAreReadWhenAskedFor()
    {
        Assert.Equal("baker|Oven & Co|bread rolls|https://bakery.example/oven|||77||", Carried(JsonFixtures.XVersion1, 0));
        Assert.Equal("mill|||||||1178006214826401793|", Carried(JsonFixtures.XVersion1, 1));
        Assert.Equal("thread|||||||1500000000000000000|", Carried(JsonFixtures.XVersion2, 0));
        Assert.Equal("needle|Web|loom|https://museum.example/loom|10|9|8||", Carried(JsonFixtures.XVersion2, 1));
        Assert.Equal("Garden news||beans may|https://garden.example/b|||||", Carried(JsonFixtures.Telegram, 0));
        Assert.Equal("Garden news|||||1001724666_2||Seed shop|", Carried(JsonFixtures.Telegram, 1));
        Assert.Equal("||molen|https://molen.example||at://did:plc:b/app.bsky.feed.post/1|||", Carried(JsonFixtures.Jetstream, 0));
    }

    [Theory]
    [InlineData("""{"data":[{"id":"1","author_id":"2","text":"The loom runs","edit_history_tweet_ids":["1"],"entities":{"urls":[{"expanded_url":"https://m.example/p"},{"expanded_url":"https://m.example/a","title":"The \u201cloom\u201d"},{"title":"Another"}]}}],"meta":{"result_count":1}}""", "The “loom”")]
    [InlineData("""{"id":"1","author_id":"2","text":"The loom runs","conversation_id":"1","entities":{"urls":[{"title":"The loom | Museum"}]}}""", "The loom | Museum")]
    [InlineData("""{"did":"did:plc:a","time_us":1725911162329308,"kind":"commit","commit":{"operation":"create","collection":"app.bsky.feed.post","rkey":"3k1","record":{"text":"The loom runs","embed":{"$type":"app.bsky.embed.external","external":{"uri":"https://m.example","title":"The loom","description":"It runs"}}}}}""", "The loom")]
    [InlineData("""[{"id":"110","created_at":"2023-05-01T08:00:00.000Z","content":"<p>The loom runs</p>","account":{"id":"1","acct":"a","username":"a"},"card":{"url":"https://m.example","title":"The loom","description":"It runs"}}]""", "The loom")]
    [InlineData("""{"id":"1","post_owner":{"id":"5"},"creation_time":"2023-02-01T10:00:00+0000","text":"The loom runs","link_attachment":{"link":"https://m.example","name":"The loom","caption":"m.example"}}""", "The loom")]
    [InlineData("""{"id":"1","text":"The loom runs","link_title":"The loom"}""", "The loom")]
    [InlineData("""{"id":"1","text":"The loom runs","entities":{"urls":[{"title":"The loom"}]}}""", "The loom")]
    public void LinkTitlesAreCarried(string content, string expected) => Assert.Equal(expected, Carried(content, 0).Split('|', 9)[8]);

    /// <summary>In a document that is one object a path that comes through an array names what the array has, counted from the root or from there.</summary>
    [Theory]
    [InlineData("""{"status":"ok","posts":[{"nr":"1","konto":"a","beitrag":"one"},{"nr":"2","konto":"b","beitrag":"two"}]}""", "posts.beitrag", "posts.nr", "one|two", "1|2")]
    [InlineData("""{"status":"ok","posts":[{"nr":"1","konto":"a","beitrag":"one"},{"nr":"2","konto":"b","beitrag":"two"}]}""", "beitrag", "nr", "one|two", "1|2")]
    [InlineData("""{"took":3,"hits":{"total":2,"hits":[{"_id":"1","_source":{"message":"one"}},{"_id":"2","_source":{"message":"two"}}]}}""", "hits.hits._source.message", "hits.hits._id", "one|two", "1|2")]
    [InlineData("""{"posts":[{"nr":"1","parts":[{"said":"one"},{"said":"more"}]},{"nr":"2","parts":[{"said":"two"}]}]}""", "posts.parts.said", "posts.nr", "one|two", "1|2")]
    [InlineData("""{"id":"1","author":"a","parts":[{"said":"one"},{"said":"more"}]}""", "parts.said", "id", "one", "1")]
    [InlineData("""[{"nr":"1","parts":[{"said":"one"},{"said":"more"}]},{"nr":"2","parts":[{"said":"two"}]}]""", "parts.said", "nr", "one|two", "1|2")]
    public void MapsReachIntoEnvelopes(string content, string text, string id, string texts, string ids)
    {
        var read = Reading.Of(content, Reading.Options("auto", ("text", text), ("id", id)));
        Assert.Equal(texts, string.Join('|', read.Texts));
        Assert.Equal(ids, string.Join('|', read.Posts.Select(post => post.Id)));
        Assert.Empty(read.Rejects);
    }

    /// <summary>What a service says instead of posts is none.</summary>
    [Fact]
    public void AnswersWithErrorsAreNoPosts()
        => Assert.Contains("no text field found", Reading.Error("""{"errors":[{"message":"Rate limit exceeded","code":88}]}"""), StringComparison.Ordinal);

    [Fact]
    public void MapAndColumnsWorkInEveryFormat()
    {
        var options = new ReaderOptions { Map = new Dictionary<string, string> { ["author"] = "subreddit" }, Columns = ["score", "absent"] };
        var read = Reading.Of(JsonFixtures.Reddit, options);
        Assert.Equal("reddit", read.Summary.Format);
        Assert.All(read.Posts, post => Assert.Equal("knitting", post.Author));
        Assert.Contains("no field 'nobody'", Reading.Error(JsonFixtures.Reddit, Reading.Options("auto", ("author", "nobody"))), StringComparison.Ordinal);
    }

    /// <summary>A value, several, and none in a field that may have several; what is null or empty gives way to another spelling.</summary>
    [Theory]
    [InlineData("\"#a\"", "#a")]
    [InlineData("\"a\"", "a")]
    [InlineData("7", "7")]
    [InlineData("[\"#a\",\"b\"]", "#a b")]
    [InlineData("[null,\"\",\"b\"]", "b")]
    [InlineData("null", "other")]
    [InlineData("\"\"", "other")]
    [InlineData("[]", "other")]
    [InlineData("[null]", "other")]
    [InlineData("[null,null]", "other")]
    [InlineData("[\"\",\"\"]", "other")]
    [InlineData("[[]]", "other")]
    [InlineData("[{\"x\":1}]", "other")]
    [InlineData("{\"x\":1}", "other")]
    public void ListFieldsHaveOneValueOrSeveral(string hashtags, string expected)
    {
        var line = $"{{\"id\":\"1\",\"text\":\"the loom runs\",\"hashtags\":{hashtags},\"Hashtags\":[\"other\"]}}\n";
        for (var post = 0; post < 3; post++)
        {
            Assert.Equal(expected, Carried(line + line + line + new string('\n', 256), post).Split('|')[2]);
        }
    }

    [Fact]
    public void ALoneHashtagLosesItsSignToo()
    {
        const string May = """{"type":"hashtag","text":"#may"}""";
        var content = JsonFixtures.Telegram.Replace("""{"type":"hashtag","text":"#beans"},""" + May, May, StringComparison.Ordinal);
        Assert.NotEqual(JsonFixtures.Telegram, content);
        Assert.Equal("may", Carried(content, 0).Split('|')[2]);
    }

    /// <summary>A column is carried as it stands, a known field or not, and of one met several times all values.</summary>
    [Theory]
    [InlineData("hashtags", "[\"a\",\"b\"]")]
    [InlineData("others", "[\"a\",\"b\"]")]
    [InlineData("entities.hashtags", "[{\"text\":\"a\"},{\"text\":\"b\"}]")]
    [InlineData("entities.hashtags.text", "a, b")]
    [InlineData("entities.urls.place", "{\"x\":1}, [2]")]
    [InlineData("score", "7")]
    [InlineData("empty", "")]
    public void ColumnsAreCarriedWhole(string column, string expected)
    {
        const string Line = """
            {"id":"1","text":"the loom runs","hashtags":["a","b"],"others":["a","b"],"entities":{"hashtags":[{"text":"a"},{"text":"b"}],"urls":[{"place":{"x":1}},{"place":null},{"place":[2]}]},"score":7,"empty":null}

            """;
        Assert.Equal(expected, Values(Line + Line, new ReaderOptions { Fields = [PostField.Hashtags], Columns = [column] }, 1)[^1]);
    }

    private static void AssertPosts(string content, int notPosts, params string[] expected)
    {
        var read = Reading.Of(content);
        Assert.Equal(expected, read.Posts.Select(post => $"{post.Id}|{post.Author}|{post.Text}|{(post.Time == PostRecord.NoTime ? "" : post.Time)}{(post.IsRepost ? " repost" : "")}"));
        Assert.Equal(notPosts, read.Summary.NotPosts);
        Assert.Empty(read.Rejects);
    }

    private static string Carried(string content, int post)
    {
        return string.Join('|', Values(content, new ReaderOptions { Fields = [.. Enum.GetValues<PostField>().Skip(PostFields.AlwaysRead)] }, post));
    }

    private static List<string> Values(string content, ReaderOptions options, int post)
    {
        var reader = new PostReader([new InputFile("input")], options, _ => { }, open: _ => new MemoryStream(Encoding.UTF8.GetBytes(content)));
        return Read().GetAwaiter().GetResult();

        async Task<List<string>> Read()
        {
            await foreach (var batch in reader.ReadAsync())
            {
                var values = new List<string>();
                foreach (var range in batch.Carried(post))
                {
                    values.Add(Encoding.UTF8.GetString(batch.Bytes(range)));
                }

                batch.Return();
                return values;
            }

            throw new InvalidOperationException("no posts");
        }
    }
}
