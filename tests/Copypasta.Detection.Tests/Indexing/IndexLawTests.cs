using System.Globalization;
using Copypasta.Archives;
using Copypasta.Hashing;
using FsCheck;
using FsCheck.Xunit;

namespace Copypasta.Detection.Tests;

/// <summary>Any split of the posts over any number of additions ends in what one run over all of them finds.</summary>
public sealed class IndexLawTests
{
    /// <summary>A part for every batch, and so few mapped pages that some chunks are read without, and all are handed back again and again.</summary>
    private static readonly IndexBudget s_parts = new(3 << MappedPages.GranuleBits, 1, long.MaxValue);

    [Property(MaxTest = 40)]
    public void Incremental_is_batch(int seed, PositiveInt additions) => CheckAsync(seed, 1 + (additions.Get % 8), Corpus.Exhaustive(0.6m), IndexBudget.Unlimited).GetAwaiter().GetResult();

    [Property(MaxTest = 15)]
    public void Ids_read_before_are_dropped_over_additions_as_within_one(int seed, PositiveInt additions) =>
        CheckAsync(seed, 1 + (additions.Get % 8), Corpus.Exhaustive(0.7m) with { DuplicateIds = DuplicateHandling.Drop, Profile = TextProfile.Social, Reposts = RepostHandling.Only }, IndexBudget.Unlimited).GetAwaiter().GetResult();

    [Property(MaxTest = 15)]
    public void Parts_of_an_addition_are_additions(int seed) => CheckAsync(seed, 2, Corpus.Exhaustive(0.7m) with { DuplicateIds = DuplicateHandling.Drop }, s_parts).GetAwaiter().GetResult();

    [Property(MaxTest = 15)]
    public void Containment_too(int seed) => CheckAsync(seed, 4, Corpus.Exhaustive(0.7m) with { Similarity = SimilarityMeasure.Containment }, IndexBudget.Unlimited).GetAwaiter().GetResult();

    [Property(MaxTest = 15)]
    public void Conditions_and_kept_columns_too(int seed) => CheckAsync(
        seed,
        4,
        Corpus.Exhaustive(0.6m) with
        {
            DuplicateIds = DuplicateHandling.Drop,
            Where = PostFilter.Parse("id > 20 and not author = 'author 3'"),
            Keep = ["author", "id"],
            Since = 1_614_902_400_000,
            Until = 1_616_544_000_000,
            TimedOnly = seed % 2 == 0,
        },
        s_parts,
        texts: 400).GetAwaiter().GetResult();

    [Fact]
    public async Task A_plan_of_few_bands_misses_the_same_pairs()
    {
        var options = Corpus.Exhaustive(0.5m) with { Plan = (3, 4), Seed = 9 };
        for (var seed = 0; seed < 10; seed++)
        {
            await CheckAsync(seed, 5, options, IndexBudget.Unlimited, texts: 400);
        }
    }

    [Fact]
    public async Task Large_buckets_and_families_that_join_late_end_as_one()
    {
        // Two families that a bridge joins on the last day, and a template with a changing number whose bucket grows by the day.
        const string template = "the very same announcement is read out to everybody at the station this morning at";
        string[] left = [.. Enumerable.Range(0, 40).Select(i => $"{template} gate {i}")];
        string[] right = [.. Enumerable.Range(0, 40).Select(i => $"other words altogether but {template[30..]} gate {i}")];
        string[] bridge = [$"words altogether but {template} gate 7", $"{template[15..]} gate 7", $"but {template} gate 8"];
        var days = new[] { left[..20], right[..20], left[10..], right[5..], bridge }.Select(texts => Corpus.OfTexts(texts)).ToArray();
        await CheckAsync(days, [1, 1, 1, 1, 1], Corpus.Exhaustive(0.6m), IndexBudget.Unlimited);
        await CheckAsync(days, [1, 1, 1, 1, 1], Corpus.Exhaustive(0.6m) with { Plan = (20, 3) }, IndexBudget.Unlimited, mergeFactor: 2);
    }

