using System.Text;

namespace Copypasta.Hashing.Tests;

/// <summary>Flags are evidence about people: what an orthography, a keyboard or a word processor produces is never flagged.</summary>
public class TextFlagsTests
{
    [Theory]
    [InlineData("من می‌خواهم کتاب‌های خوبی بخوانم و آن‌ها را ۲۰‌بار مرور کنم.")] // Persian
    [InlineData("ذَهَبَ الوَلَدُ إلى المَدْرَسَةِ صَباحًا، السّــلامُ عليكم ورحمةُ اللهِ\u200F!")] // Arabic
    [InlineData("\u202Bمرحبا بالعالم\u202C (HTML\u200E) \u2067نص\u2069")]
    [InlineData("שָׁלוֹם עוֹלָם, בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים \u200F(C++\u200E)")] // Hebrew with points and cantillation
    [InlineData("मैं हिन्दी में लिख रहा हूँ, क्‍षमा करें, र्‌क")] // Hindi with joiners
    [InlineData("ഞാൻ മലയാളം എഴുതുന്നു, ന്‍")] // Malayalam
    [InlineData("Љубазни фењерџија чађавог лица хоће да ми покаже штос. Ljubazni fenjerdžija")] // Serbian in both scripts
    [InlineData("Їжак із ґанку зʼїв м'яку їжу")] // Ukrainian
    [InlineData("їжак з пiвдня")] // with the Latin i of an old keyboard
    [InlineData("Колку долго да го прикажува знакот за внeсување")] // Macedonian with one Latin e
    [InlineData("Pythоn-Fu избор на датотека")] // with one Cyrillic о
    [InlineData("Сообщил телеканал CBС")] // with one Cyrillic С
    [InlineData("Aν θα φωτίζονται τα εικονίδια")] // Greek with a Latin A
    [InlineData("Эти айфоны: iPhoneа нет, COVIDный год, XXго века, Слово™ и USB")] // Russian
    [InlineData("PCшник купил новую XPшку и пошёл за SMкой, а MSовский офис завис")] // Latin abbreviations with Russian endings
    [InlineData("СупремITизм и СигмаPC")] // within one and behind one
    [InlineData("Он приобрëл дом, и произошëл сбой")] // with ë for ё
    [InlineData("бóльшая часть знает, чтó лу\u0301чше, в за́мке и замкé")] // stressed vowels, Latin and typed in parts
    [InlineData("A Citroёn for Zoё")] // with ё for ë
    [InlineData("The TokyoTomⒶ Daily and BrandⓇ")]
    [InlineData("Ирон æвзаг")] // Ossetic with Latin ae
    [InlineData("TNFα and IFNγ, NFκB, IκBα, PPARγ2, TGFβ1, GSK3β, CaMKIIα, αSMA, Gαi, Aβ42, ΔF508, χ2, 5αR, kΩ, µm")] // symbols of the sciences
    [InlineData("integrins αvβ3 and αv, the FcαR, FcγRIIIa, IgαR, PGC1α, RORγt, Polκ, Lyα, αs1-casein, TGFβR2, CaMKIIα, IFNαR1 and 5αR")]
    [InlineData("Ο παράγοντας NFκB και ο υποδοχέας FcαR ρυθμίζουν")] // the same in Greek
    [InlineData("Вчера вышел новый faсtory от Microsoft")] // one с on the key of c, of a writer who types Cyrillic too
    [InlineData("Let ℋom(A, B) be a group")]
    [InlineData("ᐃᓄᒃᑎᑐᑦ ᑎᑎᕋᐅᓯᖅ, ⲧⲁⲥⲡⲉ ⲛⲣⲙⲛⲕⲏⲙⲉ, ⵜⴰⵎⴰⵣⵉⵖⵜ")] // Inuktitut, Coptic, Tamazight
    [InlineData("Die Auf\u200Clage der Schiff\u200Cfahrt am Schilf\u200Cinsel-Dorf\u200Cteich")] // German, ligatures kept apart
    [InlineData("a shelf\u200Cful of half\u200Clife")] // English
    [InlineData("ภาษาไทยไม่มี\u200Bช่องว่าง น้ำ กี่")] // Thai with zero-width spaces
    [InlineData("ខ្ញុំ\u200Bស្រឡាញ់\u200Bភាសា\u200Bខ្មែរ")] // Khmer
    [InlineData("我喜欢吃苹果，ＮＨＫ也不错。葛\U000E0100城")] // Chinese with a variation sequence
    [InlineData("今日はＪＲで東京へ行きました。Tシャツ ﾊﾝｶｸ")] // Japanese
    [InlineData("안녕하세요 Kim님, 반갑습니다")] // Korean
    [InlineData("Trời ơi, tiếng Việt có nhiều dấu: ệ e\u0323\u0302 ẫ")] // Vietnamese
    [InlineData("Ẹ̀kọ́ Yorùbá dára púpọ̀, ọ̀rọ̀ wọ́n")] // Yoruba
    [InlineData("Καλημέρα κόσμε, ΑΒΓ και USB, πολυτονικό: ᾧ ᾂ ἄν\u0304")] // Greek
    [InlineData("The family 👨‍👩‍👧‍👦 ❤️‍🔥 🏴󠁧󠁢󠁥󠁮󠁧󠁿 1️⃣ ✊🏽")] // emoji
    [InlineData("\u200F@name \u200EHello\u200F, \u061C12:30 \u2013 14:00\u200F, 100\u200E%\u200F, C++\u200E. A.\u200EB")] // left by keyboards for right-to-left scripts
    [InlineData("שלחו אל user\u200E@example.com או התקשרו \u202D+972 50-123-4567\u202C, \u202Ahello\u202C")]
    [InlineData("my number: \u202D+1 (555) 123\u20114567\u202C, call")] // copied from an address book
    [InlineData("\u202D030 901820\u202C")]
    [InlineData("Let 𝑥 and 𝑎𝑏 be in ℝ, see ⓐ, ℃ and №5")]
    [InlineData("Blood group 🅰️, 🅰️🅱️🅾️🆎, 🅱️oneless, parking 🅿️, Ⓜ️etro, ⒜ first, 🇺🇦")]
    [InlineData("an inter\u00ADnation\u00ADal Amer\u00ADi\u00ADcans hyphen\u00ADation")]
    [InlineData("\uFEFFA byte order mark, \u2066@name\u2069 and \u202A+1 234\u202C, 5\u2060%")]
    [InlineData("Café résumé naïve Ångström Ł ß İstanbul")]
    [InlineData("Հայերեն այբուբեն, ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ, ქართული, አማርኛ, ᠮᠣᠩᠭᠣᠯ\u180B")]
    public void OrdinaryWritingIsNotFlagged(string text)
    {
        Assert.Equal(TextFlags.None, Flags(text));
        Assert.Equal(TextFlags.None, Flags("RT @user: " + text) & ~TextFlags.Repost);
    }

