using System.Text;
using FsCheck.Xunit;

namespace Copypasta.Hashing.Tests;

[Properties(Arbitrary = [typeof(HostileTexts)])]
public class LookAlikeUnifierTests
{
    private static readonly string[] s_words =
        ["на", "он", "а", "ТЕМРО", "СОРА", "copa", "hello", "привет", "COVIDный", "iPhoneа", "їжа", "ΟΧΙ", "καλη", "ԁо", "ѵ", "Ꭺ", "ꓮс", "ո", "օо", "ᴀо", "ɪ", "ʜ", "Һа", "Ӏ", "привeт", "中a", "שלום", "7а", "Ԝ", "ᗩ", "ᗷᗩᗪ", "ⲁ", "ⲥоп", "ⵔ", "αvβ3", "FRαUD", "faсt", "бóльший", "té", "vaссiнe", "СупремITизм", "ᴍы", "ʜᴇт", "ᴍᴏsᴛ", "ᎷЫ", "ᎢᎻΣ", "ᎢᎬ", "ᎣᎢ", "TA᙭ES", "ᴦᴏᴘᴀ"];

    [Property(MaxTest = 5_000)]
    public void WordsThatAreLeftAloneWouldStayAsTheyAre(HostileText text) => AssertEqualsOneWordAfterTheOther(text.Utf8);

    [Property(MaxTest = 5_000)]
    public void WordsOfLookAlikesThatAreLeftAloneWouldStayAsTheyAre(int seed)
    {
        var random = new Random(seed);
        AssertEqualsOneWordAfterTheOther(Encoding.UTF8.GetBytes(string.Join(' ', Enumerable.Range(0, 6).Select(_ => s_words[random.Next(s_words.Length)]))));
    }

    // The step without its short cuts: every word on its own.
    private static void AssertEqualsOneWordAfterTheOther(byte[] bytes)
    {
        var utf8 = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes));
        CodePointBuffer expected = new(), actual = new();
        Utf8Text.Decode(utf8, expected);
        var any = Utf8Text.Decode(utf8, actual) & ~CharacterClass.ArabicVariant;
        var text = new TextCensus(expected.Points, expected.Classes);
        Disguise disguise = default;
        for (var i = 0; i < expected.Length; i++)
        {
            var start = i;
            while (i < expected.Length && (expected.Classes[i] & CharacterClass.Separator) == 0)
            {
                i++;
            }

            LetterCensus word = default;
            word.Count(expected.Points[start..i], expected.Classes[start..i]);
            LookAlikeUnifier.UnifyWord(expected.Points[start..i], expected.Classes[start..i], word, text, ref disguise);
        }

        Assert.Equal(disguise.IsConclusive(text), LookAlikeUnifier.Unify(actual.Points, actual.Classes, any));
        Assert.Equal(expected.Points.ToArray(), actual.Points.ToArray());
        Assert.Equal(expected.Classes.ToArray(), actual.Classes.ToArray());
    }
}
