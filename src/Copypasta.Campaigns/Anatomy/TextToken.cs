namespace Copypasta.Campaigns;

/// <summary>What a token of a raw text is.</summary>
public enum TokenKind : byte
{
    /// <summary>Letters, with marks, digits and apostrophes among them.</summary>
    Word,

    /// <summary>One code point of a script that writes no spaces between words (Han, Kana, Thai, Lao, Khmer, Burmese), with its marks.</summary>
    Character,

    /// <summary>Digits of any script, and the points, commas, colons, slashes and hyphens among them.</summary>
    Number,

    /// <summary>A URL, as far as its ASCII characters reach.</summary>
    Link,

    /// <summary><c>@name</c>.</summary>
    Mention,

    /// <summary><c>#word</c>.</summary>
    Hashtag,

    /// <summary>A pictograph, with its joiners, modifiers and selectors.</summary>
    Emoji,

    /// <summary>A currency sign.</summary>
    Currency,

    /// <summary>One punctuation mark or symbol.</summary>
    Mark,
}

/// <summary>A token of a raw text: bytes <paramref name="Start"/> to <paramref name="End"/> - 1. White space and lone format characters lie between tokens.</summary>
public readonly record struct TextToken(int Start, int End, TokenKind Kind)
{
    /// <summary>Whether it says something: no punctuation, no symbol.</summary>
    public bool IsWordLike => Kind is not (TokenKind.Mark or TokenKind.Emoji);
}
