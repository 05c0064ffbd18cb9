using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Copypasta.Archives.Tests;

public sealed class TableReaderTests
{
    /// <summary>Found by fuzzing: a record too long that an index began with was rejected twice.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void RecordThatIsTooLongIsRejectedOnceWhereverItIs(bool isFirst)
    {
        var small = string.Concat(Enumerable.Repeat("1,a\n", 40));
        Reading read = Reading.Of("id,text\n" + (isFirst ? "" : small) + "2," + new string('x', 200) + "\n" + small, new ReaderOptions { Format = "csv", MaxRecordBytes = 100 });
        Assert.Equal(isFirst ? 40 : 80, read.Posts.Count);
        Assert.Equal(isFirst ? 2 : 42, Assert.Single(read.Rejects).Line);
    }

    [Fact]
    public void ReadsMappedFields()
    {
        Reading read = Reading.Of("id,author,created_at,lang,retweet,category,text\n1,a,2016-10-10 08:46:00,ru,1,x,Hello\n2,\"b\",,en,0,\"x,y\",\"Say \"\"hi\"\",\r\nyou\"\n");
        Assert.Equal(
            [
                new ReadPost(1, "1", "a", 1476089160000, "ru", "Hello", true),
                new ReadPost(2, "2", "b", PostRecord.NoTime, "en", "Say \"hi\",\r\nyou", false),
            ],
            read.Posts);
        Assert.Equal("csv", read.Summary.Format);
        Assert.Equal("created_at", read.Summary.Mapping["time"]);
        Assert.Equal(1, read.Summary.ZonelessTimes);
        Assert.Equal(1, read.Summary.Reposts);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void LineEndsAreThoseOfTheHeader(string newline)
    {
        Reading read = Reading.Of(string.Join(newline, "id,text", "1,a", "2,\"b\nc\"", "3", "4,d"));
        Assert.Equal(["a", "b\nc", "d"], read.Texts);
        var reject = Assert.Single(read.Rejects);
        Assert.Equal((3, 5, "expected 2 fields, found 1"), (reject.Row, reject.Line, reject.Reason));
    }

    [Fact]
    public void LoneCarriageReturnIsContentOfAFileWithLineFeeds()
        => Assert.Equal(["a\rb", "c"], Reading.Of("id,text\n1,a\rb\n2,c\n").Texts);

    [Theory]
    [InlineData("id,n,text\n1,2,a\n1,2\n1,2,b\n", "expected 3 fields, found 2")]
    [InlineData("id,n,text\n1,2,a\n1,2,x,y\n1,2,b\n", "expected 3 fields, found 4")]
    [InlineData("id,n,text\n1,2,a\n1,2,\"x\"y\n1,2,b\n", "a closing quote is followed by text")]
    public void MalformedRecordIsLocated(string content, string reason)
    {
        Reading read = Reading.Of(content);
        Assert.Equal(["a", "b"], read.Texts);
        Assert.Equal([1L, 3L], read.Posts.Select(post => post.Row));
        Assert.Equal(new Reject(0, 2, 3, 16, reason), Assert.Single(read.Rejects));
    }

    [Fact]
    public void RowCutOffAtTheEndIsRejected()
    {
        Reading read = Reading.Of("id,text,lang\n1,a,en\n2,b");
        Assert.Equal(["a"], read.Texts);
        Assert.Equal(new Reject(0, 2, 3, 20, "expected 3 fields, found 2"), Assert.Single(read.Rejects));
    }

    [Fact]
    public void UnclosedQuoteTakesItsLineOnly()
    {
        Reading read = Reading.Of("id,text\n1,a\n2,\"b\n3,c\n4,d\n");
        Assert.Equal(["a", "c", "d"], read.Texts);
        Assert.Equal([1L, 3L, 4L], read.Posts.Select(post => post.Row));
        Assert.Equal(new Reject(0, 2, 3, 12, "a quote is not closed before the end of the input"), Assert.Single(read.Rejects));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(2)]
    public void UnclosedQuoteBeyondTheLimitTakesItsLineOnly(int? seed)
    {
        var rest = string.Concat(Enumerable.Range(3, 2000).Select(i => $"{i},c\n"));
        Reading read = Reading.Of("id,text\n1,a\n2,\"b\n" + rest, new ReaderOptions { MaxRecordBytes = 100 }, seed: seed);
        Assert.Equal(2001, read.Posts.Count);
        Assert.Equal(new Reject(0, 2, 3, 12, "longer than 100 bytes (--max-record)"), Assert.Single(read.Rejects));
    }

    [Fact]
    public void LongRecordIsReadWhole()
    {
        var text = string.Concat(Enumerable.Repeat("A \"quoted\" line\n", 100_000));
        Reading read = Reading.Of("id,text\n1,\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"\n2,b\n");
        Assert.Equal([text, "b"], read.Texts);
    }

    /// <summary>As where tables were put one behind the other. A text of one word is none.</summary>
    [Fact]
    public void AHeaderThatComesAgainIsNoPost()
    {
        foreach (var end in new[] { "\n", "\r\n" })
        {
            var read = Reading.Of($"id,text{end}1,a{end}id,text{end}2,b{end}\"id\",text{end}id,text", Reading.Options("csv"));
            Assert.Equal(["a", "b", "text"], read.Texts);
            Assert.Equal((2L, 5L), (read.Summary.NotPosts, read.Summary.Records));
        }

        Assert.Equal(["a", "text"], Reading.Of("text\na\ntext\n", Reading.Options("csv")).Texts);
    }

    [Fact]
    public void BlankLinesAreNoRecords()
    {
        Reading read = Reading.Of("id,text\n\n1,a\n\r\n2,b\n\n");
        Assert.Equal(["a", "b"], read.Texts);
        Assert.Empty(read.Rejects);
    }

    [Fact]
    public void EmptyFieldsAreKept()
        => Assert.Equal(new ReadPost(1, "", "", PostRecord.NoTime, "", "", false), Assert.Single(Reading.Of("id,author,text\n\"\",,\"\"\n").Posts));

    [Fact]
    public void HeaderAloneIsNoError()
    {
        Reading read = Reading.Of("id,text\n");
        Assert.Equal((0, 0), (read.Summary.Records, read.Posts.Count));
        Assert.Equal("csv", read.Summary.Format);
    }

    [Fact]
    public void NulAndIllFormedBytesAreKept()
    {
        var head = Encoding.ASCII.GetBytes("id,text\n" + string.Concat(Enumerable.Repeat("1,a\n", 2000)));
        var rejects = new List<Reject>();
        byte[] content = [.. head, .. "2,x"u8, 0, 0xFF, 0xC0, .. "y\n"u8];
        var reader = new PostReader([new InputFile("i")], new ReaderOptions(), rejects.Add, null, _ => new MemoryStream(content));
        byte[] last = [];
        foreach (var batch in reader.ReadAsync(TestContext.Current.CancellationToken).ToBlockingEnumerable(TestContext.Current.CancellationToken))
        {
            last = batch.Bytes(batch.Posts[^1].Text).ToArray();
            batch.Return();
        }

        Assert.Equal([(byte)'x', 0, 0xFF, 0xC0, (byte)'y'], last);
        Assert.Empty(rejects);
    }

    [Fact]
    public void TsvQuotesThatQuoteNothingAreContent()
    {
        Reading read = Reading.Of("id\ttext\n1\t\"Go\" he said\n2\t\"Open\n3\tclose\"\n4\t\"a \"\"b\"\"\nc\"\n5\t\"\td\n");
        Assert.Equal(["\"Go\" he said", "\"Open", "close\"", "a \"b\"\nc"], read.Texts);
        Assert.Equal((5, 7), (Assert.Single(read.Rejects).Row, read.Rejects[0].Line));
        Assert.Equal("tsv", read.Summary.Format);
    }

    /// <summary>What a quoted text runs over may look like a record.</summary>
    [Fact]
    public void TsvOfWhichEveryFieldIsQuotedIsQuoted()
    {
        Reading read = Reading.Of("id\tauthor\ttext\n\"1\"\t\"u\"\t\"first line\nsecond\tx\ty\"\n\"2\"\t\"v\"\t\"hello\"\n");
        Assert.Equal("tsv", read.Summary.Format);
        Assert.Equal(["1|u|first line\nsecond\tx\ty", "2|v|hello"], read.Posts.Select(post => $"{post.Id}|{post.Author}|{post.Text}"));
        Assert.Empty(read.Rejects);
    }

    [Fact]
    public void AmbiguousDatesNeedAnOrder()
    {
        const string content = "time,text\n4/5/2017 10:00,a\n5/5/2017,b\n";
        Assert.Contains("--date-order", Reading.Error(content), StringComparison.Ordinal);
        Reading dmy = Reading.Of(content, new ReaderOptions { DateOrder = DateOrder.Dmy });
        Assert.Equal(new DateTimeOffset(2017, 5, 4, 10, 0, 0, default).ToUnixTimeMilliseconds(), dmy.Posts[0].Time);
        Assert.Equal(DateOrder.Dmy, dmy.Summary.DateOrder);
    }

    [Fact]
    public void DateOrderIsProvedByLaterValues()
    {
        Reading read = Reading.Of("time,text\n4/5/2017 10:00,a\n13/5/2017 10:00,b\n5/13/2017 10:00,c\n,d\n");
        Assert.Equal(new DateTimeOffset(2017, 5, 4, 10, 0, 0, default).ToUnixTimeMilliseconds(), read.Posts[0].Time);
        Assert.Equal(PostRecord.NoTime, read.Posts[2].Time);
        Assert.Equal((1, 2), (read.Summary.UnreadableTimes, read.Summary.ZonelessTimes));
        Assert.Equal(DateOrder.Dmy, read.Summary.DateOrder);
    }

    [Fact]
    public void ZonelessTimesAreReadInTheZoneGiven()
    {
        TimeZoneInfo zone = TimeZoneInfo.CreateCustomTimeZone("x", TimeSpan.FromHours(3), "x", "x");
        Reading read = Reading.Of("time,text\n2019-09-28 18:05:23,a\n2019-09-28T18:05:23Z,b\n", new ReaderOptions { TimeZone = zone });
        Assert.Equal([1569683123000, 1569693923000], read.Posts.Select(post => post.Time));
        Assert.Equal(1, read.Summary.ZonelessTimes);
    }

    /// <summary>Random tables, however written and however cut into pieces, are read back exactly.</summary>
    [Property(MaxTest = 150)]
    public Property RoundTrips()
    {
        var field = Gen.OneOf(
            Gen.Elements("", "a", "1", "\"", "\"\"", ",", ";", " ", "x\ny", "\r\n", "\n", "\r", "Привет, мир", "😀", "a\"b", "\"a\"", "'", "\n\n"),
            Gen.Elements('a', 'b', '"', ',', ';', '\n', '\r', ' ', 'ж').ArrayOf().Select(chars => new string(chars)));
        Gen<(string[][], int)> table =
            from columns in Gen.Choose(2, 6)
            from rows in field.ArrayOf(columns).ArrayOf()
            from seed in Gen.Choose(0, 1_000_000)
            select (rows, seed);
        return Prop.ForAll(table.ToArbitrary(), input =>
        {
            (var rows, var seed) = input;
            var random = new Random(seed);
            var delimiter = ",;\t"[random.Next(3)];
            var newline = ((string[])["\n", "\r\n", "\r"])[random.Next(3)];
            var columns = rows.Length > 0 ? rows[0].Length : 2;
            var textColumn = random.Next(columns);
            var idColumn = (textColumn + 1) % columns;
            string[] header = [.. Enumerable.Range(0, columns).Select(i => i == textColumn ? "text" : i == idColumn ? "id" : "c" + i)];
            var written = new StringBuilder();
            foreach (var row in rows.Prepend(header))
            {
                written.AppendJoin(delimiter, row.Select((value, i) => Write(value, row.Length, delimiter, random))).Append(newline);
            }

            if (random.Next(2) == 0)
            {
                written.Length -= newline.Length;
            }

            Reading read = Reading.Of(written.ToString(), Reading.Options(delimiter == '\t' ? "tsv" : "csv"), seed: random.Next(3) == 0 ? null : seed);
            Assert.Empty(read.Rejects);
            Assert.Equal(rows.Select(row => (row[idColumn], row[textColumn])), read.Posts.Select(post => (post.Id, post.Text)));
        });
    }

    /// <summary>Where the pieces end makes no difference to what is read, rejected and counted, whatever the input.</summary>
    [Property(MaxTest = 200)]
    public Property PiecesMakeNoDifference()
    {
        Gen<(char[], int, int)> input =
            from chars in Gen.Elements('a', '"', '"', ',', '\n', '\r', '\t', 'b').ArrayOf()
            from limit in Gen.Choose(1, 30)
            from seed in Gen.Choose(0, 1_000_000)
            select (chars, limit, seed);
        return Prop.ForAll(input.ToArbitrary(), x =>
        {
            (var chars, var limit, var seed) = x;
            var delimiter = seed % 2 == 0 ? ',' : '\t';
            var content = $"id{delimiter}text{(seed % 3 == 0 ? "\r" : "\n")}" + new string(chars);
            var options = Reading.Options(delimiter == ',' ? "csv" : "tsv") with { MaxRecordBytes = limit };
            Reading whole = Reading.Of(content, options);
            Reading pieces = Reading.Of(content, options, seed: seed);
            Assert.Equal(whole.Posts, pieces.Posts);
            Assert.Equal(whole.Rejects, pieces.Rejects);
            Assert.Equal(content.Length, whole.Summary.DecompressedBytes);
        });
    }

    private static string Write(string value, int columns, char delimiter, Random random)
    {
        var mustQuote = value.AsSpan().IndexOfAny("\"\r\n") >= 0 || value.Contains(delimiter) || (columns == 1 && value.Length == 0);
        return mustQuote || random.Next(3) == 0 ? "\"" + value.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : value;
    }
}
