using System.Text;

namespace Copypasta.Hashing.Tests;

public class TextNormalizerTests
{
    private static readonly string[] s_variousTexts = ["Hello, @user!", "Привет, мир Mac", "الـسَّلَامُ ١٢", "Z\u0335\u0321\u0353 &amp; ﷺ", "한글 ガ"];

    private static readonly string[] s_repeatedPieces =
        ["a\u0301\u0323", "\u0301\u0323", "@a", "@", "://", "a-a", "www.", "#a", "&", "&#1", "&#1;", "\u200B", "\u00AD", "\uFDFA", "ａ", "аa", "RT @a:", "\u202B", "\u1161", ".", "  "];

    [Theory]
    [InlineData("", "")]
    [InlineData("   ", "")]
    [InlineData("Hello, World!", "hello world")]
    [InlineData("It's 5 o'clock -- somewhere...", "it s 5 o clock somewhere")]
    [InlineData("Grüße aus KÖLN", "grüsse aus köln")]
    [InlineData("ΟΔΥΣΣΕΥΣ και Οδυσσεύς", "οδυσσευσ και οδυσσεύσ")]
    [InlineData("DIYARBAKIR Diyarbakır İstanbul", "diyarbakir diyarbakir istanbul")] // ı and İ
    [InlineData("a\u00A0b\u2003c\u3000d\u2028e\tf", "a b c d e f")]
    [InlineData("\0a\u0001b\u007Fc\u0085d", "a b c d")]
    public void CasePunctuationAndWhiteSpaceAreEvenedOut(string text, string expected) => Assert.Equal(expected, Social(text));

    [Theory]
    [InlineData("Tom &amp; Jerry &lt;3 &eacute;t&Eacute;", "tom jerry 3 été")]
    [InlineData("&amp;eacute;", "eacute")] // once only
    [InlineData("https://example.org/?a=1&copy=2&reg rest", "rest")] // no semicolon, no reference
    [InlineData("&#65;&#x42;&#X43;", "abc")]
    [InlineData("a&#0;b&#xD800;c&#x110000;d&#99999999999999;e", "a b c d e")] // U+FFFD is a symbol
    [InlineData("caf&#233; don&#146;t", "café don t")] // Windows-1252
    [InlineData("&unknown; &; &# &#; &#x; &amp", "unknown x amp")]
    public void CharacterReferencesAreDecodedOnce(string text, string expected) => Assert.Equal(expected, Social(text));

    [Theory]
    [InlineData("https://t.co/abcсегодня", "сегодня")] // URLs are ASCII
    [InlineData("смотриhttps://t.co/abc тут", "смотри тут")]
    [InlineData("Read more.http://t.co/abc", "read more")]
    [InlineData("see http://example.org/a(b)?c=d#e, now", "see now")]
    [InlineData("see www.example.org/x. And WWW.EXAMPLE.ORG too", "see and too")]
    [InlineData("awww.cute www. alone", "awww cute www alone")]
    [InlineData("ftp://a.b/c tg://resolve?domain=x", "")]
    [InlineData("truncated http://…", "truncated")]
    [InlineData("a :// b 1://2", "a b 1 2")]
    [InlineData("h\u200Bttp://t.co/x end", "end")] // read without invisible characters
    [InlineData("see ｈｔｔｐｓ：／／ｔ．ｃｏ／ｘ and ｗｗｗ．ａ．ｂ", "see and")] // styled like the text
    [InlineData("𝐬𝐞𝐞 𝐡𝐭𝐭𝐩𝐬://𝐭.𝐜𝐨/𝐱 𝐧𝐨𝐰", "see now")]
    [InlineData("https://t.co/xＡＢＣ", "abc")] // but begun in ASCII it ends with it
    public void UrlsAreRemoved(string text, string expected) => Assert.Equal(expected, Social(text));

    [Theory]
    [InlineData("@user hello", "hello")]
    [InlineData("hello .@user_1: yes", "hello yes")]
    [InlineData("write to someone@example.org now", "write to someone example org now")]
    [InlineData("hi @user@mastodon.social and @name.bsky.social!", "hi and")]
    [InlineData("ask @user.Then wait", "ask then wait")]
    [InlineData("＠user fullwidth", "fullwidth")]
    [InlineData("今日は@userと", "今日は と")] // no spaces between words
    [InlineData("привет@user", "привет user")]
    [InlineData("@ alone @@ @é", "alone é")]
    [InlineData("＠ｕｓｅｒ and @𝐮𝐬𝐞𝐫 styled", "and styled")]
    [InlineData("@userＡＢＣ ends", "abc ends")]
    public void MentionsAreRemoved(string text, string expected) => Assert.Equal(expected, Social(text));

