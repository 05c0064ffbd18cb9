using System.Text;
using FsCheck.Xunit;

namespace Copypasta.Hashing.Tests;

public class Utf8CodePointsTests
{
    // One code point of each length, and the ends of each range.
    private static readonly string[][] s_classes =
    [
        ["a", "\0", "\u007F", " "],
        ["\u0080", "é", "ж", "\u07FF"],
        ["\u0800", "我", "\uD7FF", "\uE000", "\uFFFF"],
        ["\U00010000", "😀", "\U0010FFFF"],
    ];

    [Fact]
    public void EveryCodePointAtEveryPositionOfAVector()
    {
        for (var before = 0; before <= 33; before++)
        {
            foreach (var text in s_classes.SelectMany(group => group))
            {
                for (var after = 0; after <= 33; after++)
                {
                    AssertDecoded(new string('a', before) + text + new string('b', after));
                }
            }
        }
    }

    [Fact]
    public void AllPatternsOfLengths()
    {
        // All 4^7 sequences of one- to four-byte code points, alone and behind a run of ASCII that ends inside a vector.
        var text = new StringBuilder();
        for (var pattern = 0; pattern < 1 << 14; pattern++)
        {
            text.Clear().Append('x', pattern % 19);
            for (var i = 0; i < 7; i++)
            {
                text.Append(s_classes[(pattern >> (2 * i)) & 3][i % 3]);
            }

            AssertDecoded(text.ToString());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void RandomMixturesOfAllLengths(int seed)
    {
        var random = new Random(seed);
        for (var length = 0; length <= 200; length++)
        {
            for (var trial = 0; trial < 10; trial++)
            {
                var text = new StringBuilder();
                var last = 0;
                for (var i = 0; i < length; i++)
                {
                    // Runs of a length, as real text has, more often than changes.
                    last = random.Next(10) < seed * 2 ? random.Next(4) : last;
                    text.Append(s_classes[last][random.Next(3)]);
                }

                AssertDecoded(text.ToString());
            }
        }
    }

    [Property(MaxTest = 1000)]
    public void AnyText(string? text) =>
        AssertDecoded(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text ?? "")));

    [Property(MaxTest = 1000)]
    public void AnyCodePoints(uint[] values) =>
        AssertDecoded(string.Concat(values.Select(value => (int)(value % 0x110000)).Where(Rune.IsValid).Select(value => new Rune(value).ToString())));

    [Fact]
    public void EveryCodePoint()
    {
        var all = new StringBuilder();
        for (var c = 0; c <= 0x10FFFF; c++)
        {
            if (Rune.IsValid(c))
            {
                all.Append(new Rune(c).ToString());
            }
        }

        AssertDecoded(all.ToString());
    }

    private static void AssertDecoded(string text)
    {
        // Bytes and code points stand at an odd offset of a larger array, so that nothing depends on what is around them.
        var length = Encoding.UTF8.GetByteCount(text);
        var buffer = new byte[length + 32];
        Array.Fill(buffer, (byte)0xF0);
        Encoding.UTF8.GetBytes(text, buffer.AsSpan(7));
        var decoded = new int[length + 16 + 7];
        Array.Fill(decoded, -1);
        var count = Utf8CodePoints.Decode(buffer.AsSpan(7, length), decoded.AsSpan(3, length + 16));
        var expected = text.EnumerateRunes().Select(rune => rune.Value).ToArray();
        Assert.True(expected.AsSpan().SequenceEqual(decoded.AsSpan(3, count)), text);
        Assert.True(decoded.AsSpan(0, 3).IndexOfAnyExcept(-1) < 0);
        Assert.True(decoded.AsSpan(3 + length + 16).IndexOfAnyExcept(-1) < 0);
    }
}
