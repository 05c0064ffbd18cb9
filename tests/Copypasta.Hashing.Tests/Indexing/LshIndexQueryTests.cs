using System.Text;

namespace Copypasta.Hashing.Tests;

public class LshIndexQueryTests
{
    public static TheoryData<ShingleUnit, int, int, double> Configurations => new()
    {
        { ShingleUnit.Chars, 5, 1, 0.5 }, { ShingleUnit.Chars, 5, 1, 0.7 }, { ShingleUnit.Chars, 5, 16, 0.6 }, { ShingleUnit.Chars, 3, 4, 0.8 },
        { ShingleUnit.Chars, 2, 1, 1.0 }, { ShingleUnit.Words, 1, 4, 0.5 }, { ShingleUnit.Words, 2, 1, 0.6 },
    };

    [Theory]
    [MemberData(nameof(Configurations))]
    public void QueriesEqualBruteForce(ShingleUnit unit, int size, int minShingles, double threshold)
    {
        var shingle = new Shingle(unit, size);
        var random = new Random(size);
        var index = new LshIndex(LshIndexes.Complete((decimal)threshold, shingle, minShingles));
        var model = new LshIndexModel(shingle, minShingles);
        var texts = LshIndexes.Texts(random, 150);
        foreach (var text in texts)
        {
            Assert.Equal(model.Add(text), index.Add(text));
        }

        var found = 0;
        foreach (var text in texts.Concat(LshIndexes.Texts(random, 20)))
        {
            Assert.Equal(model.Query(text, (decimal)threshold), index.Ask(text));
            Assert.Equal(model.Query(text, 0.9m), threshold <= 0.9 ? index.Ask(text, new Threshold(0.9m)) : model.Query(text, 0.9m));
            found += index.Query(text).Count(match => match.Similarity < 1);
        }

        // The comparison means something: there were near-copies to find.
        Assert.True(found > 30 || threshold == 1, $"{found} near-copies");
        Assert.Equal(model.Families((decimal)threshold), index.FindFamilies());
    }

    [Fact]
    public void OrdinaryPlansReportNothingFalseAndFindWhatTheyPromise()
    {
        const int Pairs = 1500;
        foreach (var (shared, count, percent) in ((int, int, int)[])[(70, 85, 70), (80, 90, 80), (60, 90, 50)])
        {
            var threshold = percent / 100.0;
            var index = new LshIndex(new LshIndexOptions { Threshold = Threshold.FromDouble(threshold), Recall = 0.9, ExpectedTexts = 10_000, Seed = 7 });
            var random = new Random(percent);
            var queries = new string[Pairs];
            for (var i = 0; i < Pairs; i++)
            {
                (queries[i], var planted) = LshIndexes.PlantedPair(random, shared, count);
                Assert.Equal(i, index.Add(planted));
            }

            var found = 0;
            for (var i = 0; i < Pairs; i++)
            {
                foreach (var match in index.Query(queries[i]))
                {
                    Assert.Equal(new LshMatch(i, shared, count, count), match);
                    Assert.Equal(threshold, match.Similarity);
                    found++;
                }
            }

            // A pair meets in the same bands whether one asks for the other or families are looked for.
            Assert.All(queries, query => index.Add(query));
            Assert.Equal(found, index.FindFamilies().Length);

            // The number found is binomial; both sides, since far more than the plan's recall would mean that the plan is not what it says.
            var slack = 5 * Math.Sqrt(Pairs * index.Plan.Recall * (1 - index.Plan.Recall));
            Assert.InRange(found, (Pairs * index.Plan.Recall) - slack, (Pairs * index.Plan.Recall) + slack);
        }
    }

