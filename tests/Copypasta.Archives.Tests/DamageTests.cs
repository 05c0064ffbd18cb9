using System.Diagnostics;
using System.Text;

namespace Copypasta.Archives.Tests;

/// <summary>
/// Fixtures of every format damaged at sampled places: what cannot be read is told in one line or as rejects that lie within the input, counts add up
/// , and nothing takes long.
/// </summary>
public sealed class DamageTests
{
    private const int Flips = 300;
    private const int Splices = 100;

    /// <summary>A run takes a millisecond; only one that does not end, or whose work grows with a power of its input, takes this long.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private static readonly Dictionary<string, byte[]> s_fixtures = Fixtures().ToDictionary(fixture => fixture.Name, fixture => fixture.Content);

    public static TheoryData<string> Names => [.. s_fixtures.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void FlippedBitsAreToldOfOrHarmless(string name)
    {
        var random = new Random(1);
        for (var i = 0; i < Flips; i++)
        {
            var damaged = (byte[])s_fixtures[name].Clone();
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            Check(damaged);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void SplicedInputsAreToldOfOrHarmless(string name)
    {
        var random = new Random(2);
        var content = s_fixtures[name];
        for (var i = 0; i < Splices; i++)
        {
            Check([.. content[..random.Next(1, content.Length)], .. content[random.Next(content.Length)..]]);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void MissingQuotesAreToldOfOrHarmless(string name)
    {
        var content = s_fixtures[name];
        var quotes = Enumerable.Range(0, content.Length).Where(i => content[i] == (byte)'"').ToArray();
        foreach (var quote in quotes.Where((_, i) => i % Math.Max(1, quotes.Length / 50) == 0))
        {
            Check([.. content[..quote], .. content[(quote + 1)..]]);
        }

        Check([.. content.Where(b => b != (byte)'"')]);
    }

    [Theory]
    [InlineData("{\"a\":1,\"NAME\":2}\n")]
    [InlineData("a,NAME\n1,2\n")]
    public void NamesWithoutEndAreCutShortInMessages(string content)
        => Assert.InRange(Reading.Error(content.Replace("NAME", new string('x', 50_000), StringComparison.Ordinal), Reading.Options(content[0] == '{' ? "ndjson" : "csv")).Length, 100, 1000);

    private static IEnumerable<(string Name, byte[] Content)> Fixtures()
    {
        foreach (var fixture in JsonFixtures.All.Where(fixture => fixture.Name.Split('/') is [_] or [_, "array" or "indented" or "gzip"]))
        {
            yield return (fixture.Name, fixture.Content);
        }

        foreach (var fixture in TableFixtures.All.Where(fixture => fixture.Name.Split(", ") is [_] or [_, "plain" or "tabs" or "semicolons" or "carriage returns"]))
        {
            yield return (fixture.Name, fixture.Content);
        }

        var table = "id,author,created_at,text\n1,a,2019-01-02,One two\n2,b,2019-01-03,\"Three, \"\"four\"\"\n\"\n"u8.ToArray();
        foreach (var packer in (string[])["gzip", "lz4", "zstd", "bzip2"])
        {
            yield return ($"table in {packer}", Packing.Packer(packer)(table));
            yield return ($"tar in {packer}", Packing.Packer(packer)(Packing.Tar(("a.csv", table), ("b.csv", table))));
        }

        yield return ("table in zip", Packing.Zip(("a.csv", table), ("b.csv", table)));
        yield return ("UTF-16", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(table))).ToArray());
        yield return ("text", "The ferry leaves at eight\n\nand comes back at noon\n"u8.ToArray());
    }

    private static void Check(byte[] damaged)
    {
        var clock = Stopwatch.StartNew();
        var read = 0L;
        List<Reject> rejects = [];
        var reader = new PostReader([new InputFile("input")], new ReaderOptions(), rejects.Add, open: _ => new MemoryStream(damaged));
        try
        {
            foreach (var batch in reader.ReadAsync(TestContext.Current.CancellationToken).ToBlockingEnumerable(TestContext.Current.CancellationToken))
            {
                read += batch.Posts.Length;
                batch.Return();
            }

            Assert.Equal(read, reader.Summaries.Sum(summary => summary.Posts));
            Assert.Equal(rejects.Count, reader.Summaries.Sum(summary => summary.Rejected));
            Assert.All(reader.Summaries, summary => Assert.Equal(summary.Records, summary.Posts + summary.Rejected + summary.NotPosts));
            Assert.All(rejects, reject =>
            {
                Assert.InRange(reject.Offset, 0, reader.Summaries[reject.Source].DecompressedBytes);
                Assert.InRange(reject.Line, 1, reader.Summaries[reject.Source].DecompressedBytes + 1);
                Assert.DoesNotContain('\n', reject.Reason);
            });
        }
        catch (ArchiveException e)
        {
            // Any other exception fails the test.
            Assert.StartsWith("input", e.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', e.Message);
            Assert.InRange(e.Message.Length, 1, 20_000);
        }

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, s_patience);
    }
}
