using FsCheck.Xunit;

namespace Copypasta.Campaigns.Tests;

public sealed class FalseDiscoveryTests
{
    [Fact]
    public void Is_the_larger_of_both_rates()
    {
        // 100 pairs, 10 permutations. By rank: 100 x 0.0001 / 1, 100 x 0.001 / 2, 100 x 0.03 / 3; of the null 0, 3 and 39 pairs in all permutations: (1 + 0)/10, (1 + 3)/20, (1 + 39)/30.
        double[] logs = [Math.Log(0.0001), Math.Log(0.001), Math.Log(0.03)];
        var steps = new long[NullCurve.Steps];
        (steps[NullCurve.StepOf(logs[1])], steps[NullCurve.StepOf(logs[2])]) = (3, 36);
        var rates = new FalseDiscovery(logs, [0, 3, 36], steps, 0, 100, 10);
        Assert.Equal(0.1, rates.At(logs[0]), 12);
        Assert.Equal(0.2, rates.At(logs[1]), 12);
        Assert.Equal(1, rates.At(logs[2]), 12);
        Assert.Equal(1, rates.At(0));

        // A pair of p 0.0005 in place of the first: 100 x 0.0005 / 1, (1 + 0)/10.
        Assert.Equal(0.1, rates.At(Math.Log(0.0005)), 12);
        Assert.Equal(new DiscoveryCount(0.2, 2, logs[1], 0.4), rates.Count(0.2 + 1e-12) with { Q = 0.2 });
        Assert.Equal(new DiscoveryCount(0.01, 0, null, 0), rates.Count(0.01));
    }

    [Property(MaxTest = 500)]
    public void Grows_with_p_and_is_never_0(int seed)
    {
        var random = new Random(seed);
        double[] logs = [.. Enumerable.Range(0, random.Next(1, 60)).Select(_ => -random.Next(1, 2000) * random.NextDouble()).Order()];
        double[] ofNull = [.. Enumerable.Range(0, random.Next(100)).Select(_ => -random.Next(1, 2000) * random.NextDouble())];
        var (underNull, steps) = (new long[logs.Length], new long[NullCurve.Steps]);
        foreach (var logP in ofNull)
        {
            steps[NullCurve.StepOf(logP)]++;
            if (logP <= logs[^1])
            {
                underNull[FalseDiscovery.LowerBound(logs, logP)]++;
            }
        }

        var pairs = random.Next(logs.Length, 5000);
        var rates = new FalseDiscovery(logs, underNull, steps, 0, pairs, 20);
        var last = 0.0;
        foreach (var logP in logs.Concat(Enumerable.Range(0, 100).Select(i => -i * 20.0)).Order())
        {
            var q = rates.At(logP);
            Assert.True(q >= last, $"{q} after {last} at {logP}");
            Assert.InRange(q, 1e-9, 1);
            last = q;

            // Never below what the permutations themselves show, however many pairs are observed.
            Assert.True(q >= Math.Min(1, (1.0 + ofNull.Count(p => p <= logP)) / (20.0 * logs.Length)) * (1 - 1e-12));
        }

        // Benjamini and Hochberg as they wrote it, over all pairs.
        for (var i = 0; i < logs.Length; i++)
        {
            var hochberg = Enumerable.Range(0, logs.Length).Where(j => logs[j] >= logs[i])
                .Min(j => pairs * Math.Exp(logs[j]) / logs.Count(l => l <= logs[j]));
            Assert.True(rates.At(logs[i]) >= Math.Min(1, hochberg) * (1 - 1e-12));
        }
    }
}
