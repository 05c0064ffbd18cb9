using FsCheck.Xunit;

namespace Copypasta.Synthesis.Tests;

public sealed class VariationTests
{
    [Fact]
    public void EveryVariationKindServesSomeLanguage()
    {
        string[] made =
        [
            PostKinds.Background, PostKinds.Original, PostKinds.ExactCopy, PostKinds.Repost, PostKinds.Template,
            PostKinds.OrganicQuote, PostKinds.OrganicHeadline, PostKinds.OrganicGreeting, PostKinds.OrganicUpdate,
        ];
        Assert.Equal(
            PostKinds.All.Except(made).Order(StringComparer.Ordinal),
            Language.All.SelectMany(Variation.KindsFor).Distinct().Order(StringComparer.Ordinal));
    }

    [Property]
    public void EveryVariationChangesTheTextAndStaysWellFormed(ulong seed)
    {
        var random = new Xoshiro256(seed, 0);
        foreach (var language in Language.All)
        {
            var body = language.Grammar.Expand("message", random);
            var tags = " #" + language.Grammar.Expand("tag", random);
            foreach (var kind in Variation.KindsFor(language).Distinct())
            {
                var varied = Variation.Apply(kind, body, tags, language, random);
                Assert.True(varied != body + tags, $"{kind} {language.Code}: {body}");
                Assert.DoesNotContain("\uFFFD", System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(varied)), StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData(PostKinds.ZeroWidth)]
    [InlineData(PostKinds.SoftHyphen)]
    [InlineData(PostKinds.VariationSelectors)]
    [InlineData(PostKinds.Bidi)]
    [InlineData(PostKinds.Zalgo)]
    public void WithoutTheInsertedCharactersTheTextIsRestored(string kind)
    {
        var random = new Xoshiro256(9, 0);
        var english = Language.All[0];
        var body = english.Grammar.Expand("message", random);
        var varied = Variation.Apply(kind, body, "", english, random);
        Assert.Equal(body, string.Concat(varied.Where(c => c is >= ' ' and < '\u007F')));
    }

    [Theory]
    [InlineData("en", PostKinds.Homoglyph)]
    [InlineData("ru", PostKinds.Homoglyph)]
    [InlineData("uk", PostKinds.HomoglyphCaps)]
    public void LookAlikesMixTwoScripts(string code, string kind)
    {
        var language = Language.All.Single(l => l.Code == code);
        var random = new Xoshiro256(3, 0);
        var varied = Variation.Apply(kind, language.Grammar.Expand("message", random), "", language, random);
        Assert.Contains(varied, char.IsAsciiLetter);
        Assert.Contains(varied, c => c is >= '\u0400' and <= '\u04FF');
        Assert.True(kind != PostKinds.HomoglyphCaps || !varied.Any(char.IsLower));
    }

    [Fact]
    public void KeyboardSwapsArabicAndPersianLettersAndDigits()
    {
        var arabic = Language.All.Single(l => l.Code == "ar");
        Assert.Equal("کتابی ۲۳", Variation.Apply(PostKinds.Keyboard, "كتابي ٢٣", "", arabic, new Xoshiro256(0, 0)));
    }

    [Property]
    public void TurkishCaseMapsBothLetters(ulong seed)
    {
        var turkish = Language.All.Single(l => l.IsTurkic);
        var varied = Variation.Apply(PostKinds.Case, "Iıİi", "", turkish, new Xoshiro256(seed, 0));
        Assert.Contains(varied, (string[])["IIİİ", "ııii", "ıIiİ"]);
    }
}
