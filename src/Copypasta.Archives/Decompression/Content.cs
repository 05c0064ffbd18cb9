using System.Buffers;
using System.Text;

namespace Copypasta.Archives;

/// <summary>The text of one input as the record readers see it: decompressed, UTF-8, without a byte order mark.</summary>
/// <param name="Stream">The bytes.</param>
/// <param name="Encoding">"utf-8", "utf-16le" or another encoding's name.</param>
/// <param name="SkippedBytes">Length of a UTF-8 byte order mark that was left out.</param>
/// <param name="Undecodable">Counts the bytes that are none of the encoding; null for UTF-8, whose bytes are kept as they are.</param>
internal sealed record Content(Stream Stream, string Encoding, int SkippedBytes, CountingFallback? Undecodable)
{
    // A line or two may have one by accident.
    private const int FewestOfNoise = 4;

    /// <summary>Control characters that texts have no use for: all of ASCII but bell, backspace, white space and escape.</summary>
    public static SearchValues<byte> OfNoText { get; } = SearchValues.Create([0, 1, 2, 3, 4, 5, 6, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 28, 29, 30, 31]);

    /// <summary>Whether the bytes are decoded from another encoding.</summary>
    public bool IsTranscoded => Undecodable is not null;

    /// <summary>Looks at the first bytes and puts the decoder in front that they, or the user, ask for. A byte order mark wins over the user.</summary>
    /// <exception cref="ArchiveException">This is no text.</exception>
    public static Content Open(string path, Unpacked unpacked, Encoding? declared)
    {
        var head = unpacked.Head.Span;
        var inside = Unpacked.Inside(unpacked.Layers);
        if (ForeignFormats.NameOf(head) is { } foreign)
        {
            throw new ArchiveException($"{path}: looks like {foreign}{inside}; {ForeignFormats.Readable}") { IsForeign = true };
        }

        if (ParquetFile.Begins(head))
        {
            // No text, and not to be taken for UTF-16.
            return new Content(unpacked.Stream, "utf-8", 0, null);
        }

        if (head.StartsWith(System.Text.Encoding.UTF8.Preamble))
        {
            unpacked.Stream.Skip(3);
            return new Content(unpacked.Stream, "utf-8", 3, null);
        }

        if (TextEncodings.IsUtf32(head) && declared is null)
        {
            throw new ArchiveException($"{path}: looks like UTF-32 text{inside}; pass --encoding utf-32 (or utf-32be)");
        }

        var encoding = declared ?? TextEncodings.Utf16Of(head);
        if (head.StartsWith(System.Text.Encoding.Unicode.Preamble) || head.StartsWith(System.Text.Encoding.BigEndianUnicode.Preamble))
        {
            encoding = TextEncodings.IsUtf32(head) ? declared! : TextEncodings.Utf16Of(head);
        }

        if (encoding is { CodePage: not 65001 })
        {
            var preamble = encoding.Preamble;
            unpacked.Stream.Skip(head.StartsWith(preamble) ? preamble.Length : 0);
            return Transcode(unpacked.Stream, encoding);
        }

        // A stray NUL is a post's content, which is kept; where they are more than one byte in fifty, this is no text. Compressed bytes and other noise have few NULs, but of the control
        // characters that texts have no use for they have one in ten. What is noise once it is unpacked may be damaged, and so is nothing to be passed over.
        var hasNuls = head.Count((byte)0) * 50 > head.Length;
        var ofNoText = CountOfNoText(head);
        if (hasNuls || (ofNoText >= FewestOfNoise && ofNoText * 50 > head.Length))
        {
            throw new ArchiveException($"{path}: looks like binary data{inside}; {ForeignFormats.Readable}") { IsForeign = hasNuls || unpacked.Layers.Count == 0 };
        }

        // What is damaged in bzip2 is told at the end of a block, and until then its letters stand in another order.
        if (declared is null && ofNoText == 0 && !unpacked.Layers.Contains("bzip2") && TextEncodings.IsOther(head))
        {
            throw new ArchiveException($"{path}: its letters beyond ASCII are not UTF-8{inside}: name its encoding, as with --encoding windows-1252 (Western), windows-1251 (Cyrillic), windows-1256 (Arabic), gb18030 or shift_jis; --encoding utf-8 reads it as it is, each such byte as U+FFFD");
        }

        return new Content(unpacked.Stream, "utf-8", 0, null);
    }

    private static int CountOfNoText(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        foreach (var b in bytes)
        {
            count += OfNoText.Contains(b) ? 1 : 0;
        }

        return count;
    }

    private static Content Transcode(Stream stream, Encoding encoding)
    {
        var undecodable = new CountingFallback();
        var counting = (Encoding)encoding.Clone();
        counting.DecoderFallback = undecodable;
        return new Content(System.Text.Encoding.CreateTranscodingStream(stream, counting, System.Text.Encoding.UTF8), TextEncodings.NameOf(encoding), 0, undecodable);
    }
}
