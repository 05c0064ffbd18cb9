using FsCheck.Xunit;

namespace Copypasta.Campaigns.Tests;

/// <summary>What the algorithm's authors prove of its communities, graphs whose best partition is known, and that nothing but graph, resolution and seed decides.</summary>
public sealed class LeidenTests
{
    private static int[] Find(WeightedGraph graph, double resolution, ulong seed) => Leiden.Find(graph, resolution, seed, TestContext.Current.CancellationToken);

    [Property(MaxTest = 500)]
    public void Communities_are_connected(int graphSeed, ulong seed)
    {
        var (nodes, edges) = Graphs.Random(graphSeed);
        foreach (var resolution in new[] { 0.3, 1, 2.5 })
        {
            var communities = Find(WeightedGraph.Of(nodes, edges), resolution, seed);
            var parts = Enumerable.Range(0, nodes).ToArray();
            for (var round = 0; round < nodes; round++)
            {
                foreach (var (a, b, _) in edges.Where(edge => communities[edge.A] == communities[edge.B]))
                {
                    parts[a] = parts[b] = Math.Min(parts[a], parts[b]);
                }
            }

            Assert.Equal(communities.Distinct().Count(), parts.Distinct().Count());
        }
    }

    [Property(MaxTest = 100)]
    public void No_node_gains_by_another_community_or_none(int graphSeed, ulong seed)
    {
        var (nodes, edges) = Graphs.Random(graphSeed);
        foreach (var resolution in new[] { 0.3, 1, 2.5 })
        {
            var communities = Find(WeightedGraph.Of(nodes, edges), resolution, seed);
            var found = SlowModularity.Of(nodes, edges, communities, resolution);
            for (var node = 0; node < nodes; node++)
            {
                var own = communities[node];
                for (communities[node] = 0; communities[node] <= nodes - 1; communities[node]++)
                {
                    Assert.True(SlowModularity.Of(nodes, edges, communities, resolution) <= found + 1e-9, $"node {node} gains in {communities[node]}");
                }

                communities[node] = own;
            }
        }
    }

    [Property(MaxTest = 100)]
    public void No_two_communities_gain_by_merging(int graphSeed, ulong seed)
    {
        var (nodes, edges) = Graphs.Random(graphSeed);
        var communities = Find(WeightedGraph.Of(nodes, edges), 1, seed);
        var found = SlowModularity.Of(nodes, edges, communities, 1);
        for (var a = 0; a < communities.Max(); a++)
        {
            for (var b = a + 1; b <= communities.Max(); b++)
            {
                var merged = communities.Select(c => c == b ? a : c).ToArray();
                Assert.True(SlowModularity.Of(nodes, edges, merged, 1) <= found + 1e-9, $"communities {a} and {b} gain as one");
            }
        }
    }

    [Property(MaxTest = 300)]
    public void Order_and_direction_of_edges_decide_nothing(int graphSeed, ulong seed)
    {
        var (nodes, edges) = Graphs.Random(graphSeed);
        var turned = edges.Select(edge => edge.A % 3 == 0 ? new WeightedEdge(edge.B, edge.A, edge.Weight) : edge).ToArray();
        new Random(graphSeed).Shuffle(turned);

        // An edge of weight 5 is one of 1 and one of 4.
        var split = turned.SelectMany(edge => edge.Weight > 1 ? new[] { edge with { Weight = 1 }, edge with { Weight = edge.Weight - 1 } } : [edge]).ToArray();
        var expected = Find(WeightedGraph.Of(nodes, edges), 1, seed);
        Assert.Equal(expected, Find(WeightedGraph.Of(nodes, turned), 1, seed));
        Assert.Equal(expected, Find(WeightedGraph.Of(nodes, split), 1, seed));
        Assert.Equal(Enumerable.Range(0, expected.Max() + 1), expected.Distinct());
    }

    [Fact]
    public void The_karate_club_has_the_modularity_that_is_known_to_be_the_best()
    {
        var graph = WeightedGraph.Of(34, Graphs.Karate);
        Assert.Equal((34, 78), (graph.Nodes, graph.Edges));
        var found = Enumerable.Range(1, 20).Select(seed => Modularity.Of(graph, Find(graph, 1, (ulong)seed))).ToArray();

        // 0.41979: Brandes et al., "On modularity clustering", IEEE TKDE 20:172 (2008), by integer programming.
        Assert.Equal(0.41979, found.Max(), 5);
        Assert.All(found, modularity => Assert.InRange(modularity, 0.415, 0.4198));
    }

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(3UL)]
    public void Cliques_are_communities_in_a_ring_or_apart(ulong seed)
    {
        int[] cliques = [.. Enumerable.Range(0, 60).Select(node => node / 6)];
        Assert.Equal(cliques, Find(WeightedGraph.Of(60, Graphs.RingOfCliques(10, 6)), 1, seed));
        Assert.Equal(cliques[..12], Find(WeightedGraph.Of(12, Graphs.RingOfCliques(2, 6, isRing: false)), 1, seed));

        // Fortunato and Barthélemy, PNAS 104:36 (2007): from some number of cliques on, modularity is larger where neighbours are one; a higher resolution tells them apart.
        var many = WeightedGraph.Of(150, Graphs.RingOfCliques(30, 5));
        Assert.InRange(Find(many, 1, seed).Max() + 1, 14, 20);
        Assert.Equal([.. Enumerable.Range(0, 150).Select(node => node / 5)], Find(many, 3, seed));
    }

    [Fact]
    public void Nodes_without_edges_are_alone()
    {
        Assert.Empty(Find(WeightedGraph.Of(0, []), 1, 1));
        Assert.Equal([0, 1, 2], Find(WeightedGraph.Of(3, []), 1, 1));
        Assert.Equal([0, 1, 0, 2], Find(WeightedGraph.Of(4, [new(2, 0, 7), new(3, 3, 2)]), 1, 1));
    }

    [Fact]
    public void A_seed_decides_and_one_that_is_other_may_decide_otherwise()
    {
        // Groups that hang together so little that there are many partitions about as good.
        var graph = WeightedGraph.Of(500, Graphs.Planted(1, 500, 50, 2, 3));
        var first = Find(graph, 1, 1);
        Assert.Equal(first, Find(graph, 1, 1));
        Assert.NotEqual(first, Find(graph, 1, 2));
    }

    [Fact]
    public void A_million_edges_show_their_groups()
    {
        // A hundred groups; of a thousand, each below the resolution limit, some would be better together.
        const int nodes = 100_000, size = 1000;
        var graph = WeightedGraph.Of(nodes, Graphs.Planted(1, nodes, size, 8, 2));
        Assert.InRange(graph.Edges, 900_000, 1_000_000);
        var communities = Find(graph, 1, 1);
        Assert.True(AdjustedRandIndex.Of([.. Enumerable.Range(0, nodes).Select(node => node / size)], communities) > 0.9);
    }

    [Theory]
    [InlineData(3, 0, 1L)]
    [InlineData(-1, 0, 1L)]
    [InlineData(0, 1, 0L)]
    public void An_edge_that_is_none_is_refused(int a, int b, long weight) =>
        Assert.Contains($"an edge from {a} to {b} of weight {weight}", Assert.Throws<ArgumentException>(() => WeightedGraph.Of(3, [new(a, b, weight)])).Message, StringComparison.Ordinal);
}
