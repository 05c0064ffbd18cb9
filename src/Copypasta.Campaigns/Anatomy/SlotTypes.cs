using System.Text;

namespace Copypasta.Campaigns;

/// <summary>Tells the type of a value, and of a slot by its values.</summary>
internal static class SlotTypes
{
    private const int MostWords = 6, MostCharacters = 12;

    /// <summary>The type of a slot: that of four in five of the texts that fill it.</summary>
    /// <param name="values">Its values with the number of texts, any order; empty ones are passed over.</param>
    /// <param name="besideCurrency">Whether the fixed text beside it is a currency.</param>
    public static SlotType Of(IReadOnlyList<SlotValue> values, bool besideCurrency)
    {
        var filled = 0;
        var distinct = 0;
        Span<int> texts = stackalloc int[(int)SlotType.Punctuation + 1];
        var tokens = new List<TextToken>();
        foreach (var value in values)
        {
            if (!value.Value.IsEmpty)
            {
                texts[(int)Of(value.Value.Span, tokens)] += value.Texts;
                filled += value.Texts;
                distinct++;
            }
        }

        if (distinct == 1)
        {
            return SlotType.Optional;
        }

        for (var type = SlotType.Number; type <= SlotType.Punctuation; type++)
        {
            if (texts[(int)type] * 5 >= filled * 4)
            {
                return type == SlotType.Number && besideCurrency ? SlotType.Money : type;
            }
        }

        var worded = texts[(int)SlotType.Word] + texts[(int)SlotType.Words] + texts[(int)SlotType.Text];
        return worded * 5 < filled * 4 ? SlotType.Mixed
            : texts[(int)SlotType.Text] * 2 > worded ? SlotType.Text
            : SlotType.Words;
    }

    private static SlotType Of(ReadOnlySpan<byte> value, List<TextToken> tokens)
    {
        TextTokenizer.Cut(value, tokens);
        Span<int> kinds = stackalloc int[(int)TokenKind.Mark + 1];
        foreach (var token in tokens)
        {
            kinds[(int)token.Kind]++;
        }

        int words = kinds[(int)TokenKind.Word], characters = kinds[(int)TokenKind.Character], numbers = kinds[(int)TokenKind.Number];
        var others = tokens.Count - kinds[(int)TokenKind.Mark];
        if (others == 0)
        {
            return SlotType.Punctuation;
        }

        if (kinds[(int)TokenKind.Hashtag] == others)
        {
            return SlotType.Hashtag;
        }

        if (kinds[(int)TokenKind.Mention] == others)
        {
            return SlotType.Mention;
        }

        if (kinds[(int)TokenKind.Link] == others)
        {
            return SlotType.Link;
        }

        if (kinds[(int)TokenKind.Emoji] == others)
        {
            return SlotType.Emoji;
        }

        if (numbers > 0 || words > 0 || characters > 0)
        {
            var text = Encoding.UTF8.GetString(value);
            if (TimeWords.IsTime(text))
            {
                return SlotType.Time;
            }

            if (numbers > 0 && (kinds[(int)TokenKind.Currency] > 0 || CurrencyWords.Ends(text)))
            {
                return SlotType.Money;
            }
        }

        return numbers == others ? SlotType.Number
            : others == 1 && words == 1 ? SlotType.Word
            : (others - characters) * MostCharacters + characters * MostWords <= MostWords * MostCharacters ? SlotType.Words
            : SlotType.Text;
    }
}
