using System.Globalization;
using System.Text;
using FsCheck.Xunit;

namespace Copypasta.Hashing.Tests;

/// <summary>What people do to a text so that it no longer compares equal, and that must not matter.</summary>
public class TextEvasionTests
{
    private const string English = "Our bakery gives away one thousand free apple pies to everyone who comes before noon on Saturday";
    private const string Russian = "Наша пекарня раздаёт тысячу бесплатных яблочных пирогов всем, кто придёт до полудня в субботу";
    private const string Greek = "Ο φούρνος μας χαρίζει χίλιες δωρεάν μηλόπιτες σε όποιον έρθει πριν το μεσημέρι του Σαββάτου";

    // Persian, Arabic, Hebrew, Hindi, Thai, Chinese, Japanese, Korean, German, Vietnamese: their letters have no look-alikes of another script to go to,
    // all else must not matter either.
    private static readonly string[] s_others =
    [
        "نانوایی ما روز شنبه هزار شیرینی سیب رایگان به همه می‌دهد", "يوزع مخبزنا ألف فطيرة تفاح مجانية على كل من يأتي يوم السبت", "המאפייה שלנו מחלקת אלף פשטידות תפוחים בחינם בשבת",
        "हमारी बेकरी शनिवार को सबको एक हज़ार सेब पाई मुफ़्त देती है", "ร้านเบเกอรี่ของเราแจกพายแอปเปิ้ลฟรีหนึ่งพันชิ้นในวันเสาร์", "我们的面包店周六免费赠送一千个苹果派给所有人",
        "私たちのパン屋は土曜日にアップルパイを千個無料で配ります", "우리 빵집은 토요일에 사과파이 천 개를 무료로 나눠 드립니다", "Unsere Bäckerei verschenkt süße Apfelküchlein", "Tiệm bánh của chúng tôi tặng bánh táo miễn phí",
    ];

    public static TheoryData<string> Texts => [English, Russian, Greek, English.ToUpperInvariant(), Russian.ToUpperInvariant(), Greek.ToUpperInvariant()];

    public static TheoryData<string> AllTexts => [.. Texts.Select(row => row.Data), .. s_others];

    [Theory]
    [MemberData(nameof(Texts))]
    public void LookAlikesInAnyNumber(string text)
    {
        for (var seed = 0; seed < 50; seed++)
        {
            foreach (var share in (double[])[0.1, 0.3, 1.0])
            {
                AssertSame(text, Substitute(text, share, seed));
            }
        }
    }

    [Theory]
    [MemberData(nameof(AllTexts))]
    public void InvisiblesMarksAndControls(string text)
    {
        foreach (var added in (string[])["\u200B", "\u200C", "\u200D", "\u2060", "\uFEFF", "\u00AD", "\u034F", "\u202E", "\u2066\u2069", "\uFE0F", "\U000E0041", "\u3164", "\u0336", "\u0489", "\u20DD"])
        {
            AssertSame(text, string.Concat(text.Select(c => char.IsLetter(c) ? c + added : c.ToString())));
        }
    }

    [Fact]
    public void PiledUpMarks() =>
        AssertSame("Plain words", string.Concat("Plain words".Select(c => char.IsLetter(c) ? c + "\u0335\u0334\u0489\u0353\u0359" : c.ToString())));

