using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using K4os.Compression.LZ4.Streams;
using Parquet;
using Parquet.Schema;
using SharpCompress.Compressors.BZip2;

namespace Copypasta.EndToEnd;

/// <summary>The invented posts in other encodings, compressed, in containers, and in columns.</summary>
internal static class PackedArchives
{
    private const string Member = "posts.csv";

    private static readonly byte[] s_csv = TableArchives.Reference(Lacking.Nothing, Identities.Numbers);

    public static IEnumerable<Archive> All =>
    [
        Packed("with a byte order mark", [.. Encoding.UTF8.Preamble, .. s_csv]),
        Packed("UTF-16, little-endian", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(s_csv))]),
        Packed("UTF-16, big-endian", [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(Encoding.UTF8.GetString(s_csv))]),
        Packed("gzip", Gzip(s_csv)),
        Packed("gzip, two members", [.. Gzip(s_csv[..1000]), .. Gzip(s_csv[1000..])]),
        Packed("zstd", Zstd(s_csv)),
        Packed("LZ4", Through(s_csv, stored => LZ4Stream.Encode(stored, leaveOpen: true))),
        Packed("bzip2", Through(s_csv, stored => BZip2Stream.Create(stored, SharpCompress.Compressors.CompressionMode.Compress, decompressConcatenated: false, leaveOpen: true))),
        Packed("zip", Zip()) with { Member = "/" + Member },
        Packed("tar in gzip", Gzip(Tar())) with { Member = "/" + Member },
        new("parquet", "parquet", Parquet(), Identities.Numbers),
    ];

    private static Archive Packed(string name, byte[] content) => new($"csv, {name}", "csv", content, Identities.Numbers);

    private static byte[] Gzip(byte[] content) => Through(content, stored => new GZipStream(stored, CompressionLevel.Fastest, leaveOpen: true));

    private static byte[] Zstd(byte[] content)
    {
        using var compressor = new ZstdSharp.Compressor(3);
        return compressor.Wrap(content).ToArray();
    }

    private static byte[] Zip()
    {
        using var stored = new MemoryStream();
        using (var zip = new ZipArchive(stored, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var member = zip.CreateEntry(Member).Open();
            member.Write(s_csv);
        }

        return stored.ToArray();
    }

    private static byte[] Tar()
    {
        using var stored = new MemoryStream();
        using (var tar = new TarWriter(stored, leaveOpen: true))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, Member) { DataStream = new MemoryStream(s_csv) });
        }

        return stored.ToArray();
    }

    private static byte[] Parquet()
    {
        var id = new DataField<long>("id");
        var author = new DataField<string>("author_id");
        var time = new DateTimeDataField("created_at", DateTimeFormat.Timestamp, isAdjustedToUTC: true, DateTimeTimeUnit.Millis);
        var text = new DataField<string>("text");
        var stored = new MemoryStream();
        WriteAsync().GetAwaiter().GetResult();
        return stored.ToArray();

        async Task WriteAsync()
        {
            await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(id, author, time, text), stored, new ParquetOptions { CompressionMethod = CompressionMethod.Snappy });
            foreach (var posts in InventedPosts.All.Chunk(10))
            {
                using var group = writer.CreateRowGroup();
                await group.WriteAsync<long>(id, posts.Select(post => long.Parse(Identities.Numbers.Post(post), System.Globalization.CultureInfo.InvariantCulture)).ToArray());
                await group.WriteAsync(author, posts.Select(post => Identities.Numbers.Account(post.Account)).ToArray());
                await group.WriteAsync<DateTime>(time, posts.Select(post => post.At.UtcDateTime).ToArray());
                await group.WriteAsync(text, posts.Select(post => post.Text).ToArray());
            }
        }
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
