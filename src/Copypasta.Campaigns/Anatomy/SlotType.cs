namespace Copypasta.Campaigns;

/// <summary>
/// What the values of a slot are. Told by their form only: names, places and occupations are <see cref="Word"/> or <see cref="Words"/>, since nothing but a dictionary could tell them apart.
/// </summary>
public enum SlotType
{
    /// <summary>Values of several kinds, none of which four in five texts have.</summary>
    Mixed,

    /// <summary>One wording, there or not.</summary>
    Optional,

    /// <summary>Digits, with signs.</summary>
    Number,

    /// <summary>A date or a time of day: digits in such a form, names of months and days of the week.</summary>
    Time,

    /// <summary>A number with a currency sign or name, in the value or beside the slot.</summary>
    Money,

    /// <summary>One word of a script with spaces.</summary>
    Word,

    /// <summary>A few words, or up to twelve characters of a script without spaces.</summary>
    Words,

    /// <summary>More than that: greetings, remarks, sentences.</summary>
    Text,

    /// <summary>One or more hashtags.</summary>
    Hashtag,

    /// <summary>One or more <c>@names</c>.</summary>
    Mention,

    /// <summary>One or more URLs.</summary>
    Link,

    /// <summary>One or more pictographs.</summary>
    Emoji,

    /// <summary>Punctuation or symbols only.</summary>
    Punctuation,
}
