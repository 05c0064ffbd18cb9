using System.Runtime.InteropServices;
using System.Text;

namespace Copypasta.Hashing.Tests;

/// <summary>What every sketch makes of nothing, of damage, of giants and of the fewest and the most lanes: no crash, and no match that is none.</summary>
public class AnyInputTests
{
    private delegate string? Signer(byte[]? utf8, string? text);

    private static readonly Dictionary<string, Signer> s_signers = new()
    {
        ["MinHash, 1 lane"] = MinHash(1),
        ["MinHash, 65,536 lanes"] = MinHash(MinHashOptions.MaxLanes),
        ["MinHash packed to 1 bit"] = (utf8, text) => Signed(128, utf8, text) is { } signature ? Convert.ToHexString(signature.Pack(1).ToByteArray()) : null,
        ["Fast Similarity Sketch, 1 lane"] = Sketch(1),
        ["Fast Similarity Sketch, 65,536 lanes"] = Sketch(FastSimilaritySketchOptions.MaxLanes),
        ["SimHash of 64 bits"] = (utf8, text) =>
            (text is null ? new SimHasher().TrySign(utf8, TextProfile.Exact, out ulong fingerprint) : new SimHasher().TrySign(text, TextProfile.Exact, out fingerprint)) ? $"{fingerprint:X}" : null,
        ["SimHash of 128 bits"] = (utf8, text) =>
            (text is null ? new SimHasher().TrySign(utf8, TextProfile.Exact, out UInt128 fingerprint) : new SimHasher().TrySign(text, TextProfile.Exact, out fingerprint)) ? $"{fingerprint:X}" : null,
    };

    public static TheoryData<string> Sketches => [.. s_signers.Keys];

    [Theory]
    [MemberData(nameof(Sketches))]
    public void NullAndTheEmptyTextHaveNoSignature(string sketch)
    {
        Assert.Null(s_signers[sketch](null, null));
        Assert.Null(s_signers[sketch]([], null));
        Assert.Null(s_signers[sketch](null, ""));
    }

    [Theory]
    [MemberData(nameof(Sketches))]
    public void OneCharacterIsSignedAndIsNoOther(string sketch)
    {
        string?[] signed = [.. ((string[])["a", "b", "我", "😀", "aa"]).Select(text => s_signers[sketch](null, text))];
        Assert.All(signed, Assert.NotNull);
        Assert.Equal(signed.Length, signed.Distinct().Count());
        Assert.Equal(signed[3], s_signers[sketch]("😀"u8.ToArray(), null));
    }

    [Theory]
    [MemberData(nameof(Sketches))]
    public void LoneSurrogatesAndIllFormedBytesCountAsTheReplacementCharacter(string sketch)
    {
        var replaced = s_signers[sketch](null, "five\uFFFDletters");
        Assert.NotNull(replaced);
        Assert.Equal(replaced, s_signers[sketch](null, "five\uD83Dletters"));
        Assert.Equal(replaced, s_signers[sketch](null, "five\uDE00letters"));
        Assert.Equal(replaced, s_signers[sketch]([.. "five"u8, 0xFF, .. "letters"u8], null));
        Assert.Equal(replaced, s_signers[sketch]([.. "five"u8, 0xF0, 0x9F, 0x98, .. "letters"u8], null));
        Assert.Equal(s_signers[sketch](null, "\uFFFD"), s_signers[sketch](null, "\uD800"));
    }

    // As many minima of as many shingles would take a minute; the kernels do not know how many lanes others have.
    [Theory]
    [InlineData("MinHash, 1 lane")]
    [InlineData("Fast Similarity Sketch, 1 lane")]
    [InlineData("Fast Similarity Sketch, 65,536 lanes")]
    [InlineData("SimHash of 64 bits")]
    [InlineData("SimHash of 128 bits")]
    public void TenMegabytesAreSigned(string sketch)
    {
        var text = new char[10_000_000];
        var random = new Random(1);
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = (char)random.Next('a', 'z' + 1);
        }

