using System.Text;
using Parquet;
using Parquet.Schema;

namespace Copypasta.Archives.Tests;

public sealed class ParquetPostReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("parquet").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(CompressionMethod.None)]
    [InlineData(CompressionMethod.Snappy)]
    [InlineData(CompressionMethod.Gzip)]
    [InlineData(CompressionMethod.Zstd)]
    [InlineData(CompressionMethod.Brotli)]
    [InlineData(CompressionMethod.LZ4)]
    [InlineData(CompressionMethod.Lz4Raw)]
    public void ReadsRowGroupsInOrder(CompressionMethod compression)
    {
        Reading read = Reading.Of(ParquetFixtures.Plain(compression));
        Assert.Equal(
            [
                new ReadPost(1, "905874659358453760", "18446744073709551615", 1_600_000_000_123, "", "Ärger im Hafen", false),
                new ReadPost(2, "2", "5", 18_000 * 86_400_000L, "", "", false),
                new ReadPost(3, "3", "6", 1000, "", "", false),
            ],
            read.Posts);
        Assert.Equal("parquet", read.Summary.Format);
        Assert.Equal("created_at", read.Summary.Mapping["time"]);
        Assert.Equal((0, 1L), (read.Summary.ZonelessTimes, read.Summary.TimeResolution));
        Assert.Equal(read.Summary.Bytes, read.Summary.DecompressedBytes);
    }

    [Fact]
    public void TimesOfEveryUnitAreRead()
    {
        var at = DateTime.UnixEpoch.AddTicks(16_000_000_001_234_567);
        foreach ((var field, var zoneless, var expected) in new (DateTimeDataField, int, long)[]
        {
            (new("time", DateTimeFormat.Timestamp, isAdjustedToUTC: true, DateTimeTimeUnit.Millis), 0, 1_600_000_000_123),
            (new("time", DateTimeFormat.Timestamp, isAdjustedToUTC: false, DateTimeTimeUnit.Micros), 1, 1_600_000_000_123),
            (new("time", DateTimeFormat.Timestamp, isAdjustedToUTC: true, DateTimeTimeUnit.Nanos), 0, 1_600_000_000_123),
            (new("time", DateTimeFormat.Date), 1, 1_599_955_200_000),
        })
        {
            var text = new DataField<string>("text");
            Reading read = Reading.Of(ParquetFixtures.Write(new ParquetSchema(field, text), CompressionMethod.None, async group =>
            {
                await group.WriteAsync<DateTime>(field, (DateTime[])[at]);
                await group.WriteAsync(text, (string[])["a"]);
            }));
            Assert.Equal(expected, Assert.Single(read.Posts).Time);
            Assert.Equal(zoneless, read.Summary.ZonelessTimes);
        }
    }

    [Fact]
    public void TextsNumbersAndDatesOfOtherTypesAreRead()
    {
        var id = new DecimalDataField("id", 20, 0);
        var author = new DataField("author_id", typeof(double));
        var time = new DataField<string>("time");
        var repost = new DataField("is_retweet", typeof(bool));
        var text = new DataField<string>("text");
        Reading read = Reading.Of(ParquetFixtures.Write(new ParquetSchema(id, author, time, repost, text), CompressionMethod.Snappy, async group =>
        {
            await group.WriteAsync<decimal>(id, (decimal[])[905874659358453760m, 2m]);
            await group.WriteAsync<double>(author, (double[])[905874659358453760.0, 12]);
            await group.WriteAsync(time, (string[])["4/5/2017 10:00", "13/5/2017 10:00"]);
            await group.WriteAsync<bool>(repost, (bool[])[true, false]);
            await group.WriteAsync(text, (string[])["a", "b"]);
        }));
        Assert.Equal([("905874659358453760", "", true), ("2", "12", false)], read.Posts.Select(post => (post.Id, post.Author, post.IsRepost)));
        Assert.Equal((1, DateOrder.Dmy), (read.Summary.RoundedAuthors, read.Summary.DateOrder));
        Assert.Equal(new DateTimeOffset(2017, 5, 4, 10, 0, 0, default).ToUnixTimeMilliseconds(), read.Posts[0].Time);
    }

    [Fact]
    public void WhatIsEmptyGivesWayAndAbsentIsNoLanguage()
    {
        var text = new DataField<string>("text");
        var full = new DataField<string>("full_text");
        var language = new DataField<string>("lang");
        Reading read = Reading.Of(ParquetFixtures.Write(new ParquetSchema(text, full, language), CompressionMethod.None, async group =>
        {
            await group.WriteAsync(text, (string[])["a", "b…"]);
            await group.WriteAsync(full, (string[])["", "bc"]);
            await group.WriteAsync(language, (string[])["absent", "de"]);
        }));
        Assert.Equal([("a", ""), ("bc", "de")], read.Posts.Select(post => (post.Text, post.Language)));
    }

    [Fact]
    public void NestedColumnsAreFoundByPath()
    {
        var id = new DataField<string>("id_str");
        var name = new DataField<string>("screen_name");
        var text = new DataField<string>("full_text");
        var schema = new ParquetSchema(new StructField("user", id, name), text);
        var fields = schema.GetDataFields();
        Reading read = Reading.Of(ParquetFixtures.Write(schema, CompressionMethod.None, async group =>
        {
            await group.WriteAsync(fields[0], (string[])["77", "78"]);
            await group.WriteAsync(fields[1], (string[])["kit", "kat"]);
            await group.WriteAsync(fields[2], (string[])["a", "b"]);
        }));
        Assert.Equal([("77", "a"), ("78", "b")], read.Posts.Select(post => (post.Author, post.Text)));
        Assert.Equal("user.id_str", read.Summary.Mapping["author"]);
    }

    [Fact]
    public void LargeFilesAreReadFromTheFileItself()
    {
        var text = new DataField<string>("text");
        var random = new Random(3);
        string[] texts = [.. Enumerable.Range(0, 20_000).Select(i => $"{i} {random.NextInt64()} {random.NextInt64()}")];
        var content = ParquetFixtures.Write(new ParquetSchema(text), CompressionMethod.None, group => group.WriteAsync(text, texts[..9000]), group => group.WriteAsync(text, texts[9000..]));
        Assert.True(content.Length > 256 * 1024);
        var path = Path.Combine(_folder, "posts.parquet");
        File.WriteAllBytes(path, content);
        Reading read = Reading.Of(() => File.OpenRead(path), path: path);
        Assert.Equal(texts, read.Texts);
        Assert.Equal(content.Length, read.Summary.DecompressedBytes);
        Assert.Contains("Parquet needs a file of its own", Reading.Error(content, path: "-"), StringComparison.Ordinal);

        // A member of an archive is named by whoever made the archive: its name must lead to no file.
        var error = SourcedReading.Error(new ReaderOptions(), (Path.Combine(_folder, "in.zip"), Packing.Zip(("../posts.parquet", content))));
        Assert.Contains("Parquet needs a file of its own", error, StringComparison.Ordinal);
    }

    [Fact]
    public void LongRowsAreRejected()
    {
        var text = new DataField<string>("text");
        Reading read = Reading.Of(
            ParquetFixtures.Write(new ParquetSchema(text), CompressionMethod.None, group => group.WriteAsync(text, (string[])["a", new string('x', 100), "b"])),
            new ReaderOptions { MaxRecordBytes = 50 });
        Assert.Equal(["a", "b"], read.Texts);
        Assert.Equal((2, "longer than 50 bytes (--max-record)"), (Assert.Single(read.Rejects).Row, read.Rejects[0].Reason));
    }

    [Fact]
    public void DamageIsAnErrorOrReadAsItIs()
    {
        var whole = ParquetFixtures.Plain();
        var errors = 0;
        for (var at = 4; at < whole.Length; at++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                byte[] damaged = [.. whole];
                damaged[at] ^= (byte)(1 << bit);
                try
                {
                    Assert.InRange(Reading.Of(damaged).Posts.Count, 0, 1000);
                }
                catch (ArchiveException e)
                {
                    errors++;
                    Assert.StartsWith("input: ", e.Message, StringComparison.Ordinal);
                    Assert.DoesNotContain('\n', e.Message);
                }
            }
        }

        Assert.True(errors > 100);
        Assert.Contains("cut off", Reading.Error(whole[..^9]), StringComparison.Ordinal);
        Assert.Contains("not a Parquet file", Reading.Error(Encoding.UTF8.GetBytes("text\na\n"), Reading.Options("parquet")), StringComparison.Ordinal);
    }

    /// <summary>The library takes what another file has left in its memory for values that a damaged page does not give.</summary>
    [Theory]
    [InlineData(CompressionMethod.None)]
    [InlineData(CompressionMethod.LZ4)]
    [InlineData(CompressionMethod.Lz4Raw)]
    [InlineData(CompressionMethod.Brotli)]
    public void APageThatGivesLessThanItSaysIsAnError(CompressionMethod compression)
    {
        var whole = ParquetFixtures.Plain(compression);

        // The first page, of two integers, says of itself that it has 16 bytes: as a zigzag number, in field 2 of its header.
        Assert.Equal([0x15, 0, 0x15, 32], whole[4..8]);
        byte[] damaged = [.. whole];
        damaged[7] = 48;
        Assert.Contains("damaged Parquet file (0 rows read before): a page of 24 bytes", Reading.Error(damaged), StringComparison.Ordinal);
    }
}
