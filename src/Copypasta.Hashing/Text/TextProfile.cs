namespace Copypasta.Hashing;

/// <summary>What a profile that removes addresses does with hashtags.</summary>
public enum HashtagHandling
{
    /// <summary>The sign goes, the word stays.</summary>
    Word,

    /// <summary>The run of hashtags at the end of the text goes; others keep their word.</summary>
    DropTrailing,

    /// <summary>All hashtags go, words included.</summary>
    Drop,
}

/// <summary>
/// How a post becomes comparable text. A profile's <see cref="Id"/> names its steps and the version of its tables; everything stored carries it,
/// and texts normalised under different ids are never compared. Immutable.
/// </summary>
public sealed class TextProfile
{
    private const TextSteps AllSteps = TextSteps.CharacterReferences | TextSteps.Addresses | TextSteps.Invisibles | TextSteps.Compatibility | TextSteps.Marks
        | TextSteps.LookAlikes | TextSteps.Case | TextSteps.Punctuation | TextSteps.WhiteSpace;

    // Each step, the steps it cannot do without, and why.
    private static readonly (TextSteps Step, string Name, TextSteps Needs, string Reason)[] s_steps =
    [
        (TextSteps.CharacterReferences, "references", TextSteps.None, ""),
        (TextSteps.Addresses, "addresses", TextSteps.Invisibles | TextSteps.Punctuation, "what is left must not read as an address"),
        (TextSteps.Invisibles, "invisibles", TextSteps.None, ""),
        (TextSteps.Compatibility, "compatibility", TextSteps.None, ""),
        (TextSteps.Marks, "marks", TextSteps.Compatibility, "the marks meant are those that NFKC did not compose"),
        (TextSteps.LookAlikes, "look-alikes", TextSteps.Invisibles | TextSteps.Marks, "words are read without what hides in them"),
        (TextSteps.Case, "case", TextSteps.Invisibles | TextSteps.Compatibility, "NFKC_Casefold is defined on both"),
        (TextSteps.Punctuation, "punctuation", TextSteps.WhiteSpace, "it becomes a space"),
        (TextSteps.WhiteSpace, "white-space", TextSteps.None, ""),
    ];

    private static readonly TextProfile s_dropTrailing = new("social/1;hashtags=drop-trailing", AllSteps, HashtagHandling.DropTrailing);
    private static readonly TextProfile s_drop = new("social/1;hashtags=drop", AllSteps, HashtagHandling.Drop);

    private TextProfile(string id, TextSteps steps, HashtagHandling hashtags)
    {
        Id = id;
        Steps = steps;
        Hashtags = hashtags;
    }

    /// <summary>
    /// For social media posts (id <c>social/1</c>), all steps: character references, repost marks, URLs, mentions, invisible characters, NFKC, combining marks,
    /// look-alikes, case, punctuation and white space are evened out; hashtags keep their word.
    /// </summary>
    public static TextProfile Social { get; } = new("social/1", AllSteps, HashtagHandling.Word);

    /// <summary>For web pages (id <c>web/1</c>): all steps but addresses, look-alikes and punctuation.</summary>
    public static TextProfile Web { get; } = new("web/1", AllSteps & ~(TextSteps.Addresses | TextSteps.LookAlikes | TextSteps.Punctuation), HashtagHandling.Word);

    /// <summary>The text as it stands (id <c>exact/1</c>), no steps: only ill-formed UTF-8 is replaced by U+FFFD.</summary>
    public static TextProfile Exact { get; } = new("exact/1", TextSteps.None, HashtagHandling.Word);

    /// <summary>The profile's name, version and options, in ASCII.</summary>
    public string Id { get; }

    /// <summary>The steps it takes, always in the order of their values.</summary>
    public TextSteps Steps { get; }

    /// <summary>What it does with hashtags, where it removes addresses.</summary>
    public HashtagHandling Hashtags { get; }

    /// <summary>The <see cref="Social"/> profile with another treatment of hashtags.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="hashtags"/> is no value of <see cref="HashtagHandling"/>.</exception>
    public static TextProfile SocialWith(HashtagHandling hashtags) => hashtags switch
    {
        HashtagHandling.Word => Social,
        HashtagHandling.DropTrailing => s_dropTrailing,
        HashtagHandling.Drop => s_drop,
        _ => throw new ArgumentOutOfRangeException(nameof(hashtags), hashtags, "must be Word, DropTrailing or Drop"),
    };

    /// <summary>
    /// A profile of chosen steps. Its id names them (<c>custom/1;invisibles;compatibility;case;white-space</c>), so that what is stored under one choice is never taken for another;
    /// the steps of a named profile give that profile.
    /// </summary>
    /// <param name="steps">What is evened out; a step that needs another does not do it by itself, so that the id says all.</param>
    /// <param name="hashtags">What becomes of hashtags; other than <see cref="HashtagHandling.Word"/> only where <see cref="TextSteps.Addresses"/> go.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is none of its enumeration's.</exception>
    /// <exception cref="ArgumentException">A step is missing that another needs; the message names both.</exception>
    public static TextProfile Custom(TextSteps steps, HashtagHandling hashtags = HashtagHandling.Word)
    {
        if ((steps & ~AllSteps) != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(steps), steps, $"has bits that are no steps; all steps together are {(int)AllSteps}");
        }

        var social = SocialWith(hashtags);
        foreach ((var step, _, var needs, var reason) in s_steps)
        {
            if (steps.HasFlag(step) && !steps.HasFlag(needs))
            {
                throw new ArgumentException($"The step {step} needs {needs & ~steps} too: {reason}.", nameof(steps));
            }
        }

        if (hashtags != HashtagHandling.Word && !steps.HasFlag(TextSteps.Addresses))
        {
            throw new ArgumentException($"Hashtags are dropped where addresses are: {hashtags} needs the step {nameof(TextSteps.Addresses)}.", nameof(hashtags));
        }

        return steps == AllSteps ? social
            : steps == Web.Steps ? Web
            : steps == TextSteps.None ? Exact
            : new TextProfile(CustomId(steps, social), steps, hashtags);
    }

    /// <inheritdoc/>
    public override string ToString() => Id;

    private static string CustomId(TextSteps steps, TextProfile social) =>
        string.Join(';', s_steps.Where(step => steps.HasFlag(step.Step)).Select(step => step.Name).Prepend("custom/1")) + social.Id[Social.Id.Length..];
}
