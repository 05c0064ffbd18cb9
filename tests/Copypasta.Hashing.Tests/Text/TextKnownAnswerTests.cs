using System.Security.Cryptography;
using System.Text;

namespace Copypasta.Hashing.Tests;

/// <summary>
/// Frozen answers of the profiles, by id: what is stored under one of these was made of such text, and whatever changes one of them takes a new id. Unlike the answers of
/// <see cref="KnownAnswerTests"/> they are this implementation's own, as it was when they were frozen; that they are right is for the other tests of text to say.
/// <see cref="KnownAnswerProcessTests"/> runs this class again under other vector widths.
/// </summary>
public class TextKnownAnswerTests
{
    // Long enough for every kernel, with something of each step between plain stretches.
    private static readonly string[] s_posts =
    [
        "",
        "   ",
        "Hello, World!",
        "We stand with the people of the river valley, today and every day. Share this with everyone whom you know!",
        "RT @user_1: We stand with the people of the river valley -- today &amp; every day... https://t.co/abc?a=1&copy=2#x #River #Valley",
        "WE STAND WITH THE PEOPLE OF THE RIVER VALLEY, IT'S 5 O'CLOCK SOMEWHERE; write to someone@example.org or ask @user@mastodon.social",
        "“We stand” – with the people… of the river’s valley — today • and every day™ · caf\u00E9, na\u00EFve, fa\u00E7ade, Gr\u00FC\u00DFe aus K\u00D6LN, 10 000 €",
        "Мы с жителями речной долины сегодня и каждый день, что бы ни случилось!!! Поделитесь https://t.co/abcсегодня #Долина #река",
        "Мы с житeлями рeчной дoлины сeгoдня и кaждый дeнь — В НОМЕРЕ, всё ещё, й и\u0306, СТО ТЫСЯЧ cop hello",
        "ΟΔΥΣΣΕΥΣ και Οδυσσεύς στην κοιλάδα του ποταμού, ᾂ α\u0313\u0300\u0345, σήμερα και κάθε μέρα #κοιλάδα",
        "DIYARBAKIR Diyarbakır İstanbul'da bugün ve her gün nehir vadisinin insanlarıyla birlikteyiz",
        "Chúng tôi sát cánh cùng người dân thung lũng sông, hôm nay và mỗi ngày, e\u0323\u0302 ệ #thunglũng",
        "نقف مع أهل وادي النهر اليوم وكل يوم، السَّلَامُ عَلَيْكُمْ الـــسلام ١٢٣ ﷺ #وادي_النهر",
        "ما امروز و هر روز با مردم درهٔ رود ایستاده‌ایم، می‌خواهم ۱۲۳ كتاب يک #دره",
        "אנחנו עם אנשי עמק הנהר היום ובכל יום, שָׁלוֹם \u200Fעולם #עמק",
        "हम आज और हर दिन नदी घाटी के लोगों के साथ खड़े हैं, क्\u200Dष १२३ #हिन्दी और",
        "আমরা আজ এবং প্রতিদিন নদী উপত্যকার মানুষের পাশে আছি ১২৩",
        "เรายืนเคียงข้างผู้คนในหุบเขาแม่น้ำวันนี้และทุกวัน ที่นี่ น้ำ #หุบเขา",
        "我们今天和每一天都与河谷的人民站在一起。转发给你认识的每一个人！ https://t.co/x 今日は@userと #河谷 #团结",
        "私たちは今日も毎日も川の谷の人々と共にいます。ｶﾞ か\u3099 ﾊﾟﾋﾟﾌﾟ ＦＵＬＬＷＩＤＴＨ ㍿ ① ㈱ #川",
        "우리는 오늘도 매일도 강 계곡의 사람들과 함께합니다. \u1112\u1161\u11AB 한글 #계곡",
        "😀👍🏽 We stand 👩‍👩‍👧‍👦 with 🇩🇪🇺🇦 the people ❤️ of the river valley 1️⃣ 😂😂😂 #River🌊 @user🔥",
        "𝐖𝐞 𝐬𝐭𝐚𝐧𝐝 𝓌𝒾𝓉𝒽 ｔｈｅ ｐｅｏｐｌｅ ⓞⓕ 🅣🅗🅔 ⒭⒤⒱⒠⒭ 𝐡𝐭𝐭𝐩𝐬://𝐭.𝐜𝐨/𝐱 ＠ｕｓｅｒ",
        "W\u200Be st\u00ADand w\u2060ith \u202Ethe people\u202C o\uFE0Ff t\u034Fhe riv\u200Der val\uFEFFley, \u2066today\u2069",
        "Z\u0335\u0321\u0353a\u0334l\u0336g\u0337o\u0338 e\u0301\u0302\u0308\u0327\u0336\u0353ye т\u0489е\u0489ст мой\u0301\u0300\u0302\u0308",
        "ʀꓔ @user: hello; RТ @user: Hello; &#65;&#x42;&#X43; &eacute;t&Eacute; &amp;eacute; &unknown; &#0; &#xD800; &nbsp;",
        "\0a\u0001b\u007Fc\u0085d\uFFFDe\uE000f\uFDD0g \U000E0041\U000E007F \U0001F1E6 \u0378",
        "#Vote for #pie_2024 now #yes#no, #да! C# and ＃日本 and # 1 and a#b https://t.co/x @user #a #b",
    ];

    /// <summary>SHA-256 of the comparable texts, each with a line feed behind it, of all code points between two letters and of the posts.</summary>
    public static TheoryData<string, string> Answers { get; } = new()
    {
        { "social/1", "3791D5D7549EEDB9366714FAAE06331F8507211A53F0ED3A333C70B48C275B41" },
        { "social/1;hashtags=drop-trailing", "458E2F082C0DA99E19CB52802C5D483B808CFDB6929CC2F2546B7B488506F650" },
        { "social/1;hashtags=drop", "5A63C37FF44869B546BF8749F7A4D1802A88441492D6C758B0D4E1C6EE95E62A" },
        { "web/1", "DB3B611FB681A47D254BDAF436A4726E8B1869E58BEE9605918639FF089BE43D" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void ComparableTexts(string id, string sha256)
    {
        TextProfile[] profiles = [TextProfile.Social, TextProfile.SocialWith(HashtagHandling.DropTrailing), TextProfile.SocialWith(HashtagHandling.Drop), TextProfile.Web];
        var normalizer = new TextNormalizer(profiles.Single(profile => profile.Id == id));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var texts = Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Select(point => $"z{new Rune(point)}z").Concat(s_posts);
        foreach (var text in texts)
        {
            hash.AppendData(normalizer.Normalize(Encoding.UTF8.GetBytes(text), out _));
            hash.AppendData("\n"u8);
        }

        Assert.Equal(sha256, Convert.ToHexString(hash.GetHashAndReset()));
    }
}
