using System.Globalization;
using System.Text.RegularExpressions;
using Copypasta.Archives;

namespace Copypasta.Detection.Tests;

/// <summary>What an index does within the memory that there is, and what it says where that is too little.</summary>
public sealed class IndexBudgetTests
{
    private static readonly DetectionOptions s_options = Corpus.Exhaustive(0.6m) with { Plan = (8, 2) };

    [Fact]
    public async Task Families_are_gathered_so_many_at_once_as_there_is_room_for()
    {
        // Long texts take more than is guessed, so that what was begun together must be halved again and again.
        var letters = new Random(5);
        var texts = Enumerable.Range(0, 24).Select(_ => string.Concat(Enumerable.Range(0, 100_000).Select(_ => (char)('a' + letters.Next(26))))).ToArray();
        var days = new[] { texts, [.. texts.Select(text => text + " and more")] }.Select((day, i) => ($"day-{i}.csv", Corpus.OfTexts(day))).ToArray();
        using var index = new TestIndex().Create(s_options);
        foreach (var day in days)
        {
            await TestIndex.AddAsync(new IndexFolder(index.Path), new IndexBudget(long.MaxValue, long.MaxValue, 8 << 20), SegmentMerge.Factor, day);
        }

        using var whole = new TestIndex().Create(s_options);
        await whole.AddAsync(days);
        Assert.Equal(whole.Families(), index.Families());

        var before = index.Families();
        var e = await Assert.ThrowsAsync<SpillException>(
            () => TestIndex.AddAsync(new IndexFolder(index.Path), new IndexBudget(long.MaxValue, long.MaxValue, 3 << 20), SegmentMerge.Factor, ("day-2.csv", Corpus.OfTexts([texts[3] + " once more"]))));
        Assert.Contains("--memory: a family that is touched does not fit into it", e.Message, StringComparison.Ordinal);
        Assert.Equal(before, index.Families());

        // With what it says it does, and that is not much more than the family takes. Of a ceiling so much is no data where there is one thread.
        var ceiling = Allowed(e);
        Assert.InRange(ceiling, 182 + (4 * 3), 182 + (4 * 12));
        await TestIndex.AddAsync(
            new IndexFolder(index.Path), IndexBudget.OfCeiling(ceiling << 20, 1) with { Part = long.MaxValue }, SegmentMerge.Factor, ("day-2.csv", Corpus.OfTexts([texts[3] + " once more"])));
    }

    [Fact]
    public async Task What_is_still_to_be_read_counts_for_how_much_to_allow()
    {
        // One family, of which the parts bring more and more.
        var text = string.Concat(Enumerable.Range(0, 500).Select(n => $"word {n} "));
        var posts = Corpus.OfTexts(Enumerable.Range(0, 12_000).Select(i => $"{text}{i}"));
        var few = IndexBudget.OfCeiling(256 << 20, 1);
        using var index = new TestIndex().Create(s_options);
        var e = await Assert.ThrowsAsync<SpillException>(() => AddAsync(few));
        Assert.Contains("a family that is touched does not fit into it", e.Message, StringComparison.Ordinal);
        var ceiling = Allowed(e);
        Assert.InRange(ceiling, 257, 1_100);
        await AddAsync(IndexBudget.OfCeiling(ceiling << 20, 1));
        Assert.InRange(few.Part, 1, 12_000L * text.Length * 3 / 2);

        async Task AddAsync(IndexBudget budget)
        {
            using var writer = IndexWriter.Open(index.Path, budget);
            var reader = new PostReader([new InputFile("day.csv")], new ReaderOptions { Threads = 1 }, reject => Assert.Fail(reject.Reason), open: _ => new MemoryStream(Corpus.Csv(posts)));
            var read = 0L;
            await writer.AddAsync(reader.ReadAsync(), reader.Sources, 1, new StageClock(), count => read = count, CancellationToken.None, () => read / (double)posts.Length);
        }
    }

