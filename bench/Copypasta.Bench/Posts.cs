using System.Text;
using Copypasta.Hashing;
using Copypasta.Synthesis;

namespace Copypasta.Bench;

/// <summary>What posts are written in, with lengths and speeds of its own: one to four bytes a code point.</summary>
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

    /// <summary>English with emoji in place of every other space: sequences with joiners, skin tones, flags and keycaps among them.</summary>
    Emoji,
}

/// <summary>Invented posts of one script, cut to a length.</summary>
internal static class Posts
{
    /// <summary>Posts per invocation: enough that branch predictors cannot learn a text by heart; results are per post.</summary>
    public const int Count = 256;

    private static readonly string[] s_emoji = ["😀", "🔥", "❤️", "👍🏽", "👩‍👩‍👧", "🇫🇷", "1️⃣", "🏳️‍🌈", "😭😭"];

    /// <summary>Raw posts as UTF-8, each of so many code points.</summary>
    public static byte[][] Raw(Script script, int codePoints)
    {
        var language = script switch
        {
            Script.Latin or Script.Emoji => "en",
            Script.Cyrillic => "ru",
            Script.Persian => "fa",
            _ => "zh",
        };

        // Ordinary posts end to end, cut anew every so many code points and from the beginning again at the end: the shares of words, links, digits and emoji
        // stay those of the corpus.
        var source = string.Join(' ', SyntheticCorpus.Generate(new SynthesisOptions { Posts = 60_000, GroupedPercent = 0 }).Where(post => post.Language == language).Select(post => post.Text));
        Rune[] runes = [.. (script == Script.Emoji ? WithEmoji(source) : source).EnumerateRunes()];
        return [.. Enumerable.Range(0, Count).Select(i => Cut(runes, i * (long)codePoints, codePoints))];
    }

    /// <summary>The same posts made comparable by the social profile.</summary>
    public static byte[][] Comparable(Script script, int codePoints)
    {
        var normalizer = new TextNormalizer(TextProfile.Social);
        return [.. Raw(script, codePoints).Select(post => normalizer.Normalize(post, out _).ToArray())];
    }

    /// <summary>The shingle hashes of these, as often as they recur.</summary>
    public static uint[][] Hashes(Script script, int codePoints)
    {
        var sequence = new ShingleSequence(Shingle.Default);
        return Array.ConvertAll(Comparable(script, codePoints), text =>
        {
            sequence.Load(text);
            return sequence.Hashes.ToArray();
        });
    }

    private static byte[] Cut(Rune[] runes, long start, int length)
    {
        var text = new StringBuilder(length * 2);
        for (var i = 0; i < length; i++)
        {
            text.Append(runes[(start + i) % runes.Length].ToString());
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string WithEmoji(string source)
    {
        var text = new StringBuilder(source.Length * 2);
        var words = source.Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            text.Append(words[i]).Append(i % 2 == 0 ? " " : s_emoji[i / 2 % s_emoji.Length]);
        }

        return text.ToString();
    }
}