    [Theory]
    [InlineData("RT @user: Hello", "hello", TextFlags.Repost)]
    [InlineData("  RT  @user : Hello", "hello", TextFlags.Repost)]
    [InlineData("RT @a: RT @b: Hello", "hello", TextFlags.Repost)]
    [InlineData("\u200ERT @user: שלום", "שלום", TextFlags.Repost)]
    [InlineData("RT @user: привет", "привет", TextFlags.Repost)]
    [InlineData("RТ @user: Hello", "hello", TextFlags.Repost)] // with a Cyrillic Т
    [InlineData("ʀꓔ @user: hello", "hello", TextFlags.Repost)]
    [InlineData("𝐑𝐓 @𝐮: hello", "hello", TextFlags.Repost)]
    [InlineData("ＲＴ ＠ｕｓｅｒ： 今日", "今日", TextFlags.Repost)]
    [InlineData("rт @user: привет", "rт привет", TextFlags.None)] // т looks like no t
    [InlineData("RT @user Hello", "rt hello", TextFlags.None)]
    [InlineData("RT: Hello", "rt hello", TextFlags.None)]
    [InlineData("ART @user: Hello", "art hello", TextFlags.None)]
    [InlineData("Hello RT @user: x", "hello rt x", TextFlags.None)]
    [InlineData("RT", "rt", TextFlags.None)]
    public void RepostsAreRecognised(string text, string expected, TextFlags flags)
    {
        Assert.Equal(expected, Social(text, out var seen));
        Assert.Equal(flags, seen);
    }

    [Theory]
    [InlineData(HashtagHandling.Word, "#Vote for #pie_2024 now #yes #No", "vote for pie 2024 now yes no")]
    [InlineData(HashtagHandling.Drop, "#Vote for #pie_2024 now #yes #No", "for now")]
    [InlineData(HashtagHandling.DropTrailing, "#Vote for #pie_2024 now #yes #No", "vote for pie 2024 now")]
    [InlineData(HashtagHandling.DropTrailing, "now #yes#no, #да! https://t.co/x @user", "now")]
    [InlineData(HashtagHandling.DropTrailing, "now #yes more", "now yes more")]
    [InlineData(HashtagHandling.DropTrailing, "#a #b", "")]
    [InlineData(HashtagHandling.Drop, "C# and ＃日本 and # 1 and a#b", "c and and 1 and a b")]
    [InlineData(HashtagHandling.Drop, "#हिन्दी और", "और")]
    public void HashtagsAreTreatedAsAsked(HashtagHandling handling, string text, string expected) =>
        Assert.Equal(expected, Normalize(TextProfile.SocialWith(handling), text, out _));

    [Theory]
    [InlineData("می‌خواهم", "میخواهم")] // zero-width non-joiner
    [InlineData("الـــسلام", "السلام")] // tatweel
    [InlineData("ﷺ", "صلی الله علیه وسلم")] // presentation form, then yeh
    [InlineData("السَّلَامُ عَلَيْكُمْ", "السلام علیکم")] // harakat
    [InlineData("שָׁלוֹם", "שלום")] // niqqud
    [InlineData("Z\u0335\u0321\u0353a\u0334l\u0336g\u0337o\u0338", "zalgo")]
    [InlineData("e\u0301\u0302\u0308\u0327\u0336\u0353ye, a\u0300\u0301\u0302\u0303", "eye a")] // piles of marks that would compose
    [InlineData("мой\u0301\u0300\u0302\u0308 ё\u0336\u0335\u0334\u0353ж", "мой ёж")] // the letters' own marks stay
    [InlineData("ᾂ α\u0313\u0300\u0345 ệ e\u0323\u0302", "ἂι ἂι ệ ệ")] // as high as languages go
    [InlineData("ᾂ\u0304 α\u0313\u0300\u0345\u0304", "ἂι ἂι")] // a macron besides
    [InlineData("т\u0489е\u0489ст", "тест")] // an enclosing mark of script Cyrillic
    [InlineData("e\u0301 é й и\u0306", "é é й й")]
    [InlineData("ｶﾞ か\u3099", "ガ が")] // U+3099 composes
    [InlineData("あ\u3099", "あ\u3099")] // and stays where it does not
    [InlineData("ที่นี่ น้ำ", "ที่นี่ น\u0E49\u0E4Dา")] // Thai vowel signs and tone marks stay, sara am is decomposed
    [InlineData("हिन्दी में", "हिन्दी में")] // Indic vowel signs and virama stay
    [InlineData("ＡＢＣ １２３ ﬁn", "abc 123 fin")]
    [InlineData("𝐇𝐞𝐥𝐥𝐨 ⓦⓞⓡⓛⓓ", "hello world")]
    [InlineData("\u1112\u1161\u11AB\u1100\u1173\u11AF", "한글")]
    public void CompatibilityFormsMarksAndInvisiblesAreEvenedOut(string text, string expected) => Assert.Equal(expected, Social(text));

