using FsCheck.Xunit;

namespace Copypasta.Hashing.Tests;

public class BBitMinHashTests
{
    private static readonly int[] s_bits = [1, 2, 4, 8, 16];

    [Property(MaxTest = 300)]
    public void PackingKeepsTheLowestBitsOfEachFinalisedMinimum(uint[] signature)
    {
        foreach (var bits in s_bits)
        {
            if (signature.Length == 0)
            {
                return;
            }

            var words = Filled(BBitMinHash.WordCount(signature.Length, bits) + 1);
            BBitMinHash.Pack(signature, bits, words);
            var lanes = new ushort[signature.Length];
            BBitMinHash.Unpack(words, bits, lanes);
            Assert.Equal(signature.Select(minimum => (ushort)(Mix.Finalize32(minimum) & ((1 << bits) - 1))), lanes);
            Assert.Equal(ulong.MaxValue, words[^1]);
        }
    }

    [Fact]
    public void LanesStandFromTheLowestBitOnAndUnusedBitsAre0()
    {
        var signature = Enumerable.Range(1, 5).Select(i => (uint)i).ToArray();
        var words = Filled(1);
        BBitMinHash.Pack(signature, 4, words);
        var expected = 0ul;
        for (var lane = 0; lane < 5; lane++)
        {
            expected |= (ulong)(Mix.Finalize32(signature[lane]) & 15) << (4 * lane);
        }

        Assert.Equal(expected, words[0]);
        Assert.Equal(0ul, words[0] >> 20);
    }

    [Fact]
    public void EqualLanesAreThoseThatUnpackAlike()
    {
        var random = new Random(1);
        foreach (var bits in s_bits)
        {
            for (var lanes = 1; lanes <= 140; lanes++)
            {
                var a = Enumerable.Range(0, lanes).Select(_ => (uint)random.Next()).ToArray();
                var b = a.Select(value => random.Next(2) == 0 ? value : (uint)random.Next()).ToArray();
                var (x, y) = (Packed(a, bits), Packed(b, bits));
                var (p, q) = (new ushort[lanes], new ushort[lanes]);
                BBitMinHash.Unpack(x, bits, p);
                BBitMinHash.Unpack(y, bits, q);
                var estimate = BBitMinHash.Estimate(x, y, lanes, bits);
                Assert.Equal(p.Zip(q).Count(pair => pair.First == pair.Second), estimate.EqualLanes);
                Assert.Equal((lanes, bits), (estimate.Lanes, estimate.ValueBits));
                Assert.Equal(1, BBitMinHash.Estimate(x, x, lanes, bits).Value);
            }
        }
    }

    // The spans are the caller's: what stands behind the last lane may be anything.
    [Fact]
    public void BitsBeyondTheLastLaneCountForNothing()
    {
        foreach (var bits in s_bits)
        {
            foreach (var lanes in (int[])[1, 3, (64 / bits) + 1])
            {
                var words = Packed([.. Enumerable.Range(0, lanes).Select(lane => (uint)lane)], bits);
                ulong[] others = [.. words];
                others[^1] ^= ulong.MaxValue << (lanes * bits % 64);
                Assert.Equal(lanes, BBitMinHash.Estimate(words, others, lanes, bits).EqualLanes);
            }
        }
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(64, 1, 1)]
    [InlineData(65, 1, 2)]
    [InlineData(128, 8, 16)]
    [InlineData(3, 16, 1)]
    [InlineData(MinHashOptions.MaxLanes, 16, 16_384)]
    public void WordsAreAsManyAsTheBitsFill(int lanes, int bits, int words) => Assert.Equal(words, BBitMinHash.WordCount(lanes, bits));

    [Fact]
    public void ArgumentsOutOfRangeAreErrors()
    {
        foreach (var bits in (int[])[0, -1, 3, 5, 32, 64])
        {
            Assert.Throws<ArgumentOutOfRangeException>("bits", () => BBitMinHash.WordCount(8, bits));
            Assert.Throws<ArgumentOutOfRangeException>("bits", () => BBitMinHash.Pack(new uint[8], bits, new ulong[8]));
            Assert.Throws<ArgumentOutOfRangeException>("bits", () => BBitMinHash.Unpack(new ulong[8], bits, new ushort[8]));
            Assert.Throws<ArgumentOutOfRangeException>("bits", () => BBitMinHash.Estimate(new ulong[8], new ulong[8], 8, bits));
        }

        Assert.Throws<ArgumentOutOfRangeException>("lanes", () => BBitMinHash.Pack([], 1, new ulong[8]));
        Assert.Throws<ArgumentOutOfRangeException>("lanes", () => BBitMinHash.WordCount(MinHashOptions.MaxLanes + 1, 1));
        Assert.Throws<ArgumentException>("words", () => BBitMinHash.Pack(new uint[9], 8, new ulong[1]));
        Assert.Throws<ArgumentException>("words", () => BBitMinHash.Unpack(new ulong[1], 8, new ushort[9]));
        Assert.Throws<ArgumentException>("words", () => BBitMinHash.Estimate(new ulong[2], new ulong[1], 9, 8));
    }

    private static ulong[] Packed(uint[] signature, int bits)
    {
        var words = new ulong[BBitMinHash.WordCount(signature.Length, bits)];
        BBitMinHash.Pack(signature, bits, words);
        return words;
    }

    private static ulong[] Filled(int length)
    {
        var words = new ulong[length];
        Array.Fill(words, ulong.MaxValue);
        return words;
    }
}
