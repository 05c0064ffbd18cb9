using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using FsCheck.Xunit;
using K4os.Compression.LZ4.Streams;

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
        foreach ((var stored, var name) in new[] { (Gzip(s_table), "gzip"), (members, "gzip"), (Lz4(s_table), "lz4"), (frames, "lz4") })
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
        foreach (var empty in new[] { [], Gzip([]), Lz4([]), [0xEF, 0xBB, 0xBF], [0xFF, 0xFE] })
        {
            Assert.Contains("empty file", Reading.Error(empty), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("lz4")]
    public void CutOffDataIsNoticedWhereverItEnds(string compression)
    {
        var whole = compression == "gzip" ? [.. Gzip(s_table[..1000]), .. Gzip(s_table[1000..])] : Lz4(s_table);
        for (var length = 12; length < whole.Length; length += length < 40 || length > whole.Length - 40 ? 1 : 1499)
        {
            // A whole first member without the second is a whole input.
            if (compression == "gzip" && length == Gzip(s_table[..1000]).Length)
            {
                continue;
            }

            var error = Reading.Error(whole[..length]);
            Assert.Contains("records read before", error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void CorruptDataIsNoticed()
    {
        foreach (var whole in new[] { Gzip(s_table), Lz4(s_table) })
        {
            for (var i = 100; i < whole.Length; i += 4999)
            {
                byte[] corrupt = [.. whole];
                corrupt[i] ^= 0x55;
                Assert.Contains("records read before", Reading.Error(corrupt), StringComparison.Ordinal);
            }
        }

        Assert.Contains("not gzip", Reading.Error([.. Gzip(s_table), .. "trailing"u8]), StringComparison.Ordinal);
    }

    [Fact]
    public void ForeignFormatsAreNamed()
    {
        (byte[] Head, string Name)[] formats =
        [
            ([0x89, .. "PNG\r\n\u001a\n"u8], "PNG"), ("%PDF-1.7\n"u8.ToArray(), "PDF"), ([0x7F, .. "ELF"u8], "ELF"), ("PK\u0003\u0004"u8.ToArray(), "zip"),
            ([0x28, 0xB5, 0x2F, 0xFD], "zstd"), ("BZh91AY&SY--"u8.ToArray(), "bzip2"), ([0xFD, .. "7zXZ\0"u8], "xz"),
            ("a\0\u0001b"u8.ToArray(), "binary"), (Encoding.Unicode.GetBytes("id,text\n1,a\n"), "UTF-16"),
        ];
        foreach ((var head, var name) in formats)
        {
            foreach (var content in new[] { head, Gzip(head) })
            {
                var error = Reading.Error(content);
                Assert.Contains(name, error, StringComparison.Ordinal);
                Assert.Contains("CSV, TSV, NDJSON", error, StringComparison.Ordinal);
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

    [Fact]
    public void LimitsEndTheRun()
    {
        var bomb = Gzip(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(new string('x', 100_000) + "\n", 220))));
        Assert.Contains("--max-ratio", Reading.Error(bomb, new ReaderOptions { Format = "text", MaxRatio = 100 }), StringComparison.Ordinal);
        Assert.Contains("--max-decompressed", Reading.Error(bomb, new ReaderOptions { Format = "text", MaxDecompressedBytes = 1 << 20 }), StringComparison.Ordinal);
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
    }

    /// <summary>Whatever the bytes, reading ends, with posts and rejects that add up or with an <see cref="ArchiveException"/>.</summary>
    [Property(MaxTest = 300)]
    public void GarbageEnds(byte[] garbage, int kind, int seed)
    {
        byte[] printable = [.. garbage.Select(b => "\",\n\r\t;{}[]:\\ aé01u"u8[b % 18])];
        var content = (kind & 7) switch
        {
            0 => garbage,
            1 => printable,
            2 => [.. "id,text\n"u8, .. garbage],
            3 => [.. "{\"text\":\""u8, .. printable],
            4 => [.. "{\"text\":1}\n{\"text\":\""u8, .. garbage],
            5 => [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0, .. garbage],
            6 => [0x04, 0x22, 0x4D, 0x18, 0x60, 0x40, 0x82, .. garbage],
            _ => [.. "time\ttext\n"u8, .. printable],
        };
        try
        {
            Reading.Of(content, new ReaderOptions { MaxRecordBytes = 50 }, seed: seed);
        }
        catch (ArchiveException e)
        {
            Assert.StartsWith("input", e.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>Lines, then a fault.</summary>
    private sealed class FailingStream(int after) : MemoryStream(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a line\n", (after + 6) / 7))))
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            => Position < Length ? base.ReadAsync(buffer, cancellationToken) : throw new IOException("disk on fire");
    }

    private static byte[] Gzip(byte[] content)
    {
        using var stored = new MemoryStream();
        using (var gzip = new GZipStream(stored, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(content);
        }
        // GZipStream writes nothing at all for nothing.
        return stored.Length > 0 ? stored.ToArray() : [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    }

    private static byte[] Lz4(byte[] content)
    {
        using var stored = new MemoryStream();
        using (var lz4 = LZ4Stream.Encode(stored, new LZ4EncoderSettings { ContentChecksum = true, BlockSize = 65536 }, leaveOpen: true))
        {
            lz4.Write(content);
        }

        return stored.ToArray();
    }
}
