using System.Text;
using System.Text.Unicode;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Copypasta.Hashing.Tests;

/// <summary>Equal to the framework's check, wherever a sequence stands in a text and however the text ends.</summary>
public class Utf8ValidityTests
{
    private static readonly byte[] s_edges = [0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF];

    [Fact]
    public void EverySequenceOfFourEdgesIsJudgedAlikeAtEveryPlace()
    {
        // 390,625 texts, the places in turn.
        var text = new byte[64];
        var place = 0;
        var valid = 0;
        foreach (var first in s_edges)
        {
            foreach (var second in s_edges)
            {
                foreach (var third in s_edges)
                {
                    foreach (var fourth in s_edges)
                    {
                        text.AsSpan().Fill((byte)'x');
                        place = (place + 1) % (text.Length - 3);
                        (text[place], text[place + 1], text[place + 2], text[place + 3]) = (first, second, third, fourth);
                        Assert.True(Utf8.IsValid(text) == Utf8Validity.IsValid(text), $"{first:X2} {second:X2} {third:X2} {fourth:X2} at {place}");
                        valid += Utf8Validity.IsValid(text) ? 1 : 0;
                    }
                }
            }
        }

        Assert.InRange(valid, 1000, 100_000);
    }

    [Fact]
    public void EveryCutOfATextIsJudgedAlike()
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("añ文😀", 20)));
        for (var start = 0; start < 40; start++)
        {
            for (var length = 0; start + length <= text.Length; length++)
            {
                var cut = text.AsSpan(start, length);
                Assert.True(Utf8.IsValid(cut) == Utf8Validity.IsValid(cut), $"{start}, {length}");
            }
        }
    }

    [Property(MaxTest = 20_000, Arbitrary = [typeof(Pieces)])]
    public void AnyBytesAreJudgedAlike(byte[] bytes) => Assert.Equal(Utf8.IsValid(bytes), Utf8Validity.IsValid(bytes));

    /// <summary>Mostly well-formed text with a bad byte now and then, up to some ten blocks long.</summary>
    private static class Pieces
    {
        public static Arbitrary<byte[]> Bytes()
        {
            var good = Gen.Elements("a", "zz zz zz zz zz zz", "ñ", "文", "的文字", "😀", "\uD7FF", "\uE000", "\uFFFF", "\u0800", "\U00010000", "\U0010FFFF").Select(Encoding.UTF8.GetBytes);
            var bad = Gen.Elements(s_edges).Select(value => new[] { value });
            return Arb.From(
                from length in Gen.Choose(0, 40)
                from pieces in Gen.Frequency((60, good), (1, bad)).ArrayOf(length)
                select pieces.SelectMany(piece => piece).ToArray());
        }
    }
}
