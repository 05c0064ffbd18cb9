using FsCheck.Xunit;

namespace Copypasta.Detection.Tests;

public sealed class MemoryBudgetTests
{
    [Property(MaxTest = 500)]
    public void What_matching_may_take_is_what_there_is_or_it_is_refused(uint texts, uint perPost, uint memory, byte threadCount)
    {
        // Up to 134 million texts, and from 64 MiB to 16 GiB.
        var (count, threads, data) = (texts % (1 << 27), 1 + (threadCount % 16), (64L << 20) + (memory % (1L << 34)));
        MatchingShares shares;
        try
        {
            shares = new MemoryBudget(data, threads).ForMatching(count, count * (perPost % 1000L));
        }
        catch (SpillException e)
        {
            Assert.Contains("allow more", e.Message, StringComparison.Ordinal);
            Assert.True(count * 20L > data / 2, $"{count} texts were refused {data} bytes");
            return;
        }

        // The least of each that work can be done with at all is not counted.
        var least = (threads * ((8 * MemoryBudget.CachedBlockBytes) + (sizeof(ulong) << 11))) + ((sizeof(uint) * shares.BandsAtOnce) << 11);
        var taken = (count * (long)(shares.SketchBytes + sizeof(int))) + ((long)shares.EntriesAtOnce * sizeof(ulong))
            + (threads * (((long)shares.SortedAtOnce * sizeof(ulong)) + (shares.CachedBlocks * MemoryBudget.CachedBlockBytes)))
            + ((long)shares.BandsAtOnce * shares.TextsAtOnce * sizeof(uint));
        Assert.InRange(taken, 0, data + least);
        Assert.InRange(shares.BandsAtOnce, 8, 1024);
    }

    [Fact]
    public void A_hundred_million_texts_keep_sketches_of_32_bytes_in_four_gigabytes()
    {
        var shares = MemoryBudget.OfCeiling(4L << 30, 2).ForMatching(98_000_000, 22_000_000_000);
        Assert.Equal(32, shares.SketchBytes);
        Assert.True(shares.EntriesAtOnce < 98_000_000, "the keys of a band are read in one part");
    }
}
