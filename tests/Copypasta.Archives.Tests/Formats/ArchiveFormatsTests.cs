namespace Copypasta.Archives.Tests;

public sealed class ArchiveFormatsTests
{
    private const string XHeader = "tweetid,userid,user_display_name,user_screen_name,user_reported_location,user_profile_description,user_profile_url,follower_count,following_count,account_creation_date,account_language,tweet_language,tweet_text,tweet_time,tweet_client_name,in_reply_to_userid,in_reply_to_tweetid,quoted_tweet_tweetid,is_retweet,retweet_userid,retweet_tweetid,latitude,longitude,quote_count,reply_count,like_count,retweet_count,hashtags,urls,user_mentions,poll_choices";
    private const string FiveThirtyEightHeader = "external_author_id,author,content,region,language,publish_date,harvested_date,following,followers,updates,post_type,account_type,retweet,account_category,new_june_2018,alt_external_id,tweet_id,article_url,tco1_step1,tco2_step1,tco3_step1";

    [Fact]
    public void XInformationOperations()
    {
        var row = string.Join(',', "877919995476496385,12345,n,s,,,,1,1,2017-06-22,ru,ru,\"RT @a: b\",2017-06-22 16:03,Web,,,,True,7,8,,,0,0,0,0,\"[a, b]\",[],,".Split(','));
        Reading read = Reading.Of(string.Join(',', XHeader.Split(',').Select(name => $"\"{name}\"")) + "\n" + row + "\n");
        Assert.Equal("x-io", read.Summary.Format);
        Assert.Equal(new ReadPost(1, "877919995476496385", "12345", new DateTimeOffset(2017, 6, 22, 16, 3, 32, 0, default).ToUnixTimeMilliseconds(), "ru", "RT @a: b", true), Assert.Single(read.Posts));
        Assert.Equal(0, read.Summary.ZonelessTimes);
    }

    [Fact]
    public void FiveThirtyEight()
    {
        Reading read = Reading.Of(FiveThirtyEightHeader + "\n9.06E+17,baker,\"\"\"Fresh bread\",Unknown,English,10/1/2017 9:08,10/1/2017 19:59,1,2,3,,Right,0,x,0,905874659358453760,914580356430536707,u,a,,\n");
        Assert.Equal("fivethirtyeight", read.Summary.Format);
        Assert.Equal(new ReadPost(1, "914580356430536707", "baker", new DateTimeOffset(2017, 10, 1, 9, 8, 0, default).ToUnixTimeMilliseconds(), "English", "\"Fresh bread", false), Assert.Single(read.Posts));
        Assert.Equal(DateOrder.Mdy, read.Summary.DateOrder);
    }

    [Fact]
    public void NamesAreDistinct() => Assert.Equal(ArchiveFormats.Names, ArchiveFormats.Names.Distinct(StringComparer.OrdinalIgnoreCase));

    [Theory]
    [InlineData("id,text\n1,a\n", "csv")]
    [InlineData("id;Text\n1;a, b\n", "csv")]
    [InlineData("\"Message ID\"\t\"Message\"\n1\ta\n", "tsv")]
    [InlineData("{\"text\":\"a\"}\n", "ndjson")]
    [InlineData(",id,text\n0,1,a\n", "csv")]
    [InlineData("id,text,text\n1,a,b\n", "csv")]
    [InlineData("id|text\n1|a\n", "csv")]
    public void IsRecognisedByContent(string content, string format)
    {
        Reading read = Reading.Of(content, path: "posts.dat");
        Assert.Equal(format, read.Summary.Format);
        Assert.Empty(read.Rejects);
    }

    [Fact]
    public void MapOverridesSynonyms()
    {
        Reading read = Reading.Of("id,text,other,Who\n1,a,b,c\n", Reading.Options("auto", ("text", "other"), ("author", "who"), ("lang", "id")));
        Assert.Equal(("1", "c", "b", "1"), (read.Posts[0].Id, read.Posts[0].Author, read.Posts[0].Text, read.Posts[0].Language));
        Assert.Equal("Who", read.Summary.Mapping["author"]);
    }

