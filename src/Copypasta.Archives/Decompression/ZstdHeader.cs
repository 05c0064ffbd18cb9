using System.Buffers.Binary;

namespace Copypasta.Archives;

/// <summary>What the head of zstd data (RFC 8878) says before anything is decoded.</summary>
internal static class ZstdHeader
{
    /// <summary>The largest window that is decoded: 2^31 bytes, what <c>zstd --long=31</c> writes.</summary>
    public const int MaxWindowLog = 31;

    /// <summary>Windows up to here are what everybody uses; larger ones are held by one input at a time.</summary>
    public const long OrdinaryWindow = 1 << 27;

    private const uint FrameMagic = 0xFD2FB528;
    private const uint SkippableMagic = 0x184D2A50;

    /// <summary>Whether the head begins with a frame, or with skippable frames and then a frame or more than the head holds.</summary>
    public static bool IsZstd(ReadOnlySpan<byte> head)
    {
        var start = FrameStart(head);
        return start >= 0 && (start > 0 ? start + 4 > head.Length || IsFrame(head[start..]) : IsFrame(head));
    }

    /// <summary>Bytes of the window that the first frame declares; 0 if the head does not say.</summary>
    public static ulong DeclaredWindow(ReadOnlySpan<byte> head)
    {
        var start = FrameStart(head);
        if (start < 0 || head.Length - start < 6 || !IsFrame(head[start..]))
        {
            return 0;
        }

        var descriptor = head[start + 4];
        var rest = head[(start + 5)..];
        if ((descriptor & 0x20) == 0)
        {
            var power = 1UL << (10 + (rest[0] >> 3));
            return power + (power / 8 * (uint)(rest[0] & 7));
        }

        // A single segment: the window is the content.
        rest = rest[Math.Min(rest.Length, (descriptor & 3) switch { 3 => 4, var n => n })..];
        return (descriptor >> 6) switch
        {
            0 when rest.Length >= 1 => rest[0],
            1 when rest.Length >= 2 => BinaryPrimitives.ReadUInt16LittleEndian(rest) + 256UL,
            2 when rest.Length >= 4 => BinaryPrimitives.ReadUInt32LittleEndian(rest),
            3 when rest.Length >= 8 => BinaryPrimitives.ReadUInt64LittleEndian(rest),
            _ => 0,
        };
    }

    /// <summary>Where the first frame begins, or would beyond the head; -1 if the head begins with neither a frame nor a skippable one.</summary>
    private static int FrameStart(ReadOnlySpan<byte> head)
    {
        long start = 0;
        while (start + 8 <= head.Length && (BinaryPrimitives.ReadUInt32LittleEndian(head[(int)start..]) & 0xFFFFFFF0) == SkippableMagic)
        {
            start += 8L + BinaryPrimitives.ReadUInt32LittleEndian(head[((int)start + 4)..]);
        }

        return start > 0 || IsFrame(head) ? (int)Math.Min(start, head.Length) : -1;
    }

    private static bool IsFrame(ReadOnlySpan<byte> data) => data.Length >= 4 && BinaryPrimitives.ReadUInt32LittleEndian(data) == FrameMagic;
}
