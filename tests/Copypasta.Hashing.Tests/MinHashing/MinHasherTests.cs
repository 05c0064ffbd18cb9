using System.Text;
using FsCheck.Xunit;

namespace Copypasta.Hashing.Tests;

public class MinHasherTests
{
    private static readonly string[] s_texts =
    [
        "We stand with the workers of the harbour, today and every day!",
        "Мы стоим вместе с рабочими порта, сегодня и каждый день!",
        "ما با کارگران بندر ایستاده‌ایم، امروز و هر روز",
        "我们今天和每一天都与港口工人站在一起",
        "เรายืนเคียงข้างคนงานท่าเรือ",
        "ok", "😀", "a", "café ﬁne &amp; ＷＩＤＥ",
    ];

    [Fact]
    public void Utf16AndUtf8Agree()
    {
        var hasher = new MinHasher();
        var (fromChars, fromBytes) = (new uint[128], new uint[128]);
        foreach (var profile in (TextProfile[])[TextProfile.Social, TextProfile.Web, TextProfile.Exact])
        {
            foreach (var text in s_texts)
            {
                Assert.Equal(
                    hasher.TrySign(text, profile, fromChars),
                    hasher.TrySign(Encoding.UTF8.GetBytes(text), profile, fromBytes));
                Assert.Equal(fromBytes, fromChars);
            }
        }
    }

