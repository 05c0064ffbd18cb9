namespace Copypasta.Campaigns;

/// <summary>What the rules ask of a text, one for each distinct raw text of a cluster. A trait is read when a rule first asks for it: most texts are asked for a few.</summary>
/// <param name="raw">A post's text.</param>
/// <param name="normalized">Its comparable text of the profile <c>social</c>; null where that is still to be made.</param>
/// <param name="buffers">What reads it.</param>
internal sealed class TextTraits(string raw, string? normalized, TextBuffers buffers)
{
    private bool _isMarkedRepost;
    private PhraseKind? _phrases;
    private string? _trimmed;
    private double? _quotedShare;
    private bool? _isAttributed;
    private string? _body;
    private bool _hasShareSuffix;
    private LinkedPages? _links;
    private string[]? _hashtags;
    private (string? Number, bool IsRead) _docket;
    private (string? Number, bool IsRead) _petition;
    private bool? _isAddressed;
    private (KnownMatch? Match, bool IsRead) _known;

    /// <summary>The text as read.</summary>
    public string Raw => raw;

    /// <summary>Comparable text of the profile <c>social</c>.</summary>
    public string Normalized => normalized ??= buffers.Normalize(raw, out _isMarkedRepost);

    /// <summary>Whether it begins as a repost does; told of texts whose comparable text was still to be made.</summary>
    public bool IsMarkedRepost => Normalized is not null && _isMarkedRepost;

    /// <summary>The pinned lists that it has a phrase of.</summary>
    public PhraseKind Phrases => _phrases ??= buffers.Phrases(raw, Normalized);

    /// <summary>Share of its letters in quotation marks, 0 to 1.</summary>
    public double QuotedShare => _quotedShare ??= QuotedText.MayQuote(raw) ? QuotedText.Share(Trimmed) : 0;

    /// <summary>Whether it says whose words it is, as <see cref="QuotedText.IsAttributed"/> has it. A letter is its sender's.</summary>
    public bool IsAttributed => _isAttributed ??= QuotedText.MayName(raw) && QuotedText.IsAttributed(Trimmed) && !IsAddressed;

    /// <summary>The text by <see cref="PostText.Plain"/>, without a share button's words and trailing hashtags.</summary>
    public string Body
    {
        get
        {
            if (_body is null)
            {
                _hasShareSuffix = buffers.Suffixes.Find(Trimmed, out _body);
            }

            return _body;
        }
    }

    /// <summary>Whether a share button left its words at an end.</summary>
    public bool HasShareSuffix => Body is not null && _hasShareSuffix;

    /// <summary>The pages that it links.</summary>
    public LinkedPages Links => _links ??= buffers.Links(raw);

    /// <summary>Its hashtags as <see cref="Census.Hashtags"/> has them, each once.</summary>
    public string[] Hashtags => _hashtags ??= buffers.Hashtags(raw);

    /// <summary>A docket's number in the text; null where there is none.</summary>
    public string? Docket
    {
        get
        {
            if (!_docket.IsRead)
            {
                _docket = (DocketNumber.Find(raw), true);
            }

            return _docket.Number;
        }
    }

    /// <summary>A petition and its number, as the text names it; null where it does not.</summary>
    public string? Petition
    {
        get
        {
            if (!_petition.IsRead)
            {
                _petition = (DocketNumber.FindPetition(raw), true);
            }

            return _petition.Number;
        }
    }

    /// <summary>Whether it begins with a salutation and an office.</summary>
    public bool IsAddressed => _isAddressed ??= Letters.IsAddressed(Normalized);

    /// <summary>The reference that holds the text; null where none does.</summary>
    public KnownMatch? Known
    {
        get
        {
            if (!_known.IsRead)
            {
                _known = (buffers.Known(Normalized), true);
            }

            return _known.Match;
        }
    }

    /// <summary>Whether it mentions an account, given without the sign, in lower case.</summary>
    public bool Mentions(string name) => PostText.Mentions(raw, name);

    private string Trimmed => _trimmed ??= buffers.WithoutTrailingTags(raw);
}

/// <summary>The pages that a post links.</summary>
/// <param name="Pages">Each once, as <see cref="LinkedPage"/> has them; those that cannot be told, since they are shortened, left out.</param>
/// <param name="HidesLinks">Whether a page was left out.</param>
internal sealed record LinkedPages(string[] Pages, bool HidesLinks)
{
    /// <summary>No links at all.</summary>
    public static LinkedPages None { get; } = new([], false);

    /// <summary>Shortened links only.</summary>
    public static LinkedPages AllHidden { get; } = new([], true);
}

/// <summary>What the rules ask of a post. Of a missing field null.</summary>
internal sealed class PostTraits(PostFacts facts, TextTraits text, TextBuffers buffers)
{
    private LinkedPages? _links;
    private string[]? _hashtags;

    public int Source => facts.Source;

    public long Row => facts.Row;

    public TextTraits Text => text;

    public string? Account { get; } = NullIfEmpty(facts.Account);

    public string? Handle { get; } = NullIfEmpty(facts.Handle);

    public long? Time => facts.Time;

    public string? Client { get; } = NullIfEmpty(facts.Client);

    public string? LinkTitle { get; } = NullIfEmpty(facts.LinkTitle);

    public string? Docket { get; } = NullIfEmpty(facts.Docket);

    /// <summary>Pages that it links, each once; those that cannot be told, since they are shortened, left out.</summary>
    public string[] Links => Linked.Pages;

    /// <summary>Whether a page was left out.</summary>
    public bool HidesLinks => Linked.HidesLinks;

    /// <summary>Hashtags as <see cref="Census.Hashtags"/> has them, each once.</summary>
    public string[] Hashtags => _hashtags ??= facts.Hashtags is { } listed ? buffers.Hashtags(listed) : text.Hashtags;

    private LinkedPages Linked => _links ??= facts.Links is { } listed ? buffers.Links(listed) : text.Links;

    private static string? NullIfEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;
}

/// <summary>A cluster as the rules see it.</summary>
internal sealed record ClusterTraits
{
    public required ClusterFacts Facts { get; init; }

    /// <summary>Number of reposts.</summary>
    public required int Reposts { get; init; }

    /// <summary>The first of them, at most <see cref="Finding.MaxExamples"/>, by input and row.</summary>
    public required IReadOnlyList<ExampleRow> RepostExamples { get; init; }

    /// <summary>Posts that are no reposts, as far as known, by input and row: what all rules but one look at.</summary>
    public required PostTraits[] Posts { get; init; }

    /// <summary>Posts of <see cref="Posts"/> of which the platform does not say whether they are reposts.</summary>
    public required int UnknownReposts { get; init; }

    /// <summary>The accounts of <see cref="Posts"/>, with their posts.</summary>
    public required IReadOnlyDictionary<string, int> Accounts { get; init; }

    /// <summary>Posts of <see cref="Posts"/> whose account is missing.</summary>
    public required int WithoutAccount { get; init; }

    public required TextTraits Exemplar { get; init; }

    /// <summary>What was given along with the archive.</summary>
    public required LabelReferences References { get; init; }

    /// <summary>What reads texts.</summary>
    public required TextBuffers Buffers { get; init; }
}
