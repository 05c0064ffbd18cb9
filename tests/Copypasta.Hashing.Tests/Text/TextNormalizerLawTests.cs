using System.Text;
using System.Text.Unicode;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Copypasta.Hashing.Tests;

/// <summary>Laws over random texts, biased to the code points and fragments that the steps treat specially.</summary>
[Properties(Arbitrary = [typeof(HostileTexts)])]
public class TextNormalizerLawTests
{
    private readonly TextNormalizer _social = new(TextProfile.Social);
    private readonly TextNormalizer _drop = new(TextProfile.SocialWith(HashtagHandling.Drop));
    private readonly TextNormalizer _dropTrailing = new(TextProfile.SocialWith(HashtagHandling.DropTrailing));
    private readonly TextNormalizer _withoutCase = new(TextProfile.Custom(TextProfile.Social.Steps & ~TextSteps.Case));
    private readonly TextNormalizer _web = new(TextProfile.Web);
    private readonly TextNormalizer _exact = new(TextProfile.Exact);

    [Property(MaxTest = 30_000)]
    public void NormalisingTwiceChangesNothing(HostileText text)
    {
        foreach (var normalizer in (TextNormalizer[])[_social, _drop, _dropTrailing])
        {
            var once = normalizer.Normalize(text.Utf8, out _).ToArray();
            var twice = normalizer.Normalize(once, out _).ToArray();
            Assert.True(once.AsSpan().SequenceEqual(twice), $"{Show(text.Utf8)}\n -> {Show(once)}\n -> {Show(twice)}");
        }
    }

    // Their script is what most of them is written in, as far as that is one of those that can read them.
    [Property(MaxTest = 30_000)]
    public void NormalisingTextsOfLookAlikesTwiceChangesNothing(int seed)
    {
        var text = Encoding.UTF8.GetBytes(new Random(seed).GetItems("HНΗTТΤOОΟaаαiіιoоοpрρnηyуÓΌóόýЀ\u0301\u0300   ".AsSpan(), 6));
        foreach (var normalizer in (TextNormalizer[])[_social, _withoutCase])
        {
            var once = normalizer.Normalize(text, out _).ToArray();
            var twice = normalizer.Normalize(once, out _).ToArray();
            Assert.True(once.AsSpan().SequenceEqual(twice), $"{Show(text)}\n -> {Show(once)}\n -> {Show(twice)}");
        }
    }

    [Property(MaxTest = 10_000)]
    public void NormalisingAPageTwiceChangesNothingButCharacterReferences(HostileText text)
    {
        var once = _web.Normalize(text.Utf8, out _).ToArray();
        if (once.AsSpan().Contains((byte)'&'))
        {
            return;
        }

        var twice = _web.Normalize(once, out _).ToArray();
        Assert.True(once.AsSpan().SequenceEqual(twice), $"{Show(text.Utf8)}\n -> {Show(once)}\n -> {Show(twice)}");
    }

    [Property(MaxTest = 10_000)]
    public void ResultsAreWellFormedTrimmedAndFreeOfRunsOfWhiteSpace(HostileText text)
    {
        foreach (var normalizer in (TextNormalizer[])[_social, _web])
        {
            var result = normalizer.Normalize(text.Utf8, out _).ToArray();
            Assert.True(Utf8.IsValid(result));
            Assert.False(result.AsSpan().IndexOf("  "u8) >= 0 || result is [0x20, ..] or [.., 0x20]);
        }

        Assert.True(Utf8.IsValid(_exact.Normalize(text.Utf8, out _)));
    }

    [Property(MaxTest = 5_000)]
    public void ExactIsTheDecodingOfTheFramework(HostileText text)
    {
        var result = _exact.Normalize(text.Utf8, out var flags);
        Assert.Equal(Encoding.UTF8.GetString(text.Utf8), Encoding.UTF8.GetString(result));
        Assert.Equal(Utf8.IsValid(text.Utf8) ? TextFlags.None : TextFlags.IllFormed, flags);
        Assert.Equal(flags == TextFlags.IllFormed, _exact.LastIllFormedCount > 0);
    }

    [Property(MaxTest = 5_000)]
    public void AnyBytesAreAccepted(byte[] bytes)
    {
        var once = _social.Normalize(bytes, out _).ToArray();
        Assert.Equal(once, _social.Normalize(once, out _).ToArray());
    }

    [Property(MaxTest = 3_000)]
    public void WhatStandsAroundTheTextDoesNotMatter(HostileText text)
    {
        // Vectors begin and end anywhere; the bytes around are continuation bytes, which a look beyond the text would take for a part of it.
        var expected = _social.Normalize(text.Utf8, out var expectedFlags).ToArray();
        var illFormed = _social.LastIllFormedCount;
        var around = new byte[text.Utf8.Length + 64];
        for (var at = 1; at < 34; at += 4)
        {
            around.AsSpan().Fill(0xBF);
            text.Utf8.CopyTo(around, at);
            var result = _social.Normalize(around.AsSpan(at, text.Utf8.Length), out var flags);
            Assert.True(result.SequenceEqual(expected), $"{Show(text.Utf8)} at {at}");
            Assert.Equal((expectedFlags, illFormed), (flags, _social.LastIllFormedCount));
        }
    }