    [Theory]
    [InlineData("🅅🅞🅣🅔 🆅🅾🆃🅴 ⒱⒪⒯⒠ 🄥🄞🄣🄔", "vote vote vote vote")]
    [InlineData("this is 🅐 🅱🅰d 🄿lan", "this is a bad plan")]
    [InlineData("🆃🅷🅸🆂 🅸🆂 🅰 🅱🅰🅳 🅿🅻🅰🅽", "this is a bad plan")] // a word of one letter too, as others show how the text is written
    [InlineData("🅱oneless, c\u0430🅱, blue🅿\u0336ark, ca🅱️le", "boneless cab bluepark cable")] // inside a word with a variation selector too
    [InlineData("🆃🅷🅸🆂 🅸🆂 🅰️ 🅱️🅰️🅳 🅿️🅻🅰️🅽", "this is a bad plan")]
    [InlineData("🅱️oneless we stand🅰️ today", "oneless we stand today")] // at its edges the selector makes a pictograph
    [InlineData("vℹcciℹne Ⓜake ⒽⓄⓂⒺ", "vicciine make home")]
    [InlineData("ℹ info Ⓜ station", "info station")]
    [InlineData("⒜ first ⒝ second 🄪 🆊", "a first b second s p")]
    [InlineData("blood 🅰️🅱️🆎🅾️, parking 🅿️ 5, 🅿", "blood parking 5")] // pictographs
    [InlineData("⒜ park here 🅿️", "a park here")]
    [InlineData("今日は🅿️に停めた", "今日は に停めた")] // no spaces, no word
    [InlineData("🆗🆕🆒 🇺🇦🇭🇪🇾 🇭 🇪 🇾 x", "x")] // squares of several letters; flags
    public void LettersInBracketsOrWhiteOnBlackBecomePlain(string text, string expected) => Assert.Equal(expected, Social(text));

    [Theory]
    [InlineData("1️⃣ and 2 😀 3👍🏽 ❤️ 🇺🇦 👨‍👩‍👧 4", "and 2 3 4")] // digits are no emoji, keycaps are
    [InlineData("100% #1 * 5", "100 1 5")]
    [InlineData("0⃣ #️⃣tag *⃣ 1\uFE0F 2\u0336", "tag 1 2")]
    [InlineData("Word™ ㊙️ 🈚 ㊗ ©2020", "word 2020")] // those that NFKC spells with letters
    [InlineData("\U0001FAF8\U0001FAFF\U0001F9FF x", "x")] // reserved pictographs too
    public void PictographsBecomeSpaces(string text, string expected) => Assert.Equal(expected, Social(text));

    [Theory]
    [InlineData("كتاب علي مدرسة", "کتاب علی مدرسه")]
    [InlineData("کتاب علی مدرسه", "کتاب علی مدرسه")]
    [InlineData("١٢٣ ۱۲۳ 123", "123 123 123")]
    public void ArabicAndPersianKeyboardsAgree(string text, string expected) => Assert.Equal(expected, Social(text));

    [Theory]
    [InlineData("Frее аррlе рiе recipes", "free apple pie recipes")]
    [InlineData("The ТЕМРО of the НОМЕ teams", "the tempo of the home teams")] // whole words, upper case
    [InlineData("привeт, миp и дoбpo", "привет мир и добро")]
    [InlineData("COVIDный тест", "covidный тест")] // nothing to unify
    [InlineData("Он сказал cop и ушёл домой", "он сказал сор и ушёл домой")] // a word made only of look-alikes goes to the text's majority script
    [InlineData("He said сор and went home", "he said cop and went home")]
    [InlineData("Он сказал hello и ушёл домой", "он сказал һеӏӏо и ушёл домой")] // һ, е, ӏ and о are Cyrillic letters of some language too
    [InlineData("va\u03F2\u03F2ine \u03F9OVID ва\u03F2цина", "vaccine covid васцина")] // lunate sigmas
    [InlineData("a \u03F9\u039D\u039D report", "a cnn report")]
    [InlineData("матч \u03F2 ЦСКА", "матч с цска")] // and so are words of nothing but Greek look-alikes in other text
    [InlineData("the sigma \u03F2 of \u03BB\u03CC\u03B3\u03BF\u03F2", "the sigma σ of λόγοσ")]
    [InlineData("\u03F2\u03BF\u03C6\u03AF\u03B1 \u03C6\u03C9\u03C4\u03CC\u03F2", "σοφία φωτόσ")] // in Greek they are sigmas
    [InlineData("ⲁ lie is ᗩ ᒪIE", "a lie is a lie")] // a word of another alphabet's letters alone
    [InlineData("ᐃᓄᒃ ᗩ lie", "ᐃᓄᒃ ᗩ lie")] // is that alphabet's where the text has others of it
    [InlineData("Он сказал hi there и ушёл домой", "он сказал һі there и ушёл домой")] // r is not
    public void LookAlikesGoToTheWordsOrTheTextsScript(string text, string expected) =>
        Assert.Equal(expected, Social(text));

