using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Copypasta.Campaigns.Tests;

public sealed class MemberComparisonTests
{
    [Theory]
    [InlineData("the skies are grey", "the skies are not grey", "Negation:>not")]
    [InlineData("we can do this today", "we can't do this today", "Negation:>can't")]
    [InlineData("5 swans were seen", "7 swans were seen", "Number:5>7")]
    [InlineData("about ۵ swans", "about 5 swans", "Writing:>")]
    [InlineData("5 swans and 7 geese", "7 swans and 5 geese", "Number:5>7 Number:7>5")]
    [InlineData("the town hall is open", "the town hall is closed", "")]
    [InlineData("the same words", "the same words", "")]
    [InlineData("the good bread", "the gооd bread", "Writing:>")]
    [InlineData("今天天气好", "今天天气不好", "Negation:>不")]
    [InlineData("วันนี้ฝนตก", "วันนี้ฝนไม่ตก", "Negation:>ไม่")]
    [InlineData("мы будем петь", "мы не будем петь", "Negation:>не")]
    [InlineData("من می‌خواهم نان", "من نمی‌خواهم نان", "Negation:>نمی‌خواهم")]
    [InlineData("هذا صحيح تماما", "هذا ليس صحيح تماما", "Negation:>ليس")]
    [InlineData("see https://a.org/5 now", "see https://a.org/7 now", "")]
    public void WhatChangesTheMeaningIsPointedOut(string reference, string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', new MemberComparison().Compare(reference, text).Points.Select(point => $"{point.Kind}:{point.Reference}>{point.Text}")));

    // White space between words that are in both may differ, so that the same words stand elsewhere.
    [Property]
    public Property WhiteSpaceMovesNothing() => Prop.ForAll(Words(), Words(), (reference, text) =>
    {
        string Spaced(string[] words, string space) => " " + string.Join(space, words) + "\n";
        var plain = new MemberComparison().Compare(Spaced(reference, " "), Spaced(text, " "));
        var wide = new MemberComparison().Compare(Spaced(reference, "  \n"), Spaced(text, " "));
        Assert.Equal(plain.Points, wide.Points);
    });

    [Fact]
    public void PointsNameTheirPiece()
    {
        var diff = new MemberComparison().Compare("we saw 5 swans and they are grey", "we saw 6 swans and they are not grey");
        Assert.Equal([DiffPointKind.Number, DiffPointKind.Negation], diff.Points.Select(point => point.Kind));
        Assert.Equal("5 ", diff.Pieces[diff.Points[0].Piece].Text);
        Assert.Equal("not ", diff.Pieces[diff.Points[1].Piece].Text);
    }

    private static Arbitrary<string[]> Words() => Gen.Elements("5", "7", "not", "never", "swans", "grey", "Grey").ArrayOf().ToArbitrary();
}
