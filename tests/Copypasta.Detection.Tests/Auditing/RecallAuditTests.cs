using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using Copypasta.Hashing;

namespace Copypasta.Detection.Tests;

public sealed class RecallAuditTests
{
    private static readonly Threshold s_threshold = new(0.7m);

    /// <summary>The whole audit as plainly as it can be written: sample, neighbours, draw and families, of runs whose plans miss much.</summary>
    [Theory]
    [InlineData(1, 0.7, 1, 60, SimilarityMeasure.Jaccard)]
    [InlineData(2, 0.7, 3, 250, SimilarityMeasure.Jaccard)]
    [InlineData(3, 0.5, 1, 100, SimilarityMeasure.Jaccard)]
    [InlineData(4, 0.3, 1, 100, SimilarityMeasure.Jaccard)]
    [InlineData(5, 0.95, 1, 150, SimilarityMeasure.Jaccard)]
    [InlineData(6, 1, 2, 100, SimilarityMeasure.Jaccard)]
    [InlineData(7, 0.7, 1, 60, SimilarityMeasure.Containment)]
    [InlineData(8, 0.9, 2, 300, SimilarityMeasure.Containment)]
    [InlineData(9, 0.5, 1, 1_000_000, SimilarityMeasure.Jaccard)]
    [InlineData(10, 0.7, 1, 1, SimilarityMeasure.Jaccard)]
    public async Task Is_that_of_the_definition(int seed, double threshold, int bands, int sample, SimilarityMeasure measure)
    {
        var posts = Posts(seed, measure);
        var options = new DetectionOptions
        {
            Threshold = new Threshold((decimal)threshold),
            Similarity = measure,
            Profile = TextProfile.Exact,
            Plan = (bands, 6),
            Seed = (ulong)seed * 0x9E3779B97F4A7C15,
            Audit = sample,
            Threads = 2,
        };
        var run = await Corpus.DetectAsync(options, posts);
        var audit = Assert.IsType<AuditResult>(run.Audit);

        var families = run.Result.Members.ToLookup(m => Encoding.UTF8.GetString(run.Result.Posts.NormalizedText(m.Post)), m => run.Result.Clusters[m.Cluster].Family);
        var eligible = posts.Select(p => p.Text).Distinct().Where(t => Corpus.Shingles(t).Count >= 16).ToArray();
        var sampled = eligible.OrderBy(t => Hash(options.Seed, t)).Take(sample).ToArray();
        var (withNeighbours, found) = (0, 0);
        foreach (var text in sampled)
        {
            var drawn = eligible.Where(other => other != text && Matches(text, other, options)).MinBy(other => Hash(options.Seed, text, other));
            if (drawn is not null)
            {
                withNeighbours++;
                found += families[text].Any() && families[drawn].Any() && families[text].First() == families[drawn].First() ? 1 : 0;
            }
        }

        Assert.Equal(run.EligibleTexts, eligible.Length);
        Assert.Equal(new AuditResult { Requested = sample, Sampled = sampled.Length, WithNeighbours = withNeighbours, Found = found }, audit);
        Assert.Equal(withNeighbours == 0 ? null : (double)found / withNeighbours, audit.Recall);
    }

    [Fact]
    public async Task Neither_order_nor_threads_change_it_and_the_seed_does()
    {
        var posts = Posts(21, SimilarityMeasure.Jaccard);
        var options = new DetectionOptions { Profile = TextProfile.Exact, Plan = (2, 6), Seed = 5, Audit = 120, Threads = 1 };
        var audit = (await Corpus.DetectAsync(options, posts)).Audit!;
        Assert.InRange(audit.Found, 1, audit.WithNeighbours - 1);
        Assert.Equal(audit, (await Corpus.DetectAsync(options with { Threads = 4 }, [.. posts.Reverse()])).Audit);
        Assert.Equal(audit, (await Corpus.DetectAsync(options with { Threads = 3 }, [.. posts.OrderBy(p => p.Text, StringComparer.Ordinal)])).Audit);
        var others = new HashSet<AuditResult>();
        for (ulong seed = 6; seed < 12; seed++)
        {
            others.Add((await Corpus.DetectAsync(options with { Seed = seed }, posts)).Audit!);
        }

        Assert.True(others.Count > 1);
    }

