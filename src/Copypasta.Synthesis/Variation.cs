using System.Globalization;
using System.Text;

namespace Copypasta.Synthesis;

/// <summary>Makes a copy of a text in the manner of one kind, changing it for certain.</summary>
internal static class Variation
{
    private static readonly string[] _everywhere =
    [
        PostKinds.EditWords, PostKinds.Truncated, PostKinds.ZeroWidth, PostKinds.SoftHyphen, PostKinds.VariationSelectors, PostKinds.TagCharacters,
        PostKinds.Bidi, PostKinds.Punctuation, PostKinds.WhiteSpace, PostKinds.HtmlEntities, PostKinds.Emoji, PostKinds.Mention, PostKinds.Url, PostKinds.Hashtags,
    ];

    /// <summary>The kinds that make sense in a language: no capitals in Hindi, no tatweel in German.</summary>
    public static string[] KindsFor(Language language)
    {
        string[] own = language.Script switch
        {
            Script.Latin when language.IsTurkic => [PostKinds.Homoglyph, PostKinds.Zalgo, PostKinds.Case, PostKinds.Fullwidth, PostKinds.MathLetters],
            Script.Latin => [PostKinds.Homoglyph, PostKinds.HomoglyphCaps, PostKinds.Zalgo, PostKinds.Case, PostKinds.Fullwidth, PostKinds.MathLetters],
            Script.Cyrillic => [PostKinds.Homoglyph, PostKinds.HomoglyphCaps, PostKinds.Zalgo, PostKinds.Case],
            Script.Arabic => [PostKinds.VowelMarks, PostKinds.Tatweel, PostKinds.Keyboard],
            Script.Hebrew => [PostKinds.VowelMarks],
            _ => [],
        };
        // A language's own kinds stand twice: its evasions are what is worth looking at.
        return [.. own, .. own, .. _everywhere];
    }

    /// <summary>A varied copy of <paramref name="body"/>, followed by its hashtags.</summary>
    /// <param name="kind">One of <see cref="KindsFor"/>.</param>
    /// <param name="body">The text without its hashtags.</param>
    /// <param name="tags">The hashtags with their leading space, or nothing.</param>
    /// <param name="language">The text's language.</param>
    /// <param name="random">The source of choices.</param>
    public static string Apply(string kind, string body, string tags, Language language, Xoshiro256 random)
    {
        switch (kind)
        {
            case PostKinds.Hashtags:
                return tags.Length > 0 && random.Chance(60) ? body : $"{body}{tags} #{language.Grammar.Expand("tag", random)}";
            case PostKinds.Url:
                return $"{body}{tags} https://links.example/{random.Next(1 << 30):x}";
            case PostKinds.Mention:
                var mentions = "@" + Accounts.Handle(language, random.Next(100_000));
                return (random.Chance(40) ? $"{mentions} @{Accounts.Handle(language, random.Next(100_000))}" : mentions) + " " + body + tags;
        }
        var changed = kind switch
        {
            PostKinds.EditWords => EditWords(body, language, random),
            PostKinds.Truncated => Truncate(body, random),
            PostKinds.ZeroWidth => AfterLetters(body, random, 5, "\u200B\u2060\uFEFF"),
            PostKinds.SoftHyphen => AfterLetters(body, random, 4, "\u00AD"),
            PostKinds.VariationSelectors => AfterLetters(body, random, 4, "\uFE00\uFE0E\uFE0F"),
            PostKinds.TagCharacters => TagCharacters(body, random),
            PostKinds.Bidi => Bidi(body, random),
            PostKinds.Zalgo => Zalgo(body, random),
            // Harakat and points that compose with no base letter.
            PostKinds.VowelMarks => AfterLetters(body, random, 3, language.Script == Script.Hebrew ? "\u05B0\u05B4\u05B6\u05B7\u05B8" : "\u064E\u064F\u0650\u0652"),
            PostKinds.Tatweel => Tatweel(body, random),
            PostKinds.Keyboard => Keyboard(body),
            PostKinds.Homoglyph => LookAlikes(body, random, 3),
            PostKinds.HomoglyphCaps => LookAlikes(body.ToUpperInvariant(), random, 2),
            PostKinds.Fullwidth => ByWord(body, random, c => c is > ' ' and < '\u007F' ? ((char)(c + 0xFEE0)).ToString() : c.ToString()),
            PostKinds.MathLetters => MathLetters(body, random),
            PostKinds.Case => ChangeCase(body, language.IsTurkic, random),
            PostKinds.Punctuation => Punctuation(body, random),
            PostKinds.WhiteSpace => WhiteSpace(body, random),
            PostKinds.HtmlEntities => EveryLetter(body, random, 6, c => string.Create(CultureInfo.InvariantCulture, $"&#{(int)c};")),
            PostKinds.Emoji => Emoji(body, random),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of variation."),
        };
        return changed + tags;
    }

