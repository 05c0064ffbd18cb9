using System.Runtime.InteropServices;
using FsCheck.Xunit;

namespace Copypasta.Hashing.Tests;

/// <summary>Every kernel by name, also where the hardware lacks it: the portable vector types then work in software.</summary>
public class SimHashKernelTests
{
    public delegate void Kernel(ReadOnlySpan<ulong> words, int count, Span<ulong> planes);

    public static TheoryData<string> Kernels => new("scalar", "vector128", "vector256", "vector512", "chosen");

    [Theory]
    [MemberData(nameof(Kernels))]
    public void CountsEqualTheOracleForAllNumbersOfWords(string name)
    {
        var random = new Random(1);
        for (var count = 0; count <= 600; count += count < 280 ? 1 : 9)
        {
            AssertEqualsOracle(ByName(name), Words(random, count));
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void CountsEqualTheOracleWhereEveryCounterIsFull(string name)
    {
        foreach (var count in (int[])[1, 63, 64, 65, 255, 256, 257, 511, 512, 4096, 70_000])
        {
            var words = new ulong[count];
            Array.Fill(words, ulong.MaxValue);
            AssertEqualsOracle(ByName(name), words);
            words[count / 2] = 0;
            AssertEqualsOracle(ByName(name), words);
        }
    }

    [Property(MaxTest = 300)]
    public void CountsEqualTheOracleForAnyWords(ulong[] words, bool skewed)
    {
        // Generated words are small; bits of all positions come from a multiplication.
        words = [.. words.Select(word => skewed ? word : word * 0x9E3779B97F4A7C15)];
        foreach (var name in (string[])["scalar", "vector128", "vector256", "vector512", "chosen"])
        {
            AssertEqualsOracle(ByName(name), words);
        }
    }

    [Fact]
    public void MajorityIsMoreThanHalf()
    {
        // Bit i is set in i of n words: set in the result where 2 i > n.
        for (var n = 1; n <= 64; n++)
        {
            var planes = new ulong[SimHashKernel.Planes];
            for (var bit = 0; bit < 64; bit++)
            {
                for (var plane = 0; plane < 7; plane++)
                {
                    planes[plane] |= (ulong)((Math.Min(bit, n) >> plane) & 1) << bit;
                }
            }

            var expected = 0UL;
            for (var bit = 0; bit < 64; bit++)
            {
                expected |= 2 * Math.Min(bit, n) > n ? 1UL << bit : 0;
            }

            Assert.Equal(expected, SimHashKernel.Majority(planes, (ulong)n));
        }
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(int.MaxValue - 1)]
    [InlineData(1UL << 30)]
    [InlineData(1UL << 62)]
    [InlineData((1UL << 62) - 1)]
    public void MajorityOfTheLargestCounts(ulong all)
    {
        // Bit 0 has just more than half, bit 1 half or just less, bit 2 all, bit 3 none.
        ulong[] counts = [(all / 2) + 1, all / 2, all, 0];
        var planes = new ulong[SimHashKernel.WeightedPlanes];
        for (var bit = 0; bit < counts.Length; bit++)
        {
            for (var plane = 0; plane < planes.Length; plane++)
            {
                planes[plane] |= ((counts[bit] >> plane) & 1) << bit;
            }
        }

        Assert.Equal(0b0101UL, SimHashKernel.Majority(planes, all));
    }

    private static void AssertEqualsOracle(Kernel kernel, ulong[] words)
    {
        var planes = new ulong[SimHashKernel.Planes];
        var buffer = new ulong[SimHashKernel.MaxWords];
        foreach (var chunk in words.Chunk(SimHashKernel.MaxWords))
        {
            Array.Clear(buffer);
            chunk.CopyTo(buffer, 0);
            var padded = (chunk.Length + SimHashKernel.BlockWords - 1) / SimHashKernel.BlockWords * SimHashKernel.BlockWords;
            kernel(buffer.AsSpan(0, padded), chunk.Length, planes);
        }

        var counts = new long[64];
        foreach (var word in words)
        {
            for (var bit = 0; bit < 64; bit++)
            {
                counts[bit] += (long)(word >> bit) & 1;
            }
        }

        for (var bit = 0; bit < 64; bit++)
        {
            var (expected, actual) = (counts[bit], 0L);
            for (var plane = 0; plane < planes.Length; plane++)
            {
                actual |= (long)((planes[plane] >> bit) & 1) << plane;
            }

            Assert.True(expected == actual, $"{words.Length} words, bit {bit}: {actual} instead of {expected}");
        }
    }

    private static Kernel ByName(string name) => name switch
    {
        "scalar" => SimHashKernel.AddScalar,
        "vector128" => SimHashKernel.AddVector128,
        "vector256" => SimHashKernel.AddVector256,
        "vector512" => SimHashKernel.AddVector512,
        _ => SimHashKernel.Add,
    };

    private static ulong[] Words(Random random, int count)
    {
        var words = new ulong[count];
        random.NextBytes(MemoryMarshal.AsBytes(words.AsSpan()));
        return words;
    }
}