    // Any marks of the block, those that compose with letters included, four and more on each.
    [Theory]
    [MemberData(nameof(Texts))]
    public void PilesOfAnyCombiningMarks(string text)
    {
        char[] marks = [.. Enumerable.Range(0x300, 0x70).Except([0x34F]).Select(point => (char)point)]; // U+034F is invisible, and none of the pile
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            AssertSame(text, string.Concat(text.Select(c => char.IsLetter(c) ? c + string.Concat(random.GetItems(marks, random.Next(4, 12))) : c.ToString())));
        }
    }

    // However the letters were typed, and however many marks that compose with none of them are piled on.
    [Theory]
    [MemberData(nameof(AllTexts))]
    public void PilesOnTextTypedInPartsAndWhole(string text)
    {
        UnicodeFiles.SkipUnlessInstalled();
        var decompositions = UnicodeFiles.Lines("UnicodeData.txt").Select(line => line.Split(';'))
            .Where(fields => fields[5].Length > 0 && fields[5][0] != '<')
            .ToDictionary(fields => Convert.ToInt32(fields[0], 16), fields => UnicodeFiles.CodePoints(fields[5]));
        string[] marks = [.. Enumerable.Range(0x300, 0x70).Where(point => (CharacterClass.Of(point) & (CharacterClass.NotNormalized | CharacterClass.Invisible)) == 0).Select(char.ConvertFromUtf32)];
        for (var seed = 0; seed < 20; seed++)
        {
            foreach (var most in (int[])[2, 4, 12])
            {
                AssertSame(text, Piled(text.EnumerateRunes().Select(rune => rune.ToString()), seed, most));
                AssertSame(text, Piled(text.EnumerateRunes().Select(rune => Decomposed(rune.Value)), seed, most));
            }
        }

        string Piled(IEnumerable<string> letters, int seed, int most)
        {
            var random = new Random(seed);
            return string.Concat(letters.Select(letter => letter == " " ? letter : letter + string.Concat(random.GetItems(marks, random.Next(most + 1)))));
        }

        string Decomposed(int point) =>
            point is >= 0xAC00 and <= 0xD7A3
                ? char.ConvertFromUtf32(0x1100 + ((point - 0xAC00) / 588)) + char.ConvertFromUtf32(0x1161 + ((point - 0xAC00) % 588 / 28)) + ((point - 0xAC00) % 28 == 0 ? "" : char.ConvertFromUtf32(0x11A7 + ((point - 0xAC00) % 28)))
                : decompositions.TryGetValue(point, out var parts) ? string.Concat(parts.Select(Decomposed)) : char.ConvertFromUtf32(point);
    }

    // Of accents in the piles nobody can tell which are the letters' own: what was typed whole stays, what was typed in parts loses its accents.
    [Fact]
    public void PilesThatHoldAccents()
    {
        AssertSame("el niño está", string.Concat("el niño está".Select(c => c == ' ' ? " " : c + "\u0316\u0302\u0301\u0300")));
        AssertSame("el nino esta", string.Concat("el nin\u0303o esta\u0301".Select(c => c is ' ' or >= '\u0300' ? c.ToString() : c + "\u0316\u0302\u0301\u0300")));
    }

    // A letter swapped under an accent that was typed apart from it does not compose with that; case draws Greek upsilon as Y and as u.
    [Theory]
    [InlineData("el defensor té resistència", "el defensоr tе\u0301 resistе\u0300ncia")]
    [InlineData("içün uyğulama saylañız", "іс\u0327υ\u0308n uуg\u0306ulаmа saуlаn\u0303ız")]
    [InlineData("el menú y la vergüenza", "el menύ y la vergϋenzа")]
    [InlineData("формата по лука", "фоpмa\u0300та по лyкα\u0300")]
    [InlineData("большая часть особый", "бóльшая часть оcо\u0301бый")]
    [InlineData("прилагане на ФОРМАТА", "прилагане на ФОPMΑ\u0300TА")]
    public void LookAlikesUnderAccents(string text, string disguised) => AssertSame(text, disguised);

    // In Latin letters these would have an ê and an ô of their own, which NFKC composes; they are Cyrillic, since most of the text is, and the mark goes.
    [Theory]
    [InlineData("НА МЕСТЕ", "НА МЕ\u0302СТЕ")]
    [InlineData("СОСНА", "СО\u0302СНА")]
    public void MarksOnLettersOfATextOfLookAlikes(string text, string marked) => AssertSame(text, marked);

    // Texts of nothing but look-alikes, and of those that are in capitals: what they are written in decides, as long as most of it is.
    [Theory]
    [InlineData("όχι κανονικό αρχείο")]
    [InlineData("το όχι κοινό αρχείο")]
    [InlineData("με προτεραιότητα")]
    [InlineData("на крајот на состанокот")]
    [InlineData("все на месте, мама не там")]
    [InlineData("хорошо, сосед")]
    [InlineData("make my taxes, committee")]
    [InlineData("the committee met at ten")]
    [InlineData("сор")]
    [InlineData("لم يمكن تحليل رسالة MIME")]
    [InlineData("このICCプロファイル")]
    public void TextsOfLookAlikes(string text)
    {
        AssertSame(text, text.ToUpperInvariant());
        for (var seed = 0; seed < 200; seed++)
        {
            AssertSame(text, Swapped(text, 0.3, seed));
            AssertSame(text, Swapped(text.ToUpperInvariant(), 0.3, seed));
        }
    }

    // Small capitals, and capitals of scripts that have nothing else in use, look like the capitals of each script and so unlike its small letters.
    [Theory]
    [InlineData("мы", "ᎷЫ")]
    [InlineData("Москва", "Ꮇосква")]
    [InlineData("Москва", "ꮇосква")] // which case folding makes a capital
    [InlineData("НАТО ТЕВЕ", "ᎻАᎢО ᎢЕᏴЕ")]
    [InlineData("ΤΗΣ", "ᎢᎻΣ")]
    [InlineData("ΝΥΞ της ΖΩΗΣ", "ꓠᎩΞ ᎢᎻς ᏃΩᎻΣ")]
    [InlineData("нет, ты страшно велел", "ʜет, ᴛы сᴛрашно ʙеᴫел")]
    [InlineData("нет, мы говорили о ней", "ʜᴇᴛ, ᴍы ᴦоʙᴏᴘиᴫи о ʜᴇй")]
    [InlineData("как яблоки и пироги", "ᴋᴀᴋ ᴙбᴧоᴋи ᴎ ᴨᴎᴘоᴦᴎ")]
    [InlineData("ноты на месте", "ⲏоты ᕼа ᗰесте")]
    [InlineData("the most beautiful taxes", "ᴛʜᴇ ᴍᴏsᴛ ʙᴇᴀᴜᴛɪꜰᴜʟ ᴛᴀxᴇs")]
    [InlineData("the one Member", "ᎢᎻᎬ one ᎷᎬᎷᏴᎬᎡ")]
    [InlineData("taxes", "TA᙭ES")]
    [InlineData("ТАХИ", "ТА᙭И")]
    [InlineData("see there", "see hᴛᴛp://example.org/ there")]
    [InlineData("يجب تجاهل القيمة الناتجة PAM", "يجب تجاهل القيمة الناتجة ꓑꓮᗰ")] // of other scripts, which have no such letters
    [InlineData("請用 HTML 格式", "請用 ᎻᎢᎷᏞ 格式")]
    public void CapitalShapes(string text, string disguised) => AssertSame(text, disguised);

    [Theory]
    [InlineData("ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ, ᎢᎬᎾᏕᎾ ᎢᎬ ᎻᎩ")]
    [InlineData("ᎢᎬ ᎻᎩ ᏣᎳᎩ: привет, Zürich")]
    [InlineData("ᐃᓄᒃᑎᑐᑦ ᗰᗴ ᙭")]
    [InlineData("ꓢꓲ ꓡꓲ ꓟꓬ")] // of nothing but look-alikes
    [InlineData("傈僳文 ꓡꓲ-ꓢꓴ ꓕꓬꓵ")]
    [InlineData("ⲧⲁⲥⲡⲉ ⲛⲣⲙⲛⲕⲏⲙⲉ ⲧⲏ")]
    public void CapitalShapesInTextsOfTheirOwnScriptStay(string text)
    {
        var normalized = new TextNormalizer(TextProfile.Social).Normalize(text, out var flags).ToString();
        Assert.Equal(text.Replace(",", "").Replace(":", "").Replace('-', ' ').Replace("Z", "z"), normalized);
        Assert.Equal(TextFlags.None, flags);
    }

    // A shape counts for each script that has it until it is written; then the balance may turn, and must have done so the first time.
    [Property(MaxTest = 5_000)]
    public void TextsOfCapitalShapesAreFinal(int seed)
    {
        string[] words = ["ᴍы", "ʜᴇт", "ᎷЫ", "ᎢᎻΣ", "ᴛᴏᴍ", "ᎢᎬ", "copa", "сора", "ты", "he", "ꮇꭲ", "ᴦᴏᴘᴀ", "ᴙᴎ", "να", "ᴋᴀι", "ⲧⲏⲙ", "᙭о", "ᎣᎢ"];
        var random = new Random(seed);
        var once = Normalized(string.Join(' ', random.GetItems(words, random.Next(1, 8))));
        Assert.Equal(once, Normalized(once));
    }

    // NFKC would make a sigma of it. Where no other Greek letter is, it is none.
    [Theory]
    [InlineData("مرجع گواهینامه CA انتخاب کنید", "مرجع گواهینامه ϹΑ انتخاب کنید")]
    [InlineData("このICCプロファイル", "このΙϹϹプロファイル")]
    [InlineData("c", "ϲ")]
    public void LunateSigmasOfTextsWithoutGreek(string text, string disguised) => AssertSame(text, disguised);

    // ϲ is c before the accents are looked at: else the word would be Greek there, and its Latin H an ή.
    [Fact]
    public void LunateSigmasBehindAccentsTypedInParts() => Assert.Equal("hc", Normalized("H\u0301ϲ"));

    [Theory]
    [InlineData("see @usеr_1 there")]
    [InlineData("see @sοme.one.sοciаl there")]
    [InlineData("see @ѕome.one@еxample.sοсiaӏ there")]
    [InlineData("see httрs://t.cо/Аb3dЕxyz1 there")]
    [InlineData("see https://t.ϲo/Ab3dΕxуz1 www.examрӏе.ϲοm/рage there")]
    [InlineData("see http://eхample.org/х?у=1&z=2#q there")]
    [InlineData("see www.еxamрle.com/раgе there")]
    [InlineData("see @some.one.soсιαӏ there")]
    [InlineData("see @a@example.sοϲιαӏ there")]
    public void LookAlikesInAddresses(string disguised) => AssertSame("see there", disguised);

    [Theory]
    [InlineData("@userу", "у")] // the ending of a case
    [InlineData("читай https://t.co/abcсегодня", "читай сегодня")]
    [InlineData("читай https://t.co/abcо нас", "читай о нас")]
    public void WordsOfOtherScriptsBehindAddressesStay(string text, string expected) => AssertSame(expected, text);

    // As the Unicode Consortium lists them, qualified or not.
    [Fact]
    public void AnyEmojiAddedAnywhere()
    {
        UnicodeFiles.SkipUnlessInstalled();
        var seen = 0;
        foreach (var line in UnicodeFiles.Lines("emoji/emoji-test.txt").Where(line => line.Contains(';', StringComparison.Ordinal) && line[0] != '#'))
        {
            int[] points = UnicodeFiles.CodePoints(line[..line.IndexOf(';', StringComparison.Ordinal)]);
            var emoji = string.Concat(points.Select(char.ConvertFromUtf32));
            foreach (var text in (string[])["We stand for 12 today", "Мы стоим за 12", "我们支持12个人", "ما می\u200Cخواهم ۱۲"])
            {
                AssertSame(text, emoji + " " + text);
                AssertSame(text, text + " " + emoji);
                AssertSame(text, text.Replace(" ", " " + emoji + " "));

                // These are letters too: inside a word, and without a selector at its edges.
                var mayBeLetter = points[0] is 0x24C2 or 0x2139 or 0x1F170 or 0x1F171 or 0x1F17E or 0x1F17F;
                if (!mayBeLetter)
                {
                    AssertSame(text, text.Replace(" ", emoji));
                }

                if (!mayBeLetter || points.Length > 1)
                {
                    AssertSame(text, text.Replace(" ", emoji + " "));
                    AssertSame(text, text.Replace(" ", " " + emoji));
                    AssertSame(text, emoji + text + emoji);
                }
            }

            seen++;
        }

        Assert.True(seen > 4000, $"{seen} emoji");
    }

    [Theory]
    [InlineData("\u24D4\u0316\u0317\u0318\u0301", "e")]
    [InlineData("\U0001D41E\u0316\u0301\u0302\u0303\u0327", "e")]
    public void PilesOnStyledLetters(string piled, string plain) => AssertSame($"th{plain} vaccin{plain}", $"th{piled} vaccin{piled}");

    [Fact]
    public void StyledLetters()
    {
        foreach (var capital in (int[])[0x1D400, 0x1D434 - 0, 0x1D468, 0x1D4D0, 0x1D56C, 0x1D5A0, 0x1D5D4, 0x1D670, 0xFF21, 0x24B6])
        {
            var small = capital + (capital == 0xFF21 ? 32 : 26);
            var styled = string.Concat(English.Select(c => c switch
            {
                'h' when capital == 0x1D434 => "h", // that place is not assigned
                >= 'A' and <= 'Z' => char.ConvertFromUtf32(capital + c - 'A'),
                >= 'a' and <= 'z' => char.ConvertFromUtf32(small + c - 'a'),
                _ => c.ToString(),
            }));
            AssertSame(English, styled);
        }
    }

    // Of these there are capitals or small letters only.
    [Theory]
    [InlineData(0x1F110)]
    [InlineData(0x1F130)]
    [InlineData(0x1F150)]
    [InlineData(0x1F170)]
    [InlineData(0x249C)]
    public void EnclosedLettersInAnyNumber(int first)
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            var share = seed % 5 == 0 ? 1.0 : 0.3;
            AssertSame(English, string.Concat(English.Select(c => char.IsAsciiLetter(c) && random.NextDouble() < share ? char.ConvertFromUtf32(first + (c | 0x20) - 'a') : c.ToString())));
        }
    }

    [Theory]
    [MemberData(nameof(AllTexts))]
    public void CasePunctuationPictographsAndAddresses(string text)
    {
        AssertSame(text, text.ToUpperInvariant().Replace("Ά", "ά"));
        AssertSame(text, "🔥🔥 " + text.Replace(" ", " — ") + "!!! 😀👍🏽");
        AssertSame(text, "@first @second " + text + " https://t.co/Xyz123 @third@example.social www.example.org");
        AssertSame(text + " https://t.co/Abc1 @one", text + " https://example.org/?q=2#3 @two@example.social");
        AssertSame(text, "RT @someone: " + text);
        AssertSame(text, text.Replace(" ", "\u00A0\n\t "));
    }

    [Property(MaxTest = 500)]
    public void AnySubstitutionOfLookAlikesGivesTheSameText(int seed) => AssertSame(English + " " + Russian, Substitute(English + " " + Russian, 0.3, seed));

    // All of it at once, as far as the letters allow: which disguises a copy wears does not matter.
    [Property(MaxTest = 2_000)]
    public void AnyMixtureOfDisguisesGivesTheSameText(int seed)
    {
        var random = new Random(seed);
        var text = random.Next(2) == 0 ? English : Russian;
        var original = text;
        text = Substitute(random.Next(3) == 0 ? text.ToUpperInvariant() : text, 0.3, seed);
        string[] added = ["\u200B", "\u200D", "\u2060", "\u00AD", "\u202E", "\u2069", "\uFE0F", "\u0336", "\u0489\u0353\u0334"];
        string[] between = [" ", "  ", "\n", " — ", "... ", " 🔥 ", " 👨‍👩‍👧 ", " @user ", " https://t.co/Ab1 ", " &amp; ", " &quot;", "\u00A0", ", \u202A"];
        var disguised = new StringBuilder(random.Next(2) == 0 ? "RT @user: " : "");
        foreach (var c in text)
        {
            disguised.Append(
                c == ' ' ? between[random.Next(between.Length)]
                : c is >= 'a' and <= 'z' && random.Next(8) == 0 ? char.ConvertFromUtf32(0x1D41A + c - 'a')
                : c is > ' ' and <= '~' && char.IsAsciiLetter(c) && random.Next(8) == 0 ? ((char)(c + 0xFEE0)).ToString()
                : c.ToString());
            disguised.Append(char.IsLetter(c) && random.Next(6) == 0 ? added[random.Next(added.Length)] : "");
        }

        AssertSame(original, disguised.ToString());
    }

    // Replaces letters by others of their row of the table.
    private static string Substitute(string text, double share, int seed)
    {
        var random = new Random(seed);
        return string.Concat(text.Select(c =>
        {
            var look = LookAlikes.ClassOf(c);
            int[] row = [.. LookAlikes.Rows[look].Take(3).Where(letter => letter != 0)];
            return row.Length > 0 && random.NextDouble() < share ? (char)row[random.Next(row.Length)] : c;
        }));
    }

    // The same, of no more than a share of the letters.
    private static string Swapped(string text, double most, int seed)
    {
        var random = new Random(seed);
        int[] places = [.. Enumerable.Range(0, text.Length).Where(i => char.IsLetter(text[i]))];
        random.Shuffle(places);
        int[] chosen = places[..(int)(places.Length * most)];
        return string.Concat(text.Select((c, i) => chosen.Contains(i) ? Substitute(c.ToString(), 1, seed + i) : c.ToString()));
    }

    private static void AssertSame(string expected, string actual)
    {
        string one = Normalized(expected), other = Normalized(actual);
        Assert.True(one == other, string.Create(CultureInfo.InvariantCulture, $"{actual}\n{one}\n{other}"));
        Assert.NotEqual("", one);
    }

    private static string Normalized(string text) =>
        Encoding.UTF8.GetString(new TextNormalizer(TextProfile.Social).Normalize(Encoding.UTF8.GetBytes(text), out _));
}
