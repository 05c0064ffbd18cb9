using Copypasta.Hashing;

namespace Copypasta.Reports.Tests;

public sealed class SetAsideTests
{
    [Theory]
    [InlineData("see https://t.co/a, @bob! and #tag", "https://t.co/a, @bob!")]
    [InlineData("RT @bob: RT @eve: the lake", "RT @bob: RT @eve:")]
    [InlineData("ｈｔｔｐｓ：／／ｔ．ｃｏ／ａ the lake 🌊 www.example.org", "ｈｔｔｐｓ：／／ｔ．ｃｏ／ａ|www.example.org")]
    [InlineData("mail me: ann@example.org", "")]
    [InlineData("مـــرحبا، the lake!", "")]
    [InlineData("Straße zum See @ann", "@ann")]
    [InlineData("", "")]
    public void UnderSocialAddressesAndRepostMarksAre(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', new SetAside(TextProfile.Social).Find(text).Select(part => text[part.Start..part.End])));

    [Theory]
    [InlineData("see https://t.co/a #lake and #pond #fair", "https://t.co/a #lake|#pond #fair")]
    public void HashtagsAreWhereTheyAreDropped(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', new SetAside(TextProfile.SocialWith(HashtagHandling.Drop)).Find(text).Select(part => text[part.Start..part.End])));

    [Fact]
    public void OtherProfilesSetNothingAside()
    {
        Assert.Empty(new SetAside(TextProfile.Web).Find("RT @bob: see https://t.co/a"));
        Assert.Empty(new SetAside(TextProfile.Exact).Find("RT @bob: see https://t.co/a"));
    }
}