    [Fact]
    public void MissingColumnsListWhatThereIs()
    {
        var noText = Reading.Error("a,b,c\n1,2,3\n");
        Assert.Contains("a, b, c", noText, StringComparison.Ordinal);
        Assert.Contains("--map text=COLUMN", noText, StringComparison.Ordinal);
        var noColumn = Reading.Error("id,text\n1,2\n", Reading.Options("auto", ("author", "who")));
        Assert.Contains("no column 'who'", noColumn, StringComparison.Ordinal);
        Assert.Contains("id, text", noColumn, StringComparison.Ordinal);
        Assert.Contains("tweet_text", Reading.Error("id,text\n1,2\n", Reading.Options("x-io")), StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownNamesAreErrors()
    {
        Assert.Contains("ndjson", Assert.Throws<ArchiveException>(() => { Reading.Of("a", Reading.Options("xml")); }).Message, StringComparison.Ordinal);
        Assert.Contains("language", Assert.Throws<ArchiveException>(() => { Reading.Of("a", Reading.Options("auto", ("who", "x"))); }).Message, StringComparison.Ordinal);
        Assert.Contains("--max-record", Assert.Throws<ArchiveException>(() => { Reading.Of("a", new ReaderOptions { MaxRecordBytes = 0 }); }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFieldCanBeLeftOut()
    {
        foreach (var content in new[] { "id,text,retweet\n1,a,WAHR\n2,b,\n", "{\"id\":1,\"text\":\"a\",\"retweet\":\"WAHR\"}\n{\"id\":2,\"text\":\"b\",\"retweet\":\"\"}\n" })
        {
            Assert.Equal([true, false], Reading.Of(content).Posts.Select(post => post.IsRepost));
            var read = Reading.Of(content, Reading.Options("auto", ("repost", "")));
            Assert.Equal([("1", "a", false), ("2", "b", false)], read.Posts.Select(post => (post.Id, post.Text, post.IsRepost)));
            Assert.DoesNotContain("repost", read.Summary.Mapping.Keys);
        }

        // What is left out names no column, and so says nothing of headers.
        Assert.Equal(["b"], Reading.Of("1;b;c\n", Reading.Options("auto", ("text", "2"), ("repost", ""))).Texts);
        Assert.Contains("a post has a text", Assert.Throws<ArchiveException>(() => { Reading.Of("a", Reading.Options("auto", ("text", ""))); }).Message, StringComparison.Ordinal);
    }

    /// <summary>What the lines are, and not the file's name, tells whether each is an object.</summary>
    [Fact]
    public void PrettyPrintedLinesAreADocument()
    {
        const string pretty = "{\n  \"id\": 1,\n  \"text\": \"a\"\n}\n{\n  \"id\": 2,\n  \"text\": \"b\"\n}\n";
        Assert.Equal(["a", "b"], Reading.Of(pretty, path: "posts.ndjson").Texts);
        Assert.Equal(["a", "b"], Reading.Of(pretty, path: "posts.json").Texts);
        Assert.Equal(["b", "c"], Reading.Of("{\"id\":1,\"te\n{\"id\":2,\"text\":\"b\"}\n{\"id\":3,\"text\":\"c\"}\n", path: "posts.ndjson").Texts);
    }

    [Fact]
    public void RecordsInSeveralArraysAreAllRead()
    {
        const string document = """{"about":"x","posts":[{"text":"a","id":"1","replies":[{"text":"no"}]},{"text":"b","id":"2"}],"comments":[{"text":"c","id":"3"}]}""";
        var read = Reading.Of(document);
        Assert.Equal(["1", "2", "3"], read.Posts.Select(post => post.Id).Order(StringComparer.Ordinal));
        Assert.Equal(("json", "JSON with records in comments and posts"), (read.Summary.Format, read.Summary.Reason));
        Assert.Equal(3, Reading.Of($$"""{"all":{{document}}}""").Posts.Count);
    }

    [Fact]
    public void AnObjectIsNoText()
    {
        const string nested = """[{"tweet":{"body":"a","n":1}},{"tweet":{"body":"b","n":2}}]""";
        Assert.Contains("no text field found; the fields are tweet, tweet.body, tweet.n", Reading.Error(nested), StringComparison.Ordinal);
        Assert.Equal(["a", "b"], Reading.Of(nested, Reading.Options("auto", ("text", "tweet.body"))).Texts);
        Assert.Equal(["b"], Reading.Of("""[{"message":{"n":1},"tweet":"b"}]""").Texts);
        Assert.Equal(["b"], Reading.Of("""{"message":{"n":1},"rows":[{"text":"b"}]}""").Texts);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("0", false)]
    [InlineData("False", false)]
    [InlineData("absent", false)]
    [InlineData("QUOTE_TWEET", false)]
    [InlineData("1", true)]
    [InlineData("true", true)]
    [InlineData("True", true)]
    [InlineData("RETWEET", true)]
    [InlineData("877919995476496385", true)]
    [InlineData("FALSCH", false)]
    [InlineData("\u041b\u041e\u0416\u042c", false)]
    [InlineData("FA\u0141SZ", false)]
    [InlineData("YANLI\u015e", false)]
    [InlineData("N\u00e3o", false)]
    [InlineData("-1", false)]
    [InlineData("WAHR", true)]
    [InlineData("\u0418\u0421\u0422\u0418\u041d\u0410", true)]
    public void RepostValues(string value, bool expected)
        => Assert.Equal(expected, Assert.Single(Reading.Of($"text,is_retweet\na,{value}\n").Posts).IsRepost);
}
