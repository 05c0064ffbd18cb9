using System.Text;
using System.Text.Unicode;
using FsCheck.Xunit;

namespace Copypasta.Hashing.Tests;

public class CustomProfileTests
{
    private const TextSteps All = (TextSteps)511;

    private static readonly TextProfile[] s_valid =
    [
        .. Enumerable.Range(0, 512).SelectMany(steps => Enum.GetValues<HashtagHandling>().Select(hashtags => (Steps: (TextSteps)steps, Hashtags: hashtags)))
            .Where(choice => IsValid(choice.Steps, choice.Hashtags)).Select(choice => TextProfile.Custom(choice.Steps, choice.Hashtags)),
    ];

    // One text in which every step has something to do.
    private const string Text = "RT @a: &amp;  B\u200B\uFF23\u0336 \u0421af\u00E9! \u0643";

    [Theory]
    [InlineData(TextSteps.None, Text)]
    [InlineData(TextSteps.CharacterReferences, "RT @a: &  B\u200B\uFF23\u0336 \u0421af\u00E9! \u0643")]
    [InlineData(TextSteps.Invisibles, "RT @a: &amp;  B\uFF23\u0336 \u0421af\u00E9! \u0643")]
    [InlineData(TextSteps.Compatibility, "RT @a: &amp;  B\u200BC\u0336 \u0421af\u00E9! \u0643")]
    [InlineData(TextSteps.Compatibility | TextSteps.Marks, "RT @a: &amp;  B\u200BC \u0421af\u00E9! \u0643")]
    [InlineData(TextSteps.Invisibles | TextSteps.Compatibility | TextSteps.Marks | TextSteps.LookAlikes, "RT @a: &amp;  BC Caf\u00E9! \u06A9")]
    [InlineData(TextSteps.Invisibles | TextSteps.Compatibility | TextSteps.Case, "rt @a: &amp;  bc\u0336 \u0441af\u00E9! \u0643")]
    [InlineData(TextSteps.Punctuation | TextSteps.WhiteSpace, "RT a amp B\u200B\uFF23\u0336 \u0421af\u00E9 \u0643")]
    [InlineData(TextSteps.WhiteSpace, "RT @a: &amp; B\u200B\uFF23\u0336 \u0421af\u00E9! \u0643")]
    [InlineData(TextSteps.Addresses | TextSteps.Invisibles | TextSteps.Punctuation | TextSteps.WhiteSpace, "amp B\uFF23\u0336 \u0421af\u00E9 \u0643")]
    [InlineData(All & ~TextSteps.Addresses, "rt a bc caf\u00E9 \u06A9")]
    [InlineData(All & ~TextSteps.Case, "BC Caf\u00E9 \u06A9")]
    [InlineData(All, "bc caf\u00E9 \u06A9")]
    public void EachStepDoesItsPartAndNoMore(TextSteps steps, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(new TextNormalizer(TextProfile.Custom(steps)).Normalize(Encoding.UTF8.GetBytes(Text), out _)));

    [Fact]
    public void HashtagsAreDroppedWithTheAddresses()
    {
        var steps = All & ~TextSteps.Case;
        Assert.Equal("One Two", Normalized(TextProfile.Custom(steps), "#One #Two"));
        Assert.Equal("One", Normalized(TextProfile.Custom(steps, HashtagHandling.DropTrailing), "One #Two"));
        Assert.Equal("One", Normalized(TextProfile.Custom(steps, HashtagHandling.Drop), "#Two One"));
    }

