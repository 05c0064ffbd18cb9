using FsCheck.Xunit;

namespace Copypasta.Campaigns.Tests;

/// <summary>Modularity by its definition as a sum over all pairs of nodes.</summary>
internal static class SlowModularity
{
    /// <summary>Σ_ij (A_ij - γ k_i k_j / 2m) δ(c_i, c_j) / 2m, a loop twice on the diagonal.</summary>
    public static double Of(int nodes, WeightedEdge[] edges, int[] communities, double resolution)
    {
        var adjacency = new double[nodes, nodes];
        foreach (var (a, b, weight) in edges)
        {
            adjacency[a, b] += weight;
            adjacency[b, a] += weight;
        }

        var strengths = Enumerable.Range(0, nodes).Select(i => Enumerable.Range(0, nodes).Sum(j => adjacency[i, j])).ToArray();
        var twice = strengths.Sum();
        if (twice == 0)
        {
            return 0;
        }

        // Loops: the laws of communities ask for this sum hundreds of thousands of times.
        var sum = 0.0;
        for (var i = 0; i < nodes; i++)
        {
            for (var j = 0; j < nodes; j++)
            {
                sum += communities[i] == communities[j] ? (adjacency[i, j] - (resolution * strengths[i] * strengths[j] / twice)) / twice : 0;
            }
        }

        return sum;
    }
}

/// <summary>Modularity and agreement of partitions against their definitions.</summary>
public sealed class ModularityTests
{
    [Property(MaxTest = 500)]
    public void Modularity_is_the_sum_over_pairs_of_nodes(int seed)
    {
        var (nodes, edges) = Graphs.Random(seed);
        var random = new Random(seed);
        int[] communities = [.. Enumerable.Range(0, nodes).Select(_ => random.Next(nodes))];
        var resolution = 0.1 + (random.NextDouble() * 3);
        Assert.Equal(SlowModularity.Of(nodes, edges, communities, resolution), Modularity.Of(WeightedGraph.Of(nodes, edges), communities, resolution), 1e-10);
    }

    [Fact]
    public void One_community_has_none() => Assert.Equal(0, Modularity.Of(WeightedGraph.Of(34, Graphs.Karate), new int[34]), 1e-12);

    [Property(MaxTest = 300)]
    public void Agreement_is_that_of_pairs(int seed)
    {
        var random = new Random(seed);
        var count = random.Next(2, 30);
        int[] Partition() => [.. Enumerable.Range(0, count).Select(_ => random.Next(1, 6))];
        var (a, b) = (Partition(), Partition());
        double Pairs(Func<int, int, bool> together) => (from i in Enumerable.Range(0, count) from j in Enumerable.Range(0, count) where i < j && together(i, j) select 1).Count();
        var (both, ofA, ofB) = (Pairs((i, j) => a[i] == a[j] && b[i] == b[j]), Pairs((i, j) => a[i] == a[j]), Pairs((i, j) => b[i] == b[j]));
        var expected = ofA * ofB / Pairs((_, _) => true);
        var index = AdjustedRandIndex.Of(a, b);
        Assert.Equal((ofA + ofB) / 2 == expected ? 1 : (both - expected) / (((ofA + ofB) / 2) - expected), index, 1e-12);
        Assert.Equal(index, AdjustedRandIndex.Of(b, a), 1e-12);
        Assert.Equal(1, AdjustedRandIndex.Of(a, [.. a.Select(part => 40 - part)]), 1e-12);
    }

    [Fact]
    public void Partitions_that_have_nothing_to_do_with_each_other_agree_by_0_on_average()
    {
        var random = new Random(3);
        int[] Partition() => [.. Enumerable.Range(0, 60).Select(_ => random.Next(4))];
        Assert.InRange(Enumerable.Range(0, 2000).Average(_ => AdjustedRandIndex.Of(Partition(), Partition())), -0.003, 0.003);
    }

    [Fact]
    public void Partitions_of_different_things_are_refused() => Assert.Throws<ArgumentException>(() => AdjustedRandIndex.Of([1, 2], [1]));
}