    /// <summary>Replaces about one letter in <paramref name="every"/>, the first replaceable one always.</summary>
    private static string EveryLetter(string text, Xoshiro256 random, int every, Func<char, string> replace)
    {
        var output = new StringBuilder(text.Length * 2);
        var changed = false;
        foreach (var c in text)
        {
            var other = char.IsLetter(c) && (!changed || random.Next(every) == 0) ? replace(c) : "";
            changed |= other.Length > 1 || (other.Length == 1 && other[0] != c);
            output.Append(other.Length == 0 ? c.ToString() : other);
        }
        return output.ToString();
    }

    private static string AfterLetters(string text, Xoshiro256 random, int every, string inserted) =>
        EveryLetter(text, random, every, c => $"{c}{random.Pick<char>(inserted)}");

    private static string LookAlikes(string text, Xoshiro256 random, int every) => EveryLetter(text, random, every, c => Letters.LookAlike(c).ToString());

    /// <summary>Marks that compose with no letter, so that taking them away restores the text.</summary>
    private static string Zalgo(string text, Xoshiro256 random) => EveryLetter(text, random, 2, c =>
    {
        var output = new StringBuilder().Append(c);
        for (var marks = 1 + random.Next(3); marks > 0; marks--)
        {
            output.Append((char)(random.Chance(50) ? 0x0350 + random.Next(8) : 0x0346 + random.Next(9)));
        }

        return output.ToString();
    });

    private static string TagCharacters(string text, Xoshiro256 random) =>
        EveryLetter(text, random, 12, c => c + char.ConvertFromUtf32(0xE0061 + random.Next(26)));

    /// <summary>A stroke after a letter that joins to the next one.</summary>
    private static string Tatweel(string text, Xoshiro256 random)
    {
        const string joining = "بتثجحخسشصضطظعغفقكلمنهيئپچکگی";
        var output = new StringBuilder(text.Length * 2);
        var changed = false;
        for (var i = 0; i < text.Length; i++)
        {
            output.Append(text[i]);
            var joins = i + 1 < text.Length && joining.Contains(text[i], StringComparison.Ordinal) && char.IsLetter(text[i + 1]);
            if (!joins || (changed && !random.Chance(20)))
            {
                continue;
            }

            output.Append('\u0640', 1 + random.Next(3));
            changed = true;
        }
        return output.ToString();
    }

    private static string Keyboard(string text) => string.Create(text.Length, text, (output, source) =>
    {
        const string arabic = "يك٠١٢٣٤٥٦٧٨٩";
        const string persian = "یک۰۱۲۳۴۵۶۷۸۹";
        for (var i = 0; i < output.Length; i++)
        {
            var a = arabic.IndexOf(source[i], StringComparison.Ordinal);
            var p = persian.IndexOf(source[i], StringComparison.Ordinal);
            output[i] = a >= 0 ? persian[a] : p >= 0 ? arabic[p] : source[i];
        }
    });

    private static string ByWord(string text, Xoshiro256 random, Func<char, string> replace)
    {
        var words = text.Split(' ');
        var always = random.Next(words.Length);
        for (var w = 0; w < words.Length; w++)
        {
            if (w == always || random.Chance(50))
            {
                words[w] = string.Concat(words[w].Select(replace));
            }
        }
        return string.Join(' ', words);
    }

