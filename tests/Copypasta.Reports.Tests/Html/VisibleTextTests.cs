using System.Text;

namespace Copypasta.Reports.Tests;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("plain, שלום 你好 😀", "plain, שלום 你好 😀")]
    [InlineData("a\u202Eb\u202Cc", "a[U+202E]b[U+202C]c")]
    [InlineData("\0\u001B[31m\u007F\u0085", "[U+0000][U+001B][31m[U+007F][U+0085]")]
    [InlineData("a\tb\nc\r\nd", "a\tb\nc\nd")]
    [InlineData("a\rb", "a[U+000D]b")]
    [InlineData("\u2066name\u2069 می\u200Cروم", "\u2066name\u2069 می\u200Cروم")]
    [InlineData("\u2066name", "[U+2066]name")]
    [InlineData("\u2069\u2066", "[U+2069][U+2066]")]
    [InlineData("\u2067a\u2068b\u2069\u2069", "\u2067a\u2068b\u2069\u2069")]
    public void CharactersThatActOnTheirSurroundingsAreShown(string text, string expected)
    {
        Assert.Equal(expected, VisibleText.Show(Encoding.UTF8.GetBytes(text), 100, out var isCut));
        Assert.False(isCut);
    }

    [Fact]
    public void IllFormedBytesAreReplaced() => Assert.Equal("a\uFFFD\uFFFD", VisibleText.Show([(byte)'a', 0xFF, 0xE2, 0x81], 100, out _));

    [Fact]
    public void LongTextsAreCutBetweenCodePoints()
    {
        Assert.Equal("😀😀…", VisibleText.Show("😀😀😀"u8, 2, out var isCut));
        Assert.True(isCut);
        Assert.Equal("😀😀", VisibleText.Show("😀😀"u8, 2, out isCut));
        Assert.False(isCut);
    }
}
