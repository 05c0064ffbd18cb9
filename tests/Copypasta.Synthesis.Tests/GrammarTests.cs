using System.Text.RegularExpressions;

namespace Copypasta.Synthesis.Tests;

public sealed partial class GrammarTests
{
    [Fact]
    public void ExpandsSymbolsNumbersCapitalsAndContinuedLines()
    {
        var grammar = new Grammar("# comment\na = {^b} {03-03}\nb =\n  ilk\n", turkic: true);
        Assert.Equal("İlk 03", grammar.Expand("a", new Xoshiro256(1, 1)));
    }

    [Fact]
    public void NumbersStayInTheirRangeAndNumerals()
    {
        var grammar = new Grammar("n = {8-12}", zero: '٠');
        var random = new Xoshiro256(1, 1);
        Assert.Equal(["١٠", "١١", "١٢", "٨", "٩"], Enumerable.Range(0, 200).Select(_ => grammar.Expand("n", random)).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void SlotsAreLeftForEveryCopyToFill()
    {
        var grammar = new Grammar("letter = Dear {~first}, {~2-9} of {x}\nfirst = Ivo\nx = pears");
        var template = grammar.Expand("letter", new Xoshiro256(1, 1));
        Assert.Equal("Dear {first}, {2-9} of pears", template);
        Assert.Matches("^Dear Ivo, [2-9] of pears$", grammar.Fill(template, new Xoshiro256(2, 1)));
    }

    [Fact]
    public void AnUndefinedSymbolIsAnError() => Assert.Contains("'b'", Assert.Throws<FormatException>(() => new Grammar("a = {b}")).Message);

    [Fact]
    public void EveryLanguageDefinesWhatTheStreamsAskFor()
    {
        string[] symbols = ["post", "message", "letter", "tag", "headline", "outlet", "update", "proverb", "quote", "greeting", "filler"];
        foreach (var language in Language.All)
        {
            foreach (var symbol in symbols)
            {
                var random = new Xoshiro256(7, 7);
                for (var i = 0; i < 200; i++)
                {
                    Assert.DoesNotContain("}", language.Grammar.Fill(language.Grammar.Expand(symbol, random), random), StringComparison.Ordinal);
                }
            }
        }
    }

    [Fact]
    public void ThePhrasesAreFreeOfVerdicts() => Assert.All(Language.All, l => Assert.DoesNotMatch(Verdicts(), l.Source));

    [GeneratedRegex(@"\b(bots?|trolls?|fakes?|sock ?puppets?|inauthentic|suspicious|malicious|guilty|culprits?|propaganda|disinformation|influence operations?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Verdicts();
}
