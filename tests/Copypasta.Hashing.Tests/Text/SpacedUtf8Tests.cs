using System.Text;
using FsCheck.Xunit;

namespace Copypasta.Hashing.Tests;

[Properties(Arbitrary = [typeof(HostileTexts)])]
public class SpacedUtf8Tests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("  ,  ", "")]
    [InlineData(" one, two -- жука…中文 😀 ", "one two жука 中文")]
    public void RunsOfSeparatorsBecomeOneSpace(string text, string expected) => Assert.Equal(expected, Encoding.UTF8.GetString(Encode(text, SpacedUtf8.Encode)));

    [Property(MaxTest = 5_000)]
    public void BlocksEqualOneCodePointAfterTheOther(HostileText text) => AssertPathsAgree(Encoding.UTF8.GetString(text.Utf8));

    [Fact]
    public void EverySeparatorPatternAtEveryPlaceOfABlock()
    {
        foreach (var letters in (string[])["a", "ж", "aж", "中", "aж中😀"])
        {
            Rune[] runes = [.. letters.EnumerateRunes()];
            for (var pattern = 0; pattern < 1 << 10; pattern++)
            {
                AssertPathsAgree(string.Concat(Enumerable.Range(0, 20).Select(i => (pattern >> (i % 10) & 1) != 0 ? i % 3 == 0 ? "—" : " " : runes[i % runes.Length].ToString())));
            }
        }
    }

    private delegate int Encoder(ReadOnlySpan<int> points, ReadOnlySpan<uint> classes, uint separators, Span<byte> output);

    private static void AssertPathsAgree(string text)
    {
        var expected = Encode(text, (points, classes, separators, output) => SpacedUtf8.EncodeScalar(points, classes, separators, output));
        Assert.Equal(expected, Encode(text, SpacedUtf8.Encode));

        // And the scalar path is what it says.
        var words = string.Concat(text.EnumerateRunes().Select(rune => (CharacterClass.Of(rune.Value) & CharacterClass.Separator) != 0 ? " " : rune.ToString()));
        Assert.Equal(string.Join(' ', words.Split(' ', StringSplitOptions.RemoveEmptyEntries)), Encoding.UTF8.GetString(expected));
    }

    private static byte[] Encode(string text, Encoder encoder)
    {
        var buffer = new CodePointBuffer();
        Utf8Text.Decode(Encoding.UTF8.GetBytes(text), buffer);
        var output = new byte[(buffer.Length * 4) + SpacedUtf8.Slack];
        return output[..encoder(buffer.Points, buffer.Classes, CharacterClass.Separator, output)];
    }
}
