using System.Text;
using Copypasta.Synthesis;

namespace Copypasta.Hashing.Tests;

/// <summary>The disguises of the synthetic corpus, in all its languages: each leaves the comparable text as it was.</summary>
public class SyntheticEvasionTests
{
    private static readonly string[] s_undone =
    [
        PostKinds.ExactCopy, PostKinds.Repost, PostKinds.ZeroWidth, PostKinds.SoftHyphen, PostKinds.VariationSelectors, PostKinds.TagCharacters, PostKinds.Bidi, PostKinds.Homoglyph,
        PostKinds.HomoglyphCaps, PostKinds.Fullwidth, PostKinds.MathLetters, PostKinds.Zalgo, PostKinds.VowelMarks, PostKinds.Tatweel, PostKinds.Keyboard, PostKinds.Case, PostKinds.Punctuation,
        PostKinds.WhiteSpace, PostKinds.HtmlEntities, PostKinds.Emoji, PostKinds.Mention, PostKinds.Url,
    ];

    [Fact]
    public void EveryDisguisedCopyHasTheTextOfItsOriginal()
    {
        var posts = SyntheticCorpus.Generate(new SynthesisOptions { Posts = 40_000, GroupedPercent = 80 }).Where(post => post.Group.Length > 0).ToArray();
        var originals = posts.Where(post => post.Kind == PostKinds.Original).ToDictionary(post => post.Group, post => Normalized(post.Text), StringComparer.Ordinal);
        var seen = new Dictionary<(string Kind, string Language), int>();
        foreach (var post in posts.Where(post => s_undone.Contains(post.Kind)))
        {
            var comparable = Normalized(post.Text);
            Assert.True(originals[post.Group] == comparable, $"{post.Kind} {post.Id}: {post.Text}\n{originals[post.Group]}\n{comparable}");
            seen[(post.Kind, post.Language)] = seen.GetValueOrDefault((post.Kind, post.Language)) + 1;
        }

        Assert.All(s_undone, kind => Assert.Contains(kind, seen.Keys.Select(key => key.Kind)));
        Assert.All(SyntheticCorpus.Languages, language => Assert.True(seen.Where(pair => pair.Key.Language == language).Sum(pair => pair.Value) >= 100, language));
    }

    private static string Normalized(string text) => Encoding.UTF8.GetString(new TextNormalizer(TextProfile.Social).Normalize(Encoding.UTF8.GetBytes(text), out _));
}
