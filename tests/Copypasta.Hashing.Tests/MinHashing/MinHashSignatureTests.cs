using System.Buffers.Binary;
using System.Text;
using FsCheck.Xunit;

namespace Copypasta.Hashing.Tests;

/// <summary>The plain signature and the packed ones, which share their binary form with <see cref="FastSimilaritySignature"/>.</summary>
public class MinHashSignatureTests
{
    private static readonly MinHashOptions s_options = new() { Lanes = 3, Seed = 0x0807060504030201, Shingle = new Shingle(ShingleUnit.Words, 4) };
    private static readonly SignatureKind s_kind = new(s_options, "p/1");

    /// <summary>Kinds that differ from <see cref="s_kind"/> in one thing each; all have its number of lanes but one.</summary>
    public static TheoryData<string> Others => new("profile", "seed", "lanes", "unit", "size");

    [Fact]
    public void TheBinaryFormIsTheDocumentedBytes()
    {
        byte[] expected =
        [
            0x43, 0x50, 0x53, 0x47, 1, 11, 3, 0, 1, 4, 32, 0, 3, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, .. "minhash32/1"u8, .. "p/1"u8,
            0x44, 0x33, 0x22, 0x11, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF,
        ];
        var signature = new MinHashSignature(s_kind, [0x11223344, 0, uint.MaxValue]);
        var form = signature.ToByteArray();
        Assert.Equal(expected, form[..^4]);
        Assert.Equal(Crc32C(form.AsSpan()[..^4]), BinaryPrimitives.ReadUInt32LittleEndian(form.AsSpan()[^4..]));
        Assert.Equal(form.Length, signature.LengthInBytes);

        byte[] packed = [0x43, 0x50, 0x53, 0x47, 1, 16, 3, 0, 1, 4, 16, 0, 3, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, .. "bbit-minhash32/1"u8, .. "p/1"u8];
        var pack = signature.Pack(16);
        Assert.Equal(packed, pack.ToByteArray()[..packed.Length]);
        Assert.Equal(pack.Words[0], BinaryPrimitives.ReadUInt64LittleEndian(pack.ToByteArray().AsSpan(packed.Length)));
        Assert.Equal(packed.Length + 8 + 4, pack.LengthInBytes);
    }

