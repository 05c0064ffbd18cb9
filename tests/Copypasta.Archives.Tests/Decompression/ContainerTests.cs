using System.Buffers.Binary;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using static Copypasta.Archives.Tests.Packing;

namespace Copypasta.Archives.Tests;

public sealed class ContainerTests
{
    private static readonly byte[] s_a = Table("a", 3_000);
    private static readonly byte[] s_b = Table("b", 2_000);

    [Fact]
    public void ZipMembersAreSourcesInOrdinalOrder()
    {
        var zip = Zip(("sub/b.csv", s_b), ("a.csv.gz", Gzip(s_a)), ("B.tsv.zst", Zstd(Encoding.UTF8.GetBytes("id\ttext\n1\tx\n"))));
        var read = SourcedReading.Of(("in.zip", zip));
        Assert.Equal(["in.zip/B.tsv.zst", "in.zip/a.csv.gz", "in.zip/sub/b.csv"], read.Sources);
        Assert.Equal(["zip+zstd", "zip+gzip", "zip"], read.Reader.Summaries.Select(summary => summary.Compression));
        Assert.Equal([1, 3_000, 2_000], read.Reader.Summaries.Select(summary => summary.Posts));
        Assert.Equal((long)s_b.Length, read.Reader.Summaries[2].Bytes);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(s_b)), read.Reader.Summaries[2].Sha256);
        var container = Assert.Single(read.Reader.Containers);
        Assert.Equal(("in.zip", "zip", zip.Length, 3), (container.Path, container.Kind, container.Bytes, container.Members));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(zip)), container.Sha256);
        Assert.Equal(zip.Length, read.ReportedBytes);
    }

    [Theory]
    [InlineData(TarEntryFormat.V7)]
    [InlineData(TarEntryFormat.Ustar)]
    [InlineData(TarEntryFormat.Gnu)]
    [InlineData(TarEntryFormat.Pax)]
    public void TarMembersAreSourcesInTheOrderOfTheStream(TarEntryFormat format)
    {
        var tar = Tar(format, ("sub/b.csv", s_b), ("a.csv.bz2", Bzip2(s_a)), ("a.csv", s_a), ("a.csv", s_b));
        foreach ((var stored, var kind) in new[] { (tar, "tar"), (Gzip(tar), "gzip+tar"), (Zstd(tar), "zstd+tar"), (Bzip2(tar), "bzip2+tar"), (Lz4(Gzip(tar)), "lz4+gzip+tar") })
        {
            foreach (var threads in new[] { 1, 2 })
            {
                var read = SourcedReading.Of(threads, ("in.tar", stored));
                Assert.Equal(["in.tar/sub/b.csv", "in.tar/a.csv.bz2", "in.tar/a.csv", "in.tar/a.csv#2"], read.Sources);
                Assert.Equal([kind, kind + "+bzip2", kind, kind], read.Reader.Summaries.Select(summary => summary.Compression));
                Assert.Equal([2_000, 3_000, 3_000, 2_000], read.Reader.Summaries.Select(summary => summary.Posts));
                var container = Assert.Single(read.Reader.Containers);
                Assert.Equal((kind, stored.Length, 4), (container.Kind, container.Bytes, container.Members));
                Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(stored)), container.Sha256);
                Assert.Equal(stored.Length, read.ReportedBytes);
            }
        }
    }

    [Fact]
    public void ATarWithinAZipIsRead()
    {
        var read = SourcedReading.Of(("in.zip", Zip(("x.tar.gz", Gzip(Tar(("a.csv", s_a)))))));
        Assert.Equal(["in.zip/x.tar.gz/a.csv"], read.Sources);
        Assert.Equal("zip+gzip+tar", read.Reader.Summaries[0].Compression);
        Assert.Equal(["in.zip/x.tar.gz", "in.zip"], read.Reader.Containers.Select(container => container.Path));
    }

    [Fact]
    public void WhatIsNoArchiveOfPostsIsLeftOutAndCounted()
    {
        var zip = Zip(("a.csv", s_a), ("folder/", []), ("__MACOSX/._a.csv", s_a), (".git/a.csv", s_a), ("empty.csv", []), ("README.md", s_a), ("../../up.csv", s_b), ("/etc/abs.csv", s_b));
        var read = SourcedReading.Of(("in.zip", zip));
        Assert.Equal(["in.zip/../../up.csv", "in.zip//etc/abs.csv", "in.zip/a.csv"], read.Sources);
        Assert.Equal(
            [("empty", 1L), ("folders", 1L), ("hidden", 2L), ("other names", 1L)],
            Assert.Single(read.Reader.Containers).LeftOut.Select(reason => (reason.Key, reason.Value)));

        var tar = Tar(
        [
            new PaxTarEntry(TarEntryType.Directory, "folder/"),
            new PaxTarEntry(TarEntryType.SymbolicLink, "link.csv") { LinkName = "/etc/passwd" },
            new PaxTarEntry(TarEntryType.HardLink, "hard.csv") { LinkName = "a.csv" },
            new PaxTarEntry(TarEntryType.Fifo, "fifo.csv"),
            new PaxTarEntry(TarEntryType.RegularFile, "folder/.hidden.csv") { DataStream = new MemoryStream(s_a) },
            new PaxTarEntry(TarEntryType.RegularFile, "notes.pdf") { DataStream = new MemoryStream(s_a) },
            new PaxTarEntry(TarEntryType.RegularFile, "../up.csv") { DataStream = new MemoryStream(s_b) },
        ]);
        read = SourcedReading.Of(("in.tar", tar));
        Assert.Equal(["in.tar/../up.csv"], read.Sources);
        Assert.Equal(
            [("folders", 1L), ("hidden", 1L), ("links and devices", 3L), ("other names", 1L)],
            Assert.Single(read.Reader.Containers).LeftOut.Select(reason => (reason.Key, reason.Value)));
    }

    [Fact]
    public void ASingleZipMemberNeedsNoTellingName()
    {
        Assert.Equal(["in.zip/dump.dat"], SourcedReading.Of(("in.zip", Zip(("dump.dat", s_a), ("folder/", [])))).Sources);
        var error = SourcedReading.Error(("in.zip", Zip(("one.dat", s_a), ("two.dat", s_a))));
        Assert.Contains("no member named like an archive of posts", error, StringComparison.Ordinal);
        Assert.Contains("one.dat, two.dat", error, StringComparison.Ordinal);
        Assert.Contains("no member named like", SourcedReading.Error(("in.tar", Tar(("one.dat", s_a)))), StringComparison.Ordinal);
    }

    [Fact]
    public void DocumentsAreNamedAsWhatTheyAre()
    {
        Assert.Contains(".xlsx", SourcedReading.Error(("in.xlsx", Zip(("[Content_Types].xml", s_a), ("xl/workbook.xml", s_a)))), StringComparison.Ordinal);
        Assert.Contains(".docx", SourcedReading.Error(("in.docx", Zip(("[Content_Types].xml", s_a), ("word/document.xml", s_a)))), StringComparison.Ordinal);
        Assert.Contains(".ods", SourcedReading.Error(("in.ods", Zip(("mimetype", s_a), ("content.xml", s_a)))), StringComparison.Ordinal);
    }

    [Fact]
    public void AZipIsReadOnlyFromAFile()
    {
        var zip = Zip(("a.csv", s_a));
        Assert.Contains("zip archive inside gzip", SourcedReading.Error(("in", Gzip(zip))), StringComparison.Ordinal);
        Assert.Contains("zip archive inside zip", SourcedReading.Error(("in", Zip(("b.zip", zip)))), StringComparison.Ordinal);
        var reader = new PostReader([new InputFile("-")], new ReaderOptions(), _ => { }, null, _ => new BufferedStream(new PipeLike(zip)));
        var e = Assert.Throws<ArchiveException>(() => { reader.ReadAsync(TestContext.Current.CancellationToken).ToBlockingEnumerable(TestContext.Current.CancellationToken).Count(); });
        Assert.Contains("zip archive from a pipe", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EncryptedMembersAreRefusedByName()
    {
        var zip = Zip(("a.csv", s_a));

        // Bit 0 of the general-purpose flags, in the local header and in the table of contents.
        zip[6] |= 1;
        zip[zip.AsSpan().LastIndexOf("PK\u0001\u0002"u8) + 8] |= 1;
        Assert.Contains("in.zip/a.csv: encrypted", SourcedReading.Error(("in.zip", zip)), StringComparison.Ordinal);
    }

    [Fact]
    public void ZipsThatLieAreNoticed()
    {
        var whole = Zip(("a.csv", s_a));
        var directory = whole.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        byte[] Lie(int field, uint value)
        {
            byte[] lying = [.. whole];
            BinaryPrimitives.WriteUInt32LittleEndian(lying.AsSpan(directory + field), value);
            return lying;
        }

        Assert.Contains("checksum", SourcedReading.Error(("in.zip", Lie(16, 12345))), StringComparison.Ordinal);
        foreach (var length in new[] { s_a.Length - 1, s_a.Length + 1, 1, int.MaxValue })
        {
            Assert.StartsWith("in.zip", SourcedReading.Error(("in.zip", Lie(24, (uint)length))), StringComparison.Ordinal);
        }

        Assert.Contains("overlap", SourcedReading.Error(("in.zip", Lie(20, 1u << 30))), StringComparison.Ordinal);
        for (var length = 4; length < whole.Length; length += 97)
        {
            Assert.Contains("cut off or damaged", SourcedReading.Error(("in.zip", whole[..length])), StringComparison.Ordinal);
        }

        for (var at = 60; at < directory; at += 293)
        {
            byte[] flipped = [.. whole];
            flipped[at] ^= 4;
            Assert.Contains("in.zip", SourcedReading.Error(("in.zip", flipped)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void TarsThatLieOrEndEarlyAreNoticed()
    {
        var tar = Tar(TarEntryFormat.Ustar, ("a.csv", s_a), ("b.csv", s_b));
        var content = tar.AsSpan().TrimEnd((byte)0).Length;
        for (var length = 600; length < content; length += 1_013)
        {
            Assert.StartsWith("in.tar", SourcedReading.Error(("in.tar", tar[..length])), StringComparison.Ordinal);
        }

        var end = (content + 511) / 512 * 512;
        Assert.Contains("cut off", SourcedReading.Error(("in.tar", tar[..end])), StringComparison.Ordinal);
        Assert.Contains("not its own", SourcedReading.Error(("in.tar", [.. tar, .. "garbage"u8])), StringComparison.Ordinal);
        Assert.Contains("gzip data is", SourcedReading.Error(("in.tar.gz", Gzip(tar)[..^6])), StringComparison.Ordinal);

        // 8 GiB - 1, the most that twelve octal digits hold, and a length in base 256 beyond any.
        Assert.Contains("shorter than the archive says", SourcedReading.Error(("in.tar", WithTarSize(tar, "77777777777\0"u8))), StringComparison.Ordinal);
        Assert.StartsWith("in.tar", SourcedReading.Error(("in.tar", WithTarSize(tar, [0x80, 0, 0, 0, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]))), StringComparison.Ordinal);
        Assert.StartsWith("in.tar", SourcedReading.Error(("in.tar", WithTarSize(tar, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]))), StringComparison.Ordinal);
    }

    // One zip behind another, of which the last is cut off by a byte: its table of contents is looked for backwards.
    [Fact]
    public void PiecesOfAStreamDoNotChangeWhatADamagedZipIs()
    {
        var zip = Zip(("a.csv", Table("a", 10)));
        byte[] damaged = [.. zip, .. zip.AsSpan(0, zip.Length - 1)];
        var whole = Assert.Throws<ArchiveException>(() => Reading.Of(damaged, new ReaderOptions()));
        for (var seed = 0; seed < 20; seed++)
        {
            Assert.Equal(whole.Message, Assert.Throws<ArchiveException>(() => Reading.Of(damaged, new ReaderOptions(), seed: seed)).Message);
        }
    }

    private static byte[] Table(string name, int rows)
        => Encoding.UTF8.GetBytes("id,text\n" + string.Concat(Enumerable.Range(0, rows).Select(i => $"{i},post {i * 7919 % 10_007} of {name}\n")));

    /// <summary>Cannot be wound back.</summary>
    private sealed class PipeLike(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}
