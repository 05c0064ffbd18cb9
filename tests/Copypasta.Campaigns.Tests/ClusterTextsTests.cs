using System.Text;
using Copypasta.Archives;
using Copypasta.Detection;

namespace Copypasta.Campaigns.Tests;

/// <summary>Which posts of a cluster are looked at.</summary>
public sealed class ClusterTextsTests
{
    private const string Copied = "the very same words about the harvest fair are posted again and again";

    [Fact]
    public async Task Posts_of_one_raw_text_are_one_text()
    {
        // One normalised text in three spellings.
        var result = await ClusterAsync(Enumerable.Range(0, 60).Select(i => (i % 3) switch { 0 => Copied, 1 => Copied.ToUpperInvariant(), _ => Copied + "!" }));
        var texts = new ClusterTexts(result);
        texts.Read(0);
        Assert.Equal(1, texts.Step);
        Assert.Equal(new HashSet<string> { Copied, Copied + "!", Copied.ToUpperInvariant() }, texts.Texts.Select(text => Raw(result, text.Post)).ToHashSet());
        Assert.All(texts.Texts, text => Assert.Equal(20, text.Posts));
    }

    [Theory]
    [InlineData(100, 1)]
    [InlineData(99, 2)]
    [InlineData(34, 3)]
    [InlineData(1, 100)]
    public async Task Of_many_posts_every_so_many_th_is_looked_at(int most, int step)
    {
        var texts = new ClusterTexts(await ClusterAsync(Enumerable.Repeat(Copied, 100)), mostPosts: most);
        texts.Read(0);
        Assert.Equal((step, (99 / step) + 1), (texts.Step, texts.Texts.Sum(text => text.Posts)));
    }

    [Theory]
    [InlineData(100, 1)]
    [InlineData(99, 2)]
    [InlineData(50, 2)]
    [InlineData(49, 4)]
    [InlineData(2, 64)]
    [InlineData(1, 128)]
    public async Task Of_many_long_texts_half_as_many_until_they_fit(int most, int step)
    {
        // All texts are of one length, and no two are the same.
        string Text(int i) => $"{Copied} on day {i:D3}";
        var result = await ClusterAsync(Enumerable.Range(0, 100).Select(Text));
        var texts = new ClusterTexts(result, mostBytes: most * Text(0).Length);
        texts.Read(0);
        Assert.Equal(step, texts.Step);
        Assert.Equal(
            Enumerable.Range(0, 100).Where(i => i % step == 0).Select(i => Raw(result, result.Members[i].Post)).ToHashSet(),
            texts.Texts.Select(text => Raw(result, text.Post)).ToHashSet());
    }

    [Fact]
    public async Task Copies_of_a_long_text_take_no_room()
    {
        var texts = new ClusterTexts(await ClusterAsync(Enumerable.Repeat(Copied, 100)), mostBytes: 1);
        texts.Read(0);
        Assert.Equal((1, 100), (texts.Step, Assert.Single(texts.Texts).Posts));
    }

    private static string Raw(DetectionResult result, int post) => Encoding.UTF8.GetString(result.Posts.RawText(post));

    private static async Task<DetectionResult> ClusterAsync(IEnumerable<string> texts)
    {
        var csv = new StringBuilder("id,author,created_at,text\n");
        foreach (var (i, text) in texts.Index())
        {
            csv.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i},a{i},2021-03-01T10:{i % 60:D2}:00Z,\"{text}\"\n");
        }

        var reader = new PostReader([new InputFile("posts.csv")], new ReaderOptions(), reject => Assert.Fail(reject.Reason), open: _ => new MemoryStream(Encoding.UTF8.GetBytes(csv.ToString())));
        var run = await Detector.RunAsync(reader.ReadAsync(), ["posts.csv"], new DetectionOptions { Threads = 1 }, new StageClock(), null, TestContext.Current.CancellationToken);
        Assert.Single(run.Result.Clusters);
        return run.Result;
    }
}
