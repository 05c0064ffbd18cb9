using System.Text;
using Copypasta.Archives;
using Copypasta.Hashing;

namespace Copypasta.Detection.Tests;

/// <summary>Fields that are kept along with posts: the corpus has the handle in its column of authors, the client in that of times, the language in that of ids.</summary>
public sealed class FieldsTests
{
    private static readonly TestPost[] s_posts =
    [
        new("en", "ann", "2020-01-01T00:00:00Z", "an ordinary post about tomatoes"),
        new("", "", "2020-01-02T00:00:00Z", "an ordinary post about tomatoes"),
        new("de", "bob", "", "no post like any other"),
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Values_are_kept_beside_kept_columns_and_conditions(bool columns)
    {
        var options = new DetectionOptions
        {
            Fields = [PostField.Handle, PostField.Language, PostField.Client, PostField.Urls],
            Keep = columns ? ["retweet", "created_at"] : [],
            Where = columns ? PostFilter.Parse("author != nobody") : null,
            Threads = 1,
        };
        var posts = (await Corpus.DetectAsync(options, s_posts)).Result.Posts;
        Assert.Equal(3, posts.Count);
        for (var i = 0; i < s_posts.Length; i++)
        {
            var post = s_posts[i];
            Assert.Equal((post.Author, post.Id, post.Time, ""), (Field(PostField.Handle), Field(PostField.Language), Field(PostField.Client), Field(PostField.Urls)));
            Assert.Equal(post.Text, Encoding.UTF8.GetString(posts.RawText(i)));
            Assert.Equal(post.Id, Encoding.UTF8.GetString(posts.Id(i)));

            // Not asked for, so not there.
            Assert.Equal("", Field(PostField.Hashtags));
            if (columns)
            {
                Assert.Equal(("0", post.Time), (Encoding.UTF8.GetString(posts.Kept(i, 0)), Encoding.UTF8.GetString(posts.Kept(i, 1))));
            }

            string Field(PostField field) => Encoding.UTF8.GetString(posts.Field(i, field));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_last_field_costs_a_post_without_it_nothing(bool columns)
    {
        var options = new DetectionOptions { Fields = [PostField.Language, PostField.Handle], Keep = columns ? ["retweet", "created_at"] : [], Threads = 1 };
        var without = (await Corpus.DetectAsync(options, s_posts)).Result.Posts;
        var with = (await Corpus.DetectAsync(options with { Fields = [PostField.Language, PostField.Handle, PostField.LinkTitle] }, s_posts)).Result.Posts;
        for (var i = 0; i < s_posts.Length; i++)
        {
            Assert.Equal(without.Stored(i).Length, with.Stored(i).Length);
            Assert.Equal((s_posts[i].Author, ""), (Encoding.UTF8.GetString(with.Field(i, PostField.Handle)), Encoding.UTF8.GetString(with.Field(i, PostField.LinkTitle))));
            Assert.Equal(s_posts[i].Text, Encoding.UTF8.GetString(with.RawText(i)));
        }
    }

    [Fact]
    public async Task An_input_without_any_value_cannot_tell()
    {
        var options = new DetectionOptions { Fields = [PostField.Handle, PostField.Language, PostField.Urls], Threads = 1, Reposts = RepostHandling.Exclude };
        TestPost[] nameless = [new("", "", "", "an ordinary post about tomatoes"), new("en", "", "", "RT @someone: a post that is set aside", Repost: true)];
        var posts = (await Corpus.DetectAsync(options, s_posts, nameless)).Result.Posts;
        Assert.Equal((true, false), (posts.HasField(0, PostField.Handle), posts.HasField(1, PostField.Handle)));

        // A post that is set aside shows that its input has the field.
        Assert.Equal((true, true), (posts.HasField(0, PostField.Language), posts.HasField(1, PostField.Language)));
        Assert.Equal((true, true, false), (posts.HasField(PostField.Handle), posts.HasField(PostField.Language), posts.HasField(PostField.Urls)));
        Assert.False(posts.HasField(PostField.Client));
        Assert.False(posts.HasField(2, PostField.Handle));
    }

    [Fact]
    public async Task Of_a_run_on_disk_it_is_known_which_inputs_have_a_field_too()
    {
        var options = new DetectionOptions { Fields = [PostField.Client, PostField.Handle, PostField.LinkTitle], Threads = 2, Profile = TextProfile.Exact };
        var posts = Corpus.OfTexts(Corpus.RandomTexts(3, 6_000, templates: 6_000)).Select((post, i) => i == 5_000 ? post with { Text = "unlike all the others", Author = "ann" } : post).ToArray();
        var run = await Corpus.DetectAsync(options, 1 << 20, posts);
        Assert.True(run.TemporaryBytes > 0, "everything fitted into memory: nothing is put to the test");
        Assert.True(run.Result.Posts.HasField(0, PostField.Handle));
        Assert.False(run.Result.Posts.HasField(PostField.Client));
        Assert.All(Enumerable.Range(0, run.Result.Posts.Count), post => Assert.Equal(
            (Encoding.UTF8.GetString(run.Result.Posts.Author(post)), ""), (Encoding.UTF8.GetString(run.Result.Posts.Field(post, PostField.Handle)), Encoding.UTF8.GetString(run.Result.Posts.Field(post, PostField.LinkTitle)))));
    }
}
