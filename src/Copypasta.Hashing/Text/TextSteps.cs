namespace Copypasta.Hashing;

/// <summary>
/// What a <see cref="TextProfile"/> evens out. Steps are taken in the order of their values, whatever the order they are named in; ill-formed UTF-8 becomes U+FFFD under every
/// profile. Normalising twice changes nothing, <see cref="CharacterReferences"/> aside.
/// </summary>
[Flags]
public enum TextSteps
{
    /// <summary>Nothing: the text as it stands.</summary>
    None = 0,

    /// <summary>HTML character references (<c>&amp;amp;</c>, <c>&amp;#8203;</c>) are decoded, once; only with their semicolon, as <c>&amp;copy=</c> is part of many URLs.</summary>
    CharacterReferences = 1,

    /// <summary>
    /// A leading <c>RT @user:</c> is removed and reported as <see cref="TextFlags.Repost"/>, URLs (with a scheme or <c>www.</c>, RFC 3986's ASCII characters) and mentions are removed, hashtags
    /// treated as <see cref="HashtagHandling"/> says. The R and the T, the letters of the scheme and those within an address may be look-alikes; else URLs and mentions end at the first character that is not
    /// ASCII, as words of other scripts often follow without a space ("@userу"), so one whose last letter alone is a look-alike leaves that in the text. Those that begin in fullwidth or mathematical letters are read as ASCII; enclosed letters, and one to three marks on a letter, hide an
    /// address. Needs <see cref="Invisibles"/>, which would hide an address, and <see cref="Punctuation"/>.
    /// </summary>
    Addresses = 2,

    /// <summary>Default-ignorable characters go: zero-width, bidirectional controls, soft hyphens, variation selectors, tag characters; and tatweel.</summary>
    Invisibles = 4,

    /// <summary>Unicode normalisation form NFKC: fullwidth, mathematical, enclosed and presentation forms become plain letters; marks compose.</summary>
    Compatibility = 8,

    /// <summary>
    /// Marks of script Inherited that NFKC did not compose go: stacked marks, Arabic and Hebrew vowel points. Thai and Indic vowel signs stay. Of more than three marks on a character those that are not
    /// its own go before they can compose; of fewer nobody can tell an accent from decoration, and one that makes a letter of the language (e and an acute: é) stays. Where the piles hold accents too, the accents of
    /// letters typed in parts (NFD) go with them. Needs <see cref="Compatibility"/>.
    /// </summary>
    Marks = 16,

    /// <summary>
    /// Latin, Cyrillic and Greek letters that look alike, in the case they are written in, go to their word's script; Latin letters in brackets or white on black, which NFKC does not make plain, become so (those that are
    /// pictographs too only among letters; regional indicators, which make flags, never); Arabic and Persian forms of a letter or digit become one. Shapes differ by case (B
    /// looks like В, but b not like в), so in a text that mixes scripts a word of nothing but look-alikes may go another way in capitals: in a Cyrillic text BBC becomes ввс, as ВВС does, and bbc stays. Looking at
    /// the small letters instead would let a text in capitals escape, and one class for all four would have to hold n, h, v, н, η and ν. Cyrillic в, м, н, т, г and п look like no small Latin letter here; a word
    /// with them among disguised letters is not unified, but flagged. Needs <see cref="Invisibles"/> and <see cref="Marks"/>.
    /// </summary>
    LookAlikes = 32,

    /// <summary>NFKC_Casefold, and dotless i becomes i. Needs <see cref="Invisibles"/> and <see cref="Compatibility"/>.</summary>
    Case = 64,

    /// <summary>
    /// Punctuation, symbols and pictographs become spaces; those that NFKC would spell with letters or digits too (™, ㊗, 1️⃣) where <see cref="Invisibles"/>, <see cref="Compatibility"/> and <see cref="Marks"/> go as
    /// well. Ⓜ, ℹ, 🅰, 🅱, 🅾 and 🅿 are letters inside a word, and without a variation selector also at its edges. Needs <see cref="WhiteSpace"/>.
    /// </summary>
    Punctuation = 128,

    /// <summary>Runs of white space become one space, none at the ends.</summary>
    WhiteSpace = 256,
}