        var signed = s_signers[sketch](null, new string(text));
        Assert.NotNull(signed);
        Assert.Equal(signed, s_signers[sketch](Encoding.ASCII.GetBytes(text), null));
        Assert.NotEqual(signed, s_signers[sketch](null, new string(text, 0, text.Length / 10)));
    }

    // As signatures they are refused (MinHashSignatureTests, FastSimilaritySignatureTests); bare lanes know nothing of their seed.
    [Fact]
    public void LanesOfAnotherSeedAgreeNoMoreThanThoseOfAnotherText()
    {
        const string Text = "We stand with the people of the river valley, today and every day.";
        var (lanes, others) = (new uint[4096], new uint[4096]);
        foreach (var seed in (ulong[])[0, 2, 3, ulong.MaxValue])
        {
            new MinHasher(new MinHashOptions { Lanes = lanes.Length }).TrySign(Text, TextProfile.Social, lanes);
            new MinHasher(new MinHashOptions { Lanes = lanes.Length, Seed = seed }).TrySign(Text, TextProfile.Social, others);
            Assert.InRange(Hashing.MinHash.EstimateJaccard(lanes, others), 0, 0.001);
            new FastSimilaritySketcher(new FastSimilaritySketchOptions { Lanes = lanes.Length }).TrySketch(Text, TextProfile.Social, others);
            Assert.InRange(Hashing.MinHash.EstimateJaccard(lanes, others), 0, 0.001);
        }
    }

    // Shingle hashes have no key, and are frozen: what the documentation of seeds says.
    [Fact]
    public void NoSeedKeepsTextsApartThatWereWrittenToLookTheSameAndVerificationDoes()
    {
        var (a, b) = ShingleOracle.Collision();
        foreach (var shingle in (Shingle[])[Shingle.Default, new(ShingleUnit.Words, 1)])
        {
            foreach (var seed in (ulong[])[1, 2, 0xDEADBEEF, ulong.MaxValue])
            {
                MinHashSignature x = Sign(a), y = Sign(b);
                Assert.Equal(1, x.EstimateJaccard(y).Value);
                Assert.Equal(Sketch(a), Sketch(b));

                var index = new LshIndex(new LshIndexOptions { Seed = seed, Shingle = shingle, Profile = TextProfile.Exact, MinShingles = 1 });
                Assert.Equal(0, index.Add(a));
                var matches = new List<LshMatch>();
                var cost = index.Query(b, matches);
                Assert.Equal((1, 0), (cost.Candidates, matches.Count));
                Assert.Equal(1, index.Add(b));
                Assert.Empty(index.FindFamilies());

                MinHashSignature Sign(string text) =>
                    new MinHasher(new MinHashOptions { Seed = seed, Shingle = shingle }).TrySign(text, TextProfile.Exact, out var signature) ? signature : throw new InvalidOperationException();

                FastSimilaritySignature Sketch(string text) =>
                    new FastSimilaritySketcher(new FastSimilaritySketchOptions { Seed = seed, Shingle = shingle }).TrySketch(text, TextProfile.Exact, out var sketch) ? sketch : throw new InvalidOperationException();
            }

            Assert.True(new SimHasher(shingle).TrySign(a, TextProfile.Exact, out UInt128 first));
            Assert.True(new SimHasher(shingle).TrySign(b, TextProfile.Exact, out UInt128 second));
            Assert.Equal(first, second);
        }
    }

    [Fact]
    public void AnIndexTakesThemAndMatchesNoneOfThemToAnother()
    {
        string?[] texts = [null, "", "a", "b", "\uD800", "我", "😀"];
        var index = new LshIndex(new LshIndexOptions { Profile = TextProfile.Exact });
        Assert.Equal(Enumerable.Range(0, texts.Length), texts.Select(text => index.Add(text)));
        foreach (var (id, text) in texts.Index())
        {
            Assert.Equal(string.IsNullOrEmpty(text) ? [] : [id], index.Query(text).Select(match => match.Id));
        }

        Assert.Equal([4], index.Query([0xFF]).Select(match => match.Id));
        Assert.Empty(index.FindFamilies());
    }

    private static MinHashSignature? Signed(int lanes, byte[]? utf8, string? text)
    {
        var hasher = new MinHasher(new MinHashOptions { Lanes = lanes });
        return (text is null ? hasher.TrySign(utf8, TextProfile.Exact, out var signature) : hasher.TrySign(text, TextProfile.Exact, out signature)) ? signature : null;
    }

    private static Signer MinHash(int lanes) => (utf8, text) => Signed(lanes, utf8, text) is { } signature ? Convert.ToHexString(MemoryMarshal.AsBytes(signature.Minima)) : null;

    private static Signer Sketch(int lanes) => (utf8, text) =>
    {
        var sketcher = new FastSimilaritySketcher(new FastSimilaritySketchOptions { Lanes = lanes });
        return (text is null ? sketcher.TrySketch(utf8, TextProfile.Exact, out var sketch) : sketcher.TrySketch(text, TextProfile.Exact, out sketch)) ? Convert.ToHexString(MemoryMarshal.AsBytes(sketch.Values)) : null;
    };
}
