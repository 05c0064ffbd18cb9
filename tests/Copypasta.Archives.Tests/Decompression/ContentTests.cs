using System.Security.Cryptography;
using System.Text;
using FsCheck.Xunit;
using static Copypasta.Archives.Tests.Packing;

namespace Copypasta.Archives.Tests;

public sealed class ContentTests
{
    private static readonly byte[] s_table = Encoding.UTF8.GetBytes(
        "id,text\n" + string.Concat(Enumerable.Range(0, 4_000).Select(i => $"{i},\"Повод {i * 7919 % 10_007}, 😀\"\n")));

    [Theory]
    [InlineData(null)]
    [InlineData(5)]
    public void CompressionMakesNoDifference(int? seed)
    {
        Reading plain = Reading.Of(s_table, seed: seed);
        var third = s_table.Length / 3;
        byte[] members = [.. Gzip(s_table[..third]), .. Gzip([]), .. Gzip(s_table[third..])];
        byte[] frames = [.. Lz4(s_table[..third]), .. Lz4(s_table[third..])];
        byte[] zstd = [.. Skippable, .. Zstd(s_table[..third]), .. Skippable, .. Zstd(s_table[third..]), .. Skippable];
        byte[] bzip2 = [.. Bzip2(s_table[..third]), .. Bzip2(s_table[third..])];
        (byte[], string)[] kinds =
        [
            (Gzip(s_table), "gzip"), (members, "gzip"), (Lz4(s_table), "lz4"), (frames, "lz4"), (Zstd(s_table), "zstd"), (zstd, "zstd"), (Bzip2(s_table), "bzip2"), (bzip2, "bzip2"),
            (Gzip(Gzip(s_table)), "gzip+gzip"), (Zstd(Bzip2(Gzip(Lz4(s_table)))), "zstd+bzip2+gzip+lz4"),
        ];
        foreach ((var stored, var name) in kinds)
        {
            Reading read = Reading.Of(stored, seed: seed);
            Assert.Equal(plain.Posts, read.Posts);
            Assert.Equal(name, read.Summary.Compression);
            Assert.Equal(s_table.Length, read.Summary.DecompressedBytes);
            Assert.Equal((stored.Length, stored.Length), (read.Summary.Bytes, read.ReportedBytes));
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(stored)), read.Summary.Sha256);
        }

        Assert.Equal("none", plain.Summary.Compression);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(s_table)), plain.Summary.Sha256);
    }

    [Theory]
    [InlineData("utf-16le")]
    [InlineData("utf-16be")]
    public void Utf16EqualsUtf8(string name)
    {
        var encoding = name == "utf-16le" ? Encoding.Unicode : Encoding.BigEndianUnicode;
        byte[] content = [.. encoding.Preamble, .. encoding.GetBytes(Encoding.UTF8.GetString(s_table))];
        Reading expected = Reading.Of(s_table);
        Assert.Equal(expected.Posts, Reading.Of(content).Posts);
        Reading zipped = Reading.Of(Gzip(content), seed: 1);
        Assert.Equal(expected.Posts, zipped.Posts);
        Assert.Equal(name, zipped.Summary.Encoding);
    }

    [Fact]
    public void ByteOrderMarkIsNoContentButCountsInOffsets()
    {
        Reading read = Reading.Of("\uFEFFid,text\n1\n");
        Assert.Equal("id", read.Summary.Mapping["id"]);
        Assert.Equal(11, Assert.Single(read.Rejects).Offset);
        Assert.Equal(["a"], Reading.Of("\uFEFFa\n", path: "input.txt").Texts);
    }

    [Fact]
    public void EmptyInputsAreErrors()
    {
        foreach (var empty in new[] { [], Gzip([]), Lz4([]), Zstd([]), Bzip2([]), [0xEF, 0xBB, 0xBF], [0xFF, 0xFE] })
        {
            Assert.Contains("empty file", Reading.Error(empty), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("lz4")]
    [InlineData("zstd")]
    [InlineData("bzip2")]
    public void CutOffDataIsNoticedWhereverItEnds(string compression)
    {
        var pack = Packer(compression);
        var first = pack(s_table[..1000]);
        byte[] whole = [.. first, .. pack(s_table[1000..])];
        for (var length = 14; length < whole.Length; length += length < first.Length + 40 || length > whole.Length - 40 ? 1 : 1499)
        {
            // A whole first stream without the second is a whole input.
            if (length == first.Length)
            {
                Assert.Equal(1000, Reading.Of(whole[..length]).Summary.DecompressedBytes);
                continue;
            }

            Assert.Contains("records read before", Reading.Error(whole[..length]), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("lz4")]
    [InlineData("zstd")]
    [InlineData("bzip2")]
    public void CorruptDataIsNoticed(string compression)
    {
        var whole = Packer(compression)(s_table);
        Reading expected = Reading.Of(whole);
        for (var i = 14; i < whole.Length; i += 499)
        {
            byte[] corrupt = [.. whole];
            corrupt[i] ^= (byte)(1 << (i % 8));
            Assert.Contains("records read before", Reading.Error(corrupt), StringComparison.Ordinal);
        }

        foreach (var garbage in new[] { "trailing garbage"u8.ToArray(), [1], [0, 0, 0, 0, 0, 0, 0, 0] })
        {
            Assert.Contains("followed by bytes that are not", Reading.Error([.. whole, .. garbage]), StringComparison.Ordinal);
        }

        Assert.Equal(s_table.Length, expected.Summary.DecompressedBytes);
    }

    /// <summary>What is said of damage does not depend on the threads, nor on how the bytes arrive.</summary>
    [Fact]
    public void DamageIsLocatedExactly()
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 100_000).Select(i => $"line {i * 7919 % 100_003}\n")));
        byte[] broken = [.. Gzip(text), .. Gzip(text)[..^4]];
        var error = Reading.Error(broken, Reading.Options("text"));
        Assert.Contains($"after decompressed byte {2 * text.Length} (200000 records read before)", error, StringComparison.Ordinal);
        for (var run = 0; run < 5; run++)
        {
            Assert.Equal(error, Reading.Error(broken, new ReaderOptions { Format = "text", Threads = 4 }));
        }
    }

    [Fact]
    public void ForeignFormatsAreNamed()
    {
        (byte[] Head, string Name)[] formats =
        [
            ([0x89, .. "PNG\r\n\u001a\n"u8], "PNG"), ("%PDF-1.7\n"u8.ToArray(), "PDF"), ([0x7F, .. "ELF"u8], "ELF"), ([0xFD, .. "7zXZ\0"u8], "xz -d"),
            ("a\0\u0001b"u8.ToArray(), "binary"),
        ];
        foreach ((var head, var name) in formats)
        {
            foreach (var content in new[] { head, Gzip(head) })
            {
                var error = Reading.Error(content);
                Assert.Contains(name, error, StringComparison.Ordinal);
                Assert.Contains("CSV, TSV, JSON", error, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void AStrayNulIsContentAndDamageIsCalledDamage()
    {
        var rows = "id,text\n1,nul \0 here\n" + string.Concat(Enumerable.Range(2, 40).Select(i => $"{i},an ordinary post\n"));
        Assert.Equal("nul \0 here", Reading.Of(rows).Posts[0].Text);

        var gzip = Gzip(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i * 7919 % 10007} some text\n"))));
        gzip.AsSpan(gzip.Length / 2, 8).Fill(0xFF);
        Assert.Contains("gzip data is", Reading.Error(gzip), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("zstd")]
    [InlineData("lz4")]
    [InlineData("bzip2")]
    public void WhatStandsBeforeDamageIsReadHoweverTheFileComes(string packer)
    {
        var random = new Random(1);
        var content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 4000).Select(i => i % 40 == 7 ? $"{{\"text\":{random.NextInt64()}\n" : $"{{\"text\":\"{random.NextInt64()}\"}}\n")));
        byte[] stored = [.. Packer(packer)(content[..(content.Length / 2)]), .. Packer(packer)(content[(content.Length / 2)..])];
        var found = 0;
        foreach (var at in new[] { stored.Length / 3, stored.Length * 2 / 3, stored.Length - 20 })
        {
            byte[] damaged = [.. stored];
            damaged.AsSpan(at, 8).Fill(0xFF);
            var whole = Outcome(new MemoryStream(damaged));
            Assert.NotEqual("", whole.Refusal);
            found += whole.Posts * whole.Rejects.Count;
            for (var seed = 0; seed < 4; seed++)
            {
                var inPieces = Outcome(new ChunkedStream(damaged, seed));
                Assert.Equal((whole.Posts, whole.Refusal), (inPieces.Posts, inPieces.Refusal));
                Assert.Equal(whole.Rejects, inPieces.Rejects);
            }
        }

        Assert.True(found > 0);
    }

    [Fact]
    public void FaultsOfTheFileSystemAreExplained()
    {
        var e = Assert.Throws<ArchiveException>(() => { Reading.Of(() => throw new IOException("disk on fire")); });
        Assert.Contains("cannot be opened: disk on fire", e.Message, StringComparison.Ordinal);
        for (var after = 0; after < 700_000; after += 99_999)
        {
            e = Assert.Throws<ArchiveException>(() => { Reading.Of(() => new FailingStream(after), new ReaderOptions { Format = "text" }); });
            Assert.StartsWith("input: cannot be read any further after decompressed byte", e.Message, StringComparison.Ordinal);
            Assert.Contains("disk on fire", e.Message, StringComparison.Ordinal);
        }

        var read = Outcome(new FailingStream(700_000), new ReaderOptions { Format = "text" });
        Assert.Equal((100_000, true), (read.Posts, read.Refusal.Contains("(100000 records read before)", StringComparison.Ordinal)));
    }

    /// <summary>Whatever the bytes, reading ends, with posts and rejects that add up or with an <see cref="ArchiveException"/>.</summary>
    [Property(MaxTest = 600)]
    public void GarbageEnds(byte[] garbage, int kind, int seed)
    {
        byte[] printable = [.. garbage.Select(b => "\",\n\r\t;{}[]:\\ aé01u"u8[b % 18])];
        var content = (kind & 15) switch
        {
            0 => garbage,
            1 => printable,
            2 => [.. "id,text\n"u8, .. garbage],
            3 => [.. "{\"text\":\""u8, .. printable],
            4 => [.. "{\"text\":1}\n{\"text\":\""u8, .. garbage],
            5 => [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0, .. garbage],
            6 => [0x04, 0x22, 0x4D, 0x18, 0x60, 0x40, 0x82, .. garbage],
            8 => [0x28, 0xB5, 0x2F, 0xFD, .. garbage],
            9 => [.. "BZh91AY&SY"u8, .. garbage],
            10 => [.. "PK\u0003\u0004"u8, .. garbage],
            11 => [.. Tar(("a.csv", s_table[..700]))[..512], .. garbage],
            12 => Damage(Zip(("a.csv", s_table[..700]), ("b.csv", s_table[..300])), garbage),
            13 => Damage(Tar(("a.csv", s_table[..700]), ("b.csv", s_table[..300])), garbage),
            14 => Damage(Zstd(s_table[..700]), garbage),
            15 => Damage(Bzip2(s_table[..700]), garbage),
            _ => [.. "time\ttext\n"u8, .. printable],
        };
        var reader = new PostReader([new InputFile("input")], new ReaderOptions { MaxRecordBytes = 50 }, _ => { }, null, _ => seed % 2 == 0 ? new MemoryStream(content) : new ChunkedStream(content, seed));
        try
        {
            foreach (var batch in reader.ReadAsync(TestContext.Current.CancellationToken).ToBlockingEnumerable(TestContext.Current.CancellationToken))
            {
                batch.Return();
            }

            Assert.Equal(reader.Sources, reader.Summaries.Select(summary => summary.Path));
            Assert.All(reader.Summaries, summary => Assert.Equal(summary.Records, summary.Posts + summary.Rejected));
        }
        catch (ArchiveException e)
        {
            Assert.StartsWith("input", e.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>What is read of a source that cannot be read to its end, and why it cannot.</summary>
    private static (int Posts, List<Reject> Rejects, string Refusal) Outcome(Stream stored, ReaderOptions? options = null)
    {
        var posts = 0;
        var rejects = new List<Reject>();
        var reader = new PostReader([new InputFile("input")], options ?? new ReaderOptions { SampleBytes = 2000 }, rejects.Add, open: _ => stored);
        try
        {
            foreach (var batch in reader.ReadAsync(TestContext.Current.CancellationToken).ToBlockingEnumerable(TestContext.Current.CancellationToken))
            {
                posts += batch.Posts.Length;
                batch.Return();
            }

            return (posts, rejects, "");
        }
        catch (ArchiveException e)
        {
            return (posts, rejects, e.Message);
        }
    }

    private static byte[] Damage(byte[] whole, byte[] noise)
    {
        for (var i = 0; i + 1 < noise.Length; i += 2)
        {
            whole[((noise[i] << 8) + (i * 31)) % whole.Length] ^= noise[i + 1];
        }

        return whole;
    }

    /// <summary>Lines, then a fault.</summary>
    private sealed class FailingStream(int after) : MemoryStream(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a line\n", (after + 6) / 7))))
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            => Position < Length ? base.ReadAsync(buffer, cancellationToken) : throw new IOException("disk on fire");
    }
}
