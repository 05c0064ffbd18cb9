using FsCheck.Xunit;

namespace Copypasta.Hashing.Tests;

/// <summary>Every kernel by name, also where the hardware lacks it: the portable vector types then work in software.</summary>
public class MinHashKernelTests
{
    public delegate void Kernel(ReadOnlySpan<uint> hashes, ReadOnlySpan<uint> multipliers, ReadOnlySpan<uint> increments, Span<uint> minima);

    public static TheoryData<string, int> Kernels => new() { { "vector128", 4 }, { "vector256", 8 }, { "vector512", 16 }, { "chosen", 16 } };

    [Theory]
    [MemberData(nameof(Kernels))]
    public void EqualsScalarForAllLaneAndHashCounts(string name, int width)
    {
        var kernel = ByName(name);
        var random = new Random(1);
        for (var lanes = 0; lanes <= (4 * width) + 3; lanes++)
        {
            for (var hashes = 0; hashes <= 40; hashes++)
            {
                AssertEqualsScalar(kernel, random, lanes, hashes);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void EqualsScalarForLargerSignatures(string name, int width)
    {
        var kernel = ByName(name);
        var random = new Random(2);
        foreach (var lanes in (int[])[(8 * width) - 1, 8 * width, (8 * width) + 1, 125, 128, 144, 256, 1000])
        {
            AssertEqualsScalar(kernel, random, lanes, 300);
        }
    }

    [Property(MaxTest = 500)]
    public void EqualsScalarForAnyHashesAndParameters(uint[] hashes, uint[] multipliers, uint[] increments)
    {
        var lanes = Math.Min(multipliers.Length, increments.Length);
        var expected = new uint[lanes];
        MinHashKernel.MinimaScalar(hashes, multipliers, increments, expected);
        foreach (var name in (string[])["vector128", "vector256", "vector512", "chosen"])
        {
            var minima = new uint[lanes];
            ByName(name)(hashes, multipliers, increments, minima);
            Assert.Equal(expected, minima);
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void NothingBeyondTheLanesIsWritten(string name, int width)
    {
        var random = new Random(3);
        for (var lanes = 0; lanes <= (4 * width) + 3; lanes++)
        {
            var buffer = Filled(lanes + 128, 0xDEADBEEF);
            ByName(name)(Values(random, 5), Values(random, lanes), Values(random, lanes), buffer.AsSpan(64, lanes));
            Assert.All(buffer[..64], value => Assert.Equal(0xDEADBEEF, value));
            Assert.All(buffer[(64 + lanes)..], value => Assert.Equal(0xDEADBEEF, value));
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void TooFewParametersAreAnErrorAndNotARead(string name, int width)
    {
        var lanes = 4 * width;
        Assert.ThrowsAny<Exception>(() => ByName(name)([1], new uint[lanes - 1], new uint[lanes], new uint[lanes]));
        Assert.ThrowsAny<Exception>(() => ByName(name)([1], new uint[lanes], new uint[lanes - 1], new uint[lanes]));
    }

    [Fact]
    public void ScalarIsTheDefinition()
    {
        // x a + b modulo 2^32: 3 * 7 + 1 = 22, 5 * 7 + 1 = 36; and with a = -1, b = 4: 4 - 3 = 1, 4 - 5 wraps to the largest.
        var minima = new uint[2];
        MinHashKernel.MinimaScalar([3, 5], [7, 0xFFFFFFFF], [1, 4], minima);
        Assert.Equal([22u, 1u], minima);
        MinHashKernel.MinimaScalar([4, 5], [7, 0xFFFFFFFF], [1, 4], minima);
        Assert.Equal([29u, 0u], minima);
        MinHashKernel.MinimaScalar([], [7, 9], [1, 1], minima);
        Assert.Equal([uint.MaxValue, uint.MaxValue], minima);
    }

    private static void AssertEqualsScalar(Kernel kernel, Random random, int lanes, int hashes)
    {
        var (x, a, b) = (Values(random, hashes), Values(random, lanes), Values(random, lanes));
        var expected = new uint[lanes];
        var minima = Filled(lanes, 0x12345678);
        MinHashKernel.MinimaScalar(x, a, b, expected);
        kernel(x, a, b, minima);
        Assert.True(expected.AsSpan().SequenceEqual(minima), $"{lanes} lanes, {hashes} hashes");
    }

    private static Kernel ByName(string name) => name switch
    {
        "vector128" => MinHashKernel.MinimaVector128,
        "vector256" => MinHashKernel.MinimaVector256,
        "vector512" => MinHashKernel.MinimaVector512,
        _ => MinHashKernel.Minima,
    };

    private static uint[] Values(Random random, int count)
    {
        var values = new uint[count];
        random.NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    private static uint[] Filled(int length, uint value)
    {
        var values = new uint[length];
        Array.Fill(values, value);
        return values;
    }
}
