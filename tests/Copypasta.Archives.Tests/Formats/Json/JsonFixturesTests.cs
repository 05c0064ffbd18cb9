using System.Text;

namespace Copypasta.Archives.Tests;

/// <summary>Every fixture in every dress: known for what it is, the same posts, and counts that add up wherever it is cut off.</summary>
public sealed class JsonFixturesTests
{
    public static TheoryData<string> Names => [.. JsonFixtures.All.Select(fixture => fixture.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void IsRecognisedAndReadsTheSame(string name)
    {
        var fixture = JsonFixtures.All.Single(candidate => candidate.Name == name);
        var read = Reading.Of(fixture.Content);
        Assert.Equal(fixture.Format, read.Summary.Format);
        Assert.NotEmpty(read.Summary.Reason);
        Assert.Empty(read.Rejects);
        Assert.NotEmpty(read.Posts);
        var plain = Reading.Of(JsonFixtures.All.Single(candidate => candidate.Name == name.Split('/')[0]).Content);
        // Properties in reverse have a thread's replies before what they answer.
        Assert.Equal(plain.Posts.Select(post => post with { Row = 0 }).OrderBy(post => post.Id, StringComparer.Ordinal), read.Posts.Select(post => post with { Row = 0 }).OrderBy(post => post.Id, StringComparer.Ordinal));
        Assert.Equal(plain.Summary.NotPosts, read.Summary.NotPosts);
        Assert.Equal(read.Posts, Reading.Of(fixture.Content, seed: 7).Posts);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void CutOffAnywhereCountsAddUp(string name)
    {
        var fixture = JsonFixtures.All.Single(candidate => candidate.Name == name);
        if (name.EndsWith("/gzip", StringComparison.Ordinal))
        {
            return; // Cut off, it is a broken stream: ContentTests.
        }

        var whole = Reading.Of(fixture.Content);
        var isGeneric = fixture.Format is "json" or "ndjson";
        var first = name.EndsWith("/bom", StringComparison.Ordinal) ? 4 : 1;
        for (var length = first; length < fixture.Content.Length; length++)
        {
            if (isGeneric && !Encoding.UTF8.GetString(fixture.Content, 0, length).Contains("The fair opens\"", StringComparison.Ordinal))
            {
                continue; // Nothing tells where texts are: an error.
            }

            // Reading.Of checks that records are posts, rejects and no posts, and that each has its own row.
            var cut = Reading.Of(fixture.Content[..length], Reading.Options(fixture.Format));
            Assert.Equal(length, cut.Summary.DecompressedBytes);
            Assert.True(cut.Posts.Count <= whole.Posts.Count);
            Assert.True(cut.Rejects.Count <= 1, string.Join('\n', cut.Rejects));
            Assert.All(cut.Rejects, reject => Assert.True(reject.Offset <= length));
        }
    }
}
