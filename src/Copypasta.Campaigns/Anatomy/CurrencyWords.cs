using System.Globalization;

namespace Copypasta.Campaigns;

/// <summary>
/// Names and codes of currencies, pinned: English, French, German, Spanish, Italian, Portuguese, Turkish, Russian, Ukrainian, Persian, Arabic, Hindi, Chinese, Japanese, Korean, Thai.
/// Signs ($, €, ₽) are known by their Unicode category. Words that are also something else (pound, won, real, mark) are left out.
/// </summary>
internal static class CurrencyWords
{
    private static readonly string[] s_words =
    [
        "usd", "eur", "gbp", "jpy", "cny", "rmb", "rub", "inr", "thb", "irr", "try", "chf", "krw",
        "dollar", "dollars", "dólares", "dólar", "dollari", "euro", "euros", "cents", "bucks", "yen", "yuan", "rupees", "lira", "baht", "pesos", "francs", "reais",
        "руб", "рубль", "рубля", "рублей", "доллар", "доллара", "долларов", "евро", "гривен", "гривень", "гривні", "тенге",
        "تومان", "ریال", "ريال", "دلار", "دولار", "یورو", "يورو", "دينار", "درهم", "جنيه",
        "रुपये", "रुपए", "元", "人民币", "美元", "欧元", "日元", "万元", "円", "원", "달러", "บาท", "ดอลลาร์",
    ];

    /// <summary>Whether a text begins with a currency, after white space.</summary>
    public static bool Begins(string text)
    {
        var rest = text.AsSpan().TrimStart();
        if (!rest.IsEmpty && char.GetUnicodeCategory(rest[0]) == UnicodeCategory.CurrencySymbol)
        {
            return true;
        }

        foreach (var word in s_words)
        {
            if (rest.StartsWith(word, StringComparison.OrdinalIgnoreCase) && PinnedWord.IsBoundary(word, rest, word.Length))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a text ends with a currency.</summary>
    public static bool Ends(string text)
    {
        var rest = text.AsSpan().TrimEnd(" .");
        foreach (var word in s_words)
        {
            if (rest.EndsWith(word, StringComparison.OrdinalIgnoreCase) && PinnedWord.IsBoundary(word, rest, rest.Length - word.Length))
            {
                return true;
            }
        }

        return false;
    }
}