    [Fact]
    public async Task Families_to_be_written_that_do_not_fit_are_an_error_that_says_how_much_to_allow()
    {
        // Each family fits, and not all of them.
        var letters = new Random(7);
        var posts = Corpus.OfTexts(Enumerable.Range(0, 200).Select(_ => string.Concat(Enumerable.Range(0, 100_000).Select(_ => (char)('a' + letters.Next(26))))).SelectMany(text => new[] { text, text + " and more" }));
        using var index = new TestIndex().Create(s_options);
        var e = await Assert.ThrowsAsync<SpillException>(() => TouchAsync(256));
        Assert.Contains("the families to be written do not fit into it", e.Message, StringComparison.Ordinal);
        var ceiling = Allowed(e);
        Assert.InRange(ceiling, 182 + (80 * 16 / 11), 182 + (120 * 16 / 11));
        Assert.Equal(200, (await TouchAsync(ceiling)).Families.Length);

        // An export has room for some more of them, and says as much of what it has none for.
        await TestIndex.AddAsync(new IndexFolder(index.Path), IndexBudget.Unlimited, SegmentMerge.Factor, ("day.csv", posts));
        e = Assert.Throws<SpillException>(() => Export(256));
        Assert.DoesNotContain("The index is as it was", e.Message, StringComparison.Ordinal);
        Assert.InRange(Allowed(e), 257, ceiling);
        Assert.Equal(200, Export(Allowed(e)).Families.Length);

        DetectionResult Export(long ceiling)
        {
            using var reader = IndexReader.Open(index.Path, IndexBudget.ForExport(ceiling << 20, 1));
            return reader.ReadFamilies(1, CancellationToken.None);
        }

        async Task<DetectionResult> TouchAsync(long ceiling)
        {
            using var writer = IndexWriter.Open(index.Path, IndexBudget.OfCeiling(ceiling << 20, 1));
            await TestIndex.AddAsync(writer, ("day.csv", posts));
            return writer.TouchedFamilies(1, CancellationToken.None);
        }
    }

    [Fact]
    public async Task So_many_segments_are_merged_as_there_is_room_for()
    {
        using var index = new TestIndex().Create(s_options);
        var posts = Corpus.OfTexts(Corpus.RandomTexts(7, 160));
        for (var day = 0; day < 16; day++)
        {
            await TestIndex.AddAsync(new IndexFolder(index.Path), IndexBudget.Unlimited, 100, ($"day-{day}.csv", posts[(day * 10)..((day + 1) * 10)]));
        }

        var before = index.Families();
        var tooLittle = 1L << 20;
        var folder = new IndexFolder(index.Path);
        var segments = IndexWriter.OpenAll(folder, folder.Read(), new MappedPages(long.MaxValue));
        while (SegmentMerge.Count(segments, 2, tooLittle) == 16)
        {
            tooLittle--;
        }

        Assert.Equal(15, SegmentMerge.Count(segments, 2, tooLittle));
        Assert.Equal(0, SegmentMerge.Count(segments, 16, tooLittle));
        segments.ForEach(segment => segment.Dispose());

        using (var writer = IndexWriter.Open(index.Path, IndexBudget.Unlimited with { Part = tooLittle }))
        {
            writer.MergeFactor = 2;
            writer.Merge(CancellationToken.None);
            writer.Publish([]);
        }

        using var reader = IndexReader.Open(index.Path, IndexBudget.Unlimited);
        Assert.InRange(reader.SegmentCount, 1, 2);
        reader.Verify();
        Assert.Equal(before, index.Families());
    }

    [Fact]
    public async Task Without_a_limit_all_that_is_touched_fits()
    {
        using var index = new TestIndex().Create(s_options);
        using var writer = IndexWriter.Open(index.Path, IndexBudget.Unlimited);
        await TestIndex.AddAsync(writer, ("day.csv", Corpus.OfTexts(Corpus.RandomTexts(0, 150))));
        Assert.NotEmpty(writer.TouchedFamilies(1, CancellationToken.None).Families);
    }

    [Fact]
    public void Of_small_families_each_takes_room()
    {
        var families = new GatheredFamilies(0);
        for (var i = 0; i < 2_000; i++)
        {
            families.Add(new StoredPost { Text = i / 2 }, default, default, BitConverter.GetBytes(i / 2), ByteStringTable.Hash(BitConverter.GetBytes(i / 2)), i / 2, i / 2);
        }

        Assert.Equal(1_000, families.Count);
        var posts = families.Posts.Bytes + (2_000 * 112) + (1_000 * TextSketches.BytesPerText);
        Assert.False(new IndexBudget(0, 0, posts + 499_999).HasRoomFor(families));
        Assert.True(new IndexBudget(0, 0, posts + 500_000).HasRoomFor(families));
    }

    [Fact]
    public async Task A_text_that_is_too_long_to_be_compared_ends_the_addition()
    {
        using var index = new TestIndex().Create(s_options);
        await index.AddAsync(("day.csv", Corpus.OfTexts(Corpus.RandomTexts(0, 150))));
        var before = index.Families();
        var e = await Assert.ThrowsAsync<SpillException>(() => TestIndex.AddAsync(
            new IndexFolder(index.Path), IndexBudget.OfCeiling(256 << 20, 1), SegmentMerge.Factor, ("long.csv", Corpus.OfTexts([new string('x', 2 << 20) + "yz"]))));
        Assert.Contains("a text of 2,097,154 bytes takes 128 MiB while it is compared; allow at least ", e.Message, StringComparison.Ordinal);
        Assert.Equal(before, index.Families());
    }

    /// <summary>The sum that a fault names, in MiB.</summary>
    private static long Allowed(SpillException e) => long.Parse(Regex.Match(e.Message, "; allow at least ([0-9]+) MiB").Groups[1].Value, CultureInfo.InvariantCulture);
}
