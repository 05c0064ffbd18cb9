namespace Copypasta.Hashing;

/// <summary>What shingling must know of scripts: white space, and the scripts that write no spaces between words.</summary>
internal static class ScriptUnits
{
    /// <summary>Unicode's White_Space property.</summary>
    public static bool IsWhiteSpace(int c) =>
        c is 0x20 or (>= 0x09 and <= 0x0D) or 0x85 or 0xA0 or 0x1680 or (>= 0x2000 and <= 0x200A) or 0x2028 or 0x2029 or 0x202F or 0x205F or 0x3000;

    /// <summary>Han, Hiragana, Katakana or Thai: one code point says about as much as half a word elsewhere.</summary>
    public static bool IsUnspaced(int c) =>
        c >= 0x0E00 && (c is <= 0x0E7F
            or (>= 0x3005 and <= 0x3007)
            or (>= 0x3021 and <= 0x3029)
            or (>= 0x3041 and <= 0x30FF and not 0x30FB)
            or (>= 0x31F0 and <= 0x31FF)
            or (>= 0x3400 and <= 0x4DBF)
            or (>= 0x4E00 and <= 0x9FFF)
            or (>= 0xF900 and <= 0xFAFF)
            or (>= 0xFF66 and <= 0xFF9D)
            or (>= 0x1AFF0 and <= 0x1B16F)
            or (>= 0x20000 and <= 0x3FFFD));

    /// <summary>
    /// Whether a code point of a comparable text counts as a letter of a spaced script. Such a text holds hardly anything but letters,
    /// digits and spaces, so this only has to tell ASCII letters and everything beyond Latin-1's symbols from the rest.
    /// </summary>
    public static bool IsSpacedLetter(int c) =>
        c < 0x80 ? (uint)((c | 0x20) - 'a') <= 'z' - 'a'
        : c >= 0xAA && c is not ((>= 0x2000 and <= 0x2BFF) or (>= 0x3000 and <= 0x303F) or (>= 0x1F000 and <= 0x1FBFF)) && !IsUnspaced(c);
}
