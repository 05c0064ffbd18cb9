namespace Copypasta.Campaigns;

/// <summary>
/// Communities of a weighted undirected graph by modularity: the Leiden algorithm of Traag, Waltman and van Eck, "From Louvain to Leiden: guaranteeing well-connected communities", Sci. Rep. 9:5233 (2019),
/// repeated until nothing changes. Every community is then connected, and no node gains by moving to another community or to none.
/// </summary>
/// <remarks>
/// One pass over a graph is O(nodes + edges), and each works on a smaller one than that before. The same graph, resolution and seed give the same communities. Memory: some 60 bytes a node and 24 an edge beside the graph.
/// </remarks>
public sealed class Leiden
{
    /// <summary>How freely the refinement chooses among moves that do no harm, θ in weights: the authors' own choice.</summary>
    private const double Randomness = 0.01;

    /// <summary>A gain counts where it is above this share of the node's strength: well above what rounding makes, so that no node goes to and fro.</summary>
    private const double Tolerance = 1e-10;

    private readonly double _scale;
    private SplitMix64 _random;

    // By community: the strength of its nodes, their number, and the weight between the node in hand and it.
    private readonly long[] _strengths;
    private readonly int[] _sizes;
    private readonly long[] _weightTo;
    private readonly int[] _touched;

    // Communities without nodes.
    private readonly int[] _free;

    // A ring of the nodes that may gain by a move, and which are in it.
    private readonly int[] _queue;
    private readonly bool[] _isQueued;

    // In the refinement, by refined community: strength, nodes, and weight between it and the rest of the community that it is in.
    private readonly long[] _refinedStrengths;
    private readonly int[] _refinedSizes;
    private readonly long[] _outside;
    private readonly double[] _gains;

    private Leiden(int nodes, double scale, SplitMix64 random)
    {
        (_scale, _random) = (scale, random);
        (_strengths, _sizes, _weightTo, _touched, _free) = (new long[nodes], new int[nodes], new long[nodes], new int[nodes], new int[nodes]);
        (_queue, _isQueued) = (new int[nodes], new bool[nodes]);
        (_refinedStrengths, _refinedSizes, _outside, _gains) = (new long[nodes], new int[nodes], new long[nodes], new double[nodes + 1]);
    }

    /// <summary>Finds communities.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="resolution">γ of <see cref="Modularity"/>, above 0.</param>
    /// <param name="seed">Decides the orders in which nodes are visited, and ties.</param>
    /// <param name="cancellation">Stops it between rounds.</param>
    /// <returns>Of each node its community, numbered from 0 in the order of their first nodes.</returns>
    public static int[] Find(WeightedGraph graph, double resolution, ulong seed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(resolution);
        int[] communities = [.. Enumerable.Range(0, graph.Nodes)];
        if (graph.TwiceTotal == 0)
        {
            return communities;
        }

        var leiden = new Leiden(graph.Nodes, resolution / graph.TwiceTotal, new SplitMix64(seed, 0));
        do
        {
            cancellation.ThrowIfCancellationRequested();
        }
        while (leiden.Improve(graph, communities));
        return communities;
    }

    /// <summary>One round: moves nodes, refines, moves what the refinement left together, and so on. Returns whether anything moved.</summary>
    private bool Improve(WeightedGraph graph, int[] communities)
    {
        int[] nodeOf = [.. Enumerable.Range(0, graph.Nodes)];
        var (level, ofLevel) = (graph, communities.AsSpan().ToArray());
        var hasMoved = false;
        while (true)
        {
            hasMoved |= Move(level, ofLevel, out var count);
            if (count == level.Nodes)
            {
                break;
            }

            // Where no node has moved some two nodes of a community do no harm together, so that sooner or later the graph becomes smaller.
            var refined = Refine(level, ofLevel, out var refinedCount);
            var next = new int[refinedCount];
            for (var node = 0; node < level.Nodes; node++)
            {
                next[refined[node]] = ofLevel[node];
            }

            foreach (ref var node in nodeOf.AsSpan())
            {
                node = refined[node];
            }

            (level, ofLevel) = (Aggregate(level, refined, refinedCount), next);
        }

        for (var node = 0; node < communities.Length; node++)
        {
            communities[node] = ofLevel[nodeOf[node]];
        }

        Renumber(communities, _touched);
        return hasMoved;
    }

