using System.Formats.Tar;
using static Copypasta.Archives.Tests.Packing;

namespace Copypasta.Archives.Tests;

/// <summary>Sizes that headers merely claim take no memory.</summary>
[Collection(nameof(MeasuredAlone))]
public sealed class DeclaredSizesTests
{
    private const long MostGrowth = 64L << 20;

    [Fact]
    public void AZstdWindowTakesNoMemory()
    {
        // A frame of five bytes behind a window of 2^31 bytes, and of one that is too large.
        byte[] frame = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 21 << 3, (5 << 3) | 1, 0, 0, .. "a b\nc"u8];
        var before = Environment.WorkingSet;
        Assert.Equal(["a b", "c"], Reading.Of(frame, Reading.Options("text")).Texts);
        Assert.InRange(Environment.WorkingSet - before, long.MinValue, MostGrowth);
        frame[5] = (21 << 3) | 1;
        Assert.Contains("at most 2 GiB", Reading.Error(frame), StringComparison.Ordinal);

        // A content size of 2^60 in a single segment.
        byte[] single = [0x28, 0xB5, 0x2F, 0xFD, 0xE0, 0, 0, 0, 0, 0, 0, 0, 0x10, (5 << 3) | 1, 0, 0, .. "a b\nc"u8];
        Assert.Contains("at most 2 GiB", Reading.Error(single), StringComparison.Ordinal);
    }

    [Fact]
    public void ATarHeaderCannotMakeMemoryGrow()
    {
        // An extended header that claims a gigabyte.
        var tar = Tar(new PaxTarEntry[] { new(TarEntryType.RegularFile, new string('n', 300) + ".csv") { DataStream = new MemoryStream("id,text\n1,a\n"u8.ToArray()) } });
        Assert.Equal((byte)'x', tar[156]);
        var before = Environment.WorkingSet;
        Assert.Contains("at most 1048576", SourcedReading.Error(("in.tar", WithTarSize(tar, "07777777777\0"u8))), StringComparison.Ordinal);
        Assert.InRange(Environment.WorkingSet - before, long.MinValue, MostGrowth);
    }
}
