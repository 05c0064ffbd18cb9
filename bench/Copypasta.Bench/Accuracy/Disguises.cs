using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Copypasta.Hashing;

namespace Copypasta.Bench;

/// <summary>
/// How many lines of text files, disguised at random, get another comparable text under the <c>social</c> profile: none should. The disguises are this file's own, not taken from the library's tables.
/// Lines whose letters are of one of Latin, Cyrillic and Greek are counted apart from those that mix them, as in these a word of look-alikes has no script of its own.
/// </summary>
internal static partial class Disguises
{
    private const int ShortestLine = 20, LongestLine = 400, MostLines = 2_500, HighestPile = 12;

    private static readonly Dictionary<char, string> s_lookAlikes =
        "AАΑ BВΒ CСϹ EЕΕ HНΗ IІΙ JЈ KКΚ MМΜ NΝ OОΟ PРΡ SЅ TТΤ XХΧ YУΥ ZΖ aаα cсϲ eе iіι jј kкκ oоο pрρ sѕ xхχ yуγ uυ vν hһ lӏ ГΓ ПΠ ФΦ".Split(' ')
            .SelectMany(set => set.Select(letter => (letter, set.Replace(letter.ToString(), "", StringComparison.Ordinal)))).ToDictionary();

    // Small capitals, Cherokee, Lisu, Coptic, Canadian syllabics; what has the shape of a capital stands for the small letter where that has it too, or in capitals.
    private static readonly Dictionary<char, string> s_furtherLetters =
        """
        aᴀ bʙ cᴄꮯ dᴅ eᴇ fꜰ gɢ hʜ iɪ jᴊ kᴋ lʟ mᴍ nɴ oᴏ pᴘ rʀ sꜱ tᴛ uᴜ vᴠ wᴡ yʏ zᴢ вʙ еᴇ кᴋ мᴍ нʜ оᴏ рᴘᴩ сᴄ тᴛ аᴀ гᴦ пᴨ лᴫ αⲁ εᴇⲉ κᴋⲕ οᴏⲟ ρᴩⲣ τᴛⲧ μᴍⲙ πᴨⲡ γᴦ λᴧ
        AᎪꓮᗩ BᏴꓐᗷ CᏟꓚᑕ DᎠꓓᗪ EᎬꓰᗴ Fꓝᖴ GᏀꓖ HᎻꓧᕼ JᎫꓙ KᏦꓗ LᏞꓡᒪ MᎷꓟᗰ Nꓠ Oꓳⲟ PᏢꓑᑭ RᎡꓣᖇ SᏚꓢᔕ TᎢꓔ Uꓴᑌ VᏙꓦᐯ WᎳꓪᗯ Xꓫ᙭ YᎩꓬ ZᏃꓜ
        АᎪꓮ ВᏴꓐ ЕᎬꓰ КᏦꓗ МᎷꓟ НᎻꓧ ОꓳⲞ РᏢꓑ СᏟꓚ ТᎢꓔ ХꓫⲬ ΑᎪꓮⲀ ΒᏴꓐⲂ ΕᎬꓰⲈ ΖᏃꓜ ΗᎻꓧⲎ ΚᏦꓗⲔ ΜᎷꓟⲘ ΝꓠⲚ ΟꓳⲞ ΡᏢꓑⲢ ΤᎢꓔⲦ ΥᎩꓬⲨ ΧꓫⲬ
        """.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToDictionary(set => set[0], set => set[1..]);

    private static readonly string[] s_zeroWidth = ["\u200B", "\u200C", "\u200D", "\u2060", "\uFEFF", "\u00AD", "\u034F", "\u180E", "\u2061", "\u2063", "\u206A"];
    private static readonly string[] s_bidi = ["\u202A", "\u202B", "\u202C", "\u202D", "\u202E", "\u2066", "\u2067", "\u2068", "\u2069", "\u200E", "\u200F", "\u061C"];
    private static readonly string[] s_punctuation = ["!", "...", "…", " -- ", "—", ";", "?!", "«", "”", " • ", "(", ")", "†", "’"];
    private static readonly string[] s_emoji = ["😀", "👍🏽", "🏴‍☠️", "👩‍👩‍👧", "❤️", "🇺🇦", "1️⃣", "™️", "🔥"];
    private static readonly string[] s_addresses = ["@user_1", "@some.one.social", "@a@example.social", "https://t.co/Ab3dExyz1", "http://example.org/x?y=1&z=2#q", "www.example.com/page"];
    private static readonly int[] s_mathematical = [0x1D400, 0x1D468, 0x1D4D0, 0x1D56C, 0x1D5D4, 0x1D63C, 0x1D670];

