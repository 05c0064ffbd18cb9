namespace Copypasta.Archives;

/// <summary>Formats that are not read, by their first bytes, so that a message can call them what they are.</summary>
internal static class ForeignFormats
{
    public const string Readable = "what can be read is CSV, TSV, JSON, Parquet or plain text, in UTF-8, UTF-16 or an encoding named with --encoding, plain or in gzip, zstd, LZ4, bzip2, zip or tar";

    /// <summary>The more specific first.</summary>
    private static readonly (byte[] Magic, string Name)[] s_magics =
    [
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], "a PNG image"),
        ("%PDF-"u8.ToArray(), "a PDF document"),
        ([0x7F, (byte)'E', (byte)'L', (byte)'F'], "an ELF program"),
        ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0], "xz data (decompress it first: xz -d)"),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C], "a 7z archive (unpack it first)"),
        ("Rar!\u001a\a"u8.ToArray(), "a RAR archive (unpack it first)"),
        ("SQLite format 3\0"u8.ToArray(), "an SQLite database"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an old Microsoft Office file"),
        ([0xFF, 0xD8, 0xFF], "a JPEG image"),
        ("GIF89a"u8.ToArray(), "a GIF image"),
        ([0x02, 0x21, 0x4C, 0x18], "an LZ4 legacy frame"),
    ];

    /// <summary>The name of what begins so; null if it may be text.</summary>
    public static string? NameOf(ReadOnlySpan<byte> head)
    {
        foreach ((var magic, var name) in s_magics)
        {
            if (head.StartsWith(magic))
            {
                return name;
            }
        }

        return null;
    }
}
