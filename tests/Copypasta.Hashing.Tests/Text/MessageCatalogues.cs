using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;

namespace Copypasta.Hashing.Tests;

/// <summary>
/// Sentences that people wrote carefully, in over a hundred languages: the translated messages of three of Debian's packages. Tests that need them are skipped, and
/// reported as skipped, where these are not installed.
/// </summary>
internal static partial class MessageCatalogues
{
    private const string Folder = "/usr/share/locale";
    private const int ShortestSentence = 20;

    private static readonly string[] s_domains =
        ["evolution", "gimp20", "gimp20-python", "gimp20-script-fu", "gimp20-std-plug-ins", "gnome-control-center-2.0"];

    internal static void SkipUnlessInstalled() => Assert.SkipUnless(
        s_domains.All(domain => File.Exists(Catalogue("de", domain))),
        "Debian's packages evolution-common, gimp-data and gnome-control-center-data are not installed");

    internal static IEnumerable<string> Languages() => Directory.EnumerateDirectories(Folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);

    /// <summary>The distinct translated messages of a language, of <see cref="ShortestSentence"/> UTF-16 units or more, without the marks of the programs they are shown by.</summary>
    internal static IEnumerable<string> Sentences(string language) => s_domains
        .Select(domain => Catalogue(language, domain))
        .Where(File.Exists)
        .SelectMany(Messages)
        .Select(message => Directives().Replace(message, " ").Trim())
        .Where(message => message.Length >= ShortestSentence)
        .Distinct(StringComparer.Ordinal);

    private static string Catalogue(string language, string domain) => Path.Combine(Folder, language, "LC_MESSAGES", domain + ".mo");

    // GNU gettext manual, "The Format of GNU MO Files": magic, revision, number of strings, offsets of the tables of originals and of translations,
    // each an array of (length, offset). Plural forms are separated by NUL; the empty original is the header.
    private static IEnumerable<string> Messages(string path)
    {
        var file = File.ReadAllBytes(path);
        Assert.Equal(0x950412DEu, BinaryPrimitives.ReadUInt32LittleEndian(file));
        int count = Number(8), originals = Number(12), translations = Number(16);
        for (var i = 0; i < count; i++)
        {
            var original = Text(originals + (8 * i));
            var translation = Text(translations + (8 * i));
            if (original.Length > 0 && translation != original)
            {
                foreach (var form in translation.Split('\0'))
                {
                    yield return form;
                }
            }
        }

        int Number(int at) => BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at));
        string Text(int at) => Encoding.UTF8.GetString(file, Number(at + 4), Number(at));
    }

    // Directives of printf, of Python and of templates, tags, and the underscore or the parenthesis that marks a menu's key.
    [GeneratedRegex(@"%(?:\([a-z_]+\)|\d+\$)?[-+ #0']*[\d*]*(?:\.\d+)?[hljztqL]*[a-zA-Z%]|\$\{?[a-zA-Z_.]+\}?|\{[a-zA-Z0-9_.]*\}|</?[a-zA-Z][^>]*>|\(_\w\)|_")]
    private static partial Regex Directives();
}
