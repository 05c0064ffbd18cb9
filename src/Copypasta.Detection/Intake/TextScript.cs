namespace Copypasta.Detection;

/// <summary>A script, as far as posts are told apart by it; the names are Unicode's, but for those of no script.</summary>
public enum TextScript : byte
{
    /// <summary>No letters.</summary>
    None,

    /// <summary>Latin, fullwidth and mathematical letters too.</summary>
    Latin,

    /// <summary>Greek.</summary>
    Greek,

    /// <summary>Cyrillic.</summary>
    Cyrillic,

    /// <summary>Armenian.</summary>
    Armenian,

    /// <summary>Hebrew.</summary>
    Hebrew,

    /// <summary>Arabic.</summary>
    Arabic,

    /// <summary>Devanagari.</summary>
    Devanagari,

    /// <summary>Bengali.</summary>
    Bengali,

    /// <summary>Gurmukhi.</summary>
    Gurmukhi,

    /// <summary>Gujarati.</summary>
    Gujarati,

    /// <summary>Oriya.</summary>
    Oriya,

    /// <summary>Tamil.</summary>
    Tamil,

    /// <summary>Telugu.</summary>
    Telugu,

    /// <summary>Kannada.</summary>
    Kannada,

    /// <summary>Malayalam.</summary>
    Malayalam,

    /// <summary>Sinhala.</summary>
    Sinhala,

    /// <summary>Thai.</summary>
    Thai,

    /// <summary>Lao.</summary>
    Lao,

    /// <summary>Tibetan.</summary>
    Tibetan,

    /// <summary>Myanmar.</summary>
    Myanmar,

    /// <summary>Georgian.</summary>
    Georgian,

    /// <summary>Ethiopic.</summary>
    Ethiopic,

    /// <summary>Khmer.</summary>
    Khmer,

    /// <summary>Hangul.</summary>
    Hangul,

    /// <summary>Hiragana and Katakana.</summary>
    Kana,

    /// <summary>Han.</summary>
    Han,

    /// <summary>Any other.</summary>
    Other,
}
