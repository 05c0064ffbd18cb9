using System.Text;
using FsCheck;
using FsCheck.Xunit;

namespace Copypasta.Archives.Tests;

public sealed class HtmlTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain", "plain")]
    [InlineData("<p>one</p><p>two</p>", "one\n\ntwo")]
    [InlineData("<p>one<br>two<br />three</p>", "one\ntwo\nthree")]
    [InlineData("a &amp; b &lt;c&gt; &quot;d&quot; &#39;e&#x27; &nbsp;|", "a & b <c> \"d\" 'e' \u00A0|")]
    [InlineData("&amp;lt;", "&lt;")]
    [InlineData("<a href=\"https://x.example/?a>b\" rel='n'>x.example</a>", "x.example")]
    [InlineData("1 < 2 and 3 > 2 <3", "1 < 2 and 3 > 2 <3")]
    [InlineData("half <a tag", "half <a tag")]
    [InlineData("&unknown; &#0; &#xD800; &#99999999999; & &#", "&unknown; \uFFFD \uFFFD &#99999999999; & &#")]
    [InlineData("<!-- c --><ul><li>a</li><li>b</li></ul>", "a\nb")]
    [InlineData("<P>UP</P>", "UP")]
    [InlineData("<a title=\"un>closed", "closed")]
    public void BecomesText(string html, string expected) => Assert.Equal(expected, Strip(html));

    [Property(MaxTest = 500)]
    public void WithoutMarkupNothingChanges(NonNull<string> text)
    {
        var clean = string.Concat(text.Get.EnumerateRunes()).Replace("<", "", StringComparison.Ordinal).Replace("&", "", StringComparison.Ordinal).TrimEnd('\n');
        Assert.Equal(clean, Strip(clean));
        Assert.Equal(clean, Strip(clean.Replace(">", "&gt;", StringComparison.Ordinal)));
    }

    [Fact]
    public void NothingButBracketsTakesTimeInProportion() => Assert.Equal(4_000_000, Strip(string.Concat(Enumerable.Repeat("<a", 2_000_000))).Length);

    private static string Strip(string html)
    {
        var bytes = Encoding.UTF8.GetBytes(html);
        return Encoding.UTF8.GetString(bytes, 0, HtmlText.Strip(bytes));
    }
}