    [Fact]
    public void TheIdNamesEveryStepInItsOrder()
    {
        Assert.Equal("custom/1;invisibles;compatibility;case;white-space", TextProfile.Custom(TextSteps.WhiteSpace | TextSteps.Case | TextSteps.Compatibility | TextSteps.Invisibles).Id);
        Assert.Equal(
            "custom/1;references;addresses;invisibles;compatibility;marks;look-alikes;punctuation;white-space;hashtags=drop-trailing",
            TextProfile.Custom(All & ~TextSteps.Case, HashtagHandling.DropTrailing).Id);
        Assert.Equal(s_valid.Length, s_valid.Select(profile => profile.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.All(s_valid, profile => Assert.True(profile.Id.Length <= 255 && Ascii.IsValid(profile.Id), profile.Id));
    }

    [Fact]
    public void TheStepsOfANamedProfileAreThatProfile()
    {
        foreach (var named in (TextProfile[])
            [TextProfile.Exact, TextProfile.Web, TextProfile.Social, TextProfile.SocialWith(HashtagHandling.Drop), TextProfile.SocialWith(HashtagHandling.DropTrailing)])
        {
            Assert.Same(named, TextProfile.Custom(named.Steps, named.Hashtags));
        }
    }

    [Theory]
    [InlineData(TextSteps.Marks, "Marks needs Compatibility too")]
    [InlineData(TextSteps.Case | TextSteps.Compatibility, "Case needs Invisibles too")]
    [InlineData(TextSteps.LookAlikes, "LookAlikes needs Invisibles, Marks too")]
    [InlineData(TextSteps.Punctuation, "Punctuation needs WhiteSpace too")]
    [InlineData(TextSteps.Addresses | TextSteps.Invisibles, "Addresses needs Punctuation too")]
    public void AMissingStepIsNamed(TextSteps steps, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(nameof(steps), () => TextProfile.Custom(steps)).Message, StringComparison.Ordinal);

    [Fact]
    public void ValuesOutOfRangeAreErrors()
    {
        Assert.Throws<ArgumentOutOfRangeException>("steps", () => TextProfile.Custom((TextSteps)512));
        Assert.Throws<ArgumentOutOfRangeException>("hashtags", () => TextProfile.Custom(TextSteps.WhiteSpace, (HashtagHandling)7));
        Assert.Throws<ArgumentException>("hashtags", () => TextProfile.Custom(TextSteps.WhiteSpace, HashtagHandling.Drop));
    }

    [Property(MaxTest = 2_000, Arbitrary = [typeof(HostileTexts)])]
    public void UnderEveryProfileNormalisingTwiceChangesNothing(HostileText text)
    {
        foreach (var profile in s_valid)
        {
            var normalizer = new TextNormalizer(profile);
            var once = normalizer.Normalize(text.Utf8, out _).ToArray();
            Assert.True(Utf8.IsValid(once));
            var references = profile.Steps.HasFlag(TextSteps.CharacterReferences) && once.AsSpan().Contains((byte)'&');
            if (!references && !normalizer.Normalize(once, out _).SequenceEqual(once))
            {
                Assert.Fail($"{profile}: {Convert.ToHexString(text.Utf8)} {Encoding.UTF8.GetString(text.Utf8)} -> {Encoding.UTF8.GetString(once)} -> {Normalized(profile, Encoding.UTF8.GetString(once))}");
            }
        }
    }

    [Property(MaxTest = 300, Arbitrary = [typeof(HostileTexts)])]
    public void UnderEveryProfileOffsetsGoWithTheSameResult(HostileText text)
    {
        var offsets = new OffsetMap();
        foreach (var profile in s_valid)
        {
            var result = new TextNormalizer(profile).Normalize(text.Utf8, out var flags).ToArray();
            Assert.Equal(result, new TextNormalizer(profile).Normalize(text.Utf8, offsets, out var sameFlags).ToArray());
            Assert.Equal(flags, sameFlags);
        }
    }

    [Fact]
    public void WhatWasStoredUnderOtherStepsIsRefusedByName()
    {
        var folded = TextProfile.Custom(TextSteps.Invisibles | TextSteps.Compatibility | TextSteps.Case);
        var spaced = TextProfile.Custom(TextSteps.Invisibles | TextSteps.Compatibility | TextSteps.Case | TextSteps.WhiteSpace);
        var hasher = new MinHasher();
        Assert.True(hasher.TrySign("we stand with the people", folded, out var a));
        Assert.True(hasher.TrySign("we stand with the people", spaced, out var b));
        var error = Assert.ThrowsAny<Exception>(() => a!.EstimateJaccard(b!)).Message;
        Assert.Contains(folded.Id, error, StringComparison.Ordinal);
        Assert.Contains(spaced.Id, error, StringComparison.Ordinal);
        Assert.Equal(folded.Id, MinHashSignature.Read(a!.ToByteArray()).Kind.Profile);

        var index = new LshIndex(new LshIndexOptions { Profile = folded });
        index.Add("we stand with the people, whatever they say about it");
        var file = index.Saved();
        Assert.Contains($"profile {folded.Id}, not {spaced.Id}", Assert.Throws<InvalidDataException>(() => LshIndex.Load(new MemoryStream(file), spaced)).Message, StringComparison.Ordinal);
        Assert.Equal(1, LshIndex.Load(new MemoryStream(file), folded).Count);
    }

    private static bool IsValid(TextSteps steps, HashtagHandling hashtags)
    {
        try
        {
            TextProfile.Custom(steps, hashtags);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static string Normalized(TextProfile profile, string text) =>
        Encoding.UTF8.GetString(new TextNormalizer(profile).Normalize(Encoding.UTF8.GetBytes(text), out _));
}
