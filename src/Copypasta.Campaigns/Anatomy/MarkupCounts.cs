namespace Copypasta.Campaigns;

/// <summary>Hashtags, links and mentions of the raw texts of a cluster, each counted once a post.</summary>
public sealed class MarkupCounts
{
    private readonly List<TextToken> _tokens = [];
    private readonly Vocabulary _vocabulary = new();
    private readonly HashSet<int> _seen = [];

    /// <summary>Hashtags as written, with their sign.</summary>
    public ValueCounts Hashtags { get; } = new();

    /// <summary>Links as written.</summary>
    public ValueCounts Links { get; } = new();

    /// <summary>Mentions as written, with their sign.</summary>
    public ValueCounts Mentions { get; } = new();

    /// <summary>Counts what a text has.</summary>
    /// <param name="text">A raw text.</param>
    /// <param name="posts">Posts with it.</param>
    public void Add(ReadOnlySpan<byte> text, long posts)
    {
        TextTokenizer.Cut(text, _tokens);
        _seen.Clear();
        foreach (var token in _tokens)
        {
            var counts = token.Kind switch
            {
                TokenKind.Hashtag => Hashtags,
                TokenKind.Link => Links,
                TokenKind.Mention => Mentions,
                _ => null,
            };
            if (counts is not null && _seen.Add(_vocabulary.NumberOf(text[token.Start..token.End])))
            {
                counts.Add(text[token.Start..token.End], posts);
            }
        }
    }
}
