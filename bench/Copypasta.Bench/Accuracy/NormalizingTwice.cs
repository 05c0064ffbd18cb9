using System.Text;
using Copypasta.Hashing;

namespace Copypasta.Bench;

/// <summary>The law that normalising twice changes nothing, on random texts of what the steps treat specially.</summary>
internal static class NormalizingTwice
{
    private const int Block = 10_000;

    private static readonly TextProfile[] s_profiles =
        [TextProfile.Social, TextProfile.SocialWith(HashtagHandling.Drop), TextProfile.SocialWith(HashtagHandling.DropTrailing), TextProfile.Custom(TextProfile.Social.Steps & ~TextSteps.Case)];

    // Unicode's blocks of letters, marks, forms and controls; a code point is drawn from one of them, or from anywhere.
    private static readonly (int First, int Last)[] s_ranges =
    [
        (' ', '~'), (' ', '~'), ('a', 'z'), (0x80, 0x24F), (0x250, 0x2FF), (0x300, 0x36F), (0x370, 0x3FF), (0x400, 0x52F), (0x530, 0x58F), (0x590, 0x5FF), (0x600, 0x6FF), (0x900, 0xDFF),
        (0xE00, 0xEFF), (0xF00, 0x109F), (0x1100, 0x11FF), (0x13A0, 0x13FF), (0x1400, 0x167F), (0x1780, 0x18AF), (0x1AB0, 0x1AFF), (0x1D00, 0x1DFF), (0x1E00, 0x1FFF), (0x2000, 0x206F), (0x20D0, 0x218F), (0x2460, 0x24FF),
        (0x2C80, 0x2D7F), (0x3000, 0x30FF), (0x3130, 0x33FF), (0x4E00, 0x4E1F), (0xA4D0, 0xA4FF), (0xA640, 0xA7FF), (0xAB30, 0xAC40), (0xD7A0, 0xD7FF), (0xF900, 0xFDFF), (0xFE00, 0xFFFF), (0x10A00, 0x10A4F), (0x11080, 0x1137F),
        (0x1D100, 0x1D1FF), (0x1D400, 0x1D7FF), (0x1F000, 0x1FAFF), (0x1F110, 0x1F18F), (0xE0000, 0xE01EF), (0, 0x10FFFF),
    ];

    private static readonly string[] s_fragments =
    [
        "http://", "https://t.co/a", "://", "www.", "@", "@user", "@a@b.c", "@a.b.c", "\uFF20user", "#", "#tag", "\uFF03", "RT ", "RT @user:", ":", "/", ".", "_", "&amp;", "&#x200B;", "&", ";", " ", "\n",
        "\u200B", "\u200D", "\u00AD", "\u202E", "\u2066", "\u0640", "\uFE0F", "e\u0301", "a\u0430\u03B1", "H\u043Dh\u043D", "\u0130", "\u0131", "\u00DF", "\u0149", "\u01F0", "\u0390", "\uFDFA", "\uFCF2",
        "\u03F2", "\u03F9", "\u03C3", "\u03C2", "TNF\u03B1", "NF\u03BAB", "\u03B2", "\u03B1v\u03B23", "\u1FBE", "1\uFE0F\u20E3", "#\u20E3", "*\uFE0F", "\u20E3", "\uFE0E", "\u2122\uFE0F", "\u24C2\uFE0F", "\u2139\uFE0F",
        "\U0001F170\uFE0F", "\U0001F150", "\u24D0", "\u3297", "\U0001F21A", "\U0001F1E9\U0001F1EA", "\U0001F468\u200D\U0001F469", "\uFF48\uFF54\uFF54\uFF50\uFF1A\uFF0F\uFF0F\uFF41", "\uFF37\uFF57\uFF37\uFF0E", "\uFF20\uFF41\uFF20\uFF42\uFF0E\uFF43",
        "\uFF32\uFF34\u3000\uFF20\uFF55\uFF1A", "\U0001D5DB\U0001D5CD\U0001D5CD\U0001D5C9://\U0001D5BA", "\U0001D411\U0001D413 @\U0001D41A:", "\u24E1\u24E3 @\u24E1\u24E3:", "\u2C81\u2CA5", "\u1587\u15E9", "\u0344", "\u1EA5", "\u1F82",
        "\uFF76\uFF9E", "\u0BC6\u0BBE", "\u0338", "\u0489", "\u1161", "\u11A8", "\uAC00", "\U0001F600", "\u2764\uFE0F", "\U0001F170", "\U0001F177", "\u249C", "\u2103", "\u2122", "\u064A", "\u06CC", "\u0629",
    ];

