using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Copypasta.Campaigns.Tests;

/// <summary>
/// Texts that people wrote for other purposes, in eight languages, from Debian's packages; where these are not installed, tests that need them are skipped, and reported as skipped. Nothing of them is part of this product.
/// </summary>
internal static partial class StudyTexts
{
    private const string Folder = "/usr/share/games/fortunes/";
    private const int Shortest = 60;
    private const int Longest = 220;

    private static readonly (string Language, string[] Files)[] s_sources =
    [
        ("en", ["literature", "work", "science", "wisdom", "education", "people"]), ("de", ["de/zitate"]), ("es", ["es/famosos.fortunes", "es/filosofia.fortunes", "es/humanos.fortunes"]),
        ("it", ["it/luke", "it/leggi"]), ("ru", ["ru/citates", "ru/love", "ru/murphy", "ru/life", "ru/work", "ru/success"]), ("pt", ["brasil"]), ("zh", ["chinese", "tang300"]), ("bg", ["bg/intauthors", "bg/others", "bg/bgauthors"]),
    ];

    private static readonly Lazy<Dictionary<string, string[]>> s_texts = new(() => s_sources.ToDictionary(s => s.Language, s => Read(s.Files)));
    private static readonly Lazy<(string Citation, string Text)[]> s_verses = new(ReadVerses);

    public static IReadOnlyList<string> Languages { get; } = [.. s_sources.Select(s => s.Language)];

    /// <summary>Proverbs in German, of any length.</summary>
    public static string[] Proverbs { get; } = File.Exists(Folder + "de/sprichworte") ? Entries(Folder + "de/sprichworte").Select(e => e.Split("\n\t")[0]).Select(Flat).Where(e => e.Length > 25).ToArray() : [];

    /// <summary>All verses of the King James Bible.</summary>
    public static (string Citation, string Text)[] Verses => s_verses.Value;

    public static void SkipUnlessInstalled()
    {
        Assert.SkipUnless(
            s_sources.All(s => s.Files.All(f => File.Exists(Folder + f))) && File.Exists(Folder + "de/sprichworte"),
            "Debian's packages fortunes, fortunes-min, -de, -es, -it, -ru, -br, -zh and -bg are not installed");
        Assert.SkipUnless(File.Exists("/usr/bin/bible"), "Debian's package bible-kjv is not installed");
    }

    /// <summary>Sentences of a language, 60 to 220 UTF-16 units (half of that in Chinese), without attributions, addresses and quotation marks.</summary>
    public static string[] Of(string language) => s_texts.Value[language];

    private static string[] Read(string[] files)
    {
        var shortest = files[0] == "chinese" ? Shortest / 2 : Shortest;
        var texts = files.SelectMany(f => Entries(Folder + f)).Select(e => Attribution().Replace(e, "")).Select(Flat)
            .Where(t => t.Length >= shortest && t.Length <= Longest && !Special().IsMatch(t)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        Assert.True(texts.Length >= 60, $"{files[0]}: {texts.Length} texts");
        return texts;
    }

    private static string[] Entries(string path) => File.ReadAllText(path).Split("\n%\n");

    private static string Flat(string entry) => WhiteSpace().Replace(Escape().Replace(entry, ""), " ").Trim();

    private static (string, string)[] ReadVerses()
    {
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/bible", "-f Gen1:1-Rev22:21") { RedirectStandardOutput = true })!;
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        var verses = lines.Select(l => l.Split(' ', 2)).Where(p => p.Length == 2 && p[0].Contains(':', StringComparison.Ordinal)).Select(p => (Spaced().Replace(p[0], "$1 "), p[1])).ToArray();
        Assert.True(verses.Length > 31_000, $"{verses.Length} verses");
        return verses;
    }

    // "-- name" and what follows it.
    [GeneratedRegex(@"\n?\s*(\x1B\[\d*m)*\s*(--|—|―)\s?\S.*\z", RegexOptions.Singleline)]
    private static partial Regex Attribution();

    [GeneratedRegex(@"[@#*_|<>\x22\u00AB\u00BB\u201C-\u201F\u300A-\u300F\\()]|://|--")]
    private static partial Regex Special();

    [GeneratedRegex(@"\x1B\[\d*m|.\x08")]
    private static partial Regex Escape();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();

    [GeneratedRegex(@"^(\d?[A-Za-z]+)(?=\d)")]
    private static partial Regex Spaced();
}
