using System.Text;

namespace Copypasta.Synthesis.Tests;

public class EditedTextsTests
{
    public static TheoryData<string> Languages => [.. SyntheticCorpus.Languages];

    [Theory]
    [MemberData(nameof(Languages))]
    public void EveryEditDoesWhatItsNameSays(string language)
    {
        foreach (var edit in Enum.GetValues<TextEdit>())
        {
            foreach ((var original, var edited) in EditedTexts.Generate(language, 70, edit, 50))
            {
                int before = Length(original), after = Length(edited);
                Assert.InRange(before, 70, 110);
                Assert.NotEqual(original, edited);
                switch (edit)
                {
                    case TextEdit.WordInserted:
                        Assert.InRange(after - before, 1, 40);
                        break;
                    case TextEdit.TagAdded:
                        Assert.StartsWith(original + " #", edited, StringComparison.Ordinal);
                        break;
                    case TextEdit.Truncated:
                        Assert.StartsWith(edited[..^1], original, StringComparison.Ordinal);
                        Assert.InRange(after - 1, before * 7 / 10, (before * 7 / 10) + 3); // on to the end of a character
                        break;
                    case TextEdit.PrefixAdded:
                        Assert.EndsWith(" " + original, edited, StringComparison.Ordinal);
                        Assert.InRange(after, before + 21, (2 * before) + 41);
                        break;
                    case TextEdit.SuffixAdded:
                        Assert.StartsWith(original + " ", edited, StringComparison.Ordinal);
                        break;
                }
            }
        }
    }

    [Fact]
    public void FifteenPerCentOfTheWordsAreReplaced()
    {
        foreach ((var original, var edited) in EditedTexts.Generate("en", 140, TextEdit.WordsReplaced, 50))
        {
            string[] before = original.Split(' '), after = edited.Split(' ');
            Assert.Equal(before.Length, after.Length);
            Assert.InRange(before.Zip(after).Count(pair => pair.First != pair.Second), 1, (int)Math.Round(before.Length * 0.15));
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void FifteenPerCentOfTheCodePointsAreReplacedInEveryLanguage(string language)
    {
        int changed = 0, all = 0;
        foreach ((var original, var edited) in EditedTexts.Generate(language, 200, TextEdit.RunsReplaced, 50))
        {
            Rune[] before = [.. original.EnumerateRunes()], after = [.. edited.EnumerateRunes()];
            Assert.Equal(before.Length, after.Length);
            changed += before.Zip(after).Count(pair => pair.First != pair.Second);
            all += before.Length;
        }

        // A letter is replaced by its like now and then.
        Assert.InRange((double)changed / all, 0.1, 0.155);
    }

    [Fact]
    public void OriginalsAreTheSameUnderEveryEditAndOthersUnderAnotherSeed()
    {
        string[] Originals(TextEdit edit, ulong seed) => [.. EditedTexts.Generate("fa", 70, edit, 20, seed).Select(pair => pair.Original)];
        Assert.Equal(Originals(TextEdit.TagAdded, 1), Originals(TextEdit.Truncated, 1));
        Assert.NotEqual(Originals(TextEdit.TagAdded, 1), Originals(TextEdit.TagAdded, 2));
    }

    [Fact]
    public void WhatDoesNotExistIsAnError()
    {
        Assert.Throws<ArgumentException>("language", () => EditedTexts.Generate("xx", 70, TextEdit.TagAdded, 1));
        Assert.Throws<ArgumentOutOfRangeException>("codePoints", () => EditedTexts.Generate("en", 19, TextEdit.TagAdded, 1));
        Assert.Throws<ArgumentOutOfRangeException>("edit", () => EditedTexts.Generate("en", 70, (TextEdit)9, 1));
    }

    private static int Length(string text) => text.EnumerateRunes().Count();
}