    [Fact]
    public async Task Nothing_can_be_said_where_no_text_has_a_neighbour()
    {
        string[] texts = ["one text about the sea and its fish", "another that speaks of mountains only", "a third on the price of bread today", "short"];
        var run = await Corpus.DetectAsync(new DetectionOptions { Audit = 10 }, Corpus.OfTexts(texts));
        Assert.Equal(new AuditResult { Requested = 10, Sampled = 3, WithNeighbours = 0, Found = 0 }, run.Audit);
        Assert.Null(run.Audit!.Recall);
        Assert.Equal((0, 1), run.Audit.Interval);
        Assert.Null((await Corpus.DetectAsync(new DetectionOptions(), Corpus.OfTexts(texts))).Audit);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(1_000)]
    public void A_sample_that_takes_several_indexes_is_drawn_alike(int maxEntries)
    {
        var texts = DistinctTexts(31, 300);
        var audited = new AuditedTexts(texts, s_threshold);
        int[] samples = [.. Enumerable.Range(0, texts.Length).Where(text => audited.Seeded(7).Shingles(text) > 0)];
        var drawn = audited.Draw(samples, 7);
        Assert.Contains(drawn, neighbour => neighbour != NeighbourDraw.None);
        Assert.Contains(NeighbourDraw.None, drawn);
        Assert.Equal(drawn, audited.Draw(samples, 7, maxEntries));
    }

    /// <summary>Pearson's statistic over 4,000 seeds stays below the 99.9% quantile of its distribution, for the neighbours drawn of one text and for the texts sampled.</summary>
    [Fact]
    public void Every_neighbour_and_every_text_is_as_likely_as_any_other()
    {
        const int Seeds = 4_000;
        const string Base = "the harbour is closed today and nobody knows why the ships are waiting";
        string[] texts = [Base, .. Enumerable.Range(0, 10).Select(i => $"{Base} {i}"), .. Enumerable.Range(0, 10).Select(i => $"{i} something else altogether, number {i}, and so on")];
        var audited = new AuditedTexts(texts, s_threshold);
        var drawn = new int[texts.Length];
        var sampled = new int[texts.Length];
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            drawn[audited.Draw([0], seed)[0]]++;
            sampled[Assert.Single(AuditSample.Draw(audited.Seeded(seed), 1, CancellationToken.None))]++;
        }

        Assert.Equal(Seeds, drawn[1..11].Sum());
        Assert.InRange(Pearson(drawn[1..11]), 0, 27.88); // 9 degrees of freedom
        Assert.InRange(Pearson(sampled), 0, 45.31); // 20 degrees of freedom

        static double Pearson(int[] counts) => counts.Sum(n => Math.Pow(n - counts.Average(), 2) / counts.Average());
    }

    /// <summary>
    /// 200 audits at each recall, of families that miss what they are known to miss. An interval that covers with probability 0.95 covers at least 180 times of 200 in all but one of
    /// 1,000 such tests; the benchmark makes 1,000 audits.
    /// </summary>
    [Theory]
    [InlineData(0.8)]
    [InlineData(0.9)]
    [InlineData(0.99)]
    public void The_interval_covers_the_recall_that_there_is(double recall)
    {
        var texts = DistinctTexts(41, 2_500, templates: 200);
        var induced = InducedRecall.Of(texts, s_threshold, recall, 43);
        Assert.Equal(recall, induced.Recall, 0.002);
        var audited = new AuditedTexts(texts, s_threshold);
        var (covered, sum) = (0, 0.0);
        for (ulong seed = 1; seed <= 200; seed++)
        {
            var audit = audited.Audit(induced.Roots, 600, seed);
            Assert.InRange(audit.WithNeighbours, 100, 600);
            covered += audit.Interval.Low <= induced.Recall && induced.Recall <= audit.Interval.High ? 1 : 0;
            sum += audit.Recall!.Value;
        }

        Assert.InRange(covered, 180, 200);

        // Unbiased: the mean of 200 lies within four standard errors, of 100 trials each at the least.
        Assert.Equal(induced.Recall, sum / 200, 4 * Math.Sqrt(recall * (1 - recall) / 100 / 200));
    }

    private static TestPost[] Posts(int seed, SimilarityMeasure measure)
    {
        var texts = Corpus.RandomTexts(seed, 250, templates: 40);
        return Corpus.OfTexts(measure == SimilarityMeasure.Jaccard ? texts : texts.Select((text, i) => i % 2 == 0 ? text : text + texts[(i * 7) % 250]));
    }

    private static string[] DistinctTexts(int seed, int count, int templates = 40) =>
        [.. Corpus.RandomTexts(seed, count, templates).Distinct(StringComparer.Ordinal)];

    private static bool Matches(string a, string b, DetectionOptions options) =>
        Corpus.Compare(a, b, options.Similarity) is var (shared, of) && shared * options.Threshold.Denominator >= options.Threshold.Numerator * of;

    private static ulong Hash(ulong seed, params string[] texts)
    {
        var bytes = new byte[texts.Length * sizeof(ulong)];
        for (var i = 0; i < texts.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i * sizeof(ulong)), XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(texts[i])));
        }

        return XxHash3.HashToUInt64(bytes, (long)seed);
    }
}
