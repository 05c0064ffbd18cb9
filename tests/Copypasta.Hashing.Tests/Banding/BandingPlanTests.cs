using System.Numerics;

namespace Copypasta.Hashing.Tests;

public class BandingPlanTests
{
    private static readonly decimal[] s_thresholds = [0.3m, 0.4m, 0.5m, 0.55m, 0.6m, 0.65m, 0.7m, 0.75m, 0.8m, 0.85m, 0.9m, 0.95m, 0.99m];
    private static readonly double[] s_recalls = [0.01, 0.5, 0.8, 0.9, 0.95, 0.99, 0.995, 0.999, 0.9999, 0.999999];
    private static readonly long[] s_texts = [1, 1000, 1_000_000, 10_000_000, 1_000_000_000];

    public static TheoryData<decimal> Thresholds => new(s_thresholds);

    [Theory]
    [MemberData(nameof(Thresholds))]
    public void ThePlanKeepsTheRecallAndOneBandFewerWouldNot(decimal value)
    {
        var threshold = new Threshold(value);
        foreach (var recall in s_recalls)
        {
            foreach (var texts in s_texts)
            {
                var plan = BandingPlan.For(threshold, recall, texts, CollisionRates.Typical);
                Assert.True(plan.Recall >= recall, $"{plan.Bands} x {plan.Rows} keeps {plan.Recall} of {recall}");
                Assert.Equal(threshold, plan.Threshold);
                Assert.Equal(plan.Bands * plan.Rows, plan.Lanes);
                Assert.InRange(plan.Rows, 1, BandingPlan.MostRows(threshold, recall));
                Assert.True(plan.Bands == 1 || new BandingPlan(plan.Bands - 1, plan.Rows, threshold).Recall < recall);
                Assert.Equal(plan, BandingPlan.For((double)value, recall, texts));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Thresholds))]
    public void APlanOfSoManyRowsHasTheFewestBandsThatKeepTheRecall(decimal value)
    {
        var threshold = new Threshold(value);
        for (var rows = 1; rows <= BandingPlan.MostRows(threshold, 0.999); rows++)
        {
            var plan = BandingPlan.OfRows(threshold, 0.999, rows);
            Assert.Equal((rows, threshold), (plan.Rows, plan.Threshold));
            Assert.True(plan.Recall >= 0.999);
            Assert.True(plan.Bands == 1 || new BandingPlan(plan.Bands - 1, rows, threshold).Recall < 0.999);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => BandingPlan.OfRows(threshold, 0.999, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => BandingPlan.OfRows(threshold, 0.999, BandingPlan.MaxRows + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => BandingPlan.OfRows(threshold, 1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => BandingPlan.OfRows(default, 0.999, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => BandingPlan.OfRows(new Threshold(0.1m), 0.999, 6));
    }

    [Theory]
    [MemberData(nameof(Thresholds))]
    public void NoOtherLayoutThatKeepsTheRecallIsCheaper(decimal value)
    {
        var threshold = new Threshold(value);
        foreach (var recall in (double[])[0.9, 0.99, 0.999])
        {
            var plan = BandingPlan.For(threshold, recall, 1 << 20, CollisionRates.Typical);
            var cost = BandingPlan.ExpectedCost(plan.Bands, plan.Rows, 1 << 20, CollisionRates.Typical);
            for (var rows = 1; rows <= BandingPlan.MaxRows; rows++)
            {
                for (var bands = 1; bands * rows <= 1024; bands++)
                {
                    Assert.True(
                        new BandingPlan(bands, rows, threshold).Recall < recall
                        || BandingPlan.ExpectedCost(bands, rows, 1 << 20, CollisionRates.Typical) >= cost,
                        $"{bands} x {rows} is cheaper than {plan.Bands} x {plan.Rows}");
                }
            }
        }
    }

    [Fact]
    public void RecallIsTheFormulaToTwelveDigits()
    {
        // The same formula in 28 decimal digits.
        foreach (var threshold in (decimal[])[0.05m, 0.3m, 0.7m, 0.85m, 0.99m])
        {
            for (var rows = 1; rows <= BandingPlan.MaxRows; rows++)
            {
                var miss = 1 - Power(threshold, rows);
                var missed = 1m;
                for (var bands = 1; bands <= BandingPlan.MaxBands; bands++)
                {
                    missed *= miss;
                    var plan = new BandingPlan(bands, rows, new Threshold(threshold));
                    Assert.InRange(plan.RecallAt((double)threshold) - (double)(1 - missed), -1e-12, 1e-12);
                    Assert.Equal(plan.RecallAt((double)threshold), plan.Recall);
                }
            }
        }
    }

    [Theory]
    [InlineData(25, 5, 0.8, 0.9999524)]
    [InlineData(9, 13, 0.8, 0.3989)]
    [InlineData(14, 8, 0.8, 0.9236)]
    [InlineData(20, 5, 0.8, 0.99964)]
    public void RecallOfWellKnownLayouts(int bands, int rows, double similarity, double expected) =>
        Assert.Equal(expected, new BandingPlan(bands, rows, new Threshold(0.8m)).RecallAt(similarity), 0.0001);

    [Fact]
    public void WhatIsNoSimilarityOrNumberOfBandsIsRefused()
    {
        var plan = new BandingPlan(11, 2, new Threshold(0.7m));
        Assert.All([-0.1, 1.1, double.NaN], similarity => Assert.Throws<ArgumentOutOfRangeException>(() => plan.RecallAt(similarity)));
        Assert.Throws<ArgumentOutOfRangeException>(() => plan.BandsAfterDiscarding(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => plan.RecallAfterDiscarding(0, 1));
    }

    [Fact]
    public void RecallRisesWithSimilarityAndBandsAndFallsWithRows()
    {
        foreach (var (bands, rows) in ((int, int)[])[(1, 1), (25, 5), (9, 13), (200, 3), (1024, 16)])
        {
            var plan = new BandingPlan(bands, rows, new Threshold(0.3m));
            Assert.Equal(0, plan.RecallAt(0));
            Assert.Equal(1, plan.RecallAt(1));
            for (var i = 1; i <= 1000; i++)
            {
                Assert.InRange(plan.RecallAt(i / 1000.0), plan.RecallAt((i - 1) / 1000.0), 1);
            }

            Assert.True(bands == BandingPlan.MaxBands || new BandingPlan(bands + 1, rows, plan.Threshold).Recall >= plan.Recall);
            Assert.True(rows == BandingPlan.MaxRows || new BandingPlan(bands, rows + 1, plan.Threshold).Recall < plan.Recall);
        }
    }

    [Fact]
    public void MoreTextsNeverGiveFewerRows()
    {
        foreach (var threshold in s_thresholds)
        {
            foreach (var recall in s_recalls)
            {
                var rows = 0;
                for (var power = 0; power <= 40; power++)
                {
                    var plan = BandingPlan.For(new Threshold(threshold), recall, 1L << power, CollisionRates.Typical);
                    Assert.True(plan.Rows >= rows, $"T {threshold} R {recall} 2^{power}");
                    rows = plan.Rows;
                }
            }
        }
    }

    [Fact]
    public void TheNumberOfTextsIsRoundedUpToAPowerOfTwo()
    {
        for (var power = 1; power <= 40; power++)
        {
            var plan = BandingPlan.For(0.7, 0.999, 1L << power);
            Assert.Equal(plan, BandingPlan.For(0.7, 0.999, (1L << (power - 1)) + 1));
        }
    }

    [Fact]
    public void MostRowsIsReachedWhereCandidatesAreAllThatCosts()
    {
        foreach (var threshold in s_thresholds.Where(threshold => threshold >= 0.5m))
        {
            var most = BandingPlan.MostRows(new Threshold(threshold), 0.99);
            Assert.InRange(most, 1, BandingPlan.MaxRows);
            Assert.True(most == BandingPlan.MaxRows
                || Enumerable.Range(1, 1024 / (most + 1)).All(bands => new BandingPlan(bands, most + 1, new Threshold(threshold)).Recall < 0.99));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.5)]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void ARecallOutOfRangeIsAnError(double recall) =>
        Assert.Throws<ArgumentOutOfRangeException>(nameof(recall), () => BandingPlan.For(0.7, recall, 1000));

    [Theory]
    [InlineData(0)]
    [InlineData(-0.7)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void AThresholdOutOfRangeIsAnError(double threshold) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BandingPlan.For(threshold, 0.99, 1000));

    [Theory]
    [InlineData(0L)]
    [InlineData(-1L)]
    [InlineData((1L << 40) + 1)]
    [InlineData(long.MaxValue)]
    public void ANumberOfTextsOutOfRangeIsAnError(long texts) =>
        Assert.Throws<ArgumentOutOfRangeException>("expectedTexts", () => BandingPlan.For(0.7, 0.99, texts));

    [Theory]
    [InlineData(0, 5, "bands")]
    [InlineData(BandingPlan.MaxBands + 1, 5, "bands")]
    [InlineData(5, 0, "rows")]
    [InlineData(5, BandingPlan.MaxRows + 1, "rows")]
    public void BandsAndRowsOutOfRangeAreErrors(int bands, int rows, string parameter) =>
        Assert.Throws<ArgumentOutOfRangeException>(parameter, () => new BandingPlan(bands, rows, new Threshold(0.7m)));

    [Fact]
    public void ARecallThatNoPlanKeepsIsAnErrorThatSaysSo()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>("recall", () => BandingPlan.For(0.004, 0.999, 1000));
        Assert.Contains("0.004", error.Message, StringComparison.Ordinal);
        Assert.Contains("raise the threshold or lower the recall", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void IdenticalTextsNeedOneBand()
    {
        var plan = BandingPlan.For(1, 0.999, 1_000_000);
        Assert.Equal(1, plan.Bands);
        Assert.Equal(1, plan.Recall);
    }

    private static decimal Power(decimal x, int n)
    {
        var result = 1m;
        for (var i = 0; i < n; i++)
        {
            result *= x;
        }

        return result;
    }

    [Theory]
    [InlineData(0.5, 24, 2)]
    [InlineData(0.7, 26, 4)]
    [InlineData(0.9, 13, 8)]
    public void RecallAfterDiscardingIsTheBinomialBound(double threshold, int bands, int rows)
    {
        var plan = new BandingPlan(bands, rows, Threshold.FromDouble(threshold));
        var meet = Math.Pow(threshold, rows);
        for (var discarded = 0; discarded <= 4; discarded++)
        {
            double missed = 0;
            for (var met = 0; met <= discarded; met++)
            {
                double ways = 1;
                for (var i = 0; i < met; i++)
                {
                    ways = ways * (bands + discarded - i) / (i + 1);
                }

                missed += ways * Math.Pow(meet, met) * Math.Pow(1 - meet, bands + discarded - met);
            }

            Assert.Equal(1 - missed, plan.RecallAfterDiscarding(bands, discarded), 1e-12);
            var kept = plan.BandsAfterDiscarding(discarded);
            Assert.True(plan.RecallAfterDiscarding(kept, discarded) >= plan.Recall);
            Assert.True(kept == bands || plan.RecallAfterDiscarding(kept - 1, discarded) < plan.Recall);
        }

        Assert.Equal(plan.Recall, plan.RecallAfterDiscarding(bands, 0), 1e-15);
        Assert.Equal(bands, plan.BandsAfterDiscarding(0));
        Assert.Equal(1, new BandingPlan(1, 1, new Threshold(1)).RecallAfterDiscarding(1, 2));
    }

    [Theory]
    [InlineData(0.99, 1, 1, 200)]
    [InlineData(0.99, 4, 4, 300)]
    [InlineData(0.9, 1, 4, 330)]
    [InlineData(0.7, 3, 17, 1900)]
    [InlineData(0.7, 3, 1900, 1800)] // fewer than are kept
    [InlineData(0.9, 1, 310, 5)]
    [InlineData(0.8, 1, 700, 1100)] // T^bands underflows too
    [InlineData(0.5, 1, 537, 538)] // 0.5^1075 is a denormal number's half
    [InlineData(0.5, 1, 500, 540)]
    [InlineData(0.0001, 1, 1, 3)]
    [InlineData(0.0001, 16, 1, 3)]
    [InlineData(0.000000001, 16, 1, 2)] // T^rows is next to nothing
    [InlineData(0.999999999, 1, 40, 100)]
    public void RecallAfterDiscardingIsTheBinomialBoundHoweverSmallItsTermsAre(double threshold, int rows, int kept, int discarded)
    {
        var plan = new BandingPlan(1, rows, Threshold.FromDouble(threshold));
        var exact = ExactRecallAfterDiscarding(plan, kept, discarded);
        Assert.InRange(plan.RecallAfterDiscarding(kept, discarded), Math.Max(0, exact - 1e-12), Math.Min(1, exact + 1e-12));
    }

    [Fact]
    public void RecallAfterDiscardingAnyNumberIsTheBinomialBound()
    {
        var random = new Random(20);
        for (var i = 0; i < 400; i++)
        {
            var plan = new BandingPlan(1, random.Next(1, 9), new Threshold(random.Next(1, 100) / 100m));
            var (kept, discarded) = (random.Next(1, 1 << random.Next(1, 11)), random.Next(1 << random.Next(11)));
            var exact = ExactRecallAfterDiscarding(plan, kept, discarded);
            var recall = plan.RecallAfterDiscarding(kept, discarded);
            Assert.True(recall is >= 0 and <= 1 && Math.Abs(recall - exact) <= 1e-11, $"{recall} for {exact} at {plan.Threshold}, {plan.Rows} rows, {kept} kept, {discarded} discarded");
        }
    }

    [Theory]
    [InlineData(0.5, 1, 1_000_000, 0)]
    [InlineData(0.5, 1, 1, 1_000_000)]
    [InlineData(0.5, 1, 1_000_000, 1_000_000)]
    [InlineData(0.0001, 16, 1_000_000, 1_000_000)]
    [InlineData(0.999999999, 1, 1_000_000, 1_000_000)]
    [InlineData(0.99, 3, 1000, 1_000_000)]
    public void RecallAfterDiscardingAMillionIsAProbabilityThatFallsWithTheirNumber(double threshold, int rows, int kept, int discarded)
    {
        var plan = new BandingPlan(1, rows, Threshold.FromDouble(threshold));
        var recall = plan.RecallAfterDiscarding(kept, discarded);
        Assert.InRange(recall, 0, 1);
        Assert.InRange(plan.RecallAfterDiscarding(kept, discarded / 2), recall, 1);
    }

    [Fact]
    public void SoManyDiscardedThatNoPlanMakesUpForThemTakeFourTimesTheBands()
    {
        var plan = new BandingPlan(17, 3, new Threshold(0.7m));
        Assert.Equal(4 * plan.Bands, plan.BandsAfterDiscarding(1900));
        Assert.Equal(4, new BandingPlan(1, 1, new Threshold(0.99m)).BandsAfterDiscarding(200));
    }

    // The bound in whole numbers: with T^rows = p / q the chance of every number of bands met has the denominator q^bands.
    private static double ExactRecallAfterDiscarding(BandingPlan plan, int kept, int discarded)
    {
        var p = BigInteger.Pow(plan.Threshold.Numerator, plan.Rows);
        var q = BigInteger.Pow(plan.Threshold.Denominator, plan.Rows);
        var divisor = BigInteger.GreatestCommonDivisor(p, q);
        (p, q) = (p / divisor, q / divisor);
        var bands = kept + discarded;
        var (ways, met, found) = (BigInteger.One, BigInteger.Pow(p, bands), BigInteger.Zero);
        for (var missed = 0; missed < kept; missed++)
        {
            // C(bands, missed) p^(bands - missed) (q - p)^missed.
            found += ways * met;
            ways = ways * (bands - missed) / (missed + 1);
            met = met / p * (q - p);
        }

        return (double)(found * BigInteger.Pow(10, 18) / BigInteger.Pow(q, bands)) / 1e18;
    }
}
