using System.Text;

namespace Copypasta.Hashing.Tests;

/// <summary>Texts beyond <see cref="TextNormalizer.MaxTextLength"/>, raw or on their way, are refused in one sentence, before their memory is taken.</summary>
public class TextLengthTests
{
    private const string Honorific = "\uFDFA"; // one code point, three bytes, that NFKC makes eighteen of, 33 bytes

    [Fact]
    public void NoCodePointGrowsToMoreThanSixCodePointsAByte()
    {
        // What MaxTextLength says of texts that never reach it.
        var normalizer = new TextNormalizer(TextProfile.Social);
        var most = 0.0;
        for (var point = 0; point <= 0x10FFFF; point++)
        {
            if (Rune.IsValid(point))
            {
                // Behind a letter, so that marks stay; in the same bytes.
                var utf8 = Encoding.UTF8.GetBytes($"z{new Rune(point)}");
                var points = Encoding.UTF8.GetString(normalizer.Normalize(utf8, out _)).EnumerateRunes().Count();
                most = Math.Max(most, (points - 1.0) / (utf8.Length - 1));
            }
        }

        Assert.Equal(6, most);
        Assert.Equal(44_739_242, TextNormalizer.MaxTextLength / 6);
        Assert.Equal(33, new TextNormalizer(TextProfile.Social).Normalize(Encoding.UTF8.GetBytes(Honorific), out _).Length);
    }

    [Fact]
    public void ATextThatGrowsBeyondTheLimitIsRefused()
    {
        // 90 MB that would become 540 million code points.
        var raw = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Honorific, 30_000_000)));
        var normalizer = new TextNormalizer(TextProfile.Social);
        var error = Assert.Throws<ArgumentException>(() => Normalize(normalizer, raw));
        Assert.Contains("at most 268435456 code points", error.Message, StringComparison.Ordinal);
        Assert.Contains("U+FDFA", error.Message, StringComparison.Ordinal);
        Assert.Equal("the next text", Encoding.UTF8.GetString(normalizer.Normalize("The next text!"u8, out _)));

        var signature = new uint[128];
        Assert.Throws<ArgumentException>(() => new MinHasher().TrySign(raw, TextProfile.Social, signature));
        Assert.True(new MinHasher().TrySign("and the next"u8, TextProfile.Social, signature));

        // An index takes less.
        var index = new LshIndex();
        Assert.Throws<ArgumentException>(() => index.Add(raw));
        Assert.Throws<ArgumentException>(() => index.Query(raw.AsSpan(0, 3 * 20_000_000))); // within the index's limit, beyond the normaliser's
        error = Assert.Throws<ArgumentException>(() => index.Add(raw.AsSpan(0, 3 * 2_100_000))); // comparable, 69.3 MB
        Assert.Contains("at most 67108864 bytes of UTF-8; this one has 69300000 or more", error.Message, StringComparison.Ordinal);
        Assert.Equal((0, 0), (index.Count, index.Add("and the next")));
    }

    [Fact]
    public void IllFormedBytesCountAsOneCodePointEachNotAsTheThreeBytesThatReplaceThem()
    {
        // 90 MB, which become 270 MB of U+FFFD on their way, and at last one space.
        var raw = new byte[90_000_000];
        raw.AsSpan().Fill(0xFF);
        "буква"u8.CopyTo(raw);
        var normalizer = new TextNormalizer(TextProfile.Social);
        Assert.Equal("буква", Encoding.UTF8.GetString(normalizer.Normalize(raw, out var flags)));
        Assert.Equal((TextFlags.IllFormed, raw.Length - 10), (flags, normalizer.LastIllFormedCount));
    }

    [Fact]
    public void ATextThatIsLongerThanTheLimitIsRefused()
    {
        var raw = new byte[TextNormalizer.MaxTextLength + 1];
        foreach (var profile in (TextProfile[])[TextProfile.Social, TextProfile.Exact])
        {
            var normalizer = new TextNormalizer(profile);
            Assert.Contains("at most 268435456 bytes; this one has 268435457", Assert.Throws<ArgumentException>(() => Normalize(normalizer, raw)).Message, StringComparison.Ordinal);
            Assert.Throws<ArgumentException>(() => normalizer.Normalize(raw, new OffsetMap(), out _).Length);
        }

        var chars = new char[TextNormalizer.MaxTextLength + 1];
        Assert.Throws<ArgumentException>(() => new TextNormalizer(TextProfile.Social).Normalize(chars, out _).Length);
        Assert.Throws<ArgumentException>(() => new MinHasher().TrySign(chars, out _));
        chars.AsSpan(0, (TextNormalizer.MaxTextLength / 2) + 1).Fill('я'); // short enough in units, not in bytes
        Assert.Throws<ArgumentException>(() => new SimHasher().TrySign(chars.AsSpan(0, (TextNormalizer.MaxTextLength / 2) + 1), TextProfile.Social, out ulong _));
    }

    [Fact]
    public void SequencesAndSetsRefuseWhatNoProfileReturns()
    {
        var comparable = new byte[TextNormalizer.MaxTextLength + 1];
        Assert.Throws<ArgumentException>("utf8", () => new ShingleSequence(Shingle.Default).Load(comparable));
        Assert.Throws<ArgumentException>("utf8", () => new ShingleSet(Shingle.Default).Load(comparable));
        Assert.Throws<ArgumentException>("utf8", () => new MinHasher().TrySignComparable(comparable, new uint[128]));
    }

    private static int Normalize(TextNormalizer normalizer, byte[] raw) => normalizer.Normalize(raw, out _).Length;
}
