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
        Assert.Equal(new ReadPost(1, "877919995476496385", "12345", new DateTimeOffset(2017, 6, 22, 16, 3, 32, 543, default).ToUnixTimeMilliseconds(), "ru", "RT @a: b", true), Assert.Single(read.Posts));
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
    public void RepostValues(string value, bool expected)
        => Assert.Equal(expected, Assert.Single(Reading.Of($"text,is_retweet\na,{value}\n").Posts).IsRepost);
}
