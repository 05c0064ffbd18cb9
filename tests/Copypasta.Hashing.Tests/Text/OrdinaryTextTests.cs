using System.Globalization;
using System.Text;

namespace Copypasta.Hashing.Tests;

/// <summary>Carefully written text is hardly ever flagged, in no script more than in another: a flag is evidence about people.</summary>
public class OrdinaryTextTests
{
    // First code point and name of a script's letters, by blocks; what comes before the next entry is of the script.
    private static readonly (int First, string Script)[] s_scripts =
    [
        ('A', "Latin"), (0x370, "Greek"), (0x400, "Cyrillic"), (0x530, "Armenian"), (0x590, "Hebrew"), (0x600, "Arabic"), (0x900, "Devanagari"), (0x980, "Bengali"),
        (0xA00, "Gurmukhi"), (0xA80, "Gujarati"), (0xB00, "Oriya"), (0xB80, "Tamil"), (0xC00, "Telugu"), (0xC80, "Kannada"), (0xD00, "Malayalam"), (0xD80, "Sinhala"),
        (0xE00, "Thai"), (0xE80, "Lao"), (0xF00, "Tibetan"), (0x1000, "Myanmar"), (0x10A0, "Georgian"), (0x1100, "Hangul"), (0x1200, "other"), (0x1780, "Khmer"),
        (0x1800, "other"), (0x1E00, "Latin"), (0x1F00, "Greek"), (0x2000, "other"), (0x3040, "Han and Kana"), (0xAC00, "Hangul"), (0xD7A4, "other"),
    ];

    [Fact]
    public void OfAThousandSentencesOfAnyScriptAtMostOneIsFlagged()
    {
        MessageCatalogues.SkipUnlessInstalled();
        var byScript = new SortedDictionary<string, (long Sentences, long Flagged)>(StringComparer.Ordinal);
        var normalizer = new TextNormalizer(TextProfile.Social);
        var flaggedSentences = new List<string>();
        foreach (var language in MessageCatalogues.Languages())
        {
            foreach (var sentence in MessageCatalogues.Sentences(language))
            {
                normalizer.Normalize(Encoding.UTF8.GetBytes(sentence), out var flags);
                var flagged = (flags & ~TextFlags.Repost) != TextFlags.None;
                var script = ScriptOf(sentence);
                (var sentences, var before) = byScript.GetValueOrDefault(script);
                byScript[script] = (sentences + 1, before + (flagged ? 1 : 0));
                if (flagged)
                {
                    flaggedSentences.Add($"{language} {flags}: {sentence}");
                }
            }
        }

        var report = string.Join('\n', byScript.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Key}: {row.Value.Flagged} of {row.Value.Sentences}"))
            .Concat(flaggedSentences));
        TestContext.Current.TestOutputHelper?.WriteLine(report);
        string[] required = ["Arabic", "Bengali", "Cyrillic", "Devanagari", "Greek", "Han and Kana", "Hangul", "Hebrew", "Latin", "Tamil", "Thai"];
        Assert.All(required, script => Assert.True(byScript[script].Sentences >= 1000, report));
        Assert.True(byScript["Latin"].Sentences > 100_000 && byScript["Arabic"].Sentences > 10_000 && byScript["Cyrillic"].Sentences > 40_000, report);

        // At most 1 in 1,000, and no more than twice as often as Latin but for what chance does with such small numbers.
        var latin = byScript["Latin"];
        foreach ((_, (var sentences, var flagged)) in byScript.Where(row => row.Value.Sentences >= 1000))
        {
            Assert.True(flagged * 1000 <= sentences, report);
            var expected = 2.0 * sentences * latin.Flagged / latin.Sentences;
            Assert.True(PoissonTail(flagged, Math.Max(expected, 1)) >= 0.001, report);
        }
    }

    // The chance of so many events or more where so many are expected.
    private static double PoissonTail(long events, double expected)
    {
        double term = Math.Exp(-expected), below = 0;
        for (var i = 0; i < events; i++)
        {
            below += term;
            term *= expected / (i + 1);
        }

        return 1 - below;
    }

    private static string ScriptOf(string sentence)
    {
        var letters = new int[s_scripts.Length + 1];
        foreach (var rune in sentence.EnumerateRunes())
        {
            if (Rune.IsLetter(rune))
            {
                letters[Array.FindLastIndex(s_scripts, entry => entry.First <= rune.Value) + 1]++;
            }
        }

        var most = Array.IndexOf(letters, letters.Max());
        return most == 0 ? "other" : s_scripts[most - 1].Script;
    }
}