    [Theory]
    [InlineData("\u202AXanh lục tiền cảnh: giảm 1%")] // Vietnamese with an embedding copied from a dialogue box
    [InlineData("\u202BWanted to read bytes but only got")]
    [InlineData("Pokaži tipkovne bližnjice\u202B")]
    [InlineData("one word\u202C")]
    public void DirectionsLeftOverAtTheEdgesAreNotFlagged(string text) => Assert.Equal(TextFlags.None, Flags(text));

    [Theory]
    [InlineData("vac\u200Bcine now", TextFlags.ZeroWidth)]
    [InlineData("vac\u200Ccine now", TextFlags.ZeroWidth)]
    [InlineData("v\u00ADa\u00ADc\u00ADcine now", TextFlags.ZeroWidth)]
    [InlineData("вак\u2060цина", TextFlags.ZeroWidth)]
    [InlineData("of\u200Cr\u200Cer", TextFlags.ZeroWidth)] // r makes no ligature
    [InlineData("vac\uFE0Fcine", TextFlags.ZeroWidth)]
    [InlineData("hidden \U000E0068\U000E0069 tags", TextFlags.ZeroWidth)]
    [InlineData("hi&#8203;dden", TextFlags.ZeroWidth)]
    [InlineData("hello wоrld", TextFlags.MixedScript)] // Cyrillic о
    [InlineData("hеllο", TextFlags.MixedScript)] // Cyrillic е, Greek ο
    [InlineData("hellο", TextFlags.MixedScript)] // Greek omicron is no symbol
    [InlineData("vαccine", TextFlags.MixedScript)] // nor is alpha among small letters
    [InlineData("αpple", TextFlags.MixedScript)]
    [InlineData("VΑCCINE", TextFlags.MixedScript)] // nor a capital one
    [InlineData("vacciηe and νaccine", TextFlags.MixedScript)]
    [InlineData("Gαme", TextFlags.MixedScript)]
    [InlineData("вaкцинa", TextFlags.MixedScript)] // two Latin a
    [InlineData("вaкцина от всех болезнeй", TextFlags.MixedScript)] // one in each of two words
    [InlineData("PCшниKи", TextFlags.MixedScript)] // no ending
    [InlineData("vaссiнe", TextFlags.MixedScript)] // no script can read it, but three boundaries make no compound
    [InlineData("caf\u0435\u0301", TextFlags.MixedScript)] // Cyrillic е and an acute
    [InlineData("vάccine", TextFlags.MixedScript)] // no habit: Greek
    [InlineData("FRаUD", TextFlags.MixedScript)] // nor an abbreviation
    [InlineData("привeт", TextFlags.None)] // one Latin e is a slip of the hand
    [InlineData("ЅТОР", TextFlags.None)] // of one script as written
    [InlineData("heᏞlo", TextFlags.MixedScript)] // Cherokee
    [InlineData("VαCCιNE", TextFlags.MixedScript)]
    [InlineData("FRαυD", TextFlags.MixedScript)]
    [InlineData("THIS FRαUD KιLLS", TextFlags.MixedScript)]
    [InlineData("ρUTIN", TextFlags.MixedScript)]
    [InlineData("νACCINE", TextFlags.MixedScript)]
    [InlineData("Pizzα", TextFlags.MixedScript)]
    [InlineData("SPαM", TextFlags.None)] // like NFκB: nobody can tell
    [InlineData("a faсt", TextFlags.MixedScript)] // Cyrillic с where nobody types Cyrillic
    [InlineData("faсts and sсience, сказал он", TextFlags.MixedScript)] // and two of them where somebody does
    [InlineData("αе\u0301", TextFlags.MixedScript)] // Cyrillic е under an accent behind a Greek letter
    [InlineData("vaϲϲine", TextFlags.MixedScript)] // lunate sigmas
    [InlineData("vⲁccine", TextFlags.MixedScript)] // Coptic
    [InlineData("ᐯᗩᑕᑕINE", TextFlags.MixedScript)] // Canadian syllabics
    [InlineData("f\u200C\u200Ci", TextFlags.ZeroWidth)] // of non-joiners one has a meaning
    [InlineData("می\u200C\u200Cخواهم", TextFlags.None)] // two are typed by mistake
    [InlineData("می\u200C\u200C\u200Cخواهم", TextFlags.ZeroWidth)]
    [InlineData("v\u200Eaccine for all, ש", TextFlags.BidiControl)] // one Hebrew letter excuses nothing
    [InlineData("open \u2066isolate, ש", TextFlags.BidiControl)]
    [InlineData("abc \u202Edcba\u202C ש", TextFlags.BidiControl)]
    [InlineData("α\u0313\u0300\u0345\u0304", TextFlags.None)] // polytonic Greek with a macron, typed in parts
    [InlineData("z\u0300\u0301\u0302\u0303algo", TextFlags.Zalgo)]
    [InlineData("h\u0336e\u0336l\u0336l\u0336o\u0336", TextFlags.Zalgo)]
    [InlineData("abc \u202Edcba\u202C", TextFlags.BidiControl)]
    [InlineData("مرحبا \u202Edcba\u202C", TextFlags.BidiControl)]
    [InlineData("ab\u200Fcd", TextFlags.BidiControl)]
    [InlineData("ab\u2066cd", TextFlags.BidiControl)]
    [InlineData("open \u2066isolate", TextFlags.BidiControl)]
    [InlineData("\u202Bopen \u2066isolate", TextFlags.BidiControl)]
    [InlineData("abc \u202Cdef", TextFlags.BidiControl)]
    [InlineData("\u202Babc\u202C def\u202C ghi", TextFlags.BidiControl)]
    [InlineData("\u202Dabc", TextFlags.BidiControl)]
    [InlineData("\u05E9\u05DC\u202D\u202C\u05D5\u05DD", TextFlags.BidiControl)] // around nothing
    [InlineData("call \u202D+1 234 abc\u202C now", TextFlags.BidiControl)]
    [InlineData("call \u202D+1 234", TextFlags.BidiControl)] // not closed
    [InlineData("call \u202E+1 234\u202C now", TextFlags.BidiControl)] // the digits are read backwards
    [InlineData("ab\u200Ecd", TextFlags.BidiControl)]
    [InlineData("𝐇𝐞𝐥𝐥𝐨", TextFlags.StyledLetters)]
    [InlineData("𝝯tp", TextFlags.None)] // found by the law of the two paths: a bold nabla is a sign, no letter
    [InlineData("𝜕xy", TextFlags.None)]
    [InlineData("h𝐞llo", TextFlags.StyledLetters)]
    [InlineData("ＨＥＬＬＯ", TextFlags.StyledLetters)]
    [InlineData("Ⓗⓔⓛⓛⓞ", TextFlags.StyledLetters)]
    [InlineData("FAKⒺ", TextFlags.StyledLetters)] // a letter of its word
    [InlineData("vⒶccine", TextFlags.StyledLetters)]
    [InlineData("🅗🅔🅛🅛🅞", TextFlags.StyledLetters)]
    [InlineData("🅷🅴🅻🅻🅾", TextFlags.StyledLetters)]
    public void DisguisesAreFlagged(string text, TextFlags expected) => Assert.Equal(expected, Flags(text));

    private static TextFlags Flags(string text)
    {
        new TextNormalizer(TextProfile.Social).Normalize(Encoding.UTF8.GetBytes(text), out var flags);
        return flags;
    }
}
