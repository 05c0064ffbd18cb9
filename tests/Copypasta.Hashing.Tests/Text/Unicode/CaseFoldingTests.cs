namespace Copypasta.Hashing.Tests;

public class CaseFoldingTests
{
    [Fact]
    public void FoldingOfNfkcIsNfkcCasefoldForEveryCodePoint()
    {
        UnicodeFiles.SkipUnlessInstalled();
        var expected = new Dictionary<int, int[]>();
        foreach (var line in UnicodeFiles.Lines("DerivedNormalizationProps.txt"))
        {
            string[] fields = [.. line.Split('#')[0].Split(';').Select(field => field.Trim())];
            if (fields.Length < 3 || fields[1] != "NFKC_CF")
            {
                continue;
            }

            var ends = fields[0].Split("..");
            for (var point = Convert.ToInt32(ends[0], 16); point <= Convert.ToInt32(ends[^1], 16); point++)
            {
                expected[point] = UnicodeFiles.CodePoints(fields[2]);
            }
        }

        Assert.True(expected.Count > 10_000, $"only {expected.Count} mappings");
        for (var point = 0; point <= 0x10FFFF; point++)
        {
            if (point is not (>= 0xD800 and <= 0xDFFF) && (CharacterClass.Of(point) & CharacterClass.Invisible) == 0)
            {
                int[] mapped = [.. expected.GetValueOrDefault(point, [point]).Select(part => part == 'ı' ? 'i' : part)];
                Assert.Equal(mapped, NfkcCasefold([point]));
            }
        }
    }

    [Fact]
    public void LettersThatCaseFoldingEquatesBecomeEqual()
    {
        UnicodeFiles.SkipUnlessInstalled();
        var mappings = 0;
        foreach (var line in UnicodeFiles.Lines("CaseFolding.txt"))
        {
            string[] fields = [.. line.Split('#')[0].Split(';').Select(field => field.Trim())];
            if (fields.Length < 3 || fields[1] is not ("C" or "F"))
            {
                continue;
            }

            Assert.Equal(NfkcCasefold(UnicodeFiles.CodePoints(fields[2])), NfkcCasefold([Convert.ToInt32(fields[0], 16)]));
            mappings++;
        }

        Assert.True(mappings > 1_500, $"only {mappings} mappings");
    }

    [Theory]
    [InlineData('A', "a")]
    [InlineData('ß', "ss")]
    [InlineData('ẞ', "ss")]
    [InlineData('Σ', "σ")]
    [InlineData('ς', "σ")]
    [InlineData('Я', "я")]
    [InlineData('ı', "i")]
    [InlineData('ſ', "s")]
    [InlineData('ꭰ', "Ꭰ")]
    public void KnownAnswers(char letter, string expected) =>
        Assert.Equal(expected, string.Concat(NfkcCasefold([letter]).Select(char.ConvertFromUtf32)));

    private static int[] NfkcCasefold(int[] points)
    {
        CodePointBuffer a = new(), b = new();
        var normalization = new Normalization();
        foreach (var point in points)
        {
            a.Append(point);
        }

        normalization.ToNfkc(ref a, ref b, a.AnyClass());
        for (var i = a.Length - 1; i >= 0; i--)
        {
            if ((a.Classes[i] & CharacterClass.Invisible) != 0 && a.Points[i] != 0x0640)
            {
                a.Remove(CharacterClass.Invisible);
            }
        }

        b.Clear();
        CaseFolding.Fold(a, b);
        normalization.ToNfkc(ref b, ref a, b.AnyClass());
        return b.Points.ToArray();
    }
}
