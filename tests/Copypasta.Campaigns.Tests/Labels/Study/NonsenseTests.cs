using System.Text;
using System.Text.RegularExpressions;

namespace Copypasta.Campaigns.Tests;

/// <summary>
/// Words replaced by nonsense, the same word by the same each time; addresses, mentions, numbers and punctuation stay. What rests on who, when and with what must not change; what rests on words must go.
/// </summary>
public sealed partial class NonsenseTests
{
    // Decided by accounts, times, clients, fields, addresses and typography alone.
    private static readonly LabelCode[] s_metadata = [LabelCode.RecurringPhrase, LabelCode.OneOwner, LabelCode.SelfRepeat, LabelCode.HashtagGame, LabelCode.TooCommon];
    private static readonly string[] s_lexical = ["chain letters", "giveaways", "scripture", "proverbs", "letters to an office", "share buttons", "alerts passed on"];
    private static readonly string[] s_kept = ["comments on a docket", "weather and gauge stations", "headlines shared", "reposts"];

    [Fact]
    public void MetadataLabelsStayAndLexicalOnesGo()
    {
        StudyTexts.SkipUnlessInstalled();
        var families = new OrganicFamilies(5);
        var labeller = new Labeller(families.References);
        foreach (var cluster in families.All)
        {
            var before = labeller.Label(cluster.Facts);
            var after = labeller.Label(Replaced(cluster.Facts));
            Assert.All(s_metadata, label => Assert.True(
                before[label].Answer == after[label].Answer && before[label].Effect == after[label].Effect, $"{cluster.Family}: {label.Code()} was {before[label].Answer}, is {after[label].Answer}"));
            if (s_lexical.Contains(cluster.Family))
            {
                Assert.All(cluster.Expected, label => Assert.NotEqual(Answer.Yes, after[label].Answer));
            }
            else if (s_kept.Contains(cluster.Family))
            {
                Assert.All(cluster.Expected, label => Assert.Equal(before[label].Answer, after[label].Answer));
            }
        }
    }

    private static ClusterFacts Replaced(ClusterFacts facts) => facts with
    {
        Exemplar = Replaced(facts.Exemplar),
        Posts = [.. facts.Posts.Select(p => p with { Text = Replaced(p.Text), LinkTitle = p.LinkTitle is { } title ? Replaced(title) : null })],
    };

    private static string Replaced(string text) => Words().Replace(text, match => match.Value[0] is '@' or '#' || match.Value.Contains("://", StringComparison.Ordinal) || match.Value == "RT"
        ? match.Value
        : Nonsense(match.Value));

    // A word of as many letters, of the same script and case, told by its own letters.
    private static string Nonsense(string word)
    {
        var seed = 0u;
        foreach (var c in word.ToLowerInvariant())
        {
            seed = (seed * 31) + c;
        }

        var random = new Random((int)seed);
        var output = new StringBuilder();
        foreach (var c in word)
        {
            var letters = c switch
            {
                >= '\u4E00' and <= '\u9FFF' => "龘靐齉爨灪麤鱻籱",
                >= '\u0400' and <= '\u04FF' => "щцжфхчбгзю",
                _ => "bcdfgkmnpvxz",
            };
            var letter = letters[random.Next(letters.Length)];
            output.Append(char.IsUpper(c) ? char.ToUpperInvariant(letter) : letter);
        }

        return output.ToString();
    }

    [GeneratedRegex(@"https?://\S+|@[A-Za-z0-9_]+|#\w+|\p{L}[\p{L}\p{M}]*")]
    private static partial Regex Words();
}
