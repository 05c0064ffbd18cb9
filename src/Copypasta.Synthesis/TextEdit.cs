namespace Copypasta.Synthesis;

/// <summary>What <see cref="EditedTexts"/> does to a text: changes that no normalisation undoes.</summary>
public enum TextEdit
{
    /// <summary>One word of another text of the language put in anywhere, before the first and behind the last word included.</summary>
    WordInserted,

    /// <summary>One hashtag added at the end.</summary>
    TagAdded,

    /// <summary>Cut off after 70 per cent of its code points, with an ellipsis.</summary>
    Truncated,

    /// <summary>15 per cent of the words, at least one, replaced by words of other texts.</summary>
    WordsReplaced,

    /// <summary>A passage of another text, of 20 code points up to the text's own length, put before it.</summary>
    PrefixAdded,

    /// <summary>Such a passage added behind it.</summary>
    SuffixAdded,

    /// <summary>15 per cent of the code points, in runs of <see cref="EditedTexts.RunLength"/>, replaced by as many of other texts: as many places, each as long, in every script.</summary>
    RunsReplaced,
}
