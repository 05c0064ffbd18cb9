namespace Copypasta.Hashing.Tests;

public class CollisionRatesTests
{
    private const int Groups = 5;
    private const ulong Seed = 0x0C0FFEE;

    [Theory]
    [InlineData(BandingPlan.MaxRows)]
    [InlineData(7)]
    [InlineData(1)]
    public void RatesEqualCountingAllPairs(int maxRows)
    {
        var corpus = Corpus(240);
        var rates = CollisionRates.Measure(corpus.Length, i => corpus[i], maxRows);
        var parameters = LaneParameters.First(Seed, Groups * maxRows);
        var signatures = corpus.Select(hashes =>
        {
            var minima = new uint[Groups * maxRows];
            MinHashKernel.MinimaScalar(hashes, parameters.Multipliers, parameters.Increments, minima);
            return minima;
        }).ToArray();

        // Per group and number of rows: the pairs that agree on all of its first minima, compared one by one.
        var agreeing = new long[Groups, maxRows];
        for (var a = 0; a < corpus.Length; a++)
        {
            for (var b = a + 1; b < corpus.Length; b++)
            {
                for (var group = 0; group < Groups; group++)
                {
                    for (var row = 0; row < maxRows && signatures[a][(group * maxRows) + row] == signatures[b][(group * maxRows) + row]; row++)
                    {
                        agreeing[group, row]++;
                    }
                }
            }
        }

        var pairs = corpus.Length * (corpus.Length - 1) / 2.0;
        for (var row = 0; row < maxRows; row++)
        {
            var counts = Enumerable.Range(0, Groups).Select(group => agreeing[group, row]).Order().ToArray();
            Assert.Equal(counts[Groups / 2] / pairs, rates.Rate(row + 1));
        }

        Assert.True(rates.Rate(1) > 0);
        Assert.Equal(rates.Rate(maxRows), rates.Rate(BandingPlan.MaxRows));
        Assert.Equal(corpus.Average(hashes => hashes.Length), rates.MeanShingles, 1e-9);
    }

    [Fact]
    public void RatesAreCloseToTheMeanPowersOfTheSimilarities()
    {
        // E[rate of r rows] is the mean of J^r over all pairs; here 8% of the pairs are alike, so a median of five groups stands close to it.
        var corpus = Corpus(400);
        var rates = CollisionRates.Measure(corpus.Length, i => corpus[i]);
        var powers = new double[5];
        var pairs = 0;
        for (var a = 0; a < corpus.Length; a++)
        {
            var set = corpus[a].ToHashSet();
            for (var b = a + 1; b < corpus.Length; b++, pairs++)
            {
                var shared = corpus[b].Count(set.Contains);
                var similarity = (double)shared / (set.Count + corpus[b].Length - shared);
                for (var rows = 1; rows <= powers.Length; rows++)
                {
                    powers[rows - 1] += Math.Pow(similarity, rows);
                }
            }
        }

        for (var rows = 1; rows <= powers.Length; rows++)
        {
            Assert.InRange(rates.Rate(rows) / (powers[rows - 1] / pairs), 0.8, 1.25);
        }
    }

    [Fact]
    public void RatesNeverRiseWithRows()
    {
        var corpus = Corpus(300);
        var measured = CollisionRates.Measure(corpus.Length, i => corpus[i]);
        foreach (var rates in (CollisionRates[])[measured, CollisionRates.Typical])
        {
            for (var rows = 2; rows <= BandingPlan.MaxRows; rows++)
            {
                Assert.InRange(rates.Rate(rows), 0, rates.Rate(rows - 1));
            }
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 3)]
    public void FewerThanTwoTextsHaveNoPairs(int texts, double meanShingles)
    {
        var rates = CollisionRates.Measure(texts, _ => new uint[] { 1, 2, 3 });
        Assert.Equal(0, rates.Rate(1));
        Assert.Equal(meanShingles, rates.MeanShingles);
    }

    [Fact]
    public void EqualTextsAlwaysAgree()
    {
        var rates = CollisionRates.Measure(50, _ => new uint[] { 1, 2, 3 });
        Assert.All(Enumerable.Range(1, BandingPlan.MaxRows), rows => Assert.Equal(1, rates.Rate(rows)));
    }

    [Fact]
    public void UnlikeTextsNeverAgree()
    {
        var rates = CollisionRates.Measure(50, i => new[] { Mix.Finalize32((uint)i) });
        Assert.All(Enumerable.Range(1, BandingPlan.MaxRows), rows => Assert.Equal(0, rates.Rate(rows)));
    }

    // Texts in ten subjects of forty words each: pairs of one subject are alike to many degrees, others not at all.
    private static uint[][] Corpus(int texts)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, texts).Select(i => Enumerable.Range(0, 40)
            .Where(_ => random.Next(100) < 60 + (i % 4 * 12))
            .Select(word => Mix.Finalize32((uint)((i % 10 * 40) + word + 1))).ToArray())];
    }
}
