using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using K4os.Compression.LZ4.Streams;
using SharpCompress.Compressors.BZip2;
using ZstdSharp.Unsafe;

namespace Copypasta.Archives.Tests;

/// <summary>Bytes into compressions and containers, as the usual programs write them: with checksums.</summary>
internal static class Packing
{
    /// <summary>A frame that zstd decoders pass over.</summary>
    public static byte[] Skippable => [0x50, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3];

    public static Func<byte[], byte[]> Packer(string name) => name switch
    {
        "gzip" => Gzip,
        "lz4" => Lz4,
        "zstd" => Zstd,
        "bzip2" => Bzip2,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    public static byte[] Gzip(byte[] content)
    {
        var gzip = Through(content, stored => new GZipStream(stored, CompressionLevel.Fastest, leaveOpen: true));

        // GZipStream writes nothing at all for nothing.
        return gzip.Length > 0 ? gzip : [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    }

    public static byte[] Lz4(byte[] content)
        => Through(content, stored => LZ4Stream.Encode(stored, new LZ4EncoderSettings { ContentChecksum = true, BlockSize = 65536 }, leaveOpen: true));

    /// <summary>A tar archive whose first header states another size.</summary>
    public static byte[] WithTarSize(byte[] tar, ReadOnlySpan<byte> size)
    {
        byte[] lying = [.. tar];
        size.CopyTo(lying.AsSpan(124));
        lying.AsSpan(148, 8).Fill((byte)' ');
        var sum = 0;
        foreach (var b in lying.AsSpan(0, 512))
        {
            sum += b;
        }

        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(lying.AsSpan(148));
        return lying;
    }

    public static byte[] Zstd(byte[] content) => Zstd(content, 20);

    public static byte[] Zstd(byte[] content, int windowLog)
    {
        using var compressor = new ZstdSharp.Compressor(3);
        compressor.SetParameter(ZSTD_cParameter.ZSTD_c_checksumFlag, 1);
        compressor.SetParameter(ZSTD_cParameter.ZSTD_c_windowLog, windowLog);
        return compressor.Wrap(content).ToArray();
    }

    public static byte[] Bzip2(byte[] content)
        => Through(content, stored => BZip2Stream.Create(stored, SharpCompress.Compressors.CompressionMode.Compress, decompressConcatenated: false, leaveOpen: true));

    public static byte[] Tar(params (string Name, byte[] Content)[] members) => Tar(TarEntryFormat.Pax, members);

    public static byte[] Tar(TarEntryFormat format, params (string Name, byte[] Content)[] members)
        => Tar(members.Select(member =>
        {
            TarEntry entry = format switch
            {
                TarEntryFormat.V7 => new V7TarEntry(TarEntryType.V7RegularFile, member.Name),
                TarEntryFormat.Ustar => new UstarTarEntry(TarEntryType.RegularFile, member.Name),
                TarEntryFormat.Gnu => new GnuTarEntry(TarEntryType.RegularFile, member.Name),
                _ => new PaxTarEntry(TarEntryType.RegularFile, member.Name),
            };
            entry.DataStream = new MemoryStream(member.Content);
            return entry;
        }));

    public static byte[] Tar(IEnumerable<TarEntry> entries)
    {
        using var stored = new MemoryStream();
        using (var tar = new TarWriter(stored, leaveOpen: true))
        {
            foreach (var entry in entries)
            {
                tar.WriteEntry(entry);
            }
        }

        return stored.ToArray();
    }

    public static byte[] Zip(params (string Name, byte[] Content)[] members)
    {
        using var stored = new MemoryStream();
        using (var zip = new ZipArchive(stored, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((var name, var content) in members)
            {
                using var member = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                member.Write(content);
            }
        }

        return stored.ToArray();
    }

    private static byte[] Through(byte[] content, Func<Stream, Stream> encoder)
    {
        using var stored = new MemoryStream();
        using (var stream = encoder(stored))
        {
            stream.Write(content);
        }

        return stored.ToArray();
    }
}
