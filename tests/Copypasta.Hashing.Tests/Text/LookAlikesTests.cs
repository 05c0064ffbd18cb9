namespace Copypasta.Hashing.Tests;

public class LookAlikesTests
{
    [Fact]
    public void NoLetterIsReadInTwoRows()
    {
        int[] letters = [.. Enumerable.Range(1, LookAlikes.Rows.Count - 1).SelectMany(row => LookAlikes.LettersRead(row).ToArray()).Where(letter => letter != 0)];
        Assert.Equal(letters.Length, letters.Distinct().Count());
        Assert.InRange(LookAlikes.Rows.Count, 2, 256);
        for (var row = 1; row < LookAlikes.Rows.Count; row++)
        {
            foreach (var letter in LookAlikes.LettersRead(row).ToArray().Where(letter => letter != 0))
            {
                Assert.Equal(row, LookAlikes.ClassOf(letter));
            }
        }
    }

    [Fact]
    public void EveryColumnHoldsItsScript()
    {
        uint[] scripts = [CharacterClass.Latin, CharacterClass.Cyrillic, CharacterClass.Greek];
        foreach (var row in LookAlikes.Rows.Skip(1))
        {
            for (var column = 0; column < 3; column++)
            {
                if (row[column] != 0)
                {
                    Assert.True((CharacterClass.Of(row[column]) & scripts[column]) != 0, $"U+{row[column]:X4} is in column {column}");
                }
            }
        }
    }

    // What is read but never written must be found: the step is skipped for texts of one script without such letters.
    [Fact]
    public void FurtherLettersAreMarkedAsVariants()
    {
        foreach (var row in LookAlikes.Rows.Skip(1))
        {
            foreach (var letter in row.Skip(3))
            {
                Assert.True((CharacterClass.Of(letter) & CharacterClass.Variant) != 0, $"U+{letter:X4}");
            }
        }
    }

    // Step 5 writes letters into text that is in NFKC, and once more into folded text.
    [Fact]
    public void LettersAreInNfkcAndThoseOfLowerCaseAreFolded()
    {
        var lowerCase = false;
        foreach (var row in LookAlikes.Rows.Skip(1))
        {
            lowerCase |= row[0] == 'a';
            foreach (var letter in row.Where(letter => letter != 0))
            {
                Assert.Equal(0u, CharacterClass.Of(letter) & CharacterClass.NotNormalized);
                Assert.Equal(lowerCase, (CharacterClass.Of(letter) & CharacterClass.Folds) == 0);
            }

            // Folding and NFKC of an upper-case row must stay within single letters of the same scripts.
            if (!lowerCase)
            {
                Assert.All(row.Take(3).Where(letter => letter != 0), letter => Assert.NotEqual(letter, CaseFolding.Simple(letter)));
            }
        }
    }

    [Theory]
    [InlineData('а', LookAlikes.Latin, 'a')]
    [InlineData('a', LookAlikes.Cyrillic, 'а')]
    [InlineData('В', LookAlikes.Latin, 'B')]
    [InlineData('H', LookAlikes.Greek, 'Η')]
    [InlineData('Η', LookAlikes.Cyrillic, 'Н')]
    [InlineData('Ꭺ', LookAlikes.Latin, 'a')]
    [InlineData('Ꮋ', LookAlikes.Latin, 'h')]
    [InlineData('Ꮋ', LookAlikes.Cyrillic, 'н')]
    [InlineData('ʜ', LookAlikes.Greek, 'η')]
    [InlineData('ɴ', LookAlikes.Greek, 'ν')]
    [InlineData('ᴦ', LookAlikes.Cyrillic, 'г')]
    [InlineData('ᴙ', LookAlikes.Cyrillic, 'я')]
    [InlineData('η', LookAlikes.Cyrillic, 'n')]
    public void KnownLetters(char letter, int script, char expected) =>
        Assert.Equal(expected, LookAlikes.Letter(LookAlikes.ClassOf(letter), script));

    [Theory]
    [InlineData('в')] // but its capital is in a row, and ʙ
    [InlineData('m')] // but ᴍ is
    [InlineData('Я')]
    [InlineData('中')]
    [InlineData('\uFFFF')]
    public void LettersWithoutALookAlike(char letter) => Assert.Equal(LookAlikes.None, LookAlikes.ClassOf(letter));
}