    [Property(MaxTest = 500)]
    public void Utf16AndUtf8AgreeOnAnyText(string? text, bool exact)
    {
        // Arbitrary UTF-16 has lone surrogates too: both ways they count as U+FFFD.
        text ??= "";
        var profile = exact ? TextProfile.Exact : TextProfile.Social;
        var hasher = new MinHasher(new MinHashOptions { Lanes = 16 });
        var (fromChars, fromBytes) = (new uint[16], new uint[16]);
        Assert.Equal(
            hasher.TrySign(text, profile, fromChars),
            hasher.TrySign(Encoding.UTF8.GetBytes(text), profile, fromBytes));
        Assert.Equal(fromBytes, fromChars);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t ")]
    [InlineData("\u200B\u200E")]
    [InlineData("https://example.org/only-a-link")]
    [InlineData("@someone !!! 🎉")]
    public void ATextThatIsEmptyOnceNormalisedHasNoSignature(string text)
    {
        var signature = Filled(128);
        Assert.False(new MinHasher().TrySign(text, TextProfile.Social, signature));
        Assert.False(new MinHasher().TrySign(Encoding.UTF8.GetBytes(text), TextProfile.Social, signature));
        Assert.Equal(Filled(128), signature);
    }

    [Fact]
    public void TheEmptySetOfHashesHasNoSignature()
    {
        var signature = Filled(128);
        Assert.False(new MinHasher().TrySign(ReadOnlySpan<uint>.Empty, signature));
        Assert.Equal(Filled(128), signature);
    }

    [Fact]
    public void OnlyTheLanesOfASignatureAreWritten()
    {
        var hasher = new MinHasher(new MinHashOptions { Lanes = 37 });
        var signature = Filled(64);
        Assert.True(hasher.TrySign("some text to sign", TextProfile.Social, signature));
        Assert.Equal(Filled(27), signature[37..]);
    }

    [Fact]
    public void ASpanThatIsTooShortIsAnError()
    {
        var hasher = new MinHasher(new MinHashOptions { Lanes = 64 });
        Assert.Throws<ArgumentException>("signature", () => hasher.TrySign("text", TextProfile.Social, new uint[63]));
        Assert.Throws<ArgumentException>("signature", () => hasher.TrySign("text"u8, TextProfile.Social, new uint[63]));
        Assert.Throws<ArgumentException>("signature", () => hasher.TrySign([1u], new uint[63]));
        Assert.Throws<ArgumentException>("signature", () => hasher.TrySign("", TextProfile.Social, []));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(MinHashOptions.MaxLanes + 1)]
    public void LanesOutOfRangeAreAnError(int lanes)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new MinHasher(new MinHashOptions { Lanes = lanes }));
        Assert.Equal(lanes, error.ActualValue);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(Shingle.MaxSize + 1)]
    public void AShingleOutOfRangeIsAnError(int size)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new MinHasher(new MinHashOptions { Shingle = new Shingle(ShingleUnit.Chars, size) }));
        Assert.Equal(size, error.ActualValue);
    }

    [Fact]
    public void LargestSignatureWorks()
    {
        var hasher = new MinHasher(new MinHashOptions { Lanes = MinHashOptions.MaxLanes });
        var signature = new uint[hasher.Lanes];
        Assert.True(hasher.TrySign("some text to sign", TextProfile.Social, signature));
        Assert.Equal(1.0, MinHash.EstimateJaccard(signature, signature));
    }

    [Fact]
    public void ALaneDoesNotDependOnHowManyThereAre()
    {
        var all = new uint[256];
        Assert.True(new MinHasher(new MinHashOptions { Lanes = 256 }).TrySign(s_texts[0], TextProfile.Social, all));
        for (var lanes = 1; lanes <= 256; lanes += lanes < 70 ? 1 : 13)
        {
            var some = new uint[lanes];
            Assert.True(new MinHasher(new MinHashOptions { Lanes = lanes }).TrySign(s_texts[0], TextProfile.Social, some));
            Assert.Equal(all[..lanes], some);
        }
    }

    [Property(MaxTest = 200)]
    public void RepeatsAndOrderChangeNothing(uint[] hashes)
    {
        var hasher = new MinHasher(new MinHashOptions { Lanes = 40 });
        var (once, shuffled) = (new uint[40], new uint[40]);
        uint[] again = [.. hashes.Reverse(), .. hashes];
        Assert.Equal(hasher.TrySign(hashes, once), hasher.TrySign(again, shuffled));
        Assert.Equal(once, shuffled);
    }

    [Fact]
    public void SeedAndShingleChangeTheSignature()
    {
        var signatures = new List<uint[]>();
        foreach (var options in (MinHashOptions[])
            [new(), new() { Seed = 2 }, new() { Shingle = new(ShingleUnit.Chars, 4) }, new() { Shingle = new(ShingleUnit.Words, 2) }])
        {
            var signature = new uint[128];
            Assert.True(new MinHasher(options).TrySign(s_texts[0], TextProfile.Social, signature));
            Assert.All(signatures, other => Assert.True(MinHash.EstimateJaccard(signature, other) < 0.05));
            signatures.Add(signature);
        }
    }

    [Fact]
    public void SharingBetweenThreadsChangesNothing()
    {
        var hasher = new MinHasher();
        var texts = Enumerable.Range(0, 2000).Select(i => $"{s_texts[i % s_texts.Length]} {i % 97} {s_texts[i % 5]}").ToArray();
        var serial = texts.Select(text => Sign(hasher, text)).ToArray();
        var parallel = new uint[texts.Length][];
        Parallel.For(0, texts.Length, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = TestContext.Current.CancellationToken }, i => parallel[i] = Sign(hasher, texts[i]));
        Assert.Equal(serial, parallel);
    }

    [Theory]
    [InlineData(ShingleUnit.Chars)]
    [InlineData(ShingleUnit.Words)]
    public void SigningAllocatesNothingOnceTheBuffersHaveGrown(ShingleUnit unit)
    {
        var hasher = new MinHasher(new MinHashOptions { Shingle = new Shingle(unit, 3) });
        var signature = new uint[128];
        var utf8 = s_texts.Select(Encoding.UTF8.GetBytes).ToArray();
        var signed = 0;
        long before = 0;
        for (var pass = 0; pass < 200; pass++)
        {
            if (pass == 100)
            {
                before = GC.GetAllocatedBytesForCurrentThread();
            }

            for (var i = 0; i < utf8.Length; i++)
            {
                signed += hasher.TrySign(utf8[i], TextProfile.Social, signature) ? 1 : 0;
                signed += hasher.TrySign(s_texts[i].AsSpan(), TextProfile.Social, signature) ? 1 : 0;
            }
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(200 * 2 * (s_texts.Length - 1), signed);
    }

    [Fact]
    public void ProfilesAndShinglesInTurnAllocateNothingEither()
    {
        var hashers = new[] { new MinHasher(), new MinHasher(new MinHashOptions { Shingle = new Shingle(ShingleUnit.Words, 2) }) };
        TextProfile[] profiles = [TextProfile.Social, TextProfile.Web, TextProfile.Exact, TextProfile.SocialWith(HashtagHandling.Drop)];
        var utf8 = s_texts.Select(Encoding.UTF8.GetBytes).ToArray();
        var signature = new uint[128];
        long before = 0;
        for (var pass = 0; pass < 100; pass++)
        {
            before = pass == 50 ? GC.GetAllocatedBytesForCurrentThread() : before;
            foreach (var text in utf8)
            {
                foreach (var hasher in hashers)
                {
                    foreach (var profile in profiles)
                    {
                        hasher.TrySign(text, profile, signature);
                    }

                    hasher.TrySignComparable(text, signature);
                }
            }
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void TypedSignaturesHoldTheSameMinimaAndTheirKind()
    {
        var hasher = new MinHasher(new MinHashOptions { Lanes = 20, Seed = 9 });
        var minima = new uint[20];
        foreach (var profile in (TextProfile[])[TextProfile.Social, TextProfile.Exact, TextProfile.Social])
        {
            foreach (var text in s_texts)
            {
                var signs = hasher.TrySign(text, profile, minima);
                Assert.Equal(signs, hasher.TrySign(text, profile, out var fromChars));
                Assert.Equal(signs, hasher.TrySign(Encoding.UTF8.GetBytes(text), profile, out var fromBytes));
                Assert.Equal(fromBytes, fromChars);
                Assert.Equal(signs, fromChars is not null);
                Assert.Equal(signs ? minima : null, fromChars?.Minima.ToArray());
                Assert.Equal(signs ? new SignatureKind(hasher.Options, profile.Id) : null, fromChars?.Kind);
            }
        }

        // Without a profile: the one for posts.
        Assert.True(hasher.TrySign(s_texts[0], out var byDefault));
        Assert.Equal("social/1", byDefault.Kind.Profile);
    }

    [Fact]
    public void AnUnknownUnitIsAnError()
    {
        var shingle = new Shingle((ShingleUnit)7, 3);
        Assert.Throws<ArgumentOutOfRangeException>(() => new MinHasher(new MinHashOptions { Shingle = shingle }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ShingleSequence(shingle));
    }

    private static uint[] Sign(MinHasher hasher, string text)
    {
        var signature = new uint[hasher.Lanes];
        Assert.True(hasher.TrySign(text, TextProfile.Social, signature));
        return signature;
    }

    private static uint[] Filled(int length)
    {
        var values = new uint[length];
        Array.Fill(values, 0xDEADBEEF);
        return values;
    }
}
