using System.Security.Cryptography;
using System.Text;
using Copypasta.Hashing;

namespace Copypasta.Detection.Tests;

public sealed class DetectorTests
{
    /// <summary>The definition of families and clusters, as slow and plain as it can be written.</summary>
    private sealed record Oracle(Dictionary<string, string> FamilyOfText, Dictionary<string, (string Exemplar, int Shared, int Union)> ExemplarOfText)
    {
        public static Oracle Of(TestPost[] posts, Threshold threshold, int minLength = 16, SimilarityMeasure measure = SimilarityMeasure.Jaccard)
        {
            var copies = posts.Where(p => p.Text.Length > 0).GroupBy(p => p.Text).ToDictionary(g => g.Key, g => g.ToArray());
            var texts = copies.Keys.ToArray();
            var root = texts.ToDictionary(t => t, t => t);
            string Find(string t) => root[t] == t ? t : Find(root[t]);
            bool Match(string a, string b) =>
                Corpus.Compare(a, b, measure) is var (shared, of) && shared * threshold.Denominator >= threshold.Numerator * of;

            var near = texts.Where(t => Corpus.Shingles(t).Count >= minLength).ToArray();
            for (var i = 0; i < near.Length; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    if (Match(near[i], near[j]))
                    {
                        root[Find(near[i])] = Find(near[j]);
                    }
                }
            }

            var families = new Dictionary<string, string>();
            var exemplars = new Dictionary<string, (string, int, int)>();
            foreach (var family in texts.GroupBy(Find))
            {
                if (family.Sum(t => copies[t].Length) < 2)
                {
                    continue;
                }

                string First(string t) => copies[t].Select(p => p.Time).Where(time => time.Length > 0).DefaultIfEmpty("~").Min(StringComparer.Ordinal)!;
                var ordered = family.OrderByDescending(t => copies[t].Length).ThenBy(First, StringComparer.Ordinal).ThenBy(t => Digest(t), StringComparer.Ordinal).ToList();
                var earliest = family.OrderBy(First, StringComparer.Ordinal).ThenBy(t => Digest(t), StringComparer.Ordinal).First();
                while (ordered.Count > 0)
                {
                    var exemplar = ordered[0];
                    foreach (var member in ordered.Where(t => t == exemplar || Match(exemplar, t)).ToArray())
                    {
                        var (shared, union) = Corpus.Compare(exemplar, member, measure)!.Value;
                        exemplars.Add(member, ("c" + Digest(exemplar)[..24], shared, union));
                        families.Add(member, "f" + Digest(earliest)[..24]);
                        ordered.Remove(member);
                    }
                }
            }

            return new Oracle(families, exemplars);
        }

