using System.Runtime.InteropServices;
using FsCheck.Xunit;

namespace Copypasta.Hashing.Tests;

/// <summary>Every kernel by name, also where the hardware lacks it: the portable vector types then work in software.</summary>
public class PermutationKernelTests
{
    public delegate int Kernel(ReadOnlySpan<uint> values, uint multiplier, uint increment, Span<uint> permuted);

    public static TheoryData<string, int> Kernels => new() { { "vector128", 4 }, { "vector256", 8 }, { "vector512", 16 } };

    [Theory]
    [MemberData(nameof(Kernels))]
    public void WholeVectorsEqualScalarForAllLengthsAndOffsets(string name, int width)
    {
        var random = new Random(1);
        var values = new uint[(4 * width) + 8];
        random.NextBytes(MemoryMarshal.AsBytes(values.AsSpan()));
        for (var offset = 0; offset < 4; offset++)
        {
            for (var length = 0; length <= 4 * width; length++)
            {
                var (a, b) = ((uint)random.NextInt64() | 1, (uint)random.NextInt64());
                var (expected, actual) = (new uint[length], Enumerable.Repeat(0xDEADBEEF, length + 40).ToArray());
                PermutationKernel.PermuteScalar(values.AsSpan(offset, length), a, b, expected);
                var done = ByName(name)(values.AsSpan(offset, length), a, b, actual.AsSpan(16));
                Assert.Equal(length / width * width, done);
                Assert.Equal(expected[..done], actual[16..(16 + done)]);
                Assert.All(actual[..16].Concat(actual[(16 + done)..]), value => Assert.Equal(0xDEADBEEF, value));
            }
        }
    }

    [Property]
    public void TheChosenKernelEqualsScalar(uint[] values, uint multiplier, uint increment)
    {
        var (expected, actual) = (new uint[values.Length], new uint[values.Length]);
        PermutationKernel.PermuteScalar(values, multiplier, increment, expected);
        PermutationKernel.Permute(values, multiplier, increment, actual);
        Assert.Equal(expected, actual);
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void RoomThatIsTooShortIsAnErrorAndNotAWrite(string name, int width) =>
        Assert.ThrowsAny<Exception>(() => ByName(name)(new uint[2 * width], 1, 0, new uint[(2 * width) - 1]));

    [Fact]
    public void ScalarIsTheDefinition()
    {
        // 3 * 7 + 1 = 22, 0 * 7 + 1 = 1 and 0x49249249 * 7 + 1 = 2^33, that is 0, finished; the finaliser leaves 0 where it is.
        var permuted = new uint[3];
        PermutationKernel.PermuteScalar([3, 0, 0x49249249], 7, 1, permuted);
        Assert.Equal([Mix.Finalize32(22), Mix.Finalize32(1), 0u], permuted);
    }

    [Fact]
    public void NoTwoValuesBecomeEqual()
    {
        var values = Enumerable.Range(0, 1 << 16).Select(i => (uint)i).ToArray();
        var permuted = new uint[values.Length];
        PermutationKernel.Permute(values, 0x10001, 5, permuted);
        Assert.Equal(values.Length, permuted.Distinct().Count());
    }

    private static Kernel ByName(string name) => name switch
    {
        "vector128" => PermutationKernel.PermuteVector128,
        "vector256" => PermutationKernel.PermuteVector256,
        _ => PermutationKernel.PermuteVector512,
    };
}
