namespace Copypasta.Archives.Tests;

public sealed class TableFixtureTests
{
    public static TheoryData<int> Tables => [.. Enumerable.Range(0, TableFixtures.Tables.Count)];

    public static TheoryData<string> Fixtures => [.. TableFixtures.All.Select(fixture => fixture.Name)];

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void IsRecognisedByContent(string name)
    {
        var fixture = TableFixtures.All.Single(fixture => fixture.Name == name);
        Reading read = Reading.Of(fixture.Content, path: "archive.dat");
        Assert.Equal(fixture.Format, read.Summary.Format);
        Assert.NotEmpty(read.Summary.Reason);
        Assert.NotEmpty(read.Posts);
        Assert.Empty(read.Rejects);
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void PostsAreReadInEveryVariant(int index)
    {
        var table = TableFixtures.Tables[index];
        foreach ((var name, var content) in TableFixtures.Variants(table))
        {
            IEnumerable<ReadPost> read = Reading.Of(content).Posts.Select(post => post with { Language = "" });
            if (name != "missing columns")
            {
                Assert.Equal(table.Expected, read);
                continue;
            }

            Assert.Equal(table.Expected.Select(post => (post.Row, post.Id)), read.Select(post => (post.Row, post.Id)));
        }
    }

    /// <summary>Whatever is cut off, what is read is the beginning of the whole, and what is lost of the record that was cut is told.</summary>
    [Theory]
    [MemberData(nameof(Fixtures))]
    public void IsReadAsFarAsItGoes(string name)
    {
        var fixture = TableFixtures.All.Single(fixture => fixture.Name == name);
        var whole = Reading.Of(fixture.Content).Posts;
        for (var length = 0; length < fixture.Content.Length; length++)
        {
            Reading read;
            try
            {
                read = Reading.Of(fixture.Content[..length], Reading.Options(fixture.Format));
            }
            catch (ArchiveException e)
            {
                Assert.StartsWith("input: ", e.Message, StringComparison.Ordinal);
                continue;
            }

            // The record that is cut may still have all its fields, the last one shorter.
            Assert.InRange(read.Posts.Count, 0, whole.Count);
            Assert.Equal(whole.Take(read.Posts.Count - 1), read.Posts.Take(read.Posts.Count - 1));
            Assert.InRange(read.Rejects.Count, 0, 3);
        }
    }
}
