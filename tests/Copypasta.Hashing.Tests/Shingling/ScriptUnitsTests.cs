using System.Text;

namespace Copypasta.Hashing.Tests;

public class ScriptUnitsTests
{
    [Fact]
    public void WhiteSpaceIsThePropertyOfUnicode()
    {
        for (var c = 0; c <= 0x10FFFF; c++)
        {
            Assert.True(!Rune.IsValid(c) || Rune.IsWhiteSpace(new Rune(c)) == ScriptUnits.IsWhiteSpace(c), $"U+{c:X4}");
        }
    }

    [Theory]
    [InlineData("我们々〇㐀鿿豈𠀀𰀀", true)]
    [InlineData("ぁんァヶーヿㇰｦｱﾝ𛀀", true)]
    [InlineData("กขฃฤๅเ็๙", true)]
    [InlineData("aZéßжΩאبतி가ᄀ0 .・", false)]
    [InlineData("ᄀ한ㄱ𝔘😀", false)]
    public void HanKanaAndThaiAreUnspaced(string text, bool expected) =>
        Assert.All(text.EnumerateRunes(), rune => Assert.True(ScriptUnits.IsUnspaced(rune.Value) == expected, $"U+{rune.Value:X4}"));

    [Theory]
    [InlineData("aZéßжΩאبत가𝔘", true)]
    [InlineData("09 .,@[`{\u007F\u0080\u00A0", false)]
    [InlineData("我カกー", false)]
    [InlineData("\u2014\u2019€→☺、。😀🚀", false)]
    public void LettersOfSpacedScriptsAreToldFromTheRest(string text, bool expected) =>
        Assert.All(text.EnumerateRunes(), rune => Assert.True(ScriptUnits.IsSpacedLetter(rune.Value) == expected, $"U+{rune.Value:X4}"));
}
