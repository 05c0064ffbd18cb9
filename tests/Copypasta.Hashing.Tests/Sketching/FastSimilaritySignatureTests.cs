using System.Text;
using FsCheck.Xunit;

namespace Copypasta.Hashing.Tests;

/// <summary>Sketches as values: what <see cref="MinHashSignatureTests"/> asks of signatures, but for merging.</summary>
public class FastSimilaritySignatureTests
{
    private static readonly FastSimilaritySketchOptions s_options = new() { Lanes = 3, Seed = 0x0807060504030201, Shingle = new Shingle(ShingleUnit.Words, 4) };
    private static readonly SignatureKind s_kind = new(s_options, "p/1");

    [Fact]
    public void TheBinaryFormIsTheDocumentedBytes()
    {
        // The checksum was computed by an independent implementation.
        byte[] expected =
        [
            0x43, 0x50, 0x53, 0x47, 1, 7, 3, 0, 1, 4, 32, 0, 3, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, .. "fss32/1"u8, .. "p/1"u8,
            0x44, 0x33, 0x22, 0x11, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xEC, 0x18, 0x2A, 0x0D,
        ];
        var sketch = new FastSimilaritySignature(s_kind, [0x11223344, 0, uint.MaxValue]);
        Assert.Equal(expected, sketch.ToByteArray());
        Assert.Equal(sketch, FastSimilaritySignature.Read(expected));
        Assert.Equal(expected.Length, sketch.LengthInBytes);
        Assert.Equal("fss32/1, profile p/1, words:4, seed 578437695752307201, 3 lanes", sketch.ToString());
    }

