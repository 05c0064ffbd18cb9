using System.Runtime.InteropServices;
using FsCheck.Xunit;

namespace Copypasta.Hashing.Tests;

public class FastSimilarityKernelTests
{
    [Fact]
    public void AGiantSetLeavesNothingBehind()
    {
        // So many repeats that they are made distinct, which takes a copy.
        var (sketch, again, scratch) = (new uint[64], new uint[64], new FastSimilarityScratch());
        var hashes = new uint[10 * SigningScratch.LargestKept];
        hashes.AsSpan(0, 3).Fill(7);
        FastSimilarityKernel.Sketch(hashes, 1, sketch, scratch);
        Assert.InRange(scratch.Capacity, 0, SigningScratch.LargestKept);
        FastSimilarityKernel.Sketch(hashes.AsSpan(0, SigningScratch.LargestKept), 1, again, scratch);
        Assert.Equal(SigningScratch.LargestKept, scratch.Capacity);
        Assert.Equal(sketch, again);
    }

    [Fact]
    public void EqualsTheAlgorithmAsThePaperWritesIt()
    {
        var random = new Random(1);
        var scratch = new FastSimilarityScratch();
        foreach (var lanes in (int[])[1, 2, 3, 7, 16, 37, 64, 128, 255])
        {
            foreach (var count in (int[])[1, 2, 3, 5, 16, 63, 100, 255, 256, 257, 700, 3000])
            {
                var hashes = Hashes(random, count);
                var seed = (ulong)random.NextInt64();
                Assert.Equal(Oracle(hashes, seed, lanes), Sketch(hashes, seed, lanes, scratch));
            }
        }
    }

    [Property(MaxTest = 300)]
    public void EqualsTheOracleForAnyHashes(uint[] hashes, ulong seed, byte lanes)
    {
        uint[] set = [.. hashes, 0];
        Assert.Equal(Oracle(set, seed, lanes + 1), Sketch(set, seed, lanes + 1, new FastSimilarityScratch()));
    }

    [Fact]
    public void RepeatsAndOrderChangeNothing()
    {
        var random = new Random(2);
        var scratch = new FastSimilarityScratch();
        foreach (var lanes in (int[])[1, 16, 128, 1000])
        {
            foreach (var count in (int[])[1, 2, 10, 100, 1000])
            {
                var hashes = Hashes(random, count);
                var expected = Sketch(hashes, 1, lanes, scratch);

                // Many more repeats than a set of distinct elements would need to fill every bin, and few.
                uint[] often = [.. Enumerable.Range(0, 20 * lanes / count).SelectMany(_ => hashes), .. hashes];
                random.Shuffle(often);
                Assert.Equal(expected, Sketch(often, 1, lanes, scratch));
                uint[] twice = [.. hashes, .. hashes];
                random.Shuffle(twice);
                Assert.Equal(expected, Sketch(twice, 1, lanes, scratch));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(128)]
    [InlineData(FastSimilaritySketchOptions.MaxLanes)]
    public void OneElementFillsEveryBinWithinTwiceAsManyRoundsAsBins(int lanes)
    {
        // About a third of the bins are left for the rounds that leave nothing to chance. Each lane holds a value of the element under one of the rounds.
        const uint Element = 12345;
        var sketch = Sketch([Element], 9, lanes, new FastSimilarityScratch());
        var rounds = new HashSet<uint>();
        for (var round = 0; round < lanes; round++)
        {
            rounds.Add(Value(Element, 9, round));
        }

        var certain = 0;
        for (var bin = 0; bin < lanes; bin++)
        {
            var forced = sketch[bin] == Value(Element, 9, lanes + bin);
            certain += forced ? 1 : 0;
            Assert.True(forced || rounds.Contains(sketch[bin]), $"bin {bin}");
        }

        if (lanes >= 128)
        {
            Assert.InRange((double)certain / lanes, 0.25, 0.5);
        }
    }

    [Fact]
    public void AMillionRepeatsAreMadeDistinctAndNotThrownForEveryBin()
    {
        // With 4096 bins, without that, some 10^10 throws.
        var hashes = new uint[1_000_000];
        Array.Fill(hashes, 7u);
        Assert.Equal(Sketch([7], 1, 4096, new FastSimilarityScratch()), Sketch(hashes, 1, 4096, new FastSimilarityScratch()));
    }

    [Fact]
    public void WhatWasInTheBuffersDoesNotShow()
    {
        var random = new Random(3);
        var scratch = new FastSimilarityScratch();
        foreach (var (lanes, count) in ((int, int)[])[(128, 50), (7, 1000), (256, 3), (64, 64), (128, 50)])
        {
            var hashes = Hashes(random, count);
            var sketch = Enumerable.Repeat(0xFFFFFFFFu, lanes).ToArray();
            FastSimilarityKernel.Sketch(hashes, 1, sketch, scratch);
            Assert.Equal(Oracle(hashes, 1, lanes), sketch);
        }
    }

    private static uint[] Sketch(uint[] hashes, ulong seed, int lanes, FastSimilarityScratch scratch)
    {
        var sketch = new uint[lanes];
        FastSimilarityKernel.Sketch(hashes, seed, sketch, scratch);
        return sketch;
    }

    private static uint Value(uint hash, ulong seed, int round)
    {
        var key = Mix.SplitMix64(seed, (ulong)round);
        return Mix.Finalize32((hash * ((uint)key | 1)) + (uint)(key >> 32));
    }

    /// <summary>All 2t rounds, one after the other: a bin keeps the least (round, value) that it was ever given.</summary>
    private static uint[] Oracle(uint[] hashes, ulong seed, int lanes)
    {
        var bins = new (int Round, uint Value)[lanes];
        Array.Fill(bins, (int.MaxValue, 0u));
        for (var round = 0; round < 2 * lanes; round++)
        {
            foreach (var hash in hashes)
            {
                var value = Value(hash, seed, round);
                var bin = round < lanes ? (int)((UInt128)value * (UInt128)lanes >> 32) : round - lanes;
                if ((round, value).CompareTo(bins[bin]) < 0)
                {
                    bins[bin] = (round, value);
                }
            }
        }

        return [.. bins.Select(bin => bin.Value)];
    }

    private static uint[] Hashes(Random random, int count)
    {
        var hashes = new uint[count];
        random.NextBytes(MemoryMarshal.AsBytes(hashes.AsSpan()));
        return hashes;
    }
}
