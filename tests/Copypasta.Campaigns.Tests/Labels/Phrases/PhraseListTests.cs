using Copypasta.Hashing;

namespace Copypasta.Campaigns.Tests;

public sealed class PhraseListTests
{
    private static readonly string[] s_required = ["en", "ru", "uk", "ar", "fa", "zh", "ja", "ko", "hi", "th", "tr", "es", "pt", "fr", "de", "it", "id", "pl", "nl"];

    public static TheoryData<string> Lists => ["asks-to-be-copied.txt", "follow.txt", "share.txt", "entry.txt", "addressee.txt", "petition.txt", "severity.txt", "attribution.txt", "copy.txt", "paste.txt"];

    [Theory]
    [MemberData(nameof(Lists))]
    public void EveryListCoversTheDocumentedLanguages(string list)
    {
        var languages = PhraseFile.Read(list).Select(p => p.Language).ToHashSet();
        Assert.Empty(s_required.Except(languages));
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void EveryPhraseFindsItself(string list)
    {
        var normalizer = new TextNormalizer(TextProfile.Social);
        var kind = list switch
        {
            "asks-to-be-copied.txt" => PhraseKind.AsksToBeCopied,
            "follow.txt" => PhraseKind.Follow,
            "share.txt" => PhraseKind.Share,
            "entry.txt" => PhraseKind.Entry,
            "addressee.txt" => PhraseKind.Addressee,
            "petition.txt" => PhraseKind.Petition,
            "severity.txt" => PhraseKind.Severity,
            "copy.txt" => PhraseKind.Copy,
            "paste.txt" => PhraseKind.Paste,
            _ => PhraseKind.Attribution,
        };
        Assert.All(PhraseFile.Read(list), phrase =>
        {
            var text = normalizer.Normalize("so " + phrase.Text.TrimEnd('*') + " so", out _).ToString();
            Assert.True(PhraseMatcher.Instance.Find(text).HasFlag(kind), phrase.Text);
        });
    }

    [Theory]
    [InlineData("they reported this as your ownership", "None")]
    [InlineData("winnerless stagnation", "None")]
    [InlineData("stag and tags", "Share")]
    public void WordsAreWhole(string text, string expected) => Assert.Equal(expected, PhraseMatcher.Instance.Find(text).ToString());

    /// <summary>Amid Cyrillic, a Latin word of look-alike letters alone is made Cyrillic; it is found nevertheless.</summary>
    [Fact]
    public void PhrasesAmidAnotherScriptAreFound() => Assert.Equal(
        Answer.Yes, LabelSample.Cluster(5, text: "Паром уходит с северного причала, пока не починят мост. Copy paste this").Judge(LabelCode.AsksToBeCopied).Answer);

    [Fact]
    public void OverlappingPhrasesOfDifferentListsAreAllFound() =>
        Assert.Equal(PhraseKind.Follow | PhraseKind.Share | PhraseKind.Entry, PhraseMatcher.Instance.Find("フォローとリツイートでプレゼント"));
}
