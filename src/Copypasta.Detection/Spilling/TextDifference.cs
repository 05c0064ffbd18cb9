using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Copypasta.Detection;

/// <summary>
/// A normalised text as what differs from the raw text that it was made of, whose ASCII letters are taken as small ones: it repeats most of that, and what stands on disk is decompressed once for each
/// group of bands. Holds its buffers between texts; not safe for concurrent use.
/// </summary>
/// <remarks>
/// Steps until the text is whole: how many bytes are copied (a variable-length integer), how many bytes of the raw text are then left out and how many put in their place (a byte, four bits each, or 255 and two
/// variable-length integers), and these. Any text can be written so, beside any other: at the worst it is put in whole.
/// </remarks>
internal sealed class TextDifference
{
    /// <summary>Bytes that must agree where copying begins again.</summary>
    private const int Agreeing = sizeof(uint);

    /// <summary>Most bytes left out that are looked for, an address of the web among them, and most that are put in their place.</summary>
    private const int MostLeftOut = 31;
    private const int MostPutIn = 6;

    /// <summary>So often it is looked for where copying begins again, and not found, before the rest is put in as it is.</summary>
    private const int MostFailures = 4;

    private const int Escape = byte.MaxValue;

    private byte[] _reference = [];
    private byte[] _result = [];

    /// <summary>Writes a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="raw">What it may repeat.</param>
    /// <returns>The steps; good until the next call.</returns>
    public ReadOnlySpan<byte> Write(ReadOnlySpan<byte> text, ReadOnlySpan<byte> raw)
    {
        var rest = Load(text.Length, raw);

        // A step is for one byte or more, but for the first.
        Grow(ref _result, (text.Length * 3) + (4 * Varint.MaxBytes));
        var room = _result.AsSpan();
        var failures = 0;
        while (!text.IsEmpty)
        {
            var copied = text.CommonPrefixLength(rest);
            text = text[copied..];
            rest = rest[copied..];
            Varint.Write(ref room, (uint)copied);
            if (text.IsEmpty)
            {
                break;
            }

            if (!FindAgreement(text, rest, out var leftOut, out var putIn))
            {
                failures++;
                (leftOut, putIn) = (0, failures < MostFailures ? Math.Min(text.Length, 2 * MostPutIn) : text.Length);
            }

            if (leftOut < 15 && putIn < 15)
            {
                room[0] = (byte)((leftOut << 4) | putIn);
                room = room[1..];
            }
            else
            {
                room[0] = Escape;
                room = room[1..];
                Varint.Write(ref room, (uint)leftOut);
                Varint.Write(ref room, (uint)putIn);
            }

            text[..putIn].CopyTo(room);
            text = text[putIn..];
            rest = rest[leftOut..];
            room = room[putIn..];
        }

        return _result.AsSpan(0, _result.Length - room.Length);
    }

    /// <summary>Reads a text back.</summary>
    /// <param name="steps">What <see cref="Write"/> returned.</param>
    /// <param name="length">Bytes of the text.</param>
    /// <param name="raw">What it was given.</param>
    /// <returns>The text; good until the next call.</returns>
    public ReadOnlySpan<byte> Read(ReadOnlySpan<byte> steps, int length, ReadOnlySpan<byte> raw)
    {
        var rest = Load(length, raw);
        Grow(ref _result, length);
        var text = _result.AsSpan(0, length);
        while (!text.IsEmpty)
        {
            var copied = (int)Varint.Read(ref steps);
            rest[..copied].CopyTo(text);
            text = text[copied..];
            rest = rest[copied..];
            if (text.IsEmpty)
            {
                break;
            }

            var (leftOut, putIn) = (steps[0] >> 4, steps[0] & 15);
            var escaped = steps[0] == Escape;
            steps = steps[1..];
            if (escaped)
            {
                leftOut = (int)Varint.Read(ref steps);
                putIn = (int)Varint.Read(ref steps);
            }

            steps[..putIn].CopyTo(text);
            text = text[putIn..];
            rest = rest[leftOut..];
            steps = steps[putIn..];
        }

        return _result.AsSpan(0, length);
    }

    /// <summary>The fewest bytes to leave out and to put in, both together, from where on text and reference agree.</summary>
    private static bool FindAgreement(ReadOnlySpan<byte> text, ReadOnlySpan<byte> reference, out int leftOut, out int putIn)
    {
        (leftOut, putIn) = (0, 0);
        var least = int.MaxValue;
        ref var first = ref MemoryMarshal.GetReference(reference);
        var within = uint.MaxValue >> Math.Clamp(MostLeftOut + Agreeing - reference.Length, 0, 31);
        for (var put = 0; reference.Length >= Agreeing && put <= MostPutIn && put + Agreeing <= text.Length; put++)
        {
            // Behind the reference stand as many bytes as are loaded beyond its end.
            var agreeing = Vector256.Equals(Vector256.LoadUnsafe(ref first), Vector256.Create(text[put]))
                & Vector256.Equals(Vector256.LoadUnsafe(ref first, 1), Vector256.Create(text[put + 1]))
                & Vector256.Equals(Vector256.LoadUnsafe(ref first, 2), Vector256.Create(text[put + 2]))
                & Vector256.Equals(Vector256.LoadUnsafe(ref first, 3), Vector256.Create(text[put + 3]));
            var places = agreeing.ExtractMostSignificantBits() & within;
            var both = put + BitOperations.TrailingZeroCount(places);
            if (places != 0 && both < least)
            {
                (least, leftOut, putIn) = (both, both - put, put);
            }
        }

        return least < int.MaxValue;
    }

    /// <summary>What can be copied: of a raw text much longer than the text its beginning only.</summary>
    private ReadOnlySpan<byte> Load(int length, ReadOnlySpan<byte> raw)
    {
        raw = raw[..(int)Math.Min(raw.Length, (2L * length) + 256)];
        Grow(ref _reference, raw.Length + Vector256<byte>.Count + Agreeing);
        var reference = _reference.AsSpan(0, raw.Length);
        var i = 0;
        for (; i + Vector256<byte>.Count <= raw.Length; i += Vector256<byte>.Count)
        {
            var bytes = Vector256.Create(raw.Slice(i, Vector256<byte>.Count));
            var capitals = Vector256.LessThan(bytes - Vector256.Create((byte)'A'), Vector256.Create((byte)26));
            (bytes | (capitals & Vector256.Create((byte)0x20))).CopyTo(reference[i..]);
        }

        for (; i < raw.Length; i++)
        {
            reference[i] = (byte)(raw[i] | ((uint)(raw[i] - 'A') < 26 ? 0x20 : 0));
        }

        return reference;
    }

    private static void Grow(ref byte[] array, int length)
    {
        if (array.Length < length)
        {
            array = GC.AllocateUninitializedArray<byte>((int)Math.Min(Math.Max(length, array.Length * 2L), Array.MaxLength));
        }
    }
}
