using System.Text;
using FsCheck.Xunit;

namespace Copypasta.Hashing.Tests;

[Properties(Arbitrary = [typeof(HostileTexts)])]
public class Utf16TextTests
{
    private static readonly TextProfile[] s_profiles = [TextProfile.Social, TextProfile.SocialWith(HashtagHandling.Drop), TextProfile.Web, TextProfile.Exact];

    private readonly OffsetMap _map = new();

    // By what each word, found in the normalised text, is highlighted in the string.
    [Theory]
    [InlineData("Hello, World!", "hello=Hello|world=World")]
    [InlineData("😀 one 😀 two 😀", "one=one|two=two")]
    [InlineData("𝐅𝐑𝐄𝐄 кофе 😀 now", "free=𝐅𝐑𝐄𝐄|кофе=кофе|now=now")] // two units a letter, and one
    [InlineData("𐐀𐐁 x", "𐐨𐐩=𐐀𐐁|x=x")] // two units on both sides
    [InlineData("v\u200Bac\u00ADcine, Stra\u00DFe", "vaccine=v\u200Bac\u00ADcine|strasse=Stra\u00DFe")]
    [InlineData("смотри 😀 https://t.co/abc &amp; e\u0301te\u0301", "смотри=смотри|été=e\u0301te\u0301")]
    [InlineData("\uDC00one \uD83D two\uD800", "one=one|two=two")] // lone surrogates
    public void WordsMapToWhatTheyWereInTheString(string raw, string expected)
    {
        var normalized = new TextNormalizer(TextProfile.Social).Normalize(raw, _map, out _).ToString();
        Assert.Equal(normalized.Length, _map.Length);
        var words = normalized.Split(' ').Select(word => (Word: word, At: normalized.IndexOf(word, StringComparison.Ordinal)));
        Assert.Equal(expected, string.Join('|', words.Select(word => $"{word.Word}={raw[_map.ToRaw(word.At..(word.At + word.Word.Length))]}")));
    }

    [Fact]
    public void LoneSurrogatesAreOneIllFormedSequenceEach()
    {
        const string Raw = "a\uD83D\uDE00\uD83Db\uDE00\uDE00";
        var normalizer = new TextNormalizer(TextProfile.Exact);
        Assert.Equal("a😀\uFFFDb\uFFFD\uFFFD", normalizer.Normalize(Raw, _map, out var flags).ToString());
        Assert.Equal((TextFlags.IllFormed, 3), (flags, normalizer.LastIllFormedCount));
        Assert.Equal([0..1, 1..3, 1..3, 3..4, 4..5, 5..6, 6..7], Enumerable.Range(0, _map.Length).Select(i => _map[i]));
        Assert.Equal(Raw[1..4], Raw[_map.ToRaw(2..4)]);

        Assert.Equal("a😀", normalizer.Normalize("a😀", out flags).ToString());
        Assert.Equal((TextFlags.None, 0), (flags, normalizer.LastIllFormedCount));
        Assert.True(normalizer.Normalize((string?)null, _map, out flags).IsEmpty);
        Assert.Equal((TextFlags.None, 0), (flags, _map.Length));
        Assert.Throws<ArgumentNullException>("offsets", () => normalizer.Normalize("a", null!, out _));
    }

    [Property(MaxTest = 3_000)]
    public void TextsAndPlacesAreThoseOfTheUtf8(HostileText text, byte where)
    {
        var raw = Encoding.UTF8.GetString(text.Utf8);
        raw = raw.Insert(Math.Min(where, raw.Length), where % 3 == 0 ? "\uD800" : where % 3 == 1 ? "\uDFFF" : ""); // may split a pair
        var utf8 = Encoding.UTF8.GetBytes(raw);
        var bytes = new OffsetMap();
        foreach (var profile in s_profiles)
        {
            var normalizer = new TextNormalizer(profile);
            var expected = normalizer.Normalize(utf8, bytes, out var expectedFlags).ToArray();
            var lone = Lone(raw);
            expectedFlags |= lone > 0 ? TextFlags.IllFormed : TextFlags.None;
            var units = Enumerable.Range(0, expected.Length).Where(i => (expected[i] & 0xC0) != 0x80).SelectMany(i => Enumerable.Repeat(
                Encoding.UTF8.GetCharCount(utf8, 0, bytes[i].Start.Value)..Encoding.UTF8.GetCharCount(utf8, 0, bytes[i].End.Value), expected[i] >= 0xF0 ? 2 : 1)).ToArray();

            Assert.Equal(Encoding.UTF8.GetString(expected), normalizer.Normalize(raw, _map, out var flags).ToString());
            Assert.Equal((expectedFlags, lone), (flags, normalizer.LastIllFormedCount));
            Assert.Equal(units, Enumerable.Range(0, _map.Length).Select(i => _map[i]));
            Assert.Equal(Encoding.UTF8.GetString(expected), normalizer.Normalize(raw, out flags).ToString());
            Assert.Equal(expectedFlags, flags);
        }
    }

    [Fact]
    public void NothingIsAllocatedOnceTheBuffersHaveGrown()
    {
        var normalizer = new TextNormalizer(TextProfile.Social);
        const string Raw = "RT @user: смотри 😀 Wörld, v\u200Bac\u00ADcine \uD800";
        var least = long.MaxValue;

        // Code that the runtime has not optimised yet puts values into boxes; what a text itself allocates shows in every batch.
        for (var batch = 0; batch < 500 && least > 0; batch++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100; i++)
            {
                Normalize();
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            Thread.Sleep(least > 0 ? 10 : 0);
        }

        Assert.Equal(0, least);

        void Normalize()
        {
            normalizer.Normalize(Raw, out _);
            normalizer.Normalize(Raw, _map, out _);
        }
    }

    private static int Lone(string text) => text.EnumerateRunes().Count(rune => rune.Value == 0xFFFD) - text.Count(unit => unit == '\uFFFD');
}
