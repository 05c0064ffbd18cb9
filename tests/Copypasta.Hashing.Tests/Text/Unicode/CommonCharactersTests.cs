namespace Copypasta.Hashing.Tests;

public class CommonCharactersTests
{
    private static readonly int[] s_all = [.. Enumerable.Range(0, 0x110000)];

    [Fact]
    public void TheTableOfCommonCodePointsIsTheGeneralOne()
    {
        var classes = new uint[s_all.Length];
        var any = CommonCharacters.OfAll(s_all, classes);
        Assert.True(s_all.Select(CharacterClass.Of).SequenceEqual(classes));
        Assert.Equal(classes.Aggregate((union, word) => union | word), any);
    }

    [Fact]
    public void FoldingByTableIsFoldingOneByOne()
    {
        int[] points = [.. s_all];
        var classes = new uint[points.Length];
        CommonCharacters.OfAll(points, classes);
        var any = CaseFolding.FoldSimple(points, classes);
        Assert.True(s_all.Select(CaseFolding.Simple).SequenceEqual(points));
        Assert.True(points.Select(CharacterClass.Of).SequenceEqual(classes));
        Assert.Equal(classes.Aggregate((union, word) => union | word), any);
    }
}
