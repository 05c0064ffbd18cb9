namespace Copypasta.Reports.Tests;

public sealed class PermalinkTests
{
    [Theory]
    [InlineData("x", "1170000000000000001", "55", "https://x.com/i/status/1170000000000000001")]
    [InlineData("telegram", "harbour-12", "", "https://t.me/harbour/12")]
    [InlineData("telegram", "-1001724666_12", "", "https://t.me/c/1724666/12")]
    [InlineData("telegram", "1724666_12", "", "https://t.me/c/1724666/12")]
    [InlineData("reddit", "t3_abc1", "ann", "https://www.reddit.com/comments/abc1")]
    [InlineData("facebook", "https://www.facebook.com/7/posts/8", "", "https://www.facebook.com/7/posts/8")]
    [InlineData("instagram", "CLx-1_0a", "", "https://www.instagram.com/p/CLx-1_0a/")]
    [InlineData("tiktok", "6935", "ann.b", "https://www.tiktok.com/@ann.b/video/6935")]
    [InlineData("bluesky", "at://did:plc:abc/app.bsky.feed.post/3k1", "did:plc:abc", "https://bsky.app/profile/did:plc:abc/post/3k1")]
    [InlineData("regulations.gov", "ZZZ-2021-0001-1000", "", "https://www.regulations.gov/comment/ZZZ-2021-0001-1000")]
    [InlineData("fcc-ecfs", "10304100", "", "https://www.fcc.gov/ecfs/search/search-filings/filing/10304100")]
    public void IdsMakeAddresses(string platform, string id, string author, string expected) => Assert.Equal(expected, Permalink.Of(platform, id, author));

    [Theory]
    [InlineData("unknown", "1170000000000000001", "")]
    [InlineData("x", "", "")]
    [InlineData("x", "1\n", "")]
    [InlineData("x", "1?x=\"><script>", "")]
    [InlineData("x", "\u0661", "")]
    [InlineData("telegram", "harbour-1/../2", "")]
    [InlineData("reddit", "t1_abc", "ann")]
    [InlineData("facebook", "https://facebook.com.example/7", "")]
    [InlineData("facebook", "javascript:alert(1)//facebook.com/7", "")]
    [InlineData("instagram", "123456_789", "")]
    [InlineData("tiktok", "6935", "ann/../x")]
    [InlineData("mastodon", "105830000000000001", "ann@harbour.example")]
    [InlineData("youtube", "Ugw1000", "UC1000")]
    public void OtherIdsMakeNone(string platform, string id, string author) => Assert.Null(Permalink.Of(platform, id, author));
}
