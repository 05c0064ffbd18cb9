using System.Runtime.InteropServices;
using Copypasta.Archives;
using Copypasta.Hashing;

namespace Copypasta.Detection;

/// <summary>
/// A post as it stands on disk: time (8 bytes), platform (1), then as variable-length integers its number in the order of reading, flags, source, row, and the lengths of id, author, stored
/// parts and normalised text; then the last three.
/// </summary>
internal static class SpilledPostRecord
{
    private const int Fixed = 9;

    public static void Write(RecordSorter sorter, long ordinal, in CandidatePost post)
    {
        Span<byte> header = stackalloc byte[Fixed + (8 * Varint.MaxBytes)];
        MemoryMarshal.Write(header, post.Post.Time);
        header[8] = (byte)post.Post.Platform;
        var rest = header[Fixed..];
        Varint.Write(ref rest, (ulong)ordinal);
        Varint.Write(ref rest, (uint)post.Post.Flags);
        Varint.Write(ref rest, (uint)post.Post.Source);
        Varint.Write(ref rest, (ulong)post.Post.Row);
        Varint.Write(ref rest, (uint)post.Post.IdLength);
        Varint.Write(ref rest, (uint)post.Author.Length);
        Varint.Write(ref rest, (uint)post.Stored.Length);
        Varint.Write(ref rest, (uint)post.Text.Length);
        header = header[..^rest.Length];
        var record = sorter.Add(post.TextHash, header.Length + post.Author.Length + post.Stored.Length + post.Text.Length);
        header.CopyTo(record);
        record = record[header.Length..];
        post.Author.CopyTo(record);
        post.Stored.CopyTo(record[post.Author.Length..]);
        post.Text.CopyTo(record[(post.Author.Length + post.Stored.Length)..]);
    }

    public static Parts Read(ReadOnlySpan<byte> record)
    {
        var time = MemoryMarshal.Read<long>(record);
        var platform = (Platform)record[8];
        var rest = record[Fixed..];
        var ordinal = (long)Varint.Read(ref rest);
        var flags = (TextFlags)Varint.Read(ref rest);
        var source = (int)Varint.Read(ref rest);
        var row = (long)Varint.Read(ref rest);
        var idLength = (int)Varint.Read(ref rest);
        var author = (int)Varint.Read(ref rest);
        var stored = (int)Varint.Read(ref rest);
        var text = (int)Varint.Read(ref rest);
        return new Parts
        {
            Ordinal = ordinal,
            Post = new StoredPost { Time = time, Platform = platform, Flags = flags, Source = source, Row = row, IdLength = idLength },
            Author = rest[..author],
            Stored = rest.Slice(author, stored),
            Text = rest.Slice(author + stored, text),
        };
    }

    /// <summary>A post that was read back.</summary>
    public readonly ref struct Parts
    {
        /// <summary>Its number in the order of reading.</summary>
        public required long Ordinal { get; init; }

        /// <summary>All but author, text and address.</summary>
        public required StoredPost Post { get; init; }

        public required ReadOnlySpan<byte> Author { get; init; }

        /// <summary>Id, raw text, values kept along.</summary>
        public required ReadOnlySpan<byte> Stored { get; init; }

        /// <summary>The normalised text.</summary>
        public required ReadOnlySpan<byte> Text { get; init; }
    }
}
