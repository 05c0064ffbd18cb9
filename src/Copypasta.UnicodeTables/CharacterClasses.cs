namespace Copypasta.UnicodeTables;

/// <summary>Derives the property word of a code point. Its bits are named by <c>CharacterClass</c> in Copypasta.Hashing; a test compares the two.</summary>
internal static class CharacterClasses
{
    internal static readonly string[] BitNames =
    [
        "Separator", "WhiteSpace", "Invisible", "RemovableMark", "NotNormalized", "Combining", "Folds", "Letter", "Mark", "Number",
        "Latin", "Cyrillic", "Greek", "Variant", "ArabicVariant", "SpaceLike", "Pictograph", "RightToLeft", "Joining", "Indic", "Unspaced", "Styled", "BidiControl",
        "EnclosedLetter",
    ];

    // Nonspacing marks of these scripts are optional points, accents and decoration; those of other scripts (Thai, Indic, ...) are vowels and stay.
    private static readonly HashSet<string> s_optionalMarkScripts = ["Inherited", "Hebrew", "Arabic", "Syriac", "Latin", "Cyrillic", "Greek"];

    private static readonly HashSet<string> s_unspacedScripts =
    [
        "Han", "Hiragana", "Katakana", "Hangul", "Bopomofo", "Thai", "Lao", "Khmer", "Myanmar", "Tibetan", "Yi", "Javanese", "Balinese", "Tai_Tham", "Tai_Le", "New_Tai_Lue",
    ];

    internal static uint[] Compute(UnicodeDatabase database)
    {
        var words = new uint[UnicodeDatabase.CodePoints];
        for (var codePoint = 0; codePoint < words.Length; codePoint++)
        {
            words[codePoint] = Word(database, codePoint);
        }

        for (var codePoint = 0x80; codePoint < words.Length; codePoint++)
        {
            if (IsSpaceLike(database, words, codePoint))
            {
                words[codePoint] |= Bit("SpaceLike");
            }
        }

        return words;
    }

    internal static uint Bit(string name) => 1u << Array.IndexOf(BitNames, name);

    private static uint Word(UnicodeDatabase database, int codePoint)
    {
        var category = database.Category[codePoint];
        var script = database.Script[codePoint];
        // The chi sign of Canadian syllabics is the X of an alphabet of look-alikes; elsewhere it stands for a letter too, in a name.
        var isChi = codePoint == 0x166D;
        var letter = category[0] == 'L' || isChi;
        // Tatweel is no default-ignorable, but as invisible in meaning; the annotation characters are format characters without a glyph.
        var invisible = database.DefaultIgnorable[codePoint] || codePoint is 0x0640 or (>= 0xFFF9 and <= 0xFFFB);
        // NFKC spells the bracketed ones with their brackets, has nothing for white letters on black, and makes letters of the pictographs ℹ and Ⓜ wherever they stand.
        var enclosed = codePoint is (>= 0x249C and <= 0x24B5) or (>= 0x1F110 and <= 0x1F12A) or (>= 0x1F150 and <= 0x1F169) or (>= 0x1F170 and <= 0x1F18A) or 0x1F1A5 or 0x2139 or 0x24C2;
        var modifierApostrophe = codePoint is >= 0x02B9 and <= 0x02BD;

        uint word = 0;
        void Set(string name, bool value) => word |= value ? Bit(name) : 0;
        Set("Invisible", invisible);
        Set("Separator", !invisible && !isChi && (category[0] is 'P' or 'S' or 'Z' || category is "Cc" or "Cf" || database.Pictographic[codePoint] || modifierApostrophe));
        Set("WhiteSpace", database.WhiteSpace[codePoint]);
        Set("RemovableMark", !invisible && category is "Mn" or "Me" && codePoint is not (0x3099 or 0x309A) && script is not null && s_optionalMarkScripts.Contains(script));
        Set("NotNormalized", database.NfkcNotYes[codePoint]);
        Set("Combining", database.CombiningClass[codePoint] != 0);
        Set("Folds", TableGenerator.Fold(database, codePoint) is not null);
        Set("Letter", letter && !modifierApostrophe);
        Set("Mark", category[0] == 'M');
        Set("Number", category[0] == 'N');
        Set("Latin", letter && script == "Latin");
        Set("Cyrillic", letter && script == "Cyrillic");
        Set("Greek", letter && script == "Greek");
        Set("Variant", letter && (script is "Armenian" or "Cherokee" or "Lisu" or "Coptic" or "Canadian_Aboriginal" or "Tifinagh" || (script is "Latin" or "Greek" or "Cyrillic" && codePoint is (>= 0x0250 and <= 0x02AF) or (>= 0x1D00 and <= 0x1DBF) or (>= 0xA720 and <= 0xA7FF) or (>= 0xAB30 and <= 0xAB6F))
            || codePoint is 0x0474 or 0x0475 or 0x04BC or 0x04BD or 0x0500 or 0x0501 or 0x050C or 0x050D or (>= 0x051A and <= 0x051D)));
        Set("ArabicVariant", codePoint is 0x064A or 0x0649 or 0x0643 or 0x0629 or 0x06C1 or (>= 0x0660 and <= 0x0669) or (>= 0x06F0 and <= 0x06F9));
        Set("Pictograph", database.Pictographic[codePoint] || codePoint == 0x20E3); // the enclosing keycap makes one of a digit
        Set("RightToLeft", letter && database.BidiClass[codePoint] is "R" or "AL");
        Set("Joining", letter && database.JoiningType[codePoint] is "D" or "R" or "L" or "C" || (letter && script is "Arabic" or "Syriac"));
        Set("Indic", database.Indic[codePoint] && script is not (null or "Common" or "Inherited" or "Latin"));
        Set("Unspaced", (script is not null && s_unspacedScripts.Contains(script)) || codePoint is 0x30FC or 0xFF70);
        Set("Styled", (letter && codePoint is >= 0x1D400 and <= 0x1D7CB) || codePoint is (>= 0x249C and <= 0x24E9) or (>= 0x1F110 and <= 0x1F12C) or (>= 0x1F130 and <= 0x1F149) or (>= 0xFF21 and <= 0xFF3A) or (>= 0xFF41 and <= 0xFF5A) || enclosed
            || (letter && database.Compatibility[codePoint] && codePoint is >= 0x2102 and <= 0x2149)); // the holes of the mathematical alphabets
        Set("EnclosedLetter", enclosed);
        Set("BidiControl", codePoint is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069));
        return word;
    }

    // Becomes separators only, whatever the steps before step 7 make of it. Fullwidth @ and # mean something to step 3.
    private static bool IsSpaceLike(UnicodeDatabase database, uint[] words, int codePoint) =>
        (words[codePoint] & (Bit("Separator") | Bit("EnclosedLetter"))) == Bit("Separator") && codePoint is not (0xFF20 or 0xFF03)
        && (database.FullDecomposition(codePoint) ?? [codePoint]).All(part => (words[part] & Bit("Separator")) != 0);
}
