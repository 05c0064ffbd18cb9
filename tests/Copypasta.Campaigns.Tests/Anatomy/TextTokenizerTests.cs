using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Copypasta.Campaigns.Tests;

public sealed class TextTokenizerTests
{
    [Theory]
    [InlineData("Dear Anna, I don't", "Dear|Anna|,|I|don't")]
    [InlineData("it's 'quoted'", "it's|'|quoted|'")]
    [InlineData("see https://a.b/c?d=1. Then www.x.org)", "see|https://a.b/c?d=1|.|Then|www.x.org|)")]
    [InlineData("@anna #Grüße_1 mail a@b", "@anna|#Grüße_1|mail|a|@b")]
    [InlineData("12:30, 1,200.50 2024-05-01 5th", "12:30|,|1,200.50|2024-05-01|5th")]
    [InlineData("我是5月3日来的", "我|是|5|月|3|日|来|的")]
    [InlineData("ที่นี่", "ที่|นี่")]
    [InlineData("می‌خواهم ۱۲ نان", "می‌خواهم|۱۲|نان")]
    [InlineData("w\u200Bo\u200B\u200Brd \u200F.", "w\u200Bo\u200B\u200Brd|.")]
    [InlineData("👩🏽‍🔬🇫🇷❤️ $5", "👩🏽‍🔬|🇫🇷|❤️|$|5")]
    [InlineData("", "")]
    public void TextsAreCut(string text, string expected) => Assert.Equal(expected, string.Join('|', Cut(text)));

    [Fact]
    public void NoMoreTokensThanAskedFor()
    {
        var tokens = new List<TextToken>();
        Assert.False(TextTokenizer.Cut("a b c"u8, tokens, 2));
        Assert.Equal(2, tokens.Count);
        Assert.True(TextTokenizer.Cut("a b c "u8, tokens, 3));
    }

    [Property]
    public Property TokensAreInOrderAndBetweenThemIsNothing() => Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text =>
    {
        var utf8 = Encoding.UTF8.GetBytes(text ?? "");
        AssertCovered(utf8);
    });

    [Property]
    public Property AnyBytesAreCut() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), AssertCovered);

    private static void AssertCovered(byte[] utf8)
    {
        var tokens = new List<TextToken>();
        Assert.True(TextTokenizer.Cut(utf8, tokens));
        var at = 0;
        foreach (var token in tokens)
        {
            Assert.True(token.Start >= at && token.End > token.Start, "tokens overlap or are empty");
            AssertBlank(utf8.AsSpan(at, token.Start - at));
            at = token.End;
        }

        AssertBlank(utf8.AsSpan(at));
    }

    private static void AssertBlank(ReadOnlySpan<byte> between)
    {
        foreach (var rune in Encoding.UTF8.GetString(between).EnumerateRunes())
        {
            Assert.False(Rune.IsLetterOrDigit(rune) || Rune.IsPunctuation(rune) || Rune.IsSymbol(rune), $"U+{rune.Value:X4} is in no token");
        }
    }

    private static IEnumerable<string> Cut(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var tokens = new List<TextToken>();
        TextTokenizer.Cut(utf8, tokens);
        return tokens.Select(token => Encoding.UTF8.GetString(utf8.AsSpan(token.Start..token.End)));
    }
}
