using System.Runtime.InteropServices;

namespace Copypasta.Synthesis;

/// <summary>
/// Scores a clustering against labels. Time and memory are linear in the posts: everything follows from the counts of the contingency table. Posts in
/// no cluster (absent, or with an empty name) are clusters of one; posts of no group likewise.
/// </summary>
/// <remarks>
/// Pairwise scores as in Manning, Raghavan and Schütze, "Introduction to Information Retrieval", 2008, section 16.3. B-cubed: Bagga and Baldwin,
/// "Entity-Based Cross-Document Coreferencing Using the Vector Space Model", COLING-ACL 1998; Amigó, Gonzalo, Artiles and Verdejo, "A comparison of extrinsic
/// clustering evaluation metrics based on formal constraints", Information Retrieval 12, 2009.
/// </remarks>
public static class ClusterEvaluation
{
    /// <summary>Scores <paramref name="found"/> against <paramref name="truth"/>.</summary>
    /// <param name="found">Post id and cluster; empty for none.</param>
    /// <param name="truth">Post id and label; empty for none. It should list every post, those of no group included: precision counts them.</param>
    /// <exception cref="ArgumentException">An id stands in a list twice with different values.</exception>
    public static EvaluationResult Evaluate(IEnumerable<(string Id, string Cluster)> found, IEnumerable<(string Id, string Label)> truth) =>
        Evaluate(found, truth, []);

    /// <summary>As the other overload, and scores each kind of post.</summary>
    /// <param name="found">Post id and cluster; empty for none.</param>
    /// <param name="truth">Post id and label; empty for none.</param>
    /// <param name="kinds">Post id and kind; posts without one are in no kind's score, ids in neither of the other lists are passed over.</param>
    /// <exception cref="ArgumentException">An id stands in a list twice with different values.</exception>
    public static EvaluationResult Evaluate(
        IEnumerable<(string Id, string Cluster)> found, IEnumerable<(string Id, string Label)> truth, IEnumerable<(string Id, string Kind)> kinds)
    {
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(kinds);

        // Every post's place in the table: cluster and group as numbers, those of none below zero.
        var indexes = new Dictionary<string, int>(StringComparer.Ordinal);
        var posts = new List<Place>();
        long repeated = 0;
        var clusters = new Numbering();
        foreach ((var id, var cluster) in found)
        {
            ref var place = ref PlaceOf(id, indexes, posts);
            Set(ref place.Cluster, clusters.NumberOf(cluster), "clustering", id, ref repeated);
        }
        var groups = new Numbering();
        foreach ((var id, var label) in truth)
        {
            ref var place = ref PlaceOf(id, indexes, posts);
            Set(ref place.Group, groups.NumberOf(label), "truth", id, ref repeated);
        }
        var kindNumbers = new Numbering();
        foreach ((var id, var kind) in kinds)
        {
            if (indexes.TryGetValue(id, out var index))
            {
                Set(ref CollectionsMarshal.AsSpan(posts)[index].Kind, kindNumbers.NumberOf(kind), "kinds", id, ref repeated);
            }
        }
        return Score(CollectionsMarshal.AsSpan(posts), clusters.Count, groups.Count, kindNumbers.Names, repeated);
    }

    private static EvaluationResult Score(ReadOnlySpan<Place> posts, int clusters, int groups, IReadOnlyList<string> kindNames, long repeated)
    {
        var clusterSizes = new long[clusters];
        var groupSizes = new long[groups];
        var cells = new Dictionary<(int Cluster, int Group), long>();
        long onlyInFound = 0, onlyInTruth = 0;
        foreach (var post in posts)
        {
            if (post.Cluster >= 0)
            {
                clusterSizes[post.Cluster]++;
            }

            if (post.Group >= 0)
            {
                groupSizes[post.Group]++;
            }

            if (post.Cluster >= 0 && post.Group >= 0)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(cells, (post.Cluster, post.Group), out _)++;
            }

            onlyInFound += post.Group == Place.Absent ? 1 : 0;
            onlyInTruth += post.Cluster == Place.Absent ? 1 : 0;
        }