    [Property(MaxTest = 10_000)]
    public void TheFastPathEqualsTheGeneralPath(HostileText text)
    {
        var wellFormed = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text.Utf8));
        AssertPathsAgree(wellFormed);
        AssertPathsAgree([.. wellFormed.Where(value => value < 0x80)]);
    }

    private void AssertPathsAgree(byte[] wellFormed)
    {
        foreach (var normalizer in (TextNormalizer[])[_social, _drop, _dropTrailing])
        {
            var generalFlags = TextFlags.None;
            var general = normalizer.NormalizeCodePoints(Decoded(wellFormed), ref generalFlags).ToArray();
            var chosen = normalizer.Normalize(wellFormed, out var chosenFlags).ToArray();
            Assert.True(general.AsSpan().SequenceEqual(chosen), $"{Show(wellFormed)}\n general {Show(general)}\n chosen {Show(chosen)}");
            Assert.Equal(generalFlags, chosenFlags);
        }
    }

    private static byte[] Decoded(byte[] utf8)
    {
        var decoded = new byte[utf8.Length];
        return decoded[..HtmlEntities.Decode(utf8, decoded)];
    }

    private static string Show(ReadOnlySpan<byte> utf8) =>
        string.Concat(Encoding.UTF8.GetString(utf8).EnumerateRunes().Select(rune => rune.Value is > 0x20 and < 0x7F ? rune.ToString() : $"<{rune.Value:X4}>"));
}

public sealed record HostileText(byte[] Utf8);

public static class HostileTexts
{
    private static readonly (int First, int Last)[] s_ranges =
    [
        (0x20, 0x7E), (0x20, 0x7E), ('a', 'z'), ('A', 'Z'), (0, 0x2FF), (0x300, 0x36F), (0x370, 0x3FF), (0x400, 0x52F), (0x410, 0x44F), (0x531, 0x58A),
        (0x590, 0x5FF), (0x600, 0x6FF), (0x700, 0x74F), (0x900, 0x97F), (0xB80, 0xBFF), (0xE00, 0xE7F), (0xF00, 0xFFF), (0x1000, 0x109F), (0x1100, 0x11FF), (0x13A0, 0x13FF),
        (0x1400, 0x15FF), (0x2C80, 0x2CFF), (0x2D30, 0x2D67), (0x1B00, 0x1B7F), (0x1780, 0x17FF), (0x1AB0, 0x1AFF), (0x1D00, 0x1DFF), (0x1E00, 0x1FFF), (0x2000, 0x206F), (0x20D0, 0x20FF), (0x2100, 0x214F), (0x2460, 0x24FF), (0x3000, 0x30FF),
        (0x3099, 0x309A), (0x3130, 0x318F), (0x3200, 0x33FF), (0x4E00, 0x4E10), (0xA4D0, 0xA4FF), (0xA640, 0xA7FF), (0xAB30, 0xABBF), (0xAC00, 0xAC40), (0xF900, 0xF910), (0xFB00, 0xFDFF),
        (0xFE00, 0xFE7F), (0xFF00, 0xFFFF), (0x10A00, 0x10A40), (0x11080, 0x110FF), (0x11300, 0x1137F), (0x1D100, 0x1D1FF), (0x1D400, 0x1D7FF), (0x1F000, 0x1FAFF), (0x1F110, 0x1F18F), (0xE0000, 0xE01EF), (0, 0x10FFFF),
    ];

    private static readonly string[] s_fragments =
    [
        "http://", "https://t.co/abc", "://", "www.", "www.a.b", "@", "@user", "@user@host.tld", "@a.bsky.social", "＠user", "#", "#tag", "＃tag", "RT ", "RT @user:", "rt @u : ", ":", "/", ".", "_",
        "&amp;", "&#x200B;", "&#8206;", "&lt", "&", "#1;", ";", " ", "  ", "\n", "\u00A0", "\u200B", "\u200C", "\u200D", "\u00AD", "\uFEFF", "\u202E", "\u2066", "\u0640", "\uFE0F", "…", "“", "’", "é",
        "ABC", "КОТ", "кот", "ΑΒΓ", "αβγ", "aаα", "Нhн", "ВB", "Ёë", "İ", "ı", "I", "ß", "ŉ", "ǰ", "ΐ", "ſ", "ﷺ", "ﳲ", "ｶﾞ", "\u0BC6", "\u0BBE", "\u0300", "\u0338", "\u0489", "\u1161", "\u11A8", "가",
        "😀", "❤️", "👨‍👩‍👧", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🇺🇦", "1️⃣", "🅰️", "🅱", "🅷", "⒜", "ℹ️", "Ⓜ", "\u20E3", "ϲ", "ᗩ", "ⲁ", "ｈｔｔｐｓ：／／", "𝐑𝐓 @𝐮:", "αv", "\u0301\u0316\u0317\u0318", "й", "ế", "℃", "ſ", "™", "ي", "ی", "ك", "ة", "٣", "۳", "می‌خواهم", "क्‍ष",
    ];

    public static Arbitrary<HostileText> Texts()
    {
        var point =
            from range in Gen.Elements(s_ranges)
            from value in Gen.Choose(range.First, range.Last)
            select Encoding.UTF8.GetBytes(Rune.IsValid(value) ? new Rune(value).ToString() : "\uFFFD");
        var fragment = Gen.Elements(s_fragments).Select(Encoding.UTF8.GetBytes);
        var garbage = Gen.Choose(0x80, 0xFF).Select(value => new[] { (byte)value });
        var piece = Gen.Frequency((12, point), (12, fragment), (1, garbage));
        var text =
            from length in Gen.Choose(0, 24)
            from pieces in piece.ArrayOf(length)
            select new HostileText([.. pieces.SelectMany(bytes => bytes)]);
        return Arb.From(text, Shrink);
    }

    private static IEnumerable<HostileText> Shrink(HostileText text)
    {
        if (!Utf8.IsValid(text.Utf8))
        {
            yield break;
        }

        Rune[] runes = [.. Encoding.UTF8.GetString(text.Utf8).EnumerateRunes()];
        for (var i = 0; i < runes.Length; i++)
        {
            yield return new HostileText(Encoding.UTF8.GetBytes(string.Concat(runes.Where((_, index) => index != i))));
        }
    }
}
