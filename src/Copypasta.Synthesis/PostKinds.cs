namespace Copypasta.Synthesis;

/// <summary>The ways in which a synthetic post is made: the values of the column <c>kind</c>.</summary>
public static class PostKinds
{
    /// <summary>An ordinary post, the copy of nothing.</summary>
    public const string Background = "background";

    /// <summary>The first post of a group that others copy.</summary>
    public const string Original = "original";

    /// <summary>The same bytes as the group's original.</summary>
    public const string ExactCopy = "exact-copy";

    /// <summary>A platform repost, either verbatim or as <c>RT @author: text</c>.</summary>
    public const string Repost = "repost";

    /// <summary>A form letter: one text with a name, trade or town filled in by each author.</summary>
    public const string Template = "template";

    /// <summary>One or two words dropped, swapped or put in.</summary>
    public const string EditWords = "edit-words";

    /// <summary>Cut off after 65 to 92 per cent, with an ellipsis.</summary>
    public const string Truncated = "truncated";

    /// <summary>Zero-width characters within words.</summary>
    public const string ZeroWidth = "zero-width";

    /// <summary>Soft hyphens within words.</summary>
    public const string SoftHyphen = "soft-hyphen";

    /// <summary>Variation selectors after letters.</summary>
    public const string VariationSelectors = "variation-selectors";

    /// <summary>Invisible tag characters (U+E0000 block).</summary>
    public const string TagCharacters = "tag-characters";

    /// <summary>Bidirectional embeddings and overrides.</summary>
    public const string Bidi = "bidi";

    /// <summary>Latin letters by Cyrillic look-alikes, or the reverse.</summary>
    public const string Homoglyph = "homoglyph";

    /// <summary>Look-alikes in a text of capitals only.</summary>
    public const string HomoglyphCaps = "homoglyph-caps";

    /// <summary>Words in fullwidth forms.</summary>
    public const string Fullwidth = "fullwidth";

    /// <summary>Words in mathematical alphanumeric letters.</summary>
    public const string MathLetters = "math-letters";

    /// <summary>Stacked combining marks.</summary>
    public const string Zalgo = "zalgo";

    /// <summary>Arabic harakat or Hebrew niqqud added.</summary>
    public const string VowelMarks = "vowel-marks";

    /// <summary>Arabic tatweel (kashida) added.</summary>
    public const string Tatweel = "tatweel";

    /// <summary>Arabic for Persian letters and digits, or the reverse.</summary>
    public const string Keyboard = "keyboard";

    /// <summary>Upper, lower or alternating case.</summary>
    public const string Case = "case";

    /// <summary>Other punctuation.</summary>
    public const string Punctuation = "punctuation";

    /// <summary>Other white space, line breaks included.</summary>
    public const string WhiteSpace = "white-space";

    /// <summary>Letters as HTML character references.</summary>
    public const string HtmlEntities = "html-entities";

    /// <summary>Emoji put in.</summary>
    public const string Emoji = "emoji";

    /// <summary>Other accounts mentioned at the beginning.</summary>
    public const string Mention = "mention";

    /// <summary>A link of one's own at the end.</summary>
    public const string Url = "url";

    /// <summary>Hashtags left out or added.</summary>
    public const string Hashtags = "hashtags";

    /// <summary>A well-known (invented) proverb, quoted by unrelated accounts.</summary>
    public const string OrganicQuote = "organic-quote";

    /// <summary>A headline with its link, shared by unrelated readers.</summary>
    public const string OrganicHeadline = "organic-headline";

    /// <summary>A short wish for a (made-up) holiday, the same by unrelated accounts.</summary>
    public const string OrganicGreeting = "organic-greeting";

    /// <summary>A measuring station's post: the same words, other numbers.</summary>
    public const string OrganicUpdate = "organic-update";

    /// <summary>Every kind, in the order of this class.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Background, Original, ExactCopy, Repost, Template, EditWords, Truncated, ZeroWidth, SoftHyphen, VariationSelectors, TagCharacters, Bidi,
        Homoglyph, HomoglyphCaps, Fullwidth, MathLetters, Zalgo, VowelMarks, Tatweel, Keyboard, Case, Punctuation, WhiteSpace, HtmlEntities,
        Emoji, Mention, Url, Hashtags, OrganicQuote, OrganicHeadline, OrganicGreeting, OrganicUpdate,
    ];
}
