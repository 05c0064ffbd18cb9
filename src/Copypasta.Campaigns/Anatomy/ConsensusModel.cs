namespace Copypasta.Campaigns;

/// <summary>
/// A model that texts are aligned with, and its places that are no anchor: those where no more than half of the texts agree, and the gaps beside them.
/// </summary>
internal sealed record ConsensusModel(TokenizedText Text, bool[] IsFree)
{
    /// <summary>A text as a model that is kept in all places.</summary>
    public ConsensusModel(TokenizedText text)
        : this(text, new bool[(2 * text.Tokens.Length) + 1])
    {
    }

    /// <summary>The model changed to what more than half of the texts agree on: another token, one more, or none; null where nothing is to change.</summary>
    public ConsensusModel? Refine(AlignedTexts texts)
    {
        var bytes = new List<byte>();
        var tokens = new List<TextToken>();
        var numbers = new List<int>();
        var free = new List<int>();
        var changed = false;
        var values = new ulong[texts.Texts.Count];
        for (var place = 0; place < texts.Places; place++)
        {
            var isGap = (place & 1) == 0;
            var own = isGap ? 0UL : (ulong)texts.Model.Numbers[place >> 1] + 1;
            var majority = Majority(values.AsSpan(0, texts.ValuesAt(place, values)));
            if (majority is { } value && value != own)
            {
                changed = true;
                if (value != 0)
                {
                    var (text, start, end) = Spelling(texts, place, value);
                    Append(text, start, end);
                }
            }
            else if (own != 0)
            {
                Append(texts.Model, place >> 1, (place >> 1) + 1);
            }

            if (majority is null)
            {
                // The gap before the next token, or the token just put down.
                free.Add(isGap ? 2 * tokens.Count : (2 * tokens.Count) - 1);
            }
        }

        var isFree = new bool[(2 * tokens.Count) + 1];
        foreach (var place in free)
        {
            isFree[place] = true;
            if ((place & 1) != 0)
            {
                isFree[place - 1] = isFree[place + 1] = true;
            }
        }

        return tokens.Count > 0 && (changed || !isFree.AsSpan().SequenceEqual(IsFree))
            ? new ConsensusModel(new TokenizedText(bytes.ToArray(), [.. tokens], [.. numbers]), isFree) : null;

        void Append(TokenizedText source, int start, int end)
        {
            for (var i = start; i < end; i++)
            {
                var token = source.Tokens[i];
                var at = bytes.Count;
                bytes.AddRange(source.Text.Span[token.Start..token.End]);
                tokens.Add(new TextToken(at, bytes.Count, token.Kind));
                numbers.Add(source.Numbers[i]);
            }
        }
    }

    // Boyer and Moore's vote, then a count: the value of more than half of the texts that reach the place.
    private static ulong? Majority(ReadOnlySpan<ulong> values)
    {
        ulong candidate = 0;
        var votes = 0;
        foreach (var value in values)
        {
            candidate = votes == 0 ? value : candidate;
            votes += value == candidate ? 1 : -1;
        }

        return values.Count(candidate) * 2 > values.Length ? candidate : null;
    }

    // Of several spellings the first in ordinal order.
    private static (TokenizedText Text, int Start, int End) Spelling(AlignedTexts texts, int place, ulong value)
    {
        (TokenizedText Text, int Start, int End)? best = null;
        for (var text = 0; text < texts.Texts.Count; text++)
        {
            if (!texts.IsObserved(text, place) || texts.ValueAt(text, place) != value)
            {
                continue;
            }

            var token = place >> 1;
            var partner = (place & 1) == 0 ? 0 : texts.PartnersOf(text)[token];
            var (start, end) = (place & 1) == 0 ? texts.Between(text, token, token) : (partner, partner + 1);
            var found = (Text: texts.Texts[text], Start: start, End: end);
            if (best is not { } known || Bytes(found).SequenceCompareTo(Bytes(known)) < 0)
            {
                best = found;
            }
        }

        return best!.Value;
    }

    private static ReadOnlySpan<byte> Bytes((TokenizedText Text, int Start, int End) tokens) =>
        tokens.Text.Text.Span[tokens.Text.Tokens[tokens.Start].Start..tokens.Text.Tokens[tokens.End - 1].End];
}
