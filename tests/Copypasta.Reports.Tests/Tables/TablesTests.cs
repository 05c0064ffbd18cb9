using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Copypasta.Reports.Tests;

public sealed class TablesTests
{
    private static readonly TableFormat Safe = TableFormat.Csv(CsvMode.Safe);

    private static readonly string[] Awkward =
        ["=cmd|' /C calc'!A0", "+1 call me", "-x y", "@a b", "\tx", "\rx", "'=x", "''-x y", "'", "''", "\"", ",", "a\nb", "a\r\nb", "\u2028", "\u0085", "\0", "שלום", "你好", "\uFEFF", "😀", "-1001_1", ""];

    [Fact]
    public void PostsHaveTheFixedColumnsAndValues()
    {
        var sample = new Sample();
        var first = sample.Post("grey skies over the lake", "ann", "11", Sample.Noon);
        var second = sample.Post("grey, \"grey\" skies", "", "", Sample.Noon + 123);
        var third = sample.Post("grey skies over the lake", "bob", "13");
        sample.Cluster(first, second, third);

        Assert.Equal(
            """
            source,row,id,author,time,cluster,family,similarity,text
            posts.csv,1,11,ann,2016-10-10T12:00:00Z,c000000000000000000000000,f000000000000000000000000,1.000000,grey skies over the lake
            posts.csv,2,,,2016-10-10T12:00:00.123Z,c000000000000000000000000,f000000000000000000000000,0.800000,"grey, ""grey"" skies"
            posts.csv,3,13,bob,,c000000000000000000000000,f000000000000000000000000,1.000000,grey skies over the lake

            """,
            Sample.Written(stream => Tables.Posts(sample.Result, Safe).Write(stream)));
    }

    [Fact]
    public void ClustersFamiliesAndPairsHaveTheFixedColumnsAndValues()
    {
        var sample = new Sample { Sources = ["-", "b.csv"] };
        sample.Cluster(sample.Post("one, two", "ann", "1", Sample.Noon), sample.Post("one three", "bob", "2", Sample.Noon + 60_000, source: 1));

        Assert.Equal(
            """
            cluster,family,posts,texts,accounts,first,last,min_similarity,mean_similarity,labels,exemplar_source,exemplar_row,exemplar
            c000000000000000000000000,f000000000000000000000000,2,2,2,2016-10-10T12:00:00Z,2016-10-10T12:01:00Z,0.800000,0.800000,,-,1,"one, two"

            """,
            Sample.Written(stream => Tables.Clusters(sample.Result, Safe).Write(stream)));
        Assert.Equal(
            """
            family,clusters,posts,texts,accounts,first,last,lowest_similarity
            f000000000000000000000000,1,2,2,2,2016-10-10T12:00:00Z,2016-10-10T12:01:00Z,0.800000

            """,
            Sample.Written(stream => Tables.Families(sample.Result, Safe).Write(stream)));
        Assert.Equal(
            """
            a_source,a_row,b_source,b_row,similarity
            -,1,b.csv,2,0.800000

            """,
            Sample.Written(stream => Tables.Pairs(sample.Result, Safe).Write(stream)));
    }

    [Fact]
    public void PairsThatWereNotAskedForCannotBeWritten()
    {
        var result = new Sample().Result with { Pairs = null };
        Assert.Throws<ArgumentException>(() => Tables.Pairs(result, Safe).Write(Stream.Null));
    }

    [Fact]
    public void ResultWithoutClustersIsAHeader()
    {
        Assert.Equal("source,row,id,author,time,cluster,family,similarity,text\n", Sample.Written(stream => Tables.Posts(new Sample().Result, Safe).Write(stream)));
        Assert.Equal("", Sample.Written(stream => Tables.Posts(new Sample().Result, TableFormat.JsonLines).Write(stream)));
    }

