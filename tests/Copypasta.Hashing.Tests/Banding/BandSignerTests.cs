namespace Copypasta.Hashing.Tests;

public class BandSignerTests
{
    [Fact]
    public void KeysAreThoseOfTheConventionalSignatureForEveryBandNumber()
    {
        var random = new Random(1);
        for (var rows = 1; rows <= BandingPlan.MaxRows; rows++)
        {
            foreach (var bands in (int[])[1, 2, 3, 4, 5, 7, 8, 9, 25, 64])
            {
                var seed = (ulong)random.NextInt64();
                var hashes = Hashes(random, 1 + random.Next(90));
                Assert.Equal(Conventional(hashes, bands, rows, seed), Sign(hashes, [.. Enumerable.Range(0, bands)], rows, seed));
            }
        }
    }

    [Fact]
    public void AnyChoiceOfBandsInAnyOrderGivesEachBandItsKey()
    {
        var random = new Random(2);
        for (var trial = 0; trial < 100; trial++)
        {
            var rows = 1 + random.Next(8);
            var hashes = Hashes(random, 1 + random.Next(90));
            var all = Conventional(hashes, 100, rows, seed: 3);
            int[] numbers = [.. Enumerable.Range(0, 1 + random.Next(40)).Select(_ => random.Next(100))];
            Assert.Equal(numbers.Select(number => all[number]), Sign(hashes, numbers, rows, seed: 3));
        }
    }

    [Fact]
    public void ReplacingABandLeavesTheOthersAsTheyWere()
    {
        var hashes = Hashes(new Random(3), 70);
        int[] numbers = [.. Enumerable.Range(0, 25)];
        var before = Sign(hashes, numbers, 5, seed: 1);
        for (var band = 0; band < numbers.Length; band++)
        {
            var replaced = numbers.ToArray();
            replaced[band] = 25;
            var after = Sign(hashes, replaced, 5, seed: 1);
            Assert.NotEqual(before[band], after[band]);
            after[band] = before[band];
            Assert.Equal(before, after);
        }
    }

    [Fact]
    public void NothingBeyondTheKeysIsWritten()
    {
        foreach (var bands in (int[])[1, 3, 4, 5, 25])
        {
            var signer = new BandSigner([.. Enumerable.Range(0, bands)], 5, seed: 1);
            Assert.Equal((bands, 5, bands * 5), (signer.Bands, signer.Rows, signer.Lanes));
            var (minima, keys) = (new uint[signer.Lanes + 40], new uint[bands + 8]);
            signer.Sign([1, 2, 3], minima, keys);
            Assert.Equal(new uint[40], minima[signer.Lanes..]);
            Assert.Equal(new uint[8], keys[bands..]);
        }
    }

    [Fact]
    public void RoomThatIsTooShortIsAnError()
    {
        var signer = new BandSigner([0, 1, 2, 3, 4, 5, 6, 7], 5, seed: 1);
        Assert.ThrowsAny<Exception>(() => signer.Sign([1], new uint[39], new uint[8]));
        Assert.ThrowsAny<Exception>(() => signer.Sign([1], new uint[40], new uint[7]));
    }

    // 25 x 5 and the layout a search for R = 0.99 gives, where nearly all pairs must meet; and steep layouts whose misses are many, so that
    // a bound on both sides says something. Bounds are five standard deviations of the binomial distribution.
    [Theory]
    [InlineData(70, 5, 25)]
    [InlineData(80, 13, 9)]
    [InlineData(80, 8, 14)]
    [InlineData(50, 4, 16)]
    [InlineData(50, 1, 2)]
    [InlineData(90, 16, 6)]
    public void PairsAtTheThresholdMeetAsOftenAsThePlanSays(int percent, int rows, int bands)
    {
        const int Pairs = 4000;
        var plan = new BandingPlan(bands, rows, new Threshold(percent / 100m));
        var met = CountMeetings(plan, percent, Pairs, new Random(percent + rows));
        var slack = 5 * Math.Sqrt(Pairs * plan.Recall * (1 - plan.Recall));
        Assert.InRange(met, (Pairs * plan.Recall) - slack - 1, (Pairs * plan.Recall) + slack + 1);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(70)]
    [InlineData(80)]
    [InlineData(90)]
    public void ChosenPlansKeepTheirRecallOnPairsExactlyAtTheThreshold(int percent)
    {
        const int Pairs = 3000;
        foreach (var recall in (double[])[0.9, 0.99, 0.999])
        {
            var plan = BandingPlan.For(percent / 100.0, recall, 1_000_000);
            var missed = Pairs - CountMeetings(plan, percent, Pairs, new Random(percent));
            var most = (Pairs * (1 - recall)) + (5 * Math.Sqrt(Pairs * recall * (1 - recall))) + 1;
            Assert.True(missed <= most, $"{plan.Bands} x {plan.Rows} missed {missed} of {Pairs}, more than {most}");
        }
    }

    private static int CountMeetings(BandingPlan plan, int percent, int pairs, Random random)
    {
        var signer = new BandSigner([.. Enumerable.Range(0, plan.Bands)], plan.Rows, seed: 1);
        var (minima, first, second) = (new uint[signer.Lanes], new uint[signer.Bands], new uint[signer.Bands]);
        var met = 0;
        for (var i = 0; i < pairs; i++)
        {
            var (a, b) = SetPairs.Random(random, percent, 100);
            signer.Sign(a, minima, first);
            signer.Sign(b, minima, second);
            var equal = false;
            for (var band = 0; band < first.Length; band++)
            {
                equal |= first[band] == second[band];
            }

            met += equal ? 1 : 0;
        }

        return met;
    }

    [Fact]
    public void WhatCannotBeSignedIsRefused()
    {
        var signer = new BandSigner([0, 1], 3, 1);
        Assert.Throws<ArgumentException>("hashes", () => signer.Sign([], new uint[6], new uint[2]));
        Assert.Throws<ArgumentException>("minima", () => signer.Sign([1], new uint[5], new uint[2]));
        Assert.Throws<ArgumentException>("keys", () => signer.Sign([1], new uint[6], new uint[1]));
        Assert.Throws<ArgumentOutOfRangeException>("bandNumbers", () => new BandSigner([1 << 28], 16, 1));
        Assert.Throws<ArgumentOutOfRangeException>("bandNumbers", () => new BandSigner([-1], 1, 1));
    }

    private static uint[] Conventional(uint[] hashes, int bands, int rows, ulong seed)
    {
        var plan = new BandingPlan(bands, rows, new Threshold(0.7m));
        var (signature, keys) = (new uint[plan.Lanes], new uint[bands]);
        Assert.True(new MinHasher(new MinHashOptions { Lanes = plan.Lanes, Seed = seed }).TrySign(hashes, signature));
        BandKeys.FromSignature(signature, plan, keys);
        return keys;
    }

    private static uint[] Sign(uint[] hashes, int[] numbers, int rows, ulong seed)
    {
        var signer = new BandSigner(numbers, rows, seed);
        var keys = new uint[signer.Bands];
        signer.Sign(hashes, new uint[signer.Lanes], keys);
        return keys;
    }

    private static uint[] Hashes(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (uint)random.NextInt64(1L << 32))];
}
