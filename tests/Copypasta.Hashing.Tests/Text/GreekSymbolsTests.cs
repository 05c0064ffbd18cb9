using System.Text;
using FsCheck.Xunit;

namespace Copypasta.Hashing.Tests;

/// <summary>Greek letters that complete a word of Latin letters are flagged, symbols of the sciences are not. (Single words of both kinds: <see cref="TextFlagsTests"/>.)</summary>
public class GreekSymbolsTests
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    private static readonly Dictionary<char, char> s_lookAlikes = new() { ['a'] = 'α', ['i'] = 'ι', ['k'] = 'κ', ['n'] = 'η', ['p'] = 'ρ', ['u'] = 'υ', ['v'] = 'ν', ['x'] = 'χ', ['y'] = 'γ' };

    [Property(MaxTest = 3_000)]
    public void OneOrTwoThatCompleteAWordOfSmallLettersAreFlagged(int seed)
    {
        var random = new Random(seed);
        var word = Word(random, random.Next(4, 12));
        word[random.Next(word.Length)] = s_lookAlikes[Swappable(random)];
        word[random.Next(word.Length)] = s_lookAlikes[Swappable(random)];
        AssertFlags(TextFlags.MixedScript, $"We stand for the {new string(word)} of today");
    }

    [Property(MaxTest = 3_000)]
    public void OneWithTwoLettersAndMoreBehindItInAWordOfCapitalsIsFlagged(int seed)
    {
        var random = new Random(seed);
        char[] word = [.. new string(Word(random, random.Next(5, 12))).ToUpperInvariant().Replace('I', 'E')]; // a receptor's number
        word[random.Next(1, word.Length - 2)] = s_lookAlikes[Swappable(random)];
        AssertFlags(TextFlags.MixedScript, $"WE STAND FOR THE {new string(word)} OF TODAY");
    }

    [Property(MaxTest = 3_000)]
    public void ASymbolBehindBeforeOrBeforeTheLastLetterOfAnAbbreviationIsNotFlagged(int seed)
    {
        var random = new Random(seed);
        var name = new string(Word(random, random.Next(1, 4))).ToUpperInvariant();
        var symbol = s_lookAlikes[Swappable(random)];
        var last = (char)('A' + random.Next(26));
        foreach (var word in (string[])[$"{name}{symbol}", $"{symbol}{name}", $"{name}{symbol}{last}", $"{name}{random.Next(10)}{symbol}", $"h{name}{symbol}{random.Next(10)}", $"{symbol}{name}{random.Next(10)}"])
        {
            AssertFlags(TextFlags.None, $"The effect of {word} on the growth of cells");
        }
    }

    private static char[] Word(Random random, int length) => random.GetItems<char>(Letters, length);

    private static char Swappable(Random random) => random.GetItems<char>([.. s_lookAlikes.Keys], 1)[0];

    private static void AssertFlags(TextFlags expected, string text)
    {
        new TextNormalizer(TextProfile.Social).Normalize(Encoding.UTF8.GetBytes(text), out var flags);
        Assert.True(expected == flags, $"{text}: {flags}");
    }
}
