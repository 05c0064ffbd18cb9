using System.Text;

namespace Copypasta.Synthesis;

/// <summary>
/// Pairs of an invented text and its edited copy, for measuring what near matching finds: texts of words and numbers only, so that a length in code points means the same in every
/// script. Scripts without spaces are edited in runs about as long as their words: two code points of Chinese, three of Japanese, four of Thai.
/// </summary>
public static class EditedTexts
{
    /// <summary>Code points of a run that <see cref="TextEdit.RunsReplaced"/> replaces, a vowel sign more or less: about a word of most scripts.</summary>
    public const int RunLength = 5;

    private const int ShortestPassage = 20;

    /// <summary>Generates pairs, as they are asked for; a pure function of the arguments, whose originals do not depend on the edit.</summary>
    /// <param name="language">One of <see cref="SyntheticCorpus.Languages"/>.</param>
    /// <param name="codePoints">Length of the originals, <see cref="ShortestPassage"/> or more: so many code points in every language, but for a space at the end, which gives way to one more, and for vowel signs.</param>
    /// <param name="edit">What is done to them.</param>
    /// <param name="pairs">Number of pairs.</param>
    /// <param name="seed">Seed of the pseudo-random generator.</param>
    /// <exception cref="ArgumentException">There is no such language, length or edit.</exception>
    public static IEnumerable<(string Original, string Edited)> Generate(string language, int codePoints, TextEdit edit, int pairs, ulong seed = 1)
    {
        var known = Language.All.FirstOrDefault(l => l.Code == language) ?? throw new ArgumentException($"There is no language {language} here.", nameof(language));
        ArgumentOutOfRangeException.ThrowIfLessThan(codePoints, ShortestPassage);
        if (!Enum.IsDefined(edit))
        {
            throw new ArgumentOutOfRangeException(nameof(edit), edit, "Not an edit.");
        }

        return Pairs(known, codePoints, edit, pairs, seed);
    }

    private static IEnumerable<(string Original, string Edited)> Pairs(Language language, int codePoints, TextEdit edit, int pairs, ulong seed)
    {
        var originals = new Xoshiro256(seed, 0);
        var random = new Xoshiro256(seed, 1 + (ulong)edit);
        for (var i = 0; i < pairs; i++)
        {
            var original = Passage(language, codePoints, originals);
            yield return (string.Concat(original), string.Concat(Edit(original, edit, language, random)));
        }
    }

    private static Rune[] Edit(Rune[] text, TextEdit edit, Language language, Xoshiro256 random)
    {
        switch (edit)
        {
            case TextEdit.WordInserted:
                var words = Words(text, language);
                words.Insert(random.Next(words.Count + 1), AnyWord(language, random));
                return Joined(words, language);
            case TextEdit.TagAdded:
                return [.. text, .. $" #{language.Grammar.Expand("tag", random)}".EnumerateRunes()];
            case TextEdit.Truncated:
                return [.. text[..WholeCharacters(text, text.Length * 7 / 10)], new Rune('…')];
            case TextEdit.WordsReplaced:
                return Joined(Replaced(Words(text, language), _ => AnyWord(language, random), random), language);
            case TextEdit.RunsReplaced:
                return [.. Replaced(Runs(text, RunLength), run => AnyRun(run, language, random), random).SelectMany(run => run)];
            default:
                var passage = Passage(language, ShortestPassage + random.Next(text.Length - ShortestPassage + 1), random);
                return edit == TextEdit.PrefixAdded ? [.. passage, new Rune(' '), .. text] : [.. text, new Rune(' '), .. passage];
        }
    }

    // 15 per cent of the pieces, at least one, by others.
    private static List<Rune[]> Replaced(List<Rune[]> pieces, Func<Rune[], Rune[]> other, Xoshiro256 random)
    {
        int[] order = [.. Enumerable.Range(0, pieces.Count).OrderBy(_ => random.NextUInt64())];
        foreach (var piece in order.Take(Math.Max(1, (int)Math.Round(pieces.Count * 0.15))))
        {
            var before = pieces[piece];
            do
            {
                pieces[piece] = other(before);
            }
            while (pieces[piece].AsSpan().SequenceEqual(before));
        }

        return pieces;
    }

    /// <summary>Words and numbers of ordinary posts, single-spaced, from the beginning of a post.</summary>
    private static Rune[] Passage(Language language, int codePoints, Xoshiro256 random)
    {
        var runes = new List<Rune>();
        var cut = -1;
        while (cut < 0)
        {
            // Cut anywhere: on to the end of a word, texts of long words would be longer.
            foreach (var word in language.Grammar.Expand("post", random).Split(' ', '\n').Where(word => word.IndexOfAny(['@', '#', '/']) < 0))
            {
                runes.AddRange(word.EnumerateRunes().Where(rune => Rune.IsLetterOrDigit(rune) || IsMark(rune)));
                if (runes.Count > 0 && runes[^1].Value != ' ')
                {
                    runes.Add(new Rune(' '));
                }
            }

            if (runes.Count > codePoints + 1)
            {
                cut = WholeCharacters(runes, runes[codePoints - 1].Value == ' ' ? codePoints + 1 : codePoints);
            }
        }

        return [.. runes.Take(cut)];
    }

    private static Rune[] AnyWord(Language language, Xoshiro256 random)
    {
        while (true)
        {
            var words = Words(Passage(language, 40, random), language);
            var word = words[random.Next(words.Count)];
            if (word.Any(Rune.IsLetter))
            {
                return word;
            }
        }
    }

    // As long as the run it is for, and from the middle of a text as that may be.
    private static Rune[] AnyRun(Rune[] run, Language language, Xoshiro256 random)
    {
        var text = Passage(language, 40, random);
        var start = random.Next(text.Length - run.Length);
        return text[start..(start + run.Length)];
    }

    private static List<Rune[]> Words(Rune[] text, Language language)
    {
        if (!language.HasSpaces)
        {
            return Runs(text, language.Script switch { Script.Han => 2, Script.Kana => 3, _ => 4 });
        }

        var words = new List<Rune[]>();
        for (var start = 0; start < text.Length;)
        {
            var end = Array.FindIndex(text, start, rune => rune.Value == ' ');
            end = end < 0 ? text.Length : end;
            words.Add(text[start..end]);
            start = end + 1;
        }

        return words;
    }

    private static List<Rune[]> Runs(Rune[] text, int length)
    {
        var runs = new List<Rune[]>();
        for (var start = 0; start < text.Length;)
        {
            var end = WholeCharacters(text, Math.Min(text.Length, start + length));
            runs.Add(text[start..end]);
            start = end;
        }

        return runs;
    }

    private static Rune[] Joined(List<Rune[]> words, Language language) =>
        [.. string.Join(language.HasSpaces ? " " : "", words.Select(word => string.Concat(word))).EnumerateRunes()];

    // The first place from which on no character is cut in two: never before a vowel sign.
    private static int WholeCharacters(IReadOnlyList<Rune> text, int at)
    {
        while (at < text.Count && IsMark(text[at]))
        {
            at++;
        }

        return at;
    }

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;
}
