namespace Copypasta.Archives.Tests;

public sealed class DelimitedFormatTests
{
    [Fact]
    public void TablesWithoutHeaderAreReadByNumber()
    {
        Reading read = Reading.Of("7,\"a, b\",x\n8,c,y\n", Reading.Options("auto", ("text", "2"), ("id", "1")), path: "posts");
        Assert.Equal([("7", "a, b", 1L), ("8", "c", 2L)], read.Posts.Select(post => (post.Id, post.Text, post.Row)));
        Assert.Equal(("csv", "2"), (read.Summary.Format, read.Summary.Mapping["text"]));
        Assert.Equal(["a", "c"], Reading.Of("7\ta\n8\tc", Reading.Options("auto", ("text", "2"))).Texts);
        Assert.Equal(["a", "c"], Reading.Of("sep=|\n7|a\n8|c", Reading.Options("csv", ("text", "2"))).Texts);
        Assert.Equal(["b"], Reading.Of("1,2\na,b\n", Reading.Options("csv", ("text", "2"))).Texts);
    }

    [Fact]
    public void NumbersAreForTablesWithoutHeader()
    {
        Assert.Contains("the first line names them: id, text", Reading.Error("id,text\n1,a\n", Reading.Options("auto", ("text", "2"))), StringComparison.Ordinal);
        Assert.Contains("no column '9'", Reading.Error("7,a\n8,c\n", Reading.Options("csv", ("text", "9"))), StringComparison.Ordinal);
        Assert.Contains("--map text=2,id=1", Reading.Error("7,a\n8,c\n", path: "posts.csv"), StringComparison.Ordinal);
    }

