using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Copypasta.Archives;
using Copypasta.Hashing;

namespace Copypasta.Detection.Tests;

/// <summary>What does not fit into memory is worked on on disk, for the same results.</summary>
public sealed class SpilledDetectionTests
{
    private const long Little = 5 << 20;

    [Theory]
    [InlineData(DuplicateHandling.Drop, false, false, SimilarityMeasure.Jaccard)]
    [InlineData(DuplicateHandling.Keep, true, false, SimilarityMeasure.Jaccard)]
    [InlineData(DuplicateHandling.Drop, true, true, SimilarityMeasure.Jaccard)]
    [InlineData(DuplicateHandling.Drop, false, false, SimilarityMeasure.Containment)]
    public async Task Results_are_those_of_a_run_in_memory(DuplicateHandling duplicates, bool pairs, bool keep, SimilarityMeasure measure)
    {
        var options = new DetectionOptions
        {
            DuplicateIds = duplicates,
            Pairs = pairs,
            AllPosts = keep,
            Keep = keep ? ["created_at", "id"] : [],
            Fields = pairs ? [PostField.Client, PostField.Language, PostField.Hashtags, PostField.Handle] : [],
            Similarity = measure,
            Reposts = RepostHandling.Include,
            Audit = 300,
            Threads = 2,
        };
        var posts = Posts(14_000, 6_000);
        var expected = await Corpus.DetectAsync(options, posts);

        // Families by containment hold more posts.
        var spilled = await Corpus.DetectAsync(options, keep ? Little * 5 / 2 : measure == SimilarityMeasure.Containment ? Little * 5 / 4 : Little, posts);
        Assert.Equal(0, expected.TemporaryBytes);
        Assert.True(spilled.TemporaryBytes > 0, "everything fitted into memory: nothing is put to the test");
        Assert.Equal(Everything(expected, keep), Everything(spilled, keep));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Neither_threads_nor_the_amount_of_memory_change_anything(int threads)
    {
        var options = new DetectionOptions { Threads = threads, Pairs = true };
        var posts = Posts(12_000, 1_000);
        var expected = Everything(await Corpus.DetectAsync(options, posts), false);
        foreach (var data in new[] { Little / 2, Little, Little * 3 / 2, Little * 5 })
        {
            Assert.Equal(expected, Everything(await Corpus.DetectAsync(options, data, posts), false));
        }
    }

    [Fact]
    public async Task Posts_to_be_written_that_do_not_fit_are_an_error_that_says_so()
    {
        var posts = Corpus.OfTexts(Enumerable.Range(0, 20_000).Select(i => $"the very same text is posted in pairs all over the place, number {i / 2} of them"));
        var e = await Assert.ThrowsAsync<SpillException>(() => Corpus.DetectAsync(new DetectionOptions { Threads = 1 }, 1 << 20, posts));
        Assert.StartsWith("--memory: ", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clusters_and_pairs_that_will_not_fit_are_an_error_that_says_how_much_to_allow()
    {
        // All pairs of 1,000 texts: half a million.
        var posts = Corpus.OfTexts(Enumerable.Range(0, 1_000).Select(i => $"the very same words are posted again and again all over the place, on each and every day of the year, number {i}"));
        var options = new DetectionOptions { Threads = 2, Pairs = true };
        var tooManyPairs = await Assert.ThrowsAsync<SpillException>(() => Corpus.DetectAsync(options, 1 << 20, 12 << 20, posts));
        Assert.Matches("^--memory: [0-9,]+ pairs with the clusters of 1,000 posts take [0-9]+ MiB, and it leaves 12; allow at least [0-9]+ MiB, or write fewer with --max-pairs$", tooManyPairs.Message);
        var clusters = await Assert.ThrowsAsync<SpillException>(() => Corpus.DetectAsync(options, 1 << 20, 1 << 20, posts));
        Assert.Contains("the clusters of 1,000 posts and the search for their pairs take", clusters.Message, StringComparison.Ordinal);

        // With room for them they are found, all of them.
        var run = await Corpus.DetectAsync(options, 1 << 20, 256 << 20, posts);
        Assert.Equal(1_000L * 999 / 2, run.Result.Pairs!.Length);
        Assert.Equal(run.Result.Pairs.Length, run.Result.Pairs.Distinct().Count());
    }

    [Fact]
    public void Of_long_texts_few_threads_compare_at_once_or_none()
    {
        Assert.Equal(8, new MemoryBudget(200 << 20, 8).ThreadsFor(10_000));

        // Comparing such a text takes 45 MiB beyond what a thread has anyway, and may take a third of all.
        Assert.Equal(2, new MemoryBudget(300 << 20, 8).ThreadsFor(1_000_000));
        Assert.Equal(1, new MemoryBudget(200 << 20, 8).ThreadsFor(1_000_000));
        var e = Assert.Throws<SpillException>(() => new MemoryBudget(120 << 20, 8).ThreadsFor(1_000_000));
        Assert.Contains("allow at least", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_few_large_posts_are_counted_too()
    {
        var posts = Corpus.OfTexts(Enumerable.Range(0, 30).Select(i => string.Concat(Enumerable.Range(0, 60_000).Select(n => $"{n:x4}")) + $" number {i}"));
        var e = await Assert.ThrowsAsync<SpillException>(() => Corpus.DetectAsync(new DetectionOptions { Threads = 1 }, 4 << 20, posts));
        Assert.StartsWith("--memory: the posts of families, up to 30, take about ", e.Message, StringComparison.Ordinal);

        // With what it says they do fit. Of a ceiling so much is no data where there is one thread.
        var ceiling = long.Parse(Regex.Match(e.Message, "; allow at least ([0-9]+) MiB$").Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.InRange(ceiling, 182 + 8, 182 + 64);
        Assert.Equal(30, (await Corpus.DetectAsync(new DetectionOptions { Threads = 1 }, (ceiling - 182) << 20, posts)).Intake.Kept);
    }

    /// <summary>Posts with copies, near-copies, ids that come again (changed or not), and others.</summary>
    private static TestPost[][] Posts(int alone, int alike)
    {
        var random = new Random(5);
        string Word() => new([.. Enumerable.Range(0, random.Next(2, 9)).Select(_ => (char)random.Next('a', 'z' + 1))]);
        string Text() => string.Join(' ', Enumerable.Range(0, random.Next(3, 20)).Select(_ => Word()));
        var templates = Corpus.RandomTexts(6, alike, 60);
        var posts = Enumerable.Range(0, alone).Select(_ => Text()).Concat(templates).OrderBy(_ => random.Next())
            .Select((text, i) => new TestPost(
                (i % 11 == 0 ? i / 2 : i).ToString(System.Globalization.CultureInfo.InvariantCulture),
                i % 17 == 0 ? "" : $"author {random.Next(700)}",
                i % 13 == 0 ? "" : $"2021-03-{1 + (i % 28):D2}T10:00:{i % 60:D2}Z",
                text,
                Repost: i % 19 == 0))
            .ToArray();

        // Of these some were read before: the same, or with another text.
        var again = posts.Where((_, i) => i % 29 == 0).Select((post, i) => i % 2 == 0 ? post : post with { Text = post.Text + " edited" });
        return [posts, [.. again]];
    }

    private static string Everything(DetectionRun run, bool allPosts)
    {
        var text = new StringBuilder();
        var result = run.Result;
        string Place(int post) => $"{result.Sources[result.Posts[post].Source]}:{result.Posts[post].Row}";
        string Post(int post) => $"{Place(post)} {Encoding.UTF8.GetString(result.Posts.Id(post))} {Encoding.UTF8.GetString(result.Posts.Author(post))} {result.Posts[post].Time} {result.Posts[post].Flags} "
            + $"{Encoding.UTF8.GetString(result.Posts.RawText(post))} {Encoding.UTF8.GetString(result.Posts.NormalizedText(post))} "
            + string.Join(',', result.KeptColumns.Select((_, column) => Encoding.UTF8.GetString(result.Posts.Kept(post, column))))
            + string.Join(',', Enum.GetValues<PostField>().Select(field => Encoding.UTF8.GetString(result.Posts.Field(post, field))));
        text.AppendJoin('\n', result.Families.Select(family => family.ToString())).AppendLine();
        text.AppendJoin('\n', result.Clusters.Select(cluster => (cluster with { ExemplarPost = 0 }).ToString() + Place(cluster.ExemplarPost))).AppendLine();
        text.AppendJoin('\n', result.Members.Select(member => $"{member.Cluster} {member.Similarity} {Post(member.Post)}")).AppendLine();
        text.AppendJoin('\n', (result.Pairs ?? []).Select(pair => $"{Place(pair.A)} {Place(pair.B)} {pair.Similarity}")).AppendLine();
        if (allPosts)
        {
            text.AppendJoin('\n', Enumerable.Range(0, result.Posts.Count).Select(Post).Order(StringComparer.Ordinal)).AppendLine();
        }

        text.AppendLine($"{run.Accounts} {run.DistinctTexts} {run.EligibleTexts} {run.Shingles} {run.BucketPairs} {run.ExemplarChecks} {run.RecallBound} {run.Plan.Bands}x{run.Plan.Rows} {run.Audit}");
        text.AppendJoin(' ', run.DiscardedBands).AppendLine();
        text.AppendLine($"{run.Intake.Posts} {run.Intake.Kept} {run.Intake.SetAside} {run.Intake.ChangedDuplicates} {run.Intake.KeptUntimed}");
        text.AppendJoin(' ', Enum.GetValues<TextFlags>().Where(flag => flag != TextFlags.None).Select(flag => run.Intake.Flagged(flag)));
        return text.ToString();
    }
}
