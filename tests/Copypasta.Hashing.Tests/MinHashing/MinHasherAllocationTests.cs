using System.Text;

namespace Copypasta.Hashing.Tests;

public class MinHasherAllocationTests
{
    // Each takes steps of its own: ASCII, separators beyond ASCII, marks that compose, look-alikes, case that grows, references, markup, scripts of two and
    // three bytes, emoji, ill-formed bytes, nothing to sign, and a text of the most bytes that are still promised to allocate nothing.
    private static readonly byte[][] s_texts =
    [
        "RT @someone: We stand with the people of the river valley! https://example.org/a?b=c #valley"u8.ToArray(),
        "“Typographic” — and more… 😀👍🏽👩‍👩‍👧"u8.ToArray(),
        "Cafe\u0301 Stra\u00DFe, \u01C4 \u0130stanbul z\u0335\u0336\u0337a\u0335l\u0336go"u8.ToArray(),
        "ТHE PEОPLE OF THE RIVER VАLLEY, х\u200Bудо"u8.ToArray(),
        "Мы с жителями речной долины сегодня и каждый день, что бы ни случилось."u8.ToArray(),
        "Fish &amp; chips &#x1F41F; &eacute;t&eacute;"u8.ToArray(),
        "ما امروز و هر روز در کنار مردم دره رودخانه می\u200Cایستیم ١٢٣"u8.ToArray(),
        "今天如此，每一天都如此ｆｕｌｌｗｉｄｔｈ 한국어 각"u8.ToArray(),
        "हम आज और हर दिन नदी घाटी के लोगों के साथ हैं"u8.ToArray(),
        "เรายืนเคียงข้างชาวหุบเขา"u8.ToArray(),
        [0x61, 0xFF, 0xC3, 0x28, 0xE2, 0x82, 0x62, 0x63, 0x64],
        "@someone https://example.org"u8.ToArray(),
        [],
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Вода и камень. ", 1 << 12))[..21_845]),
    ];

    private static readonly string[] s_strings = Array.ConvertAll(s_texts, utf8 => Encoding.UTF8.GetString(utf8).Replace('\uFFFD', '\uD800')); // lone surrogates count as U+FFFD

    public static TheoryData<TextProfile> Profiles => new(
        TextProfile.Exact,
        TextProfile.Web,
        TextProfile.Social,
        TextProfile.SocialWith(HashtagHandling.DropTrailing),
        TextProfile.SocialWith(HashtagHandling.Drop));

    [Theory]
    [MemberData(nameof(Profiles))]
    public void SigningAllocatesNothingOnceTheBuffersHaveGrown(TextProfile profile)
    {
        var chars = new MinHasher();
        var words = new MinHasher(new MinHashOptions { Lanes = 51, Shingle = new Shingle(ShingleUnit.Words, 3) });
        var signature = new uint[chars.Lanes];
        Sign(10);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var signed = Sign(30);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.InRange(signed, 30 * 4 * 12, 30 * 4 * 13); // all but the empty text and, in some profiles, the one of markup alone

        int Sign(int passes)
        {
            var signed = 0;
            for (var pass = 0; pass < passes; pass++)
            {
                for (var i = 0; i < s_texts.Length; i++)
                {
                    signed += chars.TrySign(s_texts[i], profile, signature) ? 1 : 0;
                    signed += words.TrySign(s_texts[i], profile, signature) ? 1 : 0;
                    signed += chars.TrySign(s_strings[i], profile, signature) ? 1 : 0;
                    signed += words.TrySign(s_strings[i], profile, signature) ? 1 : 0;
                }
            }

            return signed;
        }
    }

    [Fact]
    public void LongTextsAmongShortOnesAllocateNothing()
    {
        var hasher = new MinHasher();
        var signature = new uint[hasher.Lanes];
        var longText = s_texts[^1];
        Sign(10);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Sign(100);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Sign(int pairs)
        {
            for (var i = 0; i < pairs; i++)
            {
                Assert.True(hasher.TrySign(longText, TextProfile.Web, signature));
                Assert.True(hasher.TrySign(s_texts[0], TextProfile.Web, signature));
            }
        }
    }

    [Fact]
    public void SigningComparableTextsAllocatesNothing()
    {
        var hasher = new MinHasher();
        var signature = new uint[hasher.Lanes];
        var texts = Array.ConvertAll(s_strings, Encoding.UTF8.GetBytes);
        Sign(10);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var signed = Sign(30);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(30 * 13, signed);

        int Sign(int passes)
        {
            var signed = 0;
            for (var pass = 0; pass < passes; pass++)
            {
                foreach (var text in texts)
                {
                    signed += hasher.TrySignComparable(text, signature) ? 1 : 0;
                }
            }

            return signed;
        }
    }
}