    /// <summary>Archives of one run may call their columns differently.</summary>
    [Fact]
    public void AlternativesOfAMappingAreTakenInTheirOrder()
    {
        var options = Reading.Options("auto", ("text", "Wording|says"), ("id", "number|key"));
        Assert.Equal([("1", "a"), ("2", "b")], Reading.Of("number,says\n1,a\n2,b\n", options).Posts.Select(post => (post.Id, post.Text)));
        Assert.Equal([("1", "a"), ("2", "b")], Reading.Of("key,wording\n1,a\n2,b\n", options).Posts.Select(post => (post.Id, post.Text)));
        Reading both = Reading.Of("key,says,wording\n1,x,a\n2,b,\n", options);
        Assert.Equal(("wording|says", "key"), (both.Summary.Mapping["text"], both.Summary.Mapping["id"]));
        Assert.Equal([("1", "a"), ("2", "b")], both.Posts.Select(post => (post.Id, post.Text)));
        Assert.Equal(["a"], Reading.Of("{\"key\":1,\"Wording\":\"a\"}\n", options).Texts);
        Assert.Equal([("1", "a"), ("2", "b")], Reading.Of("{\"key\":1,\"Wording\":\"a\"}\n{\"number\":2,\"says\":\"b\"}\n", options).Posts.Select(post => (post.Id, post.Text)));
        Assert.Equal(["a"], Reading.Of("Wording|says;id\na;1\n", Reading.Options("csv", ("text", "Wording|says"))).Texts);
        Assert.Equal(["a", "b"], Reading.Of("1,,a\n2,b,\n", Reading.Options("csv", ("text", "2|3"), ("id", "1"))).Texts);
        Assert.Equal(["a", "b", ""], Reading.Of("{\"Wording\":\"\",\"says\":\"a\",\"key\":1}\n{\"Wording\":\"b\",\"says\":\"\"}\n{\"Wording\":\"\",\"says\":\"\"}\n", options).Texts);
        Assert.Contains("no column 'number|key'", Reading.Error("nr,says\n1,a\n", options), StringComparison.Ordinal);
        Assert.Contains("no field 'number|key'", Reading.Error("{\"nr\":1,\"says\":\"a\"}\n", options), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("|body")]
    [InlineData("body|")]
    [InlineData("a||b")]
    public void AnEmptyAlternativeIsAMistake(string columns)
        => Assert.Contains("a name is missing beside a bar", Assert.Throws<ArchiveException>(() => Reading.Of("{\"body\":\"a\"}\n", Reading.Options("auto", ("text", columns)))).Message, StringComparison.Ordinal);

    [Fact]
    public void AbsentIsNoLanguage() => Assert.Equal(["", "de"], Reading.Of("text,lang\na,absent\nb,de\n").Posts.Select(post => post.Language));

    /// <summary>R and pandas write words where there is nothing.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("NA")]
    [InlineData("NaN")]
    [InlineData("null")]
    public void WordsForNothingGiveWayToAValue(string nothing)
    {
        Assert.Equal(["one", "two", "0"], Reading.Of($"id,text,full_text\n1,one,{nothing}\n2,cut,two\n3,0,{nothing}\n").Texts);
        Assert.Equal([nothing], Reading.Of($"id,text,full_text\n1,{nothing},{nothing}\n").Texts);
    }

    /// <summary>A table of X's API: short posts have no full_text.</summary>
    [Fact]
    public void LongerTextsOfAnApiComeFirst()
    {
        Reading read = Reading.Of("text,full_text,id\ncut o…,cut off,1\nshort,,2\n");
        Assert.Equal(["cut off", "short"], read.Texts);
        Assert.Equal("full_text|text", read.Summary.Mapping["text"]);
    }

    /// <summary>JSON of no known format, the same as a table, and nested as a table made of JSON has it.</summary>
    [Theory]
    [InlineData("Post ID", "User.ID", "Posted At", "Message Text", "Language")]
    [InlineData("status-id", "user.screen_name", "post_created", "textOriginal", "tweet_language")]
    [InlineData("TweetId", "authorId", "Date Posted", "fullText", "Lang")]
    [InlineData("id", "Author.Name", "Post Date", "MessageText", "lang")]
    [InlineData("MSG_ID", "account.acct", "published", "caption", "lang")]
    public void TablesAndJsonAreKnownByTheSameNames(string id, string author, string time, string text, string language)
    {
        string[] names = [id, author, time, text, language];
        var table = Reading.Of($"{string.Join(',', names)}\n7,u,2020-01-02T03:04:05Z,Hello,de\n").Posts.Single();
        string[] values = ["7", "u", "2020-01-02T03:04:05Z", "Hello", "de"];
        var properties = names.Zip(values, (name, value) => name.Split('.') is [var outer, var inner] ? $"\"{outer}\":{{\"{inner}\":\"{value}\"}}" : $"\"{name}\":\"{value}\"");
        var json = $"{{{string.Join(',', properties)}}}";
        Assert.Equal(("7", "u", "Hello", "de", 1_577_934_245_000), (table.Id, table.Author, table.Text, table.Language, table.Time));
        foreach (var content in (string[])[json + "\n", $"[{json}]", $"{{\"Some Posts\":[{json}]}}"])
        {
            Assert.Equal(table, Reading.Of(content).Posts.Single());
        }
    }

    [Theory]
    [InlineData("sep=;\nid;text\n1;a,b\n")]
    [InlineData("\"sep=;\"\r\nid;text\r\n1;a,b\r\n")]
    [InlineData("SEP=;\rid;text\r1;a,b\r")]
    public void DeclaredSeparatorCounts(string content)
    {
        Reading read = Reading.Of(content + "x");
        Assert.Equal(["a,b"], read.Texts);
        Assert.Equal(4, Assert.Single(read.Rejects).Line);
    }

    [Fact]
    public void RoundedIdsAreNone()
    {
        Reading read = Reading.Of("id,author_id,text\n9.06E+17,1.2E+10,a\n906000000000000001,12000000001,b\n");
        Assert.Equal([("", ""), ("906000000000000001", "12000000001")], read.Posts.Select(post => (post.Id, post.Author)));
        Assert.Equal((1, 1), (read.Summary.RoundedIds, read.Summary.RoundedAuthors));
    }

    [Fact]
    public void OwnTablesComeBackExactly()
    {
        const string header = "source,row,id,author,time,cluster,family,similarity,text\n";
        Reading read = Reading.Of(header + "a,1,7,'@x y,2020-01-02T03:04:05.678Z,1,1,1,'=1+1\na,2,-8,'tis,,1,1,1,''-a b\n");
        Assert.Equal([("7", "@x y", "=1+1"), ("-8", "'tis", "'-a b")], read.Posts.Select(post => (post.Id, post.Author, post.Text)));
        Assert.Equal(("copypasta-posts", 1_577_934_245_678), (read.Summary.Format, read.Posts[0].Time));
        read = Reading.Of(header.Replace("text\n", "text,background\n", StringComparison.Ordinal) + "a,1,7,'@x y,2020-01-02T03:04:05.678Z,1,1,1,'=1+1,true\n");
        Assert.Equal(("copypasta-posts", "@x y", "=1+1"), (read.Summary.Format, read.Posts[0].Author, read.Posts[0].Text));

        // Another table may mean its apostrophes.
        Assert.Equal(["'=1+1"], Reading.Of("id,text\n1,'=1+1\n").Texts);
    }

    [Fact]
    public void DocumentsThatAreNoCommentsAreNoPosts()
    {
        Reading read = Reading.Of("Document ID,Docket ID,Document Type,Posted Date,Comment\nD-1,D,Notice,2021-01-01T05:00Z,\nD-2,D,Public Submission,2021-01-02T05:00Z,Yes\n");
        Assert.Equal(["Yes"], read.Texts);
        Assert.Equal((2, 1, 2L), (read.Summary.Records, read.Summary.NotPosts, read.Posts[0].Row));
    }

    /// <summary>A day and the time of day in columns of their own; the days prove the order that all have.</summary>
    [Theory]
    [InlineData("id,date,clock,text\n1,2020-01-02,03:04:05,a\n2,2020-01-02,,b\n", "time=date+clock")]
    [InlineData("id,date,clock,text\n1,2/1/2020,03:04:05,a\n2,2/1/2020,00:00,b\n3,13/1/2020,00:00,b\n", "time=date+clock")]
    [InlineData("id;when;date;clock;text\n1;2020-01-02 03:04:05;x;y;a\n2;;02.01.2020;00:00;b\n", "time=when|date+clock")]
    [InlineData("1,2020-01-02,03:04:05,a\n2,2020-01-02,,b\n", "time=2+3,text=4,id=1")]
    [InlineData("{\"id\":1,\"date\":\"2020-01-02\",\"clock\":\"03:04:05\",\"text\":\"a\"}\n{\"id\":2,\"date\":\"2020-01-02\",\"clock\":null,\"text\":\"b\"}\n", "time=date+clock")]
    public void ColumnsCanBePutTogether(string content, string map)
    {
        var options = new ReaderOptions { Map = map.Split(',').ToDictionary(part => part.Split('=')[0], part => part.Split('=')[1]) };
        var day = new DateTimeOffset(2020, 1, 2, 0, 0, 0, default);
        Assert.Equal(
            [day.AddHours(3).AddMinutes(4).AddSeconds(5).ToUnixTimeMilliseconds(), day.ToUnixTimeMilliseconds()],
            Reading.Of(content, options).Posts.Take(2).Select(post => post.Time));
        Assert.Contains("no column 'date+time'", Reading.Error("id,date,text\n1,2020-01-02,a\n", Reading.Options("auto", ("time", "date+time"))), StringComparison.Ordinal);
    }

    [Fact]
    public void FieldsAskedForAreCarried()
    {
        var table = TableFixtures.Tables[0];
        var options = new ReaderOptions
        {
            Fields = [PostField.Client, PostField.Hashtags, PostField.Urls, PostField.Mentions, PostField.ReplyTo, PostField.QuoteOf, PostField.RepostOf, PostField.Handle],
            Columns = ["latitude", "no such column"],
        };
        foreach ((var name, var content) in TableFixtures.Variants(table))
        {
            if (name == "missing columns")
            {
                continue;
            }

            Assert.Equal(
                [
                    "Web|lamps ferry|https://a.example/1,2 https://b.example|||||lamp|absent|",
                    "Phone|||lamp|877919995476496385||877919995476496385|tea|absent|",
                    "Phone|||||||tea|absent|",
                ],
                Carried(content, options).Select(values => string.Join('|', values)));
        }
    }

    [Theory]
    [InlineData("Page Name,Facebook Id,Post Created,URL,Message,Link,Link Text,Description\nClub,1,2021-01-05 13:45:00 EST,https://f.example/1,Prune now,https://g.example,Ten ways to prune,In June\n", "Ten ways to prune")]
    [InlineData("id,text,creation_time,post_owner.id,link_attachment.link,link_attachment.name\n1,Prune now,2023-05-01T12:00:00+0000,31,https://g.example,\"Ten \"\"ways\"\" to prune\"\n", "Ten \"ways\" to prune")]
    [InlineData("id,author_id,text,referenced_tweets.retweeted.id,entities.urls\n1,2,Prune now,,\"[{\"\"url\"\": \"\"https://t.co/a\"\", \"\"title\"\": \"\"Ten ways\"\"}]\"\n", "Ten ways")]
    [InlineData("id,author_id,text,referenced_tweets.retweeted.id,entities.urls\n1,2,Prune now,,\"[\"\"https://g.example\"\"]\"\n", "")]
    [InlineData("id,text,Link Title\n1,Prune now,Ten ways\n", "Ten ways")]
    [InlineData("id,text,headline\n1,Prune now,Ten ways\n", "")]
    public void LinkTitlesAreCarried(string table, string expected) => Assert.Equal([expected], Assert.Single(Carried(System.Text.Encoding.UTF8.GetBytes(table), new ReaderOptions { Fields = [PostField.LinkTitle] })));

    [Fact]
    public void AColumnOfTitlesCanBeNamed() => Assert.Equal(
        ["Ten ways"],
        Assert.Single(Carried("id,text,headline\n1,Prune now,Ten ways\n"u8.ToArray(), new ReaderOptions { Fields = [PostField.LinkTitle], Map = new Dictionary<string, string> { ["link_title"] = "headline" } })));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TenMillionColumnsAreNoHarm(bool inHeader)
    {
        var columns = new string(',', 10_000_000) + "\n";
        if (inHeader)
        {
            Assert.Contains("4096 columns", Reading.Error("text" + columns, path: "posts.csv"), StringComparison.Ordinal);
            Assert.Contains("of no format", Reading.Error("text" + columns), StringComparison.Ordinal);
            return;
        }

        Reading read = Reading.Of("id,text\n1,a\n" + columns + "2,b\n");
        Assert.Equal(["a", "b"], read.Texts);
        Assert.Equal("expected 2 fields, found 10000001", Assert.Single(read.Rejects).Reason);
    }

    private static List<string[]> Carried(byte[] content, ReaderOptions options)
    {
        var rows = new List<string[]>();
        var reader = new PostReader([new InputFile("i")], options, _ => { }, null, _ => new MemoryStream(content));
        foreach (var batch in reader.ReadAsync(TestContext.Current.CancellationToken).ToBlockingEnumerable(TestContext.Current.CancellationToken))
        {
            for (var i = 0; i < batch.Posts.Length; i++)
            {
                var values = new List<string>();
                foreach (var range in batch.Carried(i))
                {
                    values.Add(System.Text.Encoding.UTF8.GetString(batch.Bytes(range)));
                }

                rows.Add([.. values]);
            }

            batch.Return();
        }

        return rows;
    }
}
