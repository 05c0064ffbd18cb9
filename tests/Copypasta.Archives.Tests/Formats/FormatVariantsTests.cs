namespace Copypasta.Archives.Tests;

/// <summary>Every format is recognised by content in at least three dresses.</summary>
public sealed class FormatVariantsTests
{
    private const int LeastFormats = 25;
    private const int LeastVariants = 3;

    /// <summary>What is recognised by its name too, or by nothing else: each with its own tests.</summary>
    private static readonly IReadOnlyList<Fixture> s_others =
    [
        .. new[] { Parquet.CompressionMethod.None, Parquet.CompressionMethod.Snappy, Parquet.CompressionMethod.Gzip, Parquet.CompressionMethod.Zstd }
            .Select(compression => new Fixture($"parquet, {compression}", ParquetFixtures.Plain(compression), "parquet")),
        .. Variants("copypasta-posts", "source,row,id,author,time,cluster,family,similarity,text\na.csv,1,7,ann,2020-01-02T03:04:05.000Z,1,1,1,one and two\n"),
        .. Variants("tsv", "id\tauthor\ttext\n1\tann\tone and two\n"),
    ];

    public static TheoryData<string> Names => [.. ArchiveFormats.Names.Where(name => name != "text")];

    private static IEnumerable<Fixture> All => [.. TableFixtures.All, .. JsonFixtures.All.Select(fixture => new Fixture(fixture.Name, fixture.Content, fixture.Format)), .. s_others];

    [Theory]
    [MemberData(nameof(Names))]
    public void IsRecognisedInEveryVariant(string format)
    {
        var fixtures = All.Where(fixture => fixture.Format == format).DistinctBy(fixture => Convert.ToHexString(fixture.Content)).ToList();
        Assert.True(fixtures.Count >= LeastVariants, $"{format} has {fixtures.Count} variants");
        foreach (var fixture in fixtures)
        {
            var read = Reading.Of(fixture.Content, path: "archive.dat");
            Assert.True(format == read.Summary.Format, $"{fixture.Name} is taken for {read.Summary.Format}");
            Assert.NotEmpty(read.Posts);
            Assert.NotEmpty(read.Summary.Reason);
        }
    }

    /// <summary>Lines of text are known by nothing but the file's name.</summary>
    [Fact]
    public void TextIsRecognisedByName()
    {
        foreach (var fixture in Variants("text", "one and two\nthree, four\n"))
        {
            Assert.Equal("text", Reading.Of(fixture.Content, path: "lines.txt").Summary.Format);
        }
    }

    [Fact]
    public void ThereAreEnough() => Assert.True(ArchiveFormats.Names.Count >= LeastFormats);

    private static IEnumerable<Fixture> Variants(string format, string content)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(content);
        yield return new Fixture(format, bytes, format);
        yield return new Fixture($"{format}, byte order mark", [.. System.Text.Encoding.UTF8.Preamble, .. bytes], format);
        yield return new Fixture($"{format}, CR LF", System.Text.Encoding.UTF8.GetBytes(content.Replace("\n", "\r\n", StringComparison.Ordinal)), format);
        yield return new Fixture($"{format}, gzip", Packing.Gzip(bytes), format);
        yield return new Fixture($"{format}, UTF-16", [.. System.Text.Encoding.Unicode.Preamble, .. System.Text.Encoding.Unicode.GetBytes(content)], format);
    }
}
