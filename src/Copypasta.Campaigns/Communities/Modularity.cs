namespace Copypasta.Campaigns;

/// <summary>How much more of a graph's weight lies within communities than would if edges kept their ends' strengths and were otherwise laid at random.</summary>
/// <remarks>Newman and Girvan, Phys. Rev. E 69:026113 (2004); with a resolution Reichardt and Bornholdt, Phys. Rev. E 74:016110 (2006).</remarks>
public static class Modularity
{
    /// <summary>Q = Σ_c (e_c / m - γ (K_c / 2m)²), where m is the weight of all edges, e_c that within a community and K_c the strength of its nodes. 0 of a graph without edges.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="communities">Of each node its community, from 0 and below the number of nodes.</param>
    /// <param name="resolution">γ, above 0: the larger, the smaller communities the best partition has.</param>
    public static double Of(WeightedGraph graph, ReadOnlySpan<int> communities, double resolution = 1)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var strengths = new long[graph.Nodes];
        var twiceWithin = 0L;
        for (var node = 0; node < graph.Nodes; node++)
        {
            strengths[communities[node]] += graph.Strength(node);
            twiceWithin += 2 * graph.Loop(node);
            var neighbours = graph.Neighbours(node);
            var weights = graph.Weights(node);
            for (var i = 0; i < neighbours.Length; i++)
            {
                twiceWithin += communities[neighbours[i]] == communities[node] ? weights[i] : 0;
            }
        }

        if (graph.TwiceTotal == 0)
        {
            return 0;
        }

        var (total, expected) = ((double)graph.TwiceTotal, 0.0);
        foreach (var strength in strengths)
        {
            expected += strength / total * (strength / total);
        }

        return (twiceWithin / total) - (resolution * expected);
    }
}
