using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using FsCheck.Xunit;

namespace Copypasta.Hashing.Tests;

public class ShingleKernelTests
{
    [Fact]
    public void VectorsOfWindowsEqualTheOracleForAllSizes()
    {
        var random = new Random(1);
        for (var size = 1; size <= Shingle.MaxSize; size++)
        {
            for (var trial = 0; trial < 8; trial++)
            {
                var tokens = Tokens(random, 16 + size - 1, trial);
                ref var first = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<int, uint>(tokens));
                uint[] expected = [.. Enumerable.Range(0, 16).Select(i => ShingleKernel.Whole(tokens.AsSpan(i, size)))];
                Assert.Equal(Vector128.Create(expected), ShingleKernel.Window128(ref first, size));
                Assert.Equal(Vector256.Create(expected), ShingleKernel.Window256(ref first, size));
                Assert.Equal(Vector512.Create(expected), ShingleKernel.Window512(ref first, size));
            }
        }
    }

    [Fact]
    public void HashEqualsTheOracleForAllCounts()
    {
        var random = new Random(2);
        for (var count = 1; count <= 80; count++)
        {
            for (var size = 1; size <= Math.Min(count, Shingle.MaxSize); size++)
            {
                var windows = count - size + 1;
                var tokens = Tokens(random, count, count % 8);
                var hashes = new uint[windows + 32];
                Array.Fill(hashes, 0xDEADBEEF);
                ShingleKernel.Hash(tokens, size, hashes);
                for (var i = 0; i < windows; i++)
                {
                    Assert.Equal(ShingleKernel.Whole(tokens.AsSpan(i, size)), hashes[i]);
                }

                Assert.True(hashes.AsSpan(windows).IndexOfAnyExcept(0xDEADBEEF) < 0, $"written beyond {windows} windows");
            }
        }
    }

    [Property(MaxTest = 500)]
    public void HashEqualsTheOracleForAnyTokens(int[] tokens, byte size)
    {
        var length = 1 + (size % Shingle.MaxSize);
        if (tokens.Length < length)
        {
            return;
        }

        var hashes = new uint[tokens.Length - length + 1];
        ShingleKernel.Hash(tokens, length, hashes);
        Assert.Equal(Enumerable.Range(0, hashes.Length).Select(i => ShingleKernel.Whole(tokens.AsSpan(i, length))), hashes);
    }

    [Fact]
    public void WholeIsThePolynomialOnceFinalised()
    {
        const uint K = Mix.Golden32;
        Assert.Equal(Mix.Finalize32(0), ShingleKernel.Whole([]));
        Assert.Equal(Mix.Finalize32(7), ShingleKernel.Whole([7]));
        Assert.Equal(Mix.Finalize32(unchecked((7 * K) + 9)), ShingleKernel.Whole([7, 9]));
        Assert.Equal(Mix.Finalize32(unchecked((((7 * K) + 9) * K) + 0x10FFFF)), ShingleKernel.Whole([7, 9, 0x10FFFF]));
    }

    [Fact]
    public void TooLittleRoomIsAnErrorAndNotAWrite()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ShingleKernel.Hash(new int[40], 5, new uint[35]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ShingleKernel.Hash(new int[3], 5, new uint[35]));
    }

    // Code points in turn with arbitrary 32-bit tokens, as words have.
    private static int[] Tokens(Random random, int count, int trial) =>
        [.. Enumerable.Range(0, count).Select(_ => trial % 2 == 0 ? random.Next(0x110000) : random.Next(int.MinValue, int.MaxValue))];
}