        private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("exact/1\0" + text)));
    }

    private static TestPost[] RandomPosts(int seed, int count, bool tails = false)
    {
        var random = new Random(seed);
        var texts = Corpus.RandomTexts(seed, count);
        if (tails)
        {
            // Other texts as tails: every size ratio, and much the same texts alone and within others.
            texts = [.. texts.Select((text, i) => random.Next(2) == 0 ? text : text + (texts[(i * 7) % count] + texts[(i * 11) % count])[random.Next(10)..])];
        }

        return [.. texts.Select((text, i) => new TestPost(
            $"id{random.Next(count * 2)}",
            random.Next(4) == 0 ? string.Empty : $"account{random.Next(9)}",
            random.Next(5) == 0 ? string.Empty : $"2020-01-{random.Next(1, 28):D2}T{random.Next(24):D2}:00:00Z",
            text))];
    }

    [Theory]
    [InlineData(1, 0.3)]
    [InlineData(2, 0.5)]
    [InlineData(3, 0.7)]
    [InlineData(4, 0.7)]
    [InlineData(5, 0.8)]
    [InlineData(6, 0.95)]
    [InlineData(7, 1)]
    public async Task Families_and_clusters_are_those_of_the_definition(int seed, double threshold)
    {
        var posts = RandomPosts(seed, 300);
        var options = Corpus.Exhaustive((decimal)threshold);
        var result = (await Corpus.DetectAsync(options, posts)).Result;
        var oracle = Oracle.Of(posts, options.Threshold);

        Assert.Equal(posts.Count(p => oracle.FamilyOfText.ContainsKey(p.Text)), result.Members.Length);
        foreach (var member in result.Members)
        {
            var cluster = result.Clusters[member.Cluster];
            var text = Encoding.UTF8.GetString(result.Posts.NormalizedText(member.Post));
            var (exemplar, shared, union) = oracle.ExemplarOfText[text];
            Assert.Equal(exemplar, cluster.Id);
            Assert.Equal(oracle.FamilyOfText[text], result.Families[cluster.Family].Id);
            Assert.Equal(Similarity.FromFraction(shared, union), member.Similarity);
            Assert.True(options.Threshold.IsMetBy(shared, union));
        }
    }

    [Theory]
    [InlineData(31, 0.5)]
    [InlineData(32, 0.7)]
    [InlineData(33, 0.95)]
    [InlineData(34, 1)]
    public async Task By_containment_families_clusters_and_pairs_are_those_of_the_definition(int seed, double threshold)
    {
        var posts = RandomPosts(seed, 80, tails: true);
        var options = Corpus.Exhaustive((decimal)threshold) with { Similarity = SimilarityMeasure.Containment, Pairs = true };
        var result = (await Corpus.DetectAsync(options, posts)).Result;
        var oracle = Oracle.Of(posts, options.Threshold, measure: SimilarityMeasure.Containment);

        Assert.Equal(posts.Count(p => oracle.FamilyOfText.ContainsKey(p.Text)), result.Members.Length);
        foreach (var member in result.Members)
        {
            var (exemplar, shared, smaller) = oracle.ExemplarOfText[Encoding.UTF8.GetString(result.Posts.NormalizedText(member.Post))];
            Assert.Equal(exemplar, result.Clusters[member.Cluster].Id);
            Assert.Equal(Similarity.FromFraction(shared, smaller), member.Similarity);
            Assert.True(options.Threshold.IsMetBy(shared, smaller));
        }

        var near = posts.Select(p => p.Text).Distinct().Where(t => Corpus.Shingles(t).Count >= 16).ToArray();
        var pairs = near.SelectMany((a, i) => near[..i].Select(b => Corpus.Compare(a, b, SimilarityMeasure.Containment)))
            .Where(of => of is var (shared, smaller) && options.Threshold.IsMetBy(shared, smaller))
            .Select(of => Similarity.FromFraction(of!.Value.Shared, of.Value.Of).Millionths);
        Assert.Equal(pairs.Order(), result.Pairs!.Select(pair => pair.Similarity.Millionths).Order());

        // The pairs that are its reason: at least as similar as the threshold, and not so by Jaccard.
        Assert.Contains(result.Pairs!, pair =>
        {
            var (shared, union) = Corpus.Jaccard(Encoding.UTF8.GetString(result.Posts.NormalizedText(pair.A)), Encoding.UTF8.GetString(result.Posts.NormalizedText(pair.B)));
            return !options.Threshold.IsMetBy(shared, union);
        });
    }

    [Fact]
    public async Task Containment_finds_templates_with_a_tail_at_the_recall_of_its_plan()
    {
        // Families of a template and itself with one of four tails, up to four times as long.
        var random = new Random(5);
        string Draw(int length) => new([.. Enumerable.Range(0, length).Select(_ => (char)random.Next('a', 'z' + 1))]);
        var texts = Enumerable.Range(0, 200).SelectMany(i =>
        {
            var template = Draw(60);
            return new[] { template, template + Draw((i % 4 * 55) + 1) };
        });
        var options = new DetectionOptions { Threshold = new Threshold(0.9m), Similarity = SimilarityMeasure.Containment, Profile = TextProfile.Exact };
        var run = await Corpus.DetectAsync(options, Corpus.OfTexts(texts));
        Assert.True(run.RecallBound >= 0.999);
        Assert.Equal(Containment.LeastJaccard(options.Threshold), run.Plan.Threshold);
        Assert.InRange(run.Result.Families.Length, 197, 200);
        Assert.All(run.Result.Clusters, cluster => Assert.Equal(Similarity.One, cluster.MinSimilarity));
        var jaccard = await Corpus.DetectAsync(options with { Similarity = SimilarityMeasure.Jaccard }, Corpus.OfTexts(texts));
        Assert.InRange(jaccard.Result.Families.Length, 0, 50);
    }

    [Theory]
    [InlineData(11, 0.5)]
    [InlineData(12, 0.7)]
    [InlineData(13, 0.9)]
    public async Task Pairs_are_all_pairs_at_or_above_the_threshold_with_their_exact_similarity(int seed, double threshold)
    {
        var posts = RandomPosts(seed, 250);
        var options = Corpus.Exhaustive((decimal)threshold) with { Pairs = true };
        var result = (await Corpus.DetectAsync(options, posts)).Result;

        var near = posts.Select(p => p.Text).Distinct().Where(t => Corpus.Shingles(t).Count >= 16).ToArray();
        var expected = new HashSet<(string, string, Similarity)>();
        for (var i = 0; i < near.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (shared, union) = Corpus.Jaccard(near[i], near[j]);
                if (options.Threshold.IsMetBy(shared, union))
                {
                    expected.Add(string.CompareOrdinal(near[i], near[j]) < 0
                        ? (near[i], near[j], Similarity.FromFraction(shared, union))
                        : (near[j], near[i], Similarity.FromFraction(shared, union)));
                }
            }
        }

        Assert.NotEmpty(expected);
        Assert.Equal(expected.Count, result.Pairs!.Length);
        foreach (var pair in result.Pairs)
        {
            var a = Encoding.UTF8.GetString(result.Posts.NormalizedText(pair.A));
            var b = Encoding.UTF8.GetString(result.Posts.NormalizedText(pair.B));
            Assert.Contains(string.CompareOrdinal(a, b) < 0 ? (a, b, pair.Similarity) : (b, a, pair.Similarity), expected);
            Assert.True(result.Posts[pair.A].Row < result.Posts[pair.B].Row, "the earlier place comes first");
        }

        var places = result.Pairs.Select(p => (result.Posts[p.A].Row, result.Posts[p.B].Row)).ToArray();
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public async Task Tables_are_in_their_order_and_their_figures_are_those_of_their_rows()
    {
        var posts = RandomPosts(21, 400);
        var result = (await Corpus.DetectAsync(Corpus.Exhaustive(0.6m), posts)).Result;

        Assert.Equal(result.Clusters.OrderByDescending(c => c.Posts).ThenBy(c => c.Id, StringComparer.Ordinal), result.Clusters);
        Assert.Equal(result.Families.OrderByDescending(f => f.Posts).ThenBy(f => f.Id, StringComparer.Ordinal), result.Families);
        string Key(Member m) => string.Join(
            '\u0001',
            result.Families[result.Clusters[m.Cluster].Family].Id,
            result.Clusters[m.Cluster].Id,
            result.Posts[m.Post].Time.ToString("D20", System.Globalization.CultureInfo.InvariantCulture),
            Encoding.UTF8.GetString(result.Posts.Id(m.Post)),
            result.Posts[m.Post].Row.ToString("D9", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(result.Members.OrderBy(Key, StringComparer.Ordinal), result.Members);

        for (var i = 0; i < result.Clusters.Length; i++)
        {
            var cluster = result.Clusters[i];
            var members = result.Members.AsSpan(cluster.MemberStart, cluster.Posts).ToArray();
            Assert.All(members, m => Assert.Equal(i, m.Cluster));
            var texts = members.GroupBy(m => result.Posts[m.Post].Text).ToArray();
            Assert.Equal(texts.Length, cluster.Texts);
            Assert.Equal(members.Select(m => result.Posts[m.Post].Author).Where(a => a >= 0).Distinct().Count(), cluster.Accounts);
            Assert.Equal(members.Min(m => result.Posts[m.Post].Time), cluster.First);
            var times = members.Select(m => result.Posts[m.Post].Time).Where(t => t != Archives.PostRecord.NoTime).ToArray();
            Assert.Equal(times.Length == 0 ? Archives.PostRecord.NoTime : times.Max(), cluster.Last);
            var others = texts.Where(t => t.Key != result.Posts[cluster.ExemplarPost].Text).Select(t => t.First().Similarity.Millionths).ToArray();
            Assert.Equal(others.Length == 0 ? 1_000_000 : others.Min(), cluster.MinSimilarity.Millionths);
            Assert.Equal(others.Length == 0 ? 1_000_000 : (int)Math.Floor(((decimal)others.Sum() / others.Length) + 0.5m), cluster.MeanSimilarity.Millionths);
            Assert.Contains(members, m => m.Post == cluster.ExemplarPost && m.Similarity == Similarity.One);
        }

        for (var i = 0; i < result.Families.Length; i++)
        {
            var family = result.Families[i];
            var clusters = result.Clusters.Where(c => c.Family == i).ToArray();
            Assert.Equal(clusters.Length, family.Clusters);
            Assert.Equal(clusters.Sum(c => c.Posts), family.Posts);
            Assert.Equal(clusters.Sum(c => c.Texts), family.Texts);
            Assert.Equal(clusters.Min(c => c.First), family.First);
            Assert.True(family.LowestSimilarity.Millionths <= clusters.Min(c => c.MinSimilarity.Millionths) || family.Clusters > 1);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Threads_and_the_order_of_inputs_and_posts_change_nothing(int seed)
    {
        var posts = RandomPosts(seed + 30, 500).Select((p, i) => p with { Id = $"id{i}" }).ToArray();
        var options = new DetectionOptions { Threshold = new Threshold(0.6m), Profile = TextProfile.Exact, Pairs = true, Threads = 1 };
        var reference = Describe(await Corpus.DetectAsync(options, posts));

        Assert.Equal(reference, Describe(await Corpus.DetectAsync(options with { Threads = 2 }, posts)));
        Assert.Equal(reference, Describe(await Corpus.DetectAsync(options with { Threads = 7 }, posts)));
        Assert.Equal(reference, Describe(await Corpus.DetectAsync(options with { Threads = 2 }, [.. posts.Chunk(71)])));
        var shuffled = posts.ToArray();
        new Random(seed).Shuffle(shuffled);
        Assert.Equal(reference, Describe(await Corpus.DetectAsync(options with { Threads = 2 }, shuffled)));
    }

    // All that must not depend on where a post stands: everything but source and row.
    private static string Describe(DetectionRun run)
    {
        var result = run.Result;
        string Name(int post) => Encoding.UTF8.GetString(result.Posts.Id(post));
        var lines = result.Members.Select(m => $"{result.Clusters[m.Cluster].Id} {Name(m.Post)} {m.Similarity}")
            .Concat(result.Clusters.Select(c => $"{c.Id} {c.Posts} {c.Texts} {c.Accounts} {c.First} {c.Last} {c.MinSimilarity} {c.MeanSimilarity} {Name(c.ExemplarPost)}"))
            .Concat(result.Families.Select(f => f.ToString()))
            .Concat(result.Pairs!.Select(p => string.Join(' ', new[] { Name(p.A), Name(p.B) }.Order(StringComparer.Ordinal)) + " " + p.Similarity).Order(StringComparer.Ordinal))
            .Append($"{run.Plan.Bands} {run.Plan.Rows} {string.Join(',', run.DiscardedBands)} {run.BucketPairs} {run.EligibleTexts} {run.Shingles} {run.ExemplarChecks}");
        return string.Join('\n', lines);
    }

    [Fact]
    public async Task Short_texts_match_only_when_identical_and_empty_ones_never()
    {
        var posts = Corpus.OfTexts(["good morning", "good morning", "good morninG", string.Empty, string.Empty, "日本語の短い文章です。", "日本語の短い文章です", "also short"]);
        var run = await Corpus.DetectAsync(Corpus.Exhaustive(0.5m), posts);

        Assert.Equal(2, run.Intake.SetAside.EmptyTexts);
        Assert.Equal(6, run.Intake.Kept);
        var clusters = run.Result.Clusters;
        Assert.Equal([2], clusters.Select(c => c.Posts));
        Assert.Equal("good morning", Encoding.UTF8.GetString(run.Result.Posts.RawText(clusters[0].ExemplarPost)));

        // Eleven and ten code points of Japanese: seven and six shingles, too few even for a script without spaces; two more suffice.
        var longer = Corpus.OfTexts(["これは日本語の短い文章です。", "これは日本語の短い文章です"]);
        Assert.Single((await Corpus.DetectAsync(Corpus.Exhaustive(0.5m), longer)).Result.Clusters);
        Assert.Empty((await Corpus.DetectAsync(Corpus.Exhaustive(0.5m) with { MinLength = 16 }, longer)).Result.Clusters);
    }

    [Fact]
    public async Task Too_many_pairs_leave_out_the_largest_families_whole_and_list_them()
    {
        var random = new Random(5);
        string Draw() => new([.. Enumerable.Range(0, 60).Select(_ => (char)random.Next('a', 'z' + 1))]);
        var (large, small) = (Draw(), Draw());
        var posts = Corpus.OfTexts(Enumerable.Range(0, 30).Select(i => $"{large}{i:D2}").Concat(Enumerable.Range(0, 5).Select(i => $"{small}{i:D2}")));
        var options = Corpus.Exhaustive(0.7m) with { Pairs = true };

        var all = await Corpus.DetectAsync(options, posts);
        Assert.Equal((30 * 29 / 2) + (5 * 4 / 2), all.Result.Pairs!.Length);
        Assert.Empty(all.FamiliesWithoutPairs);

        var some = await Corpus.DetectAsync(options with { MaxPairs = 100 }, posts);
        Assert.Equal(10, some.Result.Pairs!.Length);
        Assert.Equal([(some.Result.Families[0].Id, 101L)], some.FamiliesWithoutPairs);
        Assert.Equal(all.Result.Members, some.Result.Members);

        // Not the limit itself but the sum decides: 435 and 10 do not fit into 440, the larger family goes, with its true count.
        var few = await Corpus.DetectAsync(options with { MaxPairs = 440 }, posts);
        Assert.Equal([(some.Result.Families[0].Id, 435L)], few.FamiliesWithoutPairs);
        Assert.Equal(10, few.Result.Pairs!.Length);
    }

    [Fact]
    public async Task Pairs_are_those_of_written_families_whatever_the_order_of_posts()
    {
        var random = new Random(7);
        string Draw() => new([.. Enumerable.Range(0, 60).Select(_ => (char)random.Next('a', 'z' + 1))]);
        var posts = Enumerable.Range(0, 4).Select(_ => Draw()).SelectMany((text, family) =>
            Enumerable.Range(0, 3).Select(i => new TestPost($"{family}-{i}", family < 2 ? "one" : $"author {i}", string.Empty, text + i))).ToArray();
        var options = Corpus.Exhaustive(0.7m) with { Pairs = true, MinAccounts = 2, MaxPairs = 4 };
        var run = await Corpus.DetectAsync(options, posts);
        var reversed = await Corpus.DetectAsync(options, [.. posts.Reverse()]);

        Assert.Equal(2, run.Result.Families.Length);
        Assert.Equal([(run.Result.Families[0].Id, 3L)], run.FamiliesWithoutPairs);
        Assert.Equal(run.FamiliesWithoutPairs, reversed.FamiliesWithoutPairs);
        Assert.Equal(3, run.Result.Pairs!.Length);
    }

    [Fact]
    public async Task Boilerplate_shared_by_all_texts_does_not_cost_recall()
    {
        // Texts of one form share most of their shingles, and pairs at the threshold meet where the form does: bands must not be thrown away for that.
        var random = new Random(12);
        string Draw(int length) => new([.. Enumerable.Range(0, length).Select(_ => (char)random.Next('a', 'z' + 1))]);
        var form = Draw(60);
        var texts = new List<string>();
        for (var i = 0; i < 600; i++)
        {
            var (own, shared) = (Draw(14), Draw(16));
            texts.Add(form + own + shared);
            texts.Add(form + Draw(14) + shared);
        }

        var threshold = new Threshold(0.65m);
        var near = new List<(string, string)>();
        for (var i = 0; i < texts.Count; i += 2)
        {
            var (shared, union) = Corpus.Jaccard(texts[i], texts[i + 1]);
            if (threshold.IsMetBy(shared, union))
            {
                near.Add((texts[i], texts[i + 1]));
            }
        }

        Assert.True(near.Count > 400, $"{near.Count} planted pairs reach the threshold");
        var found = 0;
        const int seeds = 8;
        for (var seed = 1UL; seed <= seeds; seed++)
        {
            var options = new DetectionOptions { Threshold = threshold, Recall = 0.99, Profile = TextProfile.Exact, Pairs = true, Seed = seed, Threads = 2 };
            var run = await Corpus.DetectAsync(options, Corpus.OfTexts(texts));
            Assert.True(run.RecallBound >= 0.99);
            var pairs = run.Result.Pairs!.Select(p => (Encoding.UTF8.GetString(run.Result.Posts.NormalizedText(p.A)), Encoding.UTF8.GetString(run.Result.Posts.NormalizedText(p.B)))).ToHashSet();
            found += near.Count(pairs.Contains);
        }

        Assert.True(found >= 0.99 * seeds * near.Count, $"found {found} of {seeds * near.Count}");
    }

    [Fact]
    public async Task Only_families_with_enough_posts_and_accounts_are_reported()
    {
        TestPost Post(string id, string author, string text) => new(id, author, string.Empty, text);
        var posts = new[] { Post("1", "a", "first text"), Post("2", "b", "first text"), Post("3", "a", "second text"), Post("4", "a", "second text"), Post("5", "a", "second text"), Post("6", "", "third text"), Post("7", "", "third text") };
        var options = Corpus.Exhaustive(0.7m);

        Assert.Equal(3, (await Corpus.DetectAsync(options, posts)).Result.Families.Length);
        Assert.Equal([3], (await Corpus.DetectAsync(options with { MinPosts = 3 }, posts)).Result.Families.Select(f => f.Posts));
        Assert.Equal([2], (await Corpus.DetectAsync(options with { MinAccounts = 2 }, posts)).Result.Families.Select(f => f.Accounts));
    }

    [Fact]
    public async Task A_chain_is_one_family_but_no_cluster_holds_a_text_below_the_threshold()
    {
        // Each step replaces two letters in a row: neighbours stay near, the ends share nothing.
        var random = new Random(8);
        var text = new string([.. Enumerable.Range(0, 60).Select(_ => (char)random.Next('a', 'z' + 1))]).ToCharArray();
        var chain = new List<string>();
        for (var i = 0; i < 30; i++)
        {
            chain.Add(new string(text));
            text[i * 2] = (char)(text[i * 2] ^ 0x20);
            text[(i * 2) + 1] = (char)(text[(i * 2) + 1] ^ 0x20);
        }

        var result = (await Corpus.DetectAsync(Corpus.Exhaustive(0.7m), Corpus.OfTexts(chain))).Result;
        Assert.Single(result.Families);
        Assert.True(result.Clusters.Length > 3);
        Assert.Equal(0, result.Families[0].LowestSimilarity.Millionths / 100_000);
        Assert.All(result.Members, m => Assert.True(m.Similarity.Millionths >= 700_000));
    }

    [Fact]
    public async Task The_planned_recall_holds_on_average_at_and_above_the_threshold()
    {
        var texts = Corpus.RandomTexts(99, 600, templates: 20).Distinct().Where(t => Corpus.Shingles(t).Count >= 16).ToArray();
        var expected = 0;
        for (var i = 0; i < texts.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (shared, union) = Corpus.Jaccard(texts[i], texts[j]);
                expected += new Threshold(0.6m).IsMetBy(shared, union) ? 1 : 0;
            }
        }

        var found = 0L;
        const int seeds = 20;
        for (var seed = 1; seed <= seeds; seed++)
        {
            var options = new DetectionOptions { Threshold = new Threshold(0.6m), Recall = 0.99, Profile = TextProfile.Exact, Pairs = true, Seed = (ulong)seed, Threads = 2 };
            var run = await Corpus.DetectAsync(options, Corpus.OfTexts(texts));
            Assert.True(run.Plan.Recall >= 0.99);
            found += run.Result.Pairs!.Length;
        }

        Assert.True(expected > 500, $"{expected} pairs are too few to measure on");
        Assert.True(found >= 0.99 * seeds * expected, $"found {found} of {seeds * expected}");
        Assert.True(found <= seeds * expected);
    }
}
