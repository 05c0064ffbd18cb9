namespace Copypasta.Detection.Tests;

public sealed class BlockFileTests
{
    [Fact]
    public void Blocks_come_back_as_they_went_in_any_order()
    {
        using var folder = new TemporaryFolder(NewPath());
        using var file = new BlockFile(folder, "blocks");
        var random = new Random(1);
        var blocks = Enumerable.Range(0, 60).Select(i => Block(random, 1 + random.Next(i % 10 == 0 ? 300_000 : 5_000), compressible: i % 2 == 0)).ToArray();
        var scratch = Array.Empty<byte>();
        var offsets = blocks.Select(block => file.Append(block, ref scratch)).ToArray();
        var read = Array.Empty<byte>();
        foreach (var i in Enumerable.Range(0, blocks.Length).OrderBy(_ => random.Next()))
        {
            var next = file.Read(offsets[i], ref read, out var length);
            Assert.Equal(blocks[i], read[..length]);
            Assert.Equal(i + 1 < blocks.Length ? offsets[i + 1] : file.Length, next);
        }

        Assert.True(file.Length < blocks.Sum(b => (long)b.Length), "what can be compressed is not");
        Assert.Equal(file.Length, folder.PeakBytes);
    }

    [Fact]
    public void A_changed_bit_anywhere_is_noticed()
    {
        using var folder = new TemporaryFolder(NewPath());
        FileStream? stream = null;
        var create = folder.CreateFile;
        folder.CreateFile = path => stream = create(path);
        using var file = new BlockFile(folder, "blocks");
        var scratch = Array.Empty<byte>();
        var block = Block(new Random(2), 300, compressible: true);
        file.Append(block, ref scratch);
        var stored = new byte[file.Length];
        RandomAccess.Read(stream!.SafeFileHandle, stored, 0);
        for (var bit = 0; bit < stored.Length * 8; bit++)
        {
            byte[] changed = [.. stored];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            RandomAccess.Write(stream.SafeFileHandle, changed, 0);
            var read = Array.Empty<byte>();
            var length = 0;
            var e = Record.Exception(() => file.Read(0, ref read, out length));

            // A length that says less than there is decodes to something else than was written, or not at all.
            Assert.True(e is SpillException, $"bit {bit}: {e?.GetType().Name ?? $"{length} bytes were read"}");
            Assert.DoesNotContain("\n", e!.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(false, "No space left")]
    [InlineData(true, "too large for the file system")]
    public void A_full_disk_is_named_with_its_place_and_a_way_out(bool tooLarge, string expected)
    {
        var path = NewPath();
        using var folder = new TemporaryFolder(path);
        folder.CreateFile = _ => new FullDisk(tooLarge);
        using var file = new BlockFile(folder, "blocks");
        var scratch = Array.Empty<byte>();
        var e = Assert.Throws<SpillException>(() => file.Append([1, 2, 3], ref scratch));
        Assert.Contains(path, e.Message, StringComparison.Ordinal);
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.Contains("--temp", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_folder_is_made_when_it_is_needed_and_gone_at_the_end()
    {
        var path = NewPath();
        using (var folder = new TemporaryFolder(path))
        {
            Assert.False(Directory.Exists(path));
            using var file = new BlockFile(folder, "blocks");
            Assert.True(Directory.Exists(path));
        }

        Assert.False(Directory.Exists(path));
    }

    [Fact]
    public void Variable_length_integers_come_back()
    {
        Span<byte> bytes = stackalloc byte[Varint.MaxBytes];
        for (var bits = 0; bits <= 64; bits++)
        {
            foreach (var value in new[] { bits == 64 ? ulong.MaxValue : (1UL << bits) - 1, bits == 64 ? ulong.MaxValue - 1 : 1UL << bits })
            {
                var length = Varint.Write(bytes, value);
                ReadOnlySpan<byte> rest = bytes[..length];
                Assert.Equal(value, Varint.Read(ref rest));
                Assert.True(rest.IsEmpty);
            }
        }
    }

    internal static string NewPath() => Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    private static byte[] Block(Random random, int length, bool compressible)
    {
        var block = new byte[length];
        random.NextBytes(block);
        if (compressible)
        {
            foreach (ref var b in block.AsSpan())
            {
                b &= 1;
            }
        }

        return block;
    }

    private sealed class FullDisk(bool tooLarge) : FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose)
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw (tooLarge ? new ArgumentOutOfRangeException(nameof(buffer)) : new IOException("No space left on device"));
    }
}
