using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Copypasta.Campaigns.Tests;

public sealed class WordDiffTests
{
    [Theory]
    [InlineData("the skies are grey", "the skies are grey", "=the skies are grey")]
    [InlineData("the skies are not grey", "the skies are grey", "=the skies are |-not |=grey")]
    [InlineData("see a b", "see a c", "=see a |-b|+c")]
    [InlineData("", "new words", "+new words")]
    [InlineData("old words", "", "-old words")]
    [InlineData("", "", "")]
    [InlineData("a b c d", "x b c y", "-a |+x |=b c |-d|+y")]
    [InlineData("今天天气好", "今天天气不好", "=今天天气|+不|=好")]
    public void DifferingWordsAreMarked(string reference, string text, string expected) =>
        Assert.Equal(expected, string.Join('|', new WordDiff().Compare(reference, text).Select(piece => "=+-"[(int)piece.Kind] + piece.Text)));

    [Property]
    public Property ThePiecesAreTheTexts() => Prop.ForAll(Words(), Words(), (reference, text) =>
    {
        var pieces = new WordDiff().Compare(reference, text);
        Assert.Equal(text, Join(pieces, DiffKind.Missing));
        Assert.Equal(reference, Join(pieces, DiffKind.Added));
    });

    [Property]
    public Property NoFewerWordsCouldBeMarked() => Prop.ForAll(Words(), Words(), (reference, text) =>
    {
        var pieces = new WordDiff().Compare(reference, text);
        string[] a = Split(reference), b = Split(text);
        var marked = pieces.Where(piece => piece.Kind != DiffKind.Same).Sum(piece => Split(piece.Text).Length);
        Assert.Equal(a.Length + b.Length - (2 * LongestCommon(a, b)), marked);
    });

    [Fact]
    public void TextsFarApartAreMarkedAsAWhole()
    {
        var reference = "start " + string.Join(' ', Enumerable.Range(0, 400).Select(i => $"a{i}")) + " end";
        var text = "start " + string.Join(' ', Enumerable.Range(0, 400).Select(i => $"b{i}")) + " end";
        Assert.Equal(
            [DiffKind.Same, DiffKind.Missing, DiffKind.Added, DiffKind.Same],
            new WordDiff().Compare(reference, text).Select(piece => piece.Kind));
    }

    private static Arbitrary<string> Words() =>
        Gen.Elements("a", "b", "c", "好").ListOf().Select(words => string.Concat(words.Select(word => word + " "))).ToArbitrary();

    private static string[] Split(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Join(List<DiffPiece> pieces, DiffKind without) =>
        string.Concat(pieces.Where(piece => piece.Kind != without).Select(piece => piece.Text));

    private static int LongestCommon(string[] a, string[] b)
    {
        var length = new int[a.Length + 1, b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                length[i, j] = a[i - 1] == b[j - 1] ? length[i - 1, j - 1] + 1 : Math.Max(length[i - 1, j], length[i, j - 1]);
            }
        }

        return length[a.Length, b.Length];
    }
}
