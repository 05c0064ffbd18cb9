using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using static Copypasta.Archives.Tests.Packing;

namespace Copypasta.Archives.Tests;

public sealed class ExpansionLimitsTests
{
    private static readonly byte[] s_line = Encoding.ASCII.GetBytes(new string('x', 999) + "\n");

    [Theory]
    [InlineData("zstd")]
    [InlineData("gzip+zstd")]
    [InlineData("gzip+gzip")]
    [InlineData("zstd+tar")]
    public void BombsEndByThemselves(string layers)
    {
        var parts = layers.Split('+');
        var bomb = Bomb(parts[^1] == "tar" ? "zstd" : parts[^1]);
        var stored = parts switch
        {
            ["zstd", "tar"] => TarBomb(),
            ["gzip", _] => Gzip(bomb),
            _ => bomb,
        };
        var clock = Stopwatch.StartNew();
        var error = Reading.Error(stored, Reading.Options("text"));
        Assert.Contains("more than 2000 times its size (--max-ratio)", error, StringComparison.Ordinal);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), $"{clock.Elapsed}");
    }

    [Fact]
    public void ZipBombsAreSeenBeforehand()
    {
        using var stored = new MemoryStream();
        using (var zip = new ZipArchive(stored, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var member = zip.CreateEntry("a.csv").Open();
            for (var i = 0; i < 20_000; i++)
            {
                member.Write(s_line);
            }
        }

        Assert.Contains("--max-ratio", SourcedReading.Error(new ReaderOptions { MaxRatio = 100 }, ("in.zip", stored.ToArray())), StringComparison.Ordinal);
        Assert.Equal(20_000 - 1, SourcedReading.Of(Reading.Options("csv", ("text", new string('x', 999))), ("in.zip", stored.ToArray())).Posts.Count);
    }

    [Fact]
    public void LimitsEndTheRun()
    {
        var bomb = Gzip(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(new string('x', 100_000) + "\n", 220))));
        foreach (var threads in new[] { 1, 3 })
        {
            Assert.Contains("--max-ratio", Reading.Error(bomb, new ReaderOptions { Format = "text", MaxRatio = 100, Threads = threads }), StringComparison.Ordinal);
            Assert.Contains("--max-decompressed", Reading.Error(bomb, new ReaderOptions { Format = "text", MaxDecompressedBytes = 1 << 20, Threads = threads }), StringComparison.Ordinal);
            Assert.Equal(220, Reading.Of(bomb, new ReaderOptions { Format = "text", Threads = threads }).Summary.Posts);
        }
    }

    [Fact]
    public void DepthIsLimited()
    {
        var nested = s_line;
        for (var depth = 1; depth <= 8; depth++)
        {
            nested = Gzip(nested);
            Assert.Single(Reading.Of(nested, Reading.Options("text")).Posts);
        }

        Assert.Contains("more than 8 layers", Reading.Error(Gzip(nested)), StringComparison.Ordinal);
    }

    /// <summary>Some 6 GB in the kind of data.</summary>
    private static byte[] Bomb(string kind) => kind == "gzip"
        ? Repeated(Gzip(Blocks(64)), 96)
        : Repeated(Zstd(Blocks(64)), 96);

    private static byte[] TarBomb()
    {
        var head = Tar(System.Formats.Tar.TarEntryFormat.Ustar, ("a.csv", s_line))[..512];
        Encoding.ASCII.GetBytes("77777777777\0").CopyTo(head, 124);
        head.AsSpan(148, 8).Fill((byte)' ');
        Encoding.ASCII.GetBytes(Convert.ToString(head.Sum(b => b), 8).PadLeft(6, '0') + "\0 ").CopyTo(head, 148);
        return [.. Zstd(head), .. Bomb("zstd")];
    }

    private static byte[] Blocks(int megabytes)
    {
        var block = new byte[megabytes * 1_000_000];
        for (var i = 0; i < block.Length; i += s_line.Length)
        {
            s_line.CopyTo(block, i);
        }

        return block;
    }

    private static byte[] Repeated(byte[] stored, int times) => [.. Enumerable.Repeat(stored, times).SelectMany(bytes => bytes)];
}
