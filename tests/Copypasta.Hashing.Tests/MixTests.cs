using System.Numerics;

namespace Copypasta.Hashing.Tests;

public class MixTests
{
    // Published values: smhasher's fmix32, and the first outputs of Vigna's splitmix64.c for seeds 0 and 1234567.
    [Theory]
    [InlineData(0u, 0u)]
    [InlineData(1u, 0x514E28B7u)]
    [InlineData(2u, 0x30F4C306u)]
    [InlineData(uint.MaxValue, 0x81F16F39u)]
    public void Finalize32IsMurmurHash3s(uint value, uint expected) => Assert.Equal(expected, Mix.Finalize32(value));

    [Theory]
    [InlineData(0ul, 0ul, 0xE220A8397B1DCDAFul)]
    [InlineData(0ul, 1ul, 0x6E789E6AA1B965F4ul)]
    [InlineData(0ul, 2ul, 0x06C45D188009454Ful)]
    [InlineData(1234567ul, 0ul, 6457827717110365317ul)]
    [InlineData(1234567ul, 1ul, 3203168211198807973ul)]
    public void SplitMix64IsThePublishedStream(ulong seed, ulong position, ulong expected) => Assert.Equal(expected, Mix.SplitMix64(seed, position));

    [Fact]
    public void Finalize32IsABijection()
    {
        // Undone step by step: xorshifts and odd multiplications are invertible.
        for (var i = 0u; i < 100_000; i++)
        {
            var value = i * 42949u;
            var h = Mix.Finalize32(value);
            h ^= h >> 16;
            h *= Inverse(0xC2B2AE35);
            h ^= (h >> 13) ^ (h >> 26);
            h *= Inverse(0x85EBCA6B);
            h ^= h >> 16;
            Assert.Equal(value, h);
        }
    }

    [Fact]
    public void EveryInputBitFlipsAboutHalfOfTheOutput()
    {
        const int Trials = 20_000;
        for (var bit = 0; bit < 32; bit++)
        {
            long flipped = 0;
            for (var i = 0u; i < Trials; i++)
            {
                flipped += BitOperations.PopCount(Mix.Finalize32(i) ^ Mix.Finalize32(i ^ (1u << bit)));
            }

            Assert.InRange((double)flipped / Trials, 15.5, 16.5);
        }
    }

    private static uint Inverse(uint odd)
    {
        var inverse = odd;
        for (var i = 0; i < 5; i++)
        {
            inverse *= 2 - (odd * inverse);
        }

        return inverse;
    }
}
