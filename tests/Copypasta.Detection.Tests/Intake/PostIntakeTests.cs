using Copypasta.Archives;
using Copypasta.Hashing;

namespace Copypasta.Detection.Tests;

public sealed class PostIntakeTests
{
    private static readonly TestPost[] s_posts =
    [
        new("1", "a", "2020-01-01T00:00:00Z", "an ordinary post about tomatoes"),
        new("2", "a", "2020-01-02T00:00:00Z", "a repost by the platform's word", Repost: true),
        new("3", "b", "2020-01-03T00:00:00Z", "RT @someone: a repost by its text"),
        new("4", "b", "", "a post without a time"),
        new("5", "c", "2020-01-05T00:00:00Z", "https://example.org/only-a-link"),
        new("6", "c", "2020-02-01T00:00:00Z", "a late post about cucumbers"),
    ];

    [Theory]
    [InlineData(RepostHandling.Exclude, 3, 2, 0)]
    [InlineData(RepostHandling.Include, 5, 0, 0)]
    [InlineData(RepostHandling.Only, 2, 0, 4)]
    public async Task Reposts_are_set_aside_or_not_and_counted(RepostHandling handling, long kept, long reposts, long others)
    {
        var run = await Corpus.DetectAsync(new DetectionOptions { Reposts = handling, Threads = 1 }, s_posts);
        Assert.Equal(kept, run.Intake.Kept);
        Assert.Equal(reposts, run.Intake.SetAside.Reposts);
        Assert.Equal(others, run.Intake.SetAside.NotReposts);
        Assert.Equal(handling == RepostHandling.Only ? 0 : 1, run.Intake.SetAside.EmptyTexts);
        Assert.Equal(s_posts.Length, run.Intake.Kept + run.Intake.SetAside.Total);
        Assert.Equal(kept, run.Result.Posts.Count);
    }

    [Fact]
    public async Task Posts_outside_the_range_are_set_aside_and_those_without_a_time_only_when_asked()
    {
        static long At(int month, int day) => new DateTimeOffset(2020, month, day, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        var options = new DetectionOptions { Reposts = RepostHandling.Include, Since = At(1, 2), Until = At(2, 1), Threads = 2 };
        var run = await Corpus.DetectAsync(options, s_posts);
        Assert.Equal((2L, 0L, 1L), (run.Intake.SetAside.OutsideTimeRange, run.Intake.SetAside.Untimed, run.Intake.SetAside.EmptyTexts));
        Assert.Equal(3, run.Intake.Kept);

        run = await Corpus.DetectAsync(options with { TimedOnly = true }, s_posts);
        Assert.Equal((2L, 1L, 1L), (run.Intake.SetAside.OutsideTimeRange, run.Intake.SetAside.Untimed, run.Intake.SetAside.EmptyTexts));
        Assert.Equal(2, run.Intake.Kept);
    }

    [Fact]
    public async Task Flags_of_kept_posts_are_counted()
    {
        var run = await Corpus.DetectAsync(
            new DetectionOptions { Reposts = RepostHandling.Include, Threads = 1 }, [.. s_posts, new("7", "d", "", "hid\u200Bden let\u200Bters in an Eng\u200Blish text")]);
        Assert.Equal(2, run.Intake.Flagged(TextFlags.Repost));
        Assert.Equal(1, run.Intake.Flagged(TextFlags.ZeroWidth));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_post_that_was_read_before_is_dropped_whatever_the_number_of_threads(int threads)
    {
        // Every third id repeats an earlier one; where no platform is known another author or text makes another post of it, and no id makes none.
        var posts = Enumerable.Range(0, 20_000).Select(i => i % 3 == 2
            ? new TestPost($"{i - 2}", i % 2 == 0 ? "a" : $"b{i}", "", $"text number {(i % 4 == 0 ? i : i - 2) % 7}")
            : new TestPost(i % 5 == 4 ? "" : $"{i}", "a", "", $"text number {i % 7}")).ToArray();
        var seen = new HashSet<(string, string, string)>();
        var first = posts.Select((post, i) => (post, i)).Where(p => p.post.Id.Length == 0 || seen.Add((p.post.Id, p.post.Author, p.post.Text))).Select(p => (long)p.i + 1).ToArray();

        var run = await Corpus.DetectAsync(new DetectionOptions { Threads = threads }, posts);
        Assert.Equal(first, Enumerable.Range(0, run.Result.Posts.Count).Select(post => run.Result.Posts[post].Row));
        Assert.Equal(posts.Length - first.Length, run.Intake.SetAside.DuplicateIds);
        Assert.Equal(posts.Length, run.Intake.Kept + run.Intake.SetAside.Total);

        Assert.InRange(first.Length, 18_000, 19_500);
        Assert.Equal(0, run.Intake.ChangedDuplicates);
        var kept = await Corpus.DetectAsync(new DetectionOptions { Threads = threads, DuplicateIds = DuplicateHandling.Keep }, posts);
        Assert.Equal(posts.Length, kept.Intake.Kept);
    }

    [Fact]
    public async Task What_is_set_aside_for_another_reason_does_not_make_its_repetition_a_duplicate()
    {
        TestPost[] posts =
        [
            new("1", "a", "", "a post about tomatoes", Repost: true),
            new("1", "a", "", "a post about tomatoes"),
            new("1", "a", "", "a post about tomatoes"),
        ];
        var run = await Corpus.DetectAsync(new DetectionOptions { Threads = 1 }, posts);
        Assert.Equal((1L, 1L, 1L, 0L), (run.Intake.Kept, run.Intake.SetAside.Reposts, run.Intake.SetAside.DuplicateIds, run.Intake.ChangedDuplicates));
    }

    [Fact]
    public async Task Columns_are_kept_along_and_filtered_by()
    {
        var random = new Random(5);
        var values = Enumerable.Range(0, 10_000).Select(_ => new string('x', random.Next(4) == 0 ? random.Next(500) : random.Next(3))).ToArray();
        var posts = values.Select((value, i) => new TestPost($"{i}", value, "", $"text {i % 100}", Repost: i % 10 == 0)).ToArray();
        var options = new DetectionOptions { Threads = 3, Keep = ["author", "id"], Where = PostFilter.Parse("id < 9000 and retweet = 0") };
        Assert.Equal(["author", "id", "retweet"], options.Columns);
        var run = await Corpus.DetectAsync(options, posts);
        Assert.Equal(1_900, run.Intake.SetAside.Where);
        Assert.Equal(8_100, run.Intake.Kept);
        for (var post = 0; post < run.Result.Posts.Count; post++)
        {
            var i = (int)run.Result.Posts[post].Row - 1;
            Assert.Equal((values[i], $"{i}", $"{i}", $"text {i % 100}"), (
                Text(run.Result.Posts.Kept(post, 0)), Text(run.Result.Posts.Kept(post, 1)), Text(run.Result.Posts.Id(post)), Text(run.Result.Posts.RawText(post))));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => run.Result.Posts.Kept(0, 2).Length);
        static string Text(ReadOnlySpan<byte> bytes) => System.Text.Encoding.UTF8.GetString(bytes);
    }
}
