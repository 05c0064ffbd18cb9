using System.Text;

namespace Copypasta.Detection.Tests;

public sealed class MainScriptTests
{
    [Theory]
    [InlineData("", TextScript.None)]
    [InlineData("12 345 !?", TextScript.None)]
    [InlineData("👍👍 🇩🇪", TextScript.None)]
    [InlineData("a", TextScript.Latin)]
    [InlineData("\"1\" — été", TextScript.Latin)]
    [InlineData("𝖍𝖆𝖗𝖛𝖊𝖘𝖙 fair", TextScript.Latin)]
    [InlineData("жатва is near", TextScript.Latin)]
    [InlineData("жатва близко", TextScript.Cyrillic)]
    [InlineData("η γιορτή", TextScript.Greek)]
    [InlineData("חג הקציר", TextScript.Hebrew)]
    [InlineData("جشن خرمن ۱۲۳", TextScript.Arabic)]
    [InlineData("फसल का मेला", TextScript.Devanagari)]
    [InlineData("งานเก็บเกี่ยว", TextScript.Thai)]
    [InlineData("수확 축제", TextScript.Hangul)]
    [InlineData("収穫のおまつり", TextScript.Kana)]
    [InlineData("丰收节𠀀", TextScript.Han)]
    [InlineData("ᏣᎳᎩ", TextScript.Other)]
    public void Is_the_script_of_most_letters(string text, TextScript script) => Assert.Equal(script, MainScript.Of(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("@a_very_long_name да https://example.org/a-long-path", TextScript.Cyrillic)]
    [InlineData("нет:HTTP://EXAMPLE.ORG/a-long-path", TextScript.Cyrillic)]
    [InlineData("节https://example.org/a节", TextScript.Han)]
    [InlineData("جشن www.example.org/harvest", TextScript.Arabic)]
    [InlineData("@somebody https://example.org", TextScript.None)]
    [InlineData("@somebody, http is no link", TextScript.Latin)]
    [InlineData("www.", TextScript.Latin)]
    public void Links_and_mentions_do_not_count(string text, TextScript script) => Assert.Equal(script, MainScript.Of(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Of_as_many_letters_the_first_script_is_told() => Assert.Equal(TextScript.Greek, MainScript.Of("жа ηγ"u8));

    /// <summary>Whatever the bytes, and wherever they are cut off.</summary>
    [Fact]
    public void Takes_any_bytes()
    {
        var random = new Random(3);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = new byte[random.Next(12)];
            random.NextBytes(bytes);
            Assert.InRange(MainScript.Of(bytes), TextScript.None, TextScript.Other);
        }

        Assert.Equal(TextScript.Cyrillic, MainScript.Of([.. "да"u8, 0xD0]));
        Assert.Equal(TextScript.Latin, MainScript.Of([(byte)'a', 0xF0, 0x90]));
    }
}