    [Fact]
    public void AllPostsFollowTheFamiliesByTimeThenIdThenSourceThenRow()
    {
        var sample = new Sample { Sources = ["b.csv", "a.csv"] };
        sample.Post("untimed", id: "0");
        sample.Post("same id, source b", id: "5", time: 2000);
        sample.Post("same id, source a", id: "5", time: 2000, source: 1);
        var member = sample.Post("member", id: "9", time: 9000);
        sample.Post("id before", id: "10", time: 2000);
        sample.Post("earliest", id: "7", time: 1000);
        sample.Cluster(member, sample.Post("member", id: "99", time: 9500));

        var rows = Csv.Parse(Sample.Written(stream => Tables.AllPosts(sample.Result, Safe).Write(stream)));
        Assert.Equal(
            ["text", "member", "member", "earliest", "id before", "same id, source a", "same id, source b", "untimed"],
            rows.Select(row => row[8]));
        Assert.All(rows.Skip(3), row => Assert.Equal(["", "", ""], row[5..8]));
    }

    [Fact]
    public void IdsAreNeverGuarded()
    {
        var sample = new Sample { Sources = ["-"] };
        sample.Cluster(sample.Post("x", "-1001000724666", "-1001000724666_11877"), sample.Post("x", "@ann", "=1+1"));
        var rows = Csv.Parse(Sample.Written(stream => Tables.Posts(sample.Result, Safe).Write(stream)));

        Assert.Equal(["-", "1", "-1001000724666_11877", "-1001000724666"], rows[1][..4]);
        Assert.Equal(["-", "2", "=1+1", "@ann"], rows[2][..4]);
    }

    [Fact]
    public void TheThreeModesTreatFormulasAsTheyShould()
    {
        var sample = new Sample();
        sample.Cluster(sample.Post("=cmd|' /C calc'!A0", "=A1"), sample.Post("+1 for this"));
        string Text(CsvMode mode) => Sample.Written(stream => Tables.Posts(sample.Result, TableFormat.Csv(mode)).Write(stream));

        Assert.Equal(("'=A1", "'=cmd|' /C calc'!A0"), (Csv.Parse(Text(CsvMode.Safe))[1][3], Csv.Parse(Text(CsvMode.Safe))[1][8]));
        Assert.Equal("'+1 for this", Csv.Parse(Text(CsvMode.Safe))[2][8]);
        Assert.Equal(("=A1", "=cmd|' /C calc'!A0"), (Csv.Parse(Text(CsvMode.Raw))[1][3], Csv.Parse(Text(CsvMode.Raw))[1][8]));
        Assert.Equal("\uFEFF" + Text(CsvMode.Safe), Text(CsvMode.Excel));
    }

    [Fact]
    public void IllFormedBytesBecomeReplacementCharactersInEveryFormat()
    {
        var sample = new Sample();
        sample.Cluster(sample.Post([(byte)'a', 0xFF, (byte)'b', 0xE2, 0x82]), sample.Post([(byte)'=', 0xC0]));

        Assert.Equal("a\uFFFDb\uFFFD", Csv.Parse(Sample.Written(stream => Tables.Posts(sample.Result, Safe).Write(stream)))[1][8]);
        Assert.Equal("'=\uFFFD", Csv.Parse(Sample.Written(stream => Tables.Posts(sample.Result, Safe).Write(stream)))[2][8]);
        Assert.Contains("\"text\":\"a\uFFFDb\uFFFD\"", Sample.Written(stream => Tables.Posts(sample.Result, TableFormat.JsonLines).Write(stream)), StringComparison.Ordinal);
    }