    /// <summary>Moves nodes to the communities where they bring most until none gains by moving (Algorithm A.2, MoveNodesFast).</summary>
    private bool Move(WeightedGraph graph, int[] communities, out int count)
    {
        var nodes = graph.Nodes;
        count = Renumber(communities, _touched);
        _strengths.AsSpan(0, nodes).Clear();
        _sizes.AsSpan(0, nodes).Clear();
        for (var node = 0; node < nodes; node++)
        {
            _strengths[communities[node]] += graph.Strength(node);
            _sizes[communities[node]]++;
        }

        var free = 0;
        for (var community = nodes - 1; community >= count; community--)
        {
            _free[free++] = community;
        }

        Shuffle(_queue.AsSpan(0, nodes));
        _isQueued.AsSpan(0, nodes).Fill(true);
        var (first, queued, hasMoved) = (0, nodes, false);
        while (queued > 0)
        {
            var node = _queue[first];
            first = first + 1 == nodes ? 0 : first + 1;
            queued--;
            _isQueued[node] = false;
            var old = communities[node];
            var community = Best(graph, communities, node, free);
            if (community == old)
            {
                continue;
            }

            hasMoved = true;
            communities[node] = community;
            _strengths[old] -= graph.Strength(node);
            _strengths[community] += graph.Strength(node);
            free -= _sizes[community]++ == 0 ? 1 : 0;
            if (--_sizes[old] == 0)
            {
                _free[free++] = old;
            }

            foreach (var neighbour in graph.Neighbours(node))
            {
                if (communities[neighbour] != community && !_isQueued[neighbour])
                {
                    _isQueued[neighbour] = true;
                    var last = first + queued++;
                    _queue[last < nodes ? last : last - nodes] = neighbour;
                }
            }
        }

        count = nodes - free;
        return hasMoved;
    }

    /// <summary>The community that a node is best in: its own unless another, or an empty one, is better.</summary>
    private int Best(WeightedGraph graph, int[] communities, int node, int free)
    {
        var neighbours = graph.Neighbours(node);
        var weights = graph.Weights(node);
        var touched = 0;
        for (var i = 0; i < neighbours.Length; i++)
        {
            var community = communities[neighbours[i]];
            touched = Touch(community, weights[i], touched);
        }

        var (own, strength) = (communities[node], graph.Strength(node));
        var (expected, least) = (_scale * strength, Tolerance * strength);
        var (best, most) = (own, _weightTo[own] - (expected * (_strengths[own] - strength)));
        if (_sizes[own] > 1 && most < -least)
        {
            (best, most) = (_free[free - 1], 0);
        }

        for (var i = 0; i < touched; i++)
        {
            var community = _touched[i];
            var gain = _weightTo[community] - (expected * _strengths[community]);
            _weightTo[community] = 0;
            if (community != own && gain > most + least)
            {
                (best, most) = (community, gain);
            }
        }

        return best;
    }

    /// <summary>
    /// Divides each community into parts that hang together well: from single nodes on, a node that is alone joins a part of its community, chosen at random among those that are well connected to the rest and where it does no
    /// harm, the better the likelier (Algorithm A.2, RefinePartition and MergeNodesSubset).
    /// </summary>
    private int[] Refine(WeightedGraph graph, int[] communities, out int count)
    {
        var nodes = graph.Nodes;
        int[] refined = [.. Enumerable.Range(0, nodes)];
        for (var node = 0; node < nodes; node++)
        {
            (_refinedStrengths[node], _refinedSizes[node], _outside[node]) = (graph.Strength(node), 1, 0);
            var neighbours = graph.Neighbours(node);
            var weights = graph.Weights(node);
            for (var i = 0; i < neighbours.Length; i++)
            {
                _outside[node] += communities[neighbours[i]] == communities[node] ? weights[i] : 0;
            }
        }

        Shuffle(_queue.AsSpan(0, nodes));
        foreach (var node in _queue.AsSpan(0, nodes))
        {
            var whole = _strengths[communities[node]];
            if (_refinedSizes[refined[node]] != 1 || !IsWellConnected(node, whole))
            {
                continue;
            }

            var neighbours = graph.Neighbours(node);
            var weights = graph.Weights(node);
            var touched = 0;
            for (var i = 0; i < neighbours.Length; i++)
            {
                if (communities[neighbours[i]] == communities[node])
                {
                    touched = Touch(refined[neighbours[i]], weights[i], touched);
                }
            }

            var part = Choose(node, graph.Strength(node), touched, whole, out var weight);
            if (part != node)
            {
                refined[node] = part;
                (_refinedStrengths[node], _refinedSizes[node]) = (0, 0);
                _refinedStrengths[part] += graph.Strength(node);
                _refinedSizes[part]++;
                _outside[part] += _outside[node] - (2 * weight);
            }
        }

        count = Renumber(refined, _touched);
        return refined;
    }

