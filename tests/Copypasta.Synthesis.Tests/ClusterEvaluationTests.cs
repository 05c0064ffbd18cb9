using FsCheck.Xunit;

namespace Copypasta.Synthesis.Tests;

public sealed class ClusterEvaluationTests
{
    private const double Tolerance = 1e-12;

    [Fact]
    public void AHandComputedExample()
    {
        // Clusters {a b c} {d e}, f alone; groups {a b} {c d e}, f in none.
        var result = ClusterEvaluation.Evaluate(
            [("a", "1"), ("b", "1"), ("c", "1"), ("d", "2"), ("e", "2")],
            [("a", "x"), ("b", "x"), ("c", "y"), ("d", "y"), ("e", "y"), ("f", "")],
            [("a", "k"), ("c", "k"), ("f", "solo"), ("elsewhere", "k")]);
        // Pairs found ab ac bc de, true ab cd ce de, common ab de.
        Assert.Equal((4, 4, 2), (result.FoundPairs, result.TruePairs, result.CommonPairs));
        Assert.Equal(0.5, result.Pairwise.Precision, Tolerance);
        Assert.Equal(0.5, result.Pairwise.Recall, Tolerance);
        Assert.Equal(0.5, result.Pairwise.F1, Tolerance);
        // Precision a 2/3, b 2/3, c 1/3, d 1, e 1, f 1; recall a 1, b 1, c 1/3, d 2/3, e 2/3, f 1.
        Assert.Equal((5.0 / 3 + 3) / 6, result.BCubed.Precision, Tolerance);
        Assert.Equal((5.0 / 3 + 3) / 6, result.BCubed.Recall, Tolerance);
        Assert.Equal((6, 0, 1, 2, 2), (result.Posts, result.OnlyInFound, result.OnlyInTruth, result.Clusters, result.Groups));
        // Of kind k: a has one true pair (found), c has two (none found).
        var kind = result.Kinds[0];
        Assert.Equal(("k", 2, 3, 1), (kind.Kind, kind.Posts, kind.TruePairs, kind.FoundPairs));
        Assert.Equal(1.0 / 3, kind.PairRecall, Tolerance);
        Assert.Equal(2.0 / 3, kind.BCubedRecall, Tolerance);
        Assert.Equal(0.5, kind.BCubedPrecision, Tolerance);
        Assert.Equal(1, result.Kinds[1].PairRecall);
    }

    [Fact]
    public void NothingFoundIsPreciseAndRecallsNoPair()
    {
        var result = ClusterEvaluation.Evaluate([], [("a", "x"), ("b", "x")]);
        Assert.Equal(new Score(1, 0, 0), result.Pairwise);
        Assert.Equal(0.5, result.BCubed.Recall, Tolerance);
        Assert.Equal(2, result.OnlyInTruth);
    }

    [Fact]
    public void EmptyListsScoreOne()
    {
        var result = ClusterEvaluation.Evaluate([], []);
        Assert.Equal(new Score(1, 1, 1), result.Pairwise);
        Assert.Equal(new Score(1, 1, 1), result.BCubed);
    }

    [Fact]
    public void ARepeatedRowCountsOnceAndAContradictionIsAnError()
    {
        Assert.Equal(1, ClusterEvaluation.Evaluate([("a", "1"), ("a", "1")], [("a", "x")]).RepeatedRows);
        var error = Assert.Throws<ArgumentException>(() => ClusterEvaluation.Evaluate([("a", "1"), ("a", "")], []));
        Assert.Contains("'a'", error.Message);
    }

    [Fact]
    public void TheTruthAgainstItselfIsPerfect()
    {
        var truth = SyntheticCorpus.Generate(new SynthesisOptions { Posts = 3000 }).Select(p => (p.Id, p.Group)).ToArray();
        var result = ClusterEvaluation.Evaluate(truth, truth);
        Assert.Equal(new Score(1, 1, 1), result.Pairwise);
        Assert.Equal(new Score(1, 1, 1), result.BCubed);
    }

    /// <summary>Bytes as labels: 0 absent, 1 no cluster or group, else its name modulo 5.</summary>
    [Property]
    public void AgreesWithTheDefinitionsOverAllPairs((byte Cluster, byte Label)[] posts)
    {
        var found = Listed(posts.Select(p => p.Cluster));
        var truth = Listed(posts.Select(p => p.Label));
        var result = ClusterEvaluation.Evaluate(found, truth);

        string[] ids = [.. found.Concat(truth).Select(r => r.Item1).Distinct()];
        var cluster = found.ToDictionary(r => r.Item1, r => r.Item2);
        var label = truth.ToDictionary(r => r.Item1, r => r.Item2);
        bool Together(Dictionary<string, string> names, string a, string b) =>
            a == b || (names.GetValueOrDefault(a, "") is { Length: > 0 } name && name == names.GetValueOrDefault(b, ""));

        long foundPairs = 0, truePairs = 0, common = 0;
        double precision = 0, recall = 0;
        foreach (var a in ids)
        {
            var inCluster = ids.Count(b => Together(cluster, a, b));
            var inGroup = ids.Count(b => Together(label, a, b));
            var inBoth = ids.Count(b => Together(cluster, a, b) && Together(label, a, b));
            foundPairs += inCluster - 1;
            truePairs += inGroup - 1;
            common += inBoth - 1;
            precision += (double)inBoth / inCluster;
            recall += (double)inBoth / inGroup;
        }
        Assert.Equal((foundPairs / 2, truePairs / 2, common / 2), (result.FoundPairs, result.TruePairs, result.CommonPairs));
        Assert.Equal(ids.Length == 0 ? 1 : precision / ids.Length, result.BCubed.Precision, Tolerance);
        Assert.Equal(ids.Length == 0 ? 1 : recall / ids.Length, result.BCubed.Recall, Tolerance);
        Assert.Equal(foundPairs == 0 ? 1 : (double)common / foundPairs, result.Pairwise.Precision, Tolerance);
        Assert.Equal(truePairs == 0 ? 1 : (double)common / truePairs, result.Pairwise.Recall, Tolerance);
        Assert.Equal((ids.Length, ids.Count(i => !label.ContainsKey(i)), ids.Count(i => !cluster.ContainsKey(i))), (result.Posts, result.OnlyInFound, result.OnlyInTruth));
    }

    private static (string, string)[] Listed(IEnumerable<byte> values) =>
        [.. values.Select((v, i) => (Id: i.ToString(), Value: v)).Where(r => r.Value % 7 != 0).Select(r => (r.Id, r.Value % 7 == 1 ? "" : $"n{r.Value % 7}"))];
}