    [Fact]
    public void JustBelowTheThresholdIsNoMatch()
    {
        var (a, b) = LshIndexes.PlantedPair(new Random(1), 69, 85);
        var index = new LshIndex(LshIndexes.Complete(0.7m, Shingle.Default));
        index.Add(a);
        Assert.Empty(index.Query(b));
        Assert.Equal([new LshMatch(0, 69, 85, 85)], index.TopK(b, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => index.Query(b, [], new Threshold(0.68m)));
        Assert.Throws<ArgumentOutOfRangeException>(() => index.Query(b, [], default(Threshold)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(20)]
    [InlineData(int.MaxValue)]
    public void TopKIsTheBeginningOfAllNeighbours(int k)
    {
        var random = new Random(k);
        var index = new LshIndex(LshIndexes.Complete(0.9m, new Shingle(ShingleUnit.Chars, 3)));
        var model = new LshIndexModel(new Shingle(ShingleUnit.Chars, 3), 1);
        var texts = LshIndexes.Texts(random, 120);
        foreach (var text in texts)
        {
            model.Add(text);
            index.Add(text);
        }

        // Above 0.4 the index misses nothing, so that far the two must agree; what it reports below must be true.
        var below = 0;
        foreach (var text in texts)
        {
            var neighbours = model.Neighbours(text);
            var top = index.TopK(text, k);
            var sure = neighbours.TakeWhile(match => match.Similarity >= 0.4).Take(k).ToArray();
            Assert.Equal(sure, top.Take(sure.Length));
            Assert.True(top.Length <= k);
            Assert.Equal(top.OrderByDescending(match => match.Similarity).ThenBy(match => match.Id), top);
            Assert.Subset(neighbours.ToHashSet(), top.ToHashSet());
            Assert.Equal(top, index.TopK(Encoding.UTF8.GetBytes(text), k));
            below += top.Length - sure.Length;
        }

        Assert.True(below > 0 || k == 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => index.TopK("text", 0));
    }

    [Theory]
    [InlineData(0.8)]
    [InlineData(1.0)]
    public void ContainmentEqualsBruteForce(double containment)
    {
        // Similarity is at least 0.8 / (5 - 0.8) = 0.19 for such pairs: 500 bands of a row miss one in 10^46.
        var options = LshIndexes.Complete(0.15m, Shingle.Default) with { Plan = new BandingPlan(500, 1, new Threshold(0.15m)) };
        var (index, model, random) = (new LshIndex(options), new LshIndexModel(Shingle.Default, 1), new Random(4));
        var texts = LshIndexes.Texts(random, 60).SelectMany(text => (string[])[text, text + ShingleOracle.RandomText(random)]).ToArray();
        foreach (var text in texts)
        {
            model.Add(text);
            index.Add(text);
        }

        var (matches, unlike) = (new List<LshMatch>(), 0);
        foreach (var text in texts)
        {
            index.QueryContainment(text, Threshold.FromDouble(containment), matches);
            Assert.Equal(model.Containment(text, (decimal)containment), matches);
            Assert.All(matches, match => Assert.True(match.Containment >= containment));
            unlike += matches.Count(match => match.Similarity < 0.6);
            index.QueryContainment(Encoding.UTF8.GetBytes(text), Threshold.FromDouble(containment), matches);
            Assert.Equal(model.Containment(text, (decimal)containment), matches);
        }

        Assert.True(unlike > 10, $"{unlike} templates with tails");
    }

    [Fact]
    public void ManyTextsOfOneTemplateAreAllLookedAtAndTheCostIsTold()
    {
        // 2,000 texts of one template: similarity about 0.45 to each other, far below the threshold, yet in each other's buckets all the time.
        const int Texts = 2000;
        var random = new Random(3);
        var template = LshIndexes.PlantedPair(random, 1, 56).A;
        var index = new LshIndex(new LshIndexOptions { Plan = new BandingPlan(40, 3, new Threshold(0.7m)) });
        for (var i = 0; i < Texts; i++)
        {
            index.Add(template + LshIndexes.PlantedPair(random, 1, 30).A);
        }

        var (query, near) = (template + LshIndexes.PlantedPair(random, 1, 30).A, new List<LshMatch>());
        var id = index.Add(query.AsSpan(0, query.Length - 4));
        var cost = index.Query(query, near);
        Assert.Equal([id], near.Select(match => match.Id));
        Assert.True(cost.Candidates > Texts / 2, $"{cost.Candidates} candidates");
        Assert.True(cost.Compared < cost.Candidates / 20, $"{cost.Compared} compared of {cost.Candidates}");
    }

    [Fact]
    public void AWarmQueryAllocatesNothing()
    {
        var index = new LshIndex();
        var random = new Random(2);
        var texts = Enumerable.Range(0, 500).SelectMany(_ => Pair(random)).ToArray();
        foreach (var text in texts)
        {
            index.Add(text);
        }

        var (matches, total) = (new List<LshMatch>(64), 0);
        AskAll();
        total = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        AskAll();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(total > texts.Length * 3 / 2);

        static string[] Pair(Random random)
        {
            var (a, b) = LshIndexes.PlantedPair(random, 80, 85);
            return [a, b];
        }

        void AskAll()
        {
            foreach (var text in texts)
            {
                index.Query(text, matches);
                total += matches.Count;
                index.TopK(text, 3, matches);
            }
        }
    }
}
