namespace Copypasta.Campaigns;

/// <summary>What a label does with the occasions of the clusters that carry it.</summary>
public enum LabelEffect : byte
{
    /// <summary>Context only: nothing is taken out.</summary>
    Context,

    /// <summary>The cluster's occasions do not count as unexplained. They stay in every other figure.</summary>
    Explains,

    /// <summary>The posts are out: reposts are no copies in the sense of this product.</summary>
    Out,
}

/// <summary>The common reasons for which people post the same text.</summary>
public enum LabelCode : byte
{
    /// <summary>Most posts are the platform's own reposts or forwards.</summary>
    Repost,

    /// <summary>One link, shared with its title or through a share button.</summary>
    SharedLink,

    /// <summary>The text stands in quotation marks, or names whom it quotes.</summary>
    Quotation,

    /// <summary>The text is part of a reference given with <c>--known</c>.</summary>
    KnownText,

    /// <summary>Many accounts, over many weeks, none of which stands out.</summary>
    RecurringPhrase,

    /// <summary>One petition or docket, or a letter to an office that its senders sign.</summary>
    FormLetter,

    /// <summary>The text asks to be copied, or links a store of texts to copy.</summary>
    AsksToBeCopied,

    /// <summary>To enter, one must follow and share.</summary>
    Giveaway,

    /// <summary>A program reports numbers, times or places.</summary>
    AutomatedFeed,

    /// <summary>A warning to the public.</summary>
    Alert,

    /// <summary>The accounts apparently have one owner.</summary>
    OneOwner,

    /// <summary>Posts that share a hashtag and little else.</summary>
    HashtagGame,

    /// <summary>One account repeats itself.</summary>
    SelfRepeat,

    /// <summary>So short or so widespread that agreeing on it says little.</summary>
    TooCommon,
}

/// <summary>Codes, effects and words of labels.</summary>
public static class LabelCodes
{
    private static readonly (string Code, LabelEffect Effect, string Words)[] s_labels =
    [
        ("repost", LabelEffect.Out, "reposts"),
        ("shared-link", LabelEffect.Explains, "one link shared"),
        ("quotation", LabelEffect.Context, "a quotation"),
        ("known-text", LabelEffect.Explains, "a known text"),
        ("recurring-phrase", LabelEffect.Explains, "a phrase used again and again by many"),
        ("form-letter", LabelEffect.Explains, "a form letter or petition"),
        ("asks-to-be-copied", LabelEffect.Context, "the text asks to be copied"),
        ("giveaway", LabelEffect.Context, "entries of a giveaway"),
        ("automated-feed", LabelEffect.Explains, "an automated feed"),
        ("alert", LabelEffect.Explains, "an alert to the public"),
        ("one-owner", LabelEffect.Explains, "apparent common owner"),
        ("hashtag-game", LabelEffect.Context, "a hashtag game"),
        ("self-repeat", LabelEffect.Explains, "one account repeating itself"),
        ("too-common", LabelEffect.Context, "too short or too common to say much"),
    ];

    /// <summary>All labels, in the order of the codes' table.</summary>
    public static IReadOnlyList<LabelCode> All { get; } = Enum.GetValues<LabelCode>();

    /// <summary>The code that tables print, as <c>shared-link</c>.</summary>
    public static string Code(this LabelCode label) => s_labels[(int)label].Code;

    /// <summary>What the label does.</summary>
    public static LabelEffect Effect(this LabelCode label) => s_labels[(int)label].Effect;

    /// <summary>A few words for readers of a report.</summary>
    public static string Words(this LabelCode label) => s_labels[(int)label].Words;

    /// <summary>The word that tables print: <c>context</c>, <c>explains</c> or <c>out</c>.</summary>
    public static string Name(this LabelEffect effect) => effect switch
    {
        LabelEffect.Explains => "explains",
        LabelEffect.Out => "out",
        _ => "context",
    };
}