    [Fact]
    public void TheChecksumIsCrc32C()
    {
        // The check value of the catalogue of CRCs, and 32 bytes of 0 from RFC 3720, B.4.
        Assert.Equal(0xE3069283u, SignatureFormat.Checksum("123456789"u8));
        Assert.Equal(0x8A9136AAu, SignatureFormat.Checksum(new byte[32]));
        var random = new Random(1);
        for (var length = 0; length < 40; length++)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            Assert.Equal(Crc32C(bytes), SignatureFormat.Checksum(bytes));
        }
    }

    [Property(MaxTest = 200)]
    public void WhatIsWrittenIsRead(uint[] minima, ulong seed, bool words, byte size, string? profile)
    {
        // Lone surrogates have no UTF-8, so they are no profile's id.
        var id = "x" + Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(profile ?? ""));
        uint[] lanes = [7, .. minima];
        var shingle = new Shingle(words ? ShingleUnit.Words : ShingleUnit.Chars, 1 + (size % Shingle.MaxSize));
        var signature = new MinHashSignature(new SignatureKind(new MinHashOptions { Lanes = lanes.Length, Seed = seed, Shingle = shingle }, id), lanes);
        byte[] form = [.. signature.ToByteArray(), 1, 2, 3];
        Assert.True(MinHashSignature.TryRead(form, out var read, out var bytesRead));
        Assert.Equal(form.Length - 3, bytesRead);
        Assert.Equal(signature, read);
        Assert.Equal(signature.GetHashCode(), read.GetHashCode());
        Assert.Equal(lanes, read.Minima.ToArray());
        Assert.Equal(signature.Kind, read.Kind);
        Assert.Equal(signature, MinHashSignature.Read(form.AsSpan(..bytesRead)));
        Assert.Contains("and 3 more follow it", Assert.Throws<InvalidDataException>(() => MinHashSignature.Read(form)).Message, StringComparison.Ordinal);

        foreach (var bits in (int[])[1, 2, 4, 8, 16])
        {
            var packed = signature.Pack(bits);
            Assert.True(BBitSignature.TryRead([.. packed.ToByteArray(), 9], out var again, out bytesRead));
            Assert.Equal(packed, again);
            Assert.Equal(packed.GetHashCode(), again.GetHashCode());
            Assert.Equal((bits, packed.LengthInBytes), (again.Bits, bytesRead));
            Assert.Equal(packed.Words.ToArray(), again.Words.ToArray());
            Assert.Contains("and 1 more follow it", Assert.Throws<InvalidDataException>(() => BBitSignature.Read([.. packed.ToByteArray(), 9])).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(MinHashOptions.MaxLanes)]
    public void TheSmallestAndTheLargestSignatureWork(int lanes)
    {
        var hasher = new MinHasher(new MinHashOptions { Lanes = lanes });
        Assert.True(hasher.TrySign("some text to sign", out var signature));
        Assert.True(hasher.TrySign("some other text to sign", out var other));
        Assert.Equal(signature, MinHashSignature.Read(signature.ToByteArray()));
        Assert.Equal(1, signature.EstimateJaccard(signature).Value);
        Assert.Equal(signature.EstimateJaccard(other), other.EstimateJaccard(signature));
        Assert.Equal(signature, signature.Merge(signature));
        foreach (var bits in (int[])[1, 2, 4, 8, 16])
        {
            Assert.Equal(signature.Pack(bits), BBitSignature.Read(signature.Pack(bits).ToByteArray()));
            Assert.Equal(lanes, signature.Pack(bits).EstimateJaccard(signature.Pack(bits)).EqualLanes);
        }
    }

    [Fact]
    public void EveryPrefixIsRefusedAsCutOff()
    {
        var signature = new MinHashSignature(s_kind, [1, 2, 3]);
        foreach (var (form, packed) in ((byte[], bool)[])[(signature.ToByteArray(), false), (signature.Pack(4).ToByteArray(), true)])
        {
            for (var length = 0; length < form.Length; length++)
            {
                Assert.Contains("cut off", Refused(form[..length], packed), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void EveryFlippedBitIsRefused()
    {
        var signature = new MinHashSignature(s_kind, [1, 2, 3]);
        foreach (var (form, packed) in ((byte[], bool)[])[(signature.ToByteArray(), false), (signature.Pack(4).ToByteArray(), true)])
        {
            for (var bit = 0; bit < form.Length * 8; bit++)
            {
                form[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.NotEmpty(Refused(form, packed));
                form[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }
    }

    [Property(MaxTest = 500)]
    public void AnyBytesAreReadWithoutCrash(byte[] bytes, bool startsRight)
    {
        byte[] source = startsRight ? [.. "CPSG"u8, 1, 11, .. bytes] : bytes;
        Assert.NotEmpty(Refused(source, packed: false));
        Assert.NotEmpty(Refused(source, packed: true));
    }

    [Theory]
    [InlineData(0, 'X', "no signature")]
    [InlineData(4, 2, "version 2")]
    [InlineData(8, 2, "cannot be")]
    [InlineData(9, 0, "cannot be")]
    [InlineData(9, 65, "cannot be")]
    [InlineData(10, 16, "3 lanes of 16 bits")]
    [InlineData(11, 1, "cannot be")]
    [InlineData(12, 0, "0 lanes")]
    [InlineData(14, 2, "131075 lanes")]
    [InlineData(24, 'n', "algorithm ninhash32/1, not of minhash32/1")]
    [InlineData(35, 0xFF, "cannot be")]
    [InlineData(40, 1, "checksum")]
    public void ARefusalSaysWhy(int at, int value, string reason)
    {
        // A false claim with a right checksum; but for the last, which is damage.
        var form = new MinHashSignature(s_kind, [0, 0, 0]).ToByteArray();
        form[at] = (byte)value;
        if (reason != "checksum")
        {
            BinaryPrimitives.WriteUInt32LittleEndian(form.AsSpan()[^4..], Crc32C(form.AsSpan()[..^4]));
        }

        Assert.Contains(reason, Refused(form, packed: false), StringComparison.Ordinal);
    }

    [Fact]
    public void APlainSignatureIsNotReadAsAPackedOneNorOneWithStrayBits()
    {
        var signature = new MinHashSignature(s_kind, [1, 2, 3]);
        Assert.Contains("minhash32/1, not of bbit-minhash32/1", Refused(signature.ToByteArray(), packed: true), StringComparison.Ordinal);
        Assert.Contains("bbit-minhash32/1, not of minhash32/1", Refused(signature.Pack(8).ToByteArray(), packed: false), StringComparison.Ordinal);

        var form = signature.Pack(8).ToByteArray();
        form[^5] = 1;
        BinaryPrimitives.WriteUInt32LittleEndian(form.AsSpan()[^4..], Crc32C(form.AsSpan()[..^4]));
        Assert.Contains("beyond its last lane", Refused(form, packed: true), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void SignaturesOfDifferentKindsAreRefusedByName(string what)
    {
        var other = what switch
        {
            "profile" => new SignatureKind(s_options, "p/2"),
            "seed" => new SignatureKind(s_options with { Seed = 5 }, "p/1"),
            "lanes" => new SignatureKind(s_options with { Lanes = 4 }, "p/1"),
            "unit" => new SignatureKind(s_options with { Shingle = new Shingle(ShingleUnit.Chars, 4) }, "p/1"),
            _ => new SignatureKind(s_options with { Shingle = new Shingle(ShingleUnit.Words, 3) }, "p/1"),
        };
        var a = new MinHashSignature(s_kind, [1, 2, 3]);
        var b = new MinHashSignature(other, new uint[] { 1, 2, 3, 4 }.AsSpan(0, other.Lanes));
        Action[] mixed = [() => a.EstimateJaccard(b), () => b.EstimateJaccard(a), () => a.Merge(b), () => a.Pack(8).EstimateJaccard(b.Pack(8))];
        foreach (var mix in mixed)
        {
            var message = Assert.Throws<ArgumentException>(mix).Message;
            Assert.Contains(a.Kind.ToString(), message, StringComparison.Ordinal);
            Assert.Contains(b.Kind.ToString(), message, StringComparison.Ordinal);
        }

        Assert.NotEqual(a, b);
        Assert.NotEqual(a.Pack(8), b.Pack(8));
    }

    [Fact]
    public void SignaturesPackedToDifferentBitsAreRefused()
    {
        var signature = new MinHashSignature(s_kind, [1, 2, 3]);
        Assert.Throws<ArgumentException>(() => signature.Pack(8).EstimateJaccard(signature.Pack(4)));
        Assert.NotEqual(signature.Pack(8), signature.Pack(4));
        Assert.Throws<ArgumentOutOfRangeException>("bits", () => signature.Pack(3));
    }

    [Fact]
    public void ASignatureDoesNotChangeWithTheArrayItWasMadeOf()
    {
        uint[] minima = [1, 2, 3];
        var signature = new MinHashSignature(s_kind, minima);
        minima[0] = 9;
        Assert.Equal([1u, 2u, 3u], signature.Minima.ToArray());
        Assert.Throws<ArgumentException>("minima", () => new MinHashSignature(s_kind, [1, 2]));
        Assert.Throws<ArgumentException>("minima", () => new MinHashSignature(s_kind, [1, 2, 3, 4]));
    }

    [Fact]
    public void ASpanThatIsTooShortIsAnErrorAndNothingIsWritten()
    {
        var signature = new MinHashSignature(s_kind, [1, 2, 3]);
        var room = new byte[signature.LengthInBytes + 4];
        Assert.Throws<ArgumentException>("destination", () => signature.Write(room.AsSpan(0, signature.LengthInBytes - 1)));
        Assert.Throws<ArgumentException>("destination", () => signature.Pack(1).Write(room.AsSpan(0, signature.Pack(1).LengthInBytes - 1)));
        Assert.All(room, value => Assert.Equal(0, value));
        Assert.Equal(room.Length - 4, signature.Write(room));
        Assert.Equal([0, 0, 0, 0], room[^4..]);
    }

    [Fact]
    public void AKindChecksItsProfileAndItsOptions()
    {
        var options = new MinHashOptions();
        Assert.Throws<ArgumentNullException>("options", () => new SignatureKind((MinHashOptions)null!, "p"));
        Assert.Throws<ArgumentNullException>("profile", () => new SignatureKind(options, null!));
        Assert.Throws<ArgumentNullException>("kind", () => new MinHashSignature(null!, []));
        Assert.All((string[])["", "\uD83D", new string('x', 1025)], id => Assert.Throws<ArgumentException>("profile", () => new SignatureKind(options, id)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SignatureKind(options with { Lanes = 0 }, "p"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SignatureKind(options with { Shingle = default }, "p"));
        Assert.Equal(new SignatureKind(options, "p").GetHashCode(), new SignatureKind(new MinHashOptions(), "p").GetHashCode());
        var signed = new MinHasher().KindFor(TextProfile.Social);
        Assert.Equal("minhash32/1, profile social/1, chars:5, seed 1, 128 lanes", signed.ToString());
        Assert.Equal((128, 1UL, Shingle.Default), (signed.Lanes, signed.Seed, signed.Shingle));
        Assert.Equal(new string('é', 512), MinHashSignature.Read(new MinHashSignature(new SignatureKind(options with { Lanes = 1 }, new string('é', 512)), [1]).ToByteArray()).Kind.Profile);
    }

    private static string Refused(byte[] form, bool packed)
    {
        Assert.False(packed ? BBitSignature.TryRead(form, out _, out var bytesRead) : MinHashSignature.TryRead(form, out _, out bytesRead));
        Assert.Equal(0, bytesRead);
        return Assert.Throws<InvalidDataException>(() => packed ? (object)BBitSignature.Read(form) : MinHashSignature.Read(form)).Message;
    }

    // Bit by bit, from the reflected polynomial.
    private static uint Crc32C(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0x82F63B78 : 0);
            }
        }

        return ~crc;
    }
}
