using K4os.Compression.LZ4.Streams;
using SharpCompress.Compressors;
using SharpCompress.Compressors.BZip2;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Copypasta.Archives;

/// <summary>
/// A compression, known by its first bytes. Every one notices data that is cut off, and bytes after its end that are not its own. Damage in between shows by
/// checksums: gzip and bzip2 always have them, zstd and LZ4 frames only if whoever wrote them asked for it (the zstd program does, lz4 too; libraries often do not).
/// Without one a changed byte may pass as a changed text.
/// </summary>
/// <param name="Name">As summaries show it.</param>
/// <param name="Fits">Whether data that begins so is of this kind.</param>
/// <param name="Decode">Puts the decoder in front; it owns what it reads.</param>
internal sealed record Compression(string Name, Func<ReadOnlyMemory<byte>, bool> Fits, Func<Stream, Stream> Decode)
{
    /// <summary>A bzip2 stream without content.</summary>
    private static readonly byte[] s_emptyBzip2 = [.. "BZh9"u8, 0x17, 0x72, 0x45, 0x38, 0x50, 0x90, 0, 0, 0, 0];

    private static readonly Compression[] s_all =
    [
        new("gzip", head => head.Span.StartsWith([(byte)0x1F, (byte)0x8B]), inner => new GzipMembers(inner)),
        new("zstd", head => ZstdHeader.IsZstd(head.Span), Zstd),
        new("lz4", head => head.Span.StartsWith([(byte)0x04, (byte)0x22, (byte)0x4D, (byte)0x18]), Lz4),
        new("bzip2", head => IsBzip2(head.Span), Bzip2),
    ];

    /// <summary>The compression of data that begins so; null if it is none.</summary>
    public static Compression? Of(ReadOnlyMemory<byte> head) => Array.Find(s_all, compression => compression.Fits(head));

    // Letters alone are no proof: a post may begin with them. What follows the level is a block or, where nothing is compressed, the end.
    private static bool IsBzip2(ReadOnlySpan<byte> head)
        => head.Length >= 10 && head.StartsWith("BZh"u8) && head[3] is >= (byte)'1' and <= (byte)'9'
            && (head[4..].StartsWith("1AY&SY"u8) || head[4..].StartsWith(s_emptyBzip2.AsSpan(4, 6)));

    private static GuardedDecoder Zstd(Stream inner)
        => new(inner, Frames, "the zstd data is cut off, damaged, or followed by bytes that are not zstd");

    private static GuardedDecoder Lz4(Stream inner)
        => new(inner, frames => LZ4Stream.Decode(frames, leaveOpen: true), "the LZ4 frame is cut off or corrupt, or followed by bytes that are not LZ4");

    private static GuardedDecoder Bzip2(Stream inner)
        => new(inner, Streams, "the bzip2 data is cut off, damaged, or followed by bytes that are not bzip2");

    private static BZip2Stream Streams(Stream inner)
    {
        // The library takes up to three bytes of a next stream's head for the end of the data; with an empty stream behind them they are a head that is wrong, "BZh" alone excepted.
        // It reads byte by byte.
        var sealedInput = new BufferedStream(new AppendedStream(inner, s_emptyBzip2, 0x425A68), 64 * 1024);
        return BZip2Stream.Create(sealedInput, CompressionMode.Decompress, decompressConcatenated: true, leaveOpen: true);
    }

    private static DecompressionStream Frames(Stream inner)
    {
        // Memory for the window is reserved as declared, but taken only as data fills it.
        var frames = new DecompressionStream(inner, bufferSize: 128 * 1024, checkEndOfStream: true, leaveOpen: true);
        frames.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, ZstdHeader.MaxWindowLog);
        return frames;
    }
}
