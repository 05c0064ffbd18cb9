namespace Copypasta.Campaigns.Tests;

/// <summary>Graphs whose communities are known.</summary>
internal static class Graphs
{
    /// <summary>Zachary, "An information flow model for conflict and fission in small groups", J. Anthropol. Res. 33:452 (1977): 34 nodes, 78 edges.</summary>
    public static WeightedEdge[] Karate { get; } =
    [
        .. "1-2 1-3 2-3 1-4 2-4 3-4 1-5 1-6 1-7 5-7 6-7 1-8 2-8 3-8 4-8 1-9 3-9 3-10 1-11 5-11 6-11 1-12 1-13 4-13 1-14 2-14 3-14 4-14 6-17 7-17 1-18 2-18 1-20 2-20 1-22 2-22 24-26 25-26 3-28 24-28 25-28 3-29 24-30 27-30 2-31 9-31 1-32 25-32 26-32 29-32 3-33 9-33 15-33 16-33 19-33 21-33 23-33 24-33 30-33 31-33 32-33 9-34 10-34 14-34 15-34 16-34 19-34 20-34 21-34 23-34 24-34 27-34 28-34 29-34 30-34 31-34 32-34 33-34"
            .Split(' ').Select(edge => edge.Split('-')).Select(ends => new WeightedEdge(int.Parse(ends[0]) - 1, int.Parse(ends[1]) - 1, 1)),
    ];

    /// <summary>Cliques of which each has one edge to the next and the last to the first.</summary>
    public static WeightedEdge[] RingOfCliques(int cliques, int size, bool isRing = true)
    {
        var edges = new List<WeightedEdge>();
        for (var clique = 0; clique < cliques; clique++)
        {
            edges.AddRange(from a in Enumerable.Range(clique * size, size) from b in Enumerable.Range(clique * size, size) where a < b select new WeightedEdge(a, b, 1));
            if (isRing)
            {
                edges.Add(new WeightedEdge(clique * size, ((clique + 1) % cliques * size) + 1, 1));
            }
        }

        return [.. edges];
    }

    /// <summary>A random graph with loops, edges given twice, nodes without edges, and groups that hang together more or less.</summary>
    public static (int Nodes, WeightedEdge[] Edges) Random(int seed)
    {
        var random = new Random(seed);
        var nodes = random.Next(1, 40);
        var groups = random.Next(1, 6);
        var edges = Enumerable.Range(0, random.Next(nodes * 4)).Select(_ =>
        {
            var a = random.Next(nodes);
            var b = random.Next(3) > 0 ? Math.Min(nodes - 1, (random.Next((nodes / groups) + 1) * groups) + (a % groups)) : random.Next(nodes);
            return new WeightedEdge(a, b, random.Next(4) == 0 ? random.Next(1, 1000) : 1);
        });
        return (nodes, [.. edges]);
    }

    /// <summary>A graph of groups of a size, every node with so many edges within its group and others anywhere.</summary>
    public static WeightedEdge[] Planted(int seed, int nodes, int size, int within, int anywhere)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, nodes).SelectMany(node => Enumerable.Range(0, within + anywhere)
                .Select(i => new WeightedEdge(node, i < within ? (node / size * size) + random.Next(size) : random.Next(nodes), 1))),
        ];
    }
}
