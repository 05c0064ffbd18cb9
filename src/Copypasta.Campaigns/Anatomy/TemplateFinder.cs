using Copypasta.Detection;

namespace Copypasta.Campaigns;

/// <summary>
/// Aligns the texts of a cluster and tells what is fixed from what is filled in: "Dear ___, I am a ___ from ___". The exemplar is the model that each text is aligned with; it is changed to what most
/// texts agree on, and where they do not agree it takes anything, and the texts are aligned again. The order of the texts changes nothing.
/// </summary>
/// <remarks>
/// Cost: at most <see cref="MaxTexts"/> alignments of <see cref="MaxTokens"/> tokens a pass, four passes, whatever the size of the cluster. Holds its buffers; not safe for concurrent use.
/// </remarks>
public sealed class TemplateFinder
{
    /// <summary>Most distinct texts of a cluster that are aligned.</summary>
    public const int MaxTexts = 256;

    /// <summary>Most tokens of a text that is aligned.</summary>
    public const int MaxTokens = 2048;

    /// <summary>Fewest distinct texts that a template is told from.</summary>
    public const int FewestTexts = SlotFinder.FewestTexts;

    private const int Passes = 4;

    private readonly Vocabulary _vocabulary = new();
    private readonly TokenAlignment _alignment = new();
    private readonly List<TextToken> _tokens = [];

    /// <summary>The template of a cluster.</summary>
    /// <param name="exemplar">The exemplar's raw text.</param>
    /// <param name="texts">The cluster's distinct raw texts, the exemplar's among them, in any order.</param>
    public ClusterTemplate Find(ReadOnlyMemory<byte> exemplar, IReadOnlyList<ClusterText> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        _vocabulary.Begin();
        if (texts.Count < FewestTexts)
        {
            return None(TemplateOutcome.TooFewTexts, texts.Count, 0);
        }

        if (Tokenize(exemplar) is not { Tokens.Length: > 0 } model)
        {
            return None(TemplateOutcome.NotAligned, texts.Count, 0);
        }

        var chosen = new List<int>();
        var tokenized = new List<TokenizedText>();
        foreach (var text in Choose(texts))
        {
            if (Tokenize(texts[text].Utf8) is { } taken)
            {
                chosen.Add(text);
                tokenized.Add(taken);
            }
        }

        if (tokenized.Count < FewestTexts)
        {
            return None(TemplateOutcome.TooFewTexts, texts.Count, tokenized.Count);
        }

        var consensus = new ConsensusModel(model);
        var aligned = new AlignedTexts(consensus, tokenized, _alignment);
        for (var pass = 1; pass < Passes && consensus.Refine(aligned) is { } better; pass++)
        {
            consensus = better;
            aligned = new AlignedTexts(consensus, tokenized, _alignment);
        }

        var posts = chosen.ConvertAll(text => texts[text].Posts);
        return TemplateReading.Read(aligned, chosen, posts) with { Texts = texts.Count };
    }

    private static ClusterTemplate None(TemplateOutcome outcome, int texts, int aligned) => new() { Outcome = outcome, Texts = texts, Aligned = aligned };

    // All texts, or those with the smallest hashes: a sample that neither order nor copies decide on.
    private static IEnumerable<int> Choose(IReadOnlyList<ClusterText> texts)
    {
        var all = Enumerable.Range(0, texts.Count);
        return texts.Count <= MaxTexts ? all
            : all.OrderBy(text => ByteStringTable.Hash(texts[text].Utf8.Span))
                .ThenBy(text => texts[text].Utf8, OrdinalBytes.Comparer)
                .Take(MaxTexts)
                .Order();
    }

    private TokenizedText? Tokenize(ReadOnlyMemory<byte> text)
    {
        if (!TextTokenizer.Cut(text.Span, _tokens, MaxTokens))
        {
            return null;
        }

        var numbers = new int[_tokens.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = _vocabulary.NumberOf(text.Span[_tokens[i].Start.._tokens[i].End]);
        }

        return new TokenizedText(text, [.. _tokens], numbers);
    }
}
