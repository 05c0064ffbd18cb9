namespace Copypasta.Campaigns;

/// <summary>A text, its tokens and their numbers.</summary>
internal sealed record TokenizedText(ReadOnlyMemory<byte> Text, TextToken[] Tokens, int[] Numbers)
{
    /// <summary>Where the token at a position begins; behind the last one, the end of the text.</summary>
    public int StartOf(int token) => token < Tokens.Length ? Tokens[token].Start : Text.Length;
}

/// <summary>
/// Texts aligned with a model (star alignment: D. Gusfield, "Efficient methods for multiple sequence alignment with guaranteed error bounds", Bull. Math. Biol.
/// 1993). What a model of L tokens is looked at by is its 2L + 1 places: place 2i + 1 is token i, place 2i the gap before it, place 2L the end.
/// </summary>
internal sealed class AlignedTexts
{
    private readonly int[][] _partners;
    private readonly int[] _observed; // of each text, how many model tokens it reaches: a text that was cut off says nothing of what follows

    /// <summary>Aligns each text with the model.</summary>
    public AlignedTexts(ConsensusModel model, IReadOnlyList<TokenizedText> texts, TokenAlignment alignment)
    {
        Model = model.Text;
        Texts = texts;
        _partners = new int[texts.Count][];
        _observed = new int[texts.Count];
        for (var t = 0; t < texts.Count; t++)
        {
            _partners[t] = new int[model.Text.Numbers.Length];
            alignment.Align(model.Text.Numbers, model.IsFree, texts[t].Numbers, _partners[t]);
            _observed[t] = Observed(t);
        }
    }

    /// <summary>What the texts are aligned with.</summary>
    public TokenizedText Model { get; }

    /// <summary>The texts.</summary>
    public IReadOnlyList<TokenizedText> Texts { get; }

    /// <summary>Number of places.</summary>
    public int Places => (2 * Model.Numbers.Length) + 1;

    /// <summary>Of each model token the position of the text's token that stands for it, or -1.</summary>
    public ReadOnlySpan<int> PartnersOf(int text) => _partners[text];

    /// <summary>Whether a text says anything of a place, as one that was cut off before it does not.</summary>
    public bool IsObserved(int text, int place) => place <= 2 * _observed[text];

    /// <summary>The tokens of a text that stand between two gaps of the model: places 2·<paramref name="first"/> to 2·<paramref name="last"/>, both included.</summary>
    public (int Start, int End) Between(int text, int first, int last)
    {
        var partners = _partners[text];
        var start = first - 1;
        while (start >= 0 && partners[start] < 0)
        {
            start--;
        }

        var end = last;
        while (end < partners.Length && partners[end] < 0)
        {
            end++;
        }

        return (start < 0 ? 0 : partners[start] + 1, end == partners.Length ? Texts[text].Tokens.Length : partners[end]);
    }

    /// <summary>A number for what a text has at a place: 0 for nothing; at gaps for the tokens inserted there.</summary>
    public ulong ValueAt(int text, int place)
    {
        var partners = _partners[text];
        var token = place >> 1;
        if ((place & 1) != 0)
        {
            return partners[token] < 0 ? 0 : (ulong)Texts[text].Numbers[partners[token]] + 1;
        }

        // Insertions next to tokens that are missing stand in the first gap.
        if (token > 0 && partners[token - 1] < 0)
        {
            return 0;
        }

        var (start, end) = Between(text, token, token);
        return start == end ? 0 : SequenceHash.Of(Texts[text].Numbers.AsSpan(start, end - start));
    }

    /// <summary>What the texts that reach a place have there: <see cref="ValueAt"/> of each, in their order.</summary>
    /// <param name="place">The place.</param>
    /// <param name="values">Is overwritten; as long as there are texts.</param>
    /// <returns>How many texts reach it.</returns>
    public int ValuesAt(int place, Span<ulong> values)
    {
        var observed = 0;
        for (var text = 0; text < Texts.Count; text++)
        {
            if (IsObserved(text, place))
            {
                values[observed++] = ValueAt(text, place);
            }
        }

        return observed;
    }

    // A text that ends with a matching token, or the beginning of one, while the model goes on was cut off there; one whose last token differs was not.
    private int Observed(int text)
    {
        var partners = _partners[text];
        var reached = partners.Length;
        while (reached > 0 && partners[reached - 1] < 0)
        {
            reached--;
        }

        if (reached == partners.Length || reached == 0)
        {
            return partners.Length;
        }

        var own = Texts[text];
        var last = partners[reached - 1];
        var rest = own.Tokens.AsSpan(last + 1);
        foreach (var token in rest)
        {
            if (token.Kind != TokenKind.Mark)
            {
                return partners.Length;
            }
        }

        if (own.Numbers[last] == Model.Numbers[reached - 1])
        {
            return reached;
        }

        var (part, whole) = (own.Tokens[last], Model.Tokens[reached - 1]);
        return Model.Text.Span[whole.Start..whole.End].StartsWith(own.Text.Span[part.Start..part.End]) ? reached - 1 : partners.Length;
    }
}