    private bool IsWellConnected(int part, long whole)
    {
        var strength = _refinedStrengths[part];
        return _outside[part] >= (_scale * strength * (whole - strength)) - (Tolerance * strength);
    }

    /// <summary>Chooses the part that a lone node joins, or that it stays alone, each as likely as exp(gain / θ); where it does harm, never.</summary>
    private int Choose(int node, long strength, int touched, long whole, out long weight)
    {
        var (expected, most) = (_scale * strength, 0.0);
        for (var i = 0; i < touched; i++)
        {
            var part = _touched[i];
            var gain = _weightTo[part] - (expected * _refinedStrengths[part]);
            _gains[i] = gain >= -Tolerance * strength && IsWellConnected(part, whole) ? gain : double.NegativeInfinity;
            most = Math.Max(most, _gains[i]);
        }

        var sum = Math.Exp(-most / Randomness);
        for (var i = 0; i < touched; i++)
        {
            _gains[i] = Math.Exp((_gains[i] - most) / Randomness);
            sum += _gains[i];
        }

        var (chosen, left) = (node, _random.NextShare() * sum);
        for (var i = 0; i < touched && left >= 0; i++)
        {
            left -= _gains[i];
            chosen = left < 0 ? _touched[i] : chosen;
        }

        weight = _weightTo[chosen];
        foreach (var part in _touched.AsSpan(0, touched))
        {
            _weightTo[part] = 0;
        }

        return chosen;
    }

    /// <summary>Makes one node of each part; what lay within becomes its loop.</summary>
    private WeightedGraph Aggregate(WeightedGraph graph, int[] parts, int count)
    {
        var members = new int[graph.Nodes];
        var begins = new int[count + 1];
        foreach (var part in parts)
        {
            begins[part]++;
        }

        WeightedGraph.Begin(begins);
        for (var node = 0; node < parts.Length; node++)
        {
            members[begins[parts[node]]++] = node;
        }

        WeightedGraph.Rewind(begins);
        var (starts, loops) = (new int[count + 1], new long[count]);
        var (others, otherWeights) = (new int[graph.Entries], new long[graph.Entries]);
        var used = 0;
        for (var part = 0; part < count; part++)
        {
            var (touched, twiceWithin) = (0, 0L);
            foreach (var node in members.AsSpan(begins[part]..begins[part + 1]))
            {
                twiceWithin += 2 * graph.Loop(node);
                var neighbours = graph.Neighbours(node);
                var weights = graph.Weights(node);
                for (var i = 0; i < neighbours.Length; i++)
                {
                    var other = parts[neighbours[i]];
                    if (other == part)
                    {
                        twiceWithin += weights[i];
                    }
                    else
                    {
                        touched = Touch(other, weights[i], touched);
                    }
                }
            }

            loops[part] = twiceWithin / 2;
            foreach (var other in _touched.AsSpan(0, touched))
            {
                (others[used], otherWeights[used]) = (other, _weightTo[other]);
                used++;
                _weightTo[other] = 0;
            }

            starts[part + 1] = used;
        }

        return new WeightedGraph(starts, others, otherWeights, loops);
    }

    private int Touch(int community, long weight, int touched)
    {
        ref var sum = ref _weightTo[community];
        if (sum == 0)
        {
            _touched[touched++] = community;
        }

        sum += weight;
        return touched;
    }

    /// <summary>Fills a span with the numbers of its places in an order of which all are equally likely (Fisher and Yates).</summary>
    private void Shuffle(Span<int> order)
    {
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        for (var i = order.Length - 1; i > 0; i--)
        {
            var j = _random.Next(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
    }

    /// <summary>Numbers communities from 0 in the order of their first nodes; returns how many there are.</summary>
    private static int Renumber(Span<int> communities, int[] numbers)
    {
        numbers.AsSpan().Fill(-1);
        var count = 0;
        foreach (ref var community in communities)
        {
            ref var number = ref numbers[community];
            number = number < 0 ? count++ : number;
            community = number;
        }

        return count;
    }
}
