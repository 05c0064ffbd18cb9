namespace Copypasta.Hashing;

/// <summary>What the <c>social</c> profile does with hashtags.</summary>
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
    private static readonly TextProfile s_dropTrailing = new("social/1;hashtags=drop-trailing", TextSteps.Social, HashtagHandling.DropTrailing);
    private static readonly TextProfile s_drop = new("social/1;hashtags=drop", TextSteps.Social, HashtagHandling.Drop);

    private TextProfile(string id, TextSteps steps, HashtagHandling hashtags)
    {
        Id = id;
        Steps = steps;
        Hashtags = hashtags;
    }

    /// <summary>
    /// For social media posts (id <c>social/1</c>): entities, repost marks, URLs, mentions, invisible characters, NFKC, combining marks, look-alikes,
    /// case, punctuation and white space are evened out; hashtags keep their word.
    /// </summary>
    public static TextProfile Social { get; } = new("social/1", TextSteps.Social, HashtagHandling.Word);

    /// <summary>For web pages (id <c>web/1</c>): entities, invisible characters, NFKC, combining marks, case and white space are evened out.</summary>
    public static TextProfile Web { get; } = new("web/1", TextSteps.Web, HashtagHandling.Word);

    /// <summary>The text as it stands (id <c>exact/1</c>): only ill-formed UTF-8 is replaced by U+FFFD.</summary>
    public static TextProfile Exact { get; } = new("exact/1", TextSteps.Exact, HashtagHandling.Word);

    /// <summary>The profile's name, version and options.</summary>
    public string Id { get; }

    internal TextSteps Steps { get; }

    internal HashtagHandling Hashtags { get; }

    /// <summary>The <see cref="Social"/> profile with another treatment of hashtags.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="hashtags"/> is no value of <see cref="HashtagHandling"/>.</exception>
    public static TextProfile SocialWith(HashtagHandling hashtags) => hashtags switch
    {
        HashtagHandling.Word => Social,
        HashtagHandling.DropTrailing => s_dropTrailing,
        HashtagHandling.Drop => s_drop,
        _ => throw new ArgumentOutOfRangeException(nameof(hashtags), hashtags, "must be Word, DropTrailing or Drop"),
    };

    /// <inheritdoc/>
    public override string ToString() => Id;
}

/// <summary>The families of steps a profile takes.</summary>
internal enum TextSteps
{
    Exact,
    Web,
    Social,
}
