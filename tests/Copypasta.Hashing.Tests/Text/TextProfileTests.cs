namespace Copypasta.Hashing.Tests;

public class TextProfileTests
{
    [Fact]
    public void IdsAreFixed()
    {
        Assert.Equal("social/1", TextProfile.Social.Id);
        Assert.Equal("web/1", TextProfile.Web.Id);
        Assert.Equal("exact/1", TextProfile.Exact.Id);
        Assert.Equal("social/1", TextProfile.SocialWith(HashtagHandling.Word).Id);
        Assert.Equal("social/1;hashtags=drop-trailing", TextProfile.SocialWith(HashtagHandling.DropTrailing).Id);
        Assert.Equal("social/1;hashtags=drop", TextProfile.SocialWith(HashtagHandling.Drop).Id);
    }

    [Fact]
    public void UnknownHashtagHandlingIsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TextProfile.SocialWith((HashtagHandling)7));

    [Fact]
    public void ANormaliserNeedsAProfile() => Assert.Throws<ArgumentNullException>(() => new TextNormalizer(null!));
}
