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
}
