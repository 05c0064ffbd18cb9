using System.Text;

namespace Copypasta.Campaigns.Tests;

public sealed class LinkFormTests
{
    [Theory]
    [InlineData("http://example.org", "http://example.org/")]
    [InlineData("HTTPS://News.Example.ORG/Path?B=1&a=2", "https://news.example.org/Path?B=1&a=2")]
    [InlineData("https://example.org:443/x", "https://example.org/x")]
    [InlineData("http://example.org:80", "http://example.org/")]
    [InlineData("https://example.org:80/x", "https://example.org:80/x")]
    [InlineData("http://example.org:/x", "http://example.org/x")]
    [InlineData("http://user:secret@example.org/x", "http://example.org/x")]
    [InlineData("http://example.org./x", "http://example.org/x")]
    [InlineData("http://[2001:DB8::1]:8080/x", "http://[2001:db8::1]:8080/x")]
    [InlineData("http://[2001:db8::1]/x", "http://[2001:db8::1]/x")]
    [InlineData("www.example.org/x", "http://www.example.org/x")]
    [InlineData("https://example.org/x#part?no=query", "https://example.org/x")]
    [InlineData("https://example.org?utm_source=a&UTM_Medium=b", "https://example.org/")]
    [InlineData("https://example.org/x?id=7&fbclid=z&gclid=&page=2", "https://example.org/x?id=7&page=2")]
    [InlineData("https://example.org/x?id=7&amp;utm_term=a&amp;page=2", "https://example.org/x?id=7&page=2")]
    [InlineData("https://example.org/x?&&", "https://example.org/x")]
    [InlineData("https://example.org/x?utm=kept&fbclidx=kept", "https://example.org/x?utm=kept&fbclidx=kept")]
    [InlineData("https://example.org/x?v=1&feature=share&Source=Twitter", "https://example.org/x?v=1")]
    [InlineData("https://example.org/x?feature=kept&source=kept", "https://example.org/x?feature=kept&source=kept")]
    [InlineData("https://BÜCHER.example/x", "https://bÜcher.example/x")]
    public void Links_are_made_comparable(string link, string expected) => Assert.Equal([expected], Forms(link));

    [Theory]
    [InlineData("")]
    [InlineData("http://")]
    [InlineData("https:///x")]
    [InlineData("ftp://example.org/x")]
    [InlineData("mailto://someone@example.org")]
    [InlineData("http://:80/")]
    [InlineData("mailto:someone")]
    [InlineData("http://example.org:name/x")]
    public void What_names_no_host_of_the_web_is_none(string link) => Assert.Empty(Forms(link));

    [Fact]
    public void A_comparable_form_is_its_own()
    {
        foreach (var link in new[] { "HTTP://A.B:80/c?utm_x=1&d=2#e", "www.a.b?x", "https://a@b.c/d%20e?f=g;h" })
        {
            var form = Assert.Single(Forms(link));
            Assert.Equal([form], Forms(form));
        }
    }

    private static string[] Forms(string link)
    {
        var links = new WordList();
        LinkForm.Add(Encoding.UTF8.GetBytes(link), links);
        return [.. Enumerable.Range(0, links.Count).Select(i => Encoding.UTF8.GetString(links[i]))];
    }
}