        long foundPairs = clusterSizes.Sum(Pairs), truePairs = groupSizes.Sum(Pairs), common = cells.Values.Sum(Pairs);
        double precision = 0, recall = 0;
        var kinds = new KindSums[kindNames.Count];
        foreach (var post in posts)
        {
            var inCluster = post.Cluster >= 0 ? clusterSizes[post.Cluster] : 1;
            var inGroup = post.Group >= 0 ? groupSizes[post.Group] : 1;
            var inBoth = post.Cluster >= 0 && post.Group >= 0 ? cells[(post.Cluster, post.Group)] : 1;
            double itsPrecision = (double)inBoth / inCluster, itsRecall = (double)inBoth / inGroup;
            precision += itsPrecision;
            recall += itsRecall;
            if (post.Kind >= 0)
            {
                kinds[post.Kind].Add(inGroup - 1, inBoth - 1, itsRecall, itsPrecision);
            }
        }
        var n = posts.Length;
        return new EvaluationResult
        {
            Pairwise = Synthesis.Score.Of(foundPairs == 0 ? 1 : (double)common / foundPairs, truePairs == 0 ? 1 : (double)common / truePairs),
            BCubed = n == 0 ? Synthesis.Score.Of(1, 1) : Synthesis.Score.Of(precision / n, recall / n),
            Posts = n,
            OnlyInFound = onlyInFound,
            OnlyInTruth = onlyInTruth,
            RepeatedRows = repeated,
            Clusters = clusters,
            Groups = groups,
            FoundPairs = foundPairs,
            TruePairs = truePairs,
            CommonPairs = common,
            Kinds = [.. kinds.Select((k, i) => k.ToScore(kindNames[i])).OrderBy(k => k.Kind, StringComparer.Ordinal)],
        };
    }

    private static long Pairs(long n) => n * (n - 1) / 2;

    private static ref Place PlaceOf(string id, Dictionary<string, int> indexes, List<Place> posts)
    {
        ref var index = ref CollectionsMarshal.GetValueRefOrAddDefault(indexes, id, out var known);
        if (!known)
        {
            index = posts.Count;
            posts.Add(new Place { Cluster = Place.Absent, Group = Place.Absent, Kind = Place.Absent });
        }
        return ref CollectionsMarshal.AsSpan(posts)[index];
    }

    private static void Set(ref int slot, int value, string list, string id, ref long repeated)
    {
        if (slot != Place.Absent && slot != value)
        {
            throw new ArgumentException($"Id '{id}' stands in the {list} twice with different values.");
        }

        repeated += slot != Place.Absent ? 1 : 0;
        slot = value;
    }

    private struct Place
    {
        public const int Absent = -2;

        public int Cluster;
        public int Group;
        public int Kind;
    }

    private struct KindSums
    {
        private long _posts, _truePairs, _foundPairs;
        private double _recall, _precision;

        public void Add(long truePairs, long foundPairs, double recall, double precision)
        {
            _posts++;
            _truePairs += truePairs;
            _foundPairs += foundPairs;
            _recall += recall;
            _precision += precision;
        }

        public readonly KindScore ToScore(string kind) =>
            new(kind, _posts, _truePairs, _foundPairs, _posts == 0 ? 1 : _recall / _posts, _posts == 0 ? 1 : _precision / _posts);
    }

    /// <summary>Names as numbers from 0 in order of appearance; the empty name, which is none, as -1.</summary>
    private sealed class Numbering
    {
        private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
        private readonly List<string> _names = [];

        public int Count => _names.Count;

        public IReadOnlyList<string> Names => _names;

        public int NumberOf(string name)
        {
            if (name.Length == 0)
            {
                return -1;
            }

            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, name, out var known);
            if (!known)
            {
                number = _names.Count;
                _names.Add(name);
            }
            return number;
        }
    }
}