    [Theory]
    [InlineData("  A &amp; B\u200B \n c ", "a & b c")]
    [InlineData("@user #Tag https://t.co/X", "@user #tag https://t.co/x")]
    [InlineData("Ｆｕｌｌ, е\u0301!", "full, е!")] // no look-alikes, no punctuation
    public void WebKeepsPunctuationAddressesAndLookAlikes(string text, string expected) =>
        Assert.Equal(expected, Normalize(TextProfile.Web, text, out _));

    [Fact]
    public void ExactReturnsWellFormedInputItself()
    {
        var text = Encoding.UTF8.GetBytes("RT @User: &amp; ПРИВЕТ\u200B ");
        var result = new TextNormalizer(TextProfile.Exact).Normalize(text, out var flags);
        Assert.True(result == text);
        Assert.Equal(TextFlags.None, flags);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF }, 1, "\uFFFD")]
    [InlineData(new byte[] { 0x61, 0xE2, 0x82, 0x62 }, 1, "a\uFFFDb")] // a maximal subpart is one
    [InlineData(new byte[] { 0xE2, 0x82 }, 1, "\uFFFD")]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 }, 3, "\uFFFD\uFFFD\uFFFD")] // a surrogate
    [InlineData(new byte[] { 0xC0, 0x80 }, 2, "\uFFFD\uFFFD")] // an overlong form
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 }, 4, "\uFFFD\uFFFD\uFFFD\uFFFD")]
    [InlineData(new byte[] { 0xEF, 0xBF, 0xBD }, 0, "\uFFFD")] // well-formed
    public void IllFormedSequencesAreReplacedAndCounted(byte[] bytes, int count, string expected)
    {
        var exact = new TextNormalizer(TextProfile.Exact);
        Assert.Equal(expected, Encoding.UTF8.GetString(exact.Normalize(bytes, out var flags)));
        Assert.Equal(count, exact.LastIllFormedCount);
        Assert.Equal(count > 0 ? TextFlags.IllFormed : TextFlags.None, flags);
        exact.Normalize("ok"u8, out flags);
        Assert.Equal(0, exact.LastIllFormedCount);
        Assert.Equal(TextFlags.None, flags);
    }

    [Fact]
    public void LongTextsOfEveryKindAreLinear()
    {
        // Quadratic work anywhere would take minutes here.
        var social = new TextNormalizer(TextProfile.SocialWith(HashtagHandling.DropTrailing));
        foreach (var piece in s_repeatedPieces)
        {
            var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(piece, 100_000)));
            var once = social.Normalize(text, out _).ToArray();
            Assert.Equal(once, social.Normalize(once, out _).ToArray());
        }
    }

    [Fact]
    public void TextsOfAllLengthsAroundTheVectorWidthAreRight()
    {
        for (var length = 0; length < 100; length++)
        {
            for (var space = 0; space < length; space++)
            {
                char[] text = [.. Enumerable.Repeat('A', length)];
                text[space] = ',';
                if (space + 1 < length)
                {
                    text[space + 1] = ' ';
                }

                var words = new string(text).ToLowerInvariant().Replace(',', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries);
                Assert.Equal(string.Join(' ', words), Social(new string(text)));
            }
        }
    }

    [Fact]
    public void NothingIsAllocatedPerText()
    {
        byte[][] texts = [.. s_variousTexts.Select(Encoding.UTF8.GetBytes)];
        var social = new TextNormalizer(TextProfile.Social);
        long total = 0;
        for (var round = 0; round < 3; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (var text in texts)
            {
                social.Normalize(text, out _);
            }

            total = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, total);
    }

    private static string Social(string text) => Social(text, out _);

    private static string Social(string text, out TextFlags flags) => Normalize(TextProfile.Social, text, out flags);

    private static string Normalize(TextProfile profile, string text, out TextFlags flags) =>
        Encoding.UTF8.GetString(new TextNormalizer(profile).Normalize(Encoding.UTF8.GetBytes(text), out flags));
}
