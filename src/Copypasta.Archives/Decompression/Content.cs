using System.Text;

namespace Copypasta.Archives;

/// <summary>An input's bytes as the record readers see them: decompressed, UTF-8, without a byte order mark.</summary>
/// <param name="Stream">The bytes.</param>
/// <param name="Compression">"none", "gzip" or "lz4".</param>
/// <param name="Encoding">"utf-8", "utf-16le" or "utf-16be".</param>
/// <param name="SkippedBytes">Length of a UTF-8 byte order mark that was left out.</param>
internal sealed record Content(Stream Stream, string Compression, string Encoding, int SkippedBytes)
{
    private const int HeadBytes = 4096;
    private const string Readable = "what can be read is CSV, TSV, NDJSON or plain text, in UTF-8 or in UTF-16 with a byte order mark, plain or compressed with gzip or LZ4 frames";

    /// <summary>Magic bytes of formats that are not read, the more specific first.</summary>
    private static readonly (byte[] Magic, string Name)[] s_foreign =
    [
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], "a PNG image"),
        ("%PDF-"u8.ToArray(), "a PDF document"),
        ([0x7F, (byte)'E', (byte)'L', (byte)'F'], "an ELF program"),
        ([(byte)'P', (byte)'K', 3, 4], "a zip archive (or an .xlsx, .docx, .ods file)"),
        ([(byte)'P', (byte)'K', 5, 6], "an empty zip archive"),
        ([0x28, 0xB5, 0x2F, 0xFD], "zstd data"),
        ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0], "xz data"),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C], "a 7z archive"),
        ("Rar!\u001a\a"u8.ToArray(), "a RAR archive"),
        ("SQLite format 3\0"u8.ToArray(), "an SQLite database"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an old Microsoft Office file"),
        ([0xFF, 0xD8, 0xFF], "a JPEG image"),
        ("GIF89a"u8.ToArray(), "a GIF image"),
        ([0x02, 0x21, 0x4C, 0x18], "an LZ4 legacy frame"),
        ([0x1F, 0x8B], "gzip data"),
        ([0x04, 0x22, 0x4D, 0x18], "an LZ4 frame"),
        ([0xFF, 0xFE, 0, 0], "UTF-32 text"),
        ([0, 0, 0xFE, 0xFF], "UTF-32 text"),
    ];

    /// <summary>Looks at the first bytes and puts the decoders in front that they ask for.</summary>
    /// <exception cref="ArchiveException">The input is empty or is none of the formats that are read.</exception>
    /// <exception cref="InvalidDataException">The compressed data is corrupt.</exception>
    public static async ValueTask<Content> OpenAsync(string path, Stream stored, CancellationToken cancellationToken)
    {
        var plain = new PeekableStream(stored, HeadBytes);
        var head = await plain.PeekAsync(cancellationToken).ConfigureAwait(false);
        if (head.IsEmpty)
        {
            throw new ArchiveException($"{path}: empty file; an input needs at least a header or a line");
        }

        var compression = "none";
        if (head.Span.StartsWith([(byte)0x1F, (byte)0x8B]))
        {
            compression = "gzip";
            plain = new PeekableStream(new GzipMembers(plain), HeadBytes);
        }
        else if (IsLz4(head.Span))
        {
            compression = "lz4";
            plain = new PeekableStream(new Lz4Frames(plain), HeadBytes);
        }

        if (compression != "none")
        {
            head = await plain.PeekAsync(cancellationToken).ConfigureAwait(false);
            if (head.IsEmpty)
            {
                throw new ArchiveException($"{path}: empty file inside {compression}; an input needs at least a header or a line");
            }
        }

        ThrowIfForeign(path, head.Span, compression);
        if (head.Span.StartsWith([(byte)0xFF, (byte)0xFE]))
        {
            return Transcode(plain, compression, "utf-16le", System.Text.Encoding.Unicode);
        }

        if (head.Span.StartsWith([(byte)0xFE, (byte)0xFF]))
        {
            return Transcode(plain, compression, "utf-16be", System.Text.Encoding.BigEndianUnicode);
        }

        // A stray NUL is a post's content, which is kept; where they are more than one byte in fifty, this is no text. Parquet is not meant to be.
        if (head.Span.Count((byte)0) * 50 > head.Length && !head.Span.StartsWith("PAR1"u8))
        {
            var looks = LooksLikeUtf16(head.Span) ? "UTF-16 without a byte order mark" : "binary data";
            throw new ArchiveException($"{path}: looks like {looks}{Inside(compression)}; {Readable}");
        }

        var mark = SkipMark(plain, head.Span);
        return new Content(plain, compression, "utf-8", mark);
    }

    private static Content Transcode(PeekableStream stream, string compression, string name, Encoding encoding)
    {
        stream.Skip(2);
        return new Content(System.Text.Encoding.CreateTranscodingStream(stream, encoding, System.Text.Encoding.UTF8), compression, name, 0);
    }

    private static int SkipMark(PeekableStream stream, ReadOnlySpan<byte> head)
    {
        var mark = head.StartsWith(System.Text.Encoding.UTF8.Preamble) ? 3 : 0;
        stream.Skip(mark);
        return mark;
    }

    private static bool IsLz4(ReadOnlySpan<byte> head) => head.StartsWith([(byte)0x04, (byte)0x22, (byte)0x4D, (byte)0x18]);

    private static void ThrowIfForeign(string path, ReadOnlySpan<byte> head, string compression)
    {
        foreach ((var magic, var name) in s_foreign)
        {
            if (head.StartsWith(magic))
            {
                throw new ArchiveException($"{path}: looks like {name}{Inside(compression)}; {Readable}");
            }
        }

        // Letters alone are no proof: a post may begin with them.
        if (head.StartsWith("BZh"u8) && head.Length > 10 && head[4..].StartsWith("1AY&SY"u8))
        {
            throw new ArchiveException($"{path}: looks like bzip2 data{Inside(compression)}; {Readable}");
        }
    }

    private static string Inside(string compression) => compression == "none" ? "" : $" inside {compression}";

    private static bool LooksLikeUtf16(ReadOnlySpan<byte> head)
    {
        // Text with a Latin share has its zeros on one side of the pairs only.
        int even = 0, odd = 0;
        for (var i = 0; i + 1 < head.Length; i += 2)
        {
            even += head[i] == 0 ? 1 : 0;
            odd += head[i + 1] == 0 ? 1 : 0;
        }

        return head.Length >= 8 && Math.Min(even, odd) == 0 && Math.Max(even, odd) * 8 >= head.Length / 2;
    }
}
