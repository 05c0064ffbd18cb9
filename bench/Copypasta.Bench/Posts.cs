using System.Text;
using Copypasta.Hashing;
using Copypasta.Synthesis;

namespace Copypasta.Bench;

/// <summary>A script that posts are written in, with lengths and speeds of its own: one to four bytes a code point.</summary>
public enum Script
{
    /// <summary>English.</summary>
    Latin,

    /// <summary>Russian.</summary>
    Cyrillic,

    /// <summary>Persian.</summary>
    Persian,

    /// <summary>Chinese.</summary>
    Chinese,
}

/// <summary>Invented posts of one script, cut to a length.</summary>
internal static class Posts
{
    /// <summary>Posts per invocation: enough that branch predictors cannot learn a text by heart; results are per post.</summary>
    public const int Count = 256;

    /// <summary>Raw posts as UTF-8, each of so many code points.</summary>
    public static byte[][] Raw(Script script, int codePoints)
    {
        var language = script switch
        {
            Script.Latin => "en",
            Script.Cyrillic => "ru",
            Script.Persian => "fa",
            _ => "zh",
        };

        // Ordinary posts end to end, cut anew every so many code points: the shares of words, links, digits and emoji stay those of the corpus.
        var source = SyntheticCorpus.Generate(new SynthesisOptions { Posts = 60_000, GroupedPercent = 0 })
            .Where(post => post.Language == language)
            .SelectMany(post => (post.Text + " ").EnumerateRunes());
        var posts = source.Chunk(codePoints).Take(Count).Select(runes => Encoding.UTF8.GetBytes(string.Concat(runes))).ToArray();
        return posts.Length == Count ? posts : throw new InvalidOperationException($"{posts.Length} posts of {codePoints} code points are too few.");
    }

    /// <summary>The same posts made comparable by the social profile.</summary>
    public static byte[][] Comparable(Script script, int codePoints)
    {
        var normalizer = new TextNormalizer(TextProfile.Social);
        return [.. Raw(script, codePoints).Select(post => normalizer.Normalize(post, out _).ToArray())];
    }
}
