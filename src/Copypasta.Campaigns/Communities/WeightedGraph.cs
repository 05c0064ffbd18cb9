namespace Copypasta.Campaigns;

/// <summary>An edge of an undirected graph.</summary>
/// <param name="A">One end, from 0.</param>
/// <param name="B">The other; the same one in a loop.</param>
/// <param name="Weight">At least 1.</param>
public readonly record struct WeightedEdge(int A, int B, long Weight);

/// <summary>
/// A weighted undirected graph in compressed sparse rows: of each node its neighbours, ascending. Weights are integers, so that their sums are exact and no order of edges shows in anything that is computed from them.
/// </summary>
/// <remarks>24 bytes an edge and 28 a node.</remarks>
public sealed class WeightedGraph
{
    private readonly int[] _starts;
    private readonly int[] _neighbours;
    private readonly long[] _weights;
    private readonly long[] _loops;
    private readonly long[] _strengths;

    /// <param name="starts">Where each node's neighbours begin; one more than there are nodes.</param>
    /// <param name="neighbours">The neighbours, without the node itself; may be longer.</param>
    /// <param name="weights">Weights of the edges to them.</param>
    /// <param name="loops">Of each node the weight of its loop.</param>
    internal WeightedGraph(int[] starts, int[] neighbours, long[] weights, long[] loops)
    {
        (_starts, _neighbours, _weights, _loops) = (starts, neighbours, weights, loops);
        _strengths = new long[Nodes];
        for (var node = 0; node < Nodes; node++)
        {
            var strength = 2 * loops[node];
            foreach (var weight in Weights(node))
            {
                strength += weight;
            }

            _strengths[node] = strength;
            TwiceTotal += strength;
        }
    }

    /// <summary>Number of nodes.</summary>
    public int Nodes => _starts.Length - 1;

    /// <summary>Edges and loops, those of two equal ends counted once.</summary>
    public int Edges => (_starts[^1] / 2) + _loops.Count(weight => weight > 0);

    /// <summary>Twice the sum of all weights.</summary>
    public long TwiceTotal { get; }

    /// <summary>The neighbours of a node, without itself.</summary>
    public ReadOnlySpan<int> Neighbours(int node) => _neighbours.AsSpan(_starts[node], _starts[node + 1] - _starts[node]);

    /// <summary>The weights of the edges to <see cref="Neighbours"/>.</summary>
    public ReadOnlySpan<long> Weights(int node) => _weights.AsSpan(_starts[node], _starts[node + 1] - _starts[node]);

    /// <summary>The weight of a node's loop, 0 where it has none.</summary>
    public long Loop(int node) => _loops[node];

    /// <summary>The sum of the weights of a node's edges, its loop twice.</summary>
    public long Strength(int node) => _strengths[node];

    /// <summary>Entries of all rows: twice the edges that are no loops.</summary>
    internal int Entries => _starts[^1];

    /// <summary>Makes a graph; edges of the same two ends add up. O(nodes + edges).</summary>
    /// <param name="nodes">Number of nodes.</param>
    /// <param name="edges">The edges in any order, their ends in any order; at most 2^30 - 1.</param>
    /// <exception cref="ArgumentException">An end is no node, or a weight below 1.</exception>
    public static WeightedGraph Of(int nodes, ReadOnlySpan<WeightedEdge> edges)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(nodes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(edges.Length, (1 << 30) - 1, nameof(edges));
        var loops = new long[nodes];
        var starts = new int[nodes + 1];
        foreach (var (a, b, weight) in edges)
        {
            if ((uint)a >= (uint)nodes || (uint)b >= (uint)nodes || weight < 1)
            {
                throw new ArgumentException($"an edge from {a} to {b} of weight {weight}; nodes are 0 to {nodes - 1} and weights at least 1", nameof(edges));
            }

            if (a == b)
            {
                loops[a] += weight;
            }
            else
            {
                starts[a]++;
                starts[b]++;
            }
        }

        var entries = Begin(starts);
        var (neighbours, weights) = (new int[entries], new long[entries]);
        foreach (var (a, b, weight) in edges)
        {
            if (a != b)
            {
                Put(starts, neighbours, weights, a, b, weight);
                Put(starts, neighbours, weights, b, a, weight);
            }
        }

        // Turned about, the rows hold the same, since the graph is undirected, but now in ascending order.
        var (ordered, orderedWeights) = (new int[entries], new long[entries]);
        Rewind(starts);
        var next = starts[..nodes];
        for (var node = 0; node < nodes; node++)
        {
            for (var at = starts[node]; at < starts[node + 1]; at++)
            {
                var to = next[neighbours[at]]++;
                (ordered[to], orderedWeights[to]) = (node, weights[at]);
            }
        }

        AddUp(starts, ordered, orderedWeights);
        return new WeightedGraph(starts, ordered, orderedWeights, loops);
    }

    /// <summary>Turns counts, and a last 0, into where groups begin; returns the end of the last.</summary>
    internal static int Begin(Span<int> counts)
    {
        var next = 0;
        foreach (ref var count in counts)
        {
            (count, next) = (next, next + count);
        }

        return next;
    }

    /// <summary>After each start was moved to its group's end, which is the next group's start, moves them back.</summary>
    internal static void Rewind(Span<int> starts)
    {
        starts[..^1].CopyTo(starts[1..]);
        starts[0] = 0;
    }

    private static void Put(int[] starts, int[] neighbours, long[] weights, int node, int neighbour, long weight)
    {
        var at = starts[node]++;
        (neighbours[at], weights[at]) = (neighbour, weight);
    }

    /// <summary>Makes one entry of those of a row with one neighbour.</summary>
    private static void AddUp(int[] starts, int[] neighbours, long[] weights)
    {
        var (used, from) = (0, 0);
        for (var node = 0; node + 1 < starts.Length; node++)
        {
            var begin = used;
            for (; from < starts[node + 1]; from++)
            {
                if (used > begin && neighbours[used - 1] == neighbours[from])
                {
                    weights[used - 1] += weights[from];
                }
                else
                {
                    (neighbours[used], weights[used]) = (neighbours[from], weights[from]);
                    used++;
                }
            }

            starts[node] = begin;
        }

        starts[^1] = used;
    }
}
