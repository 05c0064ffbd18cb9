using System.Collections.Frozen;

namespace Copypasta.Campaigns;

/// <summary>
/// Words that turn a statement around, pinned: English, German, Dutch, French, Spanish, Portuguese, Italian, Turkish, Polish, Russian, Ukrainian, Serbian, Persian, Arabic, Hindi, Indonesian,
/// Vietnamese, Korean, and within text without spaces Chinese, Japanese and Thai.
/// </summary>
/// <remarks>
/// It points out and does not understand: no list is complete, a word may stand in a name or in a double negation, and affixes (un-, -less, Turkish -me-, Japanese and Korean endings but the commonest) are not
/// seen. What is mostly something else or part of it is left out, as Arabic ما (what), Italian <c>mai</c> (May, elsewhere), Indonesian <c>tak</c> (yes, in Polish), Chinese 非 (in 非常, very), 别 (in 特别, especially) and 莫 (in 莫斯科, Moscow).
/// </remarks>
public static class Negations
{
    private static readonly FrozenSet<string> s_words = new[]
    {
        "no", "not", "never", "none", "nobody", "nothing", "nowhere", "neither", "nor", "without", "cannot", "cant", "dont", "wont", "isnt", "arent", "didnt", "doesnt",
        "nicht", "kein", "keine", "keinen", "keinem", "keiner", "keines", "nie", "niemals", "niemand", "nichts", "ohne", "weder",
        "niet", "geen", "nooit", "niemand", "niets", "zonder",
        "ne", "pas", "jamais", "aucun", "aucune", "rien", "sans", "ni",
        "nunca", "jamás", "nadie", "nada", "ningún", "ninguna", "ninguno", "sin", "tampoco",
        "não", "nenhum", "nenhuma", "ninguém", "sem",
        "non", "nessuno", "nessuna", "niente", "senza",
        "değil", "hayır", "yok", "asla",
        "nie", "nigdy", "nikt", "nic", "bez", "żaden",
        "не", "нет", "ни", "никогда", "никто", "ничего", "нельзя", "без",
        "ні", "ніколи", "ніхто", "нічого", "немає", "nema", "nisu", "nije", "nikad", "није", "нису", "нема",
        "نه", "نیست", "نیستند", "نیستم", "نبود", "نشد", "هرگز", "بدون", "هیچ",
        "لا", "لم", "لن", "ليس", "ليست", "ليسوا", "غير", "بدون", "بلا", "أبدا",
        "नहीं", "नही", "मत", "बिना",
        "tidak", "bukan", "jangan", "tanpa", "belum",
        "không", "chẳng", "chưa", "đừng",
        "안", "못", "없다", "없는", "없이", "아니다", "아닌", "아니라", "않다", "않는", "않습니다",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] s_unspaced = ["不", "没", "沒", "無", "无", "未", "勿", "ない", "ません", "ไม่", "มิได้", "อย่า", "ห้าม", "ไร้"];

    /// <summary>The negations of a text, in order, as ranges of UTF-16 units.</summary>
    public static List<Range> Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var found = new List<Range>();
        for (var at = 0; at < text.Length;)
        {
            var length = char.IsLetter(text[at]) ? WordLength(text, at) : 0;
            if (length > 0 && IsNegation(text.AsSpan(at, length)))
            {
                found.Add(at..(at + length));
            }

            if (length == 0)
            {
                length = Unspaced(text, at);
                if (length > 0)
                {
                    found.Add(at..(at + length));
                }
            }

            at += Math.Max(1, length);
        }

        return found;
    }

    // Letters of a spaced script, marks, and apostrophes and joiners among them.
    private static int WordLength(string text, int at)
    {
        var end = at;
        while (end < text.Length && !TextTokenizer.IsUnspaced(text[end])
            && (char.IsLetter(text[end]) || PinnedWord.IsMark(text[end]) || (end > at && text[end] is '\'' or '\u2019' or '\u200C')))
        {
            end++;
        }

        return end - at;
    }

    // don't, isn't, can't; نمی‌خواهم and نمیخواهم.
    private static bool IsNegation(ReadOnlySpan<char> word) =>
        s_words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word)
        || word.EndsWith("n't", StringComparison.OrdinalIgnoreCase) || word.EndsWith("n\u2019t", StringComparison.OrdinalIgnoreCase)
        || (word.StartsWith("نمی", StringComparison.Ordinal) && word.Length > 4) || (word.StartsWith("نمي", StringComparison.Ordinal) && word.Length > 4);

    private static int Unspaced(string text, int at)
    {
        foreach (var word in s_unspaced)
        {
            if (string.CompareOrdinal(text, at, word, 0, word.Length) == 0)
            {
                return word.Length;
            }
        }

        return 0;
    }
}