    // Of scripts whose letters compose with marks and of others, typed whole and in parts.
    private const string PileBases = "aeiouyAEOcnsz\u00E9\u0439\u1EC7\u0435\u0418\u0457\u03B1\u03B7\u1F80\u0391\u03F2\u0456\u2C81\u05D0\u0627\u0915\u0E01\u3042\uFF41\u00411 .@";
    private const int HighestPile = 9;

    // Texts of these alone have a script only by what most of them are written in.
    private const string LookAlikes = "AАΑBВΒEЕΕHНΗKКΚMМΜNΝOОΟTТΤXХΧaаαcсϲeеiіιoоοnηvνpрρuυyуγÓΌόó\u00E9\u0301\u0300Ꭺոԁ   ";

    /// <summary>Prints how many texts changed, with the first few, by profile.</summary>
    /// <returns>Whether none did.</returns>
    internal static bool Print(int texts, TextWriter output)
    {
        var changed = 0L;
        Parallel.For(0, (texts + Block - 1) / Block, block =>
        {
            var random = new Random(block);
            var normalizers = Array.ConvertAll(s_profiles, profile => new TextNormalizer(profile));
            for (var i = block * Block; i < Math.Min(texts, (block + 1) * Block); i++)
            {
                var text = Draw(random);
                foreach (var normalizer in normalizers)
                {
                    var once = normalizer.Normalize(text, out _).ToArray();
                    if (!normalizer.Normalize(once, out _).SequenceEqual(once) && Interlocked.Increment(ref changed) <= 10)
                    {
                        lock (output)
                        {
                            output.WriteLine($"changed: {Convert.ToHexString(text)}");
                        }
                    }
                }
            }
        });
        output.WriteLine($"{texts} texts under {s_profiles.Length} profiles: {changed} changed when normalised a second time");
        return changed == 0;
    }

    private static byte[] Draw(Random random)
    {
        var text = new StringBuilder();
        if (random.Next(10) == 0)
        {
            return Encoding.UTF8.GetBytes(random.GetItems(LookAlikes.AsSpan(), random.Next(1, 25)));
        }

        for (var pieces = random.Next(1, 25); pieces > 0; pieces--)
        {
            if (random.Next(12) == 0)
            {
                AppendPile(text, random);
                continue;
            }

            var range = s_ranges[random.Next(s_ranges.Length)];
            var point = random.Next(range.First, range.Last + 1);
            text.Append(random.Next(2) == 0 ? s_fragments[random.Next(s_fragments.Length)] : Rune.IsValid(point) ? new Rune(point).ToString() : "\uFFFD");
        }

        var utf8 = Encoding.UTF8.GetBytes(text.ToString());
        if (random.Next(8) == 0 && utf8.Length > 0)
        {
            utf8[random.Next(utf8.Length)] = (byte)random.Next(0x80, 0x100);
        }

        return utf8;
    }

    private static void AppendPile(StringBuilder text, Random random)
    {
        text.Append(PileBases[random.Next(PileBases.Length)]);
        for (var marks = random.Next(1, HighestPile + 1); marks > 0; marks--)
        {
            // Most of those that compose are among the first.
            text.Append((char)random.Next(0x300, random.Next(2) == 0 ? 0x315 : 0x370));
        }
    }
}
