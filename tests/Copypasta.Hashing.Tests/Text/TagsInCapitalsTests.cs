using System.Globalization;
using System.Text;

namespace Copypasta.Hashing.Tests;

/// <summary>
/// In capitals many words of Greek and Cyrillic have only letters that Latin has too, and go to the script of the text: a tag of another script must not become the text's.
/// </summary>
public class TagsInCapitalsTests
{
    private const int CodePoints = 70;
    private const double Threshold = 0.7, LeastRecall = 0.97;

    [Theory]
    [InlineData("ΤΟ ΚΑΤΙ ΠΟΥ ΟΤΑΝ ΕΧΕΙ ΝΕΡΟ ΚΑΝΕΙ ΤΟ ΚΥΜΑ ΝΑ ΠΑΕΙ ΜΑΚΡΙΑ ΚΑΙ ΜΕΤΑ ΤΟ ΦΕΡΝΕΙ", "#savetheplanet")]
    [InlineData("ΤΟ ΚΑΤΙ ΠΟΥ ΟΤΑΝ ΕΧΕΙ ΝΕΡΟ ΚΑΝΕΙ ΤΟ ΚΥΜΑ ΝΑ ΠΑΕΙ ΜΑΚΡΙΑ ΚΑΙ ΜΕΤΑ ΤΟ ΦΕΡΝΕΙ", "#голосуйзавсех")]
    [InlineData("ТАМ НА ТОРТАХ АРОМАТ КОРЫ И В КАРТЕ ТОРТЫ", "#savetheplanet")]
    [InlineData("ТАМ НА ТОРТАХ АРОМАТ КОРЫ И В КАРТЕ ТОРТЫ", "#ελλαδαελλαδα")]
    public void ALongTagLeavesTheTextAsItWas(string text, string tag) => Assert.StartsWith(Normalized(text), Normalized($"{text} {tag}"), StringComparison.Ordinal);

    [Theory]
    [InlineData("el", "#together", "#savetheplanet", "#вместе", "#TOGETHER", "#ВМЕСТЕ")]
    [InlineData("ru", "#together", "#savetheplanet", "#μαζι", "#TOGETHER", "#ΜΑΖΙ")]
    [InlineData("sr", "#together", "#savetheplanet", "#μαζι", "#TOGETHER", "#ΜΑΖΙ")]
    public void CopiesWithATagAreAtTheThreshold(string language, params string[] tags)
    {
        MessageCatalogues.SkipUnlessInstalled();
        string[] texts = [.. MessageCatalogues.Sentences(language).Where(text => text.Length >= CodePoints && !text.Any(char.IsAsciiLetter)).Select(text => text[..CodePoints].ToUpperInvariant())];
        Assert.True(texts.Length >= 200, $"{language}: {texts.Length} sentences");
        ShingleSet one = new(Shingle.Default), other = new(Shingle.Default);
        foreach (var tag in tags)
        {
            var found = texts.Count(text =>
            {
                one.Load(Encoding.UTF8.GetBytes(Normalized(text)));
                other.Load(Encoding.UTF8.GetBytes(Normalized($"{text} {tag}")));
                var shared = one.Shared(other);
                return shared >= Threshold * (one.Count + other.Count - shared);
            });
            Assert.True(found >= LeastRecall * texts.Length, string.Create(CultureInfo.InvariantCulture, $"{language} {tag}: {found} of {texts.Length}"));
        }
    }

    private static string Normalized(string text) => Encoding.UTF8.GetString(new TextNormalizer(TextProfile.Social).Normalize(Encoding.UTF8.GetBytes(text), out _));
}
