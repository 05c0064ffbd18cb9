using System.Text;

namespace Copypasta.Campaigns.Tests;

public sealed class LinkedPageTests
{
    [Theory]
    [InlineData("https://www.tamdopost.example/ferry/", "tamdopost.example/ferry")]
    [InlineData("HTTP://m.TamdoPost.example/ferry?utm_source=x#part", "tamdopost.example/ferry")]
    [InlineData("mobile.tamdopost.example", "tamdopost.example")]
    [InlineData("https://tamdopost.example:8080/ferry/?id=7", "tamdopost.example:8080/ferry?id=7")]
    [InlineData("https://m.com/x", "m.com/x")]
    [InlineData("https://www.m.tamdopost.example/x", "m.tamdopost.example/x")]
    public void One_page_is_one_however_it_is_linked(string address, string expected) => Assert.Equal(expected, LinkedPage.Of(address));

    [Theory]
    [InlineData("https://t.co/x1")]
    [InlineData("http://www.bit.ly/x1?utm_source=x")]
    [InlineData("mailto:someone")]
    [InlineData("ftp://tamdopost.example/x")]
    [InlineData("")]
    public void What_is_shortened_or_no_link_leads_nowhere_that_is_known(string address) => Assert.Null(LinkedPage.Of(address));

    /// <summary>A page is a comparable address, so that the lists of addresses can be looked up in it.</summary>
    [Fact]
    public void The_page_of_a_page_is_itself()
    {
        foreach (var address in new[] { "https://www.tamdopost.example:8080/ferry/?id=7", "https://m.x.example/é/", "http://a.example/?b" })
        {
            var page = LinkedPage.Of(address)!;
            Assert.Equal(page, LinkedPage.Of(page));
            Assert.Equal(page, LinkedPage.Of(Encoding.UTF8.GetBytes("https://" + page)));
        }
    }
}