    [Property(MaxTest = 200)]
    public void WhatIsWrittenIsRead(uint[] values, ulong seed, bool words, byte size, string? profile)
    {
        // Lone surrogates have no UTF-8, so they are no profile's id.
        var id = "x" + Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(profile ?? ""));
        uint[] lanes = [7, .. values];
        var shingle = new Shingle(words ? ShingleUnit.Words : ShingleUnit.Chars, 1 + (size % Shingle.MaxSize));
        var sketch = new FastSimilaritySignature(new SignatureKind(new FastSimilaritySketchOptions { Lanes = lanes.Length, Seed = seed, Shingle = shingle }, id), lanes);
        byte[] form = [.. sketch.ToByteArray(), 1, 2, 3];
        Assert.True(FastSimilaritySignature.TryRead(form, out var read, out var bytesRead));
        Assert.Equal(form.Length - 3, bytesRead);
        Assert.Equal(sketch, read);
        Assert.Equal(sketch.GetHashCode(), read.GetHashCode());
        Assert.Equal(lanes, read.Values.ToArray());
        Assert.Equal(sketch.Kind, read.Kind);
        Assert.Contains("and 3 more follow it", Assert.Throws<InvalidDataException>(() => FastSimilaritySignature.Read(form)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryPrefixAndEveryFlippedBitIsRefused()
    {
        var form = new FastSimilaritySignature(s_kind, [1, 2, 3]).ToByteArray();
        for (var length = 0; length < form.Length; length++)
        {
            Assert.Contains("cut off", Refused(form[..length]), StringComparison.Ordinal);
        }

        for (var bit = 0; bit < form.Length * 8; bit++)
        {
            form[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotEmpty(Refused(form));
            form[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void NeitherSketchNorSignatureIsTakenForTheOther()
    {
        var options = new MinHashOptions { Lanes = s_options.Lanes, Seed = s_options.Seed, Shingle = s_options.Shingle };
        var signature = new MinHashSignature(new SignatureKind(options, "p/1"), [1, 2, 3]);
        var sketch = new FastSimilaritySignature(s_kind, [1, 2, 3]);
        Assert.Contains("algorithm minhash32/1, not of fss32/1", Refused(signature.ToByteArray()), StringComparison.Ordinal);
        Assert.Contains("algorithm fss32/1, not of minhash32/1", Assert.Throws<InvalidDataException>(() => MinHashSignature.Read(sketch.ToByteArray())).Message, StringComparison.Ordinal);
        Assert.False(BBitSignature.TryRead(sketch.ToByteArray(), out _, out _));

        Assert.NotEqual(signature.Kind, sketch.Kind);
        Assert.Throws<ArgumentException>("kind", () => new FastSimilaritySignature(signature.Kind, [1, 2, 3]));
        Assert.Throws<ArgumentException>("kind", () => new MinHashSignature(sketch.Kind, [1, 2, 3]));
    }

    [Fact]
    public void SketchesOfOtherKindsAreRefusedNotCompared()
    {
        var sketch = new FastSimilaritySignature(s_kind, [1, 2, 3]);
        foreach (var kind in (SignatureKind[])
            [
                new(s_options, "p/2"), new(s_options with { Seed = 5 }, "p/1"), new(s_options with { Lanes = 4 }, "p/1"),
                new(s_options with { Shingle = new Shingle(ShingleUnit.Chars, 4) }, "p/1"), new(s_options with { Shingle = new Shingle(ShingleUnit.Words, 3) }, "p/1"),
            ])
        {
            var other = new FastSimilaritySignature(kind, kind.Lanes == 3 ? [1, 2, 3] : [1, 2, 3, 4]);
            var error = Assert.Throws<ArgumentException>(() => sketch.EstimateJaccard(other));
            Assert.Contains($"[{s_kind}] and [{kind}]", error.Message, StringComparison.Ordinal);
            Assert.NotEqual(sketch, other);
        }
    }

    [Fact]
    public void ASketchOfATextIsThatOfItsSpanAndEstimatesWithAnError()
    {
        var sketcher = new FastSimilaritySketcher();
        const string Text = "We stand with the people of the river valley, today and every day.";
        const string Edited = "We stand with the people of the river valley, tomorrow and every day.";
        Assert.True(sketcher.TrySketch(Text, TextProfile.Social, out var sketch));
        Assert.True(sketcher.TrySketch(Encoding.UTF8.GetBytes(Edited), TextProfile.Social, out var other));
        Span<uint> a = stackalloc uint[sketcher.Lanes], b = stackalloc uint[sketcher.Lanes];
        Assert.True(sketcher.TrySketch(Text, TextProfile.Social, a));
        Assert.True(sketcher.TrySketch(Edited, TextProfile.Social, b));
        Assert.True(a.SequenceEqual(sketch.Values) && b.SequenceEqual(other.Values));
        Assert.Equal(sketcher.KindFor(TextProfile.Social), sketch.Kind);
        Assert.Equal("fss32/1, profile social/1, chars:5, seed 1, 128 lanes", sketch.Kind.ToString());

        var estimate = sketch.EstimateJaccard(other);
        Assert.Equal(FastSimilaritySketch.EstimateJaccard(a, b), estimate.Value);
        Assert.True(estimate.StandardError * estimate.StandardError >= FastSimilaritySketch.Variance(estimate.Value, sketcher.Lanes, 80));
        Assert.NotEqual(sketch.Kind, sketcher.KindFor(TextProfile.Exact));
    }

    [Fact]
    public void WhatHasNothingToSketchHasNoSignature()
    {
        var sketcher = new FastSimilaritySketcher();
        Assert.False(sketcher.TrySketch("@someone https://example.org", TextProfile.Social, out var sketch));
        Assert.Null(sketch);
        Assert.False(sketcher.TrySketch(""u8, TextProfile.Social, out sketch));
        Assert.Null(sketch);
        Assert.Throws<ArgumentNullException>("profile", () => sketcher.TrySketch("text", null!, out FastSimilaritySignature? _));
        Assert.Throws<ArgumentNullException>("profile", () => sketcher.KindFor(null!));
    }

    [Fact]
    public void ArgumentsAreChecked()
    {
        uint[] values = [1, 2, 3];
        var sketch = new FastSimilaritySignature(s_kind, values);
        values[0] = 9;
        Assert.Equal([1u, 2u, 3u], sketch.Values.ToArray());
        Assert.Throws<ArgumentException>("values", () => new FastSimilaritySignature(s_kind, [1, 2]));
        Assert.Throws<ArgumentNullException>("kind", () => new FastSimilaritySignature(null!, []));
        Assert.Throws<ArgumentNullException>("options", () => new SignatureKind((FastSimilaritySketchOptions)null!, "p"));
        Assert.Throws<ArgumentOutOfRangeException>("options", () => new SignatureKind(s_options with { Lanes = 0 }, "p"));
        Assert.Throws<ArgumentNullException>("other", () => sketch.EstimateJaccard(null!));

        var room = new byte[sketch.LengthInBytes + 4];
        Assert.Throws<ArgumentException>("destination", () => sketch.Write(room.AsSpan(0, sketch.LengthInBytes - 1)));
        Assert.All(room, value => Assert.Equal(0, value));
        Assert.Equal(sketch.LengthInBytes, sketch.Write(room));
    }

    private static string Refused(byte[] form)
    {
        Assert.False(FastSimilaritySignature.TryRead(form, out _, out var bytesRead));
        Assert.Equal(0, bytesRead);
        return Assert.Throws<InvalidDataException>(() => FastSimilaritySignature.Read(form)).Message;
    }
}