    [Fact]
    public void JsonLinesHaveTheColumnsAsKeysAndNullForMissing()
    {
        var sample = new Sample();
        sample.Cluster(sample.Post("=a \"b\"\\\n\u2028", "", "", Sample.Noon));
        sample.Post("alone");

        Assert.Equal(
            """
            {"source":"posts.csv","row":1,"id":null,"author":null,"time":"2016-10-10T12:00:00Z","cluster":"c000000000000000000000000","family":"f000000000000000000000000","similarity":1.000000,"text":"=a \"b\"\\\n\u2028"}
            {"source":"posts.csv","row":2,"id":"1","author":"a","time":null,"cluster":null,"family":null,"similarity":null,"text":"alone"}

            """,
            Sample.Written(stream => Tables.AllPosts(sample.Result, TableFormat.JsonLines).Write(stream)));
        using var cluster = JsonDocument.Parse(Sample.Written(stream => Tables.Clusters(sample.Result, TableFormat.JsonLines).Write(stream)));
        Assert.Equal(
            "cluster,family,posts,texts,accounts,first,last,min_similarity,mean_similarity,labels,exemplar_source,exemplar_row,exemplar",
            string.Join(',', cluster.RootElement.EnumerateObject().Select(property => property.Name)));
        Assert.Equal(JsonValueKind.Null, cluster.RootElement.GetProperty("labels").ValueKind);
    }

    [Property]
    public Property WrittenTextsAndAuthorsReadBackAsTheyWere() => Prop.ForAll(AnyTexts(), texts =>
    {
        var sample = new Sample();
        var posts = texts.Select(text => sample.Post(text.Item1, text.Item2)).ToArray();
        if (posts.Length > 0)
        {
            sample.Cluster(posts);
        }

        foreach (var mode in Enum.GetValues<CsvMode>())
        {
            var written = Sample.Written(stream => Tables.Posts(sample.Result, TableFormat.Csv(mode)).Write(stream));
            var rows = Csv.Parse(mode == CsvMode.Excel ? written[1..] : written);
            Func<string, string> unguard = mode == CsvMode.Raw ? cell => cell : Csv.Unguard;
            Assert.Equal(texts, rows.Skip(1).Select(row => (unguard(row[8]), unguard(row[3]))));
        }

        var lines = Sample.Written(stream => Tables.Posts(sample.Result, TableFormat.JsonLines).Write(stream)).Split('\n')[..^1];
        Assert.Equal(texts, lines.Select(line =>
        {
            using var json = JsonDocument.Parse(line);
            return (json.RootElement.GetProperty("text").GetString()!, json.RootElement.GetProperty("author").GetString() ?? "");
        }));
    });

    [Fact]
    public void RowsLongerThanTheBufferAreWrittenWhole()
    {
        var sample = new Sample();
        var text = string.Concat(Enumerable.Repeat("a\"long, text\n", 30_000));
        sample.Cluster(sample.Post(text), sample.Post("short"), sample.Post(text));
        var rows = Csv.Parse(Sample.Written(stream => Tables.Posts(sample.Result, Safe).Write(stream)));

        Assert.Equal(["text", text, "short", text], rows.Select(row => row[8]));
    }

    [Fact]
    public void WritingARowAllocatesNothing()
    {
        var sample = new Sample();
        sample.Cluster([.. Enumerable.Range(0, 2_000).Select(i => sample.Post($"=text \"{i}\", שלום", $"author {i}", $"id{i}", Sample.Noon + i))]);
        var result = sample.Result;
        foreach (var format in new[] { Safe, TableFormat.JsonLines })
        {
            Tables.Posts(result, format).Write(Stream.Null);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Tables.Posts(result, format).Write(Stream.Null);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16_000);
        }
    }

    private static Arbitrary<(string, string)[]> AnyTexts()
    {
        var text = Gen.OneOf(
            Gen.Elements(Awkward),
            Gen.Elements(Awkward).Two().Select(pair => pair.Item1 + pair.Item2),
            ArbMap.Default.ArbFor<string>().Generator.Select(Clean));
        return text.Two().Select(pair => (pair.Item1, pair.Item2)).ArrayOf().ToArbitrary();
    }

    // Lone surrogates have no UTF-8 form.
    private static string Clean(string? text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text ?? ""));
}