    private static async Task CheckAsync(int seed, int additions, DetectionOptions options, IndexBudget budget, int texts = 120)
    {
        var random = new System.Random(seed);
        var posts = Corpus.RandomTexts(seed, texts).Select(text => new TestPost(
            random.Next(texts * 2).ToString(CultureInfo.InvariantCulture),
            random.Next(5) == 0 ? "" : $"author {random.Next(20)}",
            random.Next(5) == 0 ? "" : $"2021-03-{1 + random.Next(28):D2}T10:00:00Z",
            text,
            Repost: random.Next(3) > 0)).ToArray();

        // Files of random sizes, some without a post, dealt out to additions in order.
        var cuts = Enumerable.Range(0, additions + 2).Select(_ => random.Next(posts.Length + 1)).Append(0).Append(posts.Length).Order().ToArray();
        var files = cuts.Zip(cuts.Skip(1), (from, to) => posts[from..to]).Where(file => file.Length > 0).ToArray();
        var sizes = new int[additions];
        for (var i = 0; i < files.Length; i++)
        {
            sizes[random.Next(additions)]++;
        }

        await CheckAsync(files, sizes, options, budget, mergeFactor: 2 + random.Next(4));
    }

    private static async Task CheckAsync(TestPost[][] files, int[] filesOfAddition, DetectionOptions options, IndexBudget budget, int mergeFactor = SegmentMerge.Factor)
    {
        var batch = await Corpus.DetectAsync(options, files);
        Assert.Empty(batch.DiscardedBands);
        Assert.NotEmpty(batch.Result.Families);
        using var index = new TestIndex().Create(options);
        var next = 0;
        var before = new HashSet<string>();
        foreach (var size in filesOfAddition)
        {
            var added = files[next..(next + size)].Select((posts, i) => ($"input-{next + i}.csv", posts)).ToArray();
            var changes = await TestIndex.AddAsync(new IndexFolder(index.Path), budget, mergeFactor, added);
            next += size;
            Check(changes, before, index);
        }

        Assert.Equal(TestIndex.Text(batch.Result), index.Families());
        using var reader = IndexReader.Open(index.Path, IndexBudget.Unlimited);
        reader.Verify();
        Assert.Equal((batch.Intake.Posts, batch.Intake.Kept), (reader.Counts.Read, reader.Counts.Kept));
        Assert.Equal((batch.Intake.SetAside.Where, batch.Intake.SetAside.OutsideTimeRange, batch.Intake.SetAside.Untimed), (reader.Counts.Where, reader.Counts.OutsideTimeRange, reader.Counts.Untimed));
        Assert.Equal(reader.Counts.Records, reader.Counts.Read + reader.Counts.Rejected + reader.Counts.NotPosts);
        Assert.Equal((batch.Intake.SetAside.DuplicateIds, batch.Intake.ChangedDuplicates), (reader.Counts.DuplicateIds, reader.Counts.ChangedDuplicates));
        Assert.Equal((batch.DistinctTexts, (long)batch.EligibleTexts, batch.Accounts), (reader.Texts, reader.EligibleTexts, reader.CountAccounts(CancellationToken.None)));
    }

    /// <summary>Old and new ids, taken together, lead from the clusters before to those after.</summary>
    private static void Check(ClusterChange[] changes, HashSet<string> clusters, TestIndex index)
    {
        Assert.All(changes, change => Assert.True(change.Old is null ? change.Kind == ChangeKind.New : clusters.Contains(change.Old)));
        Assert.All(changes.Where(change => change.Kind == ChangeKind.Grown), change => Assert.True(change.Old == change.New && change.NewPosts > change.OldPosts));
        clusters.ExceptWith(changes.Select(change => change.Old ?? ""));
        clusters.UnionWith(changes.Select(change => change.New));
        using var reader = IndexReader.Open(index.Path, IndexBudget.Unlimited);
        Assert.Equal(reader.ReadFamilies(1, CancellationToken.None).Clusters.Select(cluster => cluster.Id).Order(), clusters.Order());
    }
}
