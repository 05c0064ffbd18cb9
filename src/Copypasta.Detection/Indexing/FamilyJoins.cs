namespace Copypasta.Detection;

/// <summary>
/// Which families an addition makes: disjoint sets of new texts, by their places in the part, and families that the index has, by their roots. Safe for concurrent use. What comes of it does not depend on the order of joins.
/// </summary>
internal sealed class FamilyJoins
{
    private readonly Lock _gate = new();
    private readonly List<int> _parents;
    private readonly Dictionary<int, int> _nodes = [];
    private readonly List<int> _known = [];

    /// <param name="roots">By new text, another that it is linked with, or itself.</param>
    public FamilyJoins(int[] roots) => (_parents, NewTexts) = ([.. roots], roots.Length);

    /// <summary>Number of new texts: their nodes are 0 to this - 1, those of known families follow.</summary>
    public int NewTexts { get; }

    /// <summary>New texts and known families that are touched.</summary>
    public int Nodes => _parents.Count;

    /// <summary>The root of the known family at a node.</summary>
    public int KnownRoot(int node) => _known[node - NewTexts];

    public bool AreJoined(int text, int knownRoot)
    {
        lock (_gate)
        {
            return _nodes.TryGetValue(knownRoot, out var node) && Find(node) == Find(text);
        }
    }

    public void Join(int text, int knownRoot)
    {
        lock (_gate)
        {
            var (a, b) = (Find(text), Find(NodeOf(knownRoot)));
            _parents[Math.Max(a, b)] = Math.Min(a, b);
        }
    }

    /// <summary>Notes that a known family changes though nothing may join it; its node.</summary>
    public int Touch(int knownRoot)
    {
        lock (_gate)
        {
            return NodeOf(knownRoot);
        }
    }

    /// <summary>The node that stands for a node's set.</summary>
    public int Find(int node)
    {
        while (_parents[node] != node)
        {
            node = _parents[node] = _parents[_parents[node]];
        }

        return node;
    }

    private int NodeOf(int knownRoot)
    {
        if (!_nodes.TryGetValue(knownRoot, out var node))
        {
            node = _nodes[knownRoot] = _parents.Count;
            _parents.Add(node);
            _known.Add(knownRoot);
        }

        return node;
    }
}