    private static readonly (string Name, Func<string, Random, string> Disguise, Func<string, string> Undisguised)[] s_disguises =
    [
        ("zero-width", (text, random) => After(text, random, s_zeroWidth, 4, _ => true), Same),
        ("look-alikes 10%", (text, random) => Swapped(text, s_lookAlikes, random, 0.1), Same),
        ("look-alikes 30%", (text, random) => Swapped(text, s_lookAlikes, random, 0.3), Same),
        ("capitals, look-alikes 30%", (text, random) => Swapped(text.ToUpperInvariant(), s_lookAlikes, random, 0.3), text => text.ToUpperInvariant()),
        ("further letters 30%", (text, random) => Swapped(text, s_furtherLetters, random, 0.3), Same),
        ("capitals, further 30%", (text, random) => Swapped(text.ToUpperInvariant(), s_furtherLetters, random, 0.3), text => text.ToUpperInvariant()),
        ("fullwidth", (text, random) => Styled(text, 0xFF21, 0xFF41, random, 2), Same),
        ("mathematical", (text, random) => s_mathematical[random.Next(s_mathematical.Length)] is var first ? Styled(text, first, first + 26, random, 2) : text, Same),
        ("piles of marks", (text, random) => Piled(text, random), Same),
        ("bidi controls", (text, random) => After(text, random, s_bidi, 6, _ => true), Same),
        ("capitals", (text, _) => text.ToUpperInvariant(), Same),
        ("any case", (text, random) => string.Concat(text.Select(c => random.Next(2) == 0 ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c))), Same),
        ("punctuation", (text, random) => After(text, random, s_punctuation, 3, c => c == ' '), Same),
        ("emoji", (text, random) => After(text, random, s_emoji, 3, c => c == ' '), Same),
        ("addresses", (text, random) => After(text, random, [.. s_addresses.Select(address => address + " ")], 3, c => c == ' '), Same),
        ("disguised addresses", (text, random) => After(text, random, [.. s_addresses.Select(address => Swapped(address, s_lookAlikes, random, 0.3) + " ")], 3, c => c == ' '), Same),
        ("repost", (text, _) => "RT @user_9: " + text, Same),
        ("all at once", (text, random) => After(Piled(After(Swapped(text, s_lookAlikes, random, 0.3), random, s_zeroWidth, 6, _ => true), random), random, s_emoji, 3, c => c == ' '), Same),
    ];

    /// <summary>Prints, for each file, the number of its lines of one script and of several, and of each disguise the lines that differ; up to so many of these, with what they became.</summary>
    internal static void Print(IReadOnlyList<string> files, int samples, TextWriter output)
    {
        var lines = new long[2];
        var differing = new long[2, s_disguises.Length];
        foreach (var file in files)
        {
            string[] clean = [.. File.ReadLines(file).Where(line => line.Length <= LongestLine).Select(line => NotText().Replace(line, "").Trim()).Where(line => line.Length >= ShortestLine).Take(MostLines)];
            foreach (var mixed in (bool[])[false, true])
            {
                string[] chosen = [.. clean.Where(line => Scripts(line) > 1 == mixed)];
                int[][] differ = Differing(chosen);
                lines[mixed ? 1 : 0] += chosen.Length;
                for (var disguise = 0; disguise < differ.Length; disguise++)
                {
                    differing[mixed ? 1 : 0, disguise] += differ[disguise].Length;
                }

                var seen = s_disguises.Index().Where(item => differ[item.Index].Length > 0).Select(item => $"{item.Item.Name} {differ[item.Index].Length}").DefaultIfEmpty("none differs");
                output.WriteLine($"{Path.GetFileName(file),-24} {chosen.Length,5} lines of {(mixed ? "several scripts" : "one script     ")}: {string.Join(", ", seen)}");
                foreach ((var disguise, int[] those) in differ.Index())
                {
                    foreach (var line in those.Take(samples))
                    {
                        Show(s_disguises[disguise], chosen[line], line, output);
                    }
                }
            }
        }

        output.WriteLine();
        output.WriteLine($"{"differing of",-28} {lines[0],8} of one script {lines[1],8} of several");
        foreach ((var disguise, var item) in s_disguises.Index())
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{item.Name,-28} {differing[0, disguise],8} {"",13} {differing[1, disguise],8}"));
        }
    }

    // Of each disguise the numbers of the lines that differ.
    private static int[][] Differing(string[] lines)
    {
        var differs = new bool[s_disguises.Length, lines.Length];
        Parallel.For(0, lines.Length, line =>
        {
            var normalizer = new TextNormalizer(TextProfile.Social);
            for (var disguise = 0; disguise < s_disguises.Length; disguise++)
            {
                (_, var hide, var undisguised) = s_disguises[disguise];
                var expected = normalizer.Normalize(undisguised(lines[line]), out _).ToString();
                differs[disguise, line] = !normalizer.Normalize(hide(lines[line], new Random(line)), out _).SequenceEqual(expected);
            }
        });
        return [.. Enumerable.Range(0, s_disguises.Length).Select(disguise => Enumerable.Range(0, lines.Length).Where(line => differs[disguise, line]).ToArray())];
    }

    private static void Show((string Name, Func<string, Random, string> Disguise, Func<string, string> Undisguised) disguise, string text, int seed, TextWriter output)
    {
        var normalizer = new TextNormalizer(TextProfile.Social);
        var (clean, hidden) = (disguise.Undisguised(text), disguise.Disguise(text, new Random(seed)));
        output.WriteLine($"    {disguise.Name}");
        output.WriteLine($"        {FlagRates.Shown(clean)} -> {FlagRates.Shown(normalizer.Normalize(clean, out _))}");
        output.WriteLine($"        {FlagRates.Shown(hidden)} -> {FlagRates.Shown(normalizer.Normalize(hidden, out _))}");
    }

    private static string Same(string text) => text;

    // Of Latin, Cyrillic and Greek.
    private static int Scripts(string text) =>
        (text.AsSpan().ContainsAnyInRange('\u0400', '\u052F') ? 1 : 0) + (text.AsSpan().IndexOfAnyInRange('\u0370', '\u03FF') >= 0 ? 1 : 0) + (text.Any(char.IsAsciiLetter) ? 1 : 0);

    // So many of the letters, or all that have look-alikes.
    private static string Swapped(string text, Dictionary<char, string> lookAlikes, Random random, double share)
    {
        char[] letters = text.ToCharArray();
        int[] places = [.. Enumerable.Range(0, letters.Length).Where(i => lookAlikes.ContainsKey(letters[i]))];
        random.Shuffle(places);
        foreach (var place in places.Take((int)Math.Ceiling(text.Count(char.IsLetter) * share)))
        {
            var others = lookAlikes[letters[place]];
            letters[place] = others[random.Next(others.Length)];
        }

        return new string(letters);
    }

    private static string Styled(string text, int capital, int small, Random random, int every) =>
        string.Concat(text.Select(c => !char.IsAsciiLetter(c) || random.Next(every) != 0 ? c.ToString() : char.ConvertFromUtf32(c <= 'Z' ? capital + c - 'A' : small + c - 'a')));

    // Four marks or more: what stands on fewer may be an accent. Letters of scripts that point or stack marks themselves are left alone.
    private static string Piled(string text, Random random) => string.Concat(text.Select(c =>
        char.IsAsciiLetter(c) || c is >= '\u0391' and <= '\u045F' ? c + string.Concat(Enumerable.Range(0, random.Next(4, HighestPile)).Select(_ => (char)random.Next(0x300, 0x34F))) : c.ToString()));

    private static string After(string text, Random random, string[] added, int every, Func<char, bool> isPlace) => string.Concat(text.EnumerateRunes().Select(rune =>
        isPlace((char)(rune.IsBmp ? rune.Value : 'a')) && random.Next(every) == 0 ? rune + added[random.Next(added.Length)] : rune.ToString()));

    // Addresses, which would be disguised into text, character references, and what a broken encoding leaves.
    [GeneratedRegex(@"^RT .*?:|\S*://\S*|www\.\S*|\S*@\S*|&\S*|\uFFFD|[\uE000-\uF8FF]|HTTP\S*|WWW\S*")]
    private static partial Regex NotText();
}
