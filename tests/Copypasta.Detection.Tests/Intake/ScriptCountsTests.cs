namespace Copypasta.Detection.Tests;

public sealed class ScriptCountsTests
{
    private const int Count = 3000;

    private static readonly TestPost[] s_posts =
    [
        new("1", "a", "2020-01-01T00:00:00Z", "an ordinary post about tomatoes"),
        new("1", "a", "2020-01-01T00:00:00Z", "an ordinary post about tomatoes"),
        new("2", "a", "2020-01-02T00:00:00Z", "a repost by the platform's word", Repost: true),
        new("3", "b", "2020-01-03T00:00:00Z", "RT @someone: пост, который повторён"),
        new("4", "b", "", "помидоры и огурцы, о них весь пост"),
        new("5", "c", "", "hid\u200Bden let\u200Bters in an Eng\u200Blish text"),
        new("5", "c", "", "hid\u200Bden let\u200Bters in an Eng\u200Blish text"),
        new("6", "c", "", "https://example.org/only-a-link"),
        new("7", "c", "", "огурцы"),
    ];

    /// <summary>So many of each, told apart by digits, that they do not fit into a little memory.</summary>
    [Theory]
    [InlineData(1, null)]
    [InlineData(3, null)]
    [InlineData(2, 1L << 20)]
    public async Task Posts_are_counted_by_script_on_disk_too(int threads, long? data)
    {
        var random = new Random(7);
        var posts = Enumerable.Range(0, Count).SelectMany(i =>
        {
            var digits = $"{random.NextInt64()} {random.NextInt64()} {random.NextInt64()}";
            return s_posts.Select(post => post with { Id = $"{post.Id}-{i}", Text = post.Text.StartsWith("https:", StringComparison.Ordinal) ? post.Text : $"{post.Text} {digits}" });
        }).ToArray();
        var run = await Corpus.DetectAsync(new DetectionOptions { Threads = threads, Keep = ["author"], Where = Archives.PostFilter.Parse("id != 7-5") }, data, posts);
        Assert.Equal(data is not null, run.TemporaryBytes > 0);
        var scripts = run.Intake.Scripts;
        Assert.Equal((2L * Count, 3L * Count, (long)Count), (scripts.Kept(TextScript.Latin), scripts.SetAside(TextScript.Latin), scripts.Obfuscated(TextScript.Latin)));
        Assert.Equal(((2L * Count) - 1, Count + 1L, 0L), (scripts.Kept(TextScript.Cyrillic), scripts.SetAside(TextScript.Cyrillic), scripts.Obfuscated(TextScript.Cyrillic)));
        Assert.Equal((0L, (long)Count, 0L), (scripts.Kept(TextScript.None), scripts.SetAside(TextScript.None), scripts.Obfuscated(TextScript.None)));
        Assert.Equal(run.Intake.Kept, Enum.GetValues<TextScript>().Sum(scripts.Kept));
        Assert.Equal(run.Intake.SetAside.Total, Enum.GetValues<TextScript>().Sum(scripts.SetAside));
    }
}