    /// <summary>Bold or sans-serif bold, U+1D400 or U+1D5D4 (ASCII letters only).</summary>
    private static string MathLetters(string text, Xoshiro256 random)
    {
        var capitals = random.Chance(50) ? 0x1D400 : 0x1D5D4;
        return ByWord(text, random, c => char.IsAsciiLetterUpper(c) ? char.ConvertFromUtf32(capitals + c - 'A')
            : char.IsAsciiLetterLower(c) ? char.ConvertFromUtf32(capitals + 26 + c - 'a') : c.ToString());
    }

    private static string ChangeCase(string text, bool turkic, Xoshiro256 random)
    {
        var manner = random.Next(3);
        var output = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            output.Append(manner == 0 || (manner == 1 && output.Length % 2 == 1) ? Letters.ToUpper(c, turkic) : Letters.ToLower(c, turkic));
        }

        return output.ToString();
    }

    /// <summary>An override or embedding around one word, and another that is never closed.</summary>
    private static string Bidi(string text, Xoshiro256 random)
    {
        var space = text.IndexOf(' ', text.Length / 2);
        var at = space < 0 ? text.Length / 2 : space + 1;
        return $"{random.Pick<char>("\u202A\u202D")}{text[..at]}\u202C{random.Pick<char>("\u202A\u202B\u202D")}{text[at..]}";
    }

    private static string Punctuation(string text, Xoshiro256 random)
    {
        var end = random.Pick<string>(["!", "!!!", "...", " …", " !?"]);
        var output = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            if (c is '.' or '!' or '。' or '！' or '।')
            {
                output.Append(end);
            }
            else if (c is ',' or '،' or '，' or '、')
            {
                output.Append(random.Chance(50) ? " – " : c == ',' ? ";" : "،");
            }
            else
            {
                output.Append(c);
            }
        }
        return output.Append(end).ToString();
    }

    private static string WhiteSpace(string text, Xoshiro256 random)
    {
        var other = random.Pick<string>(["  ", "\u00A0", "\n", "\u2009", " \u3000"]);
        // Scripts without spaces still break lines, after a full stop.
        var broken = text.Replace("。", "。\n", StringComparison.Ordinal);
        var spaced = broken.Replace(" ", other, StringComparison.Ordinal);
        return spaced == text ? text + "\n" : spaced;
    }

    private static string Emoji(string text, Xoshiro256 random)
    {
        string[] some = ["🌷", "🚋", "🥐", "⚽", "🐈", "☂️", "📚", "🍐", "👩‍🌾", "🎈"];
        var sign = random.Pick<string>(some);
        var space = text.IndexOf(' ', random.Next(text.Length));
        return (space < 0 ? sign + text : $"{text[..space]} {sign}{text[space..]}") + sign + random.Pick<string>(some);
    }

    private static string Truncate(string text, Xoshiro256 random)
    {
        var length = Math.Max(1, text.Length * (65 + random.Next(28)) / 100);
        // Not between the letter and its vowel sign.
        while (length > 1 && char.GetUnicodeCategory(text[length]) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
        {
            length--;
        }

        return text[..length] + "…";
    }

    private static string EditWords(string text, Language language, Xoshiro256 random)
    {
        var filler = language.Grammar.Expand("filler", random);
        if (!language.HasSpaces)
        {
            var comma = text.IndexOfAny(['，', '、', '。', ' '], random.Next(text.Length));
            return text.Insert(comma < 0 ? 0 : comma + 1, filler);
        }
        var words = new List<string>(text.Split(' '));
        words.Insert(random.Next(words.Count), filler);
        if (random.Chance(50) && words.Count > 4)
        {
            var word = random.Next(words.Count - 1);
            if (random.Chance(50))
            {
                words.RemoveAt(word);
            }
            else
            {
                words.Reverse(word, 2);
            }
        }
        var edited = string.Join(' ', words);
        return edited == text ? $"{filler} {text}" : edited;
    }
}
