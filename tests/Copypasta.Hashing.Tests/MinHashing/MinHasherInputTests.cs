using System.Text;
using FsCheck.Xunit;

namespace Copypasta.Hashing.Tests;

/// <summary>Whatever a hasher may be given: nothing, damage, giants.</summary>
public class MinHasherInputTests
{
    [Fact]
    public void ALoneSurrogateCountsAsTheReplacementCharacter()
    {
        var hasher = new MinHasher();
        var (lone, replaced) = (new uint[128], new uint[128]);
        Assert.True(hasher.TrySign("five\uD83Dletters", TextProfile.Exact, lone));
        Assert.True(hasher.TrySign("five\uFFFDletters", TextProfile.Exact, replaced));
        Assert.Equal(replaced, lone);
    }

    [Fact]
    public void AGiantTextLeavesNothingBehindAndSmallTextsKeepTheirBuffers()
    {
        var hasher = new MinHasher(new MinHashOptions { Lanes = 1 });
        var (signature, giant) = (new uint[1], new string('x', 1_000_000) + " end of it");
        Assert.True(hasher.TrySign("a post of ordinary length", TextProfile.Social, signature));
        var kept = SigningScratch.For(1);
        Assert.True(hasher.TrySign(giant, TextProfile.Social, signature));
        Assert.NotSame(kept, SigningScratch.For(SigningScratch.LargestKept + 1));
        Assert.Same(kept, SigningScratch.For(SigningScratch.LargestKept));
        Assert.InRange(kept.SequenceFor(hasher.Options.Shingle).Capacity, 0, SigningScratch.LargestKept * 2);
    }

    [Fact]
    public void TenMegabytesAreSigned()
    {
        const string Unit = "abжё 我们😀 ";
        var hasher = new MinHasher(new MinHashOptions { Lanes = 8 });
        var (fromChars, fromBytes, comparable, ofPiece) = (new uint[8], new uint[8], new uint[8], new uint[8]);
        var utf8 = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Unit, 10_000_000 / Encoding.UTF8.GetByteCount(Unit))));
        foreach (var profile in (TextProfile[])[TextProfile.Exact, TextProfile.Social])
        {
            Assert.True(hasher.TrySign(utf8, profile, fromBytes));
            Assert.True(hasher.TrySign(Encoding.UTF8.GetString(utf8), profile, fromChars));
            Assert.True(hasher.TrySignComparable(new TextNormalizer(profile).Normalize(utf8, out _), comparable));
            Assert.Equal(fromBytes, fromChars);
            Assert.Equal(fromBytes, comparable);

            // The text repeats itself, so a short piece of it has the same shingles.
            Assert.True(hasher.TrySign(utf8.AsSpan(0, Encoding.UTF8.GetByteCount(Unit) * 20), profile, ofPiece));
            Assert.Equal(fromBytes, ofPiece);
        }
    }

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC3 })]
    [InlineData(new byte[] { 0x61, 0xF0, 0x9F, 0x98 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80, 0x62 })]
    [InlineData(new byte[] { 0x80, 0x80, 0xC0, 0xAF, 0x63, 0x64, 0x65, 0x66 })]
    public void IllFormedBytesCountAsReplacementCharactersAndAreNotComparable(byte[] utf8)
    {
        var hasher = new MinHasher();
        var (signature, replaced) = (new uint[128], new uint[128]);
        Assert.True(hasher.TrySign(utf8, TextProfile.Exact, signature));
        Assert.True(hasher.TrySign(Encoding.UTF8.GetString(utf8), TextProfile.Exact, replaced));
        Assert.Equal(replaced, signature);
        Assert.Throws<ArgumentException>(nameof(utf8), () => hasher.TrySignComparable(utf8, signature));
    }

    [Property(MaxTest = 500)]
    public void AnyBytesAreSignedUnlessNothingIsLeft(byte[] utf8)
    {
        var hasher = new MinHasher(new MinHashOptions { Lanes = 5 });
        var (signature, comparable) = (new uint[5], new uint[5]);
        foreach (var profile in (TextProfile[])[TextProfile.Social, TextProfile.Web, TextProfile.Exact])
        {
            var text = new TextNormalizer(profile).Normalize(utf8, out _).ToArray();
            Assert.Equal(text.Length > 0, hasher.TrySign(utf8, profile, signature));
            Assert.Equal(text.Length > 0, hasher.TrySignComparable(text, comparable));
            Assert.Equal(comparable, signature);
        }
    }

    [Fact]
    public void NullTextIsEmptyAndANullProfileAnError()
    {
        var hasher = new MinHasher(null);
        Assert.Equal(new MinHashOptions(), hasher.Options);
        Assert.False(hasher.TrySign((string?)null, out var signature));
        Assert.Null(signature);
        Assert.False(hasher.TrySign((byte[]?)null, TextProfile.Exact, out signature));
        Assert.Null(signature);
        Assert.False(hasher.TrySign((string?)null, TextProfile.Exact, new uint[128]));
        Assert.False(hasher.TrySignComparable((byte[]?)null, new uint[128]));
        Assert.Throws<ArgumentNullException>("profile", () => hasher.TrySign("text", null!, new uint[128]));
        Assert.Throws<ArgumentNullException>("profile", () => hasher.TrySign("text"u8, null!, new uint[128]));
        Assert.Throws<ArgumentNullException>("profile", () => hasher.TrySign("", null!, out _));
        Assert.Throws<ArgumentNullException>("profile", () => hasher.KindFor(null!));
    }
}
