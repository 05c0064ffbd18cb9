namespace Copypasta.Synthesis;

internal enum Script
{
    Latin,
    Cyrillic,
    Arabic,
    Hebrew,
    Devanagari,
    Han,
    Kana,
    Thai,
}

/// <summary>A language of the corpus: its grammar, its share of the posts and the hours its authors keep.</summary>
internal sealed class Language
{
    private Language(string code, Script script, int weight, int offsetHours, char zero = '0')
    {
        Code = code;
        Script = script;
        Weight = weight;
        OffsetHours = offsetHours;
        using var stream = typeof(Language).Assembly.GetManifestResourceStream(code + ".txt")!;
        using var reader = new StreamReader(stream);
        Source = reader.ReadToEnd();
        Grammar = new Grammar(Source, zero, IsTurkic);
    }

    /// <summary>Largest share first; planted campaigns take their languages in this order.</summary>
    public static IReadOnlyList<Language> All { get; } =
    [
        new("en", Script.Latin, 6, -5),
        new("ru", Script.Cyrillic, 4, 3),
        new("ar", Script.Arabic, 4, 3, '٠'),
        new("es", Script.Latin, 4, -3),
        new("zh", Script.Han, 3, 8),
        new("fa", Script.Arabic, 3, 3, '۰'),
        new("tr", Script.Latin, 3, 3),
        new("de", Script.Latin, 3, 1),
        new("hi", Script.Devanagari, 3, 5),
        new("ja", Script.Kana, 3, 9),
        new("he", Script.Hebrew, 2, 2),
        new("uk", Script.Cyrillic, 2, 2),
        new("th", Script.Thai, 2, 7),
    ];

    public string Code { get; }

    public Script Script { get; }

    /// <summary>Share of the background, relative to the sum over all languages.</summary>
    public int Weight { get; }

    /// <summary>Hours east of UTC at which most of its authors live.</summary>
    public int OffsetHours { get; }

    public string Source { get; }

    public Grammar Grammar { get; }

    public bool IsTurkic => Code == "tr";

    public bool HasCase => Script is Script.Latin or Script.Cyrillic;

    public bool HasSpaces => Script is not (Script.Han or Script.Kana or Script.Thai);
}
