using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Copypasta.Campaigns.Tests;

public sealed class TokenAlignmentTests
{
    [Theory]
    [InlineData("abcd", "abcd", "0123")]
    [InlineData("abcdefgh", "abcefgh", "012-3456")]
    [InlineData("abcdefgh", "abxcdefgh", "01345678")]
    [InlineData("abcdefgh", "abxdefgh", "01234567")]
    [InlineData("abcdefgh", "abcd", "0123----")]
    [InlineData("ab.cd.", "ab.", "012---")]
    [InlineData("abc", "", "---")]
    public void TokensStandForOneAnother(string model, string text, string expected) =>
        Assert.Equal(expected, Show(Align(model, [], text)));

    [Fact]
    public void FreePlacesTakeAnything()
    {
        // The value of the model, xy, is replaced by four words, of which the last is the word that follows, z: only by knowing that xy is a value is the right z found.
        const string model = "abxyzc", text = "abpqzrzc";
        Assert.Equal("01", Show(Align(model, [4, 5, 6, 7, 8], text))[..2]);
        Assert.Equal([6, 7], Align(model, [4, 5, 6, 7, 8], text)[4..]);
    }

    [Property]
    public Property PartnersIncreaseAndEqualTextsAreTheirOwn() => Prop.ForAll(Texts(), Texts(), (model, text) =>
    {
        var partners = Align(model, [], text);
        var last = -1;
        foreach (var partner in partners)
        {
            Assert.True(partner == -1 || (partner > last && partner < text.Length));
            last = partner == -1 ? last : partner;
        }

        Assert.Equal(Enumerable.Range(0, model.Length), Align(model, [], model));
    });

    // Against the recurrence written out plainly, over short texts, where the band holds everything.
    [Property]
    public Property NoAlignmentIsCheaper() => Prop.ForAll(Texts(), Texts(), (model, text) =>
    {
        // Both begin differently, so that no common beginning is taken for granted.
        (model, text) = ("<" + model, ">" + text + "!");
        Assert.Equal(Least(model, text), CostOf(model, text, Align(model, [], text)));
    });

    private const int Substitution = 5, Open = 2, Extend = 2;

    private static int CostOf(string model, string text, int[] partners)
    {
        int cost = 0, last = -1;
        var deleting = false;
        for (var i = 0; i < partners.Length; i++)
        {
            if (partners[i] < 0)
            {
                var atEnd = partners.AsSpan(i).IndexOfAnyExcept(-1) < 0;
                cost += Extend + (deleting || atEnd ? 0 : Open);
                deleting = true;
                continue;
            }

            cost += Gap(partners[i] - last - 1) + (model[i] == text[partners[i]] ? 0 : Substitution);
            last = partners[i];
            deleting = false;
        }

        return cost + Gap(text.Length - 1 - last);
    }

    private static int Gap(int length) => length == 0 ? 0 : Open + (Extend * length);

    private static int Least(string model, string text)
    {
        const int far = 1 << 20;
        int n = model.Length, m = text.Length;
        var best = new int[n + 1, m + 1];
        var delete = new int[n + 1, m + 1];
        var insert = new int[n + 1, m + 1];
        for (var i = 0; i <= n; i++)
        {
            for (var j = 0; j <= m; j++)
            {
                if (i == 0 && j == 0)
                {
                    (delete[0, 0], insert[0, 0]) = (far, far);
                    continue;
                }

                delete[i, j] = i == 0 ? far : Extend + Math.Min(delete[i - 1, j], best[i - 1, j] + (j == m ? 0 : Open));
                insert[i, j] = j == 0 ? far : Extend + Math.Min(insert[i, j - 1], best[i, j - 1] + Open);
                best[i, j] = Math.Min(
                    Math.Min(delete[i, j], insert[i, j]),
                    i == 0 || j == 0 ? far : best[i - 1, j - 1] + (model[i - 1] == text[j - 1] ? 0 : Substitution));
            }
        }

        return best[n, m];
    }

    private static int[] Align(string model, int[] free, string text)
    {
        var isFree = new bool[(2 * model.Length) + 1];
        foreach (var place in free)
        {
            isFree[place] = true;
        }

        var partners = new int[model.Length];
        new TokenAlignment().Align(model.Select(c => (int)c).ToArray(), isFree, text.Select(c => (int)c).ToArray(), partners);
        return partners;
    }

    private static string Show(int[] partners) => string.Concat(partners.Select(partner => partner < 0 ? "-" : $"{partner}"));

    private static Arbitrary<string> Texts() => Gen.Elements('a', 'b', 'c', 'd').ListOf().Select(letters => string.Concat(letters)).ToArbitrary();
}
